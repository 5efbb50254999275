/**
 * How old what the therapist's side asks is, in one epoch of our clocks: told by its pings.
 *
 * A ping was sent before it came, and after whatever it says is kept was stored here. One that
 * proves nothing of this process and epoch may be of before: what a machine that falls asleep has
 * in its buffers, or a broker held back, would make an old request young.
 */

import type { Ping } from "./message";
import type { Now } from "./offset";

export class Ages {
  /** How far our wall clock is ahead of theirs at most. */
  private aheadMs: number | null = null;
  /** When each message was stored, until a ping says that it is kept. */
  private written = new Map<number, number>();
  /** When the newest was stored of those that a ping said were kept. */
  private provedMs: number | null = null;
  /** When the newest ping was sent, by their clock. */
  private askedMs = -Infinity;

  stored(number: number, { wallMs }: Now): void {
    this.written.set(number, wallMs);
  }

  /** Their clock may be another one. */
  compareAnew(): void {
    this.aheadMs = null;
  }

  compare({ t1, cum, sel }: Pick<Ping, "t1" | "cum" | "sel">, { wallMs }: Now): void {
    const kept: [number, number][] = [[1, cum], ...sel];
    for (const [number, storedMs] of this.written) {
      if (!kept.some(([from, to]) => from <= number && number <= to)) continue;
      this.written.delete(number);
      this.provedMs = Math.max(storedMs, this.provedMs ?? storedMs);
    }
    if (this.provedMs === null) return;
    if (t1 < this.askedMs) this.aheadMs = null; // it was set back
    this.askedMs = t1;
    const ahead = wallMs - t1;
    // Theirs may have stood still since: a machine that sleeps counts none of it.
    this.aheadMs = Math.max(Math.min(ahead, this.aheadMs ?? ahead), this.provedMs - t1);
  }

  /** The age of what was said at an instant of theirs; null: nobody can tell. */
  of(at: number, { wallMs }: Now): number | null {
    return this.aheadMs === null ? null : wallMs - this.aheadMs - at;
  }
}
