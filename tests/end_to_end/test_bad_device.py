"""A device that talks nonsense in a live session: alarmed as a fault of the equipment, no reading.

Octets go in at the far end of the wire; what a person would see comes out of the record.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from devices.catalog import find
from devices.transport.memory import Wire
from kapmonitor.clock import LoopClock
from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.log import SessionLog
from kapmonitor.room import Outlets, Room
from kapmonitor.session.event import (
    DeviceAssigned,
    Entry,
    MeasurementQuarantined,
    MeasurementRecorded,
    NoteAdded,
    ProtocolViolationRecorded,
)
from kapmonitor.session.intent import Note
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import AlarmKind, Role
from kapmonitor.supervisor import DeviceSource
from tests.devices.far import frame
from tests.devices.paced import play
from tests.support.builders import START, THERAPIST, opening, words

GOOD = frame(121, 79)


@dataclass
class Live:
    """A session with one device on a wire."""

    wire: Wire
    room: Room
    folder: Path

    @property
    def session(self) -> Session:
        assert self.room.session is not None
        return self.room.session

    def saved(self) -> tuple[Entry, ...]:
        with open_history(self.folder / FILE_NAME) as record:
            return SessionLog(record).read("s-1")

    def kinds(self, *wanted: type) -> list[object]:
        return [entry.event for entry in self.saved() if isinstance(entry.event, wanted)]

    def say(self, text: str) -> None:
        note = Note(fact=NoteAdded(text=words(text)))
        self.room.submit(note, THERAPIST, nobody)

    def technical(self) -> list[str]:
        shown = self.session.alarms.items()
        return [code for code, alarm in shown if alarm.kind is AlarmKind.TECHNICAL]


@asynccontextmanager
async def live(folder: Path, driver: str, role: Role) -> AsyncIterator[Live]:
    wire = Wire()

    def resolve(assigned: DeviceAssigned) -> DeviceSource:
        return DeviceSource(
            role=role,
            driver=find(driver),
            address=assigned.address,
            title=assigned.title,
            transport=lambda _tell: wire.transport(),
        )

    async def swallow() -> None:
        while True:
            await wire.connected.wait()
            await wire.sent()

    clock = LoopClock(START, asyncio.get_running_loop().time)
    room = Room(folder, clock, Outlets(snapshot=nobody, pressure=nobody), resolve=resolve)
    room.open()
    far = asyncio.create_task(swallow())
    try:
        room.submit(opening(), THERAPIST, nobody)
        assigned = DeviceAssigned(
            role=role, driver=driver, address="D", title="A device", can_start=False, simulated=True
        )
        room.submit(Note(fact=assigned), THERAPIST, nobody)
        await asyncio.sleep(2)
        yield Live(wire, room, folder)
    finally:
        await room.close()
        far.cancel()


def nobody(_what: object) -> None:
    """Nobody looks."""


@pytest.mark.parametrize(
    ("driver", "role", "channel", "octets"),
    [
        pytest.param("bluetooth_blp", Role.CUFF, "2a35", GOOD[:3], id="blp-truncated"),
        pytest.param("bluetooth_blp", Role.CUFF, "2a35", b"", id="blp-empty"),
        pytest.param("bluetooth_hrp", Role.STRAP, "2a37", b"\x01\x48", id="hrp-truncated"),
        pytest.param(
            "suntech_oem", Role.CUFF, "serial", b"\xfe\x00 not a cuff", id="suntech-alien"
        ),
        pytest.param("ge_dinamap", Role.CUFF, "serial", b" NX not a monitor\r", id="dinamap"),
    ],
)
def test_octets_that_mean_nothing_are_alarmed_kept_and_never_a_reading(
    tmp_path: Path, driver: str, role: Role, channel: str, octets: bytes
) -> None:
    async def main() -> None:
        async with live(tmp_path, driver, role) as room:
            room.wire.deliver(channel, octets)
            await asyncio.sleep(5)
            assert any(
                code.startswith(("protocol-violation", "cuff-error", "link-lost"))
                for code in room.technical()
            )
            assert room.kinds(MeasurementRecorded) == []

    play(main())


def test_a_value_that_no_body_has_is_set_aside_and_alarmed(tmp_path: Path) -> None:
    async def main() -> None:
        async with live(tmp_path, "bluetooth_blp", Role.CUFF) as room:
            room.wire.deliver("2a35", frame(295, 90))
            await asyncio.sleep(60)
            assert len(room.kinds(MeasurementQuarantined)) == 1
            assert room.kinds(MeasurementRecorded) == []
            assert room.technical() == ["implausible-reading:cuff"]

    play(main())


@pytest.mark.parametrize(
    ("driver", "role", "channel"),
    [
        ("bluetooth_blp", Role.CUFF, "2a35"),
        ("bluetooth_hrp", Role.STRAP, "2a37"),
        ("suntech_oem", Role.CUFF, "serial"),
        ("ge_dinamap", Role.CUFF, "serial"),
    ],
)
def test_a_storm_of_random_octets_stops_nothing(
    tmp_path: Path, driver: str, role: Role, channel: str
) -> None:
    """The session goes on, every octet string is answered for, and the next input is taken."""
    chance = random.Random(driver)

    async def main() -> None:
        async with live(tmp_path, driver, role) as room:
            for _ in range(200):
                room.wire.deliver(channel, chance.randbytes(chance.randrange(40)))
                await asyncio.sleep(chance.random())
            await asyncio.sleep(60)
            assert room.kinds(ProtocolViolationRecorded)
            assert "internal-fault" not in room.session.alarms
            entries = room.saved()
            assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
            before = room.session.next_seq
            room.say("still here")
            assert room.session.next_seq > before

    play(main())
