"""The lozenge in the mouth: timer, swish cue and reminder, all from the order.

There is no built-in hold time and no built-in swish interval: without an order that names them,
nothing is cued and nothing is overdue.
"""

from __future__ import annotations

from enum import StrEnum

from kapmonitor.session.fact import fact
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Session

SWISH_CUE_S = 10.0
"""How long the cue to swish stays lit."""


class LozengeState(StrEnum):
    """Where the lozenge is."""

    IN_MOUTH = "in_mouth"
    TIME_IS_UP = "time_is_up"
    """The hold time is over; it is to be taken out."""
    NOT_RECORDED_OUT = "not_recorded_out"
    OUT = "out"


@fact
class LozengeStatus:
    """The lozenge of the last dose at one moment."""

    state: LozengeState
    in_mouth_s: float
    """How long it is, or was, in the mouth."""
    out_due: Instant | None
    """When the order has it taken out; None: the order does not say."""
    swish_now: bool
    next_swish: Instant | None


def lozenge_status(session: Session, at: Instant) -> LozengeStatus | None:
    """Return where the lozenge is; None when none was given."""
    dose = next((d for d in session.doses if _is_of(session, d.seq)), None)
    if session.lozenge is None or dose is None:
        return None
    out = session.lozenge.out
    due = _out_due(session, dose.taken)
    passed = (out or at).elapsed_s - dose.taken.elapsed_s
    following = None if out else _next_swish(session, dose.taken, at)
    return LozengeStatus(
        state=_state(session, at, due),
        in_mouth_s=passed,
        out_due=due,
        swish_now=out is None and _swish_now(session, passed, due, at),
        next_swish=following if due is None or following is None else _before(following, due),
    )


def _is_of(session: Session, seq: int) -> bool:
    return session.lozenge is not None and session.lozenge.dose_seq == seq


def _out_due(session: Session, taken: Instant) -> Instant | None:
    order = session.order
    if order is None or order.hold_min is None:
        return None
    return taken.later(seconds=order.hold_min * 60)


def _state(session: Session, at: Instant, due: Instant | None) -> LozengeState:
    if session.lozenge is not None and session.lozenge.out is not None:
        return LozengeState.OUT
    if due is None or at.elapsed_s < due.elapsed_s:
        return LozengeState.IN_MOUTH
    rule = session.preset.lozenge
    late = rule is not None and at.minutes_since(due) >= rule.not_out_low_after_min
    return LozengeState.NOT_RECORDED_OUT if late else LozengeState.TIME_IS_UP


def _interval_s(session: Session) -> float | None:
    order = session.order
    if order is None or not order.swish_interval_min:
        return None
    return order.swish_interval_min * 60


def _next_swish(session: Session, taken: Instant, at: Instant) -> Instant | None:
    interval = _interval_s(session)
    if interval is None:
        return None
    passed = max(0.0, at.elapsed_s - taken.elapsed_s)
    return taken.later(seconds=(passed // interval + 1) * interval)


def _swish_now(session: Session, passed: float, due: Instant | None, at: Instant) -> bool:
    interval = _interval_s(session)
    if interval is None or passed < interval:
        return False
    over = due is not None and at.elapsed_s >= due.elapsed_s
    return passed % interval < SWISH_CUE_S and not over


def _before(moment: Instant, limit: Instant) -> Instant | None:
    return moment if moment.elapsed_s < limit.elapsed_s else None
