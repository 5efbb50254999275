"""A program on a disk that fills up while a session runs, and is freed again.

A limit on the size of its files stands for the disk: the system refuses the write itself, below
SQLite. It belongs to a process, so this runs in one of its own.
"""

from __future__ import annotations

import asyncio
import logging
import resource
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from kapmonitor.runtime import MAX_SPEED, PacedLoop
from kapmonitor.session.evolve import fold
from tests.support.builders import dosed
from tests.support.engine_bench import Bench, bench, systolics

ENOUGH_S = 30.0
"""Longer than the longest pause between two tries to save."""


class Told(NamedTuple):
    """What was seen of it."""

    fault: str
    seen_meanwhile: tuple[float | None, ...]
    saved_meanwhile: tuple[float | None, ...]
    saved_afterwards: tuple[float | None, ...]
    alarmed: bool
    rebuilt: bool
    fault_afterwards: str | None


def fill_and_free(folder: Path, report: Connection) -> None:
    """Take readings before, while and after nothing can be written; report what was seen."""
    logging.disable()
    with asyncio.Runner(loop_factory=lambda: PacedLoop(MAX_SPEED)) as runner:
        report.send(runner.run(_fill_and_free(folder)))


async def _fill_and_free(folder: Path) -> Told:
    async with bench(folder, dosed()) as made:
        await _read(made, 100)
        unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
        log = made.path.with_name(made.path.name + "-wal")
        resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, unlimited[1]))
        await _read(made, 110)
        seen, fault = made.seen, made.shown[-1].record_fault
        saved = systolics(made.saved())
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
        await asyncio.sleep(ENOUGH_S)
        await _read(made, 120)
        return Told(
            fault=fault or "",
            seen_meanwhile=tuple(each.measurement.systolic for each in seen.readings),
            saved_meanwhile=tuple(saved),
            saved_afterwards=tuple(systolics(made.saved())),
            alarmed="record-write-failed" in seen.alarms,
            rebuilt=fold(made.saved()) == made.durable,
            fault_afterwards=made.shown[-1].record_fault,
        )


async def _read(made: Bench, first: int) -> None:
    for number in range(10):
        made.read(float(first + number))
        await asyncio.sleep(10)
