"""The automatic criteria: minimum time, and vital signs from readings that are fresh and spaced.

A pressure passes when it lies within so many percent of the baseline, or within the preset's
absolute range, and in any case under the cap. Percent alone would hold the person whose low
baseline has merely normalised, absolute alone the treated person who is back at theirs.
"""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.language import figure, mark, say
from kapmonitor.session.baseline import Baseline, baseline
from kapmonitor.session.criterion import CriterionResult, Result
from kapmonitor.session.instant import Instant
from kapmonitor.session.protocol import Bound, Signal
from kapmonitor.session.readings import Vital, countable, vital
from kapmonitor.session.schedule import earliest_discharge
from kapmonitor.session.state import Reading, Session
from kapmonitor.session.words import in_words

_NO_DOSE = mark("No dose was recorded.")


def minimum_time(session: Session, at: Instant) -> Iterator[CriterionResult]:
    """Yield whether the minimum time since the last dose is over."""
    minutes = session.preset.discharge.minimum_observation_min
    earliest = earliest_discharge(session)
    text = say("At least {minutes:g} minutes since the last dose").format(minutes=minutes)
    if earliest is None:
        yield _result("minimum-time", text, Result.UNKNOWN, say(_NO_DOSE))
        return
    last = max(session.doses, key=lambda dose: dose.taken.elapsed_s)
    passed = at.minutes_since(last.taken)
    over = at.elapsed_s >= earliest.elapsed_s
    yield CriterionResult(
        id="minimum-time",
        text=text,
        result=Result.MET if over else Result.NOT_MET,
        reason=say("{passed} of {minutes:g} min.").format(passed=int(passed), minutes=minutes),
        evidence=(last.seq,),
        needs="" if over else say("{minutes:.0f} min more.").format(minutes=minutes - passed),
    )


def blood_pressure(session: Session, at: Instant) -> Iterator[CriterionResult]:
    """Yield how the last readings stand against baseline, range and cap."""
    rule = session.preset.discharge.vitals
    text = say("Blood pressure near baseline or in range, {readings} readings").format(
        readings=rule.readings
    )
    readings, missing = _fresh(session, at)
    judged = [_pressure(session, reading, baseline(session)) for reading in readings]
    evidence = tuple(reading.seq for reading in readings)
    for wanted in (Result.NOT_MET, Result.UNKNOWN):
        for result, reason in judged:
            if result is wanted:
                yield _vital("blood-pressure", text, (wanted, reason), evidence)
                return
    if missing:
        yield _vital("blood-pressure", text, (Result.UNKNOWN, missing), evidence)
        return
    yield _vital("blood-pressure", text, (Result.MET, judged[-1][1]), evidence)


def heart_rate(session: Session, at: Instant) -> Iterator[CriterionResult]:
    """Yield whether the newest heart rate lies in range."""
    bounds = session.preset.discharge.vitals.heart_rate
    seen = _fresh_vital(session, Signal.HEART_RATE, at)
    text = say("Heart rate in range")
    if seen is None:
        yield _vital("heart-rate", text, (Result.UNKNOWN, say("No fresh heart rate.")), ())
        return
    inside = all(bound.holds(seen.value) for bound in bounds)
    result = Result.MET if inside else Result.NOT_MET
    reason = say("Heart rate {seen:.4g} ({in_words}).").format(
        seen=seen.value, in_words=in_words(bounds)
    )
    yield _vital("heart-rate", text, (result, reason), (seen.seq,))


def saturation(session: Session, at: Instant) -> Iterator[CriterionResult]:
    """Yield whether saturation is in range, in sessions where it was measured."""
    bound = session.preset.discharge.vitals.spo2
    if bound is None or vital(session, Signal.SPO2) is None:
        return
    seen = _fresh_vital(session, Signal.SPO2, at)
    text = say("SpO2 in range")
    if seen is None:
        yield _vital("spo2", text, (Result.UNKNOWN, say("No fresh SpO2.")), ())
        return
    result = Result.MET if bound.holds(seen.value) else Result.NOT_MET
    reason = say("SpO2 {seen:.4g} % ({in_words}).").format(
        seen=seen.value, in_words=in_words((bound,))
    )
    yield _vital("spo2", text, (result, reason), (seen.seq,))


