/**
 * The patient's store: each message is here before it is sent, and until it is kept.
 *
 * One IndexedDB database for one session. Rows are sealed octets; the keys beside them cannot be
 * read out, only used. A row never changes and goes only when the therapist's record has it.
 * One worker owns it at a time, so a number is read, used and stored without anybody between.
 */

import type { Keys } from "./envelope";
import type { Octets } from "./octets";

const NAME = "kapmonitor";
const STORES = ["row", "heard", "counter", "kept"] as const;

export interface Row {
  number: number;
  octets: Octets;
}

/** What a reload must find again. */
export interface Session {
  session: Octets;
  keys: Keys;
  caps: string[];
  words: [string, string];
  /** The page's own notes: screens passed, names, the cuff's name. */
  notes: unknown;
}

/** The browser's disk does not take or give back a row; nothing was half written. */
export class OutboxFault extends Error {}

export class Outbox {
  private constructor(private readonly db: IDBDatabase) {}

  static async open(): Promise<Outbox> {
    return inOwnWords(async () => {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => STORES.forEach((each) => asked.result.createObjectStore(each));
      return new Outbox(await settled(asked));
    });
  }

  /** The session that was left here, if any. */
  async session(): Promise<Session | null> {
    return (await this.get<Session>("kept", "session")) ?? null;
  }

  async keep(session: Session): Promise<void> {
    await this.write((stores) => void stores("kept").put(session, "session"));
  }

  /** Store the next row. `number` must be one more than `head`. */
  async append(row: Row): Promise<void> {
    await this.write((stores) => {
      stores("row").add(row.octets, row.number);
      stores("counter").put(row.number, "head");
    });
  }

  /** The first rows that are not acknowledged, in order. */
  async waiting(atMost: number): Promise<Row[]> {
    return inOwnWords(async () => {
      const store = this.db.transaction("row").objectStore("row");
      const numbers = settled(store.getAllKeys(null, atMost));
      const octets = settled(store.getAll(null, atMost));
      const found = (await octets) as Octets[];
      return (await numbers).map((number, at) => ({
        number: number as number,
        octets: found[at] ?? new Uint8Array(),
      }));
    });
  }

  async countWaiting(): Promise<number> {
    return inOwnWords(() => settled(this.db.transaction("row").objectStore("row").count()));
  }

  /** The last number that was given. */
  async head(): Promise<number> {
    return (await this.get<number>("counter", "head")) ?? 0;
  }

  /** Go on behind a number that the record knows already. */
  async raiseHead(to: number): Promise<void> {
    if (to > (await this.head())) {
      await this.write((stores) => void stores("counter").put(to, "head"));
    }
  }

  /** Let go of what the therapist's record holds. */
  async acknowledge(cumulative: number, beyond: [number, number][]): Promise<void> {
    const spans: [number, number][] = [[1, cumulative], ...beyond];
    const real = spans.filter(([from, to]) => from <= to);
    if (!real.length) return;
    await this.write((stores) =>
      real.forEach(([from, to]) => stores("row").delete(IDBKeyRange.bound(from, to))),
    );
  }

  /** Note something once by its name; whether it is new. */
  async hear(name: number | string): Promise<boolean> {
    if ((await this.get("heard", name)) !== undefined) return false;
    await this.write((stores) => void stores("heard").put(1, name));
    return true;
  }

  async has(name: string): Promise<boolean> {
    return (await this.get("heard", name)) !== undefined;
  }

  /** The numbers that are not acknowledged. */
  async numbers(): Promise<Set<number>> {
    return inOwnWords(async () => {
      const store = this.db.transaction("row").objectStore("row");
      return new Set((await settled(store.getAllKeys())) as number[]);
    });
  }

  /** The first of `size` values of a counter that were never given before. */
  async reserve(counter: "ephemeral" | "epoch", size: number): Promise<number> {
    const last = (await this.get<number>("counter", counter)) ?? 0;
    await this.write((stores) => void stores("counter").put(last + size, counter));
    return last + 1;
  }

  close(): void {
    this.db.close();
  }

  /** Remove everything of this session. */
  async erase(): Promise<void> {
    await this.write((stores) => STORES.forEach((each) => stores(each).clear()));
    this.close();
    await inOwnWords(() => settled(indexedDB.deleteDatabase(NAME)));
  }

  private get<Any>(store: string, name: IDBValidKey): Promise<Any | undefined> {
    return inOwnWords(() => settled(this.db.transaction(store).objectStore(store).get(name)));
  }

  private write(done: (stores: (name: string) => IDBObjectStore) => void): Promise<void> {
    return inOwnWords(
      () =>
        new Promise((resolve, reject) => {
          // Strict: on the disk, not only with the system, before anything is sent.
          const all = this.db.transaction([...STORES], "readwrite", { durability: "strict" });
          all.oncomplete = () => resolve();
          all.onabort = () => reject(all.error ?? new Error("aborted"));
          done((name) => all.objectStore(name));
        }),
    );
  }
}

function settled<Any>(asked: IDBRequest<Any>): Promise<Any> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error("refused"));
  });
}

async function inOwnWords<Any>(done: () => Promise<Any>): Promise<Any> {
  try {
    return await done();
  } catch (reason) {
    throw new OutboxFault(reason instanceof Error ? reason.name : "unknown");
  }
}
