"""The chart on paper: painted by us, vector, from the same description as the live one.

Solid colours only: translucent ones turn opaque in an archival PDF.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Sample, Session
from kapmonitor.session.vocabulary import Priority
from kapmonitor.ui.chart_view import (
    Bar,
    ChartView,
    Standing,
    chart_view,
    tick_step,
    zero,
)
from kapmonitor.ui.paper.sheet import GREY, INK, LINE, RED, typeface, width_of, write
from kapmonitor.ui.wording import clock

BANDS = {Priority.LOW: "#fff6df", Priority.MEDIUM: "#fdeae6", Priority.HIGH: "#f9d9d3"}
SMALL = 6.4
RATE, BASE = "#276a54", "#8d8275"
_LEFT, _BELOW, _LANE = 26.0, 24.0, 30.0
_GAP_S = 10.0
_LANE_ROWS = 3


class _Align(Enum):
    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


class _Plot:
    """Where values lie on the page."""

    def __init__(self, area: QRectF, view: ChartView) -> None:
        self.area = area.adjusted(_LEFT, 2, -2, -(_BELOW + _LANE))
        self.lane = QRectF(self.area.left(), self.area.bottom() + _BELOW, self.area.width(), _LANE)
        self._view = view

    def x(self, minutes: float) -> float:
        span = self._view.last - self._view.first
        return self.area.left() + (minutes - self._view.first) / span * self.area.width()

    def y(self, value: float) -> float:
        share = (value - self._view.low) / (self._view.high - self._view.low)
        return self.area.bottom() - share * self.area.height()


def paint_session_chart(
    painter: QPainter, area: QRectF, session: Session, at: Instant | None = None
) -> None:
    """Paint the chart of a session into an area of the page, in points."""
    view = chart_view(session, at)
    plot = _Plot(area, view)
    painter.save()
    _bands(painter, plot, view)
    _axes(painter, plot, view, session)
    _levels(painter, plot, view)
    _gaps(painter, plot, view)
    _rate(painter, plot, session.samples, zero(session))
    for bar in view.bars:
        _bar(painter, plot, bar)
    _coming(painter, plot, view)
    _lane(painter, plot, view)
    painter.restore()


def _bands(painter: QPainter, plot: _Plot, view: ChartView) -> None:
    for band in view.bands:
        top, bottom = plot.y(band.high), plot.y(band.low)
        box = QRectF(plot.area.left(), top, plot.area.width(), bottom - top)
        painter.fillRect(box, QColor(BANDS[band.priority]))
        _write(painter, QPointF(plot.area.right() - 3, bottom - 2), band.words, _Align.RIGHT)


def _axes(painter: QPainter, plot: _Plot, view: ChartView, session: Session) -> None:
    for value in range(int(view.low) // 20 * 20 + 20, int(view.high) + 1, 20):
        painter.setPen(QPen(QColor(LINE), 0.4))
        painter.drawLine(
            QPointF(plot.area.left(), plot.y(value)), QPointF(plot.area.right(), plot.y(value))
        )
        _write(painter, QPointF(plot.area.left() - 4, plot.y(value) + 2), str(value), _Align.RIGHT)
    step = tick_step(view.last - view.first, plot.area.width() / 42)
    start = zero(session)
    minutes = (view.first // step + 1) * step
    while minutes <= view.last:
        place = QPointF(plot.x(minutes), plot.area.bottom() + 9)
        zero_word = "dose" if session.doses else "opened"
        _write(painter, place, zero_word if minutes == 0 else f"{minutes:+.0f}", _Align.CENTRE)
        moment = start.later(seconds=minutes * 60)
        _write(painter, place + QPointF(0, 8), clock(session, moment.utc), _Align.CENTRE)
        minutes += step
    painter.setPen(QPen(QColor(GREY), 0.6))
    painter.drawLine(plot.area.bottomLeft(), plot.area.bottomRight())


def _levels(painter: QPainter, plot: _Plot, view: ChartView) -> None:
    for level in view.levels:
        style = Qt.PenStyle.DotLine if level.limit else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(RED if level.limit else BASE), 0.7, style))
        y = plot.y(level.y)
        painter.drawLine(QPointF(plot.area.left(), y), QPointF(plot.area.right(), y))
        if level.words:
            edge = plot.area.left() + 3 if level.limit else plot.area.right() - 3
            align = _Align.LEFT if level.limit else _Align.RIGHT
            _write(painter, QPointF(edge, y - 2), level.words, align)


def _gaps(painter: QPainter, plot: _Plot, view: ChartView) -> None:
    for gap in view.gaps:
        left, right = plot.x(gap.start), plot.x(gap.end)
        top = plot.y(90)
        box = QRectF(left, top, max(right - left, 0.5), plot.area.bottom() - top)
        painter.fillRect(box, QColor("#ebe5dd"))
        _write(
            painter, QPointF((left + right) / 2, plot.area.bottom() - 2), gap.words, _Align.CENTRE
        )


def _rate(painter: QPainter, plot: _Plot, samples: tuple[Sample, ...], start: Instant) -> None:
    painter.setPen(QPen(QColor(RATE), 0.7))
    run: list[QPointF] = []
    before: Sample | None = None
    for sample in samples:
        silent = before is not None and sample.at.elapsed_s - before.at.elapsed_s > _GAP_S
        if (silent or sample.heart_rate is None) and run:
            painter.drawPolyline(QPolygonF(run))
            run = []
        if sample.heart_rate is not None:
            place = QPointF(plot.x(sample.at.minutes_since(start)), plot.y(sample.heart_rate))
            if not run or place.x() - run[-1].x() >= 0.3 or place.y() != run[-1].y():
                run.append(place)
        before = sample
    if run:
        painter.drawPolyline(QPolygonF(run))


def _bar(painter: QPainter, plot: _Plot, bar: Bar) -> None:
    hollow = bar.standing is Standing.HOLLOW
    x, top, bottom = plot.x(bar.x), plot.y(bar.high), plot.y(bar.low)
    painter.setPen(QPen(QColor(GREY if hollow else INK), 0.7 if hollow else 2.0))
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    for end in (top, bottom):
        painter.drawLine(QPointF(x - 2.5, end), QPointF(x + 2.5, end))
    painter.setPen(QPen(QColor("#ffffff"), 0.8))
    painter.setBrush(QColor(INK))
    if bar.mean is not None:
        painter.drawEllipse(QPointF(x, plot.y(bar.mean)), 1.8, 1.8)
    if bar.pulse is not None:
        painter.setPen(QPen(QColor(RATE), 0.7))
        painter.setBrush(QColor("#ffffff" if hollow else RATE))
        y = plot.y(bar.pulse)
        painter.drawPolygon(
            QPolygonF(
                [QPointF(x, y - 2.4), QPointF(x + 2, y), QPointF(x, y + 2.4), QPointF(x - 2, y)]
            )
        )
    if bar.mark:
        _write(painter, QPointF(x + 4, top + 2), bar.mark.split(":", maxsplit=1)[0])


def _coming(painter: QPainter, plot: _Plot, view: ChartView) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for each in view.coming:
        painter.setPen(QPen(QColor(RED if each.missed else GREY), 0.8))
        x, y = plot.x(each.x), plot.y(100)
        painter.drawEllipse(QPointF(x, y), 3.2, 3.2)
        if each.missed:
            painter.drawLine(QPointF(x - 3, y - 3), QPointF(x + 3, y + 3))
            painter.drawLine(QPointF(x - 3, y + 3), QPointF(x + 3, y - 3))
        if each.words:
            _write(painter, QPointF(x, y + 11), each.words, _Align.CENTRE)


def _lane(painter: QPainter, plot: _Plot, view: ChartView) -> None:
    face = typeface(SMALL)
    free = [0.0] * _LANE_ROWS
    for flag in view.flags:
        x = plot.x(flag.x)
        if flag.dose:
            painter.setPen(QPen(QColor(INK), 0.7))
            painter.drawLine(QPointF(x, plot.area.top()), QPointF(x, plot.area.bottom()))
        row = next((n for n in range(_LANE_ROWS) if free[n] <= x), free.index(min(free)))
        wide = width_of(flag.words, face) + 8
        left = min(x, plot.area.right() - wide)
        free[row] = left + wide
        y = plot.lane.top() + 4 + row * 9
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(RED if flag.alarm else INK))
        painter.drawEllipse(QPointF(left, y), 1.4, 1.4)
        _write(painter, QPointF(left + 3, y + 2.2), flag.words, colour=RED if flag.alarm else GREY)


def _write(
    painter: QPainter,
    place: QPointF,
    words: str,
    align: _Align = _Align.LEFT,
    *,
    colour: str = GREY,
) -> None:
    wide = width_of(words, typeface(SMALL))
    painter.setPen(QColor(colour))
    write(painter, place - QPointF(wide * align.value, 0), words, SMALL)
