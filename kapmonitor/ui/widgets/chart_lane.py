"""The lane under the plot: what happened, in rows so that no words lie on one another."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtGui import QFontMetrics

from kapmonitor.ui.chart_view import Flag
from kapmonitor.ui.theme import Colours, font

ROWS = 3
ROW_PIXELS = 17
LANE_FONT = 12
_DOT_PIXELS = 14


class Lane:
    """Flags on a strip whose time is the plot's."""

    def __init__(self, canvas: Any, plot: Any, *, row: int) -> None:
        self._strip = canvas.addPlot(row=row, col=0)
        self._strip.setXLink(plot)
        self._strip.hideAxis("bottom")
        self._strip.setMenuEnabled(False)
        self._strip.hideButtons()
        self._strip.setMouseEnabled(x=False, y=False)
        self._strip.setYRange(0, ROWS, padding=0)
        self._strip.setFixedHeight(ROWS * ROW_PIXELS + 6)
        left = self._strip.getAxis("left")
        left.setWidth(46)
        left.setStyle(showValues=False, tickLength=0)
        left.setOpacity(0)
        self._items: list[Any] = []
        self._flags: tuple[Flag, ...] = ()
        self._colours: Colours | None = None
        self._last = 0.0
        self._minutes = 0.0
        self._strip.vb.sigXRangeChanged.connect(self._place_anew)

    def show(self, flags: tuple[Flag, ...], colours: Colours, *, last: float) -> None:
        """Show these flags."""
        self._flags, self._colours, self._last = flags, colours, last
        self._minutes = 0.0
        self._place_anew()

    def _place_anew(self) -> None:
        """Place every flag on the first row where its words fit, at this zoom."""
        minutes = max(float(self._strip.vb.viewPixelSize()[0]), 0.02)
        if self._colours is None or abs(minutes - self._minutes) < self._minutes * 0.02:
            return
        self._minutes = minutes
        for item in self._items:
            self._strip.removeItem(item)
        self._items.clear()
        metrics = QFontMetrics(font(LANE_FONT))
        free = [float("-inf")] * ROWS
        for flag in self._flags:
            wide = (metrics.horizontalAdvance(flag.words) + _DOT_PIXELS) * minutes
            at = next((n for n in range(ROWS) if free[n] <= flag.x), None)
            row = at if at is not None else min(range(ROWS), key=lambda n: free[n])
            free[row] = flag.x + wide
            turned = flag.x + wide > self._last
            self._place(flag, ROWS - row - 0.5, self._colours, turned=turned)

    def _place(self, flag: Flag, y: float, colours: Colours, *, turned: bool) -> None:
        colour = colours.alert(flag.alarm).mark if flag.alarm else colours.secondary
        dot = pg.ScatterPlotItem(
            pos=[(flag.x, y)], size=6, pen=pg.mkPen(None), brush=pg.mkBrush(colour)
        )
        words = pg.TextItem(flag.words, color=colour, anchor=(1 if turned else 0, 0.5))
        words.setFont(font(LANE_FONT))
        words.setPos(flag.x, y)
        for item in (dot, words):
            self._strip.addItem(item, ignoreBounds=True)
            self._items.append(item)
