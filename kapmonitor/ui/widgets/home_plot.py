"""Home readings over their days: hollow bars from diastolic to systolic, unlike a session's."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from kapmonitor.language import mark, say
from kapmonitor.ui.home_view import HomePoint, plot_words
from kapmonitor.ui.theme import SECONDARY, Theme, font
from kapmonitor.ui.widgets.painted import Painted
from kapmonitor.ui.wording import number

HIGH = 190
STEP_MMHG, MARGIN_MMHG = 20.0, 6.0
EDGE, FOOT, HALF = 44.0, 26.0, 3.0
STAMP = mark("not taken here")


class HomePlot(Painted):
    """Pressures by day; the table beside it says the same in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs so in every language
        self._theme = theme
        self._points: tuple[HomePoint, ...] = ()
        self.setFixedHeight(HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._repaint)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(640, HIGH)

    def show_points(self, points: tuple[HomePoint, ...]) -> None:
        """Show readings, oldest first."""
        self._points = points
        self.setVisible(bool(points))
        self.setAccessibleName(say("Plot of home readings"))
        self.setAccessibleDescription(plot_words(points))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint scale, bars and the first and last day."""
        values = [
            value
            for each in self._points
            for value in (each.systolic, each.diastolic)
            if value is not None
        ]
        if not values:
            return
        painter = QPainter(self)
        painter.setFont(font(SECONDARY))
        low = (min(values) - MARGIN_MMHG) // STEP_MMHG * STEP_MMHG
        high = ((max(values) + MARGIN_MMHG) // STEP_MMHG + 1) * STEP_MMHG
        area = QRectF(EDGE, 8, self.width() - EDGE - 12, self.height() - FOOT - 8)
        self._grid(painter, area, (low, high))
        self._days(painter, area)
        painter.setPen(QPen(QColor(self._theme.colours.baseline), 1.5))
        for point in self._points:
            self._bar(painter, area, (low, high), point)

    def _grid(self, painter: QPainter, area: QRectF, span: tuple[float, float]) -> None:
        colours = self._theme.colours
        value = span[0]
        while value <= span[1]:
            y = _y(area, span, value)
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(colours.secondary))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - 9, EDGE - 8, 18), right, number(value))
            value += STEP_MMHG

    def _days(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(QColor(self._theme.colours.secondary))
        foot = QRectF(area.left(), area.bottom() + 6, area.width(), 18)
        first, last = self._points[0].wall, self._points[-1].wall
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, f"{first:%Y-%m-%d}")
        painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter, say(STAMP))
        if last.date() != first.date():
            painter.drawText(foot, Qt.AlignmentFlag.AlignRight, f"{last:%Y-%m-%d}")

    def _bar(
        self, painter: QPainter, area: QRectF, span: tuple[float, float], point: HomePoint
    ) -> None:
        x = self._x(area, point)
        if point.systolic is not None and point.diastolic is not None:
            top, bottom = (_y(area, span, each) for each in (point.systolic, point.diastolic))
            painter.drawRect(QRectF(x - HALF, top, 2 * HALF, bottom - top))
            return
        for value in (point.systolic, point.diastolic):
            if value is not None:
                y = _y(area, span, value)
                painter.drawLine(QPointF(x - HALF, y), QPointF(x + HALF, y))

    def _x(self, area: QRectF, point: HomePoint) -> float:
        first, last = self._points[0].wall, self._points[-1].wall
        whole = (last - first).total_seconds()
        share = (point.wall - first).total_seconds() / whole if whole else 0.5
        return area.left() + HALF + share * (area.width() - 2 * HALF)

    @Slot()
    def _repaint(self) -> None:
        self.update()


def _y(area: QRectF, span: tuple[float, float], value: float) -> float:
    low, high = span
    return area.bottom() - (value - low) / (high - low) * area.height()
