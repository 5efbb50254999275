/**
 * The link, in a worker: a hidden tab slows the page's own timers to one a minute, not a worker's.
 *
 * One thing at a time, in order: orders of the page, octets of the broker, and a tick.
 */

import { Cable } from "./cable";
import { heard, inLink } from "./code";
import { clientOf } from "./envelope";
import { type Paired, join } from "./meeting";
import type { CuffFacts, Said } from "./message";
import { type Octets, hex, random } from "./octets";
import { Epochs, now } from "./offset";
import { Outbox, OutboxFault, type Session } from "./outbox";
import { PatientEnd } from "./patient";
import type { Action } from "./peer";
import type { News, Order } from "./talk";

const TICK_MS = 250;

const tell = (news: News): void => postMessage(news);

class Link {
  private store: Outbox | null = null;
  private kept: Session | null = null;
  private end: PatientEnd | null = null;
  private cable: Cable | null = null;
  private topic = "";
  private trouble: string | null = null;
  private shown = "";
  /** Numbers whose arrival the page wants to know of. */
  private marks = new Map<number, string>();
  private epochs = new Epochs(now());
  private queue: Promise<void> = Promise.resolve();
  private order: Extract<Order, { do: "start" }> | null = null;
  private isSaving = true;

  /** Do something after everything before it. A fault of the disk is told once. */
  soon<Any>(done: () => Promise<Any>): Promise<Any> {
    const result = this.queue.then(done);
    this.queue = result.then(
      () => undefined,
      (fault: unknown) => this.faulty(fault),
    );
    return result;
  }

  async take(order: Order): Promise<void> {
    switch (order.do) {
      case "start":
        return this.start(order);
      case "pair":
        return this.pair(order.text);
      case "remember":
        return this.remember(order.notes);
      case "say":
        return this.say(order.message, order.mark);
      case "hello":
        return this.hello(order.cuff);
      case "measured":
        return this.measured(order);
      case "reply":
        return this.say({ t: "reply", cmd: order.cmd, st: order.st, why: order.why });
      case "state":
        return this.say({ t: "state", ...order.state });
      case "network":
        return this.cable?.drop();
      case "leave":
        return this.leave();
    }
  }

  async tick(): Promise<void> {
    const { end, store } = this;
    const seen = now();
    const slept = this.epochs.tick(seen);
    if (!end || !store) return;
    if (slept !== null) {
      end.newEpoch(await store.reserve("epoch", 1));
      this.cable?.drop();
      await this.say({ t: "state", slept: Math.round(slept), ep: end.epoch });
    }
    await this.carryOut(await end.tick(seen));
    await this.showLink();
  }

  private async start(order: Extract<Order, { do: "start" }>): Promise<void> {
    this.order = order;
    this.store = await Outbox.open();
    this.kept = await this.store.session();
    if (this.kept) {
      const { words, caps, notes } = this.kept;
      tell({ is: "ready", session: { words, caps, notes } });
      await this.resume(this.kept);
    } else tell({ is: "ready", session: null });
  }

  private async pair(text: string): Promise<void> {
    const code = heard(text) ?? inLink(text);
    if (!code) return tell({ is: "bad_code" });
    const outcome = await join(this.order?.broker ?? "", code, random);
    if (typeof outcome === "string") return tell({ is: "failed", why: outcome });
    await this.paired(outcome);
  }

  private async paired({ session, keys, words, caps, after }: Paired): Promise<void> {
    const store = this.opened();
    this.kept = { session, keys, words, caps, notes: null };
    await store.keep(this.kept);
    await store.raiseHead(after);
    tell({ is: "paired", words, caps });
    await this.resume(this.kept);
  }

  /** Go on with a session: a new process of the patient's side says hello. */
  private async resume(kept: Session): Promise<void> {
    const store = this.opened();
    const epoch = await store.reserve("epoch", 1);
    const instance = hex(random(8));
    const { session, keys } = kept;
    const end = new PatientEnd(session, keys, store, random, instance, epoch, now());
    if (await store.has("end")) end.resumeEnded();
    this.end = end;
    const client = clientOf(session);
    this.topic = `kap1/p/${client}/up`;
    await this.hello(null);
    const will = { topic: `kap1/p/${client}/will`, octets: () => this.soon(() => end.will()) };
    const attachment = { client, hears: `kap1/p/${client}/down`, will, kept: true };
    this.cable = new Cable(this.order?.broker ?? "", attachment, {
      up: () => void this.soon(() => this.up(end)),
      down: (why) => {
        end.disconnected();
        this.trouble = why;
      },
      came: (octets, _retained) => this.soon(() => this.came(end, octets)),
    });
    this.cable.open();
  }

