/**
 * The patient's store: each message is here before it is sent, and until it is kept.
 *
 * One IndexedDB database for one session, and one more while another session is about to go on
 * from it. Rows are sealed octets; the keys beside them cannot be read out, only used. A row never
 * changes and goes only when the therapist's record has it. One worker owns it at a time, so a
 * number is read, used and stored without anybody between.
 */

import type { Keys } from "./envelope";
import { INTAKE, type Taken } from "./intake";
import type { Octets } from "./octets";
import { type Secrets, newSecrets } from "./secrets";

const STORES = ["row", "urgent", "heard", "once", "counter", "kept", INTAKE] as const;
const TAKEN_OVER = "taken over";

export interface Row {
  number: number;
  octets: Octets;
  /** It goes before all else that waits. */
  isUrgent?: boolean;
}

/** What a reload must find again. */
export interface Session {
  session: Octets;
  keys: Keys;
  caps: string[];
  words: [string, string];
  /** Which of two sessions is the later one. */
  order: number;
  /** When the two last met under a code, by this machine's clock. */
  pairedMs: number;
  /** The patient has found the names to be right. */
  isConfirmed: boolean;
  /** The page's own notes, sealed: screens passed, names. */
  notes: Octets | null;
}

/** What happens together with a row that is stored, or not at all. */
export interface With {
  /** This message came through the intake: it is not there any more. */
  intake?: string | undefined;
  /** Its name among those that are stored once, for ever. */
  once?: string | null | undefined;
  /** What it answers is noted as heard. */
  heard?: (number | string)[];
}

/** The browser's disk does not take or give back a row; nothing was half written. */
export class OutboxFault extends Error {}

export class Outbox {
  private constructor(
    private readonly db: IDBDatabase,
    readonly name: string,
  ) {}

