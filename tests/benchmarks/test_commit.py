"""Frame bytes to a durable record, beside a bare SQLite commit with the same settings."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest

from devices.catalog import find
from devices.decoder import Received
from devices.event import Measured
from kapmonitor.engine import Engine, Journal
from kapmonitor.session.event import Entry
from kapmonitor.session.intent import DeviceReport
from kapmonitor.session.vocabulary import Role
from tests.benchmarks.conftest import Figures
from tests.benchmarks.three_hours import strapped, three_hours
from tests.devices.far import frame
from tests.support.builders import CUFF, STRAP, Course, address
from tests.support.engine_bench import Bench, bench

BEATS, READINGS = 400, 40
"""A session has thousands of the one and some forty of the other."""
BODY = "x" * 400
"""As long as what an entry of a reading stores."""


class Bare:
    """SQLite and nothing else, as durable as the record."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL"):
            self._connection.execute(f"PRAGMA {pragma}").fetchall()
        self._connection.execute("CREATE TABLE entry (seq INTEGER PRIMARY KEY, body TEXT) STRICT")

    def commit(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("INSERT INTO entry (body) VALUES (?)", (BODY,))
        self._connection.execute("COMMIT")

    def close(self) -> None:
        self._connection.close()


class Timed:
    """A journal that notes how long each append took."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self.took: list[float] = []

    def append(self, entries: tuple[Entry, ...]) -> str:
        began = perf_counter()
        digest = self._journal.append(entries)
        self.took.append(perf_counter() - began)
        return digest


def beat(made: Bench, number: int) -> None:
    decoder = find(STRAP).decoder()
    octets = bytes([0x06, 60 + number % 40])
    for event in decoder.feed(Received("2a37", octets), 0.0):
        if isinstance(event, Measured):
            made.engine.post(
                DeviceReport(role=Role.STRAP, driver=STRAP, device=address(Role.STRAP), event=event)
            )


def pressure(made: Bench, number: int) -> None:
    decoder = find(CUFF).decoder()
    for event in decoder.feed(Received("2a35", frame(118 + number % 9, 77)), 0.0):
        if isinstance(event, Measured):
            made.engine.post(DeviceReport(role=Role.CUFF, driver=CUFF, device="D", event=event))


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("name", "course", "arrive"),
    [
        ("heart-rate frame to durable, fresh session", strapped, beat),
        ("heart-rate frame to durable, three hours loaded", three_hours, beat),
        ("pressure frame to durable, fresh session", strapped, pressure),
        ("pressure frame to durable, three hours loaded", three_hours, pressure),
    ],
)
def test_frame_to_durable_record(
    tmp_path: Path,
    figures: Figures,
    name: str,
    course: Callable[[], Course],
    arrive: Callable[[Bench, int], None],
) -> None:
    async def main() -> tuple[list[float], list[float], list[float]]:
        bare, ours = [], []
        floor = Bare(tmp_path / "bare.db")
        async with bench(tmp_path, course()) as made:
            timed = Timed(made.journal)
            rounds = BEATS if arrive is beat else READINGS
            session, head = made.durable, made.engine.head
            made.engine = Engine(timed, made.clock, made.show)
            made.engine.resume(session, head)
            for number in range(rounds):
                began = perf_counter()
                floor.commit()
                between = perf_counter()
                arrive(made, number)
                ours.append(perf_counter() - between)
                bare.append(between - began)
                made.shown.clear()
            assert made.durable.next_seq >= session.next_seq + rounds
        floor.close()
        return bare, ours, timed.took

    bare, ours, appends = asyncio.run(main())
    assert figures.note(name, ours, floor=bare) > 0
    assert figures.note(f"{name}: the append alone", appends, floor=bare) > 0
