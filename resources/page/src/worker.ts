/**
 * The link, in a worker: a hidden tab slows the page's own timers to one a minute, not a worker's.
 *
 * One thing at a time, in order: orders of the page, octets of the broker, and a tick. Only the
 * meeting under a new code goes on beside them, so that a reading is stored meanwhile.
 */

import { Cable } from "./cable";
import { heard, inLink } from "./code";
import { clientOf } from "./envelope";
import { padsOf } from "./intake";
import { Marks } from "./marks";
import { type Paired, join } from "./meeting";
import { type CuffFacts, PARTING, type Parting } from "./message";
import { type Octets, hex, random, same } from "./octets";
import { Epochs, now } from "./offset";
import { Open } from "./open";
import { OutboxFault, type Session } from "./outbox";
import type { Action } from "./peer";
import { nameOf, sealedNotes } from "./secrets";
import { Stores, alone } from "./stores";
import { HELP_MARK, type News, type Order, type ToSay } from "./talk";
import { Unsaved } from "./unsaved";

const TICK_MS = 250;
const PADS = 8;
/** Whoever said "that is not me" need not wait for a therapist who has hung up. */
const LEAVES_AFTER_MS = 5_000;

const tell = (news: News): void => postMessage(news);

class Link {
  private stores = new Stores();
  private open: Open | null = null;
  /** A session that another one will go on from, once the patient has confirmed that one. */
  private before: Open | null = null;
  private cable: Cable | null = null;
  private topic = "";
  private trouble: string | null = null;
  private shown = "";
  private marks = new Marks();
  private epochs = new Epochs(now());
  private queue: Promise<void> = Promise.resolve();
  private order = { broker: "", app: "", os: "" };
  private cuff: CuffFacts | null = null;
  private unsaved = new Unsaved();
  private leavesAtMs: number | null = null;
  /** How long the machine slept, or its clock was stepped over, and no epoch has begun yet. */
  private slept: number | null = null;

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
        this.order = order;
        return this.start();
      case "pair":
        return this.pair(order.text);
      case "confirm":
        return this.confirm();
      case "remember":
        return this.open?.remember(order.notes);
      case "say":
        return this.sayOrWait(order);
      case "hello":
        this.cuff = order.cuff;
        return this.hello();
      case "network":
        return this.cable?.drop();
      case "leave":
        return this.refuse(order.why);
    }
  }

  async tick(): Promise<void> {
    await this.look();
    const { open } = this;
    if (!open) return;
    // What is stored goes out, and how the link stands is shown, whatever the disk takes now.
    await this.sayTheRest().catch((fault: unknown) => this.faulty(fault));
    await this.carryOut(await open.end.tick(now()));
    const isTime = this.leavesAtMs !== null && performance.now() >= this.leavesAtMs;
    const isSaid = this.leavesAtMs !== null && (await open.store.countWaiting()) === 0;
    if (isTime || isSaid) return this.leave();
    await this.showLink();
  }

  /** Look at the clocks: what is placed by them must know when they parted. */
  private async look(): Promise<void> {
    this.slept = this.epochs.tick(now()) ?? this.slept;
    if (this.slept === null || !this.open) return;
    await this.begin(this.open, Math.round(this.slept)).catch((fault: unknown) => this.faulty(fault));
  }

  /** Begin another epoch; tried again with the next look where the disk does not take it. */
  private async begin({ end, store }: Open, slept: number): Promise<void> {
    const { before } = this;
    end.newEpoch(await store.reserve("epoch", 1, before?.end.epoch));
    // One machine, one epoch: the session before counts on from the same number.
    before?.end.newEpoch(await before.store.reserve("epoch", 1, end.epoch - 1));
    this.slept = null;
    tell({ is: "epoch", epoch: this.home!.end.epoch });
    this.cable?.drop();
    this.unsaved.add({ message: { t: "state", slept, ep: end.epoch } });
  }

  // Beginning, going on, and going on from another session

  private async start(): Promise<void> {
    await alone();
    const [last, first] = await this.stores.sessions();
    if (!last) return tell({ is: "ready", session: null });
    const open = await Open.of(...last);
    // Two were left: the later was not confirmed yet, or a crash came before the end of the change.
    if (first && (await open.store.hasTakenOver())) await this.stores.discard(first[0]);
    else if (first) this.before = await Open.of(...first);
    await this.resume(open);
    for (const each of (await this.home?.leftBehind()) ?? []) await this.say(each);
    tell({ is: "ready", session: open.known });
  }

  private pair(text: string): void {
    const code = heard(text) ?? inLink(text);
    if (!code) return tell({ is: "bad_code" });
    void join(this.order.broker, code, random).then((outcome) => {
      if (typeof outcome === "string") return tell({ is: "failed", why: outcome });
      return this.soon(() => this.paired(outcome)).catch(() => tell({ is: "failed", why: "disk" }));
    });
  }

  private async paired(paired: Paired): Promise<void> {
    const { session, keys, words, caps, after } = paired;
    const { open } = this;
    const pairedMs = Date.now();
    if (open && same(open.kept.session, session)) {
      const kept = { ...open.kept, keys, words, caps, pairedMs };
      await open.end.renew(kept);
      open.kept = kept;
      await open.store.raiseHead(after);
      tell({ is: "paired", words, caps, again: open.kept.isConfirmed });
      return this.attach(open);
    }
    if (open && !open.kept.isConfirmed) await this.stores.discard(open.store);
    else if (open) this.before = open;
    this.open = null;
    const store = this.stores.empty();
    const order = (this.before?.kept.order ?? 0) + 1;
    const more = { order, pairedMs, isConfirmed: false, notes: null };
    const kept: Session = { session, keys, words, caps, ...more };
    await store.keep(kept);
    await store.raiseHead(after);
    tell({ is: "paired", words, caps, again: false });
    await this.resume(await Open.of(store, kept, this.before?.end.epoch));
  }

  /** Go on with a session: a new process of the patient's side says hello. */
  private async resume(open: Open): Promise<void> {
    this.open = open;
    open.end.unkept = this.unsaved.unkept;
    this.marks.clear();
    const calls = await open.store.urgent();
    open.isCalling = calls.length > 0;
    for (const each of calls) this.marks.add(each, HELP_MARK);
    this.leavesAtMs = null;
    await this.openIntake();
    // After the end only what waits is delivered, perhaps to nobody who would hear more.
    if (!open.end.isOver) await this.hello();
    this.attach(open);
  }

  private attach({ end, kept }: Open): void {
    this.cable?.close();
    const client = clientOf(kept.session);
    this.topic = `kap1/p/${client}/up`;
    end.disconnected();
    const will = { topic: `kap1/p/${client}/will`, octets: () => this.soon(() => end.will()) };
    const attachment = { client, hears: `kap1/p/${client}/down`, will, kept: true };
    const cable: Cable = new Cable(this.order.broker, attachment, {
      up: () => void this.soon(() => this.up(cable)),
      down: (why) => this.down(cable, why),
      came: (octets, _retained) => this.soon(() => this.came(cable, octets)),
    });
    this.cable = cable;
    cable.open();
  }

  private async up(cable: Cable): Promise<void> {
    if (cable !== this.cable || !this.open) return;
    this.trouble = null;
    await this.carryOut(await this.open.end.connected(now()));
  }

  private down(cable: Cable, why: string): void {
    if (cable !== this.cable) return;
    this.open?.end.disconnected();
    this.trouble = why;
  }

  private async came(cable: Cable, octets: Octets): Promise<void> {
    await this.look(); // what comes first after a sleep is answered by the clocks as they are now
    if (cable !== this.cable || !this.open) return;
    await this.carryOut(await this.open.end.receive(octets, now()));
  }

  /** The names are right: what another session could not deliver goes with this one. */
  private async confirm(): Promise<void> {
    const { open, before } = this;
    if (!open || open.kept.isConfirmed) return;
    if (!before) return open.keep({ ...open.kept, isConfirmed: true });
    const hello = { ...open.hello(this.order, this.cuff), resume_of: hex(before.kept.session) };
    const notes = await sealedNotes(before.secrets, open.notes);
    const kept = { ...open.kept, isConfirmed: true, notes };
    await open.end.resume(before.end, hello, kept);
    this.before = null;
    await this.stores.discard(before.store);
    open.kept = kept;
    open.secrets = before.secrets;
    await this.openIntake();
  }

  // The intake

  /** Until the names are confirmed, what a cuff says belongs to the session before. */
  private get home(): Open | null {
    return this.before ?? this.open;
  }

  private async openIntake(): Promise<void> {
    if (!this.home) return;
    const pads = await padsOf(this.home.secrets.stream, PADS);
    tell({ is: "intake", store: this.home.store.name, pads });
    tell({ is: "epoch", epoch: this.home.end.epoch });
  }

  // Saying

  private async sayOrWait(what: ToSay): Promise<void> {
    if (what.intake && this.home) {
      tell({ is: "pads", pads: await padsOf(this.home.secrets.stream, 1) });
    }
    await this.look();
    const { message } = what;
    if (message.t === "reading" && this.home) message.ep = this.home.end.epoch;
    if (message.t === "help") this.open?.end.callsAnew();
    this.unsaved.add(what);
    await this.sayTheRest();
  }

  /** Store what waits, in order; what the disk does not take stays here for the next try. */
  private async sayTheRest(): Promise<void> {
    for (let next = this.unsaved.first; next; next = this.unsaved.first) {
      await this.say(next);
      this.unsaved.stored();
    }
    if (this.unsaved.isSaving) return;
    await this.say({ message: { t: "state", error: "recording" } });
    this.saves(true);
  }

  /** A fault of ours ends one step and not the link: a call for help goes through it. */
  private faulty(fault: unknown): void {
    if (fault instanceof OutboxFault) this.saves(false);
    else console.error("link", fault instanceof Error ? fault.name : "fault");
  }

  private async endCalls(): Promise<void> {
    for (const { mark, intake } of this.unsaved.endCalls()) {
      if (mark) tell({ is: "stored", mark });
      if (intake) await this.home?.store.forget(intake).catch(() => undefined);
    }
    this.saves(this.unsaved.isSaving);
  }

  /** Tell both sides whether the disk takes anything. */
  private saves(isSaving: boolean): void {
    const { unsaved, open } = this;
    if (isSaving !== unsaved.isSaving) tell({ is: isSaving ? "can_save" : "cannot_save" });
    unsaved.isSaving = isSaving;
    if (open) open.end.unkept = unsaved.unkept;
  }

  private async say({ message, mark, intake, once }: ToSay): Promise<void> {
    const { open, home } = this;
    if (!open || !home) return;
    const by = message.t === "reading" ? home : open;
    const name = once ? await nameOf(by.secrets, once) : null;
    if (name && (await by.store.has(name))) {
      if (intake) await by.store.forget(intake);
      if (mark) tell({ is: "stored", mark });
      return;
    }
    const { number, actions } = await by.end.say(message, now(), { intake, once: name });
    if (intake && by !== home) await home.store.forget(intake);
    if (mark) {
      if (by === open) this.marks.add(number, mark);
      tell({ is: "stored", mark });
    }
    if (by === open) await this.carryOut(actions);
  }

  private async hello(): Promise<void> {
    const { open } = this;
    if (!open) return;
    const { actions } = await open.end.say(open.hello(this.order, this.cuff), now());
    await this.carryOut(actions);
  }

  // What the end asks

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
          if (this.open) tell(this.open.newsOf(each.message));
          break;
        case "kept":
          for (const mark of await this.marks.kept(this.open?.store)) tell({ is: "kept", mark });
          break;
        case "answered":
          await this.endCalls();
          break;
        case "cannot_save":
          this.saves(false);
          break;
        case "suspicious":
        case "update_needed":
          tell({ is: each.do });
          break;
        case "delivered":
          return this.leave();
      }
    }
  }

  private async showLink(): Promise<void> {
    if (!this.open) return;
    const before = (await this.before?.store.countWaiting()) ?? 0;
    const news = await this.open.linkNews(this.trouble, before + this.unsaved.count);
    const seen = JSON.stringify(news);
    if (seen !== this.shown) tell(news);
    this.shown = seen;
  }

  // Ending

  /** This is not the patient whom the therapist's side means, or it is not our therapist's side. */
  private async refuse(why: Parting): Promise<void> {
    const { open } = this;
    if (!open) return;
    this.unsaved.keepReadings();
    this.leavesAtMs = performance.now() + LEAVES_AFTER_MS; // whatever the disk takes
    for (const message of PARTING[why]) {
      await this.carryOut((await open.end.say(message, now())).actions);
    }
  }

  /** Everything is delivered, or this was the wrong person: nothing of it stays here. */
  private async leave(): Promise<void> {
    const { open, before } = this;
    const isRefused = this.leavesAtMs !== null;
    this.cable?.close();
    this.open = this.before = this.cable = this.leavesAtMs = null;
    this.shown = "";
    if (open) await this.stores.discard(open.store);
    if (before) {
      await this.resume(before);
      return tell({ is: "ready", session: before.known });
    }
    if (isRefused) return tell({ is: "left" });
    await this.stores.remove();
    tell({ is: "ended" });
  }
}

const link = new Link();
onmessage = (event: MessageEvent<Order>) => {
  link.soon(() => link.take(event.data)).catch(() => undefined);
};
setInterval(() => void link.soon(() => link.tick()).catch(() => undefined), TICK_MS);