  private async up(end: PatientEnd): Promise<void> {
    this.trouble = null;
    await this.carryOut(await end.connected(now()));
  }

  private async came(end: PatientEnd, octets: Octets): Promise<void> {
    if (end === this.end) await this.carryOut(await end.receive(octets, now()));
  }

  private async hello(cuff: CuffFacts | null): Promise<void> {
    if (!this.end || !this.order) return;
    const { app, os } = this.order;
    const { instance, epoch } = this.end;
    const tz = -new Date().getTimezoneOffset();
    await this.say({ t: "hello", inst: instance, app, os, ep: epoch, caps: [], cuff, tz });
  }

  private async measured(order: Extract<Order, { do: "measured" }>): Promise<void> {
    // The same octets with the same stamp are the same reading, for ever.
    if (order.once !== null && (await this.opened().has(order.once))) {
      return tell({ is: "stored", mark: order.mark });
    }
    const { wallMs, upMs } = now();
    const id = hex(random(16));
    const ep = this.end?.epoch ?? 0;
    const reading: Said = { ...order.reading, t: "reading", id, at: wallMs, up: upMs, ep };
    await this.say(reading, order.mark);
    if (order.once !== null) await this.opened().hear(order.once);
  }

  private async say(message: Said, mark?: string): Promise<void> {
    if (!this.end) return;
    const { number, actions } = await this.end.say(message, now());
    this.isSaving = true;
    if (mark !== undefined) {
      this.marks.set(number, mark);
      tell({ is: "stored", mark });
    }
    await this.carryOut(actions);
  }

  private async remember(notes: unknown): Promise<void> {
    if (!this.kept) return;
    this.kept = { ...this.kept, notes };
    await this.opened().keep(this.kept);
  }

  private async carryOut(actions: Action[]): Promise<void> {
    for (const each of actions) {
      switch (each.do) {
        case "publish":
          this.cable?.publish(this.topic, each.octets, each.quality, each.expiryS);
          break;
        case "reconnect":
          this.cable?.drop();
          break;
        case "asked":
          this.asked(each.message);
          break;
        case "kept":
          await this.tellKept();
          break;
        case "suspicious":
          tell({ is: "suspicious" });
          break;
        case "update_needed":
          tell({ is: "update_needed" });
          break;
        case "delivered":
          return this.leave();
      }
    }
  }

  private asked(message: Extract<Action, { do: "asked" }>["message"]): void {
    if (message.t === "who") {
      tell({ is: "who", therapist: message.therapist, patient: message.patient });
    } else if (message.t === "end") {
      tell({ is: "ending" });
    } else {
      const leftMs = this.end?.leftMs(message, now()) ?? 0;
      tell({ is: "request", id: message.id, what: message.do, text: message.text, leftMs });
    }
  }

  private async tellKept(): Promise<void> {
    if (!this.marks.size) return;
    const left = await this.opened().numbers();
    for (const [number, mark] of this.marks) {
      if (left.has(number)) continue;
      this.marks.delete(number);
      tell({ is: "kept", mark });
    }
  }

  private async showLink(): Promise<void> {
    if (!this.end) return;
    const state = this.end.state(now());
    const waiting = await this.opened().countWaiting();
    const news: News = { is: "link", state, trouble: this.trouble, waiting };
    const seen = JSON.stringify(news);
    if (seen !== this.shown) tell(news);
    this.shown = seen;
  }

  /** Everything is delivered, or this was the wrong person: nothing of it stays here. */
  private async leave(): Promise<void> {
    this.cable?.close();
    this.end = this.cable = this.kept = null;
    this.marks.clear();
    await this.store?.erase();
    this.store = null;
    tell({ is: "ended" });
  }

  private opened(): Outbox {
    if (!this.store) throw new OutboxFault("closed");
    return this.store;
  }

  private faulty(fault: unknown): void {
    if (!(fault instanceof OutboxFault)) throw fault;
    if (this.isSaving) tell({ is: "cannot_save" });
    this.isSaving = false;
  }
}

const link = new Link();
onmessage = (event: MessageEvent<Order>) => {
  link.soon(() => link.take(event.data)).catch(() => undefined);
};
setInterval(() => void link.soon(() => link.tick()).catch(() => undefined), TICK_MS);
