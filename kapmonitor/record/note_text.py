"""The note that a therapist copies into their own chart: plain text, at most 25 lines.

What was recorded, in the order in which a reader asks for it; nothing is judged. Free notes stay
in the record: process notes are kept apart from vital signs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from kapmonitor.language import figure, mark, say
from kapmonitor.session.amendment_words import amendments_of
from kapmonitor.session.code_words import coded, sentence
from kapmonitor.session.discharge_ride import not_before
from kapmonitor.session.dose_words import corrections, in_error
from kapmonitor.session.event import SessionEnded
from kapmonitor.session.instant import Instant
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.protocol import Signal
from kapmonitor.session.remote_summary import in_one_line
from kapmonitor.session.signatures import signing_words
from kapmonitor.session.state import Alarm, Dose, Observation, Session
from kapmonitor.session.summary import Summary, summary
from kapmonitor.session.vocabulary import DrivingAnswer, ObservationKind, Outcome, Priority
from kapmonitor.session.wall import local
from kapmonitor.session.words import term

LINES = 25
DOSES = 4
SIMULATED = mark("SIMULATED SESSION, NOT A PATIENT")

_OUTCOMES = {
    Outcome.DISCHARGED: mark("Discharged"),
    Outcome.OVERRIDDEN: mark("Discharged over open criteria"),
    Outcome.LEFT_AGAINST_ADVICE: mark("Left against advice"),
    Outcome.CARE_TRANSFERRED: mark("Care transferred"),
    Outcome.NOT_DOSED: mark("Ended without a dose"),
}
_DRIVING = {
    DrivingAnswer.NO: mark("will not drive today"),
    DrivingAnswer.YES: mark("said they will drive"),
    DrivingAnswer.NOT_SURE: mark("not sure whether they will drive"),
}
_PEAKS = {
    Signal.SYSTOLIC: "systolic",
    Signal.DIASTOLIC: "diastolic",
    Signal.HEART_RATE: mark("heart rate"),
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
        yield say(SIMULATED)
    number = f" {session.session_number}" if session.session_number is not None else ""
    planned = (
        say(" of {planned_sessions}").format(planned_sessions=session.planned_sessions)
        if number and session.planned_sessions
        else ""
    )
    day = f"{local(session, session.opened.utc):%Y-%m-%d}"
    end = (
        say(" to {clock}").format(clock=_clock(session, session.ended_at))
        if session.ended_at
        else say(", not ended")
    )
    yield say("Session{number}{planned}, {day}, {clock}{end}").format(
        number=number, planned=planned, day=day, clock=_clock(session, session.opened), end=end
    )
    by = (
        say(", by {operator}").format(operator=session.opened_by.operator.name)
        if session.opened_by
        else ""
    )
    yield say("Patient {patient}; {preset}{by}").format(
        patient=session.patient, preset=say(session.preset.name), by=by
    )


def _doses(session: Session) -> Iterator[str]:
    for dose in session.doses[:DOSES]:
        yield _dose(session, dose)
    for never in session.never_given[:DOSES]:
        yield in_error(never, partial(_time, session))
    if len(session.doses) > DOSES:
        yield say("{count} more doses in the record").format(count=len(session.doses) - DOSES)
    if not session.doses:
        yield say("No dose recorded")


def _dose(session: Session, dose: Dose) -> str:
    said = "".join(f" {text}" for text in dose.deviations)
    what = f"{dose.drug} {figure(dose.amount)} {dose.unit} {coded(dose.route)}"
    name = say("Booster") if dose.booster else say("Dose")
    if dose.changes:
        said += f" {sentence(corrections(dose, partial(_time, session)))}."
    return say("{name} {clock}: {what}, gate {gate}.{said}").format(
        name=name, clock=_clock(session, dose.taken), what=what, gate=coded(dose.gate), said=said
    )


def _vitals(session: Session, figures: Summary) -> Iterator[str]:
    compared = figures.baseline
    if compared is None:
        yield say("Baseline: none")
    else:
        kind = "" if compared.complete else say(" (incomplete)")
        pressure = _pressure(compared.systolic, compared.diastolic, compared.heart_rate)
        yield say("Baseline{kind}: {pressure}").format(kind=kind, pressure=pressure)
    tops = [
        say("{name} {top:g} at {minute:.0f} min").format(
            name=name, top=top.value, minute=top.minute
        )
        for signal, name in _PEAKS.items()
        if (top := figures.peaks.get(signal))
    ]
    yield say("Highest after the dose: {tops}").format(
        tops=", ".join(tops) or say("nothing measured")
    )
    if last := figures.last:
        given = last.measurement
        pressure = _pressure(given.systolic, given.diastolic, given.pulse_rate)
        yield say("Last reading {clock}: {pressure}").format(
            clock=_clock(session, last.when), pressure=pressure
        )
    if told := in_one_line(session):
        yield say("Telehealth: {told}").format(told=told)
    excluded = sum(reading.error_reason is not None for reading in session.readings)
    yield say("Readings: {readings}, excluded {excluded}, failed attempts {failed}").format(
        readings=figures.readings, excluded=excluded, failed=figures.failed
    )


def _course(session: Session) -> Iterator[str]:
    if session.returned is not None:
        yield say("Back at {clock}{minute}").format(
            clock=_clock(session, session.returned), minute=_minute(session, session.returned)
        )
    elif session.doses:
        yield say("Return: not recorded")
    told = [one for one in session.observations if not one.withdrawn]
    wanted = [_seen(session, one) for one in told if one.kind is ObservationKind.EXPECTED]
    other = [_seen(session, one) for one in told if one.kind is not ObservationKind.EXPECTED]
    if wanted:
        yield say("Expected effects: {wanted}").format(wanted="; ".join(wanted))
    yield say("Events: {other}").format(other="; ".join(other) or say("none recorded"))
    if calls := [f"{call.to} {_clock(session, at)}: {call.result}" for at, call in session.calls]:
        yield say("Calls: {calls}").format(calls="; ".join(calls))


def _seen(session: Session, one: Observation) -> str:
    severity = f" ({coded(one.severity)})" if one.severity else ""
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
        yield say("{count} more alarms in the record").format(count=len(told) - len(shown))
    if not told:
        yield say("Alarms of medium or high priority: none")


def _alarm(session: Session, alarm: Alarm) -> str:
    by = alarm.acknowledged_by
    seen = say("acknowledged by {by}").format(by=by) if by else say("not acknowledged")
    did = f"; {'; '.join(alarm.did)}" if alarm.did else ""
    when = _clock(session, alarm.raised)
    return say("Alarm {when} {priority}: {reason} ({seen}{did})").format(
        when=when, priority=coded(alarm.priority), reason=alarm.reason, seen=seen, did=did
    )


def _end(session: Session) -> Iterator[str]:
    ended, at = session.ended, session.ended_at
    if ended is None or at is None:
        yield say("Outcome: none yet")
        return
    by = (
        say(" by {clinician} ({countersigned})").format(
            clinician=ended.clinician, countersigned=_countersigned(session, ended)
        )
        if ended.clinician
        else ""
    )
    reason = f": {ended.reason}" if ended.reason else ""
    yield f"{say(_OUTCOMES[ended.outcome])} {_clock(session, at)}{by}{reason}"
    with_dose = {dose.seq for dose in session.doses}  # those stand beside their dose
    if other := [one.text for one in session.deviations if one.seq not in with_dose]:
        yield say("Deviations: {deviations}").format(deviations="; ".join(other))
    if unmet := [one.id for one in ended.assessment if one.result != "met"]:
        yield say("Criteria not met: {unmet}").format(unmet=", ".join(unmet))


def _countersigned(session: Session, ended: SessionEnded) -> str:
    by = session.countersigned.get(session.ended_seq or 0)
    if by is not None:
        return say("countersigned by {by}, {how}").format(
            by=by.clinician, how=signing_words(by.signing)
        )
    return say("countersigned") if ended.countersigned else say("reported, not countersigned")


def _ride(session: Session) -> Iterator[str]:
    if session.driving is not None:
        yield say("Driving: {driving}").format(driving=say(_DRIVING[session.driving]))
    if session.escort is not None:
        yield say("Escort: {words} ({relationship})").format(
            words=_words(session.escort.name), relationship=session.escort.relationship
        )
    if given := session.handover:
        yield say("Handed over {clock}: {means}").format(
            clock=_clock(session, given.handed_over), means=coded(given.means)
        )
    if (until := not_before(session)) is not None:
        said = session.said_back is not None and session.said_back.said_back
        sleep = (
            say(" and after a night's sleep")
            if session.preset.discharge.no_driving.after_sleep
            else ""
        )
        when = f"{local(session, until):%Y-%m-%d %H:%M}{sleep}"
        yield say("No driving before {when}; said back: {part}").format(
            when=when, part=say("yes") if said else say("no")
        )


def _foot(session: Session) -> Iterator[str]:
    signed = (
        say("Signed by {signed_by} ({how})").format(
            signed_by=session.signed_by, how=signing_words(session.signing)
        )
        if session.signed_by
        else say("Not signed")
    )
    amended = sum(1 for _each in amendments_of(session))
    if amended:
        signed = say("{signed}; {count} amended afterwards, see the report").format(
            signed=signed, count=amended
        )
    yield say(
        "{signed}. Recorded with kapmonitor, which records and shows and decides nothing"
    ).format(signed=signed)


def _pressure(systolic: float | None, diastolic: float | None, rate: float | None) -> str:
    heart = "" if rate is None else say(", heart rate {rate:.0f}").format(rate=rate)
    return f"{_whole(systolic)}/{_whole(diastolic)} mmHg{heart}"


def _whole(value: float | None) -> str:
    return "?" if value is None else f"{value:.0f}"


def _minute(session: Session, at: Instant) -> str:
    if not session.doses:
        return ""
    return say(", {minutes_since:.0f} min after the dose").format(
        minutes_since=at.minutes_since(session.doses[0].taken)
    )


def _time(session: Session, utc: datetime) -> str:
    return f"{local(session, utc):%H:%M}"


def _clock(session: Session, at: Instant) -> str:
    return _time(session, at.utc)


def _words(text: PersonalText) -> str:
    return say("(erased)") if text.text is None else text.text
