/**
 * The patient's end: what it says is on this machine's disk first, and stays until acknowledged.
 *
 * It has no clock and no connection; its methods must not run side by side (the worker queues
 * them). Every method may throw OutboxFault, having sent nothing.
 */

import { Ages } from "./ages";
import { type Body, Direction, type Keys, Kind, openSealed, seal } from "./envelope";
import { type Command, type Heard, type Ping, type Said, bodyOf, messageOf } from "./message";
import type { Entropy, Octets } from "./octets";
import type { Now } from "./offset";
import { type Outbox, OutboxFault, type Row, type Session, type With } from "./outbox";
import {
  type Action,
  EPHEMERAL_S,
  KEPT_S,
  type LinkState,
  Repeat,
  Silence,
  Suspicion,
  WINDOW,
} from "./peer";

const COUNTERS_AT_ONCE = 1_000;
/** Messages that say how something stands at present. */
const PASSING = ["hello", "state", "reply", "bye"];

const isUrgent = (kind: unknown) => kind === "help";

export class PatientEnd {
  /** What the disk does not take: said with each sign of life, since it can have no number. */
  unkept: Said[] = [];
  /** How many calls for help nobody has answered, of what is known to be kept; null: not told. */
  calls: number | null = null;
  /** A call without a number went out, and after that one was open there. */
  private wentOut = false;
  private isOpenThere = false;
  private isConnected = false;
  private isEnded = false;
  private underWay = new Map<number, Repeat>();
  private suspicion = new Suspicion();
  private highest = 0;
  private ages = new Ages();
  /** Requests whose age cannot be told yet. */
  private held: Command[] = [];
  private silence: Silence;
  private counter = { next: 0, left: 0 };

  constructor(
    readonly session: Octets,
    private keys: Keys,
    readonly store: Outbox,
    private readonly entropy: Entropy,
    readonly instance: string,
    public epoch: number,
    started: Now,
  ) {
    this.silence = new Silence(started.upMs);
  }

  /** What the broker is to say if this page vanishes. */
  async will(): Promise<Octets> {
    const body = bodyOf({ t: "lost", inst: this.instance });
    return this.sealed(Kind.WILL, await this.next(), body);
  }

  state(now: Now): LinkState {
    return this.isConnected ? this.silence.state(now.upMs) : "down";
  }

  /** Store a message for good, then send it. Its number comes back with what to do. */
  async say(message: Said, now: Now, also: With = {}): Promise<{ number: number; actions: Action[] }> {
    const number = (await this.store.head()) + 1;
    const octets = await this.sealed(Kind.RELIABLE, number, bodyOf(message));
    await this.store.append({ number, octets, isUrgent: isUrgent(message.t) }, also);
    this.ages.stored(number, now);
    // It is stored: said again it would be there twice. The next tick sends it.
    return { number, actions: await this.sent(now).catch(() => []) };
  }

  /** Go on under the keys of a renewed pairing: what waits keeps its number. */
  async renew(session: Session): Promise<void> {
    const { keys } = session;
    const rows = await this.store.waiting();
    const again = rows.map(async ({ number, octets }) => {
      const found = await openSealed(octets, this.session, this.keys, Direction.FROM_PATIENT);
      // A row of ours that does not open was altered on the disk: it goes as it is, to be counted.
      if ("refused" in found) return { number, octets };
      return { number, octets: await this.sealedUnder(keys, Kind.RELIABLE, number, found.body) };
    });
    await this.store.renew(await Promise.all(again), session);
    this.keys = keys;
    this.underWay.clear();
    this.ages.compareAnew(); // it may be another machine, with another clock
  }

