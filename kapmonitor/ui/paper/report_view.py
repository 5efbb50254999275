"""What the report says, in words: pure, so that every line can be tested without paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kapmonitor.record.patient import Patient
from kapmonitor.session.discharge import assess
from kapmonitor.session.event import CriterionRecorded
from kapmonitor.session.instant import Instant
from kapmonitor.session.protocol import Signal
from kapmonitor.session.state import Alarm, Dose, Observation, Session
from kapmonitor.session.summary import summary
from kapmonitor.session.vocabulary import DrivingAnswer, Outcome, Priority, Role
from kapmonitor.session.wall import local
from kapmonitor.session.words import term
from kapmonitor.ui.paper.report_entries import entry_words
from kapmonitor.ui.paper.report_readings import missed
from kapmonitor.ui.wording import ROLES, clock, minutes_from_dose, number

OUTCOMES = {
    Outcome.DISCHARGED: "Discharged",
    Outcome.OVERRIDDEN: "Discharged by override",
    Outcome.LEFT_AGAINST_ADVICE: "Left against advice",
    Outcome.CARE_TRANSFERRED: "Care transferred",
    Outcome.NOT_DOSED: "Ended without a dose",
}
DRIVING = {
    DrivingAnswer.NO: "No",
    DrivingAnswer.YES: "Yes",
    DrivingAnswer.NOT_SURE: "Not sure",
}
LEGEND = (
    "Bars: cuff readings from diastolic to systolic, mean marked. Thin grey bars do not count: "
    "stored, unconfirmed or excluded. Diamonds: pulse of the cuff. Green line: heart rate, broken "
    "where there was none. Blue: SpO2, likewise. Crossed circle: missed reading. Typed: a person "
    "typed it. Times are local."
)
GRAVE = "▲ "
_QUIET = frozenset({Outcome.DISCHARGED, Outcome.NOT_DOSED})
_PEAKS = (
    (Signal.SYSTOLIC, "systolic"),
    (Signal.DIASTOLIC, "diastolic"),
    (Signal.HEART_RATE, "pulse"),
)
_RESULTS = {"met": "✓ met", "not_met": "▲ not met", "unknown": "▲ not known"}
_PRIORITIES = {Priority.HIGH: "▲▲▲", Priority.MEDIUM: "▲▲", Priority.LOW: "▲"}


@dataclass(frozen=True, slots=True)
class Line:
    """A name and what there is to say; `grave` lines are printed in red and carry a sign."""

    name: str
    words: str
    grave: bool = False


def legend(session: Session) -> str:
    """Return what the marks of the chart mean."""
    two = any(each.role is Role.SECOND_CUFF for each in session.readings)
    return f"{LEGEND} Thin dark bars: the second cuff, in no average." if two else LEGEND


def title(session: Session) -> str:
    """Return the title of the report."""
    number_ = f" {session.session_number}" if session.session_number else ""
    planned = f" of {session.planned_sessions}" if session.planned_sessions and number_ else ""
    day = local(session, session.opened.utc)
    return f"Session{number_}{planned}, {day.day} {day:%B %Y}"


def who(session: Session, patient: Patient | None) -> str:
    """Return the patient by two identifiers; nobody, for a simulated session."""
    if session.simulated:
        return "SIMULATED, no patient"
    if patient is None:
        return session.patient
    born = f", born {patient.born:%Y-%m-%d}" if patient.born else ""
    return f"{patient.name or session.patient}{born} · {session.patient}"


def facts(session: Session) -> tuple[Line, ...]:
    """Return the left column: plan, dose, figures."""
    return (*_plan(session), *(_dose(session, dose) for dose in session.doses), *_figures(session))


def leaving(session: Session) -> tuple[Line, ...]:
    """Return the right column: how it ended, the way home, and what measured."""
    return (*_outcome(session), *_ride(session), *_devices(session))


def alarms(session: Session) -> tuple[Line, ...]:
    """Return every alarm with its answer."""
    every = (*session.alarm_history, *session.alarms.values())
    return tuple(_alarm(session, each) for each in sorted(every, key=lambda one: one.raised_seq))


def deviations(session: Session) -> tuple[Line, ...]:
    """Return what broke the plan, in the order in which it did: always grave."""
    found = sorted(_deviations(session), key=lambda timed: timed[0].elapsed_s)
    return tuple(Line(_moment(session, at), f"{GRAVE}{words}", True) for at, words in found)


def open_overrides(session: Session) -> dict[int, str]:
    """Return what was reported as a prescriber's decision and not countersigned, by entry."""
    waiting = {
        seq: f"{clock(session, at.utc)} gate overridden, {override.clinician}: {override.reason}"
        for seq, at, override in session.gate_overrides
        if not override.countersigned
    }
    ended, seq = session.ended, session.ended_seq
    if ended is not None and seq in session.overrides and seq is not None:
        waiting[seq] = f"Discharged by override, {ended.clinician}: {ended.reason}"
    return {seq: words for seq, words in waiting.items() if seq not in session.countersigned}