def _fresh(session: Session, at: Instant) -> tuple[tuple[Reading, ...], str]:
    """Return the readings that count, from the first of the spaced ones on, and what is missing.

    Every reading between them counts as well: a bad one among good ones is not passed over.
    """
    rule = session.preset.discharge.vitals
    if not session.doses:
        return (), say(_NO_DOSE)
    dosed = max(dose.taken.elapsed_s for dose in session.doses)
    fresh = [
        reading
        for reading in countable(session)
        if reading.complete
        and reading.when.elapsed_s > dosed
        and at.minutes_since(reading.when) <= rule.max_age_min
    ]
    spaced = _spaced(fresh, rule.spacing_min)
    if len(spaced) < rule.readings:
        return tuple(fresh), _missing(session, len(spaced))
    first = spaced[rule.readings - 1]
    return tuple(fresh[fresh.index(first) :]), ""


def _spaced(fresh: list[Reading], spacing_min: float) -> list[Reading]:
    """Return the readings so far apart, the newest first."""
    picked: list[Reading] = []
    for reading in reversed(fresh):
        if not picked or picked[-1].when.minutes_since(reading.when) >= spacing_min:
            picked.append(reading)
    return picked


def _missing(session: Session, have: int) -> str:
    rule = session.preset.discharge.vitals
    spaced = (
        say(", {spacing_min:g} min apart").format(spacing_min=rule.spacing_min)
        if rule.readings > 1
        else ""
    )
    return say("{have} of {readings} readings of the last {max_age_min:g} min{spaced}.").format(
        have=have, readings=rule.readings, max_age_min=rule.max_age_min, spaced=spaced
    )


def _pressure(session: Session, reading: Reading, compared: Baseline | None) -> tuple[Result, str]:
    rule = session.preset.discharge.vitals
    systolic = reading.measurement.systolic or 0.0
    diastolic = reading.measurement.diastolic or 0.0
    said = f"{figure(systolic, '.4g')}/{figure(diastolic, '.4g')}"
    if not (rule.systolic_cap.holds(systolic) and rule.diastolic_cap.holds(diastolic)):
        caps = f"{figure(rule.systolic_cap.value)}/{figure(rule.diastolic_cap.value)}"
        return Result.NOT_MET, say("{said}, not below {caps}.").format(said=said, caps=caps)
    known = compared if compared is not None and compared.complete else None
    halves = (
        _half(systolic, rule.systolic, known.systolic if known else None, rule.within_percent),
        _half(diastolic, rule.diastolic, known.diastolic if known else None, rule.within_percent),
    )
    if Result.NOT_MET in halves:
        near = f"{figure(known.systolic, '.4g')}/{figure(known.diastolic, '.4g')}" if known else ""
        return Result.NOT_MET, (
            say(
                "{said}, baseline {near}: neither within {within_percent:g} % nor in range."
            ).format(said=said, near=near, within_percent=rule.within_percent)
        )
    if Result.UNKNOWN in halves:
        return Result.UNKNOWN, say(
            "{said} is out of range, and there is no baseline to compare with."
        ).format(said=said)
    return Result.MET, f"{said}."


def _half(
    value: float, bounds: tuple[Bound, ...], compared: float | None, percent: float
) -> Result:
    if all(bound.holds(value) for bound in bounds):
        return Result.MET
    if compared is None:
        return Result.UNKNOWN
    near = abs(value - compared) <= compared * percent / 100
    return Result.MET if near else Result.NOT_MET


def _fresh_vital(session: Session, signal: Signal, at: Instant) -> Vital | None:
    """Return the newest value taken since the last dose, unless it is too old."""
    seen = vital(session, signal)
    dosed = max((dose.taken.elapsed_s for dose in session.doses), default=None)
    if seen is None or dosed is None or seen.at.elapsed_s <= dosed:
        return None
    fresh = at.minutes_since(seen.at) <= session.preset.discharge.vitals.max_age_min
    return seen if fresh else None


def _vital(
    name: str, text: str, judged: tuple[Result, str], evidence: tuple[int, ...]
) -> CriterionResult:
    result, reason = judged
    return CriterionResult(
        id=name,
        text=text,
        result=result,
        reason=reason,
        evidence=evidence,
        needs="" if result is Result.MET else say("Take a reading."),
        from_readings=True,
    )


def _result(name: str, text: str, result: Result, reason: str) -> CriterionResult:
    return CriterionResult(id=name, text=text, result=result, reason=reason, needs=reason)
