"""The gate before a dose: clear, held with every reason, or lapsed because it grew old.

It compares the averaged baseline with the limits that the clinic signed and says what the preset
says to do next; it never says to give a dose. A missing value holds as a bad one does. A booster
has its own gate: one fresh reading after the dose before, and the sedation score that the clinic
signed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from kapmonitor.language import figure, say
from kapmonitor.session.baseline import Baseline, Progress, baseline, progress
from kapmonitor.session.event import GateAssessed
from kapmonitor.session.fact import fact, replace
from kapmonitor.session.instant import Instant
from kapmonitor.session.protocol import Comparison, GateLimit, Signal
from kapmonitor.session.readings import countable, value_of, vital
from kapmonitor.session.remote_gate import of_the_link
from kapmonitor.session.state import Reading, Session
from kapmonitor.session.words import SIGNAL_WORDS, call_prescriber, margin

MOAAS = "moaas"
_HIGH_SIDE = (Comparison.ABOVE, Comparison.AT_OR_ABOVE)


class GateState(StrEnum):
    """Where the gate stands."""

    MEASURE = "measure"
    """Readings or rest are missing: the dose is held."""
    CLEAR = "clear"
    HOLD = "hold"
    LAPSED = "lapsed"
    OVERRIDDEN = "overridden"


@fact
class GateStatus:
    """The gate at one moment, in words for the screen."""

    state: GateState
    reasons: tuple[str, ...]
    """Why the dose is held; for an overridden gate, why it was."""
    next_step: str
    baseline: Baseline | None
    rechecks_left: int
    expires: Instant | None = None
    """When a clear or overridden gate closes again."""

    @property
    def open(self) -> bool:
        """Return whether a dose may be recorded at this gate."""
        return self.state in {GateState.CLEAR, GateState.OVERRIDDEN}


def gate_status(session: Session, at: Instant) -> GateStatus:
    """Return the gate before the first dose, overrides included."""
    judged = _with_link(judged_gate(session, at), tuple(of_the_link(session)))
    given = session.gate_override_at
    if judged.state is GateState.CLEAR or given is None:
        return judged
    return _overridden(session, judged, given, at)


def booster_status(session: Session, at: Instant) -> GateStatus:
    """Return the gate before a further dose, overrides included."""
    reasons = (*_booster_reasons(session, at), *of_the_link(session, booster=True))
    judged = GateStatus(
        state=GateState.HOLD if reasons else GateState.CLEAR,
        reasons=reasons,
        next_step=call_prescriber(session) if reasons else "",
        baseline=baseline(session),
        rechecks_left=0,
    )
    given = session.booster_override_at
    if not reasons or given is None:
        return judged
    return _overridden(session, judged, given, at)


def gate_changed(session: Session, at: Instant) -> GateAssessed | None:
    """Return what to record when the gate's own answer differs from the recorded one."""
    if session.baseline_begun is None or session.doses or session.ended is not None:
        return None
    judged = judged_gate(session, at)
    was_clear = session.gate is not None and session.gate.state == GateState.CLEAR
    match judged.state:
        case GateState.CLEAR | GateState.HOLD:
            answer = _as_fact(judged, judged.state)
            return None if answer == session.gate else answer
        case GateState.LAPSED if was_clear:
            return _as_fact(judged, GateState.LAPSED)
        case GateState.MEASURE if was_clear:
            return _as_fact(judged, GateState.HOLD)
        case _:
            return None


def limits_for(session: Session) -> tuple[GateLimit, ...]:
    """Return the limits in force at the patient's age."""
    age = session.age_years
    limits = session.preset.gate.limits
    by_age = [each for each in limits if each.over_age_years is not None]
    aged = [each for each in by_age if age is not None and age > (each.over_age_years or 0)]
    replaced = {(each.signal, each.bound.comparison in _HIGH_SIDE) for each in aged}
    return tuple(
        each
        for each in limits
        if each in aged
        or (
            each.over_age_years is None
            and (each.signal, each.bound.comparison in _HIGH_SIDE) not in replaced
        )
    )


