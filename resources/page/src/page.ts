/** The patient's page: one screen at a time, from the check of this browser to the end. */

import { Cuff, DRIVER, ability } from "./cuff";
import { hex, random } from "./octets";
import { Model, failureText } from "./model";
import { type Desk, draw } from "./screens";
import type { Measured, News, Order } from "./talk";

declare const WORKER_INTEGRITY: string;
const TEST_MARK = "test";
const HELP_MARK = "help";

class Page implements Desk {
  readonly model = new Model();
  private worker: Worker | null = null;
  private cuff: Cuff | null = null;
  /** How many readings and calls the worker has not stored yet. */
  private unstored = 0;

  async begin(): Promise<void> {
    this.look();
    this.show();
    setInterval(() => this.second(), 1_000);
    document.addEventListener("visibilitychange", () => this.visible());
    window.addEventListener("beforeunload", (event) => this.unstored && event.preventDefault());
    if (await this.isElsewhere()) return this.go("elsewhere");
    const broker = await brokerAddress();
    const integrity = WORKER_INTEGRITY;
    const code = await (await fetch("worker.js", { integrity })).blob();
    this.worker = new Worker(URL.createObjectURL(code));
    this.worker.onmessage = (event: MessageEvent<News>) => this.heard(event.data);
    this.order({ do: "start", broker, app: "kapmonitor page", os: system() });
    window.addEventListener("online", () => this.order({ do: "network" }));
  }

  // What a person may do

  checkAgain(): void {
    void this.check();
  }

  goOn(): void {
    const next = { check: "code", test: "consent", consent: "calm" } as const;
    const { screen } = this.model;
    if (screen === "check" && location.hash.startsWith("#1.")) return this.enterCode(location.hash);
    if (screen in next) this.go(next[screen as keyof typeof next]);
    void this.keepAwake();
  }

  enterCode(text: string): void {
    this.model.error = "";
    this.go("connecting");
    this.order({ do: "pair", text });
  }

  confirmPerson(isMe: boolean): void {
    if (isMe) return this.go("cuff");
    const text = "The patient's page said: that is not me.";
    this.order({ do: "say", mark: "wrong", message: { t: "sym", code: "not_me", text } });
    setTimeout(() => this.order({ do: "leave" }), 3_000);
    this.go("ending");
  }

  async chooseCuff(): Promise<void> {
    this.model.error = "";
    try {
      const told = {
        stage: (stage: Model["cuff"]) => this.cuffIs(stage),
        read: (reading: Measured, once: string | null) => this.measured(reading, once),
      };
      const cuff = await Cuff.choose(told, this.model.openedMs);
      if (!cuff) return;
      this.cuff?.letGo();
      this.cuff = cuff;
      this.model.cuffName = cuff.name;
      await cuff.hold();
    } catch {
      this.model.error = "The cuff did not answer. Switch Bluetooth on, close the cuff's own app, then try again.";
      this.show();
    }
  }

  callForHelp(): void {
    this.model.help = "sent";
    this.order({ do: "say", mark: HELP_MARK, message: { t: "help", code: "help", text: "" } });
    this.show();
  }

  hideValue(isHidden: boolean): void {
    this.model.isValueHidden = isHidden;
    this.show();
  }

  acceptRequest(): void {
    if (!this.model.request) return;
    this.model.request.stage = "accepted";
    this.reply("accepted");
    this.show();
  }

  declineRequest(): void {
    this.reply("declined");
    this.model.request = null;
    this.show();
  }

  newTheme(): void {
    const root = document.documentElement;
    root.dataset.theme = root.dataset.theme === "day" ? "room" : "day";
  }

  // What the worker tells

