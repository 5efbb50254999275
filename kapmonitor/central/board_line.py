"""A board on its cable: what comes is taken, what its person asks is sealed and sent.

It counts as connected only while it hears itself: a broker that does not let it hear the rooms may
say that it does, and one that froze says nothing. The roster is looked at again from time to time.

Use from its own loop only. The screen is told at most five times a second, whatever comes.
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
from collections.abc import Callable, Sequence

from kapmonitor.central.enrolment import Enrolment, EnrolmentFault
from kapmonitor.central.message import (
    AcknowledgeAsked,
    AlarmSeen,
    BoardCommand,
    MessageAsked,
    body_of,
)
from kapmonitor.central.roster import Role, RosterRefused
from kapmonitor.central.topics import COMMAND_S, EVERY_ROOM, RoomTopics, echo_of
from kapmonitor.central.view import AlarmWord, BoardView, BrokerWord
from kapmonitor.central.watcher import Moment, Watch
from kapmonitor.language import mark, say
from kapmonitor.link.cable import Attachment, Cable, Cables, Came, Down, Happening, Trouble, Up
from kapmonitor.link.envelope import Direction, Header, Kind, seal
from kapmonitor.link.mail import Mail

TOLD_EVERY_S = 0.2
ANYWAY_S = 1.0
"""How often the screen is told though nothing came: silence is news."""
ECHO_EVERY_S, ECHO_WITHIN_S = 5.0, 5.0
"""How often a board says something to itself, and by when it has to have heard it."""
ROSTER_EVERY_S = 60.0
ONLY_SEES = mark("This board sees the rooms. To answer, it must be on the roster as a supervisor.")
NO_KEY = mark("Nothing is known of this room just now. Call it.")
NOT_CONNECTED = mark("The broker is not connected. Call the room.")

_log = logging.getLogger(__name__)


class BoardLine:
    """One board. `load` returns the enrolment as it stands; `tell` hears what is to be shown."""

    def __init__(
        self,
        load: Callable[[], Enrolment],
        cables: Callable[[Enrolment], Cables],
        now: Callable[[], Moment],
        tell: Callable[[BoardView], None],
    ) -> None:
        """Raises EnrolmentFault, RosterRefused."""
        self._load, self._cables, self._now, self._tell = load, cables, now, tell
        self._enrolment = load()
        self.watch = Watch(self._enrolment.own, self._enrolment.rooms)
        self._cable: Cable | None = None
        self._connected = False
        self._broker = BrokerWord()
        self._echo, self._echo_s, self._echo_came = b"", 0.0, True
        self._looked_s = now().monotonic_s
        self._told_s = 0.0
        self._news = True

    async def run(self) -> None:
        """Hold the line until cancelled; while this machine is no board, only look again."""
        while True:
            await self._hold()
            while self._broker.barred:
                self._show()
                await asyncio.sleep(TOLD_EVERY_S)
                self._look_at_roster()

    async def _hold(self) -> None:
        mail = Mail(asyncio.get_running_loop())
        own = self._enrolment.own.name
        # Nothing is kept for it by the broker: what a board needs is retained, and what was true
        # while it was away would only keep it from hearing what is true now.
        hears = (*EVERY_ROOM, echo_of(own))
        attachment = Attachment(client=f"board-{own}", hears=hears, kept=False)
        self._cable = self._cables(self._enrolment)(attachment, mail.put)
        self._cable.open()
        try:
            while not self._broker.barred:
                for each in await mail.some(TOLD_EVERY_S):
                    self._take(each)
                self._cable.look_after()
                self._listen_to_itself()
                self._look_at_roster()
                self._show()
        finally:
            self._cable.close()
            self._cable, self._connected = None, False

    def acknowledge(self, station: str, alarms: Sequence[AlarmWord], person: str) -> str:
        """Acknowledge by name what was seen; return the command's id. Raises ValueError."""
        seen = tuple(AlarmSeen(code=each.code, raised=each.raised) for each in alarms)
        own, at = self._enrolment.own.name, self._now().utc_ms
        id_ = secrets.token_hex(8)
        return self._send(
            station,
            AcknowledgeAsked(id=id_, board=own, at=at, person=person, alarms=seen),
        )

    def write(self, station: str, text: str, person: str) -> str:
        """Send a message to a room; return the command's id. Raises ValueError."""
        own, at = self._enrolment.own.name, self._now().utc_ms
        id_ = secrets.token_hex(8)
        return self._send(station, MessageAsked(id=id_, board=own, at=at, person=person, text=text))

    def _send(self, station: str, command: BoardCommand) -> str:
        own = self._enrolment.own
        if own.role is not Role.SUPERVISOR:
            raise ValueError(say(ONLY_SEES))
        if self._cable is None or not self._broker.up:
            raise ValueError(say(NOT_CONNECTED))
        found = self.watch.key_of(station)
        if found is None:
            raise ValueError(say(NO_KEY))
        session, keys, counter = found
        header = Header(
            kind=Kind.EPHEMERAL,
            direction=Direction.FROM_STATION,
            session=session,
            # By the clock, so that it rises over a restart of this board as well.
            sequence=self._now().utc_ms * 1000 + counter,
        )
        octets = seal(header, body_of(command), keys.from_station, os.urandom, own.signing)
        self._cable.publish(RoomTopics(station).commands, octets, 1, COMMAND_S)
        return command.id

    def _take(self, happening: Happening) -> None:
        self._news = True
        match happening:
            case Up():
                self._connected = True
                self._say_to_itself()
            case Down(why=why):
                # What is not allowed is answered on a connection that stands.
                self._connected = self._connected and why is Trouble.NOT_ALLOWED
                self._broker = BrokerWord(up=False, trouble=why.value)
            case Came(topic=topic, octets=octets, retained=retained):
                if topic == echo_of(self._enrolment.own.name):
                    self._hear_itself(octets)
                else:
                    self.watch.receive(topic, octets, retained=retained, now=self._now())
                if self._cable is not None:
                    self._cable.took(happening)

    def _say_to_itself(self) -> None:
        if self._echo_came:  # or one that comes late would never be the one that is awaited
            self._echo, self._echo_came = os.urandom(16), False
        self._echo_s = self._now().monotonic_s
        if self._cable is not None:
            topic = echo_of(self._enrolment.own.name)
            self._cable.publish(topic, self._echo, 1, round(ECHO_EVERY_S))

    def _hear_itself(self, octets: bytes) -> None:
        if octets == self._echo:
            self._echo_came = True
            self._broker = BrokerWord(up=True)

    def _listen_to_itself(self) -> None:
        """Notice a broker that lets us hear nothing, or no longer answers."""
        passed_s = self._now().monotonic_s - self._echo_s
        if not self._connected or passed_s < (ECHO_EVERY_S if self._echo_came else ECHO_WITHIN_S):
            return
        if not self._echo_came:
            heard_before = self._broker.up
            why = Trouble.UNREACHABLE if heard_before else Trouble.NOT_ALLOWED
            self._broker = BrokerWord(up=False, trouble=why.value)
            if heard_before and self._cable is not None:
                self._cable.drop()
                self._connected = False
                return
        self._say_to_itself()

    def _look_at_roster(self) -> None:
        """Take a roster that was renewed meanwhile; never one older than what is in force."""
        now_s = self._now().monotonic_s
        if now_s - self._looked_s < ROSTER_EVERY_S:
            return
        self._looked_s = now_s
        try:
            found = self._load()
        except (EnrolmentFault, RosterRefused, OSError) as fault:
            _log.warning("this machine is no board: %s", fault)
            self._broker = BrokerWord(barred=str(fault))
            return
        if self._broker.barred:
            self._broker = BrokerWord()
        if found.roster.serial < self._enrolment.roster.serial:
            return
        before, self._enrolment = self._enrolment, found
        same = found.own.is_same(before.own)
        if not same:
            self.watch = Watch(found.own, found.rooms)
        if found.rooms != before.rooms or not same:
            self.watch.enroll(found.rooms)
            if self._cable is not None:
                self._cable.drop()  # what is retained of a new room comes with a new connection

    def _show(self) -> None:
        now = self._now()
        passed = now.monotonic_s - self._told_s
        if passed < (TOLD_EVERY_S if self._news else ANYWAY_S):
            return
        self._told_s, self._news = now.monotonic_s, False
        watch = self.watch
        self._tell(
            BoardView(
                tiles=watch.tiles(now, cut_off=not self._broker.up),
                broker=self._broker,
                now_s=now.monotonic_s,
                refused=watch.refused,
                events=watch.events,
                strangers=tuple(watch.strangers),
                skew_s=watch.skew_s(),
                answers=tuple(watch.answers),
            )
        )
