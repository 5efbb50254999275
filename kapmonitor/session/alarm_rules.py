"""The physiological conditions: the preset's limits against the newest values that count.

A value stays what it was until a newer one comes: age never makes it normal. A medium condition
is confirmed by a second reading beyond the same limits, one after the other; until then it is
shown as not confirmed and a repeat is asked for. Of several limits on one value only the gravest
is shown, with the others in its words. A second cuff is watched by itself: what one arm shows
never ends what the other arm began.

A strap sends a value each second. One that its neighbour contradicts waits for the next, and a
condition that stands ends after ten seconds without such a value: a rate at the limit would
otherwise ring like a doorbell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from kapmonitor.language import figure, say
from kapmonitor.session.baseline import Baseline, baseline
from kapmonitor.session.breach import VALUE_OF, Breach, breach, is_high_side, threshold
from kapmonitor.session.condition import Found
from kapmonitor.session.fact import fact
from kapmonitor.session.protocol import AlarmRule, Signal
from kapmonitor.session.readings import (
    VITAL_SIGNS,
    Vital,
    newest_first,
    second_cuff,
    stream,
    vital,
)
from kapmonitor.session.red_flags import standing_flags
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import CUFFS, AlarmKind, Priority, Role
from kapmonitor.session.words import call_prescriber, margin, term, with_numbers

MOAAS = "moaas"


@fact
class _Tripped:
    """A rule that holds now, on which value."""

    breach: Breach
    value: Vital
    confirmed: bool

    @property
    def rule(self) -> AlarmRule:
        return self.breach.rule

    @property
    def rank(self) -> int:
        return self.rule.priority.rank


def physiological(session: Session) -> Iterator[Found]:
    """Yield what is wrong with the patient, on the evidence there is."""
    yield from on_signals(session, VITAL_SIGNS)
    yield from _sedation(session)
    yield from _red_flags(session)


def on_signals(session: Session, signals: Iterable[Signal]) -> Iterator[Found]:
    """Yield what is wrong with these: of each at most one condition above, and one below."""
    compared = baseline(session)
    for signal in signals:
        newest = [each for look in (vital, second_cuff) if (each := look(session, signal))]
        for group, rules in _groups(session.alarm_rules, signal).items():
            tripped = [
                one
                for each in newest
                for one in _tripped(session, (signal, each), rules, _of_its_arm(compared, each))
            ]
            if tripped:
                yield _found(session, (group, signal), tripped, compared)


def signal_of(session: Session, code: str) -> Signal | None:
    """Return which vital sign a condition is about; None when it is about none."""
    rule = next((rule for rule in session.preset.alarms if rule.id == code), None)
    return VALUE_OF.get(rule.signal) if rule is not None else None


def group_of(rule: AlarmRule) -> str:
    """Return what value and side a rule is about."""
    if rule.signal not in VALUE_OF:
        return rule.id
    return f"{VALUE_OF[rule.signal]}-{'high' if is_high_side(rule) else 'low'}"


def normal_since(session: Session, code: str, evidence: tuple[int, ...]) -> int:
    """Return how many readings in a row are within every limit on the value of a condition."""
    signal = signal_of(session, code)
    if signal is None:
        return 0
    compared = baseline(session)
    groups = _groups(session.alarm_rules, signal).values()
    of_it = (rules for rules in groups if any(rule.id == code for rule in rules))
    rules = next(of_it, [])  # none: it was turned off for this patient
    last = max(evidence, default=0)
    count = 0
    for one in newest_first(session, signal, *CUFFS):
        own = _of_its_arm(compared, one)
        if one.seq <= last or any(breach(rule, one.value, own) for rule in rules):
            break
        count += 1
    return count


def _groups(alarms: tuple[AlarmRule, ...], signal: Signal) -> dict[str, list[AlarmRule]]:
    groups: dict[str, list[AlarmRule]] = {}
    for rule in alarms:
        if VALUE_OF.get(rule.signal) is signal:
            groups.setdefault(group_of(rule), []).append(rule)
    return groups


def _tripped(
    session: Session,
    seen: tuple[Signal, Vital],
    rules: list[AlarmRule],
    compared: Baseline | None,
) -> list[_Tripped]:
    """Return the rules of one group that hold now, and whether a reading before confirms them."""
    signal, newest = seen
    if newest.stream:
        return _tripped_by_stream(session, seen, rules, compared)
    found = [one for rule in rules if (one := breach(rule, newest.value, compared))]
    if not found:
        return []
    before = next(islice(newest_first(session, signal, *_cuff_of(newest)), 1, None), None)
    again = [rule for rule in rules if before and breach(rule, before.value, compared)]
    grave = max((rule.priority.rank for rule in again), default=0)
    return [
        _Tripped(breach=one, value=newest, confirmed=grave >= one.rule.priority.rank)
        for one in found
    ]


def _of_its_arm(compared: Baseline | None, value: Vital) -> Baseline | None:
    """Return the baseline to compare a value with: the second cuff has none, on the other arm."""
    return None if value.role is Role.SECOND_CUFF else compared


def _cuff_of(value: Vital) -> tuple[Role, ...]:
    """Return whose readings confirm a value: the second cuff's only its own."""
    return (Role.SECOND_CUFF,) if value.role is Role.SECOND_CUFF else ()


