/** The screens, in a patient's words. Drawn anew when something changed; nothing moves. */

import { DIGITS } from "./code";
import { button, buttons, cuffDrawing, digitBoxes, line, made, title, wrong } from "./elements";
import { type Text, language, say } from "./language";
import type { Parting } from "./message";
import type { Model } from "./model";
import { place } from "./place";

/** What a person may ask of the page. */
export interface Desk {
  checkAgain(): void;
  goOn(): void;
  enterCode(text: string): void;
  newDigits(): void;
  back(): void;
  confirmPerson(): void;
  leave(why: Parting): void;
  chooseCuff(): Promise<void>;
  callForHelp(): void;
  hideValue(isHidden: boolean): void;
  acceptRequest(): void;
  declineRequest(): void;
  newTheme(): void;
  newLanguage(): void;
}

type Drawn = (Element | null)[];

const SCREENS: Record<Model["screen"], (model: Model, desk: Desk) => Drawn> = {
  check: (model, desk) => [
    title(say("checkTitle")),
    line(say("checkAbout")),
    made("ul", {}, ...model.checks.map(({ state, text, percent = 0 }) => {
      return made("li", { "data-state": state }, say(text, { percent }));
    })),
    buttons(
      model.canGoOn ? button(say("goOn"), () => desk.goOn(), "next") : null,
      button(say("checkAgain"), () => desk.checkAgain()),
    ),
    honest(),
  ],
  code: (model, desk) => [
    title(say(model.isPaired ? "codeAgainTitle" : "codeTitle")),
    model.isPaired ? line(say("codeAgainAbout"), "quiet") : null,
    model.error ? wrong(say(model.error)) : null,
    digitBoxes(DIGITS, (text) => desk.enterCode(text)),
    line(say("codeLink"), "quiet"),
    model.isPaired ? buttons(button(say("back"), () => desk.back())) : null,
  ],
  connecting: () => [title(say("connecting")), line(say("connectingAbout"), "quiet")],
  person: (model, desk) => (model.isAgain ? again(model, desk) : person(model, desk)),
  cuff: (model, desk) => [
    title(say("cuffTitle")),
    line(say("cuffAbout")),
    model.cuff === "connecting" ? line(say("cuffConnecting"), "quiet") : null,
    model.cuff === "gone" ? wrong(say("cuffNotFound")) : null,
    model.error ? wrong(say(model.error)) : null,
    buttons(button(say("cuffChoose"), () => void desk.chooseCuff(), "next")),
    line(say("cuffNumber"), "quiet"),
  ],
  test: (model, desk) => (model.request ? requested(model, desk) : test(model, desk)),
  consent: (model, desk) => (model.request ? requested(model, desk) : consent(desk)),
  calm: (model, desk) => [
    ...(model.request ? requested(model, desk) : resting(model, desk)),
    lostCuff(model, desk),
  ],
  ending: (model) => (model.isLeaving ? leaving() : ending(model)),
  ended: () => [title(say("endedTitle")), line(say("endedAbout"), "quiet")],
  elsewhere: (model) => [
    title(say("elsewhereTitle")),
    line(say(model.handedOver ? "elsewhereLink" : "elsewhereAbout"), "quiet"),
  ],
};

function person({ patient, therapist, words }: Model, desk: Desk): Drawn {
  return [
    title(patient ? say("areYou", { patient }) : say("waitingForTherapist")),
    therapist ? line(say("connectedTo", { therapist })) : null,
    line(say("whichWords")),
    checkWords(words),
    buttons(
      patient ? button(say("yesMe"), () => desk.confirmPerson(), "next") : null,
      patient ? button(say("no"), () => desk.leave("not_me")) : null,
      patient ? null : button(say("otherWords"), () => desk.leave("other_words"), "small"),
    ),
  ];
}

/** The same session under new digits: who it is was settled before. */
function again({ words }: Model, desk: Desk): Drawn {
  return [
    title(say("connectedAgain")),
    line(say("whichWords")),
    checkWords(words),
    buttons(
      button(say("goOn"), () => desk.back(), "next"),
      button(say("otherWords"), () => desk.newDigits(), "small"),
    ),
  ];
}

