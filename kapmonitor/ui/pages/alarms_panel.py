"""Alarms of this session and limits of this patient: a panel in the place of the chart.

It opens in the page, under the numerals, so that it covers neither them nor an alarm.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from kapmonitor.language import mark, say
from kapmonitor.session.state import Session
from kapmonitor.ui.pages.alarm_history import AlarmHistory
from kapmonitor.ui.pages.forms import Ask
from kapmonitor.ui.pages.limits_editor import LimitsEditor
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.parts import Answers, button, column, row

BOLDER = 14
ALARMS, LIMITS = "alarms", "limits"
SIDES = ((ALARMS, mark("Alarms so far")), (LIMITS, mark("Limits")))


class AlarmsPanel(QFrame):
    """What alarmed and what came of it; and from where on it alarms for this patient."""

    left = Signal()

    def __init__(self, ask: Ask, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(say("Alarms and limits"))
        self._session: Session | None = None
        self.history = AlarmHistory(theme)
        self.limits = LimitsEditor(ask)
        self._sides = Answers(say("Alarms and limits"), SIDES)
        for each in self._sides.buttons:  # the chosen one is bold
            each.setMinimumWidth(each.sizeHint().width() + BOLDER)
        self._stack = QStackedWidget()
        for inside in (self.history, self.limits):
            self._stack.addWidget(_scrolled(inside))
        close = button(say("Close"), "small", key="Esc")
        laid = column(row(self._sides, 1, close), self._stack, spacing=10)
        laid.setContentsMargins(16, 12, 16, 12)
        self.setLayout(laid)
        self._sides.answered.connect(self._turn)
        close.clicked.connect(self._leave)
        self._sides.show_answer(ALARMS)
        self.setFocusProxy(self._sides.buttons[0])
        self.hide()

    def draw(self, session: Session) -> None:
        """Show the alarms and limits as they stand, while the panel is open."""
        self._session = session
        if self.isVisible():
            self.history.draw(session)
            self.limits.draw(session)

    def open_up(self) -> None:
        """Come in sight with what is known now, and take the keyboard."""
        self.show()
        if self._session is not None:
            self.draw(self._session)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Escape; every other key is the live screen's, to acknowledge for one."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _turn(self, side: str) -> None:
        self._stack.setCurrentIndex(0 if side == ALARMS else 1)

    def _leave(self, _checked: bool = False) -> None:
        self.left.emit()


def _scrolled(inside: QWidget) -> QScrollArea:
    """Scroll down only: what is inside is never wider than the panel."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.setAccessibleName(inside.accessibleName())
    return area