def criteria(session: Session) -> tuple[Line, ...]:
    """Return the discharge check as it stood at the end, or stands."""
    judged = assess(session, session.ended_at or session.last) if session.doses else ()
    if session.ended is None:
        return tuple(_criterion(each.text, each.result.value, each.reason) for each in judged)
    texts = {each.id: each.text for each in judged}
    return tuple(_recorded(each, texts) for each in session.ended.assessment)


def happened(session: Session) -> tuple[Line, ...]:
    """Return symptoms, events, calls and amendments; free notes stay in the record."""
    found = sorted(_happened(session), key=lambda timed: timed[0].elapsed_s)
    return tuple(Line(_moment(session, at), *said) for at, said in found)


def until(session: Session, moment: datetime) -> str:
    """Return the end of the no-driving time as date and clock."""
    there = local(session, moment)
    said = f"{there:%A} {there.day} {there:%B, %H:%M}"
    after_sleep = session.preset.discharge.no_driving.after_sleep
    return f"{said}, and only after a night's sleep" if after_sleep else said


def _plan(session: Session) -> Iterator[Line]:
    by = f", {session.opened_by.operator.name}" if session.opened_by is not None else ""
    end = f" to {clock(session, session.ended_at.utc)}" if session.ended_at is not None else ""
    yield Line("Setting", f"{session.setting}, {clock(session, session.opened.utc)}{end}{by}")
    yield Line("Protocol", session.preset.name)
    signed = session.approval
    if signed is None:
        yield Line("Signed by", f"{GRAVE}no clinician has signed this protocol", grave=True)
    else:
        day = f"{local(session, signed.signed_at):%Y-%m-%d}"
        yield Line("Signed by", f"{signed.signed_by}, {signed.role}, {day}")
    order = session.order
    if order is not None:
        amount = f"{number(order.amount)} {order.unit} {order.route}"
        phone = f", {order.prescriber_phone}" if order.prescriber_phone else ""
        yield Line("Order", f"{order.drug}, {amount}; {order.prescriber}{phone}")


def _dose(session: Session, dose: Dose) -> Line:
    words = f"{number(dose.amount)} {dose.unit} {dose.route} at {clock(session, dose.taken.utc)}"
    name = "Booster" if dose.booster else "Dose"
    return Line(name, f"{dose.drug}, {words}; gate {dose.gate}", dose.gate == "held")


def _figures(session: Session) -> Iterator[Line]:
    figures = summary(session)
    base = figures.baseline
    if base is not None:
        rate = f", pulse {number(base.heart_rate)}" if base.heart_rate is not None else ""
        part = "" if base.complete else "; incomplete"
        pair = f"{number(base.systolic)}/{number(base.diastolic)}"
        yield Line("Baseline", f"{pair}{rate}{part}", not base.complete)
    if not session.doses:
        yield Line("Gate", figures.gate)
    peaks = [
        f"{word} {number(figures.peaks[signal].value)} at {figures.peaks[signal].minute:+.0f} min"
        for signal, word in _PEAKS
        if signal in figures.peaks
    ]
    if peaks:
        yield Line("Highest", ", ".join(peaks))
    if session.returned is not None:
        yield Line("Back", _moment(session, session.returned))
    last = figures.last
    if last is not None:
        pair = f"{number(last.measurement.systolic)}/{number(last.measurement.diastolic)}"
        yield Line("Last reading", f"{pair} at {_moment(session, last.when)}")


def _outcome(session: Session) -> Iterator[Line]:
    ended = session.ended
    if ended is None:
        yield Line("Outcome", f"not ended at {clock(session, session.last.utc)}")
        return
    grave = ended.outcome not in _QUIET
    sign = GRAVE if grave else ""
    at = clock(session, session.ended_at.utc) if session.ended_at else ""
    yield Line("Outcome", f"{sign}{OUTCOMES[ended.outcome]} at {at}", grave)
    if ended.reason:
        yield Line("Reason", ended.reason, grave)
    if ended.clinician:
        by = session.countersigned.get(session.ended_seq or 0)
        said = _countersigned(by, at_once=ended.countersigned)
        yield Line("Decided by", f"{ended.clinician}, {said}", grave)
    if ended.risk_note is not None:
        yield Line("Risk note", ended.risk_note.text or "erased", grave)


