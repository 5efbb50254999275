/** Notices when this machine's two clocks part: after sleep, or a clock that was set. */

const STEP_MS = 2_000;
const GAP_MS = 3_000;

export interface Now {
  wallMs: number;
  upMs: number;
}

/** Both clocks of this machine in whole ms. */
export function now(): Now {
  return { wallMs: Date.now(), upMs: Math.round(performance.timeOrigin + performance.now()) };
}

export class Epochs {
  constructor(private last: Now) {}

  /** Look at both clocks; the ms that were slept or stepped over if an epoch ends here. */
  tick(seen: Now): number | null {
    const walked = seen.wallMs - this.last.wallMs;
    const ran = seen.upMs - this.last.upMs;
    this.last = seen;
    if (Math.abs(walked - ran) <= STEP_MS && ran <= GAP_MS) return null;
    return Math.max(walked, ran, 0);
  }
}