  private heard(news: News): void {
    const { model } = this;
    switch (news.is) {
      case "ready":
        return this.ready(news.session);
      case "bad_code":
        return this.backToCode("One digit does not fit. Please listen again.");
      case "failed":
        return this.backToCode(failureText(news.why));
      case "paired":
        model.words = news.words;
        model.showsValues = news.caps.includes("values");
        history.replaceState(null, "", location.pathname);
        return this.go("person");
      case "link":
        model.link = news.state;
        model.trouble = news.trouble;
        model.waiting = news.waiting;
        if (news.trouble === "taken_over") model.screen = "elsewhere";
        break;
      case "who":
        model.therapist = news.therapist;
        model.patient = news.patient;
        this.remember();
        break;
      case "request":
        this.requested(news);
        break;
      case "stored":
        this.unstored -= 1;
        if (news.mark === TEST_MARK) model.test = "sent";
        break;
      case "kept":
        if (news.mark === TEST_MARK) model.test = "received";
        if (news.mark === HELP_MARK) model.help = "received";
        break;
      case "ending":
        return this.go("ending");
      case "ended":
        this.unstored = 0;
        this.cuff?.letGo();
        return this.go("ended");
      case "cannot_save":
        model.alarm = "Cannot save. Tell your therapist.";
        break;
      case "update_needed":
        model.alarm = "Your therapist uses another version. Tell your therapist.";
        break;
      case "suspicious":
        model.alarm = "Something between you and your therapist is not right. Tell your therapist.";
        break;
    }
    this.show();
  }

  private ready(session: Extract<News, { is: "ready" }>["session"]): void {
    if (!session) return void this.check();
    this.model.restore(session.notes);
    this.model.words = session.words;
    this.model.showsValues = session.caps.includes("values");
    void this.keepAwake();
    this.show();
  }

  private requested(news: Extract<News, { is: "request" }>): void {
    if (news.what === "show") {
      this.model.message = news.text;
      this.order({ do: "reply", cmd: news.id, st: "shown", why: null });
    } else if (news.what === "cancel") {
      this.model.request = null;
      this.order({ do: "reply", cmd: news.id, st: "done", why: null });
    } else {
      const untilMs = Date.now() + news.leftMs;
      this.model.request = { id: news.id, text: news.text, untilMs, stage: "waiting" };
      this.show();
      // A hidden tab draws nothing: a request counts as shown when a frame was.
      requestAnimationFrame(() => this.model.request?.id === news.id && this.reply("shown"));
    }
  }

  private reply(st: Extract<Order, { do: "reply" }>["st"], why: string | null = null): void {
    const { request } = this.model;
    if (request) this.order({ do: "reply", cmd: request.id, st, why });
  }

  // The cuff

  private cuffIs(stage: Model["cuff"]): void {
    const { model } = this;
    const before = model.cuff;
    model.cuff = stage;
    if (stage === "measuring" && model.request && model.request.stage !== "started") {
      model.request.stage = "started";
      this.reply("started");
    }
    if (stage !== before) this.tellCuff(stage, before);
    if (stage === "ready" && model.screen === "cuff") this.go("test");
    this.show();
  }

  private tellCuff(stage: Model["cuff"], before: Model["cuff"]): void {
    if (stage === "ready" && before !== "measuring" && this.cuff) {
      const { id, name, battery } = this.cuff;
      this.order({ do: "hello", cuff: { id, model: name, slot: null, bat: battery, drv: DRIVER } });
    }
    const words = { ready: "ready", measuring: "busy", gone: "gone" } as const;
    if (stage in words) {
      this.order({ do: "state", state: { cuff: words[stage as keyof typeof words] } });
    }
  }