  /**
   * Go on from another session whose therapist's machine was lost: the hello, with `resume_of`,
   * then what was measured or called out and not delivered, under numbers of this one. What was
   * said of a cuff, a program or a request as it stood then is of no use to another machine. That
   * store may then be erased; a crash in between does not double anything.
   */
  async resume(before: PatientEnd, hello: Said, session: Session): Promise<void> {
    const old = await before.store.waiting();
    const found = await Promise.all(
      old.map((row) => openSealed(row.octets, before.session, before.keys, Direction.FROM_PATIENT)),
    );
    const bodies = found.flatMap((each) => ("refused" in each ? [] : [each.body]));
    const lasting = bodies.filter(({ t }) => !PASSING.includes(String(t)));
    const head = await this.store.head();
    const rows: Promise<Row>[] = [bodyOf(hello), ...lasting].map(async (body, at) => {
      const number = head + 1 + at;
      const octets = await this.sealed(Kind.RELIABLE, number, body);
      return { number, octets, isUrgent: isUrgent(body.t) };
    });
    await this.store.takeOver(await Promise.all(rows), before.store, session);
  }

  async connected(now: Now): Promise<Action[]> {
    this.isConnected = true;
    this.underWay.clear();
    return this.sent(now);
  }

  disconnected(): void {
    this.isConnected = false;
  }

  /** Our clocks parted: what was known of the therapist's clock is void. */
  newEpoch(epoch: number): void {
    this.epoch = epoch;
    this.ages = new Ages();
  }

  async tick(now: Now): Promise<Action[]> {
    const done = await this.sent(now);
    if (this.isConnected && this.silence.mustForce(now.upMs)) done.push({ do: "reconnect" });
    return [...done, ...(await this.over())];
  }

  /** Take what came down; the octets may be given again after a fault. */
  async receive(octets: Octets, now: Now): Promise<Action[]> {
    const found = await openSealed(octets, this.session, this.keys);
    if ("refused" in found) return this.suspicion.note(found);
    this.suspicion.understood();
    const message = messageOf(found.body);
    const { kind, sequence } = found.header;
    if (kind === Kind.RELIABLE) return this.asked(sequence, message, now);
    if (sequence <= this.highest) return [];
    this.highest = sequence;
    if (message.t === "ping") return this.answered(message, now);
    if (message.t === "ack") {
      this.calls = null; // it may be newer than what was counted
      return this.letGo(message.cum, message.sel, now);
    }
    return [];
  }

  private async answered(ping: Ping, now: Now): Promise<Action[]> {
    this.silence.sign(now.upMs);
    this.ages.compare(ping, now);
    const answeredCalls = this.heeded(ping);
    const done = await this.letGo(ping.cum, ping.sel, now).catch((fault: unknown) => {
      if (!(fault instanceof OutboxFault)) throw fault;
      return [{ do: "cannot_save" } as const]; // we live all the same, and it comes again
    });
    const pong = bodyOf({
      t: "pong",
      n: ping.n,
      t1: ping.t1,
      t2: now.wallMs,
      // What was spent here since is counted as way, which only widens the bound.
      t3: now.wallMs,
      head: await this.store.head(),
      una: await this.store.countWaiting(),
      inst: this.instance,
      ep: this.epoch,
    });
    const answers: Action[] = [];
    for (const body of [pong, ...this.unkept.map(bodyOf)]) {
      const octets = await this.sealed(Kind.EPHEMERAL, await this.next(), body);
      answers.push({ do: "publish", octets, quality: 0, expiryS: EPHEMERAL_S });
    }
    this.wentOut = this.unkept.some(({ t }) => t === "help");
    return [...answers, ...answeredCalls, ...done, ...(await this.released(now))];
  }

  /** A person calls anew: what went out before is not meant by an answer from now on. */
  callsAnew(): void {
    this.wentOut = this.isOpenThere = false;
  }

  /** A call that has no number ends with the answer of a person, as the pings there tell it. */
  private heeded({ calls }: Ping): Action[] {
    this.calls = calls;
    if (calls) this.isOpenThere = this.wentOut;
    if (calls !== 0 || !this.isOpenThere) return [];
    this.callsAnew();
    this.unkept = this.unkept.filter(({ t }) => t !== "help");
    return [{ do: "answered" }];
  }

