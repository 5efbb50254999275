"""The physiological conditions: the preset's limits against the newest values that count.

A value stays what it was until a newer one comes: age never makes it normal. A medium condition
is confirmed by a second reading beyond the same limits, one after the other; until then it is
shown as not confirmed and a repeat is asked for. Of several limits on one value only the gravest
is shown, with the others in its words.

A strap sends a value each second. One that its neighbour contradicts waits for the next, and a
condition that stands ends after ten seconds without such a value: a rate at the limit would
otherwise ring like a doorbell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from kapmonitor.session.baseline import Baseline, baseline
from kapmonitor.session.condition import Found
from kapmonitor.session.protocol import AlarmRule, Signal
from kapmonitor.session.readings import VITAL_SIGNS, Vital, newest_first, stream, vital
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import AlarmKind, ObservationKind, Priority
from kapmonitor.session.words import SIGNAL_WORDS, call_prescriber, is_high, margin, with_numbers

MOAAS = "moaas"

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
    Signal.SYSTOLIC_RISE: "Rise",
    Signal.DIASTOLIC_RISE: "Rise",
    Signal.SYSTOLIC_FALL: "Fall",
}


def physiological(session: Session) -> Iterator[Found]:
    """Yield what is wrong with the patient, on the evidence there is."""
    for signal in VITAL_SIGNS:
        yield from on_signal(session, signal)
    yield from _sedation(session)
    yield from _red_flags(session)


def on_signal(session: Session, signal: Signal) -> Iterator[Found]:
    """Yield what is wrong with one vital sign: at most one condition above, and one below."""
    newest = vital(session, signal)
    if newest is None:
        return
    compared = baseline(session)
    for group, rules in _groups(session.preset.alarms, signal).items():
        tripped = _tripped(session, (signal, newest), rules, compared)
        if tripped:
            yield _found(session, (group, signal), tripped, compared)


def signal_of(session: Session, code: str) -> Signal | None:
    """Return which vital sign a condition is about; None when it is about none."""
    rule = next((rule for rule in session.preset.alarms if rule.id == code), None)
    return VALUE_OF.get(rule.signal) if rule is not None else None


def group_of(rule: AlarmRule) -> str:
    """Return what value and side a rule is about."""
    if rule.bound is None or rule.signal not in VALUE_OF:
        return rule.id
    high = is_high(rule.bound) and rule.signal is not Signal.SYSTOLIC_FALL
    return f"{VALUE_OF[rule.signal]}-{'high' if high else 'low'}"


def normal_since(session: Session, code: str, evidence: tuple[int, ...]) -> int:
    """Return how many readings in a row are within every limit on the value of a condition."""
    signal = signal_of(session, code)
    if signal is None:
        return 0
    compared = baseline(session)
    groups = _groups(session.preset.alarms, signal).values()
    rules = next(rules for rules in groups if any(rule.id == code for rule in rules))
    last = max(evidence, default=0)
    count = 0
    for one in newest_first(session, signal):
        if one.seq <= last or any(trips(rule, one.value, compared) for rule in rules):
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
) -> list[tuple[AlarmRule, Vital, bool]]:
    """Return the rules of one group that hold now, on which value, and whether confirmed."""
    signal, newest = seen
    if newest.stream:
        return _tripped_by_stream(session, seen, rules, compared)
    holding = [rule for rule in rules if trips(rule, newest.value, compared)]
    if not holding:
        return []
    before = next(islice(newest_first(session, signal), 1, None), None)
    again = [rule for rule in rules if before and trips(rule, before.value, compared)]
    grave = max((rule.priority.rank for rule in again), default=0)
    return [(rule, newest, grave >= rule.priority.rank) for rule in holding]


def _tripped_by_stream(
    session: Session,
    seen: tuple[Signal, Vital],
    rules: list[AlarmRule],
    compared: Baseline | None,
) -> list[tuple[AlarmRule, Vital, bool]]:
    signal, newest = seen
    found = []
    for rule in rules:
        standing = _is_shown(session, rule.id)
        if not standing and not trips(rule, newest.value, compared):
            continue
        window = stream(session, newest, signal)
        beyond = [one for one in window if trips(rule, one.value, compared)]
        if beyond and (standing or len(window) == 1 or window[1] in beyond):
            found.append((rule, beyond[0], len(beyond) > 1))
    return found


def trips(rule: AlarmRule, value: float, compared: Baseline | None) -> bool:
    """Return whether a value trips a rule; a rise needs a baseline to rise from."""
    measured = _measured(rule.signal, value, compared)
    if measured is None or rule.bound is None or not rule.bound.holds(measured):
        return False
    if rule.at_least_below_baseline is None or compared is None or compared.heart_rate is None:
        return True
    return compared.heart_rate - value >= rule.at_least_below_baseline


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


def _found(
    session: Session,
    about: tuple[str, Signal],
    tripped: list[tuple[AlarmRule, Vital, bool]],
    compared: Baseline | None,
) -> Found:
    """Return the gravest of the rules that hold; among equals the one that is shown already."""
    group, signal = about
    top = max(rule.priority.rank for rule, _, _ in tripped)
    equal = [each for each in tripped if each[0].priority.rank == top]
    shown = [each for each in equal if _is_shown(session, each[0].id)]
    rule, value, confirmed = (shown or equal)[0]
    asks = rule.confirm_within_min is not None or rule.priority is not Priority.LOW
    confirmed = confirmed or not asks or _was_confirmed(session, rule.id)
    doubt = "" if confirmed else ", not confirmed"
    limits = " ".join(_limit(each, value, compared) for each in _gravest_of_each(tripped))
    return Found(
        code=rule.id,
        kind=AlarmKind.PHYSIOLOGICAL,
        priority=rule.priority,
        reason=f"{_shown_value(session, signal, value)}{doubt}. {limits}",
        action=_action(session, rule, compared, confirmed=confirmed),
        confirmed=confirmed,
        evidence=(value.seq,),
        group=group,
        stream=value.stream,
    )


def _limit(rule: AlarmRule, value: Vital, compared: Baseline | None) -> str:
    measured = _measured(rule.signal, value.value, compared)
    if rule.bound is None or measured is None:
        return ""
    said = margin(rule.bound, measured)
    if rule.signal in {Signal.HEART_RATE, Signal.SPO2}:
        return f"{said.capitalize()}."
    return f"{_SHORT.get(rule.signal, SIGNAL_WORDS[rule.signal])} {measured:.4g}, {said}."


def _gravest_of_each(tripped: list[tuple[AlarmRule, Vital, bool]]) -> list[AlarmRule]:
    gravest: dict[Signal, AlarmRule] = {}
    for rule, _, _ in tripped:
        known = gravest.get(rule.signal)
        if known is None or rule.priority.rank > known.priority.rank:
            gravest[rule.signal] = rule
    return list(gravest.values())


def _is_shown(session: Session, code: str) -> bool:
    alarm = session.alarms.get(code)
    return alarm is not None and alarm.active


def _was_confirmed(session: Session, code: str) -> bool:
    alarm = session.alarms.get(code)
    return alarm is not None and alarm.active and alarm.confirmed


def _shown_value(session: Session, signal: Signal, value: Vital) -> str:
    reading = next((each for each in session.readings if each.seq == value.seq), None)
    if signal is Signal.HEART_RATE:
        return f"Heart rate {value.value:.4g}"
    if reading is None:
        return f"SpO2 {value.value:.4g} %"
    pressures = (reading.measurement.systolic, reading.measurement.diastolic)
    return "/".join("?" if each is None else f"{each:.4g}" for each in pressures)


def _action(
    session: Session, rule: AlarmRule, compared: Baseline | None, *, confirmed: bool
) -> str:
    said = with_numbers(session, rule.action)
    threshold = _threshold(rule, compared)
    if confirmed or rule.confirm_within_min is None or threshold is None:
        return said
    side = "or more" if rule.signal is not Signal.SYSTOLIC_FALL else "or less"
    return f"{said} Still {threshold:.4g} {side}: {_call(session, said)}"


def _call(session: Session, said: str) -> str:
    return "call." if "Prescriber:" in said else _lower_first(call_prescriber(session))


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _threshold(rule: AlarmRule, compared: Baseline | None) -> float | None:
    """Return the value itself that trips a rule, a rise or fall reckoned from the baseline."""
    if rule.bound is None:
        return None
    origin: Mapping[Signal, float] = {}
    if compared is not None:
        origin = {
            Signal.SYSTOLIC_RISE: compared.systolic + rule.bound.value,
            Signal.DIASTOLIC_RISE: compared.diastolic + rule.bound.value,
            Signal.SYSTOLIC_FALL: compared.systolic - rule.bound.value,
        }
    return origin.get(rule.signal, rule.bound.value)


def _sedation(session: Session) -> Iterator[Found]:
    score = next((each for each in reversed(session.scores) if each.scale == MOAAS), None)
    if score is None:
        return
    for rule in session.preset.alarms:
        if rule.signal is Signal.MOAAS and rule.bound and rule.bound.holds(score.value):
            yield Found(
                code=rule.id,
                kind=AlarmKind.PHYSIOLOGICAL,
                priority=rule.priority,
                reason=f"MOAA/S {score.value:g}, {margin(rule.bound, score.value)}.",
                action=with_numbers(session, rule.action),
                evidence=(score.seq,),
                group=rule.id,
            )


def _red_flags(session: Session) -> Iterator[Found]:
    """A red flag stands until a person says how long it lasted, or takes it back."""
    flags = [
        each
        for each in session.observations
        if each.kind is ObservationKind.RED_FLAG
        and not each.withdrawn
        and each.duration_min is None
    ]
    labels = {button.code: button.label for button in session.preset.red_flags}
    for rule in session.preset.alarms:
        if rule.signal is not Signal.RED_FLAG:
            continue
        for flag in flags:
            yield Found(
                code=f"{rule.id}:{flag.code}",
                kind=AlarmKind.PHYSIOLOGICAL,
                priority=rule.priority,
                reason=f"{labels.get(flag.code, flag.code)}.",
                action=with_numbers(session, rule.action),
                evidence=(flag.seq,),
                group=f"{rule.id}:{flag.code}",
            )