def judged_gate(session: Session, at: Instant) -> GateStatus:
    """Return the gate's own answer, as if nobody had overridden it. A hold does not grow old."""
    done = progress(session)
    left = max(0, session.preset.gate.max_rechecks - session.rechecks)
    found = baseline(session) if done.complete else None
    if found is None:
        return _waiting(session, done, left)
    reasons = tuple(_over_limits(session, _values(session, found, at)))
    expires = found.at.later(seconds=session.preset.baseline.expires_min * 60)
    if reasons:
        return GateStatus(
            state=GateState.HOLD,
            reasons=reasons,
            next_step=_after_hold(session, left),
            baseline=found,
            rechecks_left=left,
        )
    if at.elapsed_s > expires.elapsed_s:
        return _lapsed(session, left)
    return GateStatus(
        state=GateState.CLEAR,
        reasons=(),
        next_step="",
        baseline=found,
        rechecks_left=left,
        expires=expires,
    )


def _waiting(session: Session, done: Progress, left: int) -> GateStatus:
    """Say what is missing, in words that do not change from second to second."""
    rule = session.preset.baseline
    grown_old = session.gate is not None and session.gate.state == GateState.LAPSED
    missing = say("Reading {count} of {needed} is still to be taken.").format(
        count=len(done.readings) + 1, needed=done.needed
    )
    if done.rest_until is None:
        missing = say("The rest of {rest_min:g} min was not started.").format(
            rest_min=rule.rest_min
        )
    elif done.needed > rule.readings:
        missing = say(
            "The readings differ by {third_if_differs_by:g} mmHg or more: take one more."
        ).format(third_if_differs_by=rule.third_if_differs_by)
    return GateStatus(
        state=GateState.LAPSED if grown_old else GateState.MEASURE,
        reasons=(missing,),
        next_step=say("Rest, then take {needed} readings {spacing_min:g} min apart.").format(
            needed=done.needed, spacing_min=rule.spacing_min
        ),
        baseline=None,
        rechecks_left=left,
    )


def _lapsed(session: Session, left: int) -> GateStatus:
    old = session.preset.baseline.expires_min
    return GateStatus(
        state=GateState.LAPSED,
        reasons=(say("The baseline is older than {old:g} min.").format(old=old),),
        next_step=say("Take the baseline again."),
        baseline=None,
        rechecks_left=left,
    )


def _with_link(judged: GateStatus, reasons: tuple[str, ...]) -> GateStatus:
    """Hold for what the link lacks, beside what the readings say."""
    if not reasons:
        return judged
    clear = judged.state is GateState.CLEAR
    return replace(
        judged,
        state=GateState.HOLD if clear else judged.state,
        reasons=(*judged.reasons, *reasons),
        next_step=say("Connect the patient's side, or read aloud and type.")
        if clear
        else judged.next_step,
    )


def _overridden(session: Session, judged: GateStatus, given: Instant, at: Instant) -> GateStatus:
    """An override lasts as long as a baseline does."""
    expires = given.later(seconds=session.preset.baseline.expires_min * 60)
    if at.elapsed_s > expires.elapsed_s:
        return judged
    return GateStatus(
        state=GateState.OVERRIDDEN,
        reasons=judged.reasons,
        next_step=judged.next_step,
        baseline=judged.baseline,
        rechecks_left=judged.rechecks_left,
        expires=expires,
    )


def _as_fact(judged: GateStatus, state: GateState) -> GateAssessed:
    found = judged.baseline
    return GateAssessed(
        state=state.value,
        reasons=(*judged.reasons, judged.next_step) if judged.next_step else judged.reasons,
        systolic=found.systolic if found else None,
        diastolic=found.diastolic if found else None,
        pulse_rate=found.heart_rate if found else None,
        evidence=found.evidence if found else (),
    )


