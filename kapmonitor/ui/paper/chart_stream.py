"""Heart rate and SpO2 on the printed chart: lines with their gaps, and what stands alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from kapmonitor.language import say
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Sample
from kapmonitor.session.vocabulary import Role
from kapmonitor.ui.chart_view import ChartView
from kapmonitor.ui.paper.chart_words import Align, put, put_on_lines
from kapmonitor.ui.paper.sheet import GREY, INK, LINE, RED
from kapmonitor.ui.stream_view import Strands
from kapmonitor.ui.wording import number

SATURATION, SILENT = "#2f5f86", "#ebe5dd"
LOW_PERCENT, HIGH_PERCENT = 86.0, 100.0
_TICKS = (90, 100)
_ROOM_PERCENT = 1.5
_FINEST = 0.3
"""Points of a line closer than this cannot be told apart."""

Place = Callable[[Sample, float], QPointF]


def paint_strands(painter: QPainter, strands: Strands, place: Place, colour: str) -> None:
    """Paint the lines of a vital sign, and what stands alone with its word."""
    for line in strands.lines:
        painter.setPen(QPen(QColor(colour), 0.7))
        painter.drawPolyline(_polyline(place(*point) for point in line))
    for one in strands.lone:
        at = place(one.sample, one.value)
        painter.setPen(QPen(QColor(colour if one.sample.counts else GREY), 0.7))
        painter.setBrush(QColor(colour if one.sample.counts else "#ffffff"))
        corners = ((0, -2.0), (1.7, 0), (0, 2.0), (-1.7, 0))
        painter.drawPolygon(QPolygonF([at + QPointF(*corner) for corner in corners]))
        if one.mark:
            put_on_lines(painter, at + QPointF(-2, 8.5), one.mark)


class SaturationStrip:
    """The thin strip under the plot of pressures, on the same time."""

    def __init__(
        self, painter: QPainter, area: QRectF, view: ChartView, x: Callable[[float], float]
    ) -> None:
        self._painter = painter
        self._area = area
        self._view = view
        self._x = x
        self._low = LOW_PERCENT

    def paint(self, strands: Strands, start: Instant) -> None:
        """Paint it, stretched down to what was measured."""
        values = [value for line in strands.lines for _sample, value in line]
        values += [one.value for one in strands.lone]
        self._low = min([LOW_PERCENT, *values, *self._view.saturation_limits]) - _ROOM_PERCENT
        self._silences()
        self._scale()
        self._doses()
        paint_strands(
            self._painter,
            strands,
            lambda sample, value: QPointF(self._x(sample.at.minutes_since(start)), self._y(value)),
            SATURATION,
        )

    def _y(self, value: float) -> float:
        share = (value - self._low) / (HIGH_PERCENT + _ROOM_PERCENT - self._low)
        return self._area.bottom() - share * self._area.height()

    def _silences(self) -> None:
        for gap in self._view.gaps:
            if gap.role is Role.OXIMETER:
                left = max(self._x(gap.start), self._area.left())
                wide = max(self._x(gap.end) - left, 0.8)
                box = QRectF(left, self._area.top(), wide, self._area.height())
                self._painter.fillRect(box, QColor(SILENT))
                put(self._painter, QPointF(left + 2, self._area.bottom() - 2), gap.words)

    def _scale(self) -> None:
        left, right = self._area.left(), self._area.right()
        self._painter.setPen(QPen(QColor(LINE), 0.4))
        self._painter.drawRect(self._area)
        for value in _TICKS:
            put(self._painter, QPointF(left - 4, self._y(value) + 2), str(value), Align.RIGHT)
        put(
            self._painter,
            QPointF(right + 7, self._area.top() + 8),
            say("SpO2, %"),
            colour=SATURATION,
        )
        limits = self._view.saturation_limits
        for limit in limits:
            self._painter.setPen(QPen(QColor(RED), 0.5, Qt.PenStyle.DotLine))
            y = self._y(limit)
            self._painter.drawLine(QPointF(left, y), QPointF(right, y))
        if limits:
            words = say("limits {listed}").format(listed=", ".join(number(each) for each in limits))
            put(self._painter, QPointF(right + 7, self._area.top() + 17), words)

    def _doses(self) -> None:
        self._painter.setPen(QPen(QColor(INK), 0.7))
        for flag in self._view.flags:
            if flag.dose:
                x = self._x(flag.x)
                top, bottom = self._area.top(), self._area.bottom()
                self._painter.drawLine(QPointF(x, top), QPointF(x, bottom))


def _polyline(places: Iterable[QPointF]) -> QPolygonF:
    kept: list[QPointF] = []
    for place in places:
        if not kept or place.x() - kept[-1].x() >= _FINEST or place.y() != kept[-1].y():
            kept.append(place)
    return QPolygonF(kept)
