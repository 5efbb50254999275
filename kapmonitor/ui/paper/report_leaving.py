"""What the report says of the end: outcome, way home, and what measured."""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.language import mark, say
from kapmonitor.session.code_words import coded
from kapmonitor.session.signatures import PEOPLE, signing_words, wanted
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import DrivingAnswer, Outcome
from kapmonitor.ui.handover_words import handover_details
from kapmonitor.ui.paper.report_line import GRAVE, Line, countersigned, until
from kapmonitor.ui.wording import ROLES, clock

OUTCOMES = {
    Outcome.DISCHARGED: mark("Discharged"),
    Outcome.OVERRIDDEN: mark("Discharged by override"),
    Outcome.LEFT_AGAINST_ADVICE: mark("Left against advice"),
    Outcome.CARE_TRANSFERRED: mark("Care transferred"),
    Outcome.NOT_DOSED: mark("Ended without a dose"),
}


DRIVING = {
    DrivingAnswer.NO: mark("No"),
    DrivingAnswer.YES: mark("Yes"),
    DrivingAnswer.NOT_SURE: mark("Not sure"),
}


SIGNINGS = {"typed": mark("the name typed"), "drawn": mark("drawn by hand")}
"""How the patient signed, as the record names it."""

_QUIET = frozenset({Outcome.DISCHARGED, Outcome.NOT_DOSED})


def leaving(session: Session) -> tuple[Line, ...]:
    """Return the right column: the way home."""
    return tuple(_ride(session))


def outcome(session: Session) -> tuple[Line, ...]:
    """Return how it ended, and who decided why where that was not a plain discharge."""
    return tuple(_outcome(session))


def devices(session: Session) -> tuple[Line, ...]:
    """Return what measured, and where alarms sounded."""
    return tuple(_devices(session))


def _outcome(session: Session) -> Iterator[Line]:
    ended = session.ended
    if ended is None:
        yield Line(
            say("Outcome"), say("not ended at {time}").format(time=clock(session, session.last.utc))
        )
        return
    grave = ended.outcome not in _QUIET
    sign = GRAVE if grave else ""
    at = clock(session, session.ended_at.utc) if session.ended_at else ""
    yield Line(
        say("Outcome"),
        say("{sign}{outcomes} at {at}").format(
            sign=sign, outcomes=say(OUTCOMES[ended.outcome]), at=at
        ),
        grave,
    )
    if ended.reason:
        yield Line(say("Reason"), ended.reason, grave)
    if ended.clinician:
        by = session.countersigned.get(session.ended_seq or 0)
        said = countersigned(by, at_once=ended.countersigned)
        yield Line(say("Decided by"), f"{ended.clinician}, {said}", grave)
    if ended.risk_note is not None:
        yield Line(say("Risk note"), ended.risk_note.text or say("erased"), grave)


def _ride(session: Session) -> Iterator[Line]:
    if session.driving is not None:
        drives = session.driving is not DrivingAnswer.NO
        yield Line(
            say("Drives today"), f"{GRAVE if drives else ''}{say(DRIVING[session.driving])}", drives
        )
    if session.escort is not None:
        name = session.escort.name.text or say("erased")
        phone = session.escort.phone.text or say("erased")
        yield Line(say("Escort"), f"{name}, {session.escort.relationship}, {phone}")
    if session.handover is not None:
        means = coded(session.handover.means)
        by = (
            say(", seen by {operator}").format(operator=session.handover_by.operator.name)
            if session.handover_by
            else ""
        )
        at = clock(session, session.handover.handed_over.utc)
        yield Line(say("Handed over"), f"{at}, {means}{by}")
    yield from _said(session)


def _said(session: Session) -> Iterator[Line]:
    """Yield what else was said of the handover, the rule and who signed."""
    if details := handover_details(session):
        yield Line(say("Handover"), "; ".join(details))
    if session.agreement is not None:
        method = session.agreement.method
        how = say(SIGNINGS[method]) if method in SIGNINGS else method
        told = say("no driving, signed before the dose ({method})").format(method=how)
        yield Line(say("Agreement"), told)
    if session.said_back is not None:
        yield Line(say("Rule said back"), say("yes") if session.said_back.said_back else say("no"))
    if wanted(session):
        names = [
            f"{each.operator.name} {clock(session, each.at.utc)} ({signing_words(each.signing)})"
            for each in session.signatures
        ]
        missing = len(names) < PEOPLE
        words = ", ".join(names) or say("none")
        yield Line(say("Two signed"), f"{GRAVE if missing else ''}{words}", missing)
    if session.ended is not None and session.ended.not_before is not None:
        yield Line(
            say("No driving"),
            say("before {until}").format(until=until(session, session.ended.not_before)),
        )


def _devices(session: Session) -> Iterator[Line]:
    if session.sound_tested is not None:
        at, tested = session.sound_tested
        heard = say("heard") if tested.heard else say("not heard as it should be")
        yield Line(say("Alarm sound"), f"{tested.output}, {heard} {clock(session, at.utc)}")
    for role, device in session.devices.items():
        simulated = say(", simulated") if device.simulated else ""
        yield Line(
            say(ROLES[role]).capitalize(), f"{say(device.title)} ({device.driver}{simulated})"
        )
