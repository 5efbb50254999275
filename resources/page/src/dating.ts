/**
 * How long before it came a reading was taken, by the cuff's stamp and what is known of its clock.
 *
 * What is known is a span that surely holds the moment; its middle is told, and half of it is how
 * wrong that may be. A cuff whose clock was read and then set may have stamped by either.
 */

/** How far a read clock, the time of arrival and a stamp with seconds may disagree. */
const FINE_MS = 2_000;
const MINUTE_MS = 60_000;

/** What is known of a cuff's clock on one connection. */
export interface CuffClock {
  /** How far it was ahead of this machine's as it was read. */
  aheadMs: number;
  /** When it was set, by this machine's clock. */
  setMs: number | null;
}

export interface Waited {
  ago: number | null;
  pm: number | null;
}

export const UNKNOWN: Waited = { ago: null, pm: null };

/** What was seen to be measured: it is of the moment in which it came. */
export const seen = (endedMs: number): Waited => ({ ago: 0, pm: Math.round(endedMs) + FINE_MS });

/** `stampMs`: the stamp as this machine's local time; `oldestMs`: it is known to be no older. */
export function waited(
  stampMs: number, nowMs: number, clock: CuffClock | null, oldestMs: number | null,
): Waited {
  if (clock === null) return UNKNOWN;
  const coarseMs = stampMs % MINUTE_MS === 0 ? MINUTE_MS : 0;
  const isSince = clock.setMs !== null && stampMs >= clock.setMs - MINUTE_MS;
  const spans = [clock.aheadMs, ...(isSince ? [0] : [])]
    .map((aheadMs) => nowMs - (stampMs - aheadMs))
    .map((ago) => ({ most: ago + FINE_MS, least: ago - coarseMs - FINE_MS }))
    .filter(({ most, least }) => most >= 0 && (oldestMs === null || least <= oldestMs));
  if (spans.length === 0) return UNKNOWN;
  const most = Math.max(...spans.map((each) => each.most));
  const least = Math.max(0, Math.min(...spans.map((each) => each.least)));
  const ago = Math.round((most + least) / 2);
  const pm = Math.ceil((most - least) / 2);
  // What came at once is of the moment in which it came.
  return oldestMs !== null && ago <= FINE_MS ? { ago: 0, pm: ago + pm } : { ago, pm };
}
