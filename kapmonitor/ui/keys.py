"""The one key map of the live screen: what each key does, for the keys and for the help alike.

Digits open the typed line and never log an event. Red flags have no single key. Starting the
cuff is holding M, never a press, so that random keys inflate nothing. Pure; no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kapmonitor.language import mark, say
from kapmonitor.session.protocol import ObservationButton, ProtocolPreset


class Deed(StrEnum):
    """What a key of the live screen does."""

    BACK = "back"
    CHECK = "check"
    LOZENGE = "lozenge"
    NOTE = "note"
    MEASURE = "measure"
    STOP = "stop"
    RED_FLAGS = "red_flags"
    FIND = "find"
    SCORE = "score"
    STATED = "stated"
    CORRECT_DOSE = "correct_dose"
    LAST_TIME = "last_time"
    ALARMS = "alarms"
    HELP = "help"
    STEP = "step"
    TO_DO = "to_do"
    THEME = "theme"
    LOCK = "lock"
    UNDO = "undo"
    ACKNOWLEDGE = "acknowledge"
    LARGE = "large"
    PAUSE_SOUND = "pause_sound"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Binding:
    """A key, what it does, and the words for the help."""

    key: str
    deed: Deed
    words: str


FIXED = (
    Binding("B", Deed.BACK, mark("Patient is back")),
    Binding("V", Deed.CHECK, mark("Breathing seen, mouth clear")),
    Binding("L", Deed.LOZENGE, mark("Lozenge out of the mouth")),
    Binding("N", Deed.NOTE, mark("Write a note")),
    Binding("M", Deed.MEASURE, mark("Hold one second: start the cuff, or ask for its button")),
    Binding("Esc", Deed.STOP, mark("Stop the cuff; leave a line")),
    Binding("A", Deed.ACKNOWLEDGE, mark("Acknowledge the alarms shown")),
    Binding("!", Deed.RED_FLAGS, mark("Red flags; a second press confirms")),
    Binding("/", Deed.FIND, mark("Find an entry")),
    Binding("K", Deed.SCORE, mark("Score sedation, orientation, walk, nausea, distress")),
    Binding("J", Deed.STATED, mark("Posture, arm or cuff changed")),
    Binding("Backspace", Deed.UNDO, mark("Take back what was just logged")),
    Binding("?", Deed.HELP, mark("These keys")),
    Binding("F2", Deed.MESSAGE, mark("The message from the station: to its button")),
    Binding("F3", Deed.TO_DO, mark("What to do about the alarm: the next step")),
    Binding("F4", Deed.CORRECT_DOSE, mark("Correct a dose: time, amount, or never given")),
    Binding("F5", Deed.ALARMS, mark("Alarms so far and limits of this patient, or the chart")),
    Binding("F6", Deed.LAST_TIME, mark("Last session's course behind the chart, or not")),
    Binding(
        "F7",
        Deed.PAUSE_SOUND,
        mark("Pause alarm sound; again: sound on"),
    ),
    Binding("F8", Deed.LARGE, mark("Large numbers")),
    Binding("F9", Deed.THEME, mark("Room light or day")),
    Binding("Ctrl+L", Deed.LOCK, mark("Lock the screen: values and alarms stay")),
    Binding("Ctrl 1 to 6", Deed.STEP, mark("Prepare to Report, as the rail has them")),
)


def deed_of(key: str) -> Deed | None:
    """Return what a fixed key does."""
    return next((each.deed for each in FIXED if each.key == key), None)


def observation_of(preset: ProtocolPreset, key: str) -> ObservationButton | None:
    """Return the button that a letter logs; fixed keys win."""
    if len(key) != 1 or not key.isalpha() or deed_of(key.upper()) is not None:
        return None
    return next((each for each in preset.observations if each.key == key.upper()), None)


def key_map(preset: ProtocolPreset | None) -> tuple[tuple[str, str], ...]:
    """Return every key and what it does, as the help shows them."""
    rows = [(say("0 to 9"), say("Type a reading: 164/98/77"))]
    rows += [(each.key, say(each.words)) for each in FIXED]
    if preset is not None:
        rows += [(each.key, say(each.label)) for each in preset.observations if each.key]
    return tuple(rows)
