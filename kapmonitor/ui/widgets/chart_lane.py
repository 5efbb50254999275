"""The lane under the plot: what happened, in rows so that no words lie on one another."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from kapmonitor.ui.chart_view import ChartView
from kapmonitor.ui.theme import Theme, font
from kapmonitor.ui.widgets.chart_places import place_flags
from kapmonitor.ui.widgets.chart_still import Scale, Still
from kapmonitor.ui.widgets.chart_strip import add_strip
from kapmonitor.ui.widgets.chart_time import HEIGHT, TimeAxis

ROWS = 3
ROW_PIXELS = 17
LANE_FONT = 12
TICK_PIXELS = 5.0
"""How high a flag without words stands over the time axis."""
_DOT_RADIUS = 3.0


class Lane:
    """Flags on a strip whose time is the plot's, over the time axis."""

    def __init__(self, canvas: Any, plot: Any, theme: Theme, *, row: int) -> None:
        self._theme = theme
        self.time = TimeAxis()
        self._strip = add_strip(canvas, plot, row=row, time=self.time)
        self._strip.setYRange(0, ROWS, padding=0)
        self._strip.setFixedHeight(ROWS * ROW_PIXELS + 11 + HEIGHT)
        self._still = Still(self._paint)
        self._strip.addItem(self._still, ignoreBounds=True)
        self._view: ChartView | None = None

    def show(self, view: ChartView) -> None:
        """Show the flags of a view."""
        self._view = view
        self._still.update()

    def _paint(self, painter: QPainter, scale: Scale) -> None:
        """Place every flag where its words can be read, at this zoom."""
        if self._view is None:
            return
        painter.setFont(font(LANE_FONT))
        metrics = QFontMetricsF(font(LANE_FONT))
        inside = [
            flag
            for flag in self._view.flags
            if scale.area.left() - 1 <= scale.x(flag.x) <= scale.area.right() + 1
        ]
        wide = metrics.horizontalAdvance
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        for each in place_flags(inside, scale.x, wide, ROWS, scale.area.right()):
            flag = each.flag
            colours = self._theme.colours
            mark = QColor(colours.alert(flag.alarm).mark if flag.alarm else colours.secondary)
            if each.row is None:
                foot = scale.area.bottom() - TICK_PIXELS
                painter.fillRect(QRectF(each.x - 1, foot, 2, TICK_PIXELS), mark)
                continue
            y = scale.area.top() + 3 + (each.row + 0.5) * ROW_PIXELS
            turned = wide(each.words) if each.left else None
            _worded(painter, each.words, QPointF(each.x, y), mark, turned)


def _worded(painter: QPainter, words: str, at: QPointF, mark: QColor, turned: float | None) -> None:
    """Draw a flag with its words; `turned`: they are so wide and stand to the left of its dot."""
    painter.setPen(QPen(mark, 1))
    painter.setBrush(mark)
    painter.drawEllipse(at, _DOT_RADIUS - 1, _DOT_RADIUS - 1)
    across = _DOT_RADIUS + 3 if turned is None else -(_DOT_RADIUS + 3 + turned)
    painter.drawText(at + QPointF(across, 4), words)
