"""The always-on-top strip while the window is not in front: value, age, next, alarm."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from kapmonitor.language import mark, say
from kapmonitor.session.annunciation import Annunciation
from kapmonitor.session.code_words import coded
from kapmonitor.ui.view import SessionView
from kapmonitor.ui.widgets.parts import label, row
from kapmonitor.ui.wording import NOT_LIVE

STOPPED = mark("Monitoring has stopped")


class Strip(QWidget):
    """A small window above all others; a click brings the program back."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setProperty("kind", "page")
        self.setWindowTitle("kapmonitor strip")
        self._pressure = label("", "clock")
        self._age = label("", "age")
        self._next = label("", "age")
        self._alarm = label("", "alarm")
        laid = row(self._pressure, self._age, self._next, self._alarm, spacing=16)
        laid.setContentsMargins(16, 10, 16, 10)
        self.setLayout(laid)

    def show_session(self, view: SessionView, upcoming: str) -> None:
        """Show the newest values."""
        self._pressure.setText(view.blood_pressure.text)
        self._age.setText(view.blood_pressure.age)
        self._next.setText(say("Next: {upcoming}").format(upcoming=upcoming))
        self._alarm.setText(_alarm(view.alarms, view.not_saved))
        self.adjustSize()

    def show_stalled(self) -> None:
        """Say that these values are not followed any more."""
        self._age.setText(say(NOT_LIVE))
        self._next.setText("")
        self._alarm.setText(say(STOPPED))
        self.adjustSize()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Ask for the window."""
        self.clicked.emit()


def _alarm(alarms: Annunciation, not_saved: str) -> str:
    if not_saved:
        return say("NOT SAVED")
    return f"{coded(alarms.priority).upper()}: {alarms.lines[0].text}" if alarms.priority else ""
