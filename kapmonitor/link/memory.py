"""A broker inside the program: for simulated sessions and tests, with the face of a real one.

It keeps what MQTT 5 promises and the link relies on: one client for each name (a second one takes
over), kept sessions with quality 1, retained messages, expiry, wills. All waiting is the running
loop's, so it runs as fast as simulated time does, and in the same order each time. Like a real
one it can be stopped, emptied, and made unreachable for one client without anybody being told.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from kapmonitor.link.cable import Attachment, Came, Down, Tell, Trouble, Up

RETRIED_S, RETRIED_AT_MOST_S = 1.0, 3.0
"""Pauses between attempts double, as `mqtt` sets them."""
KNOCKS_S = (1.0, 2.0, 2.0)
"""The network repeats an attempt after 1 and 3 s; after 5 s it is given up."""
IN_FLIGHT = 20
"""So much of quality 1 is with a client and not taken; more waits here (Mosquitto's default)."""
BROKER_NOTICES_S, CLIENT_NOTICES_S = 15.0, 19.0
"""When a silent drop is noticed with a keep-alive of 10 s: measured with Mosquitto and paho."""

_Deed: TypeAlias = Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Message:
    topic: str
    octets: bytes
    quality: int
    until_s: float
    retained: bool = False


@dataclass(slots=True, eq=False)
class _Line:
    """One connection of a cable; each of its two sides may know earlier that it ended."""

    cable: MemoryCable


@dataclass(slots=True)
class _Session:
    """What the broker holds for one client's name."""

    attachment: Attachment
    line: _Line | None = None
    queue: deque[_Message] = field(default_factory=deque)
    unsafe: dict[int, _Message] = field(default_factory=dict)
    """Delivered and not taken."""
    last: int = 0

    def hears(self, topic: str) -> bool:
        return any(_fits(each, topic) for each in self.attachment.hears)


class MemoryBroker:
    """A broker for the running loop; belongs to it.

    `trip_s` is the way from a client to the broker, and from it to a client. `overhear` is called
    with everything that is published: what a curious host sees.
    """

    def __init__(
        self, trip_s: float = 0.0, overhear: Callable[[str, bytes], None] | None = None
    ) -> None:
        self.loop = asyncio.get_running_loop()
        self._trip_s, self._overhear = trip_s, overhear
        self._way: deque[_Deed] = deque()
        self._sessions: dict[str, _Session] = {}
        self._retained: dict[str, _Message] = {}
        self._held: dict[str, list[_Deed]] = {}
        """What waits for each client that is silent, as the network's own repeats do."""
        self._runs = True

    def cable(self, attachment: Attachment, tell: Tell) -> MemoryCable:
        """Make a cable: this method is the broker's `Cables`."""
        return MemoryCable(self, attachment, tell)

    def stop(self) -> None:
        """End: every connection breaks, nobody can connect, nothing is forgotten."""
        self._runs = False
        for each in list(self._sessions.values()):
            self._break(each)

    def start(self) -> None:
        """Run again."""
        self._runs = True

    def forget(self) -> None:
        """Lose every session and every retained message, as with an emptied disk."""
        for each in list(self._sessions.values()):
            self._break(each)
        self._sessions.clear()
        self._retained.clear()

    def silence(self, client: str) -> None:
        """Let nothing through to or from a client, and tell nobody: its network is gone."""
        if client in self._held:
            return
        self._held[client] = []
        session = self._sessions.get(client)
        if session is not None and session.line is not None:
            self.loop.call_later(BROKER_NOTICES_S, self._notice, client, session.line)
            self.loop.call_later(CLIENT_NOTICES_S, session.line.cable.notice, session.line)

    def heal(self, client: str) -> None:
        """Let everything through again, first what waited."""
        for each in self._held.pop(client, []):
            each()

    def sever(self, client: str) -> None:
        """Break a client's connection, as when its program dies: its will is said at once."""
        session = self._sessions.get(client)
        if session is not None and session.line is not None:
            self._break(session)
            self._say_will(session)

    def roam(self, client: str) -> None:
        """Let a client find itself in another network: its connection is dead, which nobody tells
        the broker; when it comes anew it takes its old place over, and no will is said."""
        session = self._sessions.get(client)
        if session is not None and session.line is not None:
            session.line.cable.lost(session.line)

    def is_silent(self, client: str) -> bool:
        """Return whether a client's network is gone."""
        return client in self._held

    def carry(self, client: str, what: _Deed) -> None:
        """Bring something one way to or from a client; the order is kept."""
        self._way.append(lambda: self._arrive(client, what))
        self.loop.call_later(self._trip_s, self._next)

    def _next(self) -> None:
        # Timers that are due together have no order of their own.
        self._way.popleft()()

    def _arrive(self, client: str, what: _Deed) -> None:
        held = self._held.get(client)
        if held is None:
            what()
        else:
            held.append(what)

    def attach(self, cable: MemoryCable) -> None:
        """Connect a client; whoever has its name is pushed out."""
        if not self._runs:
            self.carry(cable.client, lambda: cable.failed(Trouble.REFUSED))
            return
        session = self._sessions.get(cable.client)
        if session is None or not cable.attachment.kept:
            if session is not None:
                self._push_out(session, cable)
            session = self._sessions[cable.client] = _Session(cable.attachment)
        self._push_out(session, cable)
        line = _Line(cable)
        session.attachment, session.line = cable.attachment, line
        self.carry(cable.client, lambda: cable.connected(line))
        self._bring_up_to_date(session)

    def _push_out(self, session: _Session, cable: MemoryCable) -> None:
        other = session.line
        if other is not None and other.cable is not cable:
            other.cable.pushed_out()

    def _bring_up_to_date(self, session: _Session) -> None:
        for retained in self._retained.values():
            if session.hears(retained.topic):
                self._deliver(session, retained)
        for number, message in list(session.unsafe.items()):
            self._hand_over(session, message, number)
        waiting, session.queue = session.queue, deque()
        for message in waiting:
            self._deliver(session, message)

    def publish(self, line: _Line, message: _Message) -> None:
        """Take what a client publishes on a connection, if it still stands here."""
        session = self._sessions.get(line.cable.client)
        if self._runs and session is not None and session.line is line:
            self._route(message)

    def _route(self, message: _Message) -> None:
        if self._overhear is not None:
            self._overhear(message.topic, message.octets)
        if message.retained:
            self._retained[message.topic] = message
            if not message.octets:
                del self._retained[message.topic]
        for each in list(self._sessions.values()):
            if each.hears(message.topic):
                # The flag is for those who come later.
                self._deliver(each, replace(message, retained=False))

    def _deliver(self, session: _Session, message: _Message) -> None:
        is_full = len(session.unsafe) >= IN_FLIGHT
        if session.line is None or (message.quality and is_full):
            if message.quality and (session.line is not None or session.attachment.kept):
                session.queue.append(message)
            return
        session.last += 1
        if message.quality:
            session.unsafe[session.last] = message
        self._hand_over(session, message, session.last)

    def _hand_over(self, session: _Session, message: _Message, number: int) -> None:
        line = session.line
        if line is None:
            return
        if self.loop.time() >= message.until_s:
            session.unsafe.pop(number, None)
            return
        came = Came(message.topic, message.octets, message.retained, (number, message.quality))
        self.carry(line.cable.client, lambda: line.cable.came(line, came))

    def took(self, line: _Line, number: int) -> None:
        """Forget what a client has taken."""
        session = self._sessions.get(line.cable.client)
        if session is not None and session.line is line:
            session.unsafe.pop(number, None)
            if session.queue:
                self._deliver(session, session.queue.popleft())

    def left(self, line: _Line, *, goodbye: bool) -> None:
        """Take notice that a client ended a connection; without a goodbye its will is said."""
        session = self._sessions.get(line.cable.client)
        if session is None or session.line is not line:
            return
        session.line = None
        if not session.attachment.kept:
            del self._sessions[line.cable.client]
        if not goodbye and self._runs:
            self._say_will(session)

    def _notice(self, client: str, line: _Line) -> None:
        if self.is_silent(client):
            self.left(line, goodbye=False)

    def _say_will(self, session: _Session) -> None:
        if session.attachment.will is not None:
            topic, octets = session.attachment.will
            retained = session.attachment.will_retained
            self._route(_Message(topic, octets, 1, float("inf"), retained))

    def _break(self, session: _Session) -> None:
        """End a connection from the broker's side."""
        line, session.line = session.line, None
        if line is not None:
            self.carry(line.cable.client, lambda: line.cable.lost(line))


class MemoryCable:
    """A `Cable` to a broker inside the program."""

    def __init__(self, broker: MemoryBroker, attachment: Attachment, tell: Tell) -> None:
        self.attachment, self.client = attachment, attachment.client
        self._broker, self._tell = broker, tell
        self._line: _Line | None = None
        self._is_open = False
        self._pause_s = RETRIED_S

    def open(self) -> None:
        """Begin to connect."""
        self._is_open = True
        self._connect()

    def look_after(self) -> None:
        """Nothing here dies unseen."""

    def publish(
        self, topic: str, octets: bytes, quality: int, expiry_s: int, *, retain: bool = False
    ) -> None:
        """Send, if there is a connection."""
        line = self._line
        if line is None:
            return
        until_s = self._broker.loop.time() + expiry_s
        message = _Message(topic, octets, quality, until_s, retain)
        self._broker.carry(self.client, lambda: self._broker.publish(line, message))

    def took(self, came: Came) -> None:
        """Tell the broker that a message is safe with us."""
        line, (number, quality) = self._line, came.ticket
        if line is not None and quality:
            self._broker.carry(self.client, lambda: self._broker.took(line, number))

    def drop(self) -> None:
        """Break the connection off; it is made anew."""
        if self._line is not None:
            self._leave(self._line, goodbye=False)
            self.failed(Trouble.ENDED)

    def close(self) -> None:
        """Say goodbye and end."""
        self._is_open = False
        if self._line is not None:
            self._leave(self._line, goodbye=True)

    def connected(self, line: _Line) -> None:
        """The broker has accepted us."""
        if not self._is_open:
            self._leave(line, goodbye=True)
            return
        self._line, self._pause_s = line, RETRIED_S
        self._tell(Up())

    def came(self, line: _Line, came: Came) -> None:
        """Take what the broker delivers on a connection."""
        if self._line is line:
            self._tell(came)

    def lost(self, line: _Line) -> None:
        """The broker broke a connection."""
        if self._line is line:
            self._line = None
            self.failed(Trouble.ENDED)

    def notice(self, line: _Line) -> None:
        """Find out by ourselves that a connection is silent."""
        if self._line is line and self._broker.is_silent(self.client):
            self.drop()

    def pushed_out(self) -> None:
        """Another client has our name; to go on would push it out in turn, for ever."""
        self._line, was_open, self._is_open = None, self._is_open, False
        if was_open:
            self._tell(Down(Trouble.TAKEN_OVER))

    def failed(self, why: Trouble) -> None:
        """There is no connection; try again soon."""
        if self._is_open:
            self._tell(Down(why))
            self._broker.loop.call_later(self._pause_s, self._connect)
            self._pause_s = min(2 * self._pause_s, RETRIED_AT_MOST_S)

    def _connect(self, knocks: int = 0) -> None:
        if not self._is_open or self._line is not None:
            return
        if not self._broker.is_silent(self.client):
            self._broker.carry(self.client, lambda: self._broker.attach(self))
        elif knocks < len(KNOCKS_S):
            self._broker.loop.call_later(KNOCKS_S[knocks], self._connect, knocks + 1)
        else:
            self.failed(Trouble.UNREACHABLE)

    def _leave(self, line: _Line, *, goodbye: bool) -> None:
        self._line = None
        self._broker.carry(self.client, lambda: self._broker.left(line, goodbye=goodbye))


def _fits(wanted: str, topic: str) -> bool:
    """Return whether a subscription (`+` for one part, `#` for the rest) covers a topic."""
    parts, given = wanted.split("/"), topic.split("/")
    for place, part in enumerate(parts):
        if part == "#":
            return True
        if place >= len(given) or part not in ("+", given[place]):
            return False
    return len(parts) == len(given)
