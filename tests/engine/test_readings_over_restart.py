"""A cuff that sends its memory again: after the program was killed, and in the next session."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from devices.catalog import find
from devices.driver import Driver
from devices.measurement import BloodPressure, Provenance
from devices.transport import Transport
from devices.transport.ble_attendant import Attendant
from kapmonitor.clock import LoopClock
from kapmonitor.pairing.reach import Found, Reach
from kapmonitor.pairing.trial import Trial
from kapmonitor.port import Answer
from kapmonitor.room import Outlets, Room, Surroundings
from kapmonitor.session.event import DeviceAssigned, DeviceReleased
from kapmonitor.session.intent import CloseWithoutDose, Intent, Note
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Role
from kapmonitor.supervisor import DeviceSource
from tests.devices.far import Far, frame
from tests.devices.paced import play, wall
from tests.record.writers import SPAWN
from tests.support.builders import START, THERAPIST, opening

ADDRESS = "ble://C4:64:E3:00:00:02"
ASSIGNED = DeviceAssigned(
    role=Role.CUFF,
    driver="bluetooth_blp",
    address=ADDRESS,
    title="A cuff",
    can_start=False,
    simulated=True,
)
LIVE, STORED, UNCONFIRMED = Provenance.LIVE, Provenance.STORED, Provenance.UNCONFIRMED
PATIENCE_S = 20.0
USER_TIME = 0x20
"""The flag by which the octets here are told to be 2B34; 2A35 has it in reserve."""


class Program:
    """A room with one cuff, which is a list of octets with a clock."""

    def __init__(self, folder: Path, far: Far, start: datetime) -> None:
        self._far = far
        clock = LoopClock(start, asyncio.get_running_loop().time)
        self.trials: list[Trial | None] = []
        outlets = Outlets(
            snapshot=lambda _shown: None,
            pressure=lambda _pressure: None,
            bench=lambda view: self.trials.append(view.trial),
        )
        around = Surroundings(reach=Reach(hear=_silence, ports=_no_ports, connect=self._connect))
        self.room = Room(folder, clock, outlets, resolve=self._resolve, around=around)

    def ask(self, intent: Intent) -> None:
        answers: list[Answer] = []
        self.room.submit(intent, THERAPIST, answers.append)
        assert answers == [Answer()]

    async def send(self, *memory: bytes) -> None:
        """Let the cuff send these and hang up, and come back as cuffs do."""
        await self._far.wire.connected.wait()
        await asyncio.sleep(1)
        for octets in memory:
            self._far.wire.deliver("2b34" if octets[0] & USER_TIME else "2a35", octets)
            await asyncio.sleep(0.1)
        await asyncio.sleep(5)
        self._far.wire.hang_up()
        await self._far.wire.disconnected.wait()

    @property
    def session(self) -> Session:
        assert self.room.session is not None
        return self.room.session

    def readings(self) -> list[tuple[float | None, Provenance]]:
        return [(one.measurement.systolic, one.provenance) for one in self.session.readings]

    def set_aside(self) -> int:
        """Return how many were counted, after a look that no value of them was kept."""
        kept = [one.measurement for one in self.session.quarantined]
        assert all(isinstance(one, BloodPressure) and one.systolic is None for one in kept)
        return len(kept)

    def _connect(self, _driver: Driver, _address: str, _attendant: Attendant) -> Transport:
        return self._far.wire.transport()

    def _resolve(self, assigned: DeviceAssigned) -> DeviceSource:
        return DeviceSource(
            role=assigned.role,
            driver=find(assigned.driver),
            address=assigned.address,
            title=assigned.title,
            transport=lambda _tell: self._far.wire.transport(),
        )


async def _silence() -> AsyncGenerator[Found, None]:
    await asyncio.Event().wait()
    yield Found(address="", title="", driver=None)


async def _no_ports() -> tuple[Found, ...]:
    return ()


@asynccontextmanager
async def program(folder: Path, start: datetime) -> AsyncIterator[Program]:
    now = asyncio.get_running_loop().time
    zero = now()

    def cuffs_clock() -> datetime:
        return wall(start) + timedelta(seconds=now() - zero)

    far = Far(clock=cuffs_clock)
    on_all_day = asyncio.create_task(_answer(far))
    made = Program(folder, far, start)
    made.room.open()
    try:
        yield made
    finally:
        await made.room.close()
        on_all_day.cancel()


async def _answer(far: Far) -> None:
    while True:
        await far.wire.connected.wait()
        serving = asyncio.create_task(far.serve())
        await far.wire.disconnected.wait()
        serving.cancel()


def at(minutes: float) -> datetime:
    """Return the wall time so long after the first session's opening."""
    return wall(START) + timedelta(minutes=minutes)


