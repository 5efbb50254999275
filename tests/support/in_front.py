"""A window brought to the front, as whoever clicks on it does."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def in_front(bot: QtBot, window: QWidget) -> None:
    """Ask for the keyboard until the window has it.

    Asked once, it may be taken back at once: by the end of a window of the test before, which Qt
    tells of only when its events are next looked at.
    """

    def has_it() -> bool:
        window.activateWindow()
        return window.isActiveWindow()

    bot.waitUntil(has_it, timeout=15_000)
