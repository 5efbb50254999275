"""The sentences of the patient's window: short, in the second person, nothing to be afraid of."""

from __future__ import annotations

from datetime import datetime

from kapmonitor.companion.view import (
    LINKED,
    CheckState,
    CuffStage,
    CuffView,
    Dot,
    HelpStage,
    Screen,
)
from kapmonitor.language import mark, say

TITLES = {
    Screen.CHECK: mark("Let's get your cuff ready"),
    Screen.CODE: mark("Type the digits your therapist reads to you"),
    Screen.CONNECTING: mark("Connecting…"),
    Screen.PERSON: mark("Is this right?"),
    Screen.CUFF: mark("Now your cuff"),
    Screen.TEST: mark("One test reading"),
    Screen.CONSENT: mark("Almost done"),
    Screen.CALM: mark("Your session"),
    Screen.ENDING: mark("Please leave this open"),
    Screen.ENDED: mark("All readings delivered. You can close."),
    Screen.OPEN_ELSEWHERE: mark("Already open in another window"),
}
ONE_MOMENT = mark("One moment")
CHECK_TAKES = mark("About 3 minutes. Nothing is measured yet, and you can stop any time.")
STATES = {
    CheckState.OK: ("✓", mark("Ready")),
    CheckState.ATTENTION: ("▲", mark("Please do this first")),
    CheckState.ASKED: ("?", mark("Please look yourself")),
}
CODE_ABOUT = mark("Eleven digits. You can also paste the link that you were sent.")
SERVER = mark("Type the address of your clinic")
NO_LINK_YET = mark("Your therapist tells it. It stays on your computer: you type it only once.")
CONNECTING_ABOUT = mark("This takes a few seconds.")
WORDS_TITLE = mark("Read these two words aloud")
WORDS_ABOUT = mark("Your therapist sees the same two, and says so. Then it goes on by itself.")
WORDS_AGAIN = mark("Does your therapist see the same two? Then your session goes on.")
RIGHT = (("yes", mark("Yes, that is me")), ("no", mark("No")))
SEARCHING = mark("Your cuff appears here by itself. Then press on its name.")
POSTURE = mark("Sit, your back leaning and both feet on the floor. Arm at the height of the heart.")
TEST_PRESS = mark("Press START on the cuff, then sit still and do not talk.")
MAY_START = mark("May your therapist start the cuff?")
MAY = (("yes", mark("Yes")), ("no", mark("No, I press START")))
MAY_ABOUT = mark("Then you need not press anything during the session. You can always say stop.")
EXPECT = mark("During the session you need not touch anything here.")
KEEP = mark("Keep the lid open and the charger in")
SIMULATED = mark("SIMULATED: this cuff is not a real one.")
PRESS_START = mark("Please press START on your cuff now")
BY_PROGRAM = mark("Your cuff measures now")
SIT_STILL = mark("Sit still, arm at heart height, no talking.")
MEASURING = mark("Your cuff measures. Stay as you are.")
STAY = mark("Thank you. Stay still.")
NOTHING_TO_DO = mark("Nothing to do now")
TO_KNOW = mark("One thing to know")
LET_GO = mark("Rest. Your cuff stays on.")
SENT = mark("Your reading has been sent, {time}.")
KEPT = mark("Your reading is kept here, {time}. It is sent as soon as that works.")
DOTS = {
    Dot.WAITING: mark("Not connected yet"),
    Dot.OK: mark("Connected to your therapist"),
    Dot.LATE: mark("Connected, a little slow. Nothing to do."),
    Dot.RECONNECTING: mark("Reconnecting. Readings are kept."),
    Dot.NO_THERAPIST: mark("Therapist not connected. Readings are kept."),
}
AWAY = mark("If your therapist reads new digits to you, type them here.")
AGAIN_ABOUT = mark("Your session is open, and your readings are kept.")
HELP = mark("I need help")
HELP_CUT_OFF = mark(
    "You are not connected just now. Call out to the person with you, or use the phone."
)
HELP_UNKEPT = mark(
    "This computer cannot keep your call, but it is being sent. Call out to the person with you, "
    "too."
)
HELP_SAID = {
    HelpStage.NONE: "",
    HelpStage.UNSENT: HELP_UNKEPT,
    HelpStage.SENT: mark("Calling your therapist…"),
    HelpStage.RECEIVED: mark("Your therapist's computer shows that you need help."),
    HelpStage.SEEN: mark("Your therapist has seen that you need help."),
}
LEAVING = mark(
    "If you close this, your readings no longer reach your therapist. Open it again to go on, "
    "without new digits."
)
STOPPED = mark(
    "This program stopped. Your readings are kept. Tell your therapist, close this and open it "
    "again."
)
ENDED_ABOUT = mark("What was kept on this computer for the session has been erased.")
ELSEWHERE_ABOUT = mark("Your session goes on there. You can close this one.")
CABLE_LOST = mark("Cuff not found, check its cable")
CUFF_HEADS = {
    CuffStage.NONE: mark("Press the Bluetooth button on your cuff"),
    CuffStage.CONNECTING: mark("Connecting to your cuff"),
    CuffStage.PAIRING: mark("Pairing your cuff"),
    CuffStage.ASKS_PIN: mark("Type the six digits that the cuff shows"),
    CuffStage.COMPARES: mark("Does the cuff show the same number?"),
    CuffStage.READY: mark("Your cuff is ready"),
    CuffStage.MEASURING: mark("Your cuff measures"),
    CuffStage.WAITING: mark("Your cuff is known here"),
    CuffStage.GONE: mark("Cuff not found, press its button"),
}


def of_cuff(cuff: CuffView) -> str:
    """Return how it stands with the cuff, or what to do with it."""
    lost = cuff.wired and cuff.stage is CuffStage.GONE
    return say(CABLE_LOST if lost else CUFF_HEADS[cuff.stage])


def of_help(stage: HelpStage, dot: Dot) -> str:
    """Return what became of a call; one that cannot arrive now says what else to do."""
    if stage in (HelpStage.SENT, HelpStage.UNSENT) and dot not in LINKED:
        return say(HELP_CUT_OFF)
    said = HELP_SAID[stage]
    return say(said) if said else ""


def sent(at: datetime, *, arrived: bool) -> str:
    """Return that a reading went out, or is kept until it can; never what it says."""
    text = say(SENT if arrived else KEPT)
    return text.format(time=f"{at:%H:%M}")


def waiting(count: int) -> str:
    """Return how much the therapist's record does not have yet; empty for nothing."""
    if not count:
        return ""
    if count == 1:
        return say("1 reading or note is still being sent.")
    return say("{count} readings or notes are still being sent.").format(count=count)


def values(systolic: float | None, diastolic: float | None) -> str:
    """Return a reading as a cuff shows it; a dash for what it did not give."""
    return f"{_figure(systolic)}/{_figure(diastolic)}"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"