def in_another_layout(octets: bytes, when: datetime) -> bytes:
    """Return what a 2A35 value would be as 2B34, with the time that the cuff shows."""
    seconds = int((when - datetime.fromisoformat("1900-01-01")).total_seconds())
    stamp = seconds.to_bytes(4, "little")
    return bytes([0x02 | USER_TIME]) + octets[1:7] + stamp + stamp


STRANGERS = frame(170, 100, at(-60))
DURING = frame(126, 81, at(2))
NOW = frame(128, 82, at(5))
UNSTAMPED = frame(133, 85)
MEMORY = (STRANGERS, DURING, NOW)
RECORDED = [(128.0, LIVE), (126.0, STORED), (133.0, UNCONFIRMED)]


def first_program(folder: Path, report: Connection) -> None:
    """Record what a cuff sends, tell what was recorded, and wait to be killed."""

    async def main() -> None:
        async with program(folder, START) as made:
            made.ask(opening())
            made.ask(Note(fact=ASSIGNED))
            await asyncio.sleep(5 * 60)
            await made.send(STRANGERS, NOW)
            await made.send(DURING)
            await made.send(UNSTAMPED)
            await asyncio.sleep(3)
            report.send((made.readings(), made.set_aside()))
            report.recv()

    play(main())


def test_readings_told_again_after_a_kill_count_once_and_in_another_session_not_at_all(
    tmp_path: Path,
) -> None:
    assert killed(tmp_path) == (RECORDED, 1)

    async def main() -> None:
        async with program(tmp_path, START + timedelta(minutes=6)) as made:
            answers: list[Answer] = []
            made.room.resume("s-1", THERAPIST, answers.append)
            assert answers == [Answer()]
            assert made.readings() == RECORDED
            await made.send(in_another_layout(NOW, at(5)))
            await made.send(*MEMORY)
            assert made.readings() == RECORDED, "one of them was live not three minutes ago"
            newest = frame(131, 84, at(7) + timedelta(seconds=1))
            await asyncio.sleep(60)
            await made.send(*MEMORY, newest)
            assert made.readings() == [*RECORDED, (131.0, LIVE)]
            await made.send(UNSTAMPED)  # equal octets without a time may be another reading
            assert made.readings()[4:] == [(133.0, UNCONFIRMED)]
            assert not made.session.readings[-1].counts, "a person is asked"
            await _another_patient(made, *MEMORY, newest)

    play(main())


def test_a_test_reading_is_nobodys_though_the_cuff_sends_it_again(tmp_path: Path) -> None:
    async def main() -> None:
        async with program(tmp_path, START) as made:
            made.ask(opening())
            made.ask(Note(fact=ASSIGNED))
            await asyncio.sleep(5 * 60)
            made.ask(Note(fact=DeviceReleased(role=Role.CUFF)))
            await asyncio.sleep(5)
            device = Found(address=ADDRESS, title="A cuff", driver="bluetooth_blp")
            made.room.bench.try_out(device, "bluetooth_blp")
            await made.send(NOW)
            trial = made.trials[-1]
            assert trial is not None
            assert isinstance(trial.reading, BloodPressure), "the therapist's arm"
            made.room.bench.drop()
            made.ask(Note(fact=ASSIGNED))
            after = at(6) + timedelta(seconds=5)
            await asyncio.sleep(60)
            await made.send(NOW, frame(131, 84, after))
            assert made.readings() == [(131.0, LIVE)]

    play(main())


async def _another_patient(made: Program, *memory: bytes) -> None:
    """Use the same cuff in another session, less than three minutes after its last reading."""
    made.ask(CloseWithoutDose(reason="A test."))
    assert await made.room.leave() == Answer()
    made.ask(replace(opening(), session="s-2"))
    made.ask(Note(fact=ASSIGNED))
    await made.send(*memory)
    assert made.readings() == []
    assert made.set_aside() == len(memory)


def killed(folder: Path) -> object:
    """Run the first program until it has told what it recorded, and kill it."""
    reports, report = SPAWN.Pipe()
    first = SPAWN.Process(target=first_program, args=(folder, report))
    first.start()
    report.close()
    assert reports.poll(PATIENCE_S)
    told = reports.recv()
    first.kill()
    first.join()
    assert first.exitcode == -9
    first.close()
    reports.close()
    return told
