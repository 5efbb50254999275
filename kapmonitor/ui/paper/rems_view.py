"""A summary in the shape of the REMS patient monitoring form: its fields and time points. Pure.

It helps whoever fills the form in; it is not the form and is sent to nobody. What was not
recorded stays empty and says so: none of it is a no.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kapmonitor.language import mark, say
from kapmonitor.record.patient import Patient
from kapmonitor.session.code_words import coded
from kapmonitor.session.discharge import assess
from kapmonitor.session.event import ChecklistAnswered
from kapmonitor.session.protocol import ScheduledReading
from kapmonitor.session.readings import countable
from kapmonitor.session.state import Observation, Reading, Session
from kapmonitor.session.summary import summary
from kapmonitor.session.vocabulary import Answer, ObservationKind
from kapmonitor.session.wall import local
from kapmonitor.session.words import term
from kapmonitor.ui.paper.report_line import Line
from kapmonitor.ui.wording import clock, number

ROUTE = "intranasal"
"""The form is for one drug, and that is given by this route."""
TITLE = mark("Summary for the REMS monitoring form")
ANSWERS = {
    Answer.YES: mark("yes"),
    Answer.NO: mark("no"),
    Answer.NOT_ASSESSED: mark("not assessed"),
}
NOT_THE_FORM = mark(
    "This is not the REMS form, and it is sent to nobody. It helps you to fill the form in. What "
    "was not recorded here is left open: read nothing into it."
)
OPEN = mark("not recorded")
_DRUGS = (
    mark("Benzodiazepine"),
    mark("Other sedative-hypnotic"),
    mark("Psychostimulant"),
    mark("MAOI"),
    mark("Opioid"),
)
_ASKED = {
    "sedation": (mark("Sedation"), ("sedation", "depressed-consciousness")),
    "dissociation": (mark("Dissociation"), ("dissociation",)),
    "breathing": (mark("Respiratory depression"), ("slow-breathing", "breathless")),
}


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the form."""

    heading: str
    lines: tuple[Line, ...]


def has_form(session: Session) -> bool:
    """Return whether the form is about a session like this one."""
    return session.preset.route == ROUTE


def blocks(session: Session, patient: Patient | None) -> tuple[Block, ...]:
    """Return every block, in the order of the form."""
    return (
        Block(say("Patient"), tuple(_patient(session, patient))),
        Block(say("Other drugs"), tuple(_drugs(session))),
        Block(say("Monitor and site"), tuple(_monitor(session))),
        Block(say("Session"), tuple(_session(session))),
        Block(say("Vital signs in an acceptable range"), tuple(_ranges(session))),
        Block(say("Blood pressure"), tuple(_pressures(session))),
        Block(say("Events"), tuple(_events(session))),
    )


def _patient(session: Session, patient: Patient | None) -> Iterator[Line]:
    known = patient if not session.simulated else None
    born = f"{known.born:%Y-%m-%d}" if known is not None and known.born is not None else say(OPEN)
    yield Line(say("Name"), (known.name if known else "") or say(OPEN))
    yield Line(say("Date of birth"), born)
    yield Line(say("Sex"), say(OPEN))
    yield Line(say("Enrolled"), _answer(session, "rems-enrolled"))


def _drugs(session: Session) -> Iterator[Line]:
    yield Line(say("The question was asked"), _answer(session, "interacting-drugs"))
    for name in _DRUGS:  # a yes to having asked is no yes to any of them
        yield Line(say(name), say(OPEN))


def _monitor(session: Session) -> Iterator[Line]:
    by = session.opened_by.operator.name if session.opened_by is not None else ""
    yield Line(say("Person monitoring"), by or say(OPEN))
    yield Line(say("Phone and email"), say(OPEN))
    yield Line(say("Site"), say(OPEN))
    yield Line(say("Prescriber on site"), _answer(session, "prescriber-on-site"))
    yield Line(say("Pulse oximeter on site"), _answer(session, "oximeter-on-site"))


def _session(session: Session) -> Iterator[Line]:
    yield Line(say("Date"), f"{local(session, session.opened.utc):%Y-%m-%d}")
    doses = ", ".join(
        f"{number(each.amount)} {each.unit} {clock(session, each.taken.utc)}"
        + (say(" (corrected)") if each.changes else "")
        for each in session.doses
    )
    yield Line(say("Dose, first device at"), doses or say("none"))
    yield Line(say("Lot number"), _words(session, "lot-number") or say(OPEN))
    ended = session.ended_at
    minutes = say(OPEN)
    if session.doses and ended is not None:
        watched = ended.minutes_since(session.doses[0].taken)
        minutes = say("{minutes} min").format(minutes=int(watched))
    yield Line(say("From the first device to the end"), minutes)
    yield Line(say("Ready to leave without the 2 hours, after"), say(OPEN))