def _ride(session: Session) -> Iterator[Line]:
    if session.driving is not None:
        drives = session.driving is not DrivingAnswer.NO
        yield Line("Drives today", f"{GRAVE if drives else ''}{DRIVING[session.driving]}", drives)
    if session.escort is not None:
        name = session.escort.name.text or "erased"
        phone = session.escort.phone.text or "erased"
        yield Line("Escort", f"{name}, {session.escort.relationship}, {phone}")
    if session.handover is not None:
        means = session.handover.means.replace("_", " ")
        by = f", seen by {session.handover_by.operator.name}" if session.handover_by else ""
        at = clock(session, session.handover.handed_over.utc)
        yield Line("Handed over", f"{at}, {means}{by}")
    if session.agreement is not None:
        yield Line("Agreement", f"no driving, signed before the dose ({session.agreement.method})")
    if session.said_back is not None:
        yield Line("Rule said back", "yes" if session.said_back.said_back else "no")
    if session.ended is not None and session.ended.not_before is not None:
        yield Line("No driving", f"before {until(session, session.ended.not_before)}")


def _devices(session: Session) -> Iterator[Line]:
    if session.sound_tested is not None:
        at, tested = session.sound_tested
        heard = "heard" if tested.heard else "not heard as it should be"
        yield Line("Alarm sound", f"{tested.output}, {heard} {clock(session, at.utc)}")
    for role, device in session.devices.items():
        simulated = ", simulated" if device.simulated else ""
        yield Line(ROLES[role].capitalize(), f"{device.title} ({device.driver}{simulated})")


def _alarm(session: Session, alarm: Alarm) -> Line:
    sign = _PRIORITIES[alarm.priority]
    parts = [f"{sign} {alarm.priority}, {alarm.kind}: {alarm.reason.rstrip('.')}"]
    if alarm.acknowledged is not None:
        by = f" by {alarm.acknowledged_by}" if alarm.acknowledged_by else ""
        parts.append(f"acknowledged {clock(session, alarm.acknowledged.utc)}{by}")
    else:
        parts.append("not acknowledged")
    parts += alarm.did
    if alarm.cleared is not None:
        parts.append(f"over {clock(session, alarm.cleared.utc)}")
    high = alarm.priority is Priority.HIGH
    return Line(_moment(session, alarm.raised), "; ".join(parts), high)


def _deviations(session: Session) -> Iterator[tuple[Instant, str]]:
    for seq, at, override in session.gate_overrides:
        what = "Gate of the booster overridden" if override.for_booster else "Gate overridden"
        by = session.countersigned.get(seq)
        said = f"{override.clinician}, {_countersigned(by, at_once=override.countersigned)}"
        yield at, f"{what}: {override.reason.rstrip('.')} ({said})"
    for each in session.deviations:
        yield each.at, f"Deviation: {each.text}"
    for at, why in missed(session, required=True):
        yield at, f"Reading {why}"
    for at, step in session.clock_steps:
        yield at, f"The computer's clock was moved by {step:.0f} s."


def _happened(session: Session) -> Iterator[tuple[Instant, tuple[str, bool]]]:
    for seen in session.observations:
        yield seen.at, _seen(seen, term(session, seen.code))
    for note in session.notes:
        words = "Note, kept in the record"
        if note.amends is not None:
            said = note.text.text if note.text.text is not None else "erased"
            what = entry_words(session, note.amends)
            words = f"Amendment of {what}: {said} (reason: {note.reason})"
        yield note.at, (words + (", taken back" if note.withdrawn else ""), False)
    for at, call in session.calls:
        yield at, (f"Call: {call.to}, {call.result}", False)
    for check in session.checks:
        if not check.seen:
            yield check.at, (f"{GRAVE}Check missed: {check.check.replace('-', ' ')}", True)


def _seen(seen: Observation, words: str) -> tuple[str, bool]:
    flag = seen.kind == "red_flag" and not seen.withdrawn
    more = ["expected effect"] if seen.kind == "expected" else []
    more += [seen.severity] if seen.severity else []
    more += [f"distress {seen.distress}"] if seen.distress is not None else []
    more += [f"{seen.duration_min:g} min"] if seen.duration_min is not None else []
    more += ["taken back"] if seen.withdrawn else []
    return f"{GRAVE if flag else ''}{', '.join([words, *more])}", flag


def _recorded(each: CriterionRecorded, texts: dict[str, str]) -> Line:
    plain = each.id.replace("_", " ").replace("-", " ").capitalize()
    return _criterion(texts.get(each.id, plain), each.result, each.reason)


def _criterion(text: str, result: str, reason: str) -> Line:
    words = f"{_RESULTS.get(result, result)}: {reason.rstrip('.')}"
    return Line(text, words, result != "met")


def _countersigned(by: str | None, *, at_once: bool) -> str:
    """Say who countersigned; what was signed at once, the deciding clinician signed."""
    if by is not None:
        return f"countersigned by {by}"
    return "countersigned" if at_once else "reported, not countersigned"


def _moment(session: Session, at: Instant) -> str:
    if not session.doses:
        return clock(session, at.utc)
    return f"{clock(session, at.utc)} ({minutes_from_dose(session, at)} min)"
