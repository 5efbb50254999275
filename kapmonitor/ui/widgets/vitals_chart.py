"""The live chart: pressures as bars, heart rate as a line with its gaps, minutes from the dose.

pyqtgraph draws it. Nothing is smoothed, nothing is joined across silence. The time axis grows in
steps; the wheel zooms time, a double click shows the whole session again, the arrow keys walk
from reading to reading.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPen
from PySide6.QtWidgets import QWidget

from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Priority
from kapmonitor.ui.chart_view import (
    HIGH_MMHG,
    LOW_MMHG,
    Bar,
    ChartView,
    Standing,
    chart_view,
    zero,
)
from kapmonitor.ui.theme import Theme, font
from kapmonitor.ui.widgets.chart_lane import Lane
from kapmonitor.ui.widgets.chart_line import RateLine
from kapmonitor.ui.widgets.chart_time import TimeAxis
from kapmonitor.ui.widgets.parts import column, label

AXIS_WIDTH = 46
BAR_WIDTH, CAP_PIXELS = 5, 10
CHART_FONT = 12


class VitalsChart(QWidget):
    """The chart of one session."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._view: ChartView | None = None
        self._session: Session | None = None
        self._fits = True
        self._picked: int | None = None
        self._items: list[Any] = []
        self._canvas = pg.GraphicsLayoutWidget()
        self._canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._time = TimeAxis()
        self._plot = self._canvas.addPlot(row=0, col=0, axisItems={"bottom": self._time})
        self._lane = Lane(self._canvas, self._plot, row=1)
        self._rate = RateLine(self._plot)
        self._readout = label("", "secondary")
        self.setLayout(column(self._readout, self._canvas, spacing=2))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Chart of the session")
        self._prepare()
        self._paint_theme()
        theme.changed.connect(self._paint_theme)

    def show_session(self, session: Session, at: Instant | None) -> None:
        """Draw a session as it stands."""
        view = chart_view(session, at)
        self._session = session
        self._rate.show(session.samples, zero(session))
        self._move_now(view)
        if self._view is None or _still(view) != _still(self._view):
            self._view = view
            self._redraw(view)
        if self._fits:
            self._plot.setXRange(view.first, view.last, padding=0)
            self._plot.setYRange(view.low, view.high, padding=0)
        self.setAccessibleDescription(view.text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from reading to reading with the arrow keys."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or self._view is None or not self._view.bars:
            super().keyPressEvent(event)
            return
        last = len(self._view.bars) - 1
        start = last if self._picked is None else self._picked + step
        self._pick(max(0, min(last, start)))

    def _prepare(self) -> None:
        self._canvas.ci.layout.setContentsMargins(0, 0, 6, 0)
        self._canvas.ci.layout.setSpacing(0)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(x=True, y=False)
        self._plot.setYRange(LOW_MMHG, HIGH_MMHG, padding=0)
        self._plot.getAxis("left").setWidth(AXIS_WIDTH)
        self._plot.getAxis("left").setTickSpacing(20, 20)
        self._now = pg.InfiniteLine(angle=90)
        self._plot.addItem(self._now, ignoreBounds=True)
        self._plot.vb.sigRangeChangedManually.connect(self._zoomed)
        self._plot.vb.sigXRangeChanged.connect(self._resized)
        self._plot.scene().sigMouseMoved.connect(self._hovered)
        self._plot.scene().sigMouseClicked.connect(self._clicked)

    @Slot()
    def _paint_theme(self) -> None:
        colours = self._theme.colours
        self._canvas.setBackground(colours.ground)
        for name in ("left", "bottom"):
            axis = self._plot.getAxis(name)
            axis.setPen(pg.mkPen(colours.line))
            axis.setTextPen(pg.mkPen(colours.secondary))
            axis.setStyle(tickFont=font(CHART_FONT), tickLength=0)
        self._plot.showGrid(y=True, alpha=0.12)
        self._now.setPen(pg.mkPen(colours.accent, width=1))
        self._rate.use_colour(colours.heart_rate)
        if self._view is not None:
            self._redraw(self._view)

    def _move_now(self, view: ChartView) -> None:
        self._now.setVisible(view.now is not None)
        if view.now is not None:
            self._now.setPos(view.now)

    def _redraw(self, view: ChartView) -> None:
        for item in self._items:
            self._plot.removeItem(item)
        self._items.clear()
        self._time.set_zero(self._session)
        self._draw_bands(view)
        self._draw_levels(view)
        self._draw_gaps(view)
        self._draw_bars(view)
        self._draw_coming(view)
        self._lane.show(view.flags, self._theme.colours, last=view.last)
        for flag in view.flags:
            if flag.dose:
                self._add(pg.InfiniteLine(flag.x, pen=pg.mkPen(self._theme.colours.blood_pressure)))
        if view.simulated:
            self._draw_watermark(view)

    def _draw_bands(self, view: ChartView) -> None:
        for band in view.bands:
            ground = QColor(self._theme.colours.alert(_band_colour(band.priority)).ground)
            region = pg.LinearRegionItem(
                (band.low, band.high),
                orientation="horizontal",
                movable=False,
                brush=ground,
                pen=pg.mkPen(None),
            )
            region.setZValue(-20)
            self._add(region)
            self._write(band.words, view.last, band.low, anchor=(1, 1))

    def _draw_levels(self, view: ChartView) -> None:
        colours = self._theme.colours
        for level in view.levels:
            colour = colours.medium.mark if level.limit else colours.baseline
            style = Qt.PenStyle.DotLine if level.limit else Qt.PenStyle.DashLine
            self._add(pg.InfiniteLine(level.y, angle=0, pen=pg.mkPen(colour, style=style)))
            if level.words:
                at, anchor = (view.first, (0, 1)) if level.limit else (view.last, (1, 0))
                self._write(level.words, at, level.y, anchor=anchor, colour=colour)

    def _draw_gaps(self, view: ChartView) -> None:
        shade = QColor(self._theme.colours.secondary)
        shade.setAlpha(45)
        for gap in view.gaps:
            region = pg.LinearRegionItem(
                (gap.start, gap.end), movable=False, brush=shade, pen=pg.mkPen(None), span=(0, 0.3)
            )
            region.setZValue(-10)
            self._add(region)
            self._write(gap.words, (gap.start + gap.end) / 2, LOW_MMHG + 2, anchor=(0.5, 1))

    def _draw_bars(self, view: ChartView) -> None:
        for standing in Standing:
            bars = [bar for bar in view.bars if bar.standing is standing]
            if bars:
                self._draw_standing(bars, hollow=standing is Standing.HOLLOW)
        for bar in view.bars:
            if bar.mark:
                self._write(bar.mark.split(":")[0], bar.x, bar.high, anchor=(0, 1))

    def _draw_standing(self, bars: list[Bar], *, hollow: bool) -> None:
        colours = self._theme.colours
        middle = np.array([(bar.low + bar.high) / 2 for bar in bars])
        half = np.array([(bar.high - bar.low) / 2 for bar in bars])
        x = np.array([bar.x for bar in bars])
        width = 1 if hollow else BAR_WIDTH
        pen = QPen(QColor(colours.secondary if hollow else colours.blood_pressure))
        pen.setCosmetic(True)
        pen.setWidth(width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        beam = CAP_PIXELS * self._minutes_a_pixel()
        self._add(pg.ErrorBarItem(x=x, y=middle, height=2 * half, beam=beam, pen=pen))
        means = [(bar.x, bar.mean) for bar in bars if bar.mean is not None]
        dots = pg.ScatterPlotItem(
            pos=means,
            size=7,
            pen=pg.mkPen(colours.ground, width=2),
            brush=pg.mkBrush(colours.blood_pressure),
        )
        self._add(dots)
        pulses = [(bar.x, bar.pulse) for bar in bars if bar.pulse is not None]
        self._add(
            pg.ScatterPlotItem(
                pos=pulses,
                size=7,
                symbol="d",
                pen=pg.mkPen(colours.heart_rate),
                brush=pg.mkBrush(None if hollow else colours.heart_rate),
            )
        )

    def _draw_coming(self, view: ChartView) -> None:
        colours = self._theme.colours
        for each in view.coming:
            self._add(
                pg.ScatterPlotItem(
                    pos=[(each.x, 100)],
                    size=13,
                    symbol="x" if each.missed else "o",
                    pen=pg.mkPen(colours.medium.mark if each.missed else colours.secondary),
                    brush=pg.mkBrush(None),
                )
            )
            if each.words:
                self._write(each.words, each.x, 95, anchor=(0.5, 0))

    def _draw_watermark(self, view: ChartView) -> None:
        colour = QColor(self._theme.colours.secondary)
        colour.setAlpha(70)
        text = pg.TextItem("SIMULATED", color=colour, anchor=(0.5, 0.5), angle=20)
        text.setFont(font(72))
        text.setPos((view.first + view.last) / 2, 120)
        text.setZValue(-5)
        self._add(text)

    def _write(
        self,
        words: str,
        x: float,
        y: float,
        *,
        anchor: tuple[float, float],
        colour: str | None = None,
    ) -> None:
        text = pg.TextItem(words, color=colour or self._theme.colours.secondary, anchor=anchor)
        text.setFont(font(CHART_FONT))
        text.setPos(x, y)
        self._add(text)

    def _add(self, item: Any) -> None:
        self._plot.addItem(item, ignoreBounds=True)
        self._items.append(item)

    def _minutes_a_pixel(self) -> float:
        return float(self._plot.vb.viewPixelSize()[0])

    def _pick(self, place: int) -> None:
        self._picked = place
        if self._view is not None:
            self._readout.setText(self._view.bars[place].words)

    @Slot(object)
    def _hovered(self, position: QPointF) -> None:
        if self._view is None or not self._view.bars:
            return
        x = self._plot.vb.mapSceneToView(position).x()
        nearest = min(range(len(self._view.bars)), key=lambda at: abs(self._bar(at).x - x))
        near = abs(self._bar(nearest).x - x) < 8 * self._minutes_a_pixel()
        if near:
            self._pick(nearest)
        else:
            self._readout.setText("")

    def _bar(self, place: int) -> Bar:
        assert self._view is not None  # noqa: S101  only called with a view
        return self._view.bars[place]

    @Slot(object)
    def _clicked(self, event: Any) -> None:
        if event.double():
            self._fits = True
            if self._view is not None:
                self._plot.setXRange(self._view.first, self._view.last, padding=0)

    @Slot()
    def _zoomed(self) -> None:
        self._fits = False

    @Slot()
    def _resized(self) -> None:
        beam = CAP_PIXELS * self._minutes_a_pixel()
        for item in self._items:
            if isinstance(item, pg.ErrorBarItem):
                item.setData(beam=beam)


def _band_colour(priority: Priority) -> Priority:
    """Return the colour of a band: bands warn, they are no alarms, so the mildest is amber."""
    return Priority.MEDIUM if priority is Priority.LOW else Priority.HIGH


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
    )
