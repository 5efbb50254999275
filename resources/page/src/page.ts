/** The patient's page: one screen at a time, from the check of this browser to the end. */

import { Bedside, TEST_MARK } from "./bedside";
import { ability } from "./cuff";
import { keepAwake, keepStored, system, watchPower, whyUnreachable } from "./device";
import { Intake } from "./intake";
import { chooseLanguage, otherLanguage } from "./language";
import type { Parting } from "./message";
import { brokerAddress, loadWorker } from "./loader";
import { Model, type Screen, checksOf, failureText } from "./model";
import { type Desk, draw, timeOf } from "./screens";
import { HELP_MARK, type News, type Order } from "./talk";

const LINK = "#1.";
const LETS_GO_WITHIN_MS = 1_000;
const REMEMBERED: Screen[] = ["person", "cuff", "test", "consent", "calm", "ending"];

class Page implements Desk {
  readonly model = new Model();
  readonly intake = new Intake();
  private bedside = new Bedside(this);
  private worker: Worker | null = null;
  /** How many readings and calls the worker has not stored yet. */
  private unstored = 0;
  private messages: string[] = [];
  private seenRequest = "";
  private channel = new BroadcastChannel("kapmonitor");

  async begin(): Promise<void> {
    chooseLanguage();
    this.look();
    this.show();
    setInterval(() => this.second(), 1_000);
    document.addEventListener("visibilitychange", () => this.visible());
    window.addEventListener("beforeunload", (event) => this.unstored && event.preventDefault());
    for (const each of ["online", "offline"]) window.addEventListener(each, () => this.network());
    this.model.isOnline = navigator.onLine;
    if (!isSecureContext) return void this.check(); // no store, no keys, no Bluetooth
    if (await this.isElsewhere()) return this.elsewhere();
    this.channel.onmessage = (event) => this.handed(event.data);
    window.addEventListener("hashchange", () => this.handed(location.hash));
    void watchPower((power) => this.power(power));
    try {
      await this.startWorker();
    } catch {
      this.model.alarm = "incomplete";
      this.show();
    }
  }

  private async startWorker(): Promise<void> {
    const broker = await brokerAddress();
    this.worker = await loadWorker();
    this.worker.onmessage = (event: MessageEvent<News>) => this.heard(event.data);
    this.order({ do: "start", broker, app: "kapmonitor page", os: system() });
  }

  // What a person may do

  checkAgain(): void {
    void this.check();
  }

  goOn(): void {
    const { model } = this;
    const next = { check: "code", test: "consent", consent: "calm" } as const;
    void keepAwake();
    if (model.screen === "check" && location.hash.startsWith(LINK)) {
      return this.enterCode(location.hash);
    }
    if (model.screen === "consent") model.wasCalm = true;
    if (model.screen in next) this.go(next[model.screen as keyof typeof next]);
  }

  enterCode(text: string): void {
    this.model.error = "";
    this.go("connecting");
    this.order({ do: "pair", text });
  }

  newDigits(): void {
    this.model.error = "";
    this.go("code");
  }

  back(): void {
    this.go(this.model.goesOn);
  }

  confirmPerson(): void {
    this.model.isConfirmed = true;
    this.order({ do: "confirm" });
    this.go(this.model.goesOn);
  }

  leave(why: Parting): void {
    this.model.isLeaving = true;
    this.order({ do: "leave", why });
    this.go("ending");
  }

  async chooseCuff(): Promise<void> {
    this.model.error = "";
    try {
      await this.bedside.choose();
    } catch {
      this.model.error = "cuffNoAnswer";
      this.show();
    }
  }

  callForHelp(): void {
    this.model.help = "called";
    const message = { t: "help", code: "help", text: "" } as const;
    this.order({ do: "say", mark: HELP_MARK, message, intake: this.intake.keep(message) });
    this.show();
  }

  hideValue(isHidden: boolean): void {
    this.model.isValueHidden = isHidden;
    this.show();
  }

  acceptRequest(): void {
    this.bedside.accept();
  }

  declineRequest(): void {
    this.bedside.decline();
  }

