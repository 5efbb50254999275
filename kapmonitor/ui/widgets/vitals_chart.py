"""The live chart: pressures as bars, heart rate and SpO2 as lines with their gaps.

pyqtgraph gives the time axis, the zoom and the lines; what stands still is painted by us. Nothing
is smoothed, nothing is joined across silence. The time axis grows in steps; the wheel zooms time,
a double click shows the whole session again, the arrow keys walk from reading to reading.
"""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Session
from kapmonitor.ui.chart_view import HIGH_MMHG, LOW_MMHG, Bar, ChartView, chart_view, zero
from kapmonitor.ui.stream_view import heart_rate
from kapmonitor.ui.theme import Theme, font
from kapmonitor.ui.widgets.chart_drawing import CHART_FONT, GRID_MMHG, Drawing
from kapmonitor.ui.widgets.chart_lane import Lane
from kapmonitor.ui.widgets.chart_line import SignalLine
from kapmonitor.ui.widgets.chart_saturation import SaturationStrip
from kapmonitor.ui.widgets.chart_still import KEPT, Scale, Still
from kapmonitor.ui.widgets.chart_strip import AXIS_WIDTH
from kapmonitor.ui.widgets.parts import column, label

NEAR_PIXELS = 8


class VitalsChart(QWidget):
    """The chart of one session."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._view: ChartView | None = None
        self._session: Session | None = None
        self._fits = True
        self._picked: int | None = None
        self._canvas = pg.GraphicsLayoutWidget()
        self._canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot = self._canvas.addPlot(row=0, col=0)
        self._saturation = SaturationStrip(self._canvas, self._plot, theme, row=1)
        self._lane = Lane(self._canvas, self._plot, theme, row=2)
        self._behind, self._before = Still(self._paint_behind), Still(self._paint_before)
        self._rate = SignalLine(self._plot, heart_rate)
        self._now = pg.InfiniteLine(angle=90)
        self._readout = label("", "secondary")
        self.setLayout(column(self._readout, self._canvas, spacing=2))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Chart of the session")
        self._prepare()
        self._use_theme()
        theme.changed.connect(self._use_theme)

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
        self._canvas.ci.layout.setContentsMargins(0, 8, 6, 0)
        self._canvas.ci.layout.setSpacing(0)
        self._plot.hideAxis("bottom")
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(x=True, y=False)
        self._plot.setYRange(LOW_MMHG, HIGH_MMHG, padding=0)
        self._plot.getAxis("left").setWidth(AXIS_WIDTH)
        self._plot.getAxis("left").setTickSpacing(GRID_MMHG, GRID_MMHG)
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
        self._lane.time.set_zero(self._session)
        self._lane.show(view)
        self._saturation.show_still(view)
        self._behind.update()
        self._before.update()

    def _paint_behind(self, painter: QPainter, scale: Scale) -> None:
        if self._view is not None:
            Drawing(painter, scale, self._theme.colours).behind(self._view)

    def _paint_before(self, painter: QPainter, scale: Scale) -> None:
        if self._view is not None:
            Drawing(painter, scale, self._theme.colours).before(self._view)

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
        near = abs(self._bar(nearest).x - x) < NEAR_PIXELS * self._minutes_a_pixel()
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