  static async open(name: string): Promise<Outbox> {
    return inOwnWords(async () => {
      const asked = indexedDB.open(name, 1);
      asked.onupgradeneeded = () => STORES.forEach((each) => asked.result.createObjectStore(each));
      return new Outbox(await settled(asked), name);
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
  async append(row: Row, { intake, once, heard = [] }: With = {}): Promise<void> {
    await this.write((stores) => {
      put(stores, row);
      stores("counter").put(row.number, "head");
      if (intake) {
        stores(INTAKE).delete(intake);
        stores("once").put(1, intake);
      }
      if (once) stores("once").put(1, once);
      for (const each of heard) stores("heard").put(1, each);
    });
  }

  /** The first rows that are not acknowledged, in order; all of them without a limit. */
  async waiting(atMost?: number): Promise<Row[]> {
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

  /** What is to be sent first: what is urgent, then the others in order. */
  async foremost(atMost: number): Promise<Row[]> {
    const [rows, urgent] = [await this.waiting(atMost), new Set(await this.keys("urgent"))];
    const late = [...urgent].filter((each) => !rows.some(({ number }) => number === each));
    const found = late.map(async (each) => {
      const octets = await this.get<Octets>("row", each);
      return { number: each as number, octets: octets ?? new Uint8Array() };
    });
    const all = [...(await Promise.all(found)), ...rows];
    const isFirst = ({ number }: Row) => Number(urgent.has(number));
    return all.sort((one, other) => isFirst(other) - isFirst(one)).slice(0, atMost);
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
      real.forEach(([from, to]) => {
        for (const each of ["row", "urgent"]) stores(each).delete(IDBKeyRange.bound(from, to));
      }),
    );
  }

  /** The rows as sealed anew, and the session with the keys they are now under: both or neither. */
  async renew(rows: Row[], session: Session): Promise<void> {
    await this.write((stores) => {
      for (const { number, octets } of rows) stores("row").put(octets, number);
      stores("kept").put(session, "session");
    });
  }

  /** Store, in one step and once, what another session's store could not deliver. */
  async takeOver(rows: Row[], from: Outbox, session: Session): Promise<void> {
    const [once, secrets] = [await from.onceNames(), await from.secrets()];
    await this.write((stores) => {
      for (const row of rows) put(stores, row);
      stores("counter").put(rows.at(-1)?.number ?? 0, "head");
      for (const each of [...once, TAKEN_OVER]) stores("once").put(1, each);
      stores("kept").put(secrets, "secrets"); // those names are made with them
      stores("kept").put(session, "session");
    });
  }

  hasTakenOver(): Promise<boolean> {
    return this.has(TAKEN_OVER);
  }

  /** Note a numbered message of theirs. */
  async hear(name: number): Promise<void> {
    await this.write((stores) => void stores("heard").put(1, name));
  }

  async hasHeard(name: number | string): Promise<boolean> {
    return (await this.get("heard", name)) !== undefined;
  }

  /** Whether a message of this name was stored, now or before a reload. */
  async has(name: string): Promise<boolean> {
    return (await this.get("once", name)) !== undefined;
  }

  private async onceNames(): Promise<string[]> {
    return (await this.keys("once")) as string[];
  }

  /** The numbers of what is urgent and not acknowledged. */
  async urgent(): Promise<number[]> {
    return (await this.keys("urgent")) as number[];
  }

  /** The numbers that are not acknowledged. */
  async numbers(): Promise<Set<number>> {
    return new Set((await this.keys("row")) as number[]);
  }

  /** The first of `size` values of a counter that were never given before. */
  async reserve(counter: "ephemeral" | "epoch", size: number, above = 0): Promise<number> {
    const last = Math.max(above, (await this.get<number>("counter", counter)) ?? 0);
    await this.write((stores) => void stores("counter").put(last + size, counter));
    return last + 1;
  }

  /** This store's own keys; made once. */
  async secrets(): Promise<Secrets> {
    const known = await this.get<Secrets>("kept", "secrets");
    if (known) return known;
    const made = await newSecrets();
    await this.write((stores) => void stores("kept").put(made, "secrets"));
    return made;
  }

  /** What the page put down and the worker never stored, by name. */
  async taken(): Promise<[string, Taken][]> {
    return inOwnWords(async () => {
      const store = this.db.transaction(INTAKE).objectStore(INTAKE);
      const names = settled(store.getAllKeys());
      const found = (await settled(store.getAll())) as Taken[];
      return (await names).map((name, at): [string, Taken] => [name as string, found[at]!]);
    });
  }

  async forget(intake: string): Promise<void> {
    await this.write((stores) => void stores(INTAKE).delete(intake));
  }

  /** Remove everything of this session, its keys first. */
  async erase(): Promise<void> {
    await this.write((stores) => STORES.forEach((each) => stores(each).clear()));
    await this.remove();
  }

  /** Remove the database itself; whoever has it open lets go of it when asked. */
  async remove(): Promise<void> {
    this.db.close();
    await inOwnWords(() => settled(indexedDB.deleteDatabase(this.name)));
  }

  private get<Any>(store: string, name: IDBValidKey): Promise<Any | undefined> {
    return inOwnWords(() => settled(this.db.transaction(store).objectStore(store).get(name)));
  }

  private keys(store: string): Promise<IDBValidKey[]> {
    return inOwnWords(() => settled(this.db.transaction(store).objectStore(store).getAllKeys()));
  }

  private write(done: (stores: (name: string) => IDBObjectStore) => void): Promise<void> {
    return inOwnWords(
      () =>
        new Promise((resolve, reject) => {
          // Strict: on the disk, not only with the system, before anything is sent.
          const all = this.db.transaction([...STORES], "readwrite", { durability: "strict" });
          all.oncomplete = () => resolve();
          all.onabort = () => reject(all.error ?? new Error("aborted"));
          try {
            done((name) => all.objectStore(name));
          } catch (reason) {
            all.abort(); // all of it or nothing
            reject(reason instanceof Error ? reason : new Error("refused"));
          }
        }),
    );
  }
}

function put(stores: (name: string) => IDBObjectStore, { number, octets, isUrgent }: Row): void {
  stores("row").add(octets, number);
  if (isUrgent) stores("urgent").put(1, number);
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
