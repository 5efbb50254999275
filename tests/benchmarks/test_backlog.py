"""The turns of the whole window's loop while a patient's side brings 3,000 messages at once."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapmonitor.composition import Household
from kapmonitor.ui.theme import Theme
from tests.benchmarks.conftest import Figures
from tests.support.backlog import Flow, desk_with_backlog

MESSAGES = 3_000
TURN_MS = 5
PATIENCE_MS = 120_000


def test_the_window_under_a_backlog(qtbot: QtBot, tmp_path: Path, figures: Figures) -> None:
    """A gap is the time between two turns of a timer of 5 ms; the floor is the window at rest."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    flow = Flow(speed=1.0)
    household = Household(desk_with_backlog(tmp_path, MESSAGES, flow), Theme(application))
    gaps: dict[bool, list[float]] = {True: [], False: []}
    last = time.perf_counter()

    def turn() -> None:
        nonlocal last
        now = time.perf_counter()
        if flow.begins.is_set():
            gaps[not flow.is_over.is_set()].append(now - last)
        last = now

    clock = QTimer(household, interval=TURN_MS)
    clock.timeout.connect(turn)
    household.window.resize(1280, 800)
    household.window.show()
    household.start()
    clock.start()
    qtbot.waitUntil(flow.is_over.is_set, timeout=PATIENCE_MS)
    qtbot.wait(2_000)
    clock.stop()
    assert household.stop()
    household.window.hide()
    under, rest = sorted(gaps[True]), gaps[False]
    figures.note(f"window under {MESSAGES} messages at once, between turns", under, floor=rest)
    figures.say(f"  of those gaps p99 {under[int(len(under) * 0.99)] * 1e3:.0f} ms")
