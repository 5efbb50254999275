"""A window brought to the front, as whoever clicks on it does."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget
from pytestqt.qtbot import QtBot


def in_front(bot: QtBot, window: QWidget) -> None:
    """Ask for the keyboard until the window has it.

    Asked once, it may be taken back at once: by the strip of a window of the test before, which
    appears when that window loses the keyboard.
    """

    def has_it() -> bool:
        window.activateWindow()
        return window.isActiveWindow()

    bot.waitUntil(has_it, timeout=15_000)


def put_all_away(but: Collection[QWidget] = ()) -> None:
    """Hide every window and every widget alone that a test left behind, and let it be destroyed.

    Hidden first: a window refuses to close over a session that runs, and answers the loss of the
    keyboard with its strip. On the platform without a screen every window shown takes the keyboard,
    and nobody gives it back: the next test's window would wait for it in vain.
    Destroyed: what is left is styled anew with each theme of each later test, a second at a time;
    and the collector does not see every circle that goes through a connection. What has a parent
    goes with it: a list that drops down is destroyed by its box, which would do it a second time.
    Windows with a chart first: what pyqtgraph lends a chart stands alone, and a chart that loses
    it before it goes itself takes the process with it.
    """
    for each in QApplication.topLevelWidgets():
        each.hide()
    for each in _left_behind(but):
        if each.findChild(QGraphicsView) is not None:
            each.deleteLater()
    _destroy()
    for each in _left_behind(but):
        each.deleteLater()
    _destroy()


def _destroy() -> None:
    """Carry out what `deleteLater` left to a loop that no test runs."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _left_behind(but: Collection[QWidget]) -> list[QWidget]:
    found = QApplication.topLevelWidgets()
    return [each for each in found if each not in but and each.parent() is None]
