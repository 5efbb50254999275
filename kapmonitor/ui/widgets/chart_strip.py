"""A strip of the chart that shares the plot's time."""

from __future__ import annotations

from typing import Any

from kapmonitor.ui.widgets.chart_time import TimeAxis

AXIS_WIDTH = 46


def add_strip(canvas: Any, plot: Any, *, row: int, time: TimeAxis | None = None) -> Any:
    """Add an empty strip in a row of the canvas; only the lowest one has the time axis."""
    strip = canvas.addPlot(row=row, col=0, axisItems={"bottom": time} if time else {})
    strip.setXLink(plot)
    if time is None:
        strip.hideAxis("bottom")
    strip.setMenuEnabled(False)
    strip.hideButtons()
    strip.setMouseEnabled(x=False, y=False)
    left = strip.getAxis("left")
    left.setWidth(AXIS_WIDTH)
    left.setStyle(showValues=False, tickLength=0)
    left.setOpacity(0)
    return strip
