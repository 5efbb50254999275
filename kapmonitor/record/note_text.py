"""The note that a therapist copies into their own chart: plain text, at most 25 lines.

What was recorded, in the order in which a reader asks for it; nothing is judged. Free notes stay
in the record: process notes are kept apart from vital signs.
"""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.session.discharge_ride import not_before
from kapmonitor.session.event import SessionEnded
from kapmonitor.session.instant import Instant
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.protocol import Signal
from kapmonitor.session.state import Alarm, Dose, Observation, Session
from kapmonitor.session.summary import Summary, summary
from kapmonitor.session.vocabulary import DrivingAnswer, ObservationKind, Outcome, Priority
from kapmonitor.session.wall import local
from kapmonitor.session.words import term

LINES = 25
DOSES = 4
SIMULATED = "SIMULATED SESSION, NOT A PATIENT"

_OUTCOMES = {
    Outcome.DISCHARGED: "Discharged",
    Outcome.OVERRIDDEN: "Discharged over open criteria",
    Outcome.LEFT_AGAINST_ADVICE: "Left against advice",
    Outcome.CARE_TRANSFERRED: "Care transferred",
    Outcome.NOT_DOSED: "Ended without a dose",
}
_DRIVING = {
    DrivingAnswer.NO: "will not drive today",
    DrivingAnswer.YES: "said they will drive",
    DrivingAnswer.NOT_SURE: "not sure whether they will drive",
}
_PEAKS = {
    Signal.SYSTOLIC: "systolic",
    Signal.DIASTOLIC: "diastolic",
    Signal.HEART_RATE: "heart rate",
}


def note_lines(session: Session) -> tuple[str, ...]:
    """Return the note's lines."""
    figures = summary(session)
    before = (*_head(session), *_doses(session), *_vitals(session, figures), *_course(session))
    after = (*_end(session), *_ride(session), *_foot(session))
    room = LINES - len(before) - len(after)
    lines = (*before, *_alarms(session, room), *after)
    return tuple(" ".join(line.split()) for line in lines)  # words may hold line breaks


def _head(session: Session) -> Iterator[str]:
    if session.simulated:
        yield SIMULATED
    number = f" {session.session_number}" if session.session_number is not None else ""
    planned = f" of {session.planned_sessions}" if number and session.planned_sessions else ""
    day = f"{local(session, session.opened.utc):%Y-%m-%d}"
    end = f" to {_clock(session, session.ended_at)}" if session.ended_at else ", not ended"
    yield f"Session{number}{planned}, {day}, {_clock(session, session.opened)}{end}"
    by = f", by {session.opened_by.operator.name}" if session.opened_by else ""
    yield f"Patient {session.patient}; {session.preset.name}{by}"


def _doses(session: Session) -> Iterator[str]:
    for dose in session.doses[:DOSES]:
        yield _dose(session, dose)
    if len(session.doses) > DOSES:
        yield f"{len(session.doses) - DOSES} more doses in the record"
    if not session.doses:
        yield "No dose recorded"


def _dose(session: Session, dose: Dose) -> str:
    said = "".join(f" {text}" for text in dose.deviations)
    what = f"{dose.drug} {dose.amount:g} {dose.unit} {dose.route}"
    name = "Booster" if dose.booster else "Dose"
    return f"{name} {_clock(session, dose.taken)}: {what}, gate {dose.gate}.{said}"


def _vitals(session: Session, figures: Summary) -> Iterator[str]:
    compared = figures.baseline
    if compared is None:
        yield "Baseline: none"
    else:
        kind = "" if compared.complete else " (incomplete)"
        pressure = _pressure(compared.systolic, compared.diastolic, compared.heart_rate)
        yield f"Baseline{kind}: {pressure}"
    tops = [
        f"{name} {top.value:g} at {top.minute:.0f} min"
        for signal, name in _PEAKS.items()
        if (top := figures.peaks.get(signal))
    ]
    yield f"Highest after the dose: {', '.join(tops) or 'nothing measured'}"
    if last := figures.last:
        given = last.measurement
        pressure = _pressure(given.systolic, given.diastolic, given.pulse_rate)
        yield f"Last reading {_clock(session, last.when)}: {pressure}"
    excluded = sum(reading.error_reason is not None for reading in session.readings)
    yield f"Readings: {figures.readings}, excluded {excluded}, failed attempts {figures.failed}"


