"""What the report says, in words: pure, so that every line can be tested without paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from devices.measurement import Provenance
from kapmonitor.record.library import Patient
from kapmonitor.session.discharge import assess
from kapmonitor.session.event import CriterionRecorded
from kapmonitor.session.instant import Instant
from kapmonitor.session.protocol import Signal
from kapmonitor.session.state import Alarm, Dose, Reading, Sample, Session
from kapmonitor.session.summary import summary
from kapmonitor.session.vocabulary import DrivingAnswer, Outcome
from kapmonitor.ui.view import source_of
from kapmonitor.ui.wording import NONE, clock, local, minutes_from_dose, number

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
_PEAKS = (
    (Signal.SYSTOLIC, "systolic"),
    (Signal.DIASTOLIC, "diastolic"),
    (Signal.HEART_RATE, "pulse"),
)
LEGEND = (
    "Bars: cuff readings, diastolic to systolic, mean marked. Thin bars do not count: stored, "
    "unconfirmed or excluded. Diamonds: pulse. Line: heart rate, gaps are gaps. Crossed circle: "
    "missed reading. Typed: a person typed it."
)
READING_HEADS = (
    "time",
    "min",
    "systolic",
    "diastolic",
    "mean",
    "pulse",
    "SpO2",
    "source",
    "standing",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A name and what there is to say; `grave` lines are printed in red with a sign."""

    name: str
    words: str
    grave: bool = False


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
    return tuple(_facts(session))


def leaving(session: Session) -> tuple[Line, ...]:
    """Return the right column: how it ended, and the way home."""
    return tuple(_leaving(session))


def alarms(session: Session) -> tuple[Line, ...]:
    """Return every alarm with its answer."""
    every = (*session.alarm_history, *session.alarms.values())
    return tuple(_alarm(session, each) for each in sorted(every, key=lambda one: one.raised_seq))


def deviations(session: Session) -> tuple[Line, ...]:
    """Return what broke the plan: always grave."""
    return tuple(_deviations(session))


def criteria(session: Session) -> tuple[Line, ...]:
    """Return the discharge check as it stood at the end."""
    if session.ended is not None:
        return tuple(_recorded(session, each) for each in session.ended.assessment)
    return tuple(
        Line(each.text, f"{_result(each.result)}: {each.reason}")
        for each in assess(session, session.last)
    )


def happened(session: Session) -> tuple[Line, ...]:
    """Return symptoms, events, calls and amendments; free notes stay in the record."""
    labels = {
        each.code: each.label for each in (*session.preset.observations, *session.preset.red_flags)
    }
    lines = []
    for seen in session.observations:
        words = labels.get(seen.code, seen.code.replace("-", " ").capitalize())
        words += f", {seen.severity}" if seen.severity else ""
        words += ", taken back" if seen.withdrawn else ""
        lines.append((seen.seq, Line(_moment(session, seen.at), words, seen.kind == "red_flag")))
    for note in session.notes:
        words = "Note, kept in the record"
        if note.amends is not None:
            said = note.text.text if note.text.text is not None else "erased"
            words = f"Amends entry {note.amends}: {said} ({note.reason})"
        lines.append((note.seq, Line(_moment(session, note.at), words)))
    timed = [line for _seq, line in sorted(lines, key=lambda pair: pair[0])]
    calls = [
        Line(_moment(session, at), f"Call: {call.to}, {call.result}") for at, call in session.calls
    ]
    return (*timed, *calls)


def readings(session: Session) -> tuple[tuple[str, ...], ...]:
    """Return every reading as a row of the table, failures and missed ones among them."""
    rows = [(each.when.elapsed_s, _row(session, each)) for each in session.readings]
    rows += [
        (each.at.elapsed_s, _empty(session, each.at, f"no value: {each.text or each.reason}"))
        for each in session.failures
    ]
    rows += [
        (each.at.elapsed_s, _empty(session, each.at, f"set aside: {', '.join(each.reasons)}"))
        for each in session.quarantined
    ]
    rows += [
        (each.at.elapsed_s, _saturation(session, each))
        for each in session.samples
        if each.provenance is Provenance.MANUAL and each.spo2 is not None
    ]
    return tuple(row for _at, row in sorted(rows, key=lambda pair: pair[0]))


def _facts(session: Session) -> Iterator[Line]:
    signed = session.approval
    by = f"signed by {signed.signed_by}, {signed.role}" if signed else "not signed by a clinician"
    yield Line("Protocol", f"{session.preset.name}; {by}")
    order = session.order
    if order is not None:
        yield Line("Order", f"{order.drug} {number(order.amount)} {order.unit}, {order.prescriber}")
    yield from (_dose(session, dose) for dose in session.doses)
    yield from _figures(session)
    if session.agreement is not None:
        yield Line("Agreement", f"no driving, signed before the dose ({session.agreement.method})")
    missed = ", ".join(f"{due}: {why}" for due, why in session.missed.items())
    if missed:
        yield Line("Missed readings", missed, grave=True)


def _figures(session: Session) -> Iterator[Line]:
    figures = summary(session)
    base = figures.baseline
    if base is not None:
        rate = f", pulse {number(base.heart_rate)}" if base.heart_rate is not None else ""
        yield Line("Baseline", f"{number(base.systolic)}/{number(base.diastolic)}{rate}")
    yield Line("Gate", figures.gate)
    peaks = [
        f"{word} {number(figures.peaks[signal].value)} at {figures.peaks[signal].minute:+.0f} min"
        for signal, word in _PEAKS
        if signal in figures.peaks
    ]
    if peaks:
        yield Line("Peak", ", ".join(peaks))
    if session.returned is not None:
        yield Line("Back", _moment(session, session.returned))
    last = figures.last
    if last is not None:
        pair = f"{number(last.measurement.systolic)}/{number(last.measurement.diastolic)}"
        yield Line("Last reading", f"{pair} at {_moment(session, last.when)}")


