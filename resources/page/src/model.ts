/** What the page knows, and what of it a reload must find again. */

import type { CuffStage } from "./cuff";
import type { Failure } from "./meeting";
import type { LinkState } from "./peer";

export type Screen =
  | "check"
  | "code"
  | "connecting"
  | "person"
  | "cuff"
  | "test"
  | "consent"
  | "calm"
  | "ending"
  | "ended"
  | "elsewhere";

export interface Request {
  id: string;
  text: string;
  untilMs: number;
  stage: "waiting" | "accepted" | "started";
}

/** What is kept, beside the keys, until the end of the session. */
export interface Notes {
  screen: Screen;
  therapist: string;
  patient: string;
  openedMs: number;
}

export class Model {
  screen: Screen = "check";
  checks: { text: string; state: "ok" | "attention" | "asked" }[] = [];
  canGoOn = false;
  error = "";
  words: [string, string] = ["", ""];
  showsValues = false;
  therapist = "";
  patient = "";
  openedMs = Date.now();
  cuff: CuffStage = "none";
  cuffName = "";
  test: "wanted" | "sent" | "received" | "failed" = "wanted";
  value = "";
  isValueHidden = false;
  link: LinkState = "waiting";
  trouble: string | null = null;
  waiting = 0;
  message = "";
  request: Request | null = null;
  help: "none" | "sent" | "received" = "none";
  alarm = "";

  notes(): Notes {
    const { screen, therapist, patient, openedMs } = this;
    return { screen, therapist, patient, openedMs };
  }

  restore(found: unknown): void {
    const notes = found as Partial<Notes> | null;
    this.therapist = notes?.therapist ?? "";
    this.patient = notes?.patient ?? "";
    this.openedMs = notes?.openedMs ?? Date.now();
    this.screen = notes?.screen ?? "person";
  }
}

export const CANNOT_REACH = "Cannot reach the clinic. Check your internet, then try again.";

export function failureText(why: Failure): string {
  switch (why) {
    case "wrong_secret":
      return "These digits are not right. Please listen again.";
    case "burnt":
    case "used":
      return "This code is used up. Ask your therapist for a new one.";
    case "expired":
      return "This code is too old. Ask your therapist for a new one.";
    case "no_answer":
      return "Nobody answers to these digits. Ask your therapist whether they are right.";
    case "update_needed":
      return "Your clinic uses another version. Reload this page, or tell your therapist.";
    case "taken_over":
      return "Somebody else is using this code. Ask your therapist for a new one.";
    case "not_allowed":
      return "The clinic's server does not let this page in. Tell your therapist.";
    case "not_a_handshake":
    case "out_of_turn":
      return "That did not work. Ask your therapist for a new code.";
    default:
      return CANNOT_REACH;
  }
}
