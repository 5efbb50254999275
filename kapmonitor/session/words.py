"""Words that several parts of the core say in the same way."""

from __future__ import annotations

from collections.abc import Iterable

from kapmonitor.language import mark, say
from kapmonitor.session.protocol import Bound, Comparison, Signal
from kapmonitor.session.state import Session

SIGNAL_WORDS = {
    Signal.SYSTOLIC: mark("Systolic"),
    Signal.DIASTOLIC: mark("Diastolic"),
    Signal.HEART_RATE: mark("Heart rate"),
    Signal.SPO2: mark("SpO2"),
    Signal.SYSTOLIC_RISE: mark("Systolic rise"),
    Signal.DIASTOLIC_RISE: mark("Diastolic rise"),
    Signal.SYSTOLIC_FALL: mark("Systolic fall"),
    Signal.MOAAS: mark("MOAA/S"),
    Signal.RED_FLAG: mark("Red flag"),
    Signal.MEDIUM_PERSISTING_MIN: mark("Minutes of a medium alarm"),
    Signal.MEDIUM_CONFIRMED_SYMPTOMS: mark("Symptoms beside a confirmed medium alarm"),
    Signal.MEDIUM_UNACKNOWLEDGED_MIN: mark("Minutes of an unanswered medium alarm"),
}
_SIDES = {
    Comparison.ABOVE: mark("above {:g}"),
    Comparison.AT_OR_ABOVE: mark("from {:g}"),
    Comparison.BELOW: mark("below {:g}"),
    Comparison.AT_OR_BELOW: mark("up to {:g}"),
}
_OVER = (Comparison.ABOVE, Comparison.AT_OR_ABOVE)


def term(session: Session, code: str) -> str:
    """Return what a logged entry is called: as the preset's button, else its code in words."""
    buttons = (*session.preset.observations, *session.preset.red_flags)
    labels = {seen.code: seen.label for seen in session.observations}
    labels |= {button.code: button.label for button in buttons}
    return say(labels.get(code, "")) or code.replace("-", " ").capitalize()


def margin(bound: Bound, value: float) -> str:
    """Say which limit a value is beyond, and by how much."""
    off = abs(value - bound.value)
    if not off:
        return say("at the limit of {bound:g}").format(bound=bound.value)
    return say("limit {bound:g}: {off:.4g} {part}").format(
        bound=bound.value, off=off, part=say("over") if is_high(bound) else say("under")
    )


def in_words(bounds: Iterable[Bound]) -> str:
    """Say where a value has to lie to hold every bound."""
    match sorted(bounds, key=lambda bound: bound.value):
        case [
            Bound(comparison=Comparison.AT_OR_ABOVE, value=low),
            Bound(comparison=Comparison.AT_OR_BELOW, value=high),
        ]:
            return say("{low:g} to {high:g}").format(low=low, high=high)
        case each:
            return say(" and ").join(
                say(_SIDES[bound.comparison]).format(bound.value) for bound in each
            )


def is_high(bound: Bound) -> bool:
    """Return whether a bound is tripped from below."""
    return bound.comparison in _OVER


def call_prescriber(session: Session) -> str:
    """Say whom to call, with the number where the order has it."""
    order = session.order
    if order is None or not order.prescriber_phone:
        return say("Call the prescriber.")
    return say("Call the prescriber, {prescriber_phone}.").format(
        prescriber_phone=order.prescriber_phone
    )


def with_numbers(session: Session, action: str) -> str:
    """Return what to do, with the numbers of those whom it says to call."""
    said, lower = say(action.strip()), action.lower()
    order = session.order
    if "prescriber" in lower and order is not None and order.prescriber_phone:
        said += say(" Prescriber: {prescriber_phone}.").format(
            prescriber_phone=order.prescriber_phone
        )
    calls_help = any(word in lower for word in ("emergency", "call for help"))
    if calls_help and session.place is not None and session.place.emergency_number:
        said += say(" Emergency number there: {emergency_number}.").format(
            emergency_number=session.place.emergency_number
        )
    elif calls_help and session.place is None and session.emergency_number:
        said += say(" Emergency number: {emergency_number}.").format(
            emergency_number=session.emergency_number
        )
    return said
