/**
 * A request for a reading on the patient's side: in time or not at all, and once.
 *
 * It ends by whichever of this machine's two clocks comes first: one stands still while the machine
 * sleeps, the other may be set. What comes back are the replies to be said, in order.
 */

import type { Stage } from "./message";
import type { Now } from "./offset";

/** An accepted request waits no longer for its reading: no cuff measures longer. */
const MEASURES_WITHIN_MS = 200_000;
const BUSY = "another request is open";
const NO_READING = "no reading came";
const CANCELLED = "cancelled by the therapist";

export interface Answer {
  cmd: string;
  st: Stage;
  why: string | null;
}

export interface Request {
  id: string;
  text: string;
  stage: "waiting" | "accepted" | "started";
}

interface Open extends Request {
  asked: Now;
  until: Now;
  isShown: boolean;
}

/** The one request that stands, if any. */
export class Requests {
  private open: Open | null = null;
  /** Names that were asked or taken back: none of them is asked again. */
  private over = new Set<string>();

  get current(): Request | null {
    return this.open;
  }

  /** The request that a reading answers which was taken then at the latest; one that waited in the
   * cuff was taken before anybody asked. */
  answeredBy(latestWallMs: number): string | null {
    return this.open && latestWallMs >= this.open.asked.wallMs ? this.open.id : null;
  }

  /** Take a request that stands until an instant. */
  ask(id: string, text: string, until: Now, now: Now): Answer[] {
    if (this.open?.id === id || this.over.has(id)) return [];
    if (isPast(until, now)) return this.refused(id, "expired", null);
    if (this.open) return this.refused(id, "failed", BUSY);
    this.open = { id, text, stage: "waiting", asked: now, until, isShown: false };
    return [];
  }

  /** The therapist takes a request back; another one that stands is not meant. */
  cancel(id: string): Answer[] {
    if (this.open?.id === id) return this.ended("failed", CANCELLED);
    this.over.add(id); // it may yet come: the way of each message is its own
    return [];
  }

  /** It is on the screen. */
  shown(now: Now): Answer[] {
    if (this.open?.stage !== "waiting" || this.open.isShown || isPast(this.open.until, now)) return [];
    this.open.isShown = true;
    return [answer(this.open.id, "shown")];
  }

  /** The patient presses START. */
  accepted(now: Now): Answer[] {
    if (this.open?.stage !== "waiting" || isPast(this.open.until, now)) return [];
    // Whoever pressed has seen it, whether or not the browser has said so yet.
    return [...this.shown(now), ...this.goesOn(this.open, "accepted", now)];
  }

  declined(now: Now): Answer[] {
    return [...this.shown(now), ...this.ended("declined", null)];
  }

  /** The cuff says that it measures. */
  measuring(now: Now): Answer[] {
    if (!this.open || this.open.stage === "started") return [];
    return this.goesOn(this.open, "started", now);
  }

  /** A reading came that answers it, with a value or without. */
  measured(why: string | null): Answer[] {
    return this.ended(why === null ? "done" : "failed", why);
  }

  /** Let time pass. */
  tick(now: Now): Answer[] {
    if (!this.open || !isPast(this.open.until, now)) return [];
    const isWaiting = this.open.stage === "waiting";
    return isWaiting ? this.ended("expired", null) : this.ended("failed", NO_READING);
  }

  private goesOn(open: Open, stage: "accepted" | "started", now: Now): Answer[] {
    open.stage = stage;
    const { wallMs, upMs } = now;
    open.until = { wallMs: wallMs + MEASURES_WITHIN_MS, upMs: upMs + MEASURES_WITHIN_MS };
    return [answer(open.id, stage)];
  }

  private refused(id: string, stage: Stage, why: string | null): Answer[] {
    this.over.add(id);
    return [answer(id, stage, why)];
  }

  private ended(stage: Stage, why: string | null): Answer[] {
    const { open } = this;
    this.open = null;
    return open ? this.refused(open.id, stage, why) : [];
  }
}

const isPast = (until: Now, now: Now): boolean =>
  now.wallMs >= until.wallMs || now.upMs >= until.upMs;

const answer = (cmd: string, st: Stage, why: string | null = null): Answer => ({ cmd, st, why });
