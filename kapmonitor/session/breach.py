"""One value against one limit: whether it is beyond it, by how much, and where it would begin.

A rise and a fall are reckoned from the baseline; without one there is neither.
"""

from __future__ import annotations

from kapmonitor.language import figure, mark, say
from kapmonitor.session.baseline import Baseline
from kapmonitor.session.fact import fact
from kapmonitor.session.protocol import AlarmRule, Bound, Signal
from kapmonitor.session.words import SIGNAL_WORDS, is_high, margin

VALUE_OF = {
    Signal.SYSTOLIC: Signal.SYSTOLIC,
    Signal.SYSTOLIC_RISE: Signal.SYSTOLIC,
    Signal.SYSTOLIC_FALL: Signal.SYSTOLIC,
    Signal.DIASTOLIC: Signal.DIASTOLIC,
    Signal.DIASTOLIC_RISE: Signal.DIASTOLIC,
    Signal.HEART_RATE: Signal.HEART_RATE,
    Signal.SPO2: Signal.SPO2,
}
"""Which vital sign a limit is about."""

_SHORT = {
    Signal.SYSTOLIC_RISE: mark("Rise"),
    Signal.DIASTOLIC_RISE: mark("Rise"),
    Signal.SYSTOLIC_FALL: mark("Fall"),
}


@fact
class Breach:
    """A rule that a value trips."""

    rule: AlarmRule
    bound: Bound
    measured: float
    """What the bound is compared with: the value, or its rise or fall."""

    @property
    def words(self) -> str:
        """Say the limit and by how much it is passed."""
        said = margin(self.bound, self.measured)
        if self.rule.signal in {Signal.HEART_RATE, Signal.SPO2}:
            return f"{said.capitalize()}."
        name = say(_SHORT.get(self.rule.signal, SIGNAL_WORDS[self.rule.signal]))
        return f"{name} {figure(self.measured, '.4g')}, {said}."


def breach(rule: AlarmRule, value: float, compared: Baseline | None) -> Breach | None:
    """Return how a value trips a rule; None when it does not."""
    measured = _measured(rule.signal, value, compared)
    if measured is None or rule.bound is None or not rule.bound.holds(measured):
        return None
    if not _far_below(rule, value, compared):
        return None
    return Breach(rule=rule, bound=rule.bound, measured=measured)


def threshold(found: Breach, compared: Baseline | None) -> float:
    """Return the value itself that trips a rule, a rise or fall reckoned from the baseline."""
    if compared is None:
        return found.bound.value
    origins = {
        Signal.SYSTOLIC_RISE: compared.systolic + found.bound.value,
        Signal.DIASTOLIC_RISE: compared.diastolic + found.bound.value,
        Signal.SYSTOLIC_FALL: compared.systolic - found.bound.value,
    }
    return origins.get(found.rule.signal, found.bound.value)


def is_high_side(rule: AlarmRule) -> bool:
    """Return whether a rule is about a value that is too high; a fall is not."""
    return (
        rule.bound is not None and is_high(rule.bound) and rule.signal is not Signal.SYSTOLIC_FALL
    )


def _measured(signal: Signal, value: float, compared: Baseline | None) -> float | None:
    match signal:
        case Signal.SYSTOLIC_RISE:
            return None if compared is None else value - compared.systolic
        case Signal.DIASTOLIC_RISE:
            return None if compared is None else value - compared.diastolic
        case Signal.SYSTOLIC_FALL:
            return None if compared is None else compared.systolic - value
        case _:
            return value


def _far_below(rule: AlarmRule, value: float, compared: Baseline | None) -> bool:
    """Return whether a value is as far below baseline as the rule asks, where that is known."""
    if rule.at_least_below_baseline is None or compared is None or compared.heart_rate is None:
        return True
    return compared.heart_rate - value >= rule.at_least_below_baseline
