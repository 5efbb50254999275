"""The telehealth link over a real broker with TLS, beside a careful client of plain quality 1.

Both ends run in this process, the broker beside it, everything over the loopback.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import pytest
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from kapmonitor.link.broker import Broker, Topics
from kapmonitor.link.cable import Attachment, Came, Happening
from kapmonitor.link.mqtt import MqttCable, cables_to
from kapmonitor.link.peer import Arrived, LinkState
from tests.benchmarks.conftest import Figures
from tests.benchmarks.test_commit import Bare
from tests.support.certificates import Authority
from tests.support.link_ends import SESSION
from tests.support.link_lines import Lines
from tests.support.mosquitto import Mosquitto, program

READINGS, ROUNDS, OF_A_ROUND, SILENCES = 300, 8, 60, 3
RECONNECTED_S = 4.0
"""Enough for both sides to have connected again: a kill is to cost no more than itself."""
TOPICS = Topics(SESSION)


@pytest.fixture
def mosquitto(tmp_path: Path) -> Iterator[Mosquitto]:
    if program() is None:
        pytest.skip("Mosquitto is not installed")
    authority = Authority(tmp_path)
    # As Debian sets it up: on the disk now and then, and at an ordered end.
    kept = f"persistence true\npersistence_location {tmp_path}/"
    broker = Mosquitto(tmp_path, authority, authority.server(), persistence=kept)
    broker.start()
    yield broker
    broker.stop()


def _lines(folder: Path, mosquitto: Mosquitto) -> Lines:
    ways = cables_to(mosquitto.for_patient()), cables_to(mosquitto.for_station())
    return Lines(folder, *ways)


async def _reached(lines: Lines, state: LinkState) -> None:
    await lines.until(lambda: lines.ends.station.state(lines.now_ms()) is state)


async def test_a_message_from_disk_to_record(
    tmp_path: Path, mosquitto: Mosquitto, figures: Figures
) -> None:
    lines, record = _lines(tmp_path / "patient", mosquitto), Bare(tmp_path / "record.db")
    kept_at: list[float] = []

    def keep(arrived: Sequence[Arrived]) -> None:
        record.commit()
        kept_at.extend([perf_counter()] * len(arrived))

    lines.keep = keep
    lines.plug_station()
    lines.plug_patient()
    await _reached(lines, LinkState.OK)
    said_at: list[float] = []
    for _ in range(READINGS):
        lines.say()
        said_at.append(perf_counter())
        await asyncio.sleep(0.02)
    await lines.until(lambda: len(kept_at) == READINGS)
    await lines.close()
    record.close()
    took = sorted(kept - said for said, kept in zip(said_at, kept_at, strict=True))
    figures.note("message, patient's disk to therapist's record", took)
    p50, p99 = (took[READINGS * each // 100] * 1e3 for each in (50, 99))
    figures.say(f"  p50 {p50:.1f} ms, p99 {p99:.1f} ms")


async def test_how_soon_silence_shows(
    tmp_path: Path, mosquitto: Mosquitto, figures: Figures
) -> None:
    lines = _lines(tmp_path / "patient", mosquitto)
    lines.plug_station()
    lines.plug_patient()
    found: dict[LinkState, list[float]] = {each: [] for each in LinkState}
    await _reached(lines, LinkState.OK)
    for trial in range(SILENCES):
        await asyncio.sleep(0.7 * trial)
        mosquitto.freeze()
        began = perf_counter()
        for state in (LinkState.LATE, LinkState.DOWN):
            await _reached(lines, state)
            found[state].append(perf_counter() - began)
        mosquitto.thaw()
        began = perf_counter()
        await _reached(lines, LinkState.OK)
        found[LinkState.OK].append(perf_counter() - began)
    await lines.close()
    for state in (LinkState.LATE, LinkState.DOWN, LinkState.OK):
        figures.note(f"frozen broker: until {state}", found[state])


@dataclass(slots=True)
class Count:
    """What became of what was said."""

    said: int
    kept: list[int] = field(default_factory=list)

    def told(self) -> str:
        once = set(self.kept)
        lost = self.said - len(once)
        late = sum(1 for one, next_ in zip(self.kept, self.kept[1:], strict=False) if next_ < one)
        twice = len(self.kept) - len(once)
        return f"{lost} of {self.said} lost, {twice} stored twice, {late} out of order"


@pytest.mark.timeout(300)
async def test_lost_and_doubled_under_kills(
    tmp_path: Path, mosquitto: Mosquitto, figures: Figures
) -> None:
    figures.say(f"kills, the link: {(await _the_link(tmp_path, mosquitto)).told()}")
    figures.say(f"kills, plain quality 1: {(await _plain(mosquitto)).told()}")


async def _the_link(folder: Path, mosquitto: Mosquitto) -> Count:
    lines = _lines(folder / "patient", mosquitto)
    lines.plug_station()
    lines.plug_patient()
    for _ in range(ROUNDS):
        await _say(lines.say)
        await lines.unplug("station")
        await _say(lines.say)
        _power_cut(mosquitto)
        lines.ends.start_station()
        lines.plug_station()
        await asyncio.sleep(RECONNECTED_S)
        await _say(lines.say)
        await lines.crash_patient()
        await asyncio.sleep(RECONNECTED_S)
    await lines.until(lambda: lines.ends.patient.store.count_waiting() == 0)
    await lines.close()
    arrived = [int(str(each.body["text"])) for each in lines.ends.committed]
    return Count(ROUNDS * OF_A_ROUND, arrived)


async def _plain(mosquitto: Mosquitto) -> Count:
    """The same, with what a careful tutorial gives: kept sessions, acknowledged when stored."""
    count = Count(ROUNDS * OF_A_ROUND)
    numbers = iter(range(1, count.said + 1))
    patient, station = (
        _Plain(mosquitto.for_patient(), numbers),
        _Hearing(mosquitto.for_station(), count),
    )
    await asyncio.sleep(2)
    for _ in range(ROUNDS):
        await _say(patient.say)
        station.cable.drop()
        station.cable.close()
        await _say(patient.say)
        _power_cut(mosquitto)
        station = _Hearing(mosquitto.for_station(), count)
        await asyncio.sleep(RECONNECTED_S)
        await _say(patient.say)
        patient.drop()
        patient.close()
        patient = _Plain(mosquitto.for_patient(), numbers)
        await asyncio.sleep(RECONNECTED_S)
    await asyncio.sleep(10)
    patient.close()
    station.cable.close()
    return count


async def _say(one: Callable[[], None]) -> None:
    for _ in range(OF_A_ROUND // 3):
        one()
        await asyncio.sleep(0.02)


def _power_cut(mosquitto: Mosquitto) -> None:
    mosquitto.kill()
    mosquitto.start()


class _Plain(MqttCable):
    """A client that leaves what waits for a connection to the library, in memory."""

    def __init__(self, broker: Broker, numbers: Iterator[int]) -> None:
        self._numbers = numbers
        super().__init__(broker, Attachment(client=TOPICS.client, hears=()), lambda _told: None)
        self.open()

    def say(self) -> None:
        """Publish, connected or not."""
        number = next(self._numbers)
        properties = Properties(PacketTypes.PUBLISH)
        assert self._client is not None
        self._client.publish(TOPICS.up, str(number).encode(), 1, False, properties)


class _Hearing:
    """A client that stores, then acknowledges."""

    def __init__(self, broker: Broker, count: Count) -> None:
        self._count = count
        attachment = Attachment(client=f"s{TOPICS.client}", hears=(TOPICS.up,))
        self.cable = MqttCable(broker, attachment, self._hear)
        self.cable.open()

    def _hear(self, happening: Happening) -> None:
        if isinstance(happening, Came):
            self._count.kept.append(int(happening.octets))
            self.cable.took(happening)
