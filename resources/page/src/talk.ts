/** What the page and its worker say to each other. */

import type { CuffFacts, ReadingBody, Said, Stage, StateBody } from "./message";
import type { Failure } from "./meeting";
import type { LinkState } from "./peer";

/** What the page knows of a reading; the worker adds clocks and a name. */
export type Measured = Omit<ReadingBody, "t" | "id" | "at" | "up" | "ep">;

/** From the page to the worker. */
export type Order =
  | { do: "start"; broker: string; app: string; os: string }
  | { do: "pair"; text: string }
  | { do: "remember"; notes: unknown }
  | { do: "say"; mark: string; message: Exclude<Said, { t: "hello" | "reading" | "bye" }> }
  | { do: "hello"; cuff: CuffFacts }
  | { do: "measured"; mark: string; once: string | null; reading: Measured }
  | { do: "reply"; cmd: string; st: Stage; why: string | null }
  | { do: "state"; state: Omit<StateBody, "t"> }
  | { do: "network" }
  | { do: "leave" };

/** From the worker to the page. */
export type News =
  | { is: "ready"; session: { words: [string, string]; caps: string[]; notes: unknown } | null }
  | { is: "bad_code" }
  | { is: "failed"; why: Failure }
  | { is: "paired"; words: [string, string]; caps: string[] }
  | { is: "link"; state: LinkState; trouble: string | null; waiting: number }
  | { is: "who"; therapist: string; patient: string }
  | { is: "request"; id: string; what: "measure" | "show" | "cancel"; text: string; leftMs: number }
  /** Whatever carried this mark is stored here, or is in the therapist's record. */
  | { is: "stored" | "kept"; mark: string }
  | { is: "ending" }
  | { is: "ended" }
  | { is: "cannot_save" }
  | { is: "update_needed" }
  | { is: "suspicious" };
