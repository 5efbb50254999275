"""Limits of one patient in words: the value, the preset's, by whom and why. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from kapmonitor.language import figure, mark, say
from kapmonitor.session.limits import is_wider, movable, personal_limits
from kapmonitor.session.protocol import AlarmRule, Comparison, Signal
from kapmonitor.session.state import PersonalLimit, Session
from kapmonitor.session.vocabulary import Priority

_SIGNALS = {
    Signal.SYSTOLIC: mark("systolic"),
    Signal.SYSTOLIC_RISE: mark("systolic rise"),
    Signal.SYSTOLIC_FALL: mark("systolic fall"),
    Signal.DIASTOLIC: mark("diastolic"),
    Signal.DIASTOLIC_RISE: mark("diastolic rise"),
    Signal.HEART_RATE: mark("heart rate"),
    Signal.SPO2: mark("SpO₂"),
}
"""In the order in which they are listed."""
_SIDES = {
    Comparison.ABOVE: mark("{priority}: {signal} above"),
    Comparison.AT_OR_ABOVE: mark("{priority}: {signal} from"),
    Comparison.BELOW: mark("{priority}: {signal} below"),
    Comparison.AT_OR_BELOW: mark("{priority}: {signal} up to"),
}
_PRIORITIES = {
    Priority.HIGH: mark("high"),
    Priority.MEDIUM: mark("medium"),
    Priority.LOW: mark("low"),
}


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One limit that could be moved for this patient."""

    rule: str
    words: str
    """Which limit, its priority and the value in force."""
    own: float
    """The preset's value."""
    room: str
    """How far it may be moved, and from where on a prescriber has to be named."""
    personal: str
    """Who made it personal, and why; empty: it is the preset's own."""


def limit_lines(session: Session) -> tuple[LimitLine, ...]:
    """Return every limit that could be made personal, the gravest of each sign first."""
    order = [*_SIGNALS]
    rules = sorted(
        movable(session.preset),
        key=lambda rule: (order.index(rule.signal), -rule.priority.rank),
    )
    return tuple(_line(session, rule) for rule in rules)


def personal_lines(session: Session) -> tuple[str, ...]:
    """Return the personal limits in force, a line each."""
    changes = personal_limits(session).values()
    return tuple(change_words(session, change) for change in changes)


def change_words(session: Session, change: PersonalLimit) -> str:
    """Return one change of a limit: what it became, what it is by the preset, by whom and why."""
    rule = next((each for each in movable(session.preset) if each.id == change.rule), None)
    if rule is None or rule.bound is None:
        return change.rule
    name = limit_name(rule)
    if change.restored:
        became = say("{limit} {own:g} again, as the preset has it")
    elif change.value is None:
        became = say("{limit} {own:g}: off for this patient")
    else:
        became = say("{limit} {value:g} instead of {own:g}")
    said = became.format(limit=name, own=rule.bound.value, value=change.value)
    who = change.by
    if change.authorised_by:
        agreed = say("agreed by {name}").format(name=change.authorised_by)
        who = f"{who}, {agreed}" if who else agreed
    return f"{said} ({who}): {change.reason}" if who else f"{said}: {change.reason}"


def limit_name(rule: AlarmRule) -> str:
    """Return which limit a rule is: "Medium: systolic from"."""
    side = rule.bound.comparison if rule.bound is not None else Comparison.AT_OR_ABOVE
    signal = _SIGNALS.get(rule.signal)
    return say(_SIDES[side]).format(
        priority=say(_PRIORITIES[rule.priority]).capitalize(),
        signal=say(signal) if signal is not None else rule.id,
    )


def _line(session: Session, rule: AlarmRule) -> LimitLine:
    own = rule.bound.value if rule.bound is not None else 0.0
    change = personal_limits(session).get(rule.id)
    now = figure(own)
    if change is not None:
        now = say("off") if change.value is None else figure(change.value)
    return LimitLine(
        rule=rule.id,
        words=f"{limit_name(rule)} {now}",
        own=own,
        room=_room(session, rule, own),
        personal="" if change is None else change_words(session, change),
    )


def _room(session: Session, rule: AlarmRule, own: float) -> str:
    room = next((each for each in session.limit_rooms if each.rule == rule.id), None)
    if room is None:
        return say("This limit stays as the preset has it.")
    said = say("From {low:g} to {high:g}.").format(low=room.low, high=room.high)
    ceiling = room.ceiling if is_wider(rule, room.ceiling, own) else own
    past = say("Past {ceiling:g}, name the prescriber who agreed.").format(ceiling=ceiling)
    return f"{said} {past}"