/** They are compared by voice and so the same in every language. */
function checkWords(words: [string, string]): HTMLElement {
  return made("p", { class: "words", lang: "en", translate: "no" }, words.join(" "));
}

function test(model: Model, desk: Desk): Drawn {
  const isOver = model.test === "received";
  return [
    title(say(TESTS[model.test])),
    model.test === "wanted" ? line(say("sitStill"), "quiet") : null,
    model.test === "wanted" && model.cuff === "ready" ? cuffDrawing() : null,
    model.value && model.test !== "failed" ? line(model.value, "value") : null,
    model.cuff === "measuring" ? line(say("cuffMeasuring")) : null,
    lostCuff(model, desk),
    buttons(
      isOver
        ? button(say("goOn"), () => desk.goOn(), "next")
        : button(say("testWithout"), () => desk.goOn(), "small"),
    ),
  ];
}

const TESTS: Record<Model["test"], Text> = {
  wanted: "testTitle",
  sent: "testSending",
  received: "testReceived",
  failed: "testFailed",
};

function consent(desk: Desk): Drawn {
  return [
    title(say("consentTitle")),
    line(say("consentStart")),
    line(say("consentRest")),
    line(say("consentBreak")),
    buttons(button(say("ready"), () => desk.goOn(), "next")),
    honest(),
  ];
}

const REQUESTED = {
  waiting: "pressStart",
  accepted: "waitingForCuff",
  started: "cuffMeasuring",
} as const;

function requested({ request }: Model, desk: Desk): Drawn {
  if (!request) return [];
  const isOpen = request.stage === "waiting";
  return [
    made("div", { role: "alert" }, title(say(REQUESTED[request.stage]))),
    line(say("sitStill"), "quiet"),
    request.stage === "accepted" ? line(say("pressAgain"), "quiet") : null,
    request.text ? line(request.text) : null,
    isOpen ? cuffDrawing() : null,
    isOpen
      ? buttons(
          button(say("pressed"), () => desk.acceptRequest(), "next"),
          button(say("notNow"), () => desk.declineRequest()),
        )
      : null,
  ];
}

const RESTING: Partial<Record<Model["cuff"], Text>> = {
  none: "cuffReconnectTitle",
  gone: "cuffGoneTitle",
  measuring: "cuffMeasuring",
};

function resting(model: Model, desk: Desk): Drawn {
  const has = model.showsValues && model.value !== "";
  const turn = model.isValueHidden ? "showReading" : "hideReading";
  return [
    title(say(RESTING[model.cuff] ?? "calmTitle")),
    ...(has && !model.isValueHidden ? dated(model) : []),
    has
      ? buttons(button(say(turn), () => desk.hideValue(!model.isValueHidden), "small"))
      : null,
  ];
}

function dated({ value, valueTime }: Model): Element[] {
  return [line(say("readingAt", { time: valueTime }), "quiet"), line(value, "value")];
}

function lostCuff(model: Model, desk: Desk): Element | null {
  if (model.cuff === "none") {
    return buttons(button(say("cuffReconnect"), () => void desk.chooseCuff(), "next"));
  }
  if (model.cuff === "gone") return line(say("cuffGoneAbout"));
  return model.error ? wrong(say(model.error)) : null;
}

function ending({ waiting }: Model): Drawn {
  return [title(say("endingTitle")), line(waiting ? still(waiting) : say("finishing"))];
}

/** Whoever this session is of, it is not who sits here. */
function leaving(): Drawn {
  return [title(say("leavingTitle")), line(say("leavingAbout"))];
}

function still(count: number): string {
  return count === 1 ? say("stillOne") : say("stillMany", { count });
}

/** Whatever the screen: what the therapist wrote, with when it came. */
function message({ message, hasHelp }: Model): Element | null {
  if (!message || !hasHelp) return null;
  const said = line(say("saidAt", { time: message.time }), "quiet");
  return made("div", { class: "message", role: "status" }, said, line(message.text));
}

