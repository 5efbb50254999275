/** What the page knows, and what of it a reload must find again. */

import type { CuffStage } from "./cuff";
import type { Power } from "./device";
import type { Text } from "./language";
import type { Failure } from "./meeting";
import type { LinkState } from "./peer";
import type { Request } from "./requests";

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

/** What is kept, beside the keys, until the end of the session. */
export interface Notes {
  screen: Screen;
  therapist: string;
  patient: string;
  openedMs: number;
  wasCalm: boolean;
}

export interface Check {
  state: "ok" | "attention" | "asked";
  text: Text;
  percent?: number;
}

/** Screens on which a request for a reading can be seen. */
const ASKING: Screen[] = ["test", "consent", "calm"];
/** A short break heals by itself: nobody is bothered with digits before. */
const CUT_MS = 10_000;
const UNHEARD_MS = 4_000;
const SEEN_FOR_MS = 180_000;
const ENOUGH_BATTERY_PERCENT = 50;

export class Model {
  screen: Screen = "check";
  checks: Check[] = [];
  canGoOn = false;
  error: Text | "" = "";
  /** There is a session here: it was paired, and is not over. */
  isPaired = false;
  /** The names were found to be right. */
  isConfirmed = false;
  /** The same session under new digits: only the words are to be compared. */
  isAgain = false;
  /** The preparation is over. */
  wasCalm = false;
  isLeaving = false;
  words: [string, string] = ["", ""];
  showsValues = false;
  therapist = "";
  patient = "";
  openedMs = Date.now();
  power: Power | null = null;
  isOnline = true;
  cuff: CuffStage = "none";
  test: "wanted" | "sent" | "received" | "failed" = "wanted";
  /** Empty where the therapist's side does not want values to be seen here. */
  value = "";
  /** When it came: a value without its time would look like now. */
  valueTime = "";
  isValueHidden = false;
  link: LinkState = "waiting";
  trouble: string | null = null;
  /** Since when nobody answers, on the monotonic clock; null: somebody does. */
  cutSinceMs: number | null = null;
  waiting = 0;
  message: { text: string; time: string } | null = null;
  request: Request | null = null;
  help: "none" | "called" | "stored" | "received" | "seen" = "none";
  private seenSinceMs = 0;
  /** The disk takes nothing. */
  isFull = false;
  alarm: Text | "" = "";
  handedOver = false;

  /** Whether somebody is there to be called. */
  get hasHelp(): boolean {
    return this.isPaired && !this.isLeaving && !["ended", "elsewhere"].includes(this.screen);
  }

  /** What became of a call for help; null: nobody has called. */
  get helpText(): Text | null {
    if (this.help === "none") return null;
    if (this.help === "received") return "helpReceived";
    if (this.help === "seen") return "helpSeen";
    if (this.link !== "ok") return "helpCutOff";
    if (this.help === "stored") return "helpSent";
    return this.isFull ? "helpUnkept" : "helpCalling";
  }

  get asksOnScreen(): boolean {
    return ASKING.includes(this.screen);
  }

  /** Whether new digits may be of use: nobody answers under those we have. */
  get offersNewDigits(): boolean {
    const forMs = performance.now() - (this.cutSinceMs ?? performance.now());
    const isCut = forMs >= (this.link === "waiting" ? UNHEARD_MS : CUT_MS);
    return this.hasHelp && isCut && !["code", "connecting"].includes(this.screen);
  }

  /** Where to go on once the person is confirmed, or new digits were not typed after all. */
  get goesOn(): Screen {
    if (!this.isConfirmed) return "person";
    return this.wasCalm ? "calm" : "cuff";
  }

  /** Take how many calls for help are open in the therapist's record. */
  callsAre(open: number | null): void {
    const isThere = this.help !== "stored" && (this.help !== "called" || this.isFull);
    if (open && isThere) this.help = "received";
    if (open !== 0 || this.help !== "received") return;
    this.help = "seen";
    this.seenSinceMs = performance.now();
  }

  /** That a call was seen is soon nothing of now. */
  tick(): void {
    const forMs = performance.now() - this.seenSinceMs;
    if (this.help === "seen" && forMs >= SEEN_FOR_MS) this.help = "none";
  }

  /** Take how the link stands. */
  linkIs(state: LinkState, trouble: string | null, waiting: number): void {
    Object.assign(this, { link: state, trouble, waiting });
    if (state === "ok" || state === "late") this.cutSinceMs = null;
    else this.cutSinceMs ??= performance.now();
  }

  notes(): Notes {
    const { screen, therapist, patient, openedMs, wasCalm } = this;
    return { screen, therapist, patient, openedMs, wasCalm };
  }

  restore(found: unknown, isConfirmed: boolean): void {
    const notes = found as Partial<Notes> | null;
    this.therapist = notes?.therapist ?? "";
    this.patient = notes?.patient ?? "";
    this.openedMs = notes?.openedMs ?? Date.now();
    this.wasCalm = notes?.wasCalm ?? false;
    this.screen = notes?.screen ?? "person";
    this.isConfirmed = isConfirmed;
    this.isAgain = isConfirmed && this.screen === "person";
  }
}

/** What is to be made sure of before anything else. */
export function checksOf(
  bluetooth: "yes" | "off" | "no_bluetooth_here",
  power: Power | null,
  isOnline: boolean,
): Check[] {
  const found: Check[] = [];
  if (!isSecureContext) found.push({ state: "attention", text: "insecure" });
  if (!isOnline) found.push({ state: "attention", text: "offline" });
  if (bluetooth === "yes") found.push({ state: "ok", text: "bluetoothOn" });
  else {
    const text = bluetooth === "off" ? "bluetoothOff" : "bluetoothNone";
    found.push({ state: "attention", text });
  }
  return [...found, powerCheck(power), { state: "asked", text: "otherApp" }];
}

function powerCheck(power: Power | null): Check {
  if (!power) return { state: "asked", text: "isItCharging" };
  const { isCharging, percent } = power;
  if (isCharging) return { state: "ok", text: "charging" };
  const isEnough = percent >= ENOUGH_BATTERY_PERCENT;
  return isEnough
    ? { state: "ok", text: "charged", percent }
    : { state: "attention", text: "batteryLow", percent };
}

/** What a person is told of a pairing that came to nothing; null: the clinic was not reached. */
export function failureText(why: Failure): Text | null {
  switch (why) {
    case "wrong_secret":
      return "wrongSecret";
    case "burnt":
    case "used":
      return "codeUsed";
    case "expired":
      return "codeOld";
    case "no_answer":
      return "noAnswer";
    case "update_needed":
      return "otherVersion";
    case "taken_over":
      return "codeTaken";
    case "not_allowed":
      return "notAllowed";
    case "not_a_handshake":
    case "out_of_turn":
      return "notWorked";
    case "disk":
      return "cannotSave";
    case "ended":
    case "unreachable":
      return null;
  }
}
