"""A large clinic for figures: names, keys that every process derives alike, and what rooms tell.

As a program it is some of the rooms, each with its own connection over TLS:
`many_rooms.py URL AUTHORITY FIRST LAST EVERY_S`. It says "here" when every one has told its first
state. A line on its input lets each room tell something new every `EVERY_S` seconds; the next one
ends that, and it says how many events were told; with the third they go.
"""

from __future__ import annotations

import asyncio
import hashlib
import sys
import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kapmonitor.central.enrolment import Enrolment, OwnKeys
from kapmonitor.central.publisher import Publisher
from kapmonitor.central.roster import Role, Roster, today
from kapmonitor.central.told import Scene, steps_of
from kapmonitor.link.broker import Broker, broker_at
from kapmonitor.link.cable import Attachment, Cable, Happening, Tell, Up
from kapmonitor.link.mqtt import cables_to
from tests.support.builders import dosed

BOARD = "lead"
STAGES = 60
IN_ONE = 250
"""Rooms in one process: paho waits by `select`, which knows no more than 1,024 open files."""
AT_ONCE = 20
"""Connections begun together: a herd would measure the herd."""
PRESSURES = ((121, 78), (178, 112), (132, 84), (126, 80))


def enrolment(name: str, role: Role, count: int, broker: Broker) -> Enrolment:
    """Return one machine of a clinic with so many rooms and one supervisor."""
    own = _machine(name, role)
    until = today() + timedelta(days=30)
    others = [_machine(BOARD, Role.SUPERVISOR)]
    if role is not Role.ROOM:
        others += [_machine(each, Role.ROOM) for each in names(count)]
    roster = Roster(clinic="Large", serial=1, members=tuple(each.card(until) for each in others))
    return Enrolment(own=own, roster=roster, broker=broker, on=today())


def names(count: int) -> Iterable[str]:
    """Return the rooms' names."""
    return map(named, range(1, count + 1))


def named(number: int) -> str:
    """Return a room's name."""
    return f"room-{number}"


def _machine(name: str, role: Role) -> OwnKeys:
    seed = hashlib.sha256(name.encode()).digest()
    return OwnKeys(
        name=name,
        role=role,
        signing=Ed25519PrivateKey.from_private_bytes(seed),
        box=X25519PrivateKey.from_private_bytes(seed),
    )


def _course() -> tuple[list[Scene], list[int]]:
    """Return a session's moments one after the other, and how many events lead to each."""
    course, told = dosed(), dict[int, int]()
    scenes, events = [], []
    for stage in range(STAGES):
        course.pass_s(60)
        course.read(*PRESSURES[stage % len(PRESSURES)])
        scenes.append(Scene(session=course.session, at=course.at))
        events.append(sum(1 for _ in steps_of(course.session, told, 0)))
    return scenes, events


class Crowd:
    """Some rooms of the clinic."""

    def __init__(self, broker: Broker, numbers: range) -> None:
        self._scenes, self._events = _course()
        self._ways = cables_to(broker)
        self._there: set[str] = set()
        self.stage = 0
        self.events = 0
        self.rooms = [self._room(named(each), broker) for each in numbers]
        self._tasks: list[asyncio.Task[None]] = []

    async def gather(self) -> None:
        """Bring every room to the broker."""
        for number, room in enumerate(self.rooms, 1):
            room.follow(self._scenes[0])
            self._tasks.append(asyncio.create_task(room.run()))
            await self._reached(number - AT_ONCE)
        await self._reached(len(self.rooms))

    async def _reached(self, count: int) -> None:
        while len(self._there) < count:  # noqa: ASYNC110  paho's threads tell, not this loop
            await asyncio.sleep(0.01)

    async def tell(self, every_s: float, over: asyncio.Event) -> None:
        """Let each room tell something new again and again, evenly spread."""
        while not over.is_set() and self.stage + 1 < STAGES:
            self.stage += 1
            began = time.monotonic()
            for number, room in enumerate(self.rooms, 1):
                room.follow(self._scenes[self.stage])
                self.events += self._events[self.stage]
                left = began + every_s * number / len(self.rooms) - time.monotonic()
                await asyncio.sleep(max(0.0, left))

    async def leave(self) -> None:
        """Go home."""
        for each in self._tasks:
            each.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _room(self, name: str, broker: Broker) -> Publisher:
        known = enrolment(name, Role.ROOM, 0, broker)
        return Publisher(
            lambda: known, lambda _known: self._cable, _obey_nobody, lambda: time.time_ns() // 10**6
        )

    def _cable(self, attachment: Attachment, tell: Tell) -> Cable:
        def heard(happening: Happening) -> None:
            if isinstance(happening, Up):
                self._there.add(attachment.client)  # from as many threads as there are rooms
            tell(happening)

        return self._ways(attachment, heard)


def _obey_nobody(*_asked: object) -> None:
    """No supervisor asks for anything here."""


async def _main(broker: Broker, numbers: range, every_s: float) -> None:
    crowd, over = Crowd(broker, numbers), asyncio.Event()
    await crowd.gather()
    print("here", flush=True)  # noqa: T201  read by the parent
    await asyncio.to_thread(sys.stdin.readline)
    telling = asyncio.create_task(crowd.tell(every_s, over))
    await asyncio.to_thread(sys.stdin.readline)
    over.set()
    await telling
    print(crowd.events, flush=True)  # noqa: T201  read by the parent
    await asyncio.to_thread(sys.stdin.readline)
    await crowd.leave()


if __name__ == "__main__":
    url, authority, first, last, every = sys.argv[1:]
    found = broker_at(url, authorities=Path(authority))
    asyncio.run(_main(found, range(int(first), int(last) + 1), float(every)))