  newTheme(): void {
    const root = document.documentElement;
    root.dataset.theme = root.dataset.theme === "day" ? "room" : "day";
    sessionStorage.setItem("theme", root.dataset.theme);
  }

  newLanguage(): void {
    otherLanguage();
    draw.anew();
    this.show();
  }

  // What the worker tells

  private heard(news: News): void {
    const { model } = this;
    switch (news.is) {
      case "ready":
        return this.ready(news.session);
      case "bad_code":
        return this.backToCode("wrongDigit");
      case "failed":
        return void this.failed(news.why);
      case "paired":
        return this.paired(news);
      case "intake":
        return this.intake.open(news.store, news.pads);
      case "pads":
        return this.intake.more(news.pads);
      case "epoch":
        this.bedside.epoch = news.epoch;
        return;
      case "link":
        model.linkIs(news.state, news.trouble, news.waiting);
        model.callsAre(news.calls);
        if (news.trouble === "taken_over") model.screen = "elsewhere";
        break;
      case "who":
        model.therapist = news.therapist;
        model.patient = news.patient;
        this.remember();
        break;
      case "request":
        return this.requested(news);
      case "stored":
        this.unstored = Math.max(0, this.unstored - 1);
        if (news.mark === TEST_MARK) model.test = "sent";
        if (news.mark === HELP_MARK && model.help === "called") model.help = "stored";
        break;
      case "kept":
        if (news.mark === TEST_MARK) model.test = "received";
        if (news.mark === HELP_MARK) model.help = "received";
        break;
      case "ending":
        return this.go("ending");
      case "left":
        return this.over("code", "wasNotMe");
      case "ended":
        return this.over("ended");
      case "cannot_save":
      case "can_save":
        model.isFull = news.is === "cannot_save";
        break;
      case "update_needed":
        model.alarm = "updateNeeded";
        break;
      case "suspicious":
        model.alarm = "suspicious";
        break;
    }
    this.show();
  }

  private ready(session: Extract<News, { is: "ready" }>["session"]): void {
    const { model } = this;
    if (!session) return void this.check();
    model.restore(session.notes, session.isConfirmed);
    model.isPaired = true;
    model.isLeaving = false;
    model.help = session.isCalling ? "stored" : "none";
    model.words = session.words;
    model.showsValues = session.caps.includes("values");
    void keepAwake();
    this.power(model.power);
    if (location.hash.startsWith(LINK)) return this.enterCode(location.hash);
    this.show();
  }

  private paired({ words, caps, again }: Extract<News, { is: "paired" }>): void {
    const { model } = this;
    model.words = words;
    model.showsValues = caps.includes("values");
    if (!model.showsValues) model.value = "";
    model.isAgain = again;
    model.isPaired = true;
    model.isLeaving = false;
    model.alarm = "";
    model.cutSinceMs = performance.now();
    if (!again) {
      model.isConfirmed = false;
      model.therapist = model.patient = model.value = "";
      model.help = "none";
      model.test = "wanted";
    }
    history.replaceState(null, "", location.pathname);
    this.go("person");
    this.power(model.power);
    void keepStored();
  }

  private async failed(why: Extract<News, { is: "failed" }>["why"]): Promise<void> {
    history.replaceState(null, "", location.pathname); // a link has one try
    this.backToCode(failureText(why) ?? (await whyUnreachable()));
  }

  private requested(news: Extract<News, { is: "request" }>): void {
    if (news.what !== "show") return this.bedside.asked(news);
    this.model.message = { text: news.text, time: timeOf(new Date()) };
    this.messages.push(news.id);
    this.show();
  }

  /** It is over here, one way or the other. */
  private over(screen: Screen, error: Model["error"] = ""): void {
    const { model } = this;
    this.unstored = 0;
    this.intake.close();
    this.bedside.letGo();
    model.isPaired = model.isConfirmed = model.isLeaving = model.wasCalm = false;
    model.message = null;
    model.value = model.patient = model.therapist = "";
    model.words = ["", ""];
    model.error = error;
    this.go(screen);
  }

  // The rest

  cuffReady(): void {
    if (this.model.screen === "cuff") this.go("test");
  }

