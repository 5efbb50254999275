"""How a reading from the patient's home came: when taken, when arrived, by which clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from kapmonitor.language import figure, say
from kapmonitor.session.instant import Instant
from kapmonitor.session.kept_remote import Call
from kapmonitor.session.state import Reading, Session
from kapmonitor.session.time_words import of_time
from kapmonitor.session.wall import local


def came(session: Session, reading: Reading) -> str:
    """Say it in one line; empty for a reading of a cuff in this room.

    "patient-side cuff, taken 14:02:05, arrived 14:06:11, clock +1:02:13 ± 0.4 s"
    """
    if reading.relayed is None:
        return ""
    told = say("patient-side cuff, taken {taken}, arrived {arrived}, {clock}").format(
        taken=_time(session, reading.when.utc),
        arrived=_time(session, reading.at.utc),
        clock=_clock(reading),
    )
    if how := of_time(reading):
        told = f"{told}, {how}"
    if reading.verified is False:
        told = say("{told}, not verified here").format(told=told)
    return say("{told}, test reading").format(told=told) if reading.trial else told


def lines(session: Session) -> Iterator[tuple[Instant, int, str]]:
    """Yield what happened to the link and at the patient's side: when, which entry, in words."""
    remote = session.remote
    if remote.paired is not None:
        yield remote.paired, 0, say("The patient's side was paired.")
    for gap in remote.gaps_until(session.ended_at or session.last):
        yield gap.start, 0, say("The patient's side was no longer heard.")
        if gap.end is not None:
            yield gap.end, 0, say("The patient's side was heard again.")
    for loss in remote.losses:
        yield loss.at, loss.seq, lost(len(loss.numbers))
    for woke, slept_s in remote.patient.slept:
        told = say("The patient's computer slept {minutes:.0f} min.")
        yield woke, 0, told.format(minutes=slept_s / 60)
    for call in remote.calls:
        yield call.at, call.seq, _called(call)
        if call.answered is not None:
            by = call.answered_by
            yield call.answered, call.seq, say("Call for help answered by {by}.").format(by=by)


def lost(count: int) -> str:
    """Say that messages never came, and never will."""
    if count == 1:
        return say("1 message of the patient's side was not delivered by the lost computer.")
    told = say("{count} messages of the patient's side were not delivered by the lost computer.")
    return told.format(count=count)


def _called(call: Call) -> str:
    words = say("The patient asks for help.") if call.help else say("The patient reports.")
    told = call.text.text if call.text is not None else None
    return f"{words} {told}" if told else words


def offset(seconds: float) -> str:
    """Return a difference of clocks as hours, minutes and seconds with its sign."""
    minutes, left = divmod(round(abs(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    sign = "-" if round(seconds) < 0 else "+"
    return f"{sign}{hours}:{minutes:02}:{left:02}"


def _clock(reading: Reading) -> str:
    if reading.ahead_s is None:
        return say("clock not compared")
    if reading.bound_s is None:
        return say("clock {offset}, uncertain").format(offset=offset(reading.ahead_s))
    return say("clock {offset} ± {bound} s").format(
        offset=offset(reading.ahead_s), bound=figure(reading.bound_s, ".1f")
    )


def _time(session: Session, moment: datetime) -> str:
    return f"{local(session, moment):%H:%M:%S}"
