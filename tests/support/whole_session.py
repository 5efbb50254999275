"""A whole simulated session in this process, and what must be true of its record afterwards."""

from __future__ import annotations

import asyncio
import csv
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from fhir.resources.R4B.bundle import Bundle

from devices.simulator import Scenario
from kapmonitor.commands.headless import summary_line
from kapmonitor.exports import Format, fhir_text, text_of
from kapmonitor.presets import find as find_preset
from kapmonitor.record.check import check
from kapmonitor.record.connect import FILE_NAME, Record, open_history
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.room import Outlets
from kapmonitor.runtime import MAX_SPEED, PacedLoop
from kapmonitor.scenarios import find as find_scenario
from kapmonitor.session.event import AlarmRaised, Entry, MeasurementFailureRecorded
from kapmonitor.session.evolve import fold
from kapmonitor.session.state import Session
from kapmonitor.simulation import Play, play
from tests.support import us_core

SEED = 7
_preset = cache(find_preset)
COARSE_S = 20.0
"""A session that hears of time so seldom plays five times as fast; nothing else differs."""
DIGITS = re.compile(r"\b[0-9a-f]*[0-9][0-9a-f]*\b")
"""Of numbers, times and identifiers."""
MEMORY = Path("/dev/shm")  # noqa: S108  a folder of ours is made in it


@contextmanager
def fast_folder() -> Iterator[Path]:
    """Yield a folder that needs no disk, where the system has such a thing."""
    folder = tempfile.mkdtemp(prefix="kapmonitor-", dir=MEMORY if MEMORY.is_dir() else None)
    try:
        yield Path(folder)
    finally:
        shutil.rmtree(folder)


def played(scenario: Scenario, preset: str, folder: Path, *, tick_s: float = 1.0) -> Session:
    """Play a session to its end, as fast as the machine can."""
    what = Play(
        scenario=scenario,
        preset=_preset(preset),
        seed=SEED,
        folder=folder,
        tick_s=tick_s,
    )
    with asyncio.Runner(loop_factory=lambda: PacedLoop(MAX_SPEED)) as runner:
        return runner.run(play(what, Outlets(snapshot=_nobody, pressure=_nobody), at_work=_nobody))


def lines_of(folder: Path, session: str) -> list[str]:
    """Return the session's event log, digests included."""
    with open_history(folder / FILE_NAME) as record:
        return list(text_of(record, session, Format.JSONL))


def complaints(scenario: str, preset: str) -> list[str]:
    """Play one pair without its strap; say everything that is wrong with what came of it."""
    with fast_folder() as folder:
        script = replace(find_scenario(scenario), strap=None)
        session = played(script, preset, folder, tick_s=COARSE_S)
        wrong = list(_wrong(script, session, folder))
    return [f"{scenario} x {preset}: {each}" for each in wrong]


def _wrong(script: Scenario, session: Session, folder: Path) -> Iterator[str]:
    facts = summary_line(session, {})
    if facts["discharge"] != script.ending.TAG:
        yield f"ends as {facts['discharge']}"
    if facts["gate"] not in ("clear", "held", "overridden"):
        yield f"gate {facts['gate']}"
    if not session.simulated or session.signed_by is None:
        yield "not simulated, or not signed"
    verdict = check(folder / FILE_NAME)
    if verdict.session is not None or not verdict.sessions:
        yield verdict.text
    with open_history(folder / FILE_NAME) as record:
        entries = SessionLog(record).read(session.id)
        if fold(entries) != session:
            yield "the record does not rebuild the session"
        yield from _miscounted(facts, entries, record)


def _miscounted(
    facts: dict[str, object], entries: tuple[Entry, ...], record: Record
) -> Iterator[str]:
    row = Library(record).session(str(facts["session"]))
    rows = list(csv.DictReader(text_of(record, str(facts["session"]), Format.CSV)))
    pressures = [each for each in rows if each["kind"] == "blood_pressure"]
    measured = [each for each in pressures if each["result"] == "measured"]
    if row is None or not facts["readings"] == row.readings == len(measured):
        yield f"{facts['readings']} readings, {len(measured)} in the table, {row}"
    if not all(each["simulated"].startswith("SIMULATED") for each in rows):
        yield "a row of the table is not marked as simulated"
    failures = sum(isinstance(entry.event, MeasurementFailureRecorded) for entry in entries)
    if facts["failed"] != failures:
        yield f"{facts['failed']} failures, {failures} in the record"
    raised = sum(isinstance(entry.event, AlarmRaised) for entry in entries)
    found = json.loads(fhir_text(record, str(facts["session"])))
    Bundle.model_validate({**found, "entry": _unlike(found["entry"])})
    yield from us_core.complaints(found)
    counted = facts["alarms"]
    if not isinstance(counted, dict) or sum(counted.values()) != raised:
        yield f"alarms {counted}, {raised} raised in the record"


def _unlike(entries: list[us_core.Json]) -> list[us_core.Json]:
    """Leave out what differs from an earlier one in nothing but digits: thousands of samples."""
    first: dict[str, us_core.Json] = {}
    for each in entries:
        first.setdefault(DIGITS.sub("0", json.dumps(each)), each)
    return list(first.values())


def _nobody(_what: object) -> None:
    """Nobody looks."""
