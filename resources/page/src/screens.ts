/** The screens, in a patient's words. Drawn anew when something changed; nothing moves. */

import { DIGITS } from "./code";
import { button, buttons, cuffDrawing, digitBoxes, line, made, title, wrong } from "./elements";
import type { Model } from "./model";

/** What a person may ask of the page. */
export interface Desk {
  checkAgain(): void;
  goOn(): void;
  enterCode(text: string): void;
  confirmPerson(isMe: boolean): void;
  chooseCuff(): Promise<void>;
  callForHelp(): void;
  hideValue(isHidden: boolean): void;
  acceptRequest(): void;
  declineRequest(): void;
  newTheme(): void;
}

type Drawn = (Node | null)[];

const SCREENS: Record<Model["screen"], (model: Model, desk: Desk) => Drawn> = {
  check: (model, desk) => [
    title("Let's get your cuff ready"),
    line("It takes about three minutes."),
    made("ul", {}, ...model.checks.map((each) => made("li", { "data-state": each.state }, each.text))),
    buttons(
      model.canGoOn ? button("Go on", () => desk.goOn(), "next") : null,
      button("Check again", () => desk.checkAgain()),
    ),
    honest(),
  ],
  code: (model, desk) => [
    title("Type the digits your therapist reads to you"),
    digitBoxes(DIGITS, (text) => desk.enterCode(text)),
    model.error ? wrong(model.error) : null,
    line("A link from your therapist can be pasted here, too.", "quiet"),
  ],
  connecting: () => [title("Connecting…"), line("This takes a few seconds.", "quiet")],
  person: (model, desk) => [
    model.patient ? title(`Are you ${model.patient}?`) : title("Waiting for your therapist…"),
    model.therapist ? line(`You are connected to ${model.therapist}.`) : null,
    line("Your therapist asks which two words you see:"),
    line(model.words.join(" "), "words"),
    buttons(
      model.patient ? button("Yes, that is me", () => desk.confirmPerson(true), "next") : null,
      button("No", () => desk.confirmPerson(false)),
    ),
  ],
  cuff: (model, desk) => [
    title("Put the cuff on and wake it"),
    line("Press the Bluetooth button on your cuff, then choose it from the list your browser shows."),
    model.cuff === "connecting" ? line("Connecting to your cuff…", "quiet") : null,
    model.cuff === "gone" ? wrong("The cuff is not found. Press its button.") : null,
    model.error ? wrong(model.error) : null,
    buttons(button("Choose my cuff", () => void desk.chooseCuff(), "next")),
    line("If the cuff shows a number, type it where your device asks for it.", "quiet"),
  ],
  test: (model, desk) => [
    title(testTitle(model)),
    model.test === "wanted" ? line("Sit still, arm at heart height, no talking.", "quiet") : null,
    model.value && model.test !== "failed" ? line(model.value, "value") : null,
    model.cuff === "measuring" ? line("Your cuff is measuring.") : null,
    lostCuff(model, desk),
    buttons(model.test === "received" ? button("Go on", () => desk.goOn(), "next") : null),
  ],
  consent: (_model, desk) => [
    title("What to expect now"),
    line("From this page nobody can start your cuff: you press START yourself when you are asked."),
    line("Otherwise you need not touch anything. Keep this page in front, the lid open and the charger in."),
    line("If the connection breaks, your readings are kept here and sent later. Your therapist sees at once that it broke."),
    buttons(button("I am ready", () => desk.goOn(), "next")),
    honest(),
  ],
  calm: (model, desk) => [
    ...(model.request ? requested(model, desk) : resting(model, desk)),
    model.message ? line(model.message) : null,
    lostCuff(model, desk),
    help(model, desk),
  ],
  ending: (model) => [
    title("Please leave this open"),
    line(model.waiting ? `${model.waiting} entries are still being sent.` : "Finishing…"),
  ],
  ended: () => [
    title("You can close this page"),
    line("All readings are delivered. The keys and the readings were removed from this browser.", "quiet"),
  ],
  elsewhere: () => [
    title("Already open in another window"),
    line("Go back to that window. You can close this one.", "quiet"),
  ],
};

function testTitle({ test }: Model): string {
  switch (test) {
    case "wanted":
      return "Now a test: press START on your cuff";
    case "sent":
      return "Sending it to your therapist…";
    case "received":
      return "Your therapist has it";
    case "failed":
      return "The cuff gave no value. Please press START once more";
  }
}

const REQUESTED = {
  waiting: "Please press START on your cuff now",
  accepted: "Waiting for your cuff",
  started: "Your cuff is measuring",
};