def _course(session: Session) -> Iterator[str]:
    if session.returned is not None:
        yield f"Back at {_clock(session, session.returned)}{_minute(session, session.returned)}"
    elif session.doses:
        yield "Return: not recorded"
    told = [one for one in session.observations if not one.withdrawn]
    wanted = [_seen(session, one) for one in told if one.kind is ObservationKind.EXPECTED]
    other = [_seen(session, one) for one in told if one.kind is not ObservationKind.EXPECTED]
    if wanted:
        yield f"Expected effects: {'; '.join(wanted)}"
    yield f"Events: {'; '.join(other) or 'none recorded'}"
    if calls := [f"{call.to} {_clock(session, at)}: {call.result}" for at, call in session.calls]:
        yield f"Calls: {'; '.join(calls)}"


def _seen(session: Session, one: Observation) -> str:
    severity = f" ({one.severity})" if one.severity else ""
    return f"{_clock(session, one.at)} {term(session, one.code).lower()}{severity}"


def _alarms(session: Session, room: int) -> Iterator[str]:
    every = (*session.alarm_history, *session.alarms.values())
    told = sorted(
        (alarm for alarm in every if alarm.priority is not Priority.LOW),
        key=lambda alarm: (-alarm.priority.rank, alarm.raised_seq),
    )
    shown = told if len(told) <= room else told[: room - 1]
    for alarm in sorted(shown, key=lambda alarm: alarm.raised_seq):
        yield _alarm(session, alarm)
    if len(shown) < len(told):
        yield f"{len(told) - len(shown)} more alarms in the record"
    if not told:
        yield "Alarms of medium or high priority: none"


def _alarm(session: Session, alarm: Alarm) -> str:
    by = alarm.acknowledged_by
    seen = f"acknowledged by {by}" if by else "not acknowledged"
    did = f"; {'; '.join(alarm.did)}" if alarm.did else ""
    when = _clock(session, alarm.raised)
    return f"Alarm {when} {alarm.priority}: {alarm.reason} ({seen}{did})"


def _end(session: Session) -> Iterator[str]:
    ended, at = session.ended, session.ended_at
    if ended is None or at is None:
        yield "Outcome: none yet"
        return
    by = f" by {ended.clinician} ({_countersigned(session, ended)})" if ended.clinician else ""
    reason = f": {ended.reason}" if ended.reason else ""
    yield f"{_OUTCOMES[ended.outcome]} {_clock(session, at)}{by}{reason}"
    if unmet := [one.id for one in ended.assessment if one.result != "met"]:
        yield f"Criteria not met: {', '.join(unmet)}"


def _countersigned(session: Session, ended: SessionEnded) -> str:
    name = session.countersigned.get(session.ended_seq or 0)
    if name is not None:
        return f"countersigned by {name}"
    return "countersigned" if ended.countersigned else "reported, not countersigned"


def _ride(session: Session) -> Iterator[str]:
    if session.driving is not None:
        yield f"Driving: {_DRIVING[session.driving]}"
    if session.escort is not None:
        yield f"Escort: {_words(session.escort.name)} ({session.escort.relationship})"
    if given := session.handover:
        yield f"Handed over {_clock(session, given.handed_over)}: {given.means.replace('_', ' ')}"
    if (until := not_before(session)) is not None:
        said = session.said_back is not None and session.said_back.said_back
        sleep = (
            " and after a night's sleep" if session.preset.discharge.no_driving.after_sleep else ""
        )
        when = f"{local(session, until):%Y-%m-%d %H:%M}{sleep}"
        yield f"No driving before {when}; said back: {'yes' if said else 'no'}"


def _foot(session: Session) -> Iterator[str]:
    signed = f"Signed by {session.signed_by}" if session.signed_by else "Not signed"
    yield f"{signed}. Recorded with kapmonitor, which records and shows and decides nothing"


def _pressure(systolic: float | None, diastolic: float | None, rate: float | None) -> str:
    heart = "" if rate is None else f", heart rate {rate:.0f}"
    return f"{_whole(systolic)}/{_whole(diastolic)} mmHg{heart}"


def _whole(value: float | None) -> str:
    return "?" if value is None else f"{value:.0f}"


def _minute(session: Session, at: Instant) -> str:
    if not session.doses:
        return ""
    return f", {at.minutes_since(session.doses[0].taken):.0f} min after the dose"


def _clock(session: Session, at: Instant) -> str:
    return f"{local(session, at.utc):%H:%M}"


def _words(text: PersonalText) -> str:
    return "(erased)" if text.text is None else text.text
