/**
 * What an envelope may say, as far as a patient's side writes and reads it.
 *
 * Instants are milliseconds, blood pressure mmHg, pulse 1/min; what was not measured is null. `at`
 * is this machine's wall clock, `up` its monotonic one, `ep` the epoch in which both hold together.
 */

import type { Body } from "./envelope";

const FORMAT = 1;
export const LONGEST_TEXT = 200;
const KEY = /^[0-9a-f]{2,64}$/;

export interface CuffFacts {
  id: string;
  model: string;
  slot: number | null;
  bat: number | null;
  drv: string;
}

export type Stage =
  | "shown"
  | "accepted"
  | "declined"
  | "started"
  | "done"
  | "failed"
  | "expired";

export interface ReadingBody {
  t: "reading";
  id: string;
  src: "cuff" | "sim";
  sys: number | null;
  dia: number | null;
  map: number | null;
  pr: number | null;
  unit: string;
  st: string[];
  user: number | null;
  ct: string | null;
  at: number;
  up: number;
  ep: number;
  /** How many ms before `at` it was taken, and how wrong that may be; null: not known. */
  ago: number | null;
  pm: number | null;
  verdict: "live" | "stored" | "unconfirmed";
  cmd: string | null;
  raw: string;
  ch: string;
  drv: string;
  dev: string;
}

export interface StateBody {
  t: "state";
  cuff?: string;
  power?: string;
  bat?: number;
  vis?: string;
  slept?: number;
  ep?: number;
  error?: string;
}

export interface Hello {
  t: "hello";
  inst: string;
  app: string;
  os: string;
  ep: number;
  caps: string[];
  cuff: CuffFacts | null;
  tz: number;
  /** The session that this one goes on from. */
  resume_of?: string;
}

/** Whatever the patient says that is numbered and kept. */
export type Said =
  | Hello
  | ReadingBody
  | StateBody
  | { t: "reply"; cmd: string; st: Stage; why: string | null }
  | { t: "sym" | "help"; code: string; text: string }
  | { t: "bye" };

/** Why somebody goes away: the names are another's, or the therapist says other words. */
export type Parting = "not_me" | "other_words";

/** What they leave with. That the words differ was said aloud; that the names do is news. */
export const PARTING: Record<Parting, Said[]> = {
  not_me: [{ t: "sym", code: "not_me", text: "" }, { t: "bye" }],
  other_words: [{ t: "bye" }],
};

export interface Command {
  t: "cmd";
  id: string;
  do: "measure" | "show" | "cancel";
  text: string;
  at: number;
  ttl: number;
}

export interface Who {
  t: "who";
  therapist: string;
  patient: string;
}

export interface Kept {
  t: "ping" | "ack";
  cum: number;
  sel: [number, number][];
}

export interface Ping extends Kept {
  t: "ping";
  n: string;
  t1: number;
  /** How many calls for help in the record nobody has answered by name; null: not told. */
  calls: number | null;
}

export interface Welcome {
  t: "welcome";
  sid: string;
  caps: string[];
  /** More than 0: the same session goes on under a renewed key. */
  kid: number;
  /** The highest number that the record knows. */
  after: number;
}

export type Heard =
  | Command
  | Who
  | { t: "end" }
  | Ping
  | (Kept & { t: "ack" })
  | Welcome
  | { t: "unknown" };

export const bodyOf = <Any extends { t: string }>(message: Any): Body => {
  const { t, ...rest } = message;
  return { t, v: FORMAT, ...rest };
};

/** The message of a body; `unknown` for what is not known or not shaped as promised. */
export function messageOf(body: Body): Heard {
  const read = typeof body.t === "string" && Object.hasOwn(READ, body.t) ? READ[body.t] : null;
  return read?.(body) ?? { t: "unknown" };
}

const READ: Record<string, (body: Body) => Heard | null> = {
  cmd: (body) => {
    const { id, at, ttl, text = "" } = body;
    const what = body.do;
    if (!key(id) || !whole(at) || !whole(ttl) || !words(text, LONGEST_TEXT)) return null;
    if (what !== "measure" && what !== "show" && what !== "cancel") return null;
    return { t: "cmd", id, do: what, at, ttl, text };
  },
  who: ({ therapist, patient }) =>
    words(therapist) && words(patient) ? { t: "who", therapist, patient } : null,
  end: () => ({ t: "end" }),
  ping: (body) => {
    const kept = keptOf(body);
    const { n, t1, calls = null } = body;
    if (!kept || !key(n) || !whole(t1) || !(calls === null || whole(calls))) return null;
    return { t: "ping", n, t1, calls, ...kept };
  },
  ack: (body) => {
    const kept = keptOf(body);
    return kept && { t: "ack", ...kept };
  },
  welcome: ({ sid, caps = [], kid = 0, after = 0 }) => {
    if (!key(sid) || !whole(kid) || !whole(after)) return null;
    if (!Array.isArray(caps) || !caps.every((each) => words(each))) return null;
    return { t: "welcome", sid, caps: caps as string[], kid, after };
  },
};

function keptOf({ cum, sel = [] }: Body): { cum: number; sel: [number, number][] } | null {
  if (!whole(cum) || !Array.isArray(sel) || sel.length > 1024) return null;
  const isSpan = (each: unknown): each is [number, number] =>
    Array.isArray(each) && each.length === 2 && each.every(whole);
  return sel.every(isSpan) ? { cum, sel } : null;
}

const whole = (value: unknown): value is number => Number.isSafeInteger(value);
const key = (value: unknown): value is string => typeof value === "string" && KEY.test(value);
const words = (value: unknown, longest = 4096): value is string =>
  typeof value === "string" && [...value].length <= longest;
