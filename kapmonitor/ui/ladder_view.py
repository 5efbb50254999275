"""Whom to call while an alarm about the patient stands, and what was done about it. Pure; no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from kapmonitor.session.state import Alarm, Session
from kapmonitor.session.vocabulary import AlarmKind, Priority
from kapmonitor.ui.wording import NONE, clock

NO_NUMBER = "number not recorded"
ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Rung:
    """One person or service, in the order in which they are called."""

    who: str
    """As the record names them."""
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """The gravest alarm about the patient, with whom to call."""

    code: str
    rungs: tuple[Rung, ...]
    done: tuple[str, ...]
    """What was done and who was called since it began, each with its time where it has one."""


def ladder(session: Session) -> Ladder | None:
    """Return the ladder of the gravest alarm that stands; None for none of medium or above."""
    standing = [
        alarm
        for alarm in session.alarms.values()
        if alarm.active
        and alarm.kind is AlarmKind.PHYSIOLOGICAL
        and alarm.priority is not Priority.LOW
    ]
    if not standing or session.ended is not None:
        return None
    alarm = max(standing, key=lambda each: (each.priority.rank, each.raised_seq))
    return Ladder(alarm.code, tuple(_rungs(session, alarm)), _done(session, alarm))


def _rungs(session: Session, alarm: Alarm) -> list[Rung]:
    rungs = []
    if session.order is not None:
        number = session.order.prescriber_phone or NO_NUMBER
        rungs.append(Rung("prescriber", session.order.prescriber or "Prescriber", number))
    if session.place is not None and alarm.priority is Priority.HIGH:
        address = session.place.address.text or ERASED
        number = session.place.emergency_number or NO_NUMBER
        rungs.append(Rung("emergency services", f"Emergency, to {address}", number))
    if session.escort is not None:
        name, phone = session.escort.name.text, session.escort.phone.text
        rungs.append(Rung("escort", name or ERASED, phone or NO_NUMBER))
    return rungs


def _done(session: Session, alarm: Alarm) -> tuple[str, ...]:
    since = alarm.raised.elapsed_s
    calls = [
        f"{clock(session, at.utc)} {call.to}: {call.result or NONE}"
        for at, call in session.calls
        if at.elapsed_s >= since
    ]
    return (*(did.capitalize() for did in alarm.did), *calls)
