"""The live chart: pressures as bars, heart rate and SpO2 as lines with their gaps.

pyqtgraph gives the time axis, the zoom and the lines; what stands still is painted by us. Nothing
is smoothed, nothing is joined across silence. The time axis grows in steps; the wheel, + and - zoom
time, a double click shows the whole session again. Arrow keys, Home and End walk from reading to
reading, Esc ends that. What is read out is told by the reading, so an older one that comes late
does not move it.
"""

from __future__ import annotations

import math
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent

from kapmonitor.language import mark, say
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Session
from kapmonitor.ui.chart_spoken import spoken
from kapmonitor.ui.chart_view import HIGH_MMHG, LOW_MMHG, Bar, ChartView, chart_view, zero
from kapmonitor.ui.last_course import LastCourse
from kapmonitor.ui.stream_view import heart_rate
from kapmonitor.ui.theme import Theme, font
from kapmonitor.ui.widgets.chart_drawing import CHART_FONT, GRID_MMHG, Drawing
from kapmonitor.ui.widgets.chart_lane import Lane
from kapmonitor.ui.widgets.chart_line import SignalLine
from kapmonitor.ui.widgets.chart_saturation import SaturationStrip
from kapmonitor.ui.widgets.chart_still import KEPT, Scale, Still
from kapmonitor.ui.widgets.chart_strip import AXIS_WIDTH
from kapmonitor.ui.widgets.painted import Painted
from kapmonitor.ui.widgets.parts import column, label

NEAR_PIXELS = 8
LEAST_PX = 150
TICK_PX = 15
"""Names of the scale stand no closer."""
EDGE = 2
"""Pixels around it that show where the keyboard is."""
ZOOM = 1.5
"""By how much a press of + or - changes the span of time."""
ZOOMED = mark("Zoomed in. Whole session: double click, or - until all is seen.")

_ZOOMS = {Qt.Key.Key_Plus: 1 / ZOOM, Qt.Key.Key_Minus: ZOOM}
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Home: -1_000_000,
    Qt.Key.Key_End: 1_000_000,
}


