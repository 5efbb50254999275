"""The small plays of `alarms.toml`: what each line does, through decide and apply alone."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from devices.event import BatteryReported, FailureReason, LinkChanged, LinkState, MeasurementFailed
from kapmonitor.session.annunciation import annunciation
from kapmonitor.session.event import (
    MeasurementMarkedInError,
    ObservationDetailed,
    ObservationRecorded,
    ScoreRecorded,
    SoundSet,
)
from kapmonitor.session.intent import (
    AcknowledgeAlarms,
    Intent,
    Note,
    PauseAudio,
    ResumeAudio,
    Withdraw,
)
from kapmonitor.session.requests import REPEAT
from kapmonitor.session.state import Alarm
from kapmonitor.session.vocabulary import (
    AlarmKind,
    HostCondition,
    ObservationKind,
    Priority,
    SoundMode,
)
from tests.support.afar import link_stands, patient_says
from tests.support.builders import IM, TELEHEALTH, Course, dosed

TABLE = Path(__file__).parent / "alarms.toml"
SETTINGS = {"office": IM, "telehealth": TELEHEALTH}
BASELINE = "120/78/68"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table under one preset."""

    says: str
    preset: str
    baseline: tuple[float, float, float]
    play: tuple[str, ...]
    rules: tuple[str, ...]


def rows() -> tuple[Row, ...]:
    """Return the table, each row once for each preset that it is about."""
    found = []
    for row in tomllib.loads(TABLE.read_text(encoding="utf-8"))["row"]:
        systolic, diastolic, rate = _numbers(row.get("baseline", BASELINE))
        for where in row.get("where", list(SETTINGS)):
            found.append(
                Row(
                    says=row["says"],
                    preset=SETTINGS.get(where, where),
                    baseline=(systolic, diastolic, rate),
                    play=tuple(row["play"]),
                    rules=tuple(row.get("rules", ())),
                )
            )
    return tuple(found)


def named_rules() -> frozenset[str]:
    """Return every alarm rule that the table says it is about, or shows."""
    named = {rule for row in rows() for rule in row.rules}
    for row in rows():
        for line in row.play:
            if line.startswith(("= shows ", "= gear ")):
                named |= {each.split()[0] for each in line.split(" ", 2)[2].split(", ")}
    return frozenset(named)


def perform(row: Row) -> None:
    """Play a row to its end; an expectation that fails says which line of which row."""
    course = dosed(row.preset, baseline=row.baseline)
    for line in row.play:
        if line.startswith("= "):
            wanted, found = line.removeprefix("= "), _expectation(course, line)
            assert found == wanted, f"{row.says} ({row.preset}): {line!r}, found {found!r}"
        else:
            _act(course, line)


def _act(course: Course, line: str) -> None:
    verb, _space, rest = line.partition(" ")
    _DEEDS[verb](course, rest)


def _expectation(course: Course, line: str) -> str:
    """Say what is so, in the words in which the line says what should be."""
    told = annunciation(course.session, course.at)
    match line.split()[1]:
        case "shows":
            return f"shows {_shown(course, AlarmKind.PHYSIOLOGICAL, line)}"
        case "gear":
            return f"gear {_shown(course, AlarmKind.TECHNICAL, line)}"
        case "sounds" | "silent":
            return f"sounds {told.sounding}" if told.audible else "silent"
        case "flashes" | "steady":
            return "flashes" if told.flashing else "steady"
        case _:
            request = course.session.request
            return "asks" if request and request.reason == REPEAT else "asks nothing"


def _shown(course: Course, kind: AlarmKind, line: str) -> str:
    """Name the shown alarms of a kind; of equipment only those that the table is about."""
    alarms = [alarm for alarm in course.session.alarms.values() if alarm.kind is kind]
    if kind is AlarmKind.TECHNICAL:
        alarms = [alarm for alarm in alarms if _rule(alarm) in line or "nothing" in line]
        alarms = [alarm for alarm in alarms if not alarm.code.startswith(_OF_THE_PLAN)]
        return ", ".join(f"{_rule(alarm)} {alarm.priority}" for alarm in alarms) or "nothing"
    return ", ".join(map(_told, alarms)) or "nothing"


