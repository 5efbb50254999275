/** Small helpers that make elements. Text is only ever text: nothing of the wire becomes markup. */

import { say } from "./language";

type Child = Node | string | null;

export function made(
  tag: string,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((each) => each !== null));
  return element;
}

export function button(text: string, pressed: () => void, kind = ""): HTMLElement {
  const element = made("button", { type: "button", class: kind }, text);
  element.addEventListener("click", pressed);
  return element;
}

export const title = (text: string) => made("h1", {}, text);
export const line = (text: string, kind = "") => made("p", kind ? { class: kind } : {}, text);
export const wrong = (text: string) => made("p", { class: "wrong", role: "alert" }, text);
export const buttons = (...all: (HTMLElement | null)[]) => made("div", { class: "buttons" }, ...all);

/** A cuff's body with its START button, so that nobody looks for it on the page. */
export function cuffDrawing(): Element {
  const start = made("span", {}, "START");
  return made("div", { class: "cuff", "aria-hidden": "true" }, made("span", { class: "display" }), start);
}

/** Eleven boxes for the digits; pasting works, also of a whole link. */
export function digitBoxes(count: number, whole: (text: string) => void): HTMLElement {
  const boxes = Array.from({ length: count }, (_, at) => {
    const box = document.createElement("input");
    box.inputMode = "numeric";
    box.autocomplete = "off";
    box.setAttribute("aria-label", say("digitOf", { number: at + 1, count }));
    return box;
  });
  const spread = (text: string, from: number) => {
    const digits = text.replace(/\D/g, "").slice(0, count - from);
    [...digits].forEach((digit, at) => boxes[from + at] && (boxes[from + at]!.value = digit));
    boxes[Math.min(from + digits.length, count - 1)]?.focus();
    const all = boxes.map((each) => each.value).join("");
    if (all.length === count) whole(all);
  };
  boxes.forEach((box, at) => {
    box.addEventListener("focus", () => box.select()); // what is typed replaces what was there
    box.addEventListener("input", () => {
      const typed = box.value;
      box.value = "";
      spread(typed, at);
    });
    box.addEventListener("paste", (event) => {
      event.preventDefault();
      const text = event.clipboardData?.getData("text") ?? "";
      if (text.includes("#1.")) whole(text);
      else spread(text, text.replace(/\D/g, "").length === count ? 0 : at);
    });
    box.addEventListener("keydown", (event) => {
      const isEmptied = event.key === "Backspace" && !box.value;
      if (isEmptied || event.key === "ArrowLeft") boxes[at - 1]?.focus();
      if (event.key === "ArrowRight") boxes[at + 1]?.focus();
      if (event.key.startsWith("Arrow")) event.preventDefault();
    });
  });
  const label = { class: "digits", role: "group", "aria-label": say("digitsLabel") };
  // In groups, as they are read aloud.
  const groups = [boxes.slice(0, 4), boxes.slice(4, 8), boxes.slice(8)];
  return made("div", label, ...groups.map((each) => made("span", {}, ...each)));
}
