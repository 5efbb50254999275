"""The alarms of this session with the evidence of each, as a list."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapmonitor.language import say
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Priority
from kapmonitor.ui.alarm_history_view import KIND_SIGNS, KINDS, PRIORITIES, ToldAlarm, alarm_history
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.numeric import SIGNS, paint_signs
from kapmonitor.ui.widgets.painted import Painted
from kapmonitor.ui.widgets.parts import clear, column, label, row, rule
from kapmonitor.ui.widgets.sign import Sign

SIGN = 14


class AlarmHistory(QWidget):
    """Every alarm, newest first: what appeared, who answered, what was done, what it rested on."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[ToldAlarm, ...] | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.setLayout(column(self._list, 1))
        self.setAccessibleName(say("Alarms of this session"))

    def draw(self, session: Session) -> None:
        """Show the alarms as they stand; built anew only when one of them changed."""
        found = alarm_history(session)
        if found == self._shown:
            return
        self._shown = found
        clear(self._list)
        if not found:
            self._list.addWidget(label(say("No alarm so far."), "secondary"))
        for place, told in enumerate(found):
            if place:
                self._list.addWidget(rule())
            self._list.addWidget(_Entry(told, self._theme))


class _Entry(QWidget):
    """One alarm of the list."""

    def __init__(self, told: ToldAlarm, theme: Theme) -> None:
        super().__init__()
        word = f"{say(PRIORITIES[told.priority]).upper()} · {say(KINDS[told.kind])}"
        about = Sign(theme, "secondary", size=15)
        about.show_sign(KIND_SIGNS[told.kind])
        head = row(_Sign(told.priority, theme), about, label(word, "strong", wraps=True))
        head.setStretch(2, 1)
        head.addWidget(label(told.stands, "secondary"))
        lines = [label(line, wraps=True) for line in told.steps]
        parts: list[QWidget] = [*lines]
        if told.evidence:
            evidence = say("Evidence: {entries}").format(entries="; ".join(told.evidence))
            parts.append(label(evidence, "secondary", wraps=True))
        told_lines = column(*parts, spacing=2)
        told_lines.setContentsMargins(8, 0, 0, 0)
        self.setLayout(column(head, told_lines, spacing=4))
        self.setAccessibleName(f"{word}, {told.stands}. {' '.join(told.steps)}")


class _Sign(Painted):
    """The triangles of a priority."""

    def __init__(self, priority: Priority, theme: Theme) -> None:
        super().__init__()
        self._priority = priority
        self._theme = theme
        self.setAccessibleName(say("Priority"))
        self.setAccessibleDescription(say(PRIORITIES[priority]))
        self.setFixedSize(self.sizeHint())
        theme.changed.connect(self._repaint)

    def sizeHint(self) -> QSize:
        """Return room for three triangles, so that the words stand in line."""
        return QSize(round(SIGN * 1.15 * max(SIGNS.values())) + 2, SIGN + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the triangles."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_signs(painter, self._priority, QPointF(0, 3), SIGN, self._theme)

    @Slot()
    def _repaint(self) -> None:
        self.update()
