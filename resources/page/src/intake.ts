/**
 * What a cuff says is put down in the very turn in which it came, before the worker hears of it.
 *
 * A reload ends page and worker between any two turns; what was only posted to the worker is lost.
 * A database transaction that is begun and committed within one turn is not: the browser has it by
 * then. WebCrypto answers later, so nothing could be sealed in that turn: the worker makes key
 * streams ahead (AES in counter mode, each used once), and the page lays a message over one.
 */

import type { Said } from "./message";
import { type Octets, hex, random, utf8 } from "./octets";

export const INTAKE = "intake";
const PAD_SIZE = 1024;
const COUNTER_BITS = 32;

/** A key stream that was never used, and the counter it begins with. */
export interface Pad {
  counter: Octets;
  stream: Octets;
}

/** A message under a pad. */
export interface Taken {
  counter: Octets;
  octets: Octets;
}

/** The page's end: puts down what must not be lost. */
export class Intake {
  private db: IDBDatabase | null = null;
  private pads: Pad[] = [];

  /** Use a store's database, and pads for it. */
  open(name: string, pads: Pad[]): void {
    this.pads = pads;
    this.db?.close();
    this.db = null;
    const asked = indexedDB.open(name);
    asked.onsuccess = () => {
      this.db?.close();
      this.db = asked.result;
      this.db.onversionchange = () => this.close();
    };
    asked.onerror = () => undefined; // then the worker alone stores it, as a turn later it does
  }

  more(pads: Pad[]): void {
    this.pads.push(...pads);
  }

  /** Put a message down; its name, under which the worker takes it up. */
  keep(message: Said): string {
    const name = hex(random(16));
    const octets = utf8(JSON.stringify(message));
    const pad = octets.length <= PAD_SIZE ? this.pads.shift() : undefined;
    if (!this.db || !pad) return name;
    const taken: Taken = { counter: pad.counter, octets: laidOver(octets, pad.stream) };
    try {
      const write = this.db.transaction(INTAKE, "readwrite", { durability: "strict" });
      write.objectStore(INTAKE).put(taken, name);
      write.commit(); // now, and not after an answer that a reload would not wait for
    } catch {
      // The disk: the worker, which stores it anyway, finds out and says so.
    }
    return name;
  }

  close(): void {
    this.db?.close();
    this.db = null;
    this.pads = [];
  }
}

/** The worker's end: make pads. */
export async function padsOf(key: CryptoKey, count: number): Promise<Pad[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const counter = new Uint8Array(16);
      counter.set(random(12));
      const how = { name: "AES-CTR", counter, length: COUNTER_BITS };
      const stream = new Uint8Array(await crypto.subtle.encrypt(how, key, new Uint8Array(PAD_SIZE)));
      return { counter, stream };
    }),
  );
}

/** What was put down; null for what cannot be read. */
export async function readAgain(key: CryptoKey, taken: Taken): Promise<Said | null> {
  const how = { name: "AES-CTR", counter: taken.counter, length: COUNTER_BITS };
  try {
    const text = await crypto.subtle.decrypt(how, key, taken.octets);
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(text)) as Said;
  } catch {
    return null;
  }
}

function laidOver(octets: Octets, stream: Octets): Octets {
  return octets.map((each, at) => each ^ (stream[at] ?? 0)) as Octets;
}
