"""What an idle live session costs, and the most memory that anything takes."""

from __future__ import annotations

import os
import resource
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
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "kapmonitor", *words, "--out", str(tmp_path / "demo")],
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    figures.say(
        f"simulated session of three hours, headless: {busy:.1f} s of CPU; "
        f"peak of all child processes {after.ru_maxrss / 1024:.0f} MB"
    )
