/**
 * Keys of this browser alone, for what lies beside the sealed rows: nothing lies there in clear.
 *
 * No script can read them out. Whoever takes the disk apart finds them all the same: a browser has
 * no keychain of its own, and says so in docs/telehealth-page.md.
 */

import { type Octets, hex, joined, random, utf8 } from "./octets";

export interface Secrets {
  /** Key streams of the intake. */
  stream: CryptoKey;
  /** Names of what is stored once: they are made of readings. */
  names: CryptoKey;
  /** The page's own notes: they hold names of people. */
  notes: CryptoKey;
}

const NONCE = 12;

export async function newSecrets(): Promise<Secrets> {
  const cipher = (name: string) =>
    crypto.subtle.generateKey({ name, length: 256 }, false, ["encrypt", "decrypt"]);
  const names = crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return {
    stream: (await cipher("AES-CTR")) as CryptoKey,
    names: (await names) as CryptoKey,
    notes: (await cipher("AES-GCM")) as CryptoKey,
  };
}

/** A name that says nothing of what it names. */
export async function nameOf({ names }: Secrets, text: string): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.sign("HMAC", names, utf8(text))));
}

export async function sealedNotes({ notes }: Secrets, what: unknown): Promise<Octets> {
  const iv = random(NONCE);
  const how = { name: "AES-GCM", iv };
  const sealed = await crypto.subtle.encrypt(how, notes, utf8(JSON.stringify(what)));
  return joined(iv, new Uint8Array(sealed));
}

/** The notes; null where there are none, or none that can be read. */
export async function openedNotes({ notes }: Secrets, octets: Octets | null): Promise<unknown> {
  if (!octets) return null;
  const how = { name: "AES-GCM", iv: octets.slice(0, NONCE) };
  try {
    const text = await crypto.subtle.decrypt(how, notes, octets.slice(NONCE));
    return JSON.parse(new TextDecoder().decode(text));
  } catch {
    return null;
  }
}
