"""Whom to call while an alarm about the patient stands, and what was done about it. Pure; no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from kapmonitor.language import mark, say
from kapmonitor.session.state import Alarm, Session
from kapmonitor.session.vocabulary import AlarmKind, Priority
from kapmonitor.ui.wording import NONE, clock

NO_NUMBER = mark("number not recorded")
ERASED = mark("erased")
DEEDS = (
    (mark("Checked patient"), mark("Repeated")),
    (mark("Called prescriber"), mark("Other")),
    (mark("Called emergency"),),
)
RESULTS = (mark("Spoken to"), mark("No answer"))
"""Recorded in lower case, always in English; shown in the language of the screen."""


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
        number = session.order.prescriber_phone or say(NO_NUMBER)
        rungs.append(Rung("prescriber", session.order.prescriber or say("Prescriber"), number))
    if session.place is not None and alarm.priority is Priority.HIGH:
        address = session.place.address.text or say(ERASED)
        number = session.place.emergency_number or say(NO_NUMBER)
        rungs.append(
            Rung(
                "emergency services",
                say("Emergency, to {address}").format(address=address),
                number,
            )
        )
    if session.escort is not None:
        name, phone = session.escort.name.text, session.escort.phone.text
        rungs.append(Rung("escort", name or say(ERASED), phone or say(NO_NUMBER)))
    return rungs


def _done(session: Session, alarm: Alarm) -> tuple[str, ...]:
    since = alarm.raised.elapsed_s
    calls = [
        f"{clock(session, at.utc)} {call.to}: {_chosen(call.result) or NONE}"
        for at, call in session.calls
        if at.elapsed_s >= since
    ]
    return (*(_chosen(did).capitalize() for did in alarm.did), *calls)


def _chosen(words: str) -> str:
    """Return what was chosen in the language of the screen, and what was typed as it was typed."""
    offered = (*RESULTS, *(deed for deeds in DEEDS for deed in deeds))
    return say(words.capitalize()).lower() if words.capitalize() in offered else words
