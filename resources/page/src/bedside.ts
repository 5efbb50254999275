/** The cuff, what it brings, and the requests that it answers: from there to the worker. */

import { Cuff, type CuffStage, DRIVER, type Measured } from "./cuff";
import type { Intake } from "./intake";
import type { ReadingBody } from "./message";
import type { Model } from "./model";
import { hex, random } from "./octets";
import { now } from "./offset";
import { type Answer, Requests } from "./requests";
import { timeOf } from "./screens";
import type { News, Order } from "./talk";

const LOW_BATTERY_PERCENT = 20;
const NO_VALUE = "the cuff gave no value";
export const TEST_MARK = "test";

/** What the page lends to it. */
export interface Ground {
  model: Model;
  intake: Intake;
  order(order: Order): void;
  /** The cuff is ready for the first time. */
  cuffReady(): void;
  show(): void;
}

export class Bedside {
  private cuff: Cuff | null = null;
  private requests = new Requests();
  /** The cuff that the therapist's side was told of. */
  private told = "";
  private isLow = false;
  /** The epoch in which this machine's two clocks hold together. */
  epoch = 0;

  constructor(private readonly ground: Ground) {}

  async choose(): Promise<void> {
    const { model } = this.ground;
    const told = {
      stage: (stage: CuffStage) => this.cuffIs(stage),
      read: (reading: Measured, once: string | null) => this.measured(reading, once),
    };
    const cuff = await Cuff.choose(told, model.openedMs);
    if (!cuff) return;
    this.cuff?.letGo();
    this.cuff = cuff;
    await cuff.hold();
  }

  letGo(): void {
    this.cuff?.letGo();
    this.cuff = null;
    this.told = "";
    this.requests = new Requests();
    this.ground.model.request = null;
  }

  asked({ id, text, what, until }: Extract<News, { is: "request" }>): void {
    if (what === "measure") this.reply(this.requests.ask(id, text, until, now()));
    if (what === "cancel") this.reply(this.requests.cancel(id));
    this.ground.show();
  }

  accept(): void {
    this.reply(this.requests.accepted(now()));
    this.ground.show();
  }

  decline(): void {
    this.reply(this.requests.declined(now()));
    this.ground.show();
  }

  /** It is on a screen that a person can see. */
  shown(): void {
    this.reply(this.requests.shown(now()));
  }

  /** Let time pass; whether that changed anything. */
  tick(): boolean {
    const answers = this.requests.tick(now());
    this.reply(answers);
    return answers.length > 0;
  }

  private reply(answers: Answer[]): void {
    for (const each of answers) this.ground.order({ do: "say", message: { t: "reply", ...each } });
    const { current } = this.requests;
    this.ground.model.request = current && { ...current };
  }

  private cuffIs(stage: CuffStage): void {
    const { model } = this.ground;
    const before = model.cuff;
    model.cuff = stage;
    if (stage === "measuring") this.reply(this.requests.measuring(now()));
    if (stage !== before) this.tellCuff(stage);
    if (stage === "ready") this.ground.cuffReady();
    this.ground.show();
  }

  private tellCuff(stage: CuffStage): void {
    if (stage === "ready" && this.cuff) this.introduce(this.cuff);
    const words = { ready: "ready", measuring: "busy", gone: "gone" } as const;
    if (stage in words) {
      const cuff = words[stage as keyof typeof words];
      this.ground.order({ do: "say", message: { t: "state", cuff } });
    }
  }

  /** Say which cuff it is, once; many hang up after each reading and come back. */
  private introduce({ id, name, battery }: Cuff): void {
    if (id !== this.told) {
      const cuff = { id, model: name, slot: null, bat: battery, drv: DRIVER };
      this.ground.order({ do: "hello", cuff });
    }
    this.told = id;
    const isLow = battery !== null && battery <= LOW_BATTERY_PERCENT;
    if (isLow && !this.isLow) {
      this.ground.order({ do: "say", message: { t: "state", cuff: "lowbat" } });
    }
    this.isLow = isLow;
  }

  private measured(reading: Measured, once: string | null): void {
    const { model, intake } = this.ground;
    const isLive = reading.verdict !== "stored";
    const { wallMs, upMs } = now();
    const latestMs = wallMs - Math.max(0, (reading.ago ?? 0) - (reading.pm ?? 0));
    const cmd = isLive ? this.requests.answeredBy(latestMs) : null;
    const id = hex(random(16));
    const when = { at: wallMs, up: upMs, ep: this.epoch };
    const message: ReadingBody = { t: "reading", id, ...reading, ...when, cmd };
    // Before anything else, and in this very turn: a reload may come with the next.
    const kept = intake.keep(message);
    const hasValue = reading.sys !== null && reading.dia !== null;
    const isTest = hasValue && ["cuff", "test"].includes(model.screen);
    const mark = isTest ? TEST_MARK : id;
    this.ground.order({ do: "say", message, mark, intake: kept, once });
    if (cmd) this.reply(this.requests.measured(hasValue ? null : NO_VALUE));
    if (isLive) this.see(reading, hasValue);
    this.ground.show();
  }

  private see(reading: Measured, hasValue: boolean): void {
    const { model } = this.ground;
    const [sys, dia] = [reading.sys ?? 0, reading.dia ?? 0].map(Math.round);
    model.value = hasValue && model.showsValues ? `${sys}/${dia}` : "";
    model.valueTime = timeOf(new Date(Date.now() - (reading.ago ?? 0)));
    if (!hasValue && model.screen === "test") model.test = "failed";
  }
}
