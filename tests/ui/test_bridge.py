"""What crosses from the engine's thread to the window's, however much of it there is."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from kapmonitor.pairing.bench import BenchView
from kapmonitor.port import CuffPressureNow
from kapmonitor.session.vocabulary import Role
from kapmonitor.ui.bridge import Bridge
from tests.support.builders import opened
from tests.support.far_port import FarPort

TIMES = 10_000


class Flooding(FarPort):
    """A port whose devices send as fast as they can."""

    def watch_bench(self, show: Callable[[BenchView], None]) -> None:
        self.show_bench = show

    def flood(self) -> None:
        for number in range(TIMES):
            self.pressure(CuffPressureNow(Role.CUFF, float(number)))
            self.show_bench(BenchView(simulated=number % 2 == 0))
        self.pressure(CuffPressureNow(Role.STRAP, None))


def test_a_flood_of_pressures_and_pictures_is_drawn_a_few_times_and_ends_with_the_newest(
    qtbot: QtBot,
) -> None:
    port, pressures, pictures = Flooding(), list[CuffPressureNow](), list[BenchView]()
    bridge = Bridge(port, "test")
    bridge.cuffPressure.connect(pressures.append)
    bridge.benchChanged.connect(pictures.append)
    bridge.start()
    engine = threading.Thread(target=port.flood)
    engine.start()
    engine.join()
    qtbot.waitUntil(lambda: bool(pressures and pictures), timeout=5000)
    assert pressures == [
        CuffPressureNow(Role.CUFF, TIMES - 1.0),
        CuffPressureNow(Role.STRAP, None),
    ]
    assert pictures == [BenchView(simulated=False)]


def test_an_engine_that_falls_silent_in_a_session_is_told_and_so_is_its_return(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kapmonitor.ui.bridge.ALIVE_MS", 1)
    port, told = FarPort(opened()), list[bool]()
    bridge = Bridge(port, "test")
    bridge.engineStalled.connect(told.append)
    bridge.start()
    port.show()
    qtbot.waitUntil(lambda: bridge.snapshot.session is not None)
    assert not told
    monkeypatch.setattr("kapmonitor.ui.bridge.SILENT_S", 0.0)
    qtbot.waitUntil(lambda: told == [True])
    monkeypatch.setattr("kapmonitor.ui.bridge.SILENT_S", 3600.0)
    port.show()
    qtbot.waitUntil(lambda: told == [True, False])
