"""The live cuff pressure while the cuff measures: a number and a small bar. Never a reading."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from kapmonitor.language import say
from kapmonitor.port import CuffPressureNow
from kapmonitor.ui.theme import AGE, Theme, font
from kapmonitor.ui.widgets.painted import Painted

FULL_MMHG = 240.0
HEIGHT = 30


class CuffStrip(Painted):
    """Shows the newest pressure; hidden while nothing measures."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pressure: float | None = None
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(say("Cuff pressure"))
        self.hide()
        theme.changed.connect(self._repaint)

    def show_pressure(self, now: CuffPressureNow) -> None:
        """Show a pressure; None ends it."""
        self._pressure = now.pressure
        self.setVisible(now.pressure is not None)
        self.setAccessibleDescription(self._words())
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(200, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar and the number over it."""
        if self._pressure is None:
            return
        colours = self._theme.colours
        painter = QPainter(self)
        share = min(max(self._pressure, 0.0) / FULL_MMHG, 1.0)
        painter.fillRect(self.rect(), QColor(colours.raised))
        painter.fillRect(QRectF(0, 0, self.width() * share, HEIGHT), QColor(colours.line))
        painter.setPen(QColor(colours.text))
        painter.setFont(font(AGE))
        box = self.rect().adjusted(10, 0, -8, 0)
        centred = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, centred, self._words())

    def _words(self) -> str:
        if self._pressure is None:
            return ""
        return say("Cuff {pressure:.0f} mmHg").format(pressure=self._pressure)

    @Slot()
    def _repaint(self) -> None:
        self.update()