  private async check(): Promise<void> {
    const { model } = this;
    const can = await ability();
    model.canGoOn = can !== "no_bluetooth_here" && isSecureContext;
    model.checks = checksOf(can, model.power, model.isOnline);
    this.show();
  }

  private power(power: Model["power"]): void {
    const { model } = this;
    model.power = power;
    if (model.screen === "check" && model.checks.length) void this.check();
    if (!power || !model.isPaired) return;
    const state = { power: power.isCharging ? "ac" : "bat", bat: power.percent };
    this.order({ do: "say", message: { t: "state", ...state } });
  }

  private network(): void {
    this.model.isOnline = navigator.onLine;
    if (this.model.isOnline) this.order({ do: "network" });
    if (this.model.screen === "check" && this.model.checks.length) void this.check();
    this.show();
  }

  /** A link that was opened in this tab or in another: there is one window for one patient. */
  private handed(link: unknown): void {
    const isFree = !["connecting", "ending", "ended"].includes(this.model.screen);
    if (this.worker && isFree && typeof link === "string" && link.startsWith(LINK)) this.enterCode(link);
  }

  private elsewhere(): void {
    if (location.hash.startsWith(LINK)) {
      this.channel.postMessage(location.hash);
      history.replaceState(null, "", location.pathname);
      this.model.handedOver = true;
    }
    this.go("elsewhere");
  }

  private backToCode(error: Model["error"]): void {
    this.model.error = error;
    this.go("code");
  }

  private go(screen: Screen): void {
    this.model.screen = screen;
    if (REMEMBERED.includes(screen) && !this.model.isLeaving) this.remember();
    this.show();
    const place = document.querySelector<HTMLElement>(".digits input");
    (place ?? document.getElementById("screen"))?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  private remember(): void {
    this.order({ do: "remember", notes: this.model.notes() });
  }

  private second(): void {
    this.bedside.tick();
    this.model.tick();
    this.show();
  }

  private visible(): void {
    const vis = document.visibilityState === "visible" ? "visible" : "hidden";
    if (this.model.isPaired) this.order({ do: "say", message: { t: "state", vis } });
    this.second(); // a hidden tab's own clock is slow: nothing that lapsed is shown again
    this.show();
    void keepAwake();
  }

  /**
   * A second window of the same browser would push the first one out. The page that was here before
   * a reload may take a moment to let go.
   */
  private isElsewhere(): Promise<boolean> {
    return new Promise((resolve) => {
      const held = () => {
        resolve(false);
        return new Promise(() => undefined); // as long as this page lives
      };
      const signal = AbortSignal.timeout(LETS_GO_WITHIN_MS);
      navigator.locks.request("kapmonitor", { signal }, held).catch(() => resolve(true));
    });
  }

  private look(): void {
    const isLight = matchMedia("(prefers-color-scheme: light)").matches;
    const chosen = sessionStorage.getItem("theme");
    document.documentElement.dataset.theme = chosen ?? (isLight ? "day" : "room");
  }

  order(order: Order): void {
    if ("mark" in order) this.unstored += 1;
    this.worker?.postMessage(order);
  }

  show(): void {
    draw.all(this.model, this);
    // A hidden tab draws nothing: what is asked counts as shown when a frame of it was.
    requestAnimationFrame(() => this.seen());
  }

  private seen(): void {
    const { model } = this;
    if (document.visibilityState !== "visible") return;
    if (model.request && model.asksOnScreen && model.request.id !== this.seenRequest) {
      this.seenRequest = model.request.id;
      bringToSight("h1");
    }
    if (model.request && model.asksOnScreen) this.bedside.shown();
    if (!model.message || !model.hasHelp) return;
    if (this.messages.length) bringToSight(".message");
    for (const cmd of this.messages.splice(0)) {
      this.order({ do: "say", message: { t: "reply", cmd, st: "shown", why: null } });
    }
  }
}

/** On a small screen, or one that is zoomed, it may lie below: what is not in sight was not shown. */
function bringToSight(what: string): void {
  document.querySelector(`#screen ${what}`)?.scrollIntoView({ block: "nearest" });
}

void new Page().begin();
