"""A board on its cable: what comes is taken, what its person asks is sealed and sent.

Use from its own loop only. The screen is told at most five times a second, whatever comes.
"""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import Callable, Sequence

from kapmonitor.central.enrolment import Enrolment
from kapmonitor.central.message import (
    AcknowledgeAsked,
    AlarmSeen,
    BoardCommand,
    MessageAsked,
    body_of,
)
from kapmonitor.central.roster import Role
from kapmonitor.central.topics import COMMAND_S, EVERY_ROOM, RoomTopics
from kapmonitor.central.view import AlarmWord, BoardView, BrokerWord
from kapmonitor.central.watcher import Moment, Watch
from kapmonitor.language import mark, say
from kapmonitor.link.cable import Attachment, Cable, Cables, Came, Down, Happening, Up
from kapmonitor.link.envelope import Direction, Header, Kind, seal
from kapmonitor.link.mail import Mail

TOLD_EVERY_S = 0.2
ANYWAY_S = 1.0
"""How often the screen is told though nothing came: silence is news."""
ONLY_SEES = mark("This board sees the rooms. To answer, it must be on the roster as a supervisor.")
NO_KEY = mark("Nothing is known of this room just now. Call it.")
NOT_CONNECTED = mark("The broker is not connected. Call the room.")


class BoardLine:
    """One board. `tell` hears what the screen is to show."""

    def __init__(
        self,
        enrolment: Enrolment,
        cables: Cables,
        now: Callable[[], Moment],
        tell: Callable[[BoardView], None],
    ) -> None:
        self._enrolment, self._now, self._tell = enrolment, now, tell
        self.watch = Watch(enrolment.own, enrolment.rooms)
        self._cables = cables
        self._cable: Cable | None = None
        self._broker = BrokerWord()
        self._told_s = 0.0
        self._news = True

    async def run(self) -> None:
        """Hold the line until cancelled."""
        mail = Mail(asyncio.get_running_loop())
        attachment = Attachment(client=f"board-{self._enrolment.own.name}", hears=EVERY_ROOM)
        self._cable = self._cables(attachment, mail.put)
        self._cable.open()
        try:
            while True:
                for each in await mail.some(TOLD_EVERY_S):
                    self._take(each)
                self._cable.look_after()
                self._show()
        finally:
            self._cable.close()

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
                self._broker = BrokerWord(up=True)
            case Down(why=why):
                self._broker = BrokerWord(up=False, trouble=why.value)
            case Came(topic=topic, octets=octets, retained=retained):
                self.watch.receive(topic, octets, retained=retained, now=self._now())
                if self._cable is not None:
                    self._cable.took(happening)

    def _show(self) -> None:
        now = self._now()
        passed = now.monotonic_s - self._told_s
        if passed < (TOLD_EVERY_S if self._news else ANYWAY_S):
            return
        self._told_s, self._news = now.monotonic_s, False
        self._tell(
            BoardView(
                tiles=self.watch.tiles(now),
                broker=self._broker,
                now_s=now.monotonic_s,
                refused=self.watch.refused,
                events=self.watch.events,
                answers=tuple(self.watch.answers),
            )
        )