def _dose(session: Session, dose: Dose) -> Line:
    words = f"{number(dose.amount)} {dose.unit} {dose.route} at {clock(session, dose.taken.utc)}"
    return Line("Booster" if dose.booster else "Dose", f"{dose.drug}, {words}")


def _leaving(session: Session) -> Iterator[Line]:
    ended = session.ended
    if ended is None:
        yield Line("Outcome", "not ended")
        return
    grave = ended.outcome not in (Outcome.DISCHARGED, Outcome.NOT_DOSED)
    at = clock(session, session.ended_at.utc) if session.ended_at else ""
    yield Line("Outcome", f"{OUTCOMES[ended.outcome]} at {at}", grave=grave)
    if ended.reason:
        yield Line("Reason", ended.reason, grave=grave)
    if ended.clinician:
        yield Line("Clinician", _countersigned(session, ended.clinician), grave=grave)
    if ended.risk_note is not None:
        yield Line("Risk note", ended.risk_note.text or "erased", grave=grave)
    yield from _ride(session)
    if ended.not_before is not None:
        yield Line("No driving before", until(session, ended.not_before))


def _ride(session: Session) -> Iterator[Line]:
    if session.driving is not None:
        drives = session.driving is not DrivingAnswer.NO
        yield Line("Drives today?", DRIVING[session.driving], grave=drives)
    if session.escort is not None:
        name = session.escort.name.text or "erased"
        phone = session.escort.phone.text or "erased"
        yield Line("Escort", f"{name}, {session.escort.relationship}, {phone}")
    if session.handover is not None:
        means = session.handover.means.replace("_", " ")
        by = f", by {session.handover_by.operator.name}" if session.handover_by else ""
        yield Line("Leaves", f"{means}, {clock(session, session.handover.handed_over.utc)}{by}")
    if session.said_back is not None:
        yield Line("Rule said back", "yes" if session.said_back.said_back else "no")


def until(session: Session, moment: datetime) -> str:
    """Return the end of the no-driving time as date and clock."""
    there = local(session, moment)
    said = f"{there:%A} {there.day} {there:%B, %H:%M}"
    after_sleep = session.preset.discharge.no_driving.after_sleep
    return f"{said}, and only after a night's sleep" if after_sleep else said


def _countersigned(session: Session, clinician: str) -> str:
    seq = session.ended_seq
    signed = seq is not None and seq in session.countersigned
    return f"{clinician}, {'countersigned' if signed else 'reported, not countersigned'}"


def _alarm(session: Session, alarm: Alarm) -> Line:
    parts = [f"{alarm.priority}, {alarm.kind}: {alarm.reason.rstrip('.')}"]
    if alarm.acknowledged is not None:
        by = f" by {alarm.acknowledged_by}" if alarm.acknowledged_by else ""
        parts.append(f"acknowledged {clock(session, alarm.acknowledged.utc)}{by}")
    else:
        parts.append("not acknowledged")
    parts += alarm.did
    if alarm.cleared is not None:
        parts.append(f"over {clock(session, alarm.cleared.utc)}")
    return Line(_moment(session, alarm.raised), "; ".join(parts), alarm.priority == "high")


def _deviations(session: Session) -> Iterator[Line]:
    for what, override in (
        ("Gate overridden", session.gate_override),
        ("Gate of the booster overridden", session.booster_override),
    ):
        if override is not None:
            said = f"{what}: {override.reason} ({override.clinician}, "
            signed = bool(session.overrides & session.countersigned)
            said += "countersigned)" if signed else "reported, not countersigned)"
            yield Line("", said, grave=True)
    for each in session.deviations:
        yield Line(_moment(session, each.at), each.text, grave=True)
    for at, step in session.clock_steps:
        yield Line(
            _moment(session, at), f"The computer's clock was moved by {step:.0f} s.", grave=True
        )


def _recorded(session: Session, each: CriterionRecorded) -> Line:
    names = {one.id: one.text for one in session.preset.discharge.human}
    name = names.get(each.id, each.id.replace("_", " ").replace("-", " ").capitalize())
    words = f"{_result(each.result)}: {each.reason}".rstrip(".")
    return Line(name, words, each.result != "met")


def _result(result: str) -> str:
    return result.replace("_", " ")


def _row(session: Session, reading: Reading) -> tuple[str, ...]:
    measured = reading.measurement
    standing = "counts" if reading.counts else reading.provenance.value
    if reading.error_reason is not None:
        standing = f"excluded: {reading.error_reason}"
    if reading.queried:
        standing += f" ({', '.join(reading.queried)})"
    return (
        clock(session, reading.when.utc),
        minutes_from_dose(session, reading.when) if session.doses else "",
        number(measured.systolic),
        number(measured.diastolic),
        number(measured.mean),
        number(measured.pulse_rate),
        NONE,
        source_of(reading),
        standing,
    )


def _saturation(session: Session, sample: Sample) -> tuple[str, ...]:
    minute = minutes_from_dose(session, sample.at) if session.doses else ""
    at = clock(session, sample.at.utc)
    return (at, minute, NONE, NONE, NONE, NONE, number(sample.spo2), "typed", "counts")


def _empty(session: Session, at: Instant, why: str) -> tuple[str, ...]:
    minute = minutes_from_dose(session, at) if session.doses else ""
    return (clock(session, at.utc), minute, NONE, NONE, NONE, NONE, NONE, "cuff", why)


def _moment(session: Session, at: Instant) -> str:
    if not session.doses:
        return clock(session, at.utc)
    return f"{clock(session, at.utc)} ({minutes_from_dose(session, at)} min)"
