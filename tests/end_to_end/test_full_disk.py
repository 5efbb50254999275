"""The disk fills up in mid-session: plain words, values still seen, and nothing lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kapmonitor.record.check import State, check
from kapmonitor.record.connect import FILE_NAME
from tests.record.writers import SPAWN

if sys.platform == "win32":
    pytest.skip("a limit on file sizes is a POSIX thing", allow_module_level=True)

import resource

from tests.support.full_disk import Told, fill_and_free

SMALL_DISK = 150_000


def test_a_simulated_session_on_a_full_disk_ends_in_plain_words(tmp_path: Path) -> None:
    """Nobody is there to free the disk: it is given up, and what was saved is whole."""
    out = tmp_path / "demo"
    told = subprocess.run(
        [sys.executable, "-m", "kapmonitor", "simulate", "--headless", "--out", str(out)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=small_disk,
    )
    assert told.returncode == 2
    assert told.stdout == ""
    line = told.stderr.splitlines()[-1]
    assert str(out / FILE_NAME) in line
    assert "Traceback" not in told.stderr
    assert check(out / FILE_NAME).state is State.INTACT


def small_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL_DISK, SMALL_DISK))


def told_by_a_program(folder: Path) -> Told:
    reports, report = SPAWN.Pipe(duplex=False)
    program = SPAWN.Process(target=fill_and_free, args=(folder, report))
    program.start()
    report.close()
    with reports:
        told: Told = reports.recv()
    program.join()
    program.close()
    return told


def test_a_disk_that_fills_up_and_is_freed_costs_no_reading(tmp_path: Path) -> None:
    told = told_by_a_program(tmp_path)
    before = tuple(float(number) for number in range(100, 110))
    meanwhile = tuple(float(number) for number in range(110, 120))
    after = tuple(float(number) for number in range(120, 130))
    assert "is kept" in told.fault or "everything before it is" in told.fault
    assert str(tmp_path / FILE_NAME) in told.fault
    assert "Error" not in told.fault
    assert told.alarmed
    assert told.seen_meanwhile[-20:] == before + meanwhile
    assert told.saved_meanwhile[-10:] == before
    assert told.saved_afterwards[-30:] == before + meanwhile + after
    assert told.fault_afterwards is None
    assert told.rebuilt
    assert check(tmp_path / FILE_NAME).state is State.INTACT
