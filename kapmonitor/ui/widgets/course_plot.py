"""A course at a glance: for each session a bar from the baseline to the highest systolic, its
day and dose, and below a bar of the minutes until the patient was back."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from kapmonitor.language import mark, say
from kapmonitor.ui.course_view import CourseLine, spoken
from kapmonitor.ui.theme import SECONDARY, Theme, font
from kapmonitor.ui.widgets.painted import Painted
from kapmonitor.ui.wording import number

HIGH = 292
STEP_MMHG, MARGIN_MMHG = 20.0, 10.0
WIDEST, EDGE, FOOT, BAR = 110.0, 44.0, 114.0, 7
BACK_HIGH, BACK_TOP = 44.0, 58.0
"""The strip of minutes, and how far it begins below the scale."""
SIMULATED = mark("SIMULATED")


class CoursePlot(Painted):
    """Systolic values of a course; the table beside it says the same in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs so in every language
        self._theme = theme
        self._lines: tuple[CourseLine, ...] = ()
        self.setMinimumHeight(HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._repaint)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(640, HIGH)

    def show_course(self, lines: tuple[CourseLine, ...]) -> None:
        """Show a course."""
        self._lines = lines
        self.setAccessibleName(say("Plot of the course"))
        self.setAccessibleDescription(spoken(lines))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint scale, bars and days."""
        values = [v for each in self._lines for v in (each.baseline, each.peak) if v is not None]
        painter = QPainter(self)
        painter.setFont(font(SECONDARY))
        if not values:
            return
        low = (min(values) - MARGIN_MMHG) // STEP_MMHG * STEP_MMHG
        high = ((max(values) + MARGIN_MMHG) // STEP_MMHG + 1) * STEP_MMHG
        area = QRectF(EDGE, 8, self.width() - EDGE - 8, self.height() - FOOT - 8)
        self._grid(painter, area, (low, high))
        wide = min(WIDEST, area.width() / len(self._lines))
        for place, line in enumerate(self._lines):
            x = area.left() + (place + 0.5) * wide
            self._bar(painter, area, (low, high), (x, line))
            day = QRectF(x - wide / 2, area.bottom() + 6, wide, 18)
            painter.setPen(QColor(self._theme.colours.secondary))
            painter.drawText(day, Qt.AlignmentFlag.AlignHCenter, line.when[5:])
            painter.setPen(QColor(self._theme.colours.text))
            dose = day.translated(0, 18)
            painter.drawText(dose, Qt.AlignmentFlag.AlignHCenter, _within(painter, line.dose, wide))
        self._backs(painter, area, wide)

    def _grid(self, painter: QPainter, area: QRectF, span: tuple[float, float]) -> None:
        colours = self._theme.colours
        value = span[0]
        while value <= span[1]:
            y = _y(area, span, value)
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(colours.secondary))
            label = QRectF(0, y - 9, EDGE - 8, 18)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(label, right, number(value))
            value += STEP_MMHG
        if any(each.simulated for each in self._lines):
            painter.drawText(
                area, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, say(SIMULATED)
            )

    def _backs(self, painter: QPainter, area: QRectF, wide: float) -> None:
        """Paint the minutes until the patient was back, on a scale of their own from zero."""
        minutes = [each.back_min for each in self._lines if each.back_min is not None]
        if not minutes:
            return
        colours = self._theme.colours
        floor = area.bottom() + BACK_TOP + BACK_HIGH
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(QPointF(area.left(), floor), QPointF(area.right(), floor))
        painter.setPen(QColor(colours.secondary))
        heading = QRectF(0, floor - 18, EDGE - 8, 18)
        painter.drawText(heading, Qt.AlignmentFlag.AlignRight, say("min"))
        for place, line in enumerate(self._lines):
            if line.back_min is None:
                continue
            x = area.left() + (place + 0.5) * wide
            tall = line.back_min / max(minutes) * (BACK_HIGH - 16)
            painter.setPen(_flat(QColor(colours.baseline)))
            painter.drawLine(QPointF(x, floor), QPointF(x, floor - tall))
            painter.setPen(QColor(colours.text))
            above = QRectF(x - 24, floor - tall - 19, 48, 18)
            painter.drawText(above, Qt.AlignmentFlag.AlignHCenter, number(round(line.back_min)))

    def _bar(
        self,
        painter: QPainter,
        area: QRectF,
        span: tuple[float, float],
        one: tuple[float, CourseLine],
    ) -> None:
        x, line = one
        colours = self._theme.colours
        if line.baseline is not None and line.peak is not None:
            painter.setPen(_flat(QColor(colours.blood_pressure)))
            top, bottom = (_y(area, span, each) for each in (line.peak, line.baseline))
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        if line.baseline is not None:
            y = _y(area, span, line.baseline)
            painter.setPen(QPen(QColor(colours.baseline), 2))
            painter.drawLine(QPointF(x - 14, y), QPointF(x + 14, y))
        if line.peak is not None:
            painter.setPen(QColor(colours.text))
            above = QRectF(x - 24, _y(area, span, line.peak) - 20, 48, 18)
            painter.drawText(above, Qt.AlignmentFlag.AlignHCenter, number(line.peak))

    @Slot()
    def _repaint(self) -> None:
        self.update()


def _y(area: QRectF, span: tuple[float, float], value: float) -> float:
    low, high = span
    return area.bottom() - (value - low) / (high - low) * area.height()


def _flat(colour: QColor) -> QPen:
    pen = QPen(colour, BAR)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _within(painter: QPainter, words: str, width: float) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, round(width - 8))
