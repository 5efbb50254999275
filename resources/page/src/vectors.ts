/** For the tests: the page's own handshake, envelope, requests, ages and dates, on what is given. */

import { Ages } from "./ages";
import { heard } from "./code";
import { Kind, type Refused, openSealed, keysOf, seal } from "./envelope";
import { decoded } from "./blp";
import { fromHex, hex, type Octets } from "./octets";
import { PatientHandshake } from "./pairing";
import { Suspicion } from "./peer";
import { type Answer, Requests } from "./requests";

export { waited } from "./dating";

/** The request, asked at an instant, that a reading answers which was taken then at the latest. */
export function answeredBy(askedMs: number, latestMs: number): string | null {
  const requests = new Requests();
  const at = { wallMs: askedMs, upMs: 0 };
  requests.ask("ab", "", { wallMs: askedMs + 30_000, upMs: 30_000 }, at);
  return requests.answeredBy(latestMs);
}

interface Given {
  code: string;
  entropy: string;
  m2: string;
  root: string;
  session: string;
  nonce: string;
  sequence: number;
  body: Record<string, unknown>;
  frames: string[];
}

const octets = (text: string): Octets => fromHex(text) ?? new Uint8Array();

export async function vectors(given: Given): Promise<Record<string, unknown>> {
  const code = heard(given.code);
  if (!code) return { code: null };
  const byte = octets(given.entropy)[0] ?? 0;
  const handshake = await PatientHandshake.of(code, (size) => new Uint8Array(size).fill(byte));
  const agreed = await handshake.answer(octets(given.m2));
  const session = octets(given.session);
  const keys = await keysOf(octets(given.root), session);
  const header = { kind: Kind.RELIABLE, direction: 1, session, sequence: given.sequence, keyId: 0 };
  const sealed = await seal(header, given.body, keys.fromPatient, () => octets(given.nonce));
  const flipped = sealed.map((octet, at) => (at === 100 ? octet ^ 1 : octet));
  return {
    m1: hex(handshake.first),
    m3: typeof agreed === "string" ? agreed : hex(agreed.send),
    root: typeof agreed === "string" ? agreed : hex(agreed.root),
    words: typeof agreed === "string" ? agreed : agreed.words,
    again: await handshake.answer(octets(given.m2)),
    sealed: hex(sealed),
    opened: await openSealed(sealed, session, keys, 1),
    flipped: await openSealed(flipped, session, keys, 1),
    frames: given.frames.map((each) => decoded(new DataView(octets(each).buffer))),
  };
}

/** What is told of envelopes as they come, each by why it is refused; null: one is understood. */
export function suspected(course: (string | number | null)[]): (number | string)[] {
  const suspicion = new Suspicion();
  return course.flatMap((each) => {
    if (each === null) {
      suspicion.understood();
      return [];
    }
    const isVersion = typeof each === "number";
    const refused = isVersion ? { refused: "other_version", version: each } : { refused: each };
    return suspicion.note(refused as Refused).map((told) => {
      return told.do === "suspicious" ? told.refusals : `version ${each}`;
    });
  });
}

/** One step on requests: what is called, at which instant of both clocks, and with what. */
interface Step {
  call: "ask" | "cancel" | "shown" | "accepted" | "declined" | "measuring" | "measured" | "tick";
  at: number;
  /** How far the wall clock is ahead of the monotonic one by now. */
  ahead?: number;
  id?: string;
  for?: number;
  why?: string | null;
}

/** What is answered at each step, and what stands after it. */
export function played(steps: Step[]): { answers: string[]; stands: string | null }[] {
  const requests = new Requests();
  return steps.map((step) => {
    const answers = answered(requests, step).map(({ cmd, st }) => `${cmd} ${st}`);
    const { current } = requests;
    return { answers, stands: current && `${current.id} ${current.stage}` };
  });
}

function answered(requests: Requests, { call, at, ahead = 0, id = "", ...step }: Step): Answer[] {
  const now = { wallMs: at + ahead, upMs: at };
  switch (call) {
    case "ask": {
      const until = { wallMs: now.wallMs + (step.for ?? 0), upMs: at + (step.for ?? 0) };
      return requests.ask(id, "", until, now);
    }
    case "cancel":
      return requests.cancel(id);
    case "measured":
      return requests.measured(step.why ?? null);
    default:
      return requests[call](now);
  }
}

/** A message that is stored, or a ping that comes: when, by our wall clock. */
interface Happening {
  at: number;
  stored?: number;
  ping?: { t1: number; cum: number; sel: [number, number][] };
}

/** After each, how old is what was said by their clock at `said`. */
export function aged(said: number, course: Happening[]): (number | null)[] {
  const ages = new Ages();
  return course.map(({ at, stored, ping }) => {
    const now = { wallMs: at, upMs: at };
    if (stored !== undefined) ages.stored(stored, now);
    if (ping) ages.compare(ping, now);
    return ages.of(said, now);
  });
}
