"""What the link to the patient's home did in a session: for the report and the copied note."""

from __future__ import annotations

from collections import Counter

from kapmonitor.language import mark, say
from kapmonitor.session.fact import fact
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Reading, Session
from kapmonitor.session.vocabulary import RequestStage, Setting

NOT_VERIFIED = mark("{count} not verified here")
CAME = mark("{count} came")
NO_ANSWER = mark("{count} without an answer")
OUTCOMES = {
    RequestStage.DECLINED: mark("{count} not wanted by the patient"),
    RequestStage.EXPIRED: mark("{count} not shown in time"),
    RequestStage.FAILED: mark("{count} without a value"),
}


@fact
class Silence:
    """The spans in which the patient's side was not heard."""

    count: int
    seconds: float


def silence(session: Session) -> Silence:
    """Return how often, and for how long in all; a gap that lasts counts until the end, or now."""
    until = session.ended_at or session.last
    gaps = session.remote.gaps_until(until)
    return Silence(
        count=len(gaps), seconds=sum(_lasted(each.start, each.end, until) for each in gaps)
    )


def relayed(session: Session) -> tuple[Reading, ...]:
    """Return the readings that came over the link."""
    return tuple(each for each in session.readings if each.relayed is not None)


def unverified(session: Session) -> int:
    """Return of how many readings the octets could not be read again here."""
    return sum(each.verified is False for each in relayed(session))


def test_reading(session: Session) -> Reading | None:
    """Return the test reading that a person accepted, whether or not it still counts."""
    trial = session.remote.trial
    found = (each for each in session.readings if trial is not None and each.seq == trial.seq)
    return next(found, None)


def requests(session: Session) -> str:
    """Say how many readings were asked of the patient, and what came of them; empty: none."""
    stages = session.remote.stages
    if not stages:
        return ""
    answered = {each.request for each in session.readings if each.request is not None}
    came = sum(request in answered for request in stages)
    ends = Counter(
        told[-1].stage for request, told in stages.items() if told and request not in answered
    )
    parts = [say("{count} asked").format(count=len(stages)), say(CAME).format(count=came)]
    parts += [say(words).format(count=ends[end]) for end, words in OUTCOMES.items() if ends[end]]
    left = len(stages) - came - sum(ends[end] for end in OUTCOMES)
    parts += [say(NO_ANSWER).format(count=left)] if left else []
    return ", ".join(parts)


def in_one_line(session: Session) -> str:
    """Say how the readings of a telehealth session came; empty in every other session."""
    if session.setting is not Setting.TELEHEALTH:
        return ""
    over = relayed(session)
    if session.remote.link is None or (not over and session.remote.used is False):
        return say("readings typed, no link to the patient's cuff")
    gaps = silence(session)
    parts = (
        say("{over} of {all} readings over the link").format(
            over=len(over), all=len(session.readings)
        ),
        *((say(NOT_VERIFIED).format(count=count),) if (count := unverified(session)) else ()),
        _gaps(gaps) if gaps.count else say("no gap of the link"),
        say("test reading accepted") if test_reading(session) else say("no test reading accepted"),
    )
    return ", ".join(parts)


def span(seconds: float) -> str:
    """Return a span in minutes, or in seconds where it was shorter than one."""
    if seconds < 60:
        return say("{seconds:.0f} s").format(seconds=seconds)
    return say("{minutes:.0f} min").format(minutes=seconds / 60)


def _gaps(gaps: Silence) -> str:
    if gaps.count == 1:
        return say("1 gap of the link, {lasted}").format(lasted=span(gaps.seconds))
    return say("{count} gaps of the link, {lasted} in all").format(
        count=gaps.count, lasted=span(gaps.seconds)
    )


def _lasted(start: Instant, end: Instant | None, until: Instant) -> float:
    return max(0.0, (end or until).elapsed_s - start.elapsed_s)
