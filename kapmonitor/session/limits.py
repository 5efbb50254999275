"""Limits made personal for one patient: which are in force, and what each may become.

A personal limit beats the preset's (clinical ground truth, alarms, 10). How far it may be moved is
data that comes with the opening of the session: the clinic's ceiling, past which a prescriber has
to be named, and the guardrail, past which nobody goes. A clinic that set no ceiling has the
preset's own limit as its ceiling: every wider one then needs the prescriber's name. An alarm of
high priority is never off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isfinite

from kapmonitor.language import mark, say
from kapmonitor.session.breach import VALUE_OF
from kapmonitor.session.code_words import coded
from kapmonitor.session.fact import replace
from kapmonitor.session.facts.limits import LimitMadePersonal, LimitRestored, LimitRoom
from kapmonitor.session.guardrail import Guardrail
from kapmonitor.session.protocol import AlarmRule, ProtocolPreset
from kapmonitor.session.state import PersonalLimit, Session
from kapmonitor.session.vocabulary import Priority
from kapmonitor.session.words import is_high

SAY_WHY = mark("Say why.")
NO_SUCH = mark("This preset has no such limit that could be made personal.")
PRESETS_OWN = mark("This limit is the preset's own.")
NEVER_OFF = mark("An alarm of high priority is never off. Move its limit instead.")
OFF_NEEDS_NAME = mark("Turned off, an alarm says nothing: name the prescriber who agreed.")


def movable(preset: ProtocolPreset) -> tuple[AlarmRule, ...]:
    """Return the limits that can be made personal: those on a vital sign."""
    return tuple(rule for rule in preset.alarms if rule.signal in VALUE_OF and rule.bound)


def rooms(
    preset: ProtocolPreset, guardrails: tuple[Guardrail, ...], ceilings: Mapping[str, float]
) -> tuple[LimitRoom, ...]:
    """Return how far each limit may be moved; `ceilings` are the clinic's own, by rule.

    A ceiling tighter than the preset's limit asks for nothing: that limit is already in force.
    """
    usual = {rail.quantity: rail.usual for rail in guardrails}
    found = []
    for rule in movable(preset):
        span = usual.get(rule.signal)
        if rule.bound is None or span is None:
            continue
        own = rule.bound.value
        ceiling = ceilings.get(rule.id, own)
        found.append(
            LimitRoom(
                rule=rule.id,
                ceiling=ceiling if is_wider(rule, ceiling) else own,
                low=min(span.low, own),
                high=max(span.high, own),
            )
        )
    return tuple(found)


def is_wider(rule: AlarmRule, value: float, than: float | None = None) -> bool:
    """Return whether a limit of this value would alarm later than `than`, or the rule's own."""
    if rule.bound is None:
        return False
    compared = rule.bound.value if than is None else than
    return value > compared if is_high(rule.bound) else value < compared


def personal_limits(session: Session) -> Mapping[str, PersonalLimit]:
    """Return the personal limits in force, by rule, the last change of each."""
    return _newest(session.limit_changes)


def in_force(preset: ProtocolPreset, changes: tuple[PersonalLimit, ...]) -> tuple[AlarmRule, ...]:
    """Return the alarm rules that hold after these changes; one that is off is not among them."""
    newest = _newest(changes)
    return tuple(_applied(preset, newest)) if newest else preset.alarms


def who_set(session: Session, rule: str) -> str:
    """Return who answers for a limit: who made it personal, else who signed the preset."""
    change = personal_limits(session).get(rule)
    if change is not None:
        return change.authorised_by or change.by
    return session.approval.signed_by if session.approval else say("not signed")


def against_moving(session: Session, wanted: LimitMadePersonal) -> tuple[str, ...]:
    """Return every reason for which a limit may not become this."""
    rule = _own(session, wanted.rule)
    if rule is None:
        return (say(NO_SUCH),)
    reasons = [] if wanted.reason.strip() else [say(SAY_WHY)]
    if wanted.value is None:
        reasons += _against_off(rule, wanted)
    else:
        reasons += _against_value(session, rule, wanted.value, wanted.authorised_by)
    return tuple(reasons)


def against_restoring(session: Session, wanted: LimitRestored) -> tuple[str, ...]:
    """Return every reason for which the preset's limit may not come back."""
    if wanted.rule not in personal_limits(session):
        return (say(PRESETS_OWN),)
    return () if wanted.reason.strip() else (say(SAY_WHY),)


def _newest(changes: tuple[PersonalLimit, ...]) -> dict[str, PersonalLimit]:
    newest = {change.rule: change for change in changes}
    return {rule: change for rule, change in newest.items() if not change.restored}


def _applied(preset: ProtocolPreset, newest: Mapping[str, PersonalLimit]) -> Iterator[AlarmRule]:
    for rule in preset.alarms:
        change = newest.get(rule.id)
        if change is None or rule.bound is None:
            yield rule
        elif change.value is not None:
            yield replace(rule, bound=replace(rule.bound, value=change.value))


def _own(session: Session, name: str) -> AlarmRule | None:
    return next((rule for rule in movable(session.preset) if rule.id == name), None)


def _against_off(rule: AlarmRule, wanted: LimitMadePersonal) -> list[str]:
    if rule.priority is Priority.HIGH:
        return [say(NEVER_OFF)]
    return [] if wanted.authorised_by.strip() else [say(OFF_NEEDS_NAME)]


def _against_value(
    session: Session, rule: AlarmRule, value: float, authorised_by: str
) -> list[str]:
    own = rule.bound.value if rule.bound is not None else value
    known = (each for each in session.limit_rooms if each.rule == rule.id)
    room = next(known, LimitRoom(rule=rule.id, ceiling=own, low=own, high=own))
    span = say("This limit may be from {low:g} to {high:g}.").format(low=room.low, high=room.high)
    if not isfinite(value):
        return [span]
    found = [] if room.low <= value <= room.high else [span]
    if is_wider(rule, value, room.ceiling) and not authorised_by.strip():
        found.append(
            say("Past the clinic's ceiling of {value:g}: name the prescriber who agreed.").format(
                value=room.ceiling
            )
        )
    found += [
        say("The {priority} limit stands at {value:g}: this one comes before it.").format(
            priority=coded(graver.priority), value=graver.bound.value
        )
        for graver in session.alarm_rules
        if graver.signal is rule.signal and graver.bound is not None and rule.bound is not None
        if graver.priority.rank > rule.priority.rank
        if is_high(graver.bound) is is_high(rule.bound)
        if not is_wider(graver, graver.bound.value, value)
    ]
    return found
