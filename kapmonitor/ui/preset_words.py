"""What each value of a preset is called, for reading, editing and comparing alike. Pure; no Qt."""

from __future__ import annotations

from collections.abc import Mapping

from kapmonitor.language import mark, say
from kapmonitor.session.preset_edit import Difference
from kapmonitor.session.preset_fields import Document, Field, Path, Value, entries
from kapmonitor.ui.settings.numbers import shown

GROUPS = (
    ("gate", mark("Gate before the dose")),
    ("alarm", mark("Alarm limits")),
    ("reading", mark("Readings after the dose")),
    ("baseline", mark("Baseline")),
    ("discharge", mark("Discharge")),
    ("check", mark("Silent checks")),
    ("booster", mark("Booster")),
    ("checklist", mark("Checklist")),
    ("observation", mark("Buttons")),
    ("display", mark("Screen and cuff")),
)
"""The parts of a preset, in the order in which a clinician reads them."""
_SIGNALS = {
    "systolic": mark("Systolic"),
    "diastolic": mark("Diastolic"),
    "heart_rate": mark("Heart rate"),
    "spo2": mark("SpO2"),
    "systolic_rise": mark("Rise of systolic"),
    "diastolic_rise": mark("Rise of diastolic"),
    "systolic_fall": mark("Fall of systolic"),
    "moaas": mark("Sedation score (MOAA/S)"),
    "medium_persisting_min": mark("Medium alarm that lasts"),
    "medium_unacknowledged_min": mark("Medium alarm not acknowledged"),
    "medium_confirmed_symptoms": mark("Symptoms beside a confirmed medium alarm"),
}
_SIDES = {
    ">": mark("above"),
    ">=": mark("from"),
    "<": mark("below"),
    "<=": mark("up to"),
}
_PRIORITIES = {"low": mark("low"), "medium": mark("medium"), "high": mark("high")}
_KEYS = {
    "rest": mark("Rest before the first reading"),
    "readings": mark("Readings that count"),
    "spacing": mark("Between two readings"),
    "third_if_differs_by": mark("One more reading if two differ by"),
    "expires": mark("Too old for the gate after"),
    "recheck_wait": mark("Rest before a recheck"),
    "max_rechecks": mark("Rechecks at most"),
    "allowed": mark("Allowed"),
    "reading_max_age": mark("Oldest reading for a booster"),
    "moaas_at_least": mark("Sedation score (MOAA/S) at least"),
    "minimum_observation": mark("Minimum time after the last dose"),
    "within_percent": mark("Near baseline means within"),
    "max_age": mark("Oldest reading that counts"),
    "hours": mark("No driving for at least"),
    "text": mark("The no-driving rule in words"),
    "rideshare_alone_allowed": mark("Home alone by taxi or rideshare"),
    "stale_after": mark("A value is old after"),
    "min_start_interval": mark("Between two starts of the cuff"),
    "show_mean": mark("Show the mean pressure"),
    "at": mark("due"),
    "tolerance": mark("may be early or late by"),
    "latest": mark("may be moved up to"),
    "required": mark("required"),
    "offered": mark("offered, never overdue"),
    "every": mark("every"),
    "from": mark("from"),
    "low_after": mark("low alarm when late by"),
    "medium_after_missed": mark("medium alarm after missed checks"),
    "confirm_within": mark("confirmed within"),
    "at_least_below_baseline": mark("and below baseline by at least"),
    "at_least": mark("at least"),
    "overridable": mark("can be overridden"),
    "hard": mark("must be answered yes"),
    "label": mark("words"),
    "key": mark("key"),
}
_UNITS = {
    "mm[Hg]": mark("mmHg"),
    "/min": mark("/min"),
    "%": mark("%"),
    "min": mark("min"),
    "s": mark("s"),
    "h": mark("h"),
}


def unit_words(unit: str) -> str:
    """Return a unit as the screen writes it; nothing for a bare count."""
    words = _UNITS.get(unit)
    return say(words) if words is not None else ""


def called(path: Path, document: Document) -> str:
    """Return what a value is called; its path where nobody named it."""
    entry = _at(document, path)
    if isinstance(entry, Mapping) and "op" in entry:
        return _limit(path, entry)
    key = _KEYS.get(path[-1])
    words = say(key) if key is not None else path[-1].replace("_", " ")
    owner = _owner(path, document)
    if owner:
        return say("{whose} · {what}").format(whose=owner, what=words)
    if path[:2] == ("gate", "override"):
        return say("Override of a held gate allowed")
    return words[:1].upper() + words[1:]


def in_full(path: Path, document: Document) -> str:
    """Return what a value is called, the part of the preset before it."""
    part = dict(GROUPS).get(path[0])
    name = called(path, document)
    return name if part is None else f"{say(part)} · {name}"


def value_words(value: Value, unit: str = "") -> str:
    """Return a value as people read it."""
    if value is None:
        return say("not set")
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, str):
        return value or say("none")
    return f"{shown(value)} {unit_words(unit)}".strip()


def line(field: Field, document: Document) -> str:
    """Return a value with its name."""
    name = called(field.path, document)
    return say("{what}: {value}").format(what=name, value=value_words(field.value, field.unit))


def change_words(each: Difference, document: Document) -> str:
    """Return what a value was and is."""
    return say("{what}: {before} → {after}").format(
        what=in_full(each.path, document),
        before=value_words(each.before),
        after=value_words(each.after),
    )


def _limit(path: Path, entry: Mapping[str, object], *, own: bool = True) -> str:
    """Return what a limit is called; its side only where its own value is meant."""
    signal = str(entry.get("signal", path[2].removesuffix("_cap") if len(path) > 2 else ""))
    words = _SIGNALS.get(signal)
    found = say(words) if words is not None else signal.replace("_", " ")
    if "over_age_years" in entry:
        age = entry["over_age_years"]
        found = say("{limit}, over age {age}").format(limit=found, age=age)
    if path[0] == "alarm":
        rank = say(_PRIORITIES[str(entry["priority"])])
        found = say("{limit}, {priority} alarm").format(limit=found, priority=rank)
    if path[-1].endswith("_cap"):
        found = say("{limit}, in any case").format(limit=found)
    side = _SIDES.get(str(entry["op"]))
    return f"{found} {say(side)}" if side is not None and own else found


def _owner(path: Path, document: Document) -> str:
    """Return what the value belongs to: the reading, the check, the question, the button."""
    above = _at(document, path[:-1])
    if not isinstance(above, Mapping):
        return ""
    if "op" in above:
        return _limit(path[:-1], above, own=False)
    match path[0]:
        case "reading":
            return say("Reading “{name}”").format(name=above.get("id", ""))
        case "observation":
            return str(above.get("code", ""))
        case "check" | "checklist":
            return str(above.get("text", ""))
        case "discharge" if path[1] == "human":
            return str(above.get("text", ""))
        case "discharge" if path[1] == "score":
            return str(above.get("name", ""))
    return say("Booster") if path[0] == "booster" and path[-1] == "allowed" else ""


def _at(document: Document, path: Path) -> object:
    node: object = document
    for key in path:
        node = next((each for name, each in entries(node) if name == key), None)
    return node