def _ranges(session: Session) -> Iterator[Line]:
    gate = session.doses[0].gate if session.doses else summary(session).gate
    words = {
        "clear": say("yes: within the clinic's limits"),
        "overridden": say("no: overridden by a named clinician"),
        "held": say("no: the gate was not clear"),
    }
    yield Line(say("Before the dose"), words.get(gate, say(OPEN)))
    yield Line(say("Before the end"), _before_end(session))


def _before_end(session: Session) -> str:
    names = {"blood-pressure", "heart-rate", "spo2"}
    if session.ended is not None:
        results = {each.result for each in session.ended.assessment if each.id in names}
    else:
        judged = assess(session, session.last) if session.doses else ()
        results = {each.result.value for each in judged if each.id in names}
    if "not_met" in results:
        return say("no: outside the clinic's limits")
    return say("yes: within the clinic's limits") if results == {"met"} else say(OPEN)


def _pressures(session: Session) -> Iterator[Line]:
    base = summary(session).baseline
    pair = f"{number(round(base.systolic))}/{number(round(base.diastolic))}" if base else say(OPEN)
    yield Line(say("Before the dose"), pair)
    for planned in session.preset.schedule:
        if planned.required and not planned.final and not planned.on_return:
            name = say("{minutes} min after").format(minutes=number(planned.at_min))
            yield Line(name, _near(session, planned))
    yield Line(say("Before the end"), _last(session))


def _near(session: Session, planned: ScheduledReading) -> str:
    """Return the reading nearest to a planned one, with the minute at which it was taken."""
    if not session.doses:
        return say(OPEN)
    start = session.doses[0].taken
    taken = [(each.when.minutes_since(start), each) for each in _whole(session)]
    near = [one for one in taken if abs(one[0] - planned.at_min) <= planned.tolerance_min]
    if not near:
        return say(OPEN)
    minute, reading = min(near, key=lambda one: abs(one[0] - planned.at_min))
    return say("{pair} at {minute} min").format(pair=_pair(reading), minute=round(minute))


def _last(session: Session) -> str:
    after = [
        each
        for each in _whole(session)
        if session.doses and each.when.elapsed_s > session.doses[-1].taken.elapsed_s
    ]
    if not after:
        return say(OPEN)
    return say("{pair} at {time}").format(
        pair=_pair(after[-1]), time=clock(session, after[-1].when.utc)
    )


def _whole(session: Session) -> list[Reading]:
    return [each for each in countable(session) if each.complete]


def _pair(reading: Reading) -> str:
    return f"{number(reading.measurement.systolic)}/{number(reading.measurement.diastolic)}"


def _events(session: Session) -> Iterator[Line]:
    told = [each for each in session.observations if not each.withdrawn]
    for name, codes in _ASKED.values():
        found = [_seen(session, each) for each in told if each.code in codes]
        yield Line(say(name), "; ".join(found) or say(OPEN))
    lowest = min((each.value for each in session.scores if each.scale == "moaas"), default=None)
    yield Line(say("Lowest MOAA/S"), say(OPEN) if lowest is None else number(lowest))
    flags = [_seen(session, each) for each in told if each.kind is ObservationKind.RED_FLAG]
    yield Line(say("Red flags logged"), "; ".join(flags) or say("none logged"), bool(flags))


def _seen(session: Session, one: Observation) -> str:
    parts = [f"{term(session, one.code)} {clock(session, one.at.utc)}"]
    parts += [coded(one.severity)] if one.severity else []
    if one.duration_min is not None:
        parts.append(say("{minutes:g} min").format(minutes=one.duration_min))
    else:
        parts.append(say("end not recorded"))
    return ", ".join(parts)


def _answer(session: Session, item: str) -> str:
    """Return what the checklist holds about a field: the answer and its words."""
    given = session.checklist.get(item)
    if given is None:
        return say(OPEN)
    plain = say(ANSWERS[given.fact.answer])
    words = _words(session, item)
    return f"{plain}, {words}" if words else plain


def _words(session: Session, item: str) -> str:
    given = session.checklist.get(item)
    fact = given.fact if given is not None else None
    detail = fact.detail if isinstance(fact, ChecklistAnswered) else None
    return detail.text or "" if detail is not None else ""
