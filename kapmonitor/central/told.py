"""What a session amounts to for a supervising screen: the room's own words, nobody's name.

A patient's name, number and birth are not in it: the room is known by its own name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from devices.event import LinkState as DeviceLink
from kapmonitor.central.message import (
    AlarmStepTold,
    AlarmTold,
    Due,
    Measured,
    MessageTold,
    RoomState,
)
from kapmonitor.central.view import CuffWord, LinkWord
from kapmonitor.session.annunciation import annunciation
from kapmonitor.session.instant import Instant
from kapmonitor.session.phase import phase_of
from kapmonitor.session.protocol import Signal
from kapmonitor.session.readings import Vital, countable, heart_rate, vital
from kapmonitor.session.schedule import DueState, next_reading
from kapmonitor.session.state import Alarm, Session
from kapmonitor.session.vocabulary import Role

MOST_ALARMS = 12
"""The most urgent; a room shows no more at a time that a person could answer."""
MOST_MESSAGES = 8
"""The newest, the oldest first; what was read goes before what was not."""
_LONGEST = 400
_CUFFS = {
    DeviceLink.ABSENT: CuffWord.LOST,
    DeviceLink.CONNECTING: CuffWord.CONNECTING,
    DeviceLink.PAIRING: CuffWord.CONNECTING,
    DeviceLink.READY: CuffWord.READY,
    DeviceLink.MEASURING: CuffWord.MEASURING,
    DeviceLink.LOST: CuffWord.LOST,
}


_When: TypeAlias = Callable[[float], int]
"""Turns session time into the room's wall clock."""


@dataclass(frozen=True, slots=True)
class LinkTold:
    """How the patient's side of a telehealth room is reached; `since_s` in session time."""

    word: LinkWord
    side: str = ""
    since_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A room at one moment, as its engine has published it."""

    session: Session | None
    at: Instant | None
    unsaved: bool = False
    link: LinkTold | None = None

    def mark(self) -> tuple[object, ...]:
        """Return what changes whenever there is something new to tell."""
        session, at = self.session, self.at
        if session is None or at is None:
            return (None,)
        due = next_reading(session, at)
        state = due.state if due is not None else None
        # How long a link has been down grows by itself, there as here.
        link = (self.link.word, self.link.side) if self.link is not None else None
        return (session.id, session.next_seq, state, self.unsaved, link)


def state_of(scene: Scene, room: str, now_ms: int) -> RoomState:
    """Return what a room shows; `now_ms` is its wall clock."""
    session, at = scene.session, scene.at
    if session is None or at is None:
        return RoomState(at=now_ms, room=room, opened=False)

    def when(elapsed_s: float) -> int:
        # By session time: a clock that was set in between changes no age.
        return now_ms - round((at.elapsed_s - elapsed_s) * 1000)

    return RoomState(
        at=now_ms,
        room=room,
        opened=True,
        simulated=session.simulated,
        setting=session.setting.value,
        plan=session.preset.name,
        phase=phase_of(session).value,
        dose=when(session.doses[0].taken.elapsed_s) if session.doses else None,
        blood_pressure=_pressure(session, when),
        heart_rate=_one(session, heart_rate(session, at), when),
        spo2=_one(session, vital(session, Signal.SPO2), when),
        due=_due(session, at, when),
        cuff=_cuff(session).value,
        link=scene.link.word.value if scene.link is not None else None,
        link_side=scene.link.side if scene.link is not None else "",
        link_since=_since(scene.link, when),
        alarms=tuple(_alarms(session, at)),
        not_saved=scene.unsaved,
        messages=tuple(_messages(session, when)),
    )


def steps_of(session: Session, told: dict[int, int], now_ms: int) -> Iterator[AlarmStepTold]:
    """Yield what happened to alarms since; `told` counts it by the entry that raised each."""
    for alarm in (*session.alarm_history, *session.alarms.values()):
        done = told.get(alarm.raised_seq, 0)
        for each in alarm.course[done:]:
            yield AlarmStepTold(
                at=now_ms,
                code=alarm.code,
                step=each.step.value,
                priority=each.priority.value,
                text=(each.words or alarm.reason)[:_LONGEST],
                by=each.by,
            )
        told[alarm.raised_seq] = len(alarm.course)


def _pressure(session: Session, when: _When) -> Measured | None:
    for newest in reversed(countable(session)):
        systolic, diastolic = newest.measurement.systolic, newest.measurement.diastolic
        if systolic is not None and diastolic is not None:
            at = when(newest.when.elapsed_s)
            values = (systolic, diastolic)
            return Measured(values=values, at=at, old_after_s=_old_after(session))
    return None


def _one(session: Session, found: Vital | None, when: _When) -> Measured | None:
    if found is None:
        return None
    at = when(found.at.elapsed_s)
    return Measured(values=(found.value,), at=at, old_after_s=_old_after(session))


def _old_after(session: Session) -> float:
    return session.preset.stale_after_min * 60.0


def _due(session: Session, at: Instant, when: _When) -> Due | None:
    due = next_reading(session, at)
    if due is None or session.ended is not None:
        return None
    waits = due.reading.on_return and session.returned is None and due.state is DueState.COMING
    target = due.latest_s if waits and due.latest_s is not None else due.target_s
    return Due(state=due.state.value, at=when(target), on_return=waits)


def _cuff(session: Session) -> CuffWord:
    if Role.CUFF not in session.devices:
        return CuffWord.NONE
    link = session.links.get(Role.CUFF)
    return CuffWord.CONNECTING if link is None else _CUFFS[link.state]


def _since(link: LinkTold | None, when: _When) -> int | None:
    return None if link is None or link.since_s is None else when(link.since_s)


def _messages(session: Session, when: _When) -> Iterator[MessageTold]:
    unread = tuple(each for each in session.from_station if each.seen is None)[-MOST_MESSAGES:]
    read = [each for each in session.from_station if each.seen is not None]
    left = MOST_MESSAGES - len(unread)
    for each in sorted((*read[len(read) - left :], *unread), key=lambda found: found.seq):
        yield MessageTold(
            entry=each.seq,
            at=when(each.at.elapsed_s),
            station=each.station,
            by=each.by,
            text=(each.text.text or "")[:_LONGEST],
            seen=when(each.seen.elapsed_s) if each.seen is not None else None,
            seen_by=each.seen_by,
        )


def _alarms(session: Session, at: Instant) -> Iterator[AlarmTold]:
    for line in annunciation(session, at).lines[:MOST_ALARMS]:
        yield _alarm(session.alarms[line.code])


def _alarm(alarm: Alarm) -> AlarmTold:
    return AlarmTold(
        code=alarm.code,
        raised=alarm.raised_seq,
        kind=alarm.kind.value,
        priority=alarm.priority.value,
        text=alarm.reason[:_LONGEST],
        action=alarm.action[:_LONGEST],
        confirmed=alarm.confirmed,
        active=alarm.active,
        acknowledged=alarm.acknowledged is not None,
        acknowledged_by=alarm.acknowledged_by,
    )
