"""Every alarm of a session with its evidence and its answers, in words. Pure; no Qt.

For the panel on the live screen and for the report alike: what appeared and changed, who answered
it, what was done and who was called, when it was over, and the readings it rested on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kapmonitor.language import figure, mark, say
from kapmonitor.session.code_words import coded
from kapmonitor.session.facts.dosing import CallLogged
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Alarm, AlarmMoment, Reading, Sample, Session
from kapmonitor.session.vocabulary import AlarmKind, AlarmStep, Priority
from kapmonitor.session.words import term
from kapmonitor.ui.ladder_view import chosen
from kapmonitor.ui.view import source_of
from kapmonitor.ui.wording import NONE, ROLES, clock, number

PRIORITIES = {
    Priority.HIGH: mark("high"),
    Priority.MEDIUM: mark("medium"),
    Priority.LOW: mark("low"),
}
_TOLD = {
    AlarmStep.RAISED: mark("{priority} alarm: {reason}"),
    AlarmStep.CONFIRMED: mark("Confirmed, {priority}: {reason}"),
    AlarmStep.ESCALATED: mark("Became {priority}: {reason}"),
    AlarmStep.CHANGED: mark("Now {priority}: {reason}"),
}
KIND_SIGNS = {AlarmKind.PHYSIOLOGICAL: "patient", AlarmKind.TECHNICAL: "equipment"}
"""The signs that tell the two apart, by the names of their files."""
KINDS = {AlarmKind.PHYSIOLOGICAL: mark("patient"), AlarmKind.TECHNICAL: mark("equipment")}


@dataclass(frozen=True, slots=True)
class ToldAlarm:
    """One alarm as the history tells it."""

    raised: str
    """The time of day at which it began."""
    kind: AlarmKind
    priority: Priority
    """The highest it had."""
    reason: str
    """As it was told last."""
    stands: str
    """How it stands: unanswered, acknowledged, over; never by colour alone."""
    steps: tuple[str, ...]
    """What happened to it and was done about it, in order, each with its time."""
    evidence: tuple[str, ...]
    """The readings and entries it rested on, in order, each with its time."""


def alarm_history(session: Session) -> tuple[ToldAlarm, ...]:
    """Return every alarm of the session, the newest first."""
    every = (*session.alarm_history, *session.alarms.values())
    told = sorted(every, key=lambda each: each.raised_seq, reverse=True)
    wanted = frozenset(seq for each in told for seq in _rests_on(each))
    evidence = dict(_evidence(session, wanted))
    return tuple(_told(session, each, evidence) for each in told)


def _evidence(session: Session, wanted: frozenset[int]) -> Iterator[tuple[int, str]]:
    """Yield these entries with their times, as far as the session still holds them."""
    for reading in session.readings:
        if reading.seq in wanted:
            yield reading.seq, f"{clock(session, reading.when.utc)} {_reading(reading)}"
    for sample in session.samples:
        if sample.seq in wanted:
            yield sample.seq, f"{clock(session, sample.at.utc, seconds=True)} {_sample(sample)}"
    for seq, at, words in _other_evidence(session):
        if seq in wanted:
            yield seq, f"{clock(session, at.utc)} {words}"


def _other_evidence(session: Session) -> Iterator[tuple[int, Instant, str]]:
    for score in session.scores:
        yield score.seq, score.at, f"{score.scale.upper()} {figure(score.value)}"
    for seen in session.observations:
        yield seen.seq, seen.at, term(session, seen.code)
    for failed in session.failures:
        yield failed.seq, failed.at, say(failed.text) or coded(failed.reason)
    for kept in session.quarantined:
        yield kept.seq, kept.at, " ".join(kept.reasons)


def _rests_on(alarm: Alarm) -> tuple[int, ...]:
    """Return the entries that an alarm ever named as its evidence, in their order."""
    return tuple(sorted({seq for moment in alarm.course for seq in moment.evidence}))


def _told(session: Session, alarm: Alarm, evidence: Mapping[int, str]) -> ToldAlarm:
    return ToldAlarm(
        raised=clock(session, alarm.raised.utc),
        kind=alarm.kind,
        priority=max((each.priority for each in alarm.course), key=lambda each: each.rank),
        reason=alarm.reason,
        stands=_stands(session, alarm),
        steps=tuple(words for _at, words in sorted(_steps(session, alarm), key=_moment_of)),
        evidence=tuple(evidence[seq] for seq in _rests_on(alarm) if seq in evidence),
    )


def _moment_of(step: tuple[Instant, str]) -> float:
    return step[0].elapsed_s


def _stands(session: Session, alarm: Alarm) -> str:
    parts = [say("stands") if alarm.active else say("over")]
    if alarm.acknowledged is None:
        parts.append(say("not acknowledged"))
    else:
        at = clock(session, alarm.acknowledged.utc)
        parts.append(say("acknowledged {time}").format(time=at))
    return ", ".join(parts)


def _steps(session: Session, alarm: Alarm) -> Iterator[tuple[Instant, str]]:
    for moment in alarm.course:
        yield moment.at, f"{clock(session, moment.at.utc)}  {_step(moment)}"
    for at, call in session.calls:
        if _during(alarm, at):
            yield at, f"{clock(session, at.utc)}  {_call(call)}"


def _call(call: CallLogged) -> str:
    return say("Called {whom}: {result}").format(whom=call.to, result=chosen(call.result) or NONE)


def _during(alarm: Alarm, at: Instant) -> bool:
    ends = [each.elapsed_s for each in (alarm.cleared, alarm.acknowledged) if each is not None]
    over = not alarm.active and alarm.acknowledged is not None
    last = max(ends) if over else float("inf")
    return alarm.raised.elapsed_s <= at.elapsed_s <= last


def _step(moment: AlarmMoment) -> str:
    match moment.step:
        case AlarmStep.ACKNOWLEDGED:
            return _by(say("Acknowledged"), moment.by)
        case AlarmStep.DID:
            return _by(chosen(moment.words), moment.by)
        case AlarmStep.CLEARED:
            return say("Over")
        case _:
            priority = say(PRIORITIES[moment.priority])
            words = say(_TOLD[moment.step]).format(priority=priority, reason=moment.words)
            return words[0].upper() + words[1:]


def _by(words: str, person: str) -> str:
    return f"{words[:1].upper()}{words[1:]}, {person}" if person else words


def _reading(reading: Reading) -> str:
    measured = reading.measurement
    words = f"{number(measured.systolic)}/{number(measured.diastolic)}"
    if measured.pulse_rate is not None:
        words += f", {number(measured.pulse_rate)}"
    words += f", {source_of(reading)}"
    if reading.error_reason is not None:
        words += f", {say('excluded')}: {reading.error_reason}"
    return words


def _sample(sample: Sample) -> str:
    parts = []
    if sample.heart_rate is not None:
        parts.append(say("heart rate {value}").format(value=number(sample.heart_rate)))
    if sample.spo2 is not None:
        parts.append(f"SpO₂ {number(sample.spo2)} %")
    parts.append(say(ROLES[sample.role]))
    return ", ".join(parts)
