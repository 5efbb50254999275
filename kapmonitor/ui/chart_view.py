"""What the chart shows, as plain values in minutes from the dose. Pure; no Qt.

One description serves the live chart, the printed one and the text for screen readers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from devices.measurement import Provenance
from kapmonitor.language import say
from kapmonitor.session.amendment_words import beside
from kapmonitor.session.baseline import Baseline, baseline
from kapmonitor.session.instant import Instant
from kapmonitor.session.limits import who_set
from kapmonitor.session.protocol import Signal
from kapmonitor.session.readings import STREAM_GAP_S
from kapmonitor.session.schedule import Due, DueState, due
from kapmonitor.session.state import Reading, Session
from kapmonitor.session.time_words import of_time
from kapmonitor.session.vocabulary import Priority, Role
from kapmonitor.session.words import is_high
from kapmonitor.ui.chart_flags import Flag, flags
from kapmonitor.ui.link_words import arrived_late
from kapmonitor.ui.wording import ROLES, clock, number

STEP_MIN = 15.0
"""The time axis grows in steps, so that it does not move with every second."""
AFTER_NOW_MIN = 10.0
_TICKS_MIN = (1.0, 5.0, 15.0, 30.0, 60.0, 120.0)
GROWS_S = 15.0
"""By how much the shade of a silence that lasts grows at once."""
LOW_MMHG, HIGH_MMHG = 30.0, 200.0


class Standing(StrEnum):
    """How a reading is drawn."""

    COUNTS = "counts"
    HOLLOW = "hollow"
    """Excluded, stored or unconfirmed: it does not count."""
    BESIDE = "beside"
    """Of the second cuff: in no mean and no change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One blood-pressure reading."""

    seq: int
    x: float
    low: float
    high: float
    mean: float | None
    pulse: float | None
    standing: Standing
    mark: str
    """A word where it is not an ordinary cuff reading: typed, stored, excluded …"""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The span above a limit, with who set it."""

    low: float
    high: float
    priority: Priority
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A horizontal line: a baseline, or a limit against it."""

    y: float
    words: str
    limit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A scheduled reading: an open circle, or crossed when a required one was missed."""

    x: float
    words: str
    missed: bool
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A span without a source; never a straight line that looks like data."""

    start: float
    end: float
    words: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """Everything on the chart but the lines of heart rate and SpO2, which are long."""

    now: float | None
    first: float
    last: float
    low: float
    high: float
    """The span of values in mmHg and per minute: stretched to what was measured."""
    bars: tuple[Bar, ...]
    bands: tuple[Band, ...]
    levels: tuple[Level, ...]
    flags: tuple[Flag, ...]
    coming: tuple[Coming, ...]
    gaps: tuple[Gap, ...]
    saturation_limits: tuple[float, ...]
    has_oximeter: bool
    """Whether SpO2 is expected, although none may have come yet."""
    simulated: bool


def zero(session: Session) -> Instant:
    """Return minute zero: the first dose, or the opening while there is none."""
    return session.doses[0].taken if session.doses else session.opened


def chart_view(session: Session, at: Instant | None) -> ChartView:
    """Return what the chart shows; `at` None for a finished session."""
    start = zero(session)
    now = None if at is None or session.ended is not None else at.minutes_since(start)
    end = session.ended_at or at or session.last
    plan = due(session, end)
    amended = beside(session, partial(clock, session))
    bars = tuple(
        _bar(session, reading, start, amended.get(reading.seq, ""))
        for reading in session.readings
        if reading.complete
    )
    last = max(
        [end.minutes_since(start) + (AFTER_NOW_MIN if now is not None else 0)]
        + [_target_min(each, start) for each in plan if session.ended is None]
    )
    return ChartView(
        now=now,
        low=min([LOW_MMHG, *(_step_down(bar.low - 5) for bar in bars)]),
        high=max([HIGH_MMHG, *(_step_down(bar.high + 25) for bar in bars)]),
        first=min(-STEP_MIN, *(bar.x - 3 for bar in bars)) if bars else -STEP_MIN,
        last=(last // STEP_MIN + 1) * STEP_MIN,
        bars=bars,
        bands=tuple(_bands(session)),
        levels=tuple(_levels(session)),
        flags=flags(session, start),
        coming=tuple(_coming(each, start) for each in plan if _is_shown(each)),
        gaps=tuple(_gaps(session, start, end)),
        saturation_limits=_saturation_limits(session),
        has_oximeter=Role.OXIMETER in session.devices,
        simulated=session.simulated,
    )


def _step_down(value: float) -> float:
    return value // 20 * 20


def tick_step(minutes: float, most: float) -> float:
    """Return minutes between ticks so that no more than `most` fit in."""
    return next((float(each) for each in _TICKS_MIN if minutes / each <= most), _TICKS_MIN[-1])


def _target_min(each: Due, start: Instant) -> float:
    return (each.target_s - start.elapsed_s) / 60


def _bar(session: Session, reading: Reading, start: Instant, amended: str) -> Bar:
    measured = reading.measurement
    low, high = measured.diastolic or 0.0, measured.systolic or 0.0
    came = say("arrived {time}").format(time=clock(session, reading.at.utc))
    late = came if arrived_late(session, reading) else ""
    mark = ", ".join(filter(None, (_mark(reading), late, of_time(reading), amended)))
    words = f"{clock(session, reading.when.utc)}  {number(high)}/{number(low)}"
    words += (
        say(", pulse {pulse_rate}").format(pulse_rate=number(measured.pulse_rate))
        if measured.pulse_rate
        else ""
    )
    return Bar(
        seq=reading.seq,
        x=reading.when.minutes_since(start),
        low=low,
        high=high,
        mean=measured.mean,
        pulse=measured.pulse_rate,
        standing=_standing(reading),
        mark=mark,
        words=f"{words}{', ' + mark if mark else ''}",
    )


def _standing(reading: Reading) -> Standing:
    if not reading.counts:
        return Standing.HOLLOW
    return Standing.BESIDE if reading.role is Role.SECOND_CUFF else Standing.COUNTS


def _mark(reading: Reading) -> str:
    second = say(ROLES[Role.SECOND_CUFF]) if reading.role is Role.SECOND_CUFF else ""
    return ", ".join(filter(None, (second, _doubt(reading))))


def _doubt(reading: Reading) -> str:
    if reading.error_reason is not None:
        return say("excluded: {error_reason}").format(error_reason=reading.error_reason)
    if reading.source is not None or reading.provenance is Provenance.MANUAL:
        return say("typed")
    if reading.counts:
        return ""
    return reading.provenance.value


def _bands(session: Session) -> list[Band]:
    """Return the spans above each systolic limit, up to the next graver one."""
    rules = sorted(
        (
            (rule.bound.value, rule.priority, rule.id)
            for rule in session.alarm_rules
            if rule.signal is Signal.SYSTOLIC and rule.bound is not None and is_high(rule.bound)
        ),
    )
    tops = [value for value, _priority, _rule in rules[1:]] + [HIGH_MMHG]
    return [
        Band(
            low=value,
            high=top,
            priority=priority,
            words=say("systolic {value:g} · {who}").format(value=value, who=who_set(session, rule)),
        )
        for (value, priority, rule), top in zip(rules, tops, strict=True)
        if value < HIGH_MMHG
    ]


def _levels(session: Session) -> list[Level]:
    base = baseline(session)
    if base is None or not (session.doses or session.gate):
        return []
    pair = f"{number(base.systolic)}/{number(base.diastolic)}"
    levels = [
        Level(y=base.systolic, words=say("baseline {pair}").format(pair=pair), limit=False),
        Level(y=base.diastolic, words="", limit=False),
    ]
    rise = _lowest_rise(session, base)
    if rise is not None:
        levels.append(
            Level(y=rise, words=say("rise limit {rise}").format(rise=number(rise)), limit=True)
        )
    return levels


def _lowest_rise(session: Session, base: Baseline) -> float | None:
    rises = [
        base.systolic + rule.bound.value
        for rule in session.alarm_rules
        if rule.signal is Signal.SYSTOLIC_RISE and rule.bound is not None
        if rule.priority is not Priority.LOW
    ]
    return min(rises, default=None)


def _is_shown(each: Due) -> bool:
    """Return whether a scheduled reading is on the chart: an offer that nobody took is not."""
    return each.open or (each.state is DueState.MISSED and each.required)


def _coming(each: Due, start: Instant) -> Coming:
    missed = each.state is DueState.MISSED
    words = (
        say("when back") if each.reading.on_return else say("final") if each.reading.final else ""
    )
    words = words if each.required else say("optional")
    return Coming(
        x=_target_min(each, start),
        words=say("missed") if missed else words,
        missed=missed,
        optional=not each.required,
    )


def _gaps(session: Session, start: Instant, end: Instant) -> Iterator[Gap]:
    """Yield the spans without a source: those that are over, and those that still last."""
    for gone in session.remote.gaps_until(end):
        about = (say("link down"), Role.CUFF)
        yield _span(gone.start, gone.end or end, start, about)
    for each in session.silences:
        yield _gap(each.role, each.start, each.end or end, start)
    for role, latest in session.sample_latest.items():
        lasted_s = end.elapsed_s - latest.at.elapsed_s
        known = any(each.role is role and each.end is None for each in session.silences)
        typed = latest.provenance is Provenance.MANUAL
        if lasted_s <= STREAM_GAP_S or known or typed or session.ended is not None:
            continue
        if role not in session.devices:
            continue
        grown_s = lasted_s // GROWS_S * GROWS_S
        yield _gap(role, latest.at, latest.at.later(seconds=grown_s), start)


def _gap(role: Role, begin: Instant, end: Instant, start: Instant) -> Gap:
    return _span(begin, end, start, (say("{roles} silent").format(roles=say(ROLES[role])), role))


def _span(begin: Instant, end: Instant, start: Instant, about: tuple[str, Role]) -> Gap:
    words, role = about
    return Gap(
        start=begin.minutes_since(start), end=end.minutes_since(start), words=words, role=role
    )


def _saturation_limits(session: Session) -> tuple[float, ...]:
    """Return below which SpO2 an alarm of the preset is raised, each once."""
    rules = [rule for rule in session.alarm_rules if rule.signal is Signal.SPO2]
    return tuple(sorted({rule.bound.value for rule in rules if rule.bound is not None}))
