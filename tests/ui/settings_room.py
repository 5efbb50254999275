"""The settings page in sight, over a real engine and record."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.clock import SystemClock
from kapmonitor.desk import Desk, keep_open
from kapmonitor.record.practice import (
    PracticeEntry,
    PracticeLog,
)
from kapmonitor.room import Outlets, Room
from kapmonitor.session.event import DeviceAssigned
from kapmonitor.settings import KnownDevice, Settings, save
from kapmonitor.supervisor import DeviceSource
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.settings import SettingsPage
from tests.support.hands import Hands
from tests.support.in_front import in_front
from tests.ui.pages import RUTH, theme

CUFF = KnownDevice(role="cuff", driver="bluetooth_blp", address="ble:1", title="A&D UA-651BLE")


def no_devices(_assigned: DeviceAssigned) -> DeviceSource:
    raise AssertionError("no device takes part here")


@dataclass
class Room1:
    """The settings page in sight, over an engine on a folder."""

    folder: Path
    bridge: Bridge
    page: SettingsPage
    hands: Hands
    bot: QtBot

    def texts(self) -> list[str]:
        return [each.text() for each in self.page.findChildren(QLabel) if each.isVisible()]

    def reads(self, words: str) -> None:
        """Wait until the page says something."""
        self.bot.waitUntil(lambda: any(words in each for each in self.texts()), timeout=10_000)

    def noted(self) -> tuple[PracticeEntry, ...]:
        """Return the practice's stream."""
        found: list[object] = []
        self.bridge.practice(lambda practice: PracticeLog(practice.record).read(), found.append)
        self.bot.waitUntil(lambda: bool(found), timeout=10_000)
        entries = found[0]
        assert isinstance(entries, tuple)
        return entries

    def section(self, name: str) -> None:
        self.hands.press(f"Settings: {name}")


@contextmanager
def settings_open(folder: Path, bot: QtBot, application: QApplication) -> Iterator[Room1]:
    """Open the settings of a practice that knows one cuff."""
    save(folder, Settings(prescriber_name="Dr. Sample", devices=(CUFF,)))

    def programme(outlets: Outlets, at_work: Callable[[Room], None]) -> Coroutine[None, None, None]:
        return keep_open(Room(folder, SystemClock(), outlets, resolve=no_devices), at_work)

    desk = Desk(programme)
    bridge = Bridge(desk, "test")
    bridge.operator = RUTH
    desk.start(lambda fault: pytest.fail(str(fault)))
    bridge.start()
    page = SettingsPage(bridge, theme(application))
    bot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    in_front(bot, page)
    page.setFocus()
    yield Room1(folder, bridge, page, Hands(bot, page), bot)
    assert desk.stop()
