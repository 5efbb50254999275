"""A broker, or who sits on it, that forges, mirrors, repeats, swells, withholds and forgets."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

from kapmonitor.link.broker import Topics
from kapmonitor.link.cable import Attachment, Came, Happening
from kapmonitor.link.envelope import Direction, Header, Keys, Kind, seal
from kapmonitor.link.memory import MemoryBroker
from kapmonitor.link.message import Command, End, Help, body_of
from kapmonitor.link.peer import Asked, Conflict, Delivered, LinkState, Suspicious
from tests.support.link_ends import ROOT, SESSION, entropy_of
from tests.support.link_lines import Lines, in_no_time

TOPICS = Topics(SESSION)
BETWEEN = (TOPICS.up, TOPICS.down, TOPICS.will)
MEGABYTE = 1024 * 1024


class Between:
    """Hears everything that is published, and says what it likes on any topic."""

    def __init__(self, broker: MemoryBroker) -> None:
        self.heard: list[tuple[str, bytes]] = []
        self.cable = broker.cable(Attachment(client="between", hears=BETWEEN), self._hear)
        self.cable.open()

    def _hear(self, happening: Happening) -> None:
        if isinstance(happening, Came):
            self.cable.took(happening)
            self.heard.append((happening.topic, happening.octets))

    def say(self, octets: bytes, *, topics: tuple[str, ...] = BETWEEN) -> None:
        for topic in topics:
            self.cable.publish(topic, octets, 1, 60)

    def mirror(self) -> None:
        """Say everything that was heard again, on every topic."""
        for _, octets in list(self.heard):
            self.say(octets)


def _foreign() -> list[bytes]:
    """Return what is well formed and of another session, another key, or nobody."""
    elsewhere, other = bytes(16), Keys.of(bytes(range(32)), SESSION)
    found = [bytes(MEGABYTE), b"", b"KM", random.Random(1).randbytes(316)]
    for session, keys in ((elsewhere, Keys.of(ROOT, elsewhere)), (SESSION, other)):
        for direction in Direction:
            for kind in Kind:
                message = Help(text="forged") if direction is Direction.FROM_PATIENT else End()
                header = Header(kind=kind, direction=direction, session=session, sequence=1)
                key = (
                    keys.from_patient if direction is Direction.FROM_PATIENT else keys.from_station
                )
                found.append(seal(header, body_of(message), key, entropy_of("forger")))
    return found


def test_nothing_forged_is_taken_and_nothing_genuine_is_lost(tmp_path: Path) -> None:
    async def run() -> None:
        broker = MemoryBroker(trip_s=0.03)
        lines, between = Lines(tmp_path, broker.cable, broker.cable), Between(broker)
        lines.plug_station()
        lines.plug_patient()
        asked = Command(id="ab" * 8, do="measure", at=lines.now_ms(), ttl=30_000)
        lines.say()
        lines.ask(asked)
        await asyncio.sleep(6)
        for octets in _foreign():
            between.say(octets)
        between.mirror()
        await asyncio.sleep(6)
        between.mirror()
        lines.say()
        await lines.until(lambda: lines.ends.patient.store.count_waiting() == 0)
        await lines.until(lambda: lines.ends.station.state(lines.now_ms()) is LinkState.OK)
        assert [body["text"] for body in lines.ends.bodies()] == ["1", "2"]
        assert lines.told.count(("patient", Asked(asked))) == 1
        assert {side for side, told in lines.told if isinstance(told, Suspicious)} == {
            "patient",
            "station",
        }
        assert not any(isinstance(told, Conflict | Delivered) for _, told in lines.told)
        await lines.close()

    in_no_time(run())


def test_what_is_withheld_shows_and_what_was_withheld_proves_nothing_later(tmp_path: Path) -> None:
    """Everything of the patient's is kept back from now on, and flushed later at once."""

    async def run() -> None:
        broker = MemoryBroker(trip_s=0.03)
        lines, between = Lines(tmp_path, broker.cable, broker.cable), Between(broker)
        lines.plug_station()
        lines.plug_patient()
        await lines.until(lambda: lines.ends.station.state(lines.now_ms()) is LinkState.OK)
        await lines.unplug("patient")
        old = [octets for topic, octets in between.heard if topic == TOPICS.up]
        for seconds in range(12):
            await asyncio.sleep(1)
            between.say(old[seconds % len(old)], topics=(TOPICS.up,))
        assert old
        assert lines.ends.station.state(lines.now_ms()) is LinkState.DOWN
        lines.plug_patient()
        await lines.until(lambda: lines.ends.station.state(lines.now_ms()) is LinkState.OK)
        await lines.close()

    in_no_time(run())
