"""Frame bytes to painted numerals and chart, and the chart beside plain pyqtgraph."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kapmonitor.record.connect import FILE_NAME, open_record
from kapmonitor.record.log import SessionLog
from kapmonitor.session.state import Session
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.vitals_chart import VitalsChart
from tests.benchmarks.conftest import Figures
from tests.benchmarks.live import Live
from tests.benchmarks.three_hours import three_hours
from tests.support.builders import THERAPIST

ROUNDS = 60
SIZE = (940, 560)


def application() -> QApplication:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found


def repaint_times(widget: QWidget, change: Callable[[int], None]) -> list[float]:
    """Return how long each change and the whole repaint after it took."""
    taken = []
    for number in range(ROUNDS):
        began = time.perf_counter()
        change(number)
        widget.repaint()
        application().processEvents()
        taken.append(time.perf_counter() - began)
    return taken


def plain(session: Session) -> tuple[pg.PlotWidget, Callable[[int], None]]:
    """Return the same data on plain pyqtgraph, with its advice for speed taken."""
    plot = pg.PlotWidget()
    plot.resize(*SIZE)
    plot.showGrid(y=True, alpha=0.12)
    x = np.array([each.at.elapsed_s / 60 for each in session.samples])
    y = np.array([each.heart_rate or np.nan for each in session.samples])
    curve = plot.plot(x, y, pen=pg.mkPen("y", width=1), connect="finite")
    curve.setDownsampling(auto=True, method="peak")
    curve.setClipToView(True)
    at = np.array([each.at.elapsed_s / 60 for each in session.readings])
    high = np.array([each.measurement.systolic or 0 for each in session.readings])
    low = np.array([each.measurement.diastolic or 0 for each in session.readings])
    plot.addItem(pg.ErrorBarItem(x=at, y=(high + low) / 2, height=high - low, beam=0.5))
    plot.setXRange(x[0], x[-1])
    plot.setYRange(30, 200)

    def change(number: int) -> None:
        curve.setData(x[: len(x) - ROUNDS + number], y[: len(y) - ROUNDS + number])

    return plot, change


@pytest.mark.timeout(300)
def test_repaint_of_three_hours(qtbot: QtBot, figures: Figures) -> None:
    course = three_hours()
    floor, change_floor = plain(course.session)
    chart = VitalsChart(Theme(application()))
    chart.resize(*SIZE)
    for each in (floor, chart):
        qtbot.addWidget(each)
        each.show()
    chart.show_session(course.session, course.at)

    states = []
    for _ in range(ROUNDS):
        course.pass_s(1)
        course.beat(80.0)
        states.append((course.session, course.at))

    def change(number: int) -> None:
        chart.show_session(*states[number])

    def only_paint(_number: int) -> None:
        chart._canvas.viewport().update()  # noqa: SLF001  a repaint of everything, nothing new

    for _ in range(3):
        application().processEvents()
    base = repaint_times(floor, change_floor)
    figures.note(
        "repaint of three hours, one more sample each", repaint_times(chart, change), floor=base
    )
    figures.note(
        "repaint of three hours, nothing new", repaint_times(chart, only_paint), floor=base
    )


class Painted(QObject):
    """Notes the moment of each painting of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.last = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() is QEvent.Type.Paint:
            self.last = time.perf_counter()
        return False


def samples(bridge: Bridge) -> int:
    """Return how many samples the window has been shown."""
    session = bridge.snapshot.session
    return 0 if session is None else len(session.samples)


@pytest.mark.timeout(300)
def test_frame_to_painted_numerals_and_chart(
    tmp_path: Path, qtbot: QtBot, figures: Figures
) -> None:
    course = three_hours()
    with open_record(tmp_path / FILE_NAME) as record:
        SessionLog(record).append("s-1", course.entries)
    live = Live(tmp_path, course.at.utc, Theme(application()))
    live.desk.resume("s-1", THERAPIST, lambda _answer: None)
    qtbot.waitUntil(lambda: "strap" in live.wires, timeout=30000)
    qtbot.waitUntil(live.wires["strap"].connected.is_set, timeout=30000)
    monitoring = live.household.window.monitoring
    qtbot.waitUntil(lambda: monitoring.findChild(VitalsChart) is not None, timeout=30000)
    qtbot.wait(1500)
    chart = monitoring.findChild(VitalsChart)
    assert chart is not None
    painted = Painted(chart._canvas.viewport())  # noqa: SLF001  where pyqtgraph paints
    taken = []
    for number in range(ROUNDS):
        taken.append(frame_to_paint(live, painted, 60 + number % 40))
        qtbot.wait(120)
    live.household.window.hide()
    assert live.household.stop()
    shown, whole = zip(*taken, strict=True)
    figures.note("frame to snapshot drawn on the window's thread, three hours", shown)
    figures.note("frame to painted numerals and chart, three hours", whole)


def frame_to_paint(live: Live, painted: Painted, rate: int) -> tuple[float, float]:
    """Return the seconds until the window had the snapshot, and until it was painted."""
    bridge = live.household.bridge
    had, began = samples(bridge), time.perf_counter()
    live.beat(rate)
    while samples(bridge) == had:
        application().processEvents()
    shown = time.perf_counter() - began
    while painted.last < began:
        application().processEvents()
    application().processEvents()
    return shown, time.perf_counter() - began
