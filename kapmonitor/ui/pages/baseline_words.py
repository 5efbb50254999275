"""What the baseline and its gate say: pure words from facts. No Qt."""

from __future__ import annotations

from kapmonitor.language import mark, say
from kapmonitor.session.baseline import Baseline, Progress
from kapmonitor.session.gate import GateState, GateStatus
from kapmonitor.session.instant import Instant
from kapmonitor.session.protocol import BaselineRule
from kapmonitor.session.remote_gate import of_the_link
from kapmonitor.session.state import Reading, Session
from kapmonitor.ui.pages.words import pressures
from kapmonitor.ui.wording import countdown, upcoming

POSTURE = (
    mark("Empty bladder; half an hour since coffee, tobacco or exercise"),
    mark("Back supported, feet flat, legs uncrossed"),
    mark("Arm bare, resting at heart height"),
    mark("Cuff two fingers above the elbow"),
    mark("No talking, during the rest and the reading"),
)
"""What a resting measurement asks for (AHA 2019, ESH 2021)."""


_ORDINALS = (mark("First"), mark("Second"), mark("Third"), mark("Fourth"), mark("Fifth"))


def count_word(index: int, rule: BaselineRule) -> str:
    """Return which reading of the baseline this is."""
    word = say(_ORDINALS[index]) if index < len(_ORDINALS) else f"{index + 1}."
    return say("{word}, one more").format(word=word) if index >= rule.readings else word


def average(done: Progress, found: Baseline, rule: BaselineRule) -> str:
    """Return how the average was made."""
    used = [each for each in done.readings if each.seq in found.evidence]
    if not used:
        return say("as judged before")
    if len(used) == 1:
        return say("one reading")
    apart = used[-1].when.minutes_since(used[0].when)
    last = say("the last ") if len(done.readings) > rule.readings else ""
    return say("{last}{count} readings, {apart:.0f} min apart").format(
        last=last, count=len(used), apart=apart
    )


def next_reading(session: Session, at: Instant, done: Progress) -> str:
    """Return what the baseline waits for, with the time left."""
    rule = session.preset.baseline
    if done.rest_until is None:
        return say("Start the rest of {rest_min:g} min first.").format(rest_min=rule.rest_min)
    left = done.rest_until.elapsed_s - at.elapsed_s
    if left > 0:
        return say("Rest: {left} left.").format(left=countdown(left))
    if done.next_from is None:
        return ""
    wait = done.next_from.elapsed_s - at.elapsed_s
    following = say("reading {count} of {needed}").format(
        count=len(done.readings) + 1, needed=done.needed
    )
    if wait > 0:
        return say("Then {following}, in {left}.").format(following=following, left=countdown(wait))
    return say("Take {following} now.").format(following=following)


def gate_title(session: Session, status: GateStatus) -> str:
    """Return the gate's answer in one line."""
    found = status.baseline
    values = pressures(round(found.systolic), round(found.diastolic)) if found else ""
    match status.state:
        case GateState.CLEAR:
            until = (
                say(" until {time}").format(time=upcoming(session, status.expires))
                if status.expires
                else ""
            )
            return say("Clear{until}: {values} is within the limits").format(
                until=until, values=values
            )
        case GateState.HOLD:
            return _hold(session, status, values)
        case GateState.LAPSED:
            return say("▲ Lapsed: take the baseline again")
        case GateState.OVERRIDDEN:
            until = (
                say(" until {time}").format(time=upcoming(session, status.expires))
                if status.expires
                else ""
            )
            return say("▲ Overridden{until}").format(until=until)
        case GateState.MEASURE:
            return say("Dose is locked until the baseline is complete")


def held_by_link(session: Session, status: GateStatus) -> bool:
    """Return whether nothing but the link to the patient's side holds the dose."""
    link = frozenset(of_the_link(session))
    return status.state is GateState.HOLD and bool(link) and link.issuperset(status.reasons)


def _hold(session: Session, status: GateStatus, values: str) -> str:
    if not values:
        return say("▲ Hold")
    if held_by_link(session, status):
        return say("▲ Hold: the link is not ready ({values} is within the limits)").format(
            values=values
        )
    return say("▲ Hold: {values} is outside the limits").format(values=values)


def why_not(reading: Reading, done: Progress) -> str:
    """Return why a reading does not count towards the baseline."""
    if reading.error_reason is not None:
        return say("excluded")
    if not reading.complete:
        return say("incomplete")
    if not reading.counts:
        return say("not confirmed as taken now")
    if reading.trial:
        return say("test reading")
    if done.rest_until is None or reading.when.elapsed_s < done.rest_until.elapsed_s:
        return say("before the rest was over")
    if len(done.readings) >= done.needed and reading.seq > done.readings[-1].seq:
        return say("not needed: the baseline was complete")
    return say("too soon after the one before")