  private async letGo(kept: number, beyond: [number, number][], now: Now): Promise<Action[]> {
    const before = await this.store.countWaiting();
    await this.store.acknowledge(kept, beyond);
    const changed = (await this.store.countWaiting()) !== before;
    const told: Action[] = changed ? [{ do: "kept" }] : [];
    return [...told, ...(await this.sent(now)), ...(await this.over())];
  }

  /** A numbered message of theirs is heard once, whatever becomes of this page. */
  private async asked(number: number, message: Heard, now: Now): Promise<Action[]> {
    if (await this.store.hasHeard(number)) return [];
    if (message.t === "end") {
      // Heard and answered in one step: whoever heard it twice would say nothing.
      const { actions } = await this.say({ t: "bye" }, now, { heard: [number, "end"] });
      this.isEnded = true;
      return [{ do: "asked", message }, ...actions];
    }
    await this.store.hear(number);
    switch (message.t) {
      case "cmd":
        this.held.push(message);
        return this.released(now);
      case "who":
        return [{ do: "asked", message }];
      default:
        return [];
    }
  }

  get isOver(): boolean {
    return this.isEnded;
  }

  /** A page that was reloaded after the end has only to deliver. */
  resumeEnded(): void {
    this.isEnded = true;
  }

  /**
   * Requests become known once their age is known: in time, or not at all. To take one back is
   * never too late: it names the one that it means.
   */
  private async released(now: Now): Promise<Action[]> {
    const held = this.held;
    this.held = [];
    const done: Action[] = [];
    for (const message of held) {
      const ageMs = this.ages.of(message.at, now);
      if (message.do === "cancel") {
        done.push({ do: "asked", message });
      } else if (ageMs === null) {
        this.held.push(message);
      } else if (ageMs <= message.ttl) {
        done.push({ do: "asked", message });
      } else {
        const reply: Said = { t: "reply", cmd: message.id, st: "expired", why: null };
        done.push(...(await this.say(reply, now)).actions);
      }
    }
    return done;
  }

  /** Until when a request stands, by both clocks of this machine; it is over where none can tell. */
  until(message: Command, now: Now): Now {
    const leftMs = message.ttl - Math.max(0, this.ages.of(message.at, now) ?? message.ttl);
    return { wallMs: now.wallMs + leftMs, upMs: now.upMs + leftMs };
  }

  private async over(): Promise<Action[]> {
    return this.isEnded && (await this.store.countWaiting()) === 0 ? [{ do: "delivered" }] : [];
  }

  /** Send what is new or due again, as far as the window reaches. */
  private async sent(now: Now): Promise<Action[]> {
    if (!this.isConnected) return [];
    const rows = await this.store.foremost(WINDOW);
    const known = this.underWay;
    this.underWay = new Map(
      rows.map(({ number }) => [number, known.get(number) ?? new Repeat(now.upMs)]),
    );
    const done: Action[] = [];
    for (const { number, octets } of rows) {
      const repeat = this.underWay.get(number);
      if (!repeat || repeat.dueMs > now.upMs) continue;
      done.push({ do: "publish", octets, quality: 1, expiryS: KEPT_S });
      repeat.again(now.upMs);
    }
    return done;
  }

  private async next(): Promise<number> {
    if (this.counter.left === 0) {
      const next = await this.store.reserve("ephemeral", COUNTERS_AT_ONCE);
      this.counter = { next, left: COUNTERS_AT_ONCE };
    }
    this.counter.left -= 1;
    return this.counter.next++;
  }

  private sealed(kind: number, sequence: number, body: Body) {
    return this.sealedUnder(this.keys, kind, sequence, body);
  }

  private sealedUnder(keys: Keys, kind: number, sequence: number, body: Body) {
    const { keyId } = keys;
    const direction = Direction.FROM_PATIENT;
    const header = { kind, direction, session: this.session, sequence, keyId };
    return seal(header, body, keys.fromPatient, this.entropy);
  }
}
