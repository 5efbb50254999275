"""What one look at the first page tells: five figures, and the alarms that weigh most. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kapmonitor.language import mark, say
from kapmonitor.session.code_words import coded
from kapmonitor.session.instant import Instant
from kapmonitor.session.protocol import Signal
from kapmonitor.session.state import Alarm, Session
from kapmonitor.session.summary import Summary, summary
from kapmonitor.session.vocabulary import Priority
from kapmonitor.ui.wording import NONE, clock, minutes_from_dose, number

PRIORITIES = {
    Priority.HIGH: mark("{count} high"),
    Priority.MEDIUM: mark("{count} medium"),
    Priority.LOW: mark("{count} low"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in large type, with its name above and what belongs to it below."""

    name: str
    value: str
    below: tuple[str, ...] = ()
    grave: bool = False


def figures(session: Session) -> tuple[Figure, ...]:
    """Return dose, baseline, highest, return and last reading."""
    found = summary(session)
    return (
        _dose(session),
        _baseline(found),
        _highest(found),
        _back(session),
        _last(session, found),
    )


def weightiest(session: Session, room: int) -> tuple[Alarm, ...]:
    """Return as many alarms as there is room for: the worst, in the order of time."""
    every = (*session.alarm_history, *session.alarms.values())
    worst = sorted(every, key=lambda one: (-one.priority.rank, one.raised_seq))[:room]
    return tuple(sorted(worst, key=lambda one: one.raised_seq))


def alarm_count(session: Session) -> str:
    """Return how many alarms of each priority there were, and how many nobody answered."""
    every = (*session.alarm_history, *session.alarms.values())
    if not every:
        return say("none")
    counted = Counter(alarm.priority for alarm in every)
    words = [
        say(PRIORITIES[each]).format(count=counted[each]) for each in PRIORITIES if counted[each]
    ]
    silent = sum(alarm.acknowledged is None for alarm in every)
    words.append(say("{count} not acknowledged").format(count=silent) if silent else "")
    return ", ".join(filter(None, words))


def _dose(session: Session) -> Figure:
    doses = session.doses
    if not doses:
        return Figure(say("Dose"), say("none"), (say("gate {gate}").format(gate=_gate(session)),))
    first, last = doses[0], doses[-1]
    held = any(dose.gate == "held" for dose in doses)
    if len(doses) > 2:
        value = say("{count} doses").format(count=len(doses))
        times = say("first {first}, last {last}").format(
            first=clock(session, first.taken.utc), last=clock(session, last.taken.utc)
        )
    else:
        value = f"{' + '.join(number(dose.amount) for dose in doses)} {first.unit}"
        times = ", ".join(clock(session, dose.taken.utc) for dose in doses)
        times = f"{coded(first.route)}, {times}"
    changed = any(dose.changes for dose in doses) or bool(session.never_given)
    below = (first.drug, times, *([say("▲ corrected")] if changed else ()))
    return Figure(say("Dose"), value, below, grave=held or changed)


def _gate(session: Session) -> str:
    return coded(summary(session).gate)


def _baseline(found: Summary) -> Figure:
    base = found.baseline
    if base is None:
        return Figure(say("Baseline"), NONE, (say("none"),), grave=True)
    below = [say("pulse {rate}").format(rate=number(base.heart_rate))]
    if not base.complete:
        below.append(say("▲ incomplete"))
    value = f"{number(round(base.systolic))}/{number(round(base.diastolic))}"
    return Figure(say("Baseline"), value, tuple(below), grave=not base.complete)


def _highest(found: Summary) -> Figure:
    pressures = [found.peaks.get(each) for each in (Signal.SYSTOLIC, Signal.DIASTOLIC)]
    if all(each is None for each in pressures):
        return Figure(say("Highest"), NONE, (say("none since the dose"),))
    value = "/".join(NONE if each is None else number(each.value) for each in pressures)
    minutes = [f"{each.minute:+.0f}" for each in pressures if each is not None]
    when = " / ".join(dict.fromkeys(minutes))
    below = [say("at {minutes} min").format(minutes=when)]
    pulse = found.peaks.get(Signal.HEART_RATE)
    if pulse is not None:
        below.append(say("pulse {rate}").format(rate=number(pulse.value)))
    return Figure(say("Highest"), value, tuple(below))


def _back(session: Session) -> Figure:
    if session.returned is None:
        return Figure(say("Is back"), NONE, (say("not recorded"),))
    return Figure(
        say("Is back"), clock(session, session.returned.utc), _minutes(session, session.returned)
    )


def _last(session: Session, found: Summary) -> Figure:
    last = found.last
    if last is None:
        return Figure(say("Last reading"), NONE, (say("none"),))
    value = f"{number(last.measurement.systolic)}/{number(last.measurement.diastolic)}"
    below = (clock(session, last.when.utc), *_minutes(session, last.when))
    return Figure(say("Last reading"), value, below)


def _minutes(session: Session, at: Instant) -> tuple[str, ...]:
    if not session.doses:
        return ()
    return (say("{minutes} min").format(minutes=minutes_from_dose(session, at)),)
