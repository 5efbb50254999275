"""Many rooms before one supervising screen, over a real broker with TLS.

Rooms in a few processes, each room with its own connection; the window in another; the broker
beside them. The floor is the same with a handful of rooms.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.benchmarks.conftest import Figures
from tests.benchmarks.many_rooms import IN_ONE
from tests.support.certificates import Authority
from tests.support.mosquitto import Mosquitto, program

ROOT = Path(__file__).parents[2]
FEW, MANY, MOST = 5, 500, 2_000
EVERY_S = {FEW: 5.0, MANY: 5.0, MOST: 15.0}
"""How often each room has news."""
SECONDS = 60
_TICKS = os.sysconf("SC_CLK_TCK")


@pytest.fixture
def mosquitto(tmp_path: Path) -> Iterator[Mosquitto]:
    if program() is None:
        pytest.skip("Mosquitto is not installed")
    authority = Authority(tmp_path)
    broker = Mosquitto(tmp_path, authority, authority.server())
    broker.start()
    yield broker
    broker.stop()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a screen saw of so many rooms, and what that cost."""

    rooms: int
    told: int
    """Events that the rooms told."""
    screen: dict[str, Any]
    broker_share: float
    broker_mb: float


@pytest.mark.timeout(600)
def test_five_hundred_rooms_for_a_minute(mosquitto: Mosquitto, figures: Figures) -> None:
    few, many = _watched(mosquitto, FEW), _watched(mosquitto, MANY)
    _note(few, figures)
    _note(many, figures)
    ratio = many.screen["share"] / few.screen["share"]
    figures.say(f"  {MANY} rooms beside {FEW}: {ratio:.1f} times the processor")


@pytest.mark.long
@pytest.mark.timeout(1_200)
def test_two_thousand_rooms_for_a_minute(mosquitto: Mosquitto, figures: Figures) -> None:
    _note(_watched(mosquitto, MOST), figures)


def _note(seen: Seen, figures: Figures) -> None:
    screen = seen.screen
    gaps, ages = (sorted(screen[each]) for each in ("gaps", "ages"))
    p99 = gaps[len(gaps) * 99 // 100]
    figures.say(
        f"{seen.rooms} rooms for {SECONDS} s, each with news every {EVERY_S[seen.rooms]:.0f} s: "
        f"screen {screen['share']:.1%} of a core, {screen['memory']:.0f} MB; "
        f"broker {seen.broker_share:.1%}, {seen.broker_mb:.0f} MB"
    )
    figures.say(
        f"  a timer of 10 ms on the window's thread: p50 {median(gaps) * 1e3:.1f} ms, "
        f"p99 {p99 * 1e3:.1f} ms, worst {gaps[-1] * 1e3:.0f} ms"
    )
    figures.say(
        f"  told to shown: p50 {median(ages) * 1e3:.0f} ms, "
        f"p99 {ages[len(ages) * 99 // 100] * 1e3:.0f} ms"
    )
    figures.say(
        f"  {seen.told - screen['events']} of {seen.told} events lost, "
        f"{screen['missed']} gaps, {screen['refused']} refused"
    )


def _watched(mosquitto: Mosquitto, count: int) -> Seen:
    where = (f"mqtts://localhost:{mosquitto.stations}", str(mosquitto.authority.certificate))
    bounds = [(first, min(first + IN_ONE - 1, count)) for first in range(1, count + 1, IN_ONE)]
    rooms = [
        _child("many_rooms", *where, str(first), str(last), str(EVERY_S[count]))
        for first, last in bounds
    ]
    for each in rooms:
        _heard(each)
    screen = _child("watching", *where, str(count))
    _heard(screen)
    before = _busy_s(mosquitto.pid)
    for each in (screen, *rooms):
        _say(each)
    time.sleep(SECONDS)
    share = (_busy_s(mosquitto.pid) - before) / SECONDS
    memory = _resident_mb(mosquitto.pid)
    for each in rooms:
        _say(each)
    told = sum(int(_heard(each)) for each in rooms)
    _say(screen)
    found = json.loads(_heard(screen))
    for each in rooms:
        _say(each)
    for each in (screen, *rooms):
        each.communicate(timeout=60)
        assert each.returncode == 0
    return Seen(rooms=count, told=told, screen=found, broker_share=share, broker_mb=memory)


def _child(module: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.benchmarks.{module}", *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _heard(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    line = child.stdout.readline()
    assert line, f"ended with {child.wait(10)}"
    return line


def _say(child: subprocess.Popen[str]) -> None:
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()


def _busy_s(pid: int) -> float:
    """Return the processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _resident_mb(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
