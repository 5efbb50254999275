/** One session on this machine: its store, its end, and what a reload must find again. */

import { readAgain } from "./intake";
import type { CuffFacts, Hello } from "./message";
import { hex, random } from "./octets";
import { now } from "./offset";
import type { Outbox, Session } from "./outbox";
import { PatientEnd } from "./patient";
import type { Action } from "./peer";
import type { Known, News, ToSay } from "./talk";
import { type Secrets, openedNotes, sealedNotes } from "./secrets";

export class Open {
  /** Since it was taken up: a call for help waits from before. */
  isCalling = false;

  private constructor(
    readonly store: Outbox,
    public kept: Session,
    public secrets: Secrets,
    readonly end: PatientEnd,
    public notes: unknown,
  ) {}

  /** Take up what a store holds: a new process of the patient's side. Its epochs are above `above`. */
  static async of(store: Outbox, kept: Session, above = 0): Promise<Open> {
    const secrets = await store.secrets();
    const epoch = await store.reserve("epoch", 1, above);
    const { session, keys } = kept;
    const end = new PatientEnd(session, keys, store, random, hex(random(8)), epoch, now());
    if (await store.hasHeard("end")) end.resumeEnded();
    return new Open(store, kept, secrets, end, await openedNotes(secrets, kept.notes));
  }

  /** What the page is told of it. */
  get known(): Known {
    const { words, caps, isConfirmed } = this.kept;
    return { words, caps, isConfirmed, isCalling: this.isCalling, notes: this.notes };
  }

  /** What the page is told of what the therapist's side asks. */
  newsOf(message: Extract<Action, { do: "asked" }>["message"]): News {
    if (message.t === "end") return { is: "ending" };
    if (message.t === "who") {
      return { is: "who", therapist: message.therapist, patient: message.patient };
    }
    const { id, text } = message;
    return { is: "request", id, what: message.do, text, until: this.end.until(message, now()) };
  }

  /** What the page put down and nobody stored: the page was gone before. */
  async leftBehind(): Promise<ToSay[]> {
    const found: ToSay[] = [];
    for (const [intake, taken] of await this.store.taken()) {
      const message = await readAgain(this.secrets.stream, taken);
      const isLeft = message !== null && !(await this.store.has(intake));
      if (isLeft) found.push({ message: message as ToSay["message"], intake });
      else await this.store.forget(intake);
    }
    return found;
  }

  /** How the link stands, with what waits here and beside it. */
  async linkNews(trouble: string | null, beside: number): Promise<News> {
    const waiting = (await this.store.countWaiting()) + beside;
    return { is: "link", state: this.end.state(now()), trouble, waiting, calls: this.end.calls };
  }

  async remember(notes: unknown): Promise<void> {
    this.notes = notes;
    await this.keep({ ...this.kept, notes: await sealedNotes(this.secrets, notes) });
  }

  async keep(kept: Session): Promise<void> {
    await this.store.keep(kept);
    this.kept = kept;
  }

  hello({ app, os }: { app: string; os: string }, cuff: CuffFacts | null): Hello {
    const tz = -new Date().getTimezoneOffset();
    const { instance, epoch } = this.end;
    return { t: "hello", inst: instance, app, os, ep: epoch, caps: [], cuff, tz };
  }
}