def _rule(alarm: Alarm) -> str:
    """Return an alarm's code; of what happened once on the link without the entry of it."""
    rule, _, seq = alarm.code.partition(":")
    return rule if rule.startswith("remote-") and seq.isdigit() else alarm.code


def _told(alarm: Alarm) -> str:
    signs = {
        "unconfirmed": not alarm.confirmed,
        "over": not alarm.active,
        "acknowledged": alarm.acknowledged is not None,
    }
    words = [alarm.code, alarm.priority, *(word for word, holds in signs.items() if holds)]
    return " ".join(words)


_OF_THE_PLAN = ("lozenge-not-out", "check-overdue")


def _numbers(text: str) -> tuple[float, float, float]:
    systolic, diastolic, *rate = (float(each) for each in text.split("/"))
    return systolic, diastolic, rate[0] if rate else 70.0


def _read(course: Course, values: str) -> None:
    course.pass_s(60)
    course.read(*_numbers(values))


def _observe(kind: ObservationKind) -> Callable[[Course, str], None]:
    return lambda course, code: _noted(course, Note(fact=ObservationRecorded(code=code, kind=kind)))


def _noted(course: Course, intent: Intent) -> None:
    course.ask(intent)


def _over(course: Course, code: str) -> None:
    seq = next(each.seq for each in course.session.observations if each.code == code)
    course.note(ObservationDetailed(seq=seq, duration_min=3.0))


def _take(course: Course, words: str) -> None:
    code = words.removeprefix("back ")
    seq = next(each.seq for each in course.session.observations if each.code == code)
    course.ask(Withdraw(seq=seq))


def _sound(words: str) -> Intent:
    priority, mode = words.split()
    return Note(fact=SoundSet(priority=Priority(priority), mode=SoundMode(mode)))


def _refused(course: Course, words: str) -> None:
    verb, _space, rest = words.partition(" ")
    intent: Intent = ResumeAudio()
    if verb == "pause":
        intent = PauseAudio(seconds=float(rest))
    elif verb == "sound":
        intent = _sound(rest)
    assert course.refusals(intent), f"{words!r} was not refused"


def _host(course: Course, words: str) -> None:
    over = words.startswith("over ")
    name, *value = words.removeprefix("over ").split()
    given = float(value[0]) if value else None
    course.host(HostCondition(name), active=not over, value=given)


_DEEDS: dict[str, Callable[[Course, str], object]] = {
    "read": _read,
    "spo2": lambda course, value: course.typed(spo2=float(value)),
    "moaas": lambda course, value: course.note(ScoreRecorded(scale="moaas", value=float(value))),
    "flag": _observe(ObservationKind.RED_FLAG),
    "symptom": _observe(ObservationKind.SYMPTOM),
    "over": _over,
    "take": _take,
    "exclude": lambda course, _: course.note(
        MeasurementMarkedInError(seq=course.session.readings[-1].seq, reason="cuff on the chair")
    ),
    "acknowledge": lambda course, _: course.ask(AcknowledgeAlarms()),
    "pause": lambda course, value: course.ask(PauseAudio(seconds=float(value))),
    "resume": lambda course, _: course.ask(ResumeAudio()),
    "sound": lambda course, words: course.ask(_sound(words)),
    "refused:": _refused,
    "wait": lambda course, minutes: course.wait(float(minutes)),
    "after": lambda course, minutes: course.pass_s(float(minutes) * 60),
    "until": lambda course, minutes: course.until(float(minutes), step_s=30),
    "fail": lambda course, _: course.report(MeasurementFailed(reason=FailureReason.NO_ANSWER)),
    "lose": lambda course, _: course.report(LinkChanged(state=LinkState.LOST)),
    "find": lambda course, _: course.report(LinkChanged(state=LinkState.READY)),
    "battery": lambda course, value: course.report(BatteryReported(percent=float(value))),
    "host": _host,
    "link": link_stands,
    "afar": patient_says,
    "set": lambda course, words: course.step_clock(float(words.split()[1])),
}