/** It keeps its place at the edge of the window, whatever else is on the screen. */
function help(model: Model, desk: Desk): Drawn {
  if (!model.hasHelp) return [];
  const { helpText } = model;
  const became = made("p", { role: "status" }, helpText ? say(helpText) : "");
  const text = say(helpText && helpText !== "helpSeen" ? "helpAgain" : "help");
  return [became, button(text, () => desk.callForHelp(), "help")];
}

const HONEST: Text[] = [
  "honestBrowsers",
  "honestSleep",
  "honestHidden",
  "honestReload",
  "honestSealed",
  "honestEmergency",
  "honestParts",
];

/** What a page can and cannot promise. */
function honest(): Element {
  const summary = made("summary", {}, say("honestTitle"));
  return made("details", {}, summary, ...HONEST.map((each) => line(say(each))), ...parts());
}

function parts(): Node[] {
  const loaded = [...document.querySelectorAll("[integrity]")];
  return loaded.map((each) => {
    const name = each.getAttribute("src") ?? each.getAttribute("href") ?? "";
    return made("p", {}, made("code", {}, `${name} ${each.getAttribute("integrity") ?? ""}`));
  });
}

function dotOf(model: Model): [string, string] {
  if (!model.hasHelp) return ["", ""];
  if (model.link === "ok") return ["ok", say("dotOk")];
  if (!model.isOnline) return ["down", say("dotOffline")];
  if (model.trouble || model.link === "down") return ["down", say("dotReconnecting")];
  if (model.link === "waiting") return ["down", say("dotWaiting")];
  return ["down", say("dotNoTherapist")];
}

function foot(model: Model, desk: Desk): Drawn {
  const { screen, offersNewDigits } = model;
  return [
    made(
      "div",
      { class: "quiet-buttons" },
      button(say("theme"), () => desk.newTheme(), "small"),
      other(desk),
      offersNewDigits ? button(say("newDigits"), () => desk.newDigits(), "small") : null,
    ),
    screen === "calm" ? line(say("keepOpen")) : null,
  ];
}

/** The other language, by its own name. */
function other(desk: Desk): HTMLElement {
  const found = button(say("otherLanguage"), () => desk.newLanguage(), "small");
  found.lang = language() === "en" ? "es" : "en";
  found.dataset.other = "";
  return found;
}

export function timeOf(when: Date): string {
  return when.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

let drawn = "";

function part(name: string, nodes: Drawn, isNewScreen: boolean): void {
  const found = document.getElementById(name);
  const elements = nodes.filter((each): each is Element => each instanceof Element);
  if (found) place(found, elements, isNewScreen);
}

export const draw = {
  all(model: Model, desk: Desk): void {
    const [state, text] = dotOf(model);
    const dot = document.getElementById("dot");
    if (dot && dot.textContent !== text) dot.textContent = text;
    if (dot) dot.dataset.state = state;
    draw.clock();
    const { offersNewDigits, hasHelp, helpText } = model;
    const waiting = model.screen === "ending" && model.waiting;
    const passing = { link: 0, trouble: 0, power: 0, cutSinceMs: 0, waiting };
    const now = { ...model, ...passing, offersNewDigits, hasHelp, helpText };
    const seen = JSON.stringify(now);
    if (seen === drawn) return; // half-typed digits and the keyboard's place stay
    drawn = seen;
    const full = model.isFull ? wrong(say("cannotSave")) : null;
    const alarm = model.alarm ? wrong(say(model.alarm)) : null;
    const screen = document.getElementById("screen");
    const isNew = screen?.dataset.screen !== model.screen;
    if (screen) screen.dataset.screen = model.screen;
    part("screen", [full, alarm, ...SCREENS[model.screen](model, desk), message(model)], isNew);
    part("help", help(model, desk), isNew);
    part("foot", foot(model, desk), isNew);
  },
  /** Another language: everything is said again. */
  anew(): void {
    drawn = "";
  },
  clock(): void {
    const clock = document.getElementById("clock");
    const time = timeOf(new Date());
    if (clock && clock.textContent !== time) clock.textContent = time;
  },
};
