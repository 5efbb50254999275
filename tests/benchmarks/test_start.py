"""Start to a visible, painted window, beside an empty PySide6 window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.conftest import Figures

ROUNDS = 9
STARTED = Path(__file__).with_name("started.py")


@pytest.fixture(scope="module")
def screen() -> Iterator[dict[str, str]]:
    """Yield the environment of a virtual screen, or of none where there is no Xvfb."""
    if shutil.which("Xvfb") is None:
        yield os.environ | {"QT_QPA_PLATFORM": "offscreen"}
        return
    reads, writes = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=(writes,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    with os.fdopen(reads) as told:
        display = told.readline().strip()
    yield os.environ | {"DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
    server.terminate()
    server.wait()


def seconds(kind: str, folder: Path, environment: dict[str, str]) -> dict[str, float]:
    """Start a program; return when it had painted what."""
    root = str(STARTED.parents[2])
    ran = subprocess.run(
        [sys.executable, str(STARTED), kind, str(time.monotonic()), str(folder)],
        env=environment | {"PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    lines = [line.rsplit(" ", 1) for line in ran.stdout.splitlines()]
    assert lines, ran.stderr
    return {what: float(at) for what, at in lines}


@pytest.mark.timeout(300)
def test_start_to_visible_window(tmp_path: Path, figures: Figures, screen: dict[str, str]) -> None:
    empty, ours, usable = [], [], []
    for number in range(ROUNDS + 1):
        floor = seconds("empty", tmp_path, screen)
        mine = seconds("ours", tmp_path / "data", screen)
        if number:  # the first fills the caches
            empty.append(floor["window"])
            ours.append(mine["window"])
            usable.append(mine["start page"])
    assert figures.note("start to painted window", ours, floor=empty) > 0
    assert figures.note("start to painted start page", usable, floor=empty) > 0
