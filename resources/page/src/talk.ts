/** What the page and its worker say to each other. */

import type { Pad } from "./intake";
import type { CuffFacts, Parting, Said } from "./message";
import type { Failure } from "./meeting";
import type { Now } from "./offset";
import type { LinkState } from "./peer";

/** Carried by a call for help. */
export const HELP_MARK = "help";

/** Something to be stored and sent. */
export interface ToSay {
  message: Exclude<Said, { t: "hello" | "bye" }>;
  /** The page hears when what carries a mark is stored, and when it is in the record. */
  mark?: string | undefined;
  /** Its name in the intake. */
  intake?: string | undefined;
  /** The same octets with the same stamp are the same reading, for ever. */
  once?: string | null | undefined;
}

/** From the page to the worker. */
export type Order =
  | { do: "start"; broker: string; app: string; os: string }
  | { do: "pair"; text: string }
  /** The patient finds the names to be right. */
  | { do: "confirm" }
  /** The patient does not: what there is of this session goes. */
  | { do: "leave"; why: Parting }
  | { do: "remember"; notes: unknown }
  | ({ do: "say" } & ToSay)
  | { do: "hello"; cuff: CuffFacts }
  | { do: "network" };

export interface Known {
  words: [string, string];
  caps: string[];
  isConfirmed: boolean;
  /** A call for help is not in the therapist's record yet. */
  isCalling: boolean;
  notes: unknown;
}

/** From the worker to the page. */
export type News =
  | { is: "ready"; session: Known | null }
  | { is: "bad_code" }
  | { is: "failed"; why: Failure }
  /** `again`: it is the same session, under a renewed key. */
  | { is: "paired"; words: [string, string]; caps: string[]; again: boolean }
  | { is: "intake"; store: string; pads: Pad[] }
  | { is: "pads"; pads: Pad[] }
  | { is: "epoch"; epoch: number }
  | { is: "link"; state: LinkState; trouble: string | null; waiting: number; calls: number | null }
  | { is: "who"; therapist: string; patient: string }
  | { is: "request"; id: string; what: "measure" | "show" | "cancel"; text: string; until: Now }
  /** Whatever carried this mark is stored here, or is in the therapist's record. */
  | { is: "stored" | "kept"; mark: string }
  | { is: "ending" }
  | { is: "ended" }
  | { is: "left" }
  | { is: "cannot_save" | "can_save" }
  | { is: "update_needed" }
  | { is: "suspicious" };
