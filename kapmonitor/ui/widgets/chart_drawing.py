"""What stands still on the plot of pressures, painted in pixels from the chart's description."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from kapmonitor.language import mark, say
from kapmonitor.session.vocabulary import Priority, Role
from kapmonitor.ui.chart_view import Band, Bar, ChartView, Coming, Gap, Level, Standing
from kapmonitor.ui.last_course import LastCourse
from kapmonitor.ui.theme import Colours, font
from kapmonitor.ui.widgets.chart_marks import Box, Mark, place_marks
from kapmonitor.ui.widgets.chart_still import Scale

CHART_FONT, WATERMARK_FONT = 12, 72
WATERMARK = mark("SIMULATED")
GRID_MMHG, COMING_MMHG, GAP_TOP_SHARE = 20, 100.0, 0.3
MARK_PIXELS, CLEAR_PIXELS = 150, 4
ABOVE, UNDER = -5, 14
"""Where the words of a line stand: their foot from the line, in pixels."""
LAST_PIXELS, LAST_ALPHA = 9, 70
_BAR, _CAP, _DOT, _CIRCLE = 5, 10.0, 3.0, 6.5


class Drawing:
    """One painting of a view, with its pens."""

    def __init__(self, painter: QPainter, scale: Scale, colours: Colours) -> None:
        self._painter = painter
        self._scale = scale
        self._colours = colours
        self._metrics = QFontMetricsF(font(CHART_FONT))
        self._edge: list[tuple[float, str, str]] = []
        painter.setFont(font(CHART_FONT))

    def behind(self, view: ChartView, last: LastCourse | None = None) -> None:
        """Draw what lies behind the heart rate on the plot of pressures."""
        for band in view.bands:
            self._band(band)
        self.grid(view.low, view.high)
        if last is not None:
            self._last_course(last)
        if view.simulated:
            self._watermark()
        self.gaps([each for each in view.gaps if each.role is not Role.OXIMETER])
        for level in view.levels:
            self._level(level)
        self._write_edge()
        self.doses(view)

    def before(self, view: ChartView) -> None:
        """Draw what lies before it: the readings, and those to come."""
        for bar in view.bars:
            self._bar(bar)
        self._marks(view.bars)
        for each in view.coming:
            self._coming(each)

    def grid(self, low: float, high: float) -> None:
        """Draw a faint line at every step of the scale."""
        colour = QColor(self._colours.line)
        colour.setAlpha(90)
        self._painter.setPen(QPen(colour, 1))
        first = int(low // GRID_MMHG + 1) * GRID_MMHG
        for value in range(first, int(high) + 1, GRID_MMHG):
            self._across(value)

    def gaps(self, gaps: Sequence[Gap], share: float = GAP_TOP_SHARE) -> None:
        """Shade silences; the words of each stand where there is room, those of the last first."""
        floor, free = self._scale.area.bottom() - 3, math.inf
        for gap in sorted(gaps, key=_began, reverse=True):
            middle = self._shade(gap, share)
            half = self._metrics.horizontalAdvance(gap.words) / 2
            if middle + half <= free:
                self.write(gap.words, QPointF(middle - half, floor))
                free = middle - half - CLEAR_PIXELS

    def _shade(self, gap: Gap, share: float) -> float:
        """Shade a silence, from the floor up to a share of the height; return its middle."""
        area = self._scale.area
        left, right = self._scale.x(gap.start), self._scale.x(gap.end)
        colour = QColor(self._colours.secondary)
        colour.setAlpha(45)
        top = area.bottom() - share * area.height()
        self._painter.fillRect(QRectF(left, top, max(right - left, 1), area.bottom() - top), colour)
        return (left + right) / 2

    def doses(self, view: ChartView) -> None:
        """Draw a line where a dose was taken."""
        self._painter.setPen(QPen(QColor(self._colours.blood_pressure), 1))
        for flag in view.flags:
            if flag.dose:
                self._down(self._scale.x(flag.x))

    def frame(self) -> None:
        """Draw the strip's upper edge."""
        area = self._scale.area
        self._painter.setPen(QPen(QColor(self._colours.line), 1))
        self._painter.drawLine(area.topLeft(), area.topRight())

    def limit(self, value: float) -> None:
        """Draw a dotted line at a limit."""
        self._painter.setPen(QPen(QColor(self._colours.medium.mark), 1, Qt.PenStyle.DotLine))
        self._across(value)

    def write(self, words: str, place: QPointF, *, across: float = 0.0, colour: str = "") -> None:
        """Write words on a line, `across` of their width to the left of the place."""
        wide = self._metrics.horizontalAdvance(words)
        place -= QPointF(wide * across, 0)
        self._clear_behind(words, place)
        self._painter.setPen(QColor(colour or self._colours.secondary))
        self._painter.drawText(place, words)

    def _clear_behind(self, words: str, place: QPointF) -> None:
        """Take lines away from behind words, so that these can be read."""
        outline = QPainterPath()
        outline.addText(place, font(CHART_FONT), words)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        self._painter.strokePath(outline, QPen(QColor(self._colours.ground), CLEAR_PIXELS))
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _band(self, band: Band) -> None:
        area = self._scale.area
        top, bottom = self._scale.y(band.high), self._scale.y(band.low)
        ground = self._colours.alert(_band_colour(band.priority)).ground
        self._painter.fillRect(QRectF(area.left(), top, area.width(), bottom - top), QColor(ground))
        self._edge.append((bottom + ABOVE, band.words, ""))

    def _level(self, level: Level) -> None:
        colour = self._colours.medium.mark if level.limit else self._colours.baseline
        style = Qt.PenStyle.DotLine if level.limit else Qt.PenStyle.DashLine
        self._painter.setPen(QPen(QColor(colour), 1, style))
        self._across(level.y)
        if level.words:
            words = colour if level.limit else ""
            beside = ABOVE if level.limit else UNDER
            self._edge.append((self._scale.y(level.y) + beside, level.words, words))

    def _write_edge(self) -> None:
        """Write what the bands and levels are, each clear of the one under it.

        A limit's words stand on its line; where lines are close they move up, in the lines' order,
        and those for which a low plot has no room are left out: half a word says nothing.
        """
        right, under = self._scale.area.right() - 4, math.inf
        for wanted, words, colour in sorted(self._edge, reverse=True):
            under = min(wanted, under - self._metrics.height())
            if under - self._metrics.ascent() < self._scale.area.top():
                break
            self.write(words, QPointF(right, under), across=1, colour=colour)
        self._edge.clear()

    def _bar(self, bar: Bar) -> None:
        hollow, beside = bar.standing is Standing.HOLLOW, bar.standing is Standing.BESIDE
        colours = self._colours
        top, bottom = self._scale.at(bar.x, bar.high), self._scale.at(bar.x, bar.low)
        pen = QPen(QColor(colours.secondary if hollow else colours.blood_pressure))
        pen.setWidth(1 if hollow else 2 if beside else _BAR)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._painter.setPen(pen)
        if hollow:
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            half = QPointF(_BAR / 2, 0)
            self._painter.drawRect(QRectF(top - half, bottom + half))
        else:
            self._painter.drawLine(top, bottom)
        pen.setWidth(1 if hollow else 2)
        self._painter.setPen(pen)
        for end in (top, bottom):
            self._painter.drawLine(end - QPointF(_CAP / 2, 0), end + QPointF(_CAP / 2, 0))
        if bar.mean is not None and not beside:
            self._dot(self._scale.at(bar.x, bar.mean))
        if bar.pulse is not None:
            self._diamond(self._scale.at(bar.x, bar.pulse), hollow=hollow or beside)

    def _marks(self, bars: tuple[Bar, ...]) -> None:
        """Write what each bar is that is no ordinary reading of a cuff."""
        boxes = {bar.seq: self._box(bar) for bar in bars}
        marks = [Mark(self._short(bar.mark), boxes[bar.seq]) for bar in bars if bar.mark]
        self.marks(marks, tuple(boxes.values()))

    def marks(self, marks: list[Mark], beside: tuple[Box, ...]) -> None:
        """Write marks inside the plot, on no other and on nothing of `beside`."""
        area = self._scale.area
        within = Box(area.left() + 2, area.top(), area.right(), area.bottom())
        wide, high = self._metrics.horizontalAdvance, self._metrics.height()
        for words, box in place_marks(marks, beside, within, wide, high):
            self.write(words, QPointF(box.left, box.bottom - self._metrics.descent()))

    def _short(self, words: str) -> str:
        return self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, MARK_PIXELS)

    def _box(self, bar: Bar) -> Box:
        """Return what a bar takes, with a little air beside it."""
        top, bottom = self._scale.at(bar.x, bar.high), self._scale.at(bar.x, bar.low)
        half = _CAP / 2 + 3
        return Box(top.x() - half, top.y(), top.x() + half, bottom.y())

    def _dot(self, at: QPointF) -> None:
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        self._painter.setPen(QPen(QColor(self._colours.ground), 2))
        self._painter.setBrush(QColor(self._colours.blood_pressure))
        self._painter.drawEllipse(at, _DOT + 1, _DOT + 1)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _diamond(self, at: QPointF, *, hollow: bool) -> None:
        colour = QColor(self._colours.heart_rate)
        self._painter.setPen(QPen(colour, 1))
        self._painter.setBrush(Qt.BrushStyle.NoBrush if hollow else colour)
        corners = ((0, -4), (3, 0), (0, 4), (-3, 0))
        self._painter.drawPolygon(QPolygonF([at + QPointF(*corner) for corner in corners]))

    def _coming(self, each: Coming) -> None:
        colour = self._colours.medium.mark if each.missed else self._colours.secondary
        at = self._scale.at(each.x, COMING_MMHG)
        self._painter.setPen(QPen(QColor(colour), 1, self._line_of(each)))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        if each.missed:
            for lean in (-1, 1):
                corner = QPointF(_CIRCLE - 1, lean * (_CIRCLE - 1))
                self._painter.drawLine(at - corner, at + corner)
        else:
            self._painter.drawEllipse(at, _CIRCLE, _CIRCLE)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self.write(each.words, at + QPointF(0, _CIRCLE + 13), across=0.5, colour=colour)

    @staticmethod
    def _line_of(each: Coming) -> Qt.PenStyle:
        return Qt.PenStyle.DashLine if each.optional else Qt.PenStyle.SolidLine

    def _watermark(self) -> None:
        colour = QColor(self._colours.secondary)
        colour.setAlpha(70)
        pixels = min(WATERMARK_FONT, int(self._scale.area.height() / 4))
        made = font(max(pixels, CHART_FONT))
        wide = QFontMetricsF(made).horizontalAdvance(say(WATERMARK))
        self._painter.save()
        self._painter.setFont(made)
        self._painter.setPen(colour)
        self._painter.translate(self._scale.area.center())
        self._painter.rotate(-20)
        self._painter.drawText(QPointF(-wide / 2, WATERMARK_FONT / 3), say(WATERMARK))
        self._painter.restore()

    def _last_course(self, last: LastCourse) -> None:
        """Draw last time's systolic pressures: wide and faint, as nothing of today is drawn."""
        colour = QColor(self._colours.secondary)
        colour.setAlpha(LAST_ALPHA)
        pen = QPen(colour, LAST_PIXELS)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        self._painter.setPen(pen)
        for stroke in last.strokes:
            line = [self._scale.at(*point) for point in stroke]
            if len(line) > 1:
                self._painter.drawPolyline(QPolygonF(line))
            else:
                self._painter.drawPoint(line[0])
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._name_last(last, pen)

    def _name_last(self, last: LastCourse, pen: QPen) -> None:
        """Say what the faint line is, in a corner where no reading lies."""
        left = self._scale.area.bottomLeft() + QPointF(8, -26)
        self._painter.setPen(pen)
        self._painter.drawLine(left + QPointF(4, -4), left + QPointF(20, -4))
        self.write(last.words, left + QPointF(32, 0))

    def _across(self, value: float) -> None:
        area, y = self._scale.area, self._scale.y(value)
        self._painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))

    def _down(self, x: float) -> None:
        area = self._scale.area
        self._painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))


def _band_colour(priority: Priority) -> Priority:
    """Return the colour of a band: bands warn, they are no alarms, so the mildest is amber."""
    return Priority.MEDIUM if priority is Priority.LOW else Priority.HIGH


def _began(gap: Gap) -> float:
    return gap.start
