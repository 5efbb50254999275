/** The pace of a link, what an end asks of its connection, and how it judges silence. */

import type { Refused } from "./envelope";
import type { Command, Who } from "./message";
import type { Octets } from "./octets";

export const LATE_MS = 5_000;
export const FORCED_MS = 8_000;
export const DOWN_MS = 10_000;
/** A sign of life is worth nothing later: the broker lets it lapse. */
export const EPHEMERAL_S = 10;
export const KEPT_S = 172_800;
export const WINDOW = 64;
const RESENT_MS = 3_000;
const RESENT_AT_MOST_MS = 30_000;
const TOLERATED_REFUSALS = 3;

export type Action =
  | { do: "publish"; octets: Octets; quality: 0 | 1; expiryS: number }
  /** Drop the connection and make a new one: it is silent. */
  | { do: "reconnect" }
  | { do: "asked"; message: Command | Who | { t: "end" } }
  /** The therapist's record has all numbers up to here that are not in the outbox. */
  | { do: "kept" }
  /** A person has answered what the disk did not take: it is no call any more. */
  | { do: "answered" }
  /** The disk takes nothing: not even what may go from it. */
  | { do: "cannot_save" }
  | { do: "suspicious"; refusals: number }
  | { do: "update_needed"; version: number }
  /** Everything is in the therapist's record and the session is over: erase. */
  | { do: "delivered" };

export type LinkState = "waiting" | "ok" | "late" | "down";

/** How long the therapist's side has been silent, by our own monotonic clock. */
export class Silence {
  private heard = false;
  private forced = false;

  constructor(private sinceMs: number) {}

  sign(atMs: number): void {
    this.sinceMs = this.heard ? Math.max(this.sinceMs, atMs) : atMs;
    this.heard = true;
    this.forced = false;
  }

  state(nowMs: number): LinkState {
    if (!this.heard) return "waiting";
    const silentMs = nowMs - this.sinceMs;
    if (silentMs >= DOWN_MS) return "down";
    return silentMs >= LATE_MS ? "late" : "ok";
  }

  /** Whether the connection is to be made anew; true once for each silence. */
  mustForce(nowMs: number): boolean {
    const due = !this.forced && nowMs - this.sinceMs >= FORCED_MS;
    this.forced ||= due;
    return due;
  }
}

/**
 * Counts what was refused; never answers it. Told is the third refusal, then twice as many each
 * time: a flood of forgeries is to fill no screen.
 */
export class Suspicion {
  private refusals = 0;
  private toldAt = TOLERATED_REFUSALS;
  /** The protocol that the other side speaks, while it is not ours. */
  private otherVersion: number | null = null;

  /** The other side speaks our protocol: it was updated, or we were misled. */
  understood(): void {
    this.otherVersion = null;
  }

  note({ refused, version }: Refused): Action[] {
    if (version !== undefined) {
      const told = this.otherVersion === version;
      this.otherVersion = version;
      return told ? [] : [{ do: "update_needed", version }];
    }
    // On the way while the pairing was renewed: it proves nothing either way.
    if (refused === "other_key") return [];
    this.refusals += 1;
    if (this.refusals < this.toldAt) return [];
    this.toldAt *= 2;
    return [{ do: "suspicious", refusals: this.refusals }];
  }
}

/** When a message that nobody acknowledged is sent again. */
export class Repeat {
  private pauseMs = RESENT_MS;

  constructor(public dueMs: number) {}

  again(nowMs: number): void {
    this.dueMs = nowMs + this.pauseMs;
    this.pauseMs = Math.min(2 * this.pauseMs, RESENT_AT_MOST_MS);
  }
}
