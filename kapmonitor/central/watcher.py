"""A board's side without input, output or clock: octets and instants in, tiles out.

What a room said is believed when its key opens it, its signature proves it and its counter is
higher than all before. A key that was replaced never comes back, so that nobody can show yesterday
as today; and how old a word is, is told by this board's own clock. What cannot be opened yet waits
for its key.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import median

from kapmonitor.central.enrolment import OwnKeys
from kapmonitor.central.message import (
    AlarmTold,
    CommandAnswered,
    Measured,
    MessageTold,
    RoomState,
    told_of,
)
from kapmonitor.central.need import by_need
from kapmonitor.central.roster import Member, is_name
from kapmonitor.central.sealing import session_of, take_key
from kapmonitor.central.topics import OFFLINE, ONLINE, parted
from kapmonitor.central.view import (
    NO_NEWS_S,
    SKEW_S,
    AlarmWord,
    CommandAnswer,
    CuffWord,
    LinkWord,
    MessageWord,
    NextDue,
    Numeral,
    Presence,
    RoomTile,
)
from kapmonitor.link.envelope import Direction, Keys, Kind, Opened, header_of, open_sealed
from kapmonitor.link.envelope import Refused as EnvelopeRefused
from kapmonitor.session.phase import Phase
from kapmonitor.session.schedule import DueState
from kapmonitor.session.vocabulary import AlarmKind, Priority, Setting

MOST_WAITING = 64
"""Envelopes of a room that wait for their key."""
ANSWERS_KEPT = 20
MOST_STRANGERS = 20
ALIKE = 2
"""So many rooms must differ from this clock alike before it is this one that is said to be wrong.
"""
_SAMPLES = 12
_UNITS = {"blood_pressure": "mmHg", "heart_rate": "1/min", "spo2": "%"}


@dataclass(frozen=True, slots=True)
class Moment:
    """Both of the board's clocks."""

    monotonic_s: float
    utc_ms: int


@dataclass(slots=True)
class _Room:
    member: Member
    there: bool | None = None
    """What its presence says; None: nothing was heard."""
    session: bytes | None = None
    keys: Keys | None = None
    retired: set[bytes] = field(default_factory=set)
    waiting: deque[tuple[str, bytes, bool]] = field(
        default_factory=lambda: deque(maxlen=MOST_WAITING)
    )
    counter: int = 0
    event: int | None = None
    """The number of the last event; None: the first one is still to come."""
    missed: int = 0
    state: RoomState | None = None
    heard_s: float | None = None
    came_s: float | None = None
    """When something came of it that was not merely kept for us, however old it was."""
    ahead_s: deque[float] = field(default_factory=lambda: deque(maxlen=_SAMPLES))
    asked: int = 0
    """The counter of our own commands."""
    tile: RoomTile | None = None


