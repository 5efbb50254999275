/**
 * The handshake that turns a spoken code into a key that the broker never learns.
 *
 * SPAKE2 over the Ed25519 group, patient's side, in the octets of the Python library spake2 0.9
 * (frozen by vectors in the tests), with key confirmation on both sides:
 *
 *     patient  'A' X                          m1
 *     station  'B' Y, confirmation of station m2
 *     patient  'C' confirmation of patient    m3
 *     station  welcome, sealed under the root
 */

import { ed25519 } from "@noble/curves/ed25519.js";

import { type Code } from "./code";
import { derived } from "./envelope";
import { type Entropy, type Octets, joined, number, same, sha256, utf8 } from "./octets";

/** Two of these are shown on both sides and compared by voice; never translated. */
export const WORDS = (
  "anchor bridge candle desert ember forest garden harbor " +
  "island jacket kettle ladder meadow needle orchard pebble"
).split(" ");

type Point = InstanceType<typeof ed25519.Point>;
const { Point } = ed25519;
const L = Point.Fn.ORDER;
const M = Point.fromHex("15cfd18e385952982b6a8f8c7854963b58e34388c8e6dae891db756481a02312");
const N = Point.fromHex("f04f2e7eb734b2a8f8b472eaf9c3c632576ac64aea650b496a8a20ff00e583c3");
const NOTHING: Octets = new Uint8Array(0);
const MESSAGE = 33;
const PROOF = 32;

export type HandshakeFailure = "wrong_secret" | "out_of_turn" | "not_a_handshake";

export interface Agreed {
  root: Octets;
  words: [string, string];
  /** m3: what the station still needs to know it. */
  send: Octets;
}

/** The patient's side of one try. */
export class PatientHandshake {
  private answered = false;

  private constructor(
    private readonly code: Code,
    private readonly scalar: bigint,
    private readonly password: bigint,
    readonly first: Octets,
  ) {}

  static async of(code: Code, entropy: Entropy): Promise<PatientHandshake> {
    const secret = utf8(code.secret);
    const password = number(await derived(secret, NOTHING, utf8("SPAKE2 pw"), 48)) % L;
    const scalar = number(entropy(64)) % L;
    const x = Point.BASE.multiply(scalar).add(M.multiply(password));
    return new PatientHandshake(code, scalar, password, joined(utf8("A"), x.toBytes()));
  }

  /** Take m2. Any m2 ends this try. */
  async answer(octets: Octets): Promise<Agreed | HandshakeFailure> {
    if (this.answered) return "out_of_turn";
    this.answered = true;
    if (octets.length !== MESSAGE + PROOF || octets[0] !== 0x42) return "not_a_handshake";
    const y = octets.slice(0, MESSAGE);
    const key = await this.key(y.slice(1));
    if (key === null) return "not_a_handshake";
    const transcript = await sha256(joined(this.first, y));
    const both = await derived(key, transcript, utf8("kap1 confirm"), 2 * PROOF);
    const theirs = await proof(both.slice(PROOF), "T", transcript);
    if (!same(octets.slice(MESSAGE), theirs)) return "wrong_secret";
    const root = await derived(key, transcript, utf8("kap1 root"));
    const mine = await proof(both.slice(0, PROOF), "P", transcript);
    return { root, words: await wordsOf(root), send: joined(utf8("C"), mine) };
  }

  private async key(y: Octets): Promise<Octets | null> {
    const x = this.first.slice(1);
    let theirs: Point;
    try {
      theirs = Point.fromBytes(y);
    } catch {
      return null;
    }
    // Neither a mirror of ours nor a point outside the group of prime order.
    if (same(y, x) || theirs.is0() || !theirs.isTorsionFree()) return null;
    const shared = theirs.subtract(N.multiply(this.password)).multiply(this.scalar);
    const plate = this.code.nameplate;
    const hashed = [this.code.secret, `kap1/patient/${plate}`, `kap1/therapist/${plate}`];
    const hashes = await Promise.all(hashed.map((each) => sha256(utf8(each))));
    return sha256(joined(...hashes, x, y, shared.toBytes()));
  }
}

async function proof(half: Octets, side: string, transcript: Octets): Promise<Octets> {
  const how = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", half, how, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, joined(utf8(side), transcript)));
}

export async function wordsOf(root: Octets): Promise<[string, string]> {
  const [first = 0, second = 0] = await derived(root, NOTHING, utf8("kap1 sas"), 2);
  return [WORDS[first & 0x0f] ?? "", WORDS[second & 0x0f] ?? ""];
}