function requested({ request }: Model, desk: Desk): Drawn {
  if (!request) return [];
  const isOpen = request.stage === "waiting";
  return [
    title(REQUESTED[request.stage]),
    line("Sit still, arm at heart height, no talking.", "quiet"),
    request.stage === "accepted" ? line("Nothing happens? Press START once more.", "quiet") : null,
    request.text ? line(request.text) : null,
    isOpen ? cuffDrawing() : null,
    isOpen
      ? buttons(
          button("I pressed START", () => desk.acceptRequest(), "next"),
          button("Not now", () => desk.declineRequest()),
        )
      : null,
  ];
}

const RESTING: Partial<Record<Model["cuff"], string>> = {
  none: "Please connect your cuff again",
  gone: "Your cuff is not found",
  measuring: "Your cuff is measuring",
};

function resting(model: Model, desk: Desk): Drawn {
  const has = model.showsValues && model.value !== "";
  return [
    title(RESTING[model.cuff] ?? "You need not do anything"),
    has && !model.isValueHidden ? line(model.value, "value") : null,
    has
      ? buttons(
          button(
            model.isValueHidden ? "Show my last reading" : "Hide it",
            () => desk.hideValue(!model.isValueHidden),
            "small",
          ),
        )
      : null,
  ];
}

function lostCuff(model: Model, desk: Desk): Node | null {
  if (model.cuff === "none") {
    return buttons(button("Tap to reconnect your cuff", () => void desk.chooseCuff(), "next"));
  }
  if (model.cuff === "gone") return line("Press its button. It connects by itself.");
  return model.error ? wrong(model.error) : null;
}

/** It keeps its place, whatever else is on the screen. */
function help(model: Model, desk: Desk): Node {
  const text = model.help === "none" ? "I need help" : "I need help, again";
  const became = {
    none: line(""),
    sent: line("Your call is kept here and is being sent.", "quiet"),
    received: line("Your therapist has your call."),
  };
  return made("div", { class: "helping" }, button(text, () => desk.callForHelp(), "help"), became[model.help]);
}

/** What a page can and cannot promise. */
function honest(): Node {
  const about = made("details", {}, made("summary", {}, "What this page can and cannot do"));
  [
    "It works in Chrome and Edge on Windows, Mac, Chromebook and Android. Not on an iPhone or iPad, not in Firefox or Safari.",
    "It cannot keep a locked phone or a closed laptop awake. While it sleeps nothing is sent; your therapist sees that.",
    "A hidden tab goes on sending, but may not show you what your therapist asks. Keep it in front.",
    "After a reload the browser forgets your cuff: one tap connects it again.",
    "Readings are sealed on this device; the server between cannot read them. The page itself comes from your clinic's web server, so you trust that server with it. kapmonitor companion, which is installed, does not depend on it.",
    "It is no emergency service. If nobody answers, call the emergency number.",
  ].forEach((each) => about.append(line(each)));
  about.append(line("This page's parts (SHA-384):"), ...parts());
  return about;
}

function parts(): Node[] {
  const loaded = [...document.querySelectorAll("[integrity]")];
  return loaded.map((each) => {
    const name = each.getAttribute("src") ?? each.getAttribute("href") ?? "";
    return made("p", {}, made("code", {}, `${name} ${each.getAttribute("integrity") ?? ""}`));
  });
}

function dotOf(model: Model): [string, string] {
  if (!model.words[0] || ["ended", "elsewhere"].includes(model.screen)) return ["", ""];
  if (model.link === "ok") return ["ok", "Connected to your therapist"];
  if (model.trouble || model.link === "down") return ["down", "Reconnecting. Readings are kept"];
  if (model.link === "waiting") return ["down", "Waiting for your therapist"];
  return ["down", "Therapist not connected. Readings are kept"];
}

let drawn = "";

export const draw = {
  all(model: Model, desk: Desk): void {
    const seen = JSON.stringify({ ...model, link: 0, trouble: 0, waiting: model.screen === "ending" && model.waiting });
    const [state, text] = dotOf(model);
    const dot = document.getElementById("dot");
    if (dot && dot.textContent !== text) dot.textContent = text;
    if (dot) dot.dataset.state = state;
    draw.clock();
    if (seen === drawn) return; // half-typed digits and the keyboard's place stay
    drawn = seen;
    const screen = document.getElementById("screen");
    const alarm = model.alarm ? wrong(model.alarm) : null;
    const nodes = [alarm, ...SCREENS[model.screen](model, desk)].filter((each) => each !== null);
    screen?.replaceChildren(...nodes);
    screen?.setAttribute("data-screen", model.screen);
    const foot = document.getElementById("foot");
    foot?.replaceChildren(
      button("Light or dark", () => desk.newTheme(), "small"),
      model.screen === "calm" ? line("Keep the lid open and the charger in") : "",
    );
  },
  clock(): void {
    const clock = document.getElementById("clock");
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    if (clock && clock.textContent !== time) clock.textContent = time;
  },
};
