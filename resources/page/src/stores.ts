/** The two databases that a session may be in: one for it, one for another that goes on from it. */

import { Outbox, OutboxFault, type Session } from "./outbox";

const NAMES = ["kapmonitor 1", "kapmonitor 2"];

/** After so long nobody goes on with a session that nobody ended. */
const OLD_MS = 7 * 24 * 3_600_000;

/** The worker of the page that was here before a reload may yet be at its last step. */
export function alone(): Promise<void> {
  return new Promise((resolve) => {
    void navigator.locks.request("kapmonitor stores", () => {
      resolve();
      return new Promise(() => undefined); // as long as this worker lives
    });
  });
}

export class Stores {
  private spare: Outbox[] = [];

  /** The sessions that were left here, the later one first. */
  async sessions(): Promise<[Outbox, Session][]> {
    const found: [Outbox, Session][] = [];
    for (const store of await Promise.all(NAMES.map((each) => Outbox.open(each)))) {
      const session = await store.session();
      if (session && !(await isOver(store, session))) found.push([store, session]);
      else if (session) await this.discard(store);
      else this.spare.push(store);
    }
    return found.sort(([, one], [, other]) => other.order - one.order);
  }

  /** An empty store, for a new session. */
  empty(): Outbox {
    const store = this.spare.shift();
    if (!store) throw new OutboxFault("no store");
    return store;
  }

  /** Erase a session's store, and have an empty one again for the next. */
  async discard(store: Outbox): Promise<void> {
    await store.erase();
    this.spare.push(await Outbox.open(store.name));
  }

  /** Remove whatever is empty: nothing of us stays in this browser. */
  async remove(): Promise<void> {
    await Promise.all(this.spare.splice(0).map((each) => each.remove()));
  }
}

async function isOver(store: Outbox, { pairedMs }: Session): Promise<boolean> {
  return Date.now() - pairedMs > OLD_MS && (await store.countWaiting()) === 0;
}
