/**
 * The sealed octets that cross the broker: a header that is bound, a body that is hidden.
 *
 *     magic 4B4D | version | kind | direction | flags | key id (2) | session (16) | sequence (8)
 *     | nonce (12) | AES-256-GCM ciphertext with its 16-octet tag
 *
 * Octets 0-43 are authenticated with the body, which is UTF-8 JSON padded with spaces to 256
 * octets. The page signs nothing and asks for no signature: that is for stations among each other.
 */

import { type Entropy, type Octets, hex, joined, same, utf8 } from "./octets";

export type Body = Record<string, unknown>;

export const VERSION = 1;
export const SESSION_SIZE = 16;
export const LARGEST = 32 * 1024;
export const NO_SESSION: Octets = new Uint8Array(SESSION_SIZE);
const HEADER = 44;
const TAG = 16;
const PADDED_TO = 256;

export const Kind = { RELIABLE: 1, EPHEMERAL: 2, ACKNOWLEDGEMENT: 3, WILL: 4 } as const;
export const Direction = { FROM_PATIENT: 1, FROM_STATION: 2 } as const;

/** Why octets are no envelope for us, in the order of checking. */
export type Refusal =
  | "too_long"
  | "truncated"
  | "foreign"
  | "other_version"
  | "unknown_flags"
  | "other_session"
  | "other_direction"
  | "other_key"
  | "not_authentic"
  | "no_body";

export interface Header {
  kind: number;
  direction: number;
  session: Octets;
  sequence: number;
  keyId: number;
}

export interface Opened {
  header: Header;
  body: Body;
}

export interface Refused {
  refused: Refusal;
  /** The other side's version, where that is the reason. */
  version?: number;
}

/** The key of each direction, under one key id. A page cannot read them, only use them. */
export interface Keys {
  keyId: number;
  fromPatient: CryptoKey;
  fromStation: CryptoKey;
}

/** So many octets for one purpose (HKDF with SHA-256). */
export async function derived(
  secret: Octets,
  salt: Octets,
  purpose: Octets,
  size = 32,
): Promise<Octets> {
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info: purpose };
  return new Uint8Array(await crypto.subtle.deriveBits(how, material, size * 8));
}

export async function keysOf(root: Octets, session: Octets, keyId = 0): Promise<Keys> {
  const tail = Uint8Array.of(keyId >> 8, keyId & 0xff);
  const material = await crypto.subtle.importKey("raw", root, "HKDF", false, ["deriveKey"]);
  const key = (purpose: string) => {
    const info = joined(utf8(purpose), tail);
    const how = { name: "HKDF", hash: "SHA-256", salt: session, info };
    const uses: KeyUsage[] = ["encrypt", "decrypt"];
    return crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, uses);
  };
  return {
    keyId,
    fromPatient: await key("kap1 seal p2t"),
    fromStation: await key("kap1 seal t2p"),
  };
}

export async function seal(
  header: Header,
  body: Body,
  key: CryptoKey,
  entropy: Entropy,
): Promise<Octets> {
  const bound = new Uint8Array(HEADER);
  const view = new DataView(bound.buffer);
  view.setUint16(0, 0x4b4d);
  view.setUint8(2, VERSION);
  view.setUint8(3, header.kind);
  view.setUint8(4, header.direction);
  view.setUint16(6, header.keyId);
  bound.set(header.session, 8);
  view.setBigUint64(24, BigInt(header.sequence));
  const nonce = entropy(12);
  bound.set(nonce, 32);
  const text = utf8(JSON.stringify(body));
  const padded = new Uint8Array(Math.ceil(text.length / PADDED_TO) * PADDED_TO).fill(0x20);
  padded.set(text);
  const how = { name: "AES-GCM", iv: nonce, additionalData: bound };
  const sealed = joined(bound, new Uint8Array(await crypto.subtle.encrypt(how, key, padded)));
  if (sealed.length > LARGEST) throw new RangeError("the body is too long for one envelope");
  return sealed;
}

/** What an envelope of the station holds, or why it is none of ours. Never throws on octets. */
export async function openSealed(
  octets: Octets,
  session: Octets,
  keys: Keys,
  expected: number = Direction.FROM_STATION,
): Promise<Opened | Refused> {
  const header = headerOf(octets);
  if ("refused" in header) return header;
  if (!same(header.session, session)) return { refused: "other_session" };
  if (header.direction !== expected) return { refused: "other_direction" };
  if (header.keyId !== keys.keyId) return { refused: "other_key" };
  const key = expected === Direction.FROM_PATIENT ? keys.fromPatient : keys.fromStation;
  const how = {
    name: "AES-GCM",
    iv: octets.slice(32, HEADER),
    additionalData: octets.slice(0, HEADER),
  };
  let text: ArrayBuffer;
  try {
    text = await crypto.subtle.decrypt(how, key, octets.slice(HEADER));
  } catch {
    return { refused: "not_authentic" };
  }
  const body = bodyOf(text);
  return body === null ? { refused: "no_body" } : { header, body };
}

function headerOf(octets: Octets): Header | Refused {
  if (octets.length > LARGEST) return { refused: "too_long" };
  if (octets.length < HEADER + TAG) return { refused: "truncated" };
  const view = new DataView(octets.buffer, octets.byteOffset);
  if (view.getUint16(0) !== 0x4b4d) return { refused: "foreign" };
  const version = view.getUint8(2);
  if (version !== VERSION) return { refused: "other_version", version };
  if (view.getUint8(5) !== 0) return { refused: "unknown_flags" };
  const kind = view.getUint8(3);
  const direction = view.getUint8(4);
  const sequence = view.getBigUint64(24);
  if (kind < 1 || kind > 4 || direction < 1 || direction > 2) return { refused: "foreign" };
  if (sequence > BigInt(Number.MAX_SAFE_INTEGER)) return { refused: "foreign" };
  const session = octets.slice(8, 24);
  return { kind, direction, session, sequence: Number(sequence), keyId: view.getUint16(6) };
}

function bodyOf(text: ArrayBuffer): Body | null {
  try {
    const body: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(text));
    return typeof body === "object" && body !== null && !Array.isArray(body)
      ? (body as Body)
      : null;
  } catch {
    return null;
  }
}

/** A session's name at the broker, and all that the broker knows of it. */
export const clientOf = (session: Octets): string => hex(session);
