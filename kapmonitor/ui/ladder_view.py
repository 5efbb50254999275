"""What to do while an alarm about the patient stands, step by step, and what was done. No Qt.

The order is that of the clinical ground truth (alarms, 7): repeat, look for red flags, prescriber,
emergency services with the place to send them to, escort or chaperone. The ladder shows; it never
decides, and every step can be taken at any time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from kapmonitor.language import mark, say
from kapmonitor.session.alarm_rules import signal_of
from kapmonitor.session.instant import Instant
from kapmonitor.session.protocol import Signal
from kapmonitor.session.state import Alarm, AlarmMoment, Session
from kapmonitor.session.vocabulary import (
    AlarmKind,
    AlarmStep,
    ObservationKind,
    Priority,
    Setting,
)
from kapmonitor.session.words import term
from kapmonitor.ui.wording import NONE, clock, number

NO_NUMBER = mark("number not recorded")
ERASED = mark("erased")
DEEDS = (
    (mark("Checked patient"), mark("Repeated")),
    (mark("Called prescriber"), mark("Other")),
    (mark("Called emergency"),),
)
NO_FLAGS = mark("No red flag seen")
RESULTS = (mark("Spoken to"), mark("No answer"))
"""Recorded in lower case, always in English; shown in the language of the screen."""
ASKED_FOR_S = 120.0
"""How long after it was answered an alarm that is over still asks what was done."""
_BY_CUFF = (Signal.SYSTOLIC, Signal.DIASTOLIC, Signal.HEART_RATE)


class Act(Enum):
    """What is done on a rung."""

    REPEAT = "repeat"
    LOOK = "look"
    CALL = "call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of the ladder."""

    act: Act
    name: str
    """What to do, or whom to call."""
    who: str = ""
    """As the record names whom to call."""
    number: str = ""
    place: str = ""
    """Where help is to be sent; empty: here."""
    done: str = ""
    """When it was done and what came of it; empty: not since the alarm began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The gravest alarm about the patient, with its steps."""

    code: str
    reason: str
    rungs: tuple[Rung, ...]
    """None: the alarm is over and answered, and only what was done is asked for."""
    done: tuple[str, ...]
    """What was done since it began, each with its time."""


def ladder(session: Session, at: Instant) -> Ladder | None:
    """Return the ladder of the gravest alarm in sight, of medium priority or above."""
    if session.ended is not None:
        return None
    shown = [alarm for alarm in session.alarms.values() if _calls_for_help(alarm)]
    alarm = max(shown, key=_gravity, default=None)
    if alarm is not None:
        return _of(alarm, session, tuple(_rungs(session, alarm)))
    answered = [alarm for alarm in session.alarm_history if _asks_what_was_done(alarm, at)]
    return _of(answered[-1], session, ()) if answered else None


def chosen(words: str) -> str:
    """Return what was chosen in the language of the screen, and what was typed as it was typed."""
    offered = (*RESULTS, NO_FLAGS, *(deed for deeds in DEEDS for deed in deeds))
    return say(words.capitalize()).lower() if words.capitalize() in offered else words


def _of(alarm: Alarm, session: Session, rungs: tuple[Rung, ...]) -> Ladder:
    done = tuple(
        f"{clock(session, each.at.utc)} {chosen(each.words)}"
        for each in alarm.course
        if each.step is AlarmStep.DID
    )
    return Ladder(code=alarm.code, reason=alarm.reason, rungs=rungs, done=done)


def _calls_for_help(alarm: Alarm) -> bool:
    return alarm.kind is AlarmKind.PHYSIOLOGICAL and alarm.priority is not Priority.LOW


def _gravity(alarm: Alarm) -> tuple[int, bool, int]:
    """The graver, the proven, the newer: what the bar tells first is what is to be done first."""
    return alarm.priority.rank, alarm.confirmed, alarm.raised_seq


def _asks_what_was_done(alarm: Alarm, at: Instant) -> bool:
    if not _calls_for_help(alarm) or alarm.acknowledged is None or alarm.did:
        return False
    return at.elapsed_s - alarm.acknowledged.elapsed_s < ASKED_FOR_S


def _rungs(session: Session, alarm: Alarm) -> Iterator[Rung]:
    if signal_of(session, alarm.code) in _BY_CUFF:
        yield Rung(act=Act.REPEAT, name=say("Repeat"), done=_repeated(session, alarm))
    if not alarm.code.startswith("red-flag"):
        looked = _looked(session, alarm)
        yield Rung(act=Act.LOOK, name=say("Red flags (!)"), done=looked)
    if session.order is not None:
        name = session.order.prescriber
        yield _call(
            session,
            alarm,
            ("prescriber", say("Prescriber {name}").format(name=name).strip()),
            session.order.prescriber_phone,
        )
    if alarm.priority is Priority.HIGH:
        yield _emergency(session, alarm)
    if session.escort is not None:
        far = session.setting is Setting.TELEHEALTH
        said = say("Chaperone {name}") if far else say("Escort {name}")
        name = session.escort.name.text or say(ERASED)
        phone = session.escort.phone.text or ""
        yield _call(session, alarm, ("escort", said.format(name=name)), phone)


def _emergency(session: Session, alarm: Alarm) -> Rung:
    """Return emergency services: the number there, and the place to send them to."""
    place = session.place
    number_, address = session.emergency_number, ""
    if place is not None:
        number_, address = place.emergency_number, place.address.text or say(ERASED)
    about = ("emergency services", say("Emergency services"))
    return _call(session, alarm, about, number_, place=address)


def _call(
    session: Session, alarm: Alarm, about: tuple[str, str], phone: str, *, place: str = ""
) -> Rung:
    who, name = about
    calls = [
        f"{clock(session, at.utc)} {chosen(call.result) or NONE}"
        for at, call in session.calls
        if call.to == who and at.elapsed_s >= alarm.raised.elapsed_s
    ]
    return Rung(
        act=Act.CALL,
        who=who,
        name=name,
        number=phone or say(NO_NUMBER),
        place=place,
        done=", ".join(calls),
    )


def _repeated(session: Session, alarm: Alarm) -> str:
    """Return the last reading since the one that raised the alarm."""
    since = alarm.raised.elapsed_s
    newer = [each for each in session.readings if each.counts and each.when.elapsed_s > since]
    if not newer:
        return ""
    measured = newer[-1].measurement
    values = f"{number(measured.systolic)}/{number(measured.diastolic)}"
    return f"{clock(session, newer[-1].when.utc)} {values}"


def _looked(session: Session, alarm: Alarm) -> str:
    """Return when somebody looked for red flags since the alarm began, and what was seen."""
    looks = [
        each
        for each in alarm.course
        if each.step is AlarmStep.DID and each.words == NO_FLAGS.lower()
    ]
    seen = [
        f"{clock(session, each.at.utc)} {term(session, each.code)}"
        for each in session.observations
        if each.kind is ObservationKind.RED_FLAG
        and not each.withdrawn
        and each.at.elapsed_s >= alarm.raised.elapsed_s
    ]
    return ", ".join(seen) or _last(session, looks)


def _last(session: Session, moments: list[AlarmMoment]) -> str:
    if not moments:
        return ""
    return f"{clock(session, moments[-1].at.utc)} {say(NO_FLAGS).lower()}"