class VitalsChart(Painted):
    """The chart of one session."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs so in every language
        self._theme = theme
        self._view: ChartView | None = None
        self._session: Session | None = None
        self._last: LastCourse | None = None
        self._last_hidden = False
        self._told = ""
        """The chart in sentences."""
        self._fits = True
        self._picked: int | None = None
        """The entry that is read out."""
        self._canvas = pg.GraphicsLayoutWidget()
        for each in (self._canvas, self._canvas.viewport()):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot = self._canvas.addPlot(row=0, col=0)
        self._saturation = SaturationStrip(self._canvas, self._plot, theme, row=1)
        self._lane = Lane(self._canvas, self._plot, theme, row=2)
        self._behind, self._before = Still(self._paint_behind), Still(self._paint_before)
        self._rate = SignalLine(self._plot, heart_rate)
        self._now = pg.InfiniteLine(angle=90)
        self._step = 0
        self._readout = label("", "secondary")
        inside = column(self._readout, self._canvas, spacing=2)
        inside.setContentsMargins(*[EDGE] * 4)
        self.setLayout(inside)
        self.setProperty("kind", "chart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("Chart of the session"))
        self._prepare()
        self._use_theme()
        theme.changed.connect(self._use_theme)

    def sizeHint(self) -> QSize:
        """Return the size of what is inside."""
        return self.layout().totalSizeHint()  # type: ignore[union-attr]  # set at once

    def minimumSizeHint(self) -> QSize:
        """Return room for a line: where there is no more, the chart gives way to what is typed."""
        return QSize(LEAST_PX, self._readout.sizeHint().height() + 2 * EDGE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw nothing where there is no room: a chart of a few lines' height misleads."""
        super().resizeEvent(event)
        self._canvas.setVisible(self.height() >= LEAST_PX)

    def show_session(self, session: Session, at: Instant | None) -> None:
        """Draw a session as it stands."""
        view, start = chart_view(session, at), zero(session)
        self._session = session
        self._rate.show(session.samples, start)
        self._saturation.show_line(session.samples, start)
        self._move_now(view)
        before, self._view = self._view, view
        if before is None or _still(view) != _still(before):
            self._draw_still(view)
        if self._fits:
            self._plot.setXRange(view.first, view.last, padding=0)
        self._plot.setYRange(view.low, view.high, padding=0)
        self._space_ticks()
        self._read_out()

    @Slot()
    def _space_ticks(self) -> None:
        """Name every step of the scale, or every second or third where the plot is low."""
        view = self._view
        if view is None:
            return
        high = float(self._plot.vb.height()) / (view.high - view.low) * GRID_MMHG
        step = GRID_MMHG * math.ceil(TICK_PX / max(high, 1.0))
        if step != self._step:
            self._step = step
            self._plot.getAxis("left").setTickSpacing(step, step)

    def show_last(self, last: LastCourse | None) -> None:
        """Lay the course of the last session behind today's; None: there is none."""
        self._last = last
        self._behind.update()
        self._read_out()

    def toggle_last(self) -> None:
        """Hide the course of the last session, or show it again."""
        self._last_hidden = not self._last_hidden
        self._behind.update()

    @property
    def _shown_last(self) -> LastCourse | None:
        return None if self._last_hidden else self._last

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from reading to reading, or zoom time; Esc goes on, as it also stops the cuff."""
        key = Qt.Key(event.key())
        if key in _ZOOMS:
            self._zoom(_ZOOMS[key])
        elif key in _STEPS and self._view is not None and self._view.bars:
            self._walk(self._view.bars, _STEPS[key])
        else:
            if key is Qt.Key.Key_Escape:
                self._pick(None)
            super().keyPressEvent(event)

    def _walk(self, bars: tuple[Bar, ...], step: int) -> None:
        last = len(bars) - 1
        at = next((n for n, bar in enumerate(bars) if bar.seq == self._picked), None)
        if at is None and abs(step) == 1:
            at, step = last, 0
        self._pick(bars[max(0, min(last, (at or 0) + step))].seq)

    def _zoom(self, factor: float) -> None:
        """Zoom about the reading that is read out, or the middle."""
        if self._view is None:
            return
        low, high = self._plot.vb.viewRange()[0]
        span = (high - low) * factor
        if span >= self._view.last - self._view.first:
            self._show_whole()
            return
        picked = self._bar()
        middle = (low + high) / 2 if picked is None else picked.x
        self._plot.setXRange(middle - span / 2, middle + span / 2, padding=0)
        self._zoomed()

    def _show_whole(self) -> None:
        self._fits = True
        if self._view is not None:
            self._plot.setXRange(self._view.first, self._view.last, padding=0)
        self._read_out()

    def _prepare(self) -> None:
        self._canvas.ci.layout.setContentsMargins(0, 8, 6, 0)
        self._canvas.ci.layout.setSpacing(0)
        self._plot.hideAxis("bottom")
        self._plot.setMenuEnabled(False)
        self._plot.vb.sigResized.connect(self._space_ticks)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(x=True, y=False)
        self._plot.setYRange(LOW_MMHG, HIGH_MMHG, padding=0)
        self._plot.getAxis("left").setWidth(AXIS_WIDTH)
        self._behind.setZValue(-1)
        self._before.setZValue(1)
        for item in (self._behind, self._before, self._now):
            self._plot.addItem(item, ignoreBounds=True)
        self._plot.vb.sigRangeChangedManually.connect(self._zoomed)
        self._plot.scene().sigMouseMoved.connect(self._hovered)
        self._plot.scene().sigMouseClicked.connect(self._clicked)

    @Slot()
    def _use_theme(self) -> None:
        colours = self._theme.colours
        self._canvas.setBackground(colours.ground)
        for axis in (self._plot.getAxis("left"), self._lane.time):
            axis.setPen(pg.mkPen(colours.line))
            axis.setTextPen(pg.mkPen(colours.secondary))
            axis.setStyle(tickFont=font(CHART_FONT), tickLength=0)
            axis.setCacheMode(KEPT)
        self._now.setPen(pg.mkPen(colours.accent, width=1))
        self._rate.use_colours(colours.heart_rate, colours.secondary)
        self._saturation.use_theme()
        if self._view is not None:
            self._draw_still(self._view)

    def _move_now(self, view: ChartView) -> None:
        self._now.setVisible(view.now is not None)
        if view.now is not None:
            self._now.setPos(view.now)

    def _draw_still(self, view: ChartView) -> None:
        self._told = spoken(view)
        self._lane.time.set_zero(self._session)
        self._lane.show(view)
        self._saturation.show_still(view)
        self._behind.update()
        self._before.update()

    def _paint_behind(self, painter: QPainter, scale: Scale) -> None:
        if self._view is not None:
            Drawing(painter, scale, self._theme.colours).behind(self._view, self._shown_last)

    def _paint_before(self, painter: QPainter, scale: Scale) -> None:
        if self._view is not None:
            Drawing(painter, scale, self._theme.colours).before(self._view)

    def _pick(self, seq: int | None) -> None:
        self._picked = seq
        self._read_out()

    def _read_out(self) -> None:
        """Tell the reading that is read, as it stands now, to eyes and to a screen reader."""
        picked = self._bar()
        words = "" if picked is None else self._words(picked)
        self._readout.setText(words or ("" if self._fits else say(ZOOMED)))
        self.setAccessibleDescription(f"{words}. {self._told}" if words else self._told)

    def _words(self, bar: Bar) -> str:
        source = "" if bar.mark else say(", cuff")
        origin = (
            say("dose") if self._session is not None and self._session.doses else say("opening")
        )
        return say("{words}{source}, {x:+d} min from {origin}").format(
            words=bar.words, source=source, x=round(bar.x), origin=origin
        )

    @Slot(object)
    def _hovered(self, position: QPointF) -> None:
        if self._view is None or not self._view.bars:
            return
        x = self._plot.vb.mapSceneToView(position).x()
        nearest = min(self._view.bars, key=lambda bar: abs(bar.x - x))
        near = abs(nearest.x - x) < NEAR_PIXELS * self._minutes_a_pixel()
        self._pick(nearest.seq if near else None)

    def _bar(self) -> Bar | None:
        """Return what is read out; None when nothing is, or when it is no longer drawn."""
        bars = () if self._view is None else self._view.bars
        return next((bar for bar in bars if bar.seq == self._picked), None)

    @Slot(object)
    def _clicked(self, event: Any) -> None:
        if event.double():
            self._show_whole()

    @Slot()
    def _zoomed(self) -> None:
        self._fits = False
        self._read_out()

    def _minutes_a_pixel(self) -> float:
        return float(self._plot.vb.viewPixelSize()[0])


def _still(view: ChartView) -> tuple[object, ...]:
    """Return what a redraw depends on: everything but the moving now."""
    return (
        view.first,
        view.last,
        view.bars,
        view.bands,
        view.levels,
        view.flags,
        view.coming,
        view.gaps,
        view.has_oximeter,
    )