class Watch:
    """Everything that a board knows of its rooms."""

    def __init__(self, own: OwnKeys, rooms: Iterable[Member]) -> None:
        self._own = own
        self._rooms: dict[str, _Room] = {}
        self.enroll(rooms)
        self.refused = 0
        self.events = 0
        """Events that were taken, each once."""
        self.strangers: dict[str, None] = {}
        """Who speaks as a room and is none on the roster, the first one first."""
        self.answers: deque[CommandAnswer] = deque(maxlen=ANSWERS_KEPT)

    def enroll(self, rooms: Iterable[Member]) -> None:
        """Take who is a room from now on; of one that stays as it was nothing is forgotten."""
        before = self._rooms
        self._rooms = {
            each.name: kept
            if (kept := before.get(each.name)) is not None and kept.member.has_keys_of(each)
            else _Room(each)
            for each in rooms
        }
        self.strangers = {}

    def receive(self, topic: str, octets: bytes, *, retained: bool, now: Moment) -> None:
        """Take what the broker brought. Never raises on any octets."""
        found = parted(topic)
        room = self._rooms.get(found[0]) if found is not None else None
        if found is None or room is None:
            self.refused += 1
            if found is not None and is_name(found[0]) and len(self.strangers) < MOST_STRANGERS:
                self.strangers[found[0]] = None
            return
        match found[1]:
            case "presence":
                self._presence(room, octets)
            case "keys":
                self._keys(room, octets, now)
            case "board" | "evt" as what:
                self._sealed(room, what, octets, retained=retained, now=now)
            case _:
                self.refused += 1
        room.tile = None

    def skew_s(self) -> float | None:
        """Return how far the rooms' clocks are ahead of ours; None: not all of them are."""
        found = [max(each.ahead_s) for each in self._rooms.values() if each.ahead_s]
        if len(found) < ALIKE or min(map(abs, found)) <= SKEW_S or min(found) * max(found) < 0:
            return None
        return median(found)

    def tiles(self, now: Moment, *, cut_off: bool = False) -> tuple[RoomTile, ...]:
        """Return every room, who needs somebody first; `cut_off`: we are not connected."""
        for room in self._rooms.values():
            presence = Presence.CUT_OFF if cut_off else _presence(room, now)
            if room.tile is None or room.tile.presence is not presence:
                room.tile = _tile(room, presence)
        made = (room.tile for room in self._rooms.values() if room.tile is not None)
        return by_need(made, now.monotonic_s)

    def key_of(self, station: str) -> tuple[bytes, Keys, int] | None:
        """Return a room's present session and key, and the next counter of our own."""
        room = self._rooms.get(station)
        if room is None or room.session is None or room.keys is None:
            return None
        room.asked += 1
        return room.session, room.keys, room.asked

    def _presence(self, room: _Room, octets: bytes) -> None:
        if octets in (ONLINE, OFFLINE):
            room.there = octets == ONLINE
        else:
            self.refused += 1

    def _keys(self, room: _Room, octets: bytes, now: Moment) -> None:
        session = session_of(octets, room.member.signer)
        if session is None or session in room.retired:
            self.refused += 1
            return
        if session != room.session:
            if room.session is not None:
                room.retired.add(room.session)
            room.session, room.counter, room.event, room.asked = session, 0, None, 0
        handed = take_key(octets, self._own.name, self._own.box)
        room.keys = handed.keys if handed is not None else None
        waiting, room.waiting = room.waiting, deque(maxlen=MOST_WAITING)
        for what, kept, retained in waiting:
            self._sealed(room, what, kept, retained=retained, now=now)

    def _sealed(
        self, room: _Room, what: str, octets: bytes, *, retained: bool, now: Moment
    ) -> None:
        header = header_of(octets)
        if isinstance(header, EnvelopeRefused) or header[0].session in room.retired:
            self.refused += 1
            return
        if header[0].session != room.session or room.keys is None:
            room.waiting.append((what, octets, retained))
            return
        opened = open_sealed(
            octets,
            Direction.FROM_PATIENT,
            room.session,
            {room.keys.key_id: room.keys},
            signer=room.member.signer,
        )
        if not isinstance(opened, Opened):
            self.refused += 1
        elif what == "board" and opened.header.kind is Kind.EPHEMERAL:
            self._state(room, opened, retained=retained, now=now)
        elif what == "evt" and opened.header.kind is Kind.RELIABLE:
            self._event(room, opened)
        else:
            self.refused += 1

    def _state(self, room: _Room, opened: Opened, *, retained: bool, now: Moment) -> None:
        state = told_of(opened.body)
        if not isinstance(state, RoomState) or opened.header.sequence <= room.counter:
            self.refused += 1
            return
        room.counter, room.state = opened.header.sequence, state
        ahead_s = (state.at - now.utc_ms) / 1000
        # Nobody can tell a late word from a slow clock: it counts as late.
        room.heard_s = now.monotonic_s + min(0.0, ahead_s)
        if not retained:
            room.came_s = now.monotonic_s
            room.ahead_s.append(ahead_s)
            room.there = True

    def _event(self, room: _Room, opened: Opened) -> None:
        event, number = told_of(opened.body), opened.header.sequence
        if event is None or (room.event is not None and number <= room.event):
            self.refused += 1
            return
        if room.event is not None:
            room.missed += number - room.event - 1
        room.event = number
        self.events += 1
        if isinstance(event, CommandAnswered) and event.board == self._own.name:
            station = room.member.name
            self.answers.append(
                CommandAnswer(
                    station=station,
                    command=event.command,
                    done=event.done,
                    reasons=event.reasons,
                )
            )


