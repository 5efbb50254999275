"""The chart on paper: painted by us, vector, from the same description as the live one.

Solid colours only: translucent ones turn opaque in an archival PDF. Names of limits stand beside
the plot and flags below it, so that no word covers a reading.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from kapmonitor.language import say
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Priority, Role
from kapmonitor.ui.chart_view import (
    Bar,
    ChartView,
    Gap,
    Standing,
    chart_view,
    tick_step,
    zero,
)
from kapmonitor.ui.paper.chart_stream import SILENT, SaturationStrip, paint_strands
from kapmonitor.ui.paper.chart_words import (
    LANE_ROWS,
    SMALL,
    Align,
    lane_places,
    names,
    put,
    spread,
)
from kapmonitor.ui.paper.sheet import GREY, INK, LINE, RED, WATERMARK
from kapmonitor.ui.paper.type import elided, typeface, width_of, write
from kapmonitor.ui.stream_view import heart_rate, saturation, strands
from kapmonitor.ui.widgets.chart_marks import Box, Mark, place_marks
from kapmonitor.ui.wording import clock

BANDS = {Priority.LOW: "#fff6df", Priority.MEDIUM: "#fdeae6", Priority.HIGH: "#f9d9d3"}
RATE, BASE = "#276a54", "#8d8275"
_LEFT, _NAMES, _TICKS, _LANE, _ROW = 24.0, 84.0, 20.0, 34.0, 8.6
_STRIP, _STRIP_APART, _TICK = 30.0, 4.0, 3.0


class _Plot:
    """Where values lie on the page."""

    def __init__(self, area: QRectF, view: ChartView, *, strip: bool) -> None:
        under = _STRIP + _STRIP_APART if strip else 0.0
        self.area = area.adjusted(_LEFT, 3, -_NAMES, -(_TICKS + _LANE + under))
        self.floor = self.area.bottom() + under + _LANE
        box = QRectF(self.area.left(), self.area.bottom() + _STRIP_APART, self.area.width(), _STRIP)
        self.strip = box if strip else None
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
    saturations = strands(session.samples, saturation)
    plot = _Plot(area, view, strip=view.has_oximeter or not saturations.is_empty)
    painter.save()
    _bands(painter, plot, view)
    if view.simulated:
        _watermark(painter, plot)
    _gaps(painter, plot, view.gaps)
    _scale(painter, plot, view)
    _time(painter, plot, view, session)
    _levels(painter, plot, view)
    _names(painter, plot, view)
    _doses(painter, plot, view)
    start = zero(session)
    paint_strands(
        painter,
        strands(session.samples, heart_rate),
        lambda sample, value: QPointF(plot.x(sample.at.minutes_since(start)), plot.y(value)),
        RATE,
    )
    for bar in view.bars:
        _bar(painter, plot, bar)
    _marks(painter, plot, view.bars)
    _coming(painter, plot, view)
    if plot.strip is not None:
        SaturationStrip(painter, plot.strip, view, plot.x).paint(saturations, start)
    _lane(painter, plot, view)
    painter.restore()


def _bands(painter: QPainter, plot: _Plot, view: ChartView) -> None:
    for band in view.bands:
        top, bottom = plot.y(band.high), plot.y(band.low)
        box = QRectF(plot.area.left(), top, plot.area.width(), bottom - top)
        painter.fillRect(box, QColor(BANDS[band.priority]))


def _watermark(painter: QPainter, plot: _Plot) -> None:
    """Mark the plot itself: a chart may be cut out of its page."""
    painter.setPen(QColor(BASE))
    place = QPointF(plot.area.right() - 4 - width_of(say(WATERMARK), typeface(11)), plot.y(185))
    write(painter, place, say(WATERMARK), 11)


def _scale(painter: QPainter, plot: _Plot, view: ChartView) -> None:
    left, right = plot.area.left(), plot.area.right()
    for value in range(int(view.low) // 20 * 20 + 20, int(view.high) + 1, 20):
        y = plot.y(value)
        painter.setPen(QPen(QColor(LINE), 0.4))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        put(painter, QPointF(left - 4, y + 2), str(value), Align.RIGHT)
    put(painter, QPointF(right + 7, plot.area.bottom()), say("mmHg; heart rate /min"))


def _time(painter: QPainter, plot: _Plot, view: ChartView, session: Session) -> None:
    painter.setPen(QPen(QColor(GREY), 0.6))
    painter.drawLine(QPointF(plot.area.left(), plot.floor), QPointF(plot.area.right(), plot.floor))
    step = tick_step(view.last - view.first, plot.area.width() / 36)
    start = zero(session)
    word = say("dose") if session.doses else say("opened")
    minutes = -(-view.first // step) * step
    while minutes <= view.last:
        place = QPointF(plot.x(minutes), plot.floor + 8)
        painter.setPen(QPen(QColor(GREY), 0.6))
        painter.drawLine(QPointF(place.x(), plot.floor), QPointF(place.x(), plot.floor + 2))
        put(painter, place, word if minutes == 0 else f"{minutes:+.0f}", Align.CENTRE)
        moment = start.later(seconds=minutes * 60)
        put(painter, place + QPointF(0, 8), clock(session, moment.utc), Align.CENTRE)
        minutes += step
    beside = QPointF(plot.area.right() + 16, plot.floor + 8)
    put(
        painter,
        beside,
        say("minutes from {part}").format(part=say("dose") if session.doses else say("opening")),
    )
    put(painter, beside + QPointF(0, 8), say("local time"))


def _levels(painter: QPainter, plot: _Plot, view: ChartView) -> None:
    for level in view.levels:
        style = Qt.PenStyle.DotLine if level.limit else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(RED if level.limit else BASE), 0.7, style))
        y = plot.y(level.y)
        painter.drawLine(QPointF(plot.area.left(), y), QPointF(plot.area.right(), y))


def _names(painter: QPainter, plot: _Plot, view: ChartView) -> None:
    """Name limits and levels beside the plot, each as near to its line as the others let it."""
    named = sorted(names(view, plot.y))
    right = plot.area.right()
    for (y, words, colour), shown in zip(named, spread([one[0] for one in named]), strict=True):
        painter.setPen(QPen(QColor(colour), 0.5))
        painter.drawLine(QPointF(right, y), QPointF(right + 5, shown))
        fits = elided(words, typeface(SMALL), _NAMES - 7)
        put(painter, QPointF(right + 7, shown + 2.2), fits, colour=colour)


def _gaps(painter: QPainter, plot: _Plot, gaps: tuple[Gap, ...]) -> None:
    """Shade silence; its word stands where there is room, the shade everywhere."""
    free = plot.area.left()
    for gap in sorted((one for one in gaps if one.role is not Role.OXIMETER), key=_begin):
        left, right = max(plot.x(gap.start), plot.area.left()), plot.x(gap.end)
        top = plot.y(60)
        box = QRectF(left, top, max(right - left, 0.8), plot.area.bottom() - top)
        painter.fillRect(box, QColor(SILENT))
        wide = width_of(gap.words, typeface(SMALL))
        begin = max(left, (left + right - wide) / 2)
        if begin >= free and begin + wide <= plot.area.right():
            put(painter, QPointF(begin, plot.area.bottom() - 2), gap.words)
            free = begin + wide + 4


def _begin(gap: Gap) -> float:
    return gap.start


def _doses(painter: QPainter, plot: _Plot, view: ChartView) -> None:
    for flag in view.flags:
        if flag.dose:
            x = plot.x(flag.x)
            painter.setPen(QPen(QColor(INK), 0.7))
            painter.drawLine(QPointF(x, plot.area.top()), QPointF(x, plot.floor))


def _bar(painter: QPainter, plot: _Plot, bar: Bar) -> None:
    hollow, beside = bar.standing is Standing.HOLLOW, bar.standing is Standing.BESIDE
    x, top, bottom = plot.x(bar.x), plot.y(bar.high), plot.y(bar.low)
    painter.setPen(QPen(QColor(GREY if hollow else INK), 0.6 if hollow or beside else 1.7))
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    for end in (top, bottom):
        painter.drawLine(QPointF(x - 2, end), QPointF(x + 2, end))
    if bar.mean is not None and not beside:
        painter.setPen(QPen(QColor("#ffffff"), 0.8))
        painter.setBrush(QColor(INK))
        painter.drawEllipse(QPointF(x, plot.y(bar.mean)), 1.8, 1.8)
    if bar.pulse is not None:
        _diamond(painter, QPointF(x, plot.y(bar.pulse)), hollow=hollow or beside)


def _marks(painter: QPainter, plot: _Plot, bars: tuple[Bar, ...]) -> None:
    """Write what each bar is that is no ordinary reading of a cuff."""
    boxes = [_box(plot, bar) for bar in bars]
    marks = [
        Mark(bar.mark.split(":", maxsplit=1)[0], box)
        for bar, box in zip(bars, boxes, strict=True)
        if bar.mark
    ]
    area = plot.area
    within = Box(area.left() + 1, area.top(), area.right(), area.bottom())
    for words, box in place_marks(marks, boxes, within, _wide, SMALL * 1.3):
        put(painter, QPointF(box.left, box.bottom - SMALL * 0.25), words)


def _wide(words: str) -> float:
    return width_of(words, typeface(SMALL))


def _box(plot: _Plot, bar: Bar) -> Box:
    x = plot.x(bar.x)
    return Box(x - 3, plot.y(bar.high), x + 3, plot.y(bar.low))


def _diamond(painter: QPainter, at: QPointF, *, hollow: bool) -> None:
    painter.setPen(QPen(QColor(RATE), 0.7))
    painter.setBrush(QColor("#ffffff" if hollow else RATE))
    corners = ((0, -2.4), (2, 0), (0, 2.4), (-2, 0))
    painter.drawPolygon(QPolygonF([at + QPointF(*corner) for corner in corners]))


def _coming(painter: QPainter, plot: _Plot, view: ChartView) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for each in view.coming:
        if not view.first <= each.x <= view.last:
            continue  # the session ended before its time came
        painter.setPen(QPen(QColor(RED if each.missed else GREY), 0.8))
        x, y = plot.x(each.x), plot.y(100)
        painter.drawEllipse(QPointF(x, y), 3.2, 3.2)
        if each.missed:
            painter.drawLine(QPointF(x - 3, y - 3), QPointF(x + 3, y + 3))
            painter.drawLine(QPointF(x - 3, y + 3), QPointF(x + 3, y - 3))
        if each.words:
            colour = RED if each.missed else GREY
            put(painter, QPointF(x, y + 11), each.words, Align.CENTRE, colour=colour)


def _lane(painter: QPainter, plot: _Plot, view: ChartView) -> None:
    """Put flags on stems; where words find no room a tick stays, and the list below has them."""
    for flag, row in lane_places(view.flags, plot.x, plot.area.right() + _NAMES):
        colour, x = RED if flag.alarm else INK, plot.x(flag.x)
        if row is None:
            painter.fillRect(QRectF(x - 0.5, plot.floor - _TICK, 1, _TICK), QColor(colour))
            continue
        y = plot.floor - 5 - _TICK - (LANE_ROWS - 1 - row) * _ROW
        painter.setPen(QPen(QColor(LINE), 0.6))
        painter.drawLine(QPointF(x, y), QPointF(x, plot.floor))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(x, y), 1.5, 1.5)
        shade = RED if flag.alarm else GREY
        put(painter, QPointF(x + 3.5, y + 2.2), flag.words, colour=shade)
