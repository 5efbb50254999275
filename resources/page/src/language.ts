/** What the page says, in the person's language: one file of texts for each, with the same names. */

import en from "../texts/en.json";
import es from "../texts/es.json";

export type Text = keyof typeof en;
export type Language = "en" | "es";

const TEXTS: Record<Language, Record<Text, string>> = { en, es };
const KEPT_AS = "language";

let spoken: Language = "en";

/** The first of the person's languages that is spoken here; a choice in this tab comes first. */
export function chooseLanguage(): void {
  const wanted = [sessionStorage.getItem(KEPT_AS) ?? "", ...navigator.languages];
  const known = wanted.map((each) => each.slice(0, 2).toLowerCase()).find((each) => each in TEXTS);
  speak((known ?? "en") as Language);
}

export function otherLanguage(): void {
  const chosen = spoken === "en" ? "es" : "en";
  sessionStorage.setItem(KEPT_AS, chosen);
  speak(chosen);
}

/** The text of a name; `{name}` in it is replaced by a value. */
export function say(text: Text, values: Record<string, string | number> = {}): string {
  return TEXTS[spoken][text].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

export const language = (): Language => spoken;

function speak(chosen: Language): void {
  spoken = chosen;
  document.documentElement.lang = chosen;
  document.title = say("pageTitle");
}
