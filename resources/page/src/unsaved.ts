/** What the disk did not take yet, in order, and what the therapist's side is told meanwhile. */

import type { Said } from "./message";
import type { ToSay } from "./talk";

const FULL: Said = { t: "state", error: "cannot_record" };
const CALL: Said = { t: "help", code: "help", text: "" };

export class Unsaved {
  /** Whether the disk took what it was given last. */
  isSaving = true;
  private waiting: ToSay[] = [];

  get first(): ToSay | undefined {
    return this.waiting[0];
  }

  get count(): number {
    return this.waiting.length;
  }

  /** A call for help waits behind nothing. */
  add(what: ToSay): void {
    if (what.message.t === "help") this.waiting.unshift(what);
    else this.waiting.push(what);
  }

  stored(): void {
    this.waiting.shift();
  }

  /** Take out the calls for help: a person has answered them. */
  endCalls(): ToSay[] {
    const calls = this.waiting.filter(({ message }) => message.t === "help");
    this.waiting = this.waiting.filter(({ message }) => message.t !== "help");
    return calls;
  }

  /** Only what was measured outlives a session that is none of ours. */
  keepReadings(): void {
    this.waiting = this.waiting.filter(({ message }) => message.t === "reading");
  }

  /** What goes without a number, and so without the disk: it holds until the disk takes again. */
  get unkept(): Said[] {
    if (this.isSaving) return [];
    return this.waiting.some(({ message }) => message.t === "help") ? [FULL, CALL] : [FULL];
  }
}
