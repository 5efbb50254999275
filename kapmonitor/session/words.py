"""Words that several parts of the core say in the same way."""

from __future__ import annotations

from collections.abc import Iterable

from kapmonitor.session.protocol import Bound, Comparison, Signal
from kapmonitor.session.state import Session

SIGNAL_WORDS = {
    Signal.SYSTOLIC: "Systolic",
    Signal.DIASTOLIC: "Diastolic",
    Signal.HEART_RATE: "Heart rate",
    Signal.SPO2: "SpO2",
    Signal.SYSTOLIC_RISE: "Systolic rise",
    Signal.DIASTOLIC_RISE: "Diastolic rise",
    Signal.SYSTOLIC_FALL: "Systolic fall",
    Signal.MOAAS: "MOAA/S",
    Signal.RED_FLAG: "Red flag",
    Signal.MEDIUM_PERSISTING_MIN: "Minutes of a medium alarm",
    Signal.MEDIUM_CONFIRMED_SYMPTOMS: "Symptoms beside a confirmed medium alarm",
    Signal.MEDIUM_UNACKNOWLEDGED_MIN: "Minutes of an unanswered medium alarm",
}
_SIDES = {
    Comparison.ABOVE: "above {:g}",
    Comparison.AT_OR_ABOVE: "from {:g}",
    Comparison.BELOW: "below {:g}",
    Comparison.AT_OR_BELOW: "up to {:g}",
}
_OVER = (Comparison.ABOVE, Comparison.AT_OR_ABOVE)


def term(session: Session, code: str) -> str:
    """Return what a logged entry is called: as the preset's button, else its code in words."""
    buttons = (*session.preset.observations, *session.preset.red_flags)
    labels = {seen.code: seen.label for seen in session.observations}
    labels |= {button.code: button.label for button in buttons}
    return labels.get(code) or code.replace("-", " ").capitalize()


def margin(bound: Bound, value: float) -> str:
    """Say which limit a value is beyond, and by how much."""
    off = abs(value - bound.value)
    if not off:
        return f"at the limit of {bound.value:g}"
    return f"limit {bound.value:g}: {off:.4g} {'over' if is_high(bound) else 'under'}"


def in_words(bounds: Iterable[Bound]) -> str:
    """Say where a value has to lie to hold every bound."""
    match sorted(bounds, key=lambda bound: bound.value):
        case [
            Bound(comparison=Comparison.AT_OR_ABOVE, value=low),
            Bound(comparison=Comparison.AT_OR_BELOW, value=high),
        ]:
            return f"{low:g} to {high:g}"
        case each:
            return " and ".join(_SIDES[bound.comparison].format(bound.value) for bound in each)


def is_high(bound: Bound) -> bool:
    """Return whether a bound is tripped from below."""
    return bound.comparison in _OVER


def call_prescriber(session: Session) -> str:
    """Say whom to call, with the number where the order has it."""
    order = session.order
    if order is None or not order.prescriber_phone:
        return "Call the prescriber."
    return f"Call the prescriber, {order.prescriber_phone}."


def with_numbers(session: Session, action: str) -> str:
    """Return what to do, with the numbers of those whom it says to call."""
    said = action.strip()
    lower = said.lower()
    order = session.order
    if "prescriber" in lower and order is not None and order.prescriber_phone:
        said += f" Prescriber: {order.prescriber_phone}."
    calls_help = any(word in lower for word in ("emergency", "call for help"))
    if calls_help and session.place is not None and session.place.emergency_number:
        said += f" Emergency number there: {session.place.emergency_number}."
    elif calls_help and session.place is None and session.emergency_number:
        said += f" Emergency number: {session.emergency_number}."
    return said