  private measured(reading: Measured, once: string | null): void {
    const { model } = this;
    const isLive = reading.verdict !== "stored";
    const { request } = model;
    const cmd = isLive && request ? request.id : null;
    const mark = ["cuff", "test"].includes(model.screen) ? TEST_MARK : hex(random(4));
    this.order({ do: "measured", mark, once, reading: { ...reading, cmd } });
    const hasValue = reading.sys !== null && reading.dia !== null;
    if (cmd) {
      this.reply(hasValue ? "done" : "failed", hasValue ? null : "The cuff gave no value.");
      model.request = null;
    }
    if (isLive) {
      const [sys, dia] = [reading.sys ?? 0, reading.dia ?? 0].map(Math.round);
      model.value = hasValue ? `${sys}/${dia}` : "";
      if (!hasValue && model.screen === "test") model.test = "failed";
    }
    this.show();
  }

  // The rest

  private async check(): Promise<void> {
    const { model } = this;
    const can = await ability();
    model.canGoOn = can !== "no_bluetooth_here";
    model.checks = [
      can === "yes"
        ? { state: "ok", text: "Bluetooth is on." }
        : can === "off"
          ? { state: "attention", text: "Bluetooth is off. Switch it on in this device's settings." }
          : {
              state: "attention",
              text: "This browser cannot speak to a cuff. Use Chrome or Edge on Windows, Mac, Chromebook or Android. It does not work on an iPhone or iPad, nor in Firefox or Safari.",
            },
      { state: "asked", text: "Is this device on its charger?" },
      { state: "asked", text: "Is the cuff's own app closed, also on your phone?" },
    ];
    if (!crypto.subtle) {
      model.canGoOn = false;
      model.checks.unshift({ state: "attention", text: "This address is not secure (https). Tell your therapist." });
    }
    this.show();
  }

  private backToCode(error: string): void {
    this.model.error = error;
    this.go("code");
  }

  private go(screen: Model["screen"]): void {
    const { model } = this;
    model.screen = screen;
    if (["person", "cuff", "test", "consent", "calm", "ending"].includes(screen)) this.remember();
    this.show();
    (document.querySelector<HTMLElement>(".digits input") ?? document.getElementById("screen"))?.focus();
  }

  private remember(): void {
    this.order({ do: "remember", notes: this.model.notes() });
  }

  private second(): void {
    const { request } = this.model;
    if (request && Date.now() >= request.untilMs) {
      this.reply("expired");
      this.model.request = null;
      this.show();
    }
    draw.clock();
  }

  private visible(): void {
    const vis = document.visibilityState === "visible" ? "visible" : "hidden";
    if (this.model.words[0]) this.order({ do: "state", state: { vis } });
    if (vis === "visible") void this.keepAwake();
  }

  private async keepAwake(): Promise<void> {
    if (!("wakeLock" in navigator)) return;
    await navigator.wakeLock.request("screen").catch(() => undefined);
  }

  /** A second window of the same browser would push the first one out. */
  private isElsewhere(): Promise<boolean> {
    return new Promise((resolve) => {
      void navigator.locks.request("kapmonitor", { ifAvailable: true }, (lock) => {
        resolve(lock === null);
        return lock && new Promise(() => undefined); // held as long as this page lives
      });
    });
  }

  private look(): void {
    const isLight = matchMedia("(prefers-color-scheme: light)").matches;
    document.documentElement.dataset.theme = isLight ? "day" : "room";
  }

  private order(order: Order): void {
    if ("mark" in order) this.unstored += 1;
    this.worker?.postMessage(order);
  }

  private show(): void {
    draw.all(this.model, this);
  }
}

/** `config.json` beside this page may name the broker; else it is behind the same server. */
async function brokerAddress(): Promise<string> {
  const own = `wss://${location.host}/mqtt`;
  try {
    const found = await fetch("config.json", { cache: "no-store" });
    const told: unknown = found.ok ? await found.json() : null;
    const broker = (told as { broker?: unknown } | null)?.broker;
    return typeof broker === "string" && broker.startsWith("wss://") ? broker : own;
  } catch {
    return own;
  }
}

function system(): string {
  const data = (navigator as { userAgentData?: { platform?: string } }).userAgentData;
  return (data?.platform ?? "browser").slice(0, 40);
}

void new Page().begin();