def _after_hold(session: Session, left: int) -> str:
    rule = session.preset.gate
    if left == 0:
        return say("Held after {max_rechecks} rechecks. Do not dose. {call_prescriber}").format(
            max_rechecks=rule.max_rechecks, call_prescriber=call_prescriber(session)
        )
    return say(
        "Rest {recheck_wait_min:g} min, then measure again: "
        "recheck {recheck} of {max_rechecks}. {call_prescriber}"
    ).format(
        recheck_wait_min=rule.recheck_wait_min,
        recheck=rule.max_rechecks - left + 1,
        max_rechecks=rule.max_rechecks,
        call_prescriber=call_prescriber(session),
    )


def _values(session: Session, found: Baseline, at: Instant) -> dict[Signal, float]:
    values = {Signal.SYSTOLIC: found.systolic, Signal.DIASTOLIC: found.diastolic}
    if found.heart_rate is not None:
        values[Signal.HEART_RATE] = found.heart_rate
    seen = vital(session, Signal.SPO2)
    if seen is not None and at.minutes_since(seen.at) <= session.preset.baseline.expires_min:
        values[Signal.SPO2] = seen.value
    return values


def _over_limits(session: Session, values: Mapping[Signal, float]) -> Iterator[str]:
    missing: set[Signal] = set()
    for limit in limits_for(session):
        value = values.get(limit.signal)
        if value is None:
            if limit.required and limit.signal not in missing:
                missing.add(limit.signal)
                yield say("{signal_words} was not measured.").format(
                    signal_words=say(SIGNAL_WORDS[limit.signal])
                )
        elif limit.bound.holds(value):
            name, shown = say(SIGNAL_WORDS[limit.signal]), figure(value, ".4g")
            yield f"{name} {shown}, {margin(limit.bound, value)}."


def _booster_reasons(session: Session, at: Instant) -> Iterator[str]:
    if not session.preset.booster.allowed:
        yield say("The preset does not allow a further dose.")
    if session.order is None or not session.order.booster_allowed:
        yield say("The order does not allow a further dose.")
    if not session.doses:
        yield say("No dose was taken yet.")
        return
    yield from _booster_reading(session, at)
    yield from _booster_sedation(session, at)


def _booster_reading(session: Session, at: Instant) -> Iterator[str]:
    rule = session.preset.booster
    reading = _newest_since_dose(session)
    if reading is None:
        yield say("No reading since the dose before.")
        return
    if at.minutes_since(reading.when) > rule.reading_max_age_min:
        yield say("The last reading is older than {reading_max_age_min:g} min.").format(
            reading_max_age_min=rule.reading_max_age_min
        )
    signals = (Signal.SYSTOLIC, Signal.DIASTOLIC, Signal.HEART_RATE)
    values = {
        signal: value for signal in signals if (value := value_of(reading, signal)) is not None
    }
    for signal in (Signal.HEART_RATE, Signal.SPO2):
        seen = vital(session, signal)
        if seen and signal not in values and at.minutes_since(seen.at) <= rule.reading_max_age_min:
            values[signal] = seen.value
    yield from _over_limits(session, values)


def _newest_since_dose(session: Session) -> Reading | None:
    last = max(dose.taken.elapsed_s for dose in session.doses)
    since = [each for each in countable(session) if each.complete and each.when.elapsed_s > last]
    return since[-1] if since else None


def _booster_sedation(session: Session, at: Instant) -> Iterator[str]:
    rule = session.preset.booster
    if rule.moaas_at_least is None:
        yield say("The clinic has not signed a sedation score (MOAA/S) for a further dose.")
        return
    last = max(dose.taken.elapsed_s for dose in session.doses)
    scores = [each for each in session.scores if each.scale == MOAAS and each.at.elapsed_s > last]
    if not scores or at.minutes_since(scores[-1].at) > rule.reading_max_age_min:
        yield say("MOAA/S was not scored in the last {reading_max_age_min:g} min.").format(
            reading_max_age_min=rule.reading_max_age_min
        )
    elif scores[-1].value < rule.moaas_at_least:
        yield say("MOAA/S {scores:g}, at least {moaas_at_least} asked for.").format(
            scores=scores[-1].value, moaas_at_least=rule.moaas_at_least
        )