def _presence(room: _Room, now: Moment) -> Presence:
    if room.there is False:
        return Presence.OFFLINE
    if room.session is not None and room.keys is None:
        return Presence.SEALED
    if room.heard_s is None:
        return Presence.NEVER
    if now.monotonic_s - room.heard_s > NO_NEWS_S:
        came_s = room.came_s
        speaks = came_s is not None and now.monotonic_s - came_s <= NO_NEWS_S
        return Presence.LATE if speaks else Presence.NO_NEWS
    return Presence.ONLINE


def _tile(room: _Room, presence: Presence) -> RoomTile:
    state, station = room.state, room.member.name
    heard_s = room.heard_s
    if state is None or heard_s is None:
        return RoomTile(station=station, room=station, presence=presence, heard_s=None)

    def when(at: int) -> float:
        return heard_s + (at - state.at) / 1000

    due = state.due
    return RoomTile(
        station=station,
        room=state.room or station,
        presence=presence,
        heard_s=heard_s,
        opened=state.opened,
        session=room.session.hex() if room.session is not None else "",
        simulated=state.simulated,
        setting=Setting(state.setting) if state.setting is not None else None,
        plan=state.plan,
        phase=Phase(state.phase) if state.phase is not None else None,
        dose_s=when(state.dose) if state.dose is not None else None,
        blood_pressure=_numeral(state.blood_pressure, 2, "mmHg", state.at, heard_s),
        heart_rate=_numeral(state.heart_rate, 1, "1/min", state.at, heard_s),
        spo2=_numeral(state.spo2, 1, "%", state.at, heard_s),
        due=None
        if due is None
        else NextDue(state=DueState(due.state), target_s=when(due.at), on_return=due.on_return),
        cuff=CuffWord(state.cuff),
        link=LinkWord(state.link) if state.link is not None else None,
        link_side=state.link_side,
        link_since_s=when(state.link_since) if state.link_since is not None else None,
        alarms=tuple(_alarm(each) for each in state.alarms),
        not_saved=state.not_saved,
        messages=tuple(_message(each, when) for each in state.messages),
        skew_s=max(room.ahead_s) if room.ahead_s else None,
        missed=room.missed,
    )


def _numeral(
    told: Measured | None, count: int, unit: str, said_ms: int, heard_s: float
) -> Numeral | None:
    if told is None or len(told.values) != count:
        return None
    return Numeral(
        values=told.values,
        unit=unit,
        taken_s=heard_s + (told.at - said_ms) / 1000,
        old_after_s=told.old_after_s,
    )


def _message(told: MessageTold, when: Callable[[int], float]) -> MessageWord:
    return MessageWord(
        entry=told.entry,
        written_s=when(told.at),
        station=told.station,
        by=told.by,
        text=told.text,
        read_s=when(told.seen) if told.seen is not None else None,
        read_by=told.seen_by,
    )


def _alarm(told: AlarmTold) -> AlarmWord:
    return AlarmWord(
        code=told.code,
        raised=told.raised,
        kind=AlarmKind(told.kind),
        priority=Priority(told.priority),
        text=told.text,
        action=told.action,
        confirmed=told.confirmed,
        active=told.active,
        acknowledged_by=told.acknowledged_by,
        acknowledged=told.acknowledged,
    )