def _tripped_by_stream(
    session: Session,
    seen: tuple[Signal, Vital],
    rules: list[AlarmRule],
    compared: Baseline | None,
) -> list[_Tripped]:
    signal, newest = seen
    found = []
    for rule in rules:
        standing = _is_shown(session, rule.id)
        if not standing and not breach(rule, newest.value, compared):
            continue
        window = stream(session, newest, signal)
        beyond = [(each, one) for one in window if (each := breach(rule, one.value, compared))]
        confirmed = len(beyond) > 1
        neighbour = len(window) == 1 or breach(rule, window[1].value, compared) is not None
        if beyond and (standing or neighbour):
            found.append(_Tripped(breach=beyond[0][0], value=beyond[0][1], confirmed=confirmed))
    return found


def _found(
    session: Session,
    about: tuple[str, Signal],
    tripped: list[_Tripped],
    compared: Baseline | None,
) -> Found:
    """Return the gravest of the rules that hold, with the others in its words."""
    group, signal = about
    top = max(each.rank for each in tripped)
    equal = [each for each in tripped if each.rank == top]
    chosen = max(equal, key=lambda each: (_is_shown(session, each.rule.id), each.confirmed))
    rule, value = chosen.rule, chosen.value
    code = _shown_of_group(session, group, rule) or rule.id
    asks = rule.confirm_within_min is not None or rule.priority is not Priority.LOW
    confirmed = chosen.confirmed or not asks or _was_confirmed(session, code)
    doubt = "" if confirmed else say(", not confirmed")
    gravest = {each.rule.signal: each for each in sorted(tripped, key=lambda each: each.rank)}
    limits = " ".join(each.breach.words for each in gravest.values())
    return Found(
        code=code,
        kind=AlarmKind.PHYSIOLOGICAL,
        priority=rule.priority,
        reason=f"{_shown_value(session, signal, value)}{doubt}. {limits}",
        action=_action(session, chosen.breach, compared, confirmed=confirmed),
        confirmed=confirmed,
        evidence=(value.seq,),
        group=group,
        stream=value.stream,
    )


def _shown_of_group(session: Session, group: str, gravest: AlarmRule) -> str | None:
    """Return the open alarm that this one goes on with: 182 and rising, then 168 and rising, is
    one alarm, answered once and counted from its beginning."""
    for rule in session.alarm_rules:
        same = rule.priority is gravest.priority and group_of(rule) == group
        if same and _is_shown(session, rule.id):
            return rule.id
    return None


def _is_shown(session: Session, code: str) -> bool:
    alarm = session.alarms.get(code)
    return alarm is not None and alarm.active


def _was_confirmed(session: Session, code: str) -> bool:
    alarm = session.alarms.get(code)
    return alarm is not None and alarm.active and alarm.confirmed


def _shown_value(session: Session, signal: Signal, value: Vital) -> str:
    reading = next((each for each in session.readings if each.seq == value.seq), None)
    second = say("Second cuff: ") if value.role is Role.SECOND_CUFF else ""
    if signal is Signal.HEART_RATE:
        if second:
            return say("Second cuff: heart rate {value:.4g}").format(value=value.value)
        return say("Heart rate {value:.4g}").format(value=value.value)
    if reading is None:
        return say("SpO2 {value:.4g} %").format(value=value.value)
    pressures = (reading.measurement.systolic, reading.measurement.diastolic)
    return second + "/".join("?" if each is None else figure(each, ".4g") for each in pressures)


def _action(session: Session, found: Breach, compared: Baseline | None, *, confirmed: bool) -> str:
    """Return the preset's words; for a value to be confirmed, also when to call whom."""
    said = with_numbers(session, found.rule.action)
    if found.rule.confirm_within_min is None or found.rule.priority is Priority.LOW:
        return said
    named = "prescriber" in found.rule.action.lower()
    call = call_prescriber(session)
    call = say("call.") if named else f"{call[:1].lower()}{call[1:]}"
    if confirmed:
        return said if named else say("{said} Confirmed: {call}").format(said=said, call=call)
    side = say("or more") if is_high_side(found.rule) else say("or less")
    return say("{said} Still {threshold:.4g} {side}: {call}").format(
        said=said, threshold=threshold(found, compared), side=side, call=call
    )


def _sedation(session: Session) -> Iterator[Found]:
    score = next((each for each in reversed(session.scores) if each.scale == MOAAS), None)
    if score is None:
        return
    for rule in session.alarm_rules:
        if rule.signal is Signal.MOAAS and rule.bound and rule.bound.holds(score.value):
            yield Found(
                code=rule.id,
                kind=AlarmKind.PHYSIOLOGICAL,
                priority=rule.priority,
                reason=say("MOAA/S {score:g}, {margin}.").format(
                    score=score.value, margin=margin(rule.bound, score.value)
                ),
                action=with_numbers(session, rule.action),
                evidence=(score.seq,),
                group=rule.id,
            )


def _red_flags(session: Session) -> Iterator[Found]:
    """A red flag stands until a person says how long it lasted, or takes it back."""
    flags = standing_flags(session)
    for rule in session.alarm_rules:
        if rule.signal is not Signal.RED_FLAG:
            continue
        for flag in flags:
            yield Found(
                code=f"{rule.id}:{flag.code}",
                kind=AlarmKind.PHYSIOLOGICAL,
                priority=rule.priority,
                reason=f"{term(session, flag.code)}.",
                action=with_numbers(session, rule.action),
                evidence=(flag.seq,),
                group=f"{rule.id}:{flag.code}",
            )
