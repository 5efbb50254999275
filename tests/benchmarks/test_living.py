"""What an idle live session costs, and the most memory that anything takes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kapmonitor.record.connect import FILE_NAME, open_record
from kapmonitor.record.log import SessionLog
from tests.benchmarks.conftest import Figures
from tests.benchmarks.three_hours import three_hours

LIVING = Path(__file__).with_name("living.py")
ROOT = LIVING.parents[2]
SECONDS = 20


@pytest.mark.timeout(300)
@pytest.mark.parametrize("what", ["idle", "beats"])
def test_a_live_session_left_alone(tmp_path: Path, figures: Figures, what: str) -> None:
    with open_record(tmp_path / FILE_NAME) as record:
        SessionLog(record).append("s-1", three_hours().entries)
    ran = subprocess.run(
        [sys.executable, str(LIVING), str(tmp_path), str(SECONDS), what],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert ran.stdout, ran.stderr
    share, peak = map(float, ran.stdout.split())
    label = "no device" if what == "idle" else "a heart rate each second"
    figures.say(f"live session with three hours, {label}: {share:.1%} of a core, {peak:.0f} MB")


@pytest.mark.timeout(300)
def test_a_simulated_session_of_three_hours(tmp_path: Path, figures: Figures) -> None:
    words = ["simulate", "--headless", "--scenario", "strap_three_hours", "--speed", "max"]
    program = subprocess.Popen(
        [sys.executable, "-m", "kapmonitor", *words, "--out", str(tmp_path / "demo")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
    )
    _pid, status, used = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    assert program.returncode == 0
    figures.say(
        f"simulated session of three hours, headless, files and all: "
        f"{used.ru_utime + used.ru_stime:.1f} s of CPU, {used.ru_maxrss / 1024:.0f} MB"
    )
