"""A cable pulled and plugged in again and again, at any octet, on pyserial and a pseudo-terminal.

Each round cuts what the module says after a number of octets that chance chose, once the host has
read them all, and leaves the port away for a while that chance chose too. Every octet of a
conversation is such a place: before the module ever answered, between a start and its
acceptance, inside the reading, right after its last octet.
"""

import asyncio
import gc
import random
import threading
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from devices.catalog import find
from devices.conversation import CannotStart, CuffMemory
from devices.cuff import Cuff
from devices.event import (
    DeviceEvent,
    FailureReason,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
)
from devices.measurement import BloodPressure, Provenance
from devices.reconnect import Pauses, keep_connected
from devices.url import SerialUrl, open_transport
from tests.support import pty_suntech
from tests.support.pty_line import PtyLine, open_files
from tests.support.pty_suntech import SunTech
from tests.support.unhurried import HostEnd, UnhurriedLoop, Way

SOON_S = 0.001
"""In an unhurried loop: once the host has taken everything that the device said."""
PRESSURES = (150, 120, 90)
SUNTECH = replace(find("suntech_oem"), minimum_start_interval_s=0.0)
"""Its minute between two starts has tests of its own, and here would cost one for each round."""

ANSWERED = len(pty_suntech.NO_PRESSURE)
"""From this octet on the module is known to be there."""
WHOLE = (
    ANSWERED * (2 + len(PRESSURES))
    + len(pty_suntech.RECEIVED)
    + len(pty_suntech.FINISHED)
    + len(pty_suntech.READING)
)
"""What a module says from the first question to the last octet of its reading."""
SOME_FILES = 20
"""One file leaked in every other round is more than this."""
CABLES = 500


def test_way_2_pulled_cables_lose_no_reading_and_invent_none(tmp_path: Path) -> None:
    chance = random.Random(20261123)
    cuts = [chance.choice([None, chance.randrange(WHOLE)]) for _ in range(CABLES - 1)]
    way = Way()
    far = PlugAndPull(tmp_path, way, [*cuts, None], chance)
    gc.collect()  # what other tests left is not closed while this one counts
    threads, files = set(threading.enumerate()), open_files()
    with asyncio.Runner(loop_factory=lambda: UnhurriedLoop(way)) as runner:
        runner.run(kept_connected(far))
    assert far.readings == [values(n) for n, cut in enumerate(far.cuts) if cut is None]
    assert {event.reason for event in far.failures} == {FailureReason.LINK_LOST}
    assert len(far.failures) == far.started - len(far.readings)
    assert far.starts_heard <= far.started
    answered = sum(cut is None or cut >= ANSWERED for cut in far.cuts)
    assert far.states == [LinkState.READY, LinkState.LOST] * answered
    assert set(threading.enumerate()) == threads
    assert open_files() == files
    assert far.most_files < files + SOME_FILES


async def kept_connected(far: "PlugAndPull") -> None:
    keeper = asyncio.create_task(
        keep_connected(far.make, far.tell, pauses=Pauses(backoff_s=(0.05, 0.1)))
    )
    far.plug()
    await far.done.wait()
    keeper.cancel()
    await asyncio.wait({keeper})


def values(number: int) -> tuple[float, float]:
    """Return the systolic pressure and the pulse rate of a round's reading: no two are alike."""
    return 100.0 + number % 100, 60.0 + number // 100


def reading(number: int) -> bytes:
    """Return the maker's example with a round's own values, and the checksum it then has."""
    body = bytearray(pty_suntech.READING[:-1])
    body[2], body[16] = map(int, values(number))
    return bytes(body) + bytes([-sum(body) & 0xFF])


class Cut:
    """A module whose cable is pulled: after so many octets, or None after a whole reading."""

    def __init__(self, device: SunTech, octets: int | None, pull: Callable[[], None]) -> None:
        self._device, self._left, self._pull = device, octets, pull

    def feed(self, octets: bytes) -> bytes:
        answer = self._device.feed(octets)
        if self._left is not None:
            answer = answer[: self._left]
            self._left -= len(answer)
        if self._left == 0 or len(answer) == len(pty_suntech.READING):
            asyncio.get_running_loop().call_later(SOON_S, self._pull)
        return answer


class PlugAndPull:
    """Plays the rounds, starts whatever is ready, and keeps what it was told."""

    def __init__(
        self, folder: Path, way: Way, cuts: list[int | None], chance: random.Random
    ) -> None:
        self.cuts, self.done = cuts, asyncio.Event()
        self.readings: list[tuple[float | None, float | None]] = []
        self.failures: list[MeasurementFailed] = []
        self.started = self.starts_heard = self.most_files = 0
        self._told: list[LinkState] = []
        self._line, self._way = PtyLine(folder, way), way
        self._chance, self._memory = chance, CuffMemory()
        self._round = -1
        self._device = SunTech()
        self._pulled = False
        self._cuff: Cuff | None = None
        self._started: Cuff | None = None
        self._start: asyncio.Task[None] | None = None

    @property
    def states(self) -> list[LinkState]:
        """Return READY and LOST as they were told; measuring in between is of no concern."""
        told = (s for s in self._told if s in (LinkState.READY, LinkState.LOST))
        return [state for state, _ in groupby(told)]

    def plug(self) -> None:
        self._round, self._pulled = self._round + 1, False
        self._device = SunTech(reading(self._round), pressures=PRESSURES)
        self._line.plug(Cut(self._device, self.cuts[self._round], self._pull))

    def make(self, tell: Callable[[LinkChanged], None]) -> Cuff:
        transport = open_transport(SUNTECH, SerialUrl(self._line.path), tell=tell)
        self._cuff = Cuff(SUNTECH, HostEnd(transport, self._way), memory=self._memory)
        return self._cuff

    def tell(self, event: DeviceEvent) -> None:
        match event:
            case LinkChanged(state=state):
                self._told.append(state)
                self._moved(state)
            case Measured(measurement=BloodPressure() as measured):
                assert event.provenance is Provenance.LIVE
                self.readings.append((measured.systolic, measured.pulse_rate))
            case MeasurementFailed():
                self.failures.append(event)
            case _:
                pass

    def _moved(self, state: LinkState) -> None:
        if state is LinkState.READY and self._cuff is not None and self._cuff is not self._started:
            self._started = self._cuff
            self._start = asyncio.create_task(self._start_it(self._cuff))
        elif state is LinkState.LOST and self._round == len(self.cuts) - 1 and self._pulled:
            self.done.set()

    async def _start_it(self, cuff: Cuff) -> None:
        try:
            await cuff.start_measurement()
        except CannotStart:
            return
        self.started += 1

    def _pull(self) -> None:
        if self._pulled:  # the host asked once more before it was
            return
        self._line.unplug()
        self._pulled = True
        self.most_files = max(self.most_files, open_files())
        self.starts_heard += self._device.commands.count(pty_suntech.START)
        if self._round < len(self.cuts) - 1:
            asyncio.get_running_loop().call_later(self._chance.uniform(0.02, 0.3), self.plug)
