"""The way home: who drives, with whom, handed over when, and the rule said back.

None of it can be overridden but the written advice. The no-driving rule is told as a date and
time: the later of the next day, after sleep, and so many hours after the last dose.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from kapmonitor.language import figure, mark, say
from kapmonitor.session.code_words import coded, sentence
from kapmonitor.session.criterion import CriterionResult, Result
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import DrivingAnswer
from kapmonitor.session.wall import local, moments, utc_of

RIDESHARE_ALONE = "taxi_or_rideshare_alone"
_ESCORT_FIELDS = ("escort_or_chaperone_name", "relationship", "phone")
_SAID = {
    DrivingAnswer.NO: (Result.MET, mark("No.")),
    DrivingAnswer.YES: (Result.NOT_MET, mark("Yes.")),
    DrivingAnswer.NOT_SURE: (Result.NOT_MET, mark("Not sure.")),
}


def driving(session: Session, _at: Instant) -> Iterator[CriterionResult]:
    """Yield the answer to "Will the patient drive today?"; only a plain no is enough."""
    result, reason = Result.UNKNOWN, say("Not asked.")
    if session.driving is not None:
        result, reason = _SAID[session.driving][0], say(_SAID[session.driving][1])
    needs = say("A plain no, and another way home.")
    yield _ride("driving", say("The patient will not drive today"), (result, reason), needs)


def escort(session: Session, _at: Instant) -> Iterator[CriterionResult]:
    """Yield whether the person whom the handover rule asks for is named."""
    required = session.preset.discharge.handover.required
    if not any(name in required for name in _ESCORT_FIELDS):
        return
    text, needs = say("Who takes over is named"), say("Name, relationship and phone.")
    person = session.escort
    if person is None:
        yield _ride("escort", text, (Result.UNKNOWN, say("Nobody named.")), needs)
        return
    given = {
        "escort_or_chaperone_name": person.name.text != "",
        "relationship": bool(person.relationship.strip()),
        "phone": person.phone.text != "",
    }
    words = {
        "escort_or_chaperone_name": say("Name"),
        "relationship": say("Relationship"),
        "phone": say("Phone"),
    }
    missing = [words[name] for name, there in given.items() if name in required and not there]
    if missing:
        said = say("{missing} missing.").format(missing=", ".join(missing))
        yield _ride("escort", text, (Result.NOT_MET, said), needs)
    else:
        yield _ride("escort", text, (Result.MET, f"{person.relationship}."), needs)


def handover(session: Session, _at: Instant) -> Iterator[CriterionResult]:
    """Yield whether the means and time of leaving are recorded and allowed."""
    text, needs = (
        say("Way home and time of handover"),
        say("How and when the patient is handed over."),
    )
    given = session.handover
    if given is None:
        yield _ride("handover", text, (Result.UNKNOWN, say("Not recorded.")), needs)
    elif session.doses and given.handed_over.elapsed_s < session.doses[-1].taken.elapsed_s:
        yield _ride(
            "handover", text, (Result.UNKNOWN, say("Recorded before the last dose.")), needs
        )
    elif given.means == RIDESHARE_ALONE and not alone_allowed(session):
        said = say("Alone in a taxi or rideshare: the clinic does not allow it.")
        yield _ride("handover", text, (Result.NOT_MET, said), needs)
    else:
        means = sentence(coded(given.means))
        yield _ride("handover", text, (Result.MET, f"{means}."), needs)


def alone_allowed(session: Session) -> bool:
    """Return whether clinic and signed preset both let a patient ride home alone."""
    signed = session.preset.discharge.handover.rideshare_alone_allowed
    return signed and session.clinic.rideshare_alone_allowed


def said_back(session: Session, at: Instant) -> Iterator[CriterionResult]:
    """Yield whether the patient said the no-driving rule back, for the time now in force."""
    text, needs = (
        say("The patient said the no-driving rule back"),
        say("Have the patient say it back."),
    )
    given = session.said_back
    if given is None:
        yield _ride("said-back", text, (Result.UNKNOWN, say("Not asked.")), needs)
    elif not given.said_back:
        yield _ride("said-back", text, (Result.NOT_MET, say("No.")), needs)
    elif given.not_before != not_before(session, at):
        said = say("Said back before the last dose: the time has changed.")
        yield _ride("said-back", text, (Result.UNKNOWN, said), needs)
    else:
        yield _ride("said-back", text, (Result.MET, "Yes."), needs)


def written_advice(session: Session, _at: Instant) -> Iterator[CriterionResult]:
    """Yield whether the after-care sheet was given."""
    given = session.advice_given
    yield CriterionResult(
        id="written-advice",
        text=say("After-care sheet given"),
        result=Result.MET if given else Result.UNKNOWN,
        reason=say("Given.") if given else say("Not recorded."),
        needs="" if given else say("Give the after-care sheet."),
    )


def no_driving_hours(session: Session) -> float:
    """Return how long the rule asks for: the preset's hours, or the clinic's where it has more."""
    asked = session.preset.discharge.no_driving.hours
    return max(asked, session.clinic.no_driving_hours or asked)


def no_driving_text(session: Session) -> str:
    """Return the rule in words, with what the clinic asks beyond the preset."""
    rule = session.preset.discharge.no_driving
    hours = no_driving_hours(session)
    if hours == rule.hours:
        return say(rule.text)
    return say("{rule} This clinic asks for at least {hours} hours.").format(
        rule=say(rule.text), hours=figure(hours)
    )


def not_before(session: Session, _at: Instant | None = None) -> datetime | None:
    """Return from when, in UTC, the no-driving rule lets the patient drive; None without a dose.

    The night of sleep that the rule asks for as well is said in words beside it.
    """
    if not session.doses:
        return None
    rule = session.preset.discharge.no_driving
    last = max((dose.taken for dose in session.doses), key=lambda taken: taken.elapsed_s).utc
    after_hours = last + timedelta(hours=no_driving_hours(session))
    if not rule.after_sleep:
        return _told(session, after_hours)
    midnight = local(session, last).replace(hour=0, minute=0, second=0, microsecond=0)
    return _told(session, max(after_hours, utc_of(session, midnight + timedelta(days=1), last)))


def _told(session: Session, moment: datetime) -> datetime:
    """Return the moment as it can be told: never before the one that counts.

    The next whole minute; and of a time that the wall shows twice, the second one.
    """
    over = timedelta(seconds=moment.second, microseconds=moment.microsecond)
    whole = moment + (timedelta(minutes=1) - over) if over else moment
    return moments(session, local(session, whole))[-1]


def _ride(name: str, text: str, judged: tuple[Result, str], needs: str) -> CriterionResult:
    result, reason = judged
    return CriterionResult(
        id=name,
        text=text,
        result=result,
        reason=reason,
        needs="" if result is Result.MET else needs,
        overridable=False,
    )
