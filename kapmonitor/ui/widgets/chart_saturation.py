"""SpO2 in its own thin strip: its line with its gaps, its limits, and what stands by itself."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from kapmonitor.language import say
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Sample
from kapmonitor.session.vocabulary import Role
from kapmonitor.ui.chart_view import ChartView
from kapmonitor.ui.stream_view import Lone, saturation
from kapmonitor.ui.theme import Theme, font
from kapmonitor.ui.widgets.chart_drawing import CHART_FONT, Drawing
from kapmonitor.ui.widgets.chart_line import SignalLine
from kapmonitor.ui.widgets.chart_marks import Box, Mark
from kapmonitor.ui.widgets.chart_still import KEPT, Scale, Still
from kapmonitor.ui.widgets.chart_strip import add_strip
from kapmonitor.ui.wording import number

HEIGHT = 56
TITLE = "SpO₂"
LOW_PERCENT, HIGH_PERCENT = 86.0, 100.0
TICKS = (90, 100)
_ROOM_PERCENT = 1.5
_TITLE_PIXELS = 40


class SaturationStrip:
    """Shown once the session has an oximeter or a value, typed ones included."""

    def __init__(self, canvas: Any, plot: Any, theme: Theme, *, row: int) -> None:
        self._theme = theme
        self._view: ChartView | None = None
        self._zero: Instant | None = None
        self._marked = 0
        self._strip = add_strip(canvas, plot, row=row)
        self._still = Still(self._paint)
        self._still.setZValue(-1)
        self._strip.addItem(self._still, ignoreBounds=True)
        self._line = SignalLine(self._strip, saturation)
        self._strip.setVisible(False)
        self._strip.setFixedHeight(0)
        axis = self._strip.getAxis("left")
        axis.setOpacity(1)
        axis.setStyle(showValues=True, tickFont=font(CHART_FONT))
        axis.setTicks([[(value, f"{value}") for value in TICKS]])
        axis.setCacheMode(KEPT)

    @property
    def lone(self) -> list[Lone]:
        """Return the values that stand by themselves."""
        return self._line.lone

    def use_theme(self) -> None:
        """Draw in the colours in force."""
        colours = self._theme.colours
        self._line.use_colours(colours.spo2, colours.secondary)
        axis = self._strip.getAxis("left")
        axis.setPen(pg.mkPen(colours.line))
        axis.setTextPen(pg.mkPen(colours.secondary))
        self._still.update()

    def show_line(self, samples: tuple[Sample, ...], start: Instant) -> None:
        """Draw the samples of a session."""
        self._zero = start
        self._line.show(samples, start)
        if len(self.lone) != self._marked:
            self._marked = len(self.lone)
            self._still.update()

    def show_still(self, view: ChartView) -> None:
        """Draw what does not move, and appear when there is something to see."""
        self._view = view
        there = view.has_oximeter or not self._line.is_empty
        self._strip.setVisible(there)
        self._strip.setFixedHeight(HEIGHT if there else 0)
        low = min(LOW_PERCENT, *view.saturation_limits, self._line.lowest or LOW_PERCENT)
        self._strip.setYRange(low - _ROOM_PERCENT, HIGH_PERCENT + _ROOM_PERCENT, padding=0)
        self._still.update()

    def _paint(self, painter: QPainter, scale: Scale) -> None:
        view = self._view
        if view is None or self._zero is None:
            return
        drawing = Drawing(painter, scale, self._theme.colours)
        drawing.frame()
        drawing.gaps([each for each in view.gaps if each.role is Role.OXIMETER], share=1.0)
        for value in view.saturation_limits:
            drawing.limit(value)
        if view.saturation_limits:
            words = say("limits {listed}").format(
                listed=", ".join(number(each) for each in view.saturation_limits)
            )
            drawing.write(words, scale.area.bottomRight() - QPointF(4, 4), across=1)
        drawing.doses(view)
        drawing.write(TITLE, scale.area.topLeft() + QPointF(5, 14), colour=self._theme.colours.spo2)
        places = [scale.at(one.sample.at.minutes_since(self._zero), one.value) for one in self.lone]
        dots = tuple(Box(at.x() - 6, at.y() - 6, at.x() + 6, at.y() + 6) for at in places)
        marks = [Mark(one.mark, dot) for one, dot in zip(self.lone, dots, strict=True)]
        corner = scale.area.topLeft()
        title = Box(corner.x(), corner.y(), corner.x() + _TITLE_PIXELS, corner.y() + 18)
        drawing.marks(marks, (*dots, title))
