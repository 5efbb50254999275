"""Frame times of the whole window in a live session of three hours, one sample a second."""

from __future__ import annotations

import cProfile
import pstats
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapmonitor.composition import pages
from kapmonitor.port import Snapshot
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.window import Window
from tests.benchmarks.conftest import Figures
from tests.benchmarks.three_hours import three_hours
from tests.support.far_port import FarPort

FRAMES, WARM, PROFILED = 300, 5, 60
SIZE = (1280, 800)
TOLD = 6


@pytest.mark.timeout(600)
def test_frames_of_a_live_session_of_three_hours(qtbot: QtBot, figures: Figures) -> None:
    """A frame: the snapshot of one second drawn by the whole window, and painted."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    course = three_hours()
    bridge = Bridge(FarPort(course), "bench")
    theme = Theme(application)
    window = Window(bridge, theme, pages(bridge, theme))
    qtbot.addWidget(window)
    window.resize(*SIZE)
    window.monitoring.build_chart()
    window.show()
    snapshots = []
    for second in range(FRAMES + WARM + PROFILED):
        course.pass_s(1)
        course.beat(72.0 + second % 17)
        if second % 60 == 0:
            course.read(122.0 + second // 60 % 7, 79.0)
        snapshots.append(Snapshot(session=course.session, at=course.at, utc=course.at.utc))

    def frame(snapshot: Snapshot) -> float:
        began = time.perf_counter()
        bridge.snapshot = snapshot
        bridge.sessionChanged.emit(snapshot)
        application.processEvents()
        return time.perf_counter() - began

    for each in snapshots[:WARM]:
        frame(each)
    taken = sorted(frame(each) for each in snapshots[WARM : WARM + FRAMES])
    profile = cProfile.Profile()
    profile.enable()
    for each in snapshots[-PROFILED:]:
        frame(each)
    profile.disable()
    middle, high, worst = (taken[round(share * (FRAMES - 1))] * 1e3 for share in (0.5, 0.99, 1.0))
    figures.say(
        f"frame of a live session of three hours at 1 Hz, {FRAMES} frames of {SIZE[0]}x{SIZE[1]}: "
        f"p50 {middle:.1f} ms, p99 {high:.1f} ms, worst {worst:.1f} ms"
    )
    figures.say(f"what dominates it, cumulative: {_dominant(profile)}")


def _dominant(profile: cProfile.Profile) -> str:
    """Return our own functions that took most, with their share of the whole."""
    stats = pstats.Stats(profile)
    whole = stats.total_tt  # type: ignore[attr-defined]  # not in the stubs
    found: dict[str, float] = {}
    for (file, _line, name), (_calls, _all, _own, cumulative, _callers) in stats.stats.items():  # type: ignore[attr-defined]  # the same
        ours = "kapmonitor" in file or "pyqtgraph" in file
        if ours and name not in {"frame", "<module>", "_draw", "_draw_frame", "draw"}:
            label = f"{Path(file).stem}.{name}"
            found[label] = max(found.get(label, 0.0), cumulative)
    most = sorted(found.items(), key=lambda each: -each[1])[:TOLD]
    return ", ".join(f"{name} {took / whole:.0%}" for name, took in most)
