"""A vital sign as a line: each sample once, and a gap where its source was silent."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg

from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Sample
from kapmonitor.session.vocabulary import Role
from kapmonitor.ui.stream_view import Lone, ValueOf, joined, mark_of

_ROOM = 1024
_DOT_PIXELS, _MARK_PIXELS = 4, 7


class SignalLine:
    """Lines that grow, one a source; samples they hold already are not looked at again."""

    def __init__(self, plot: Any, value_of: ValueOf) -> None:
        self._plot = plot
        self._value_of = value_of
        self._colour = self._hollow = ""
        self._traces: dict[Role, _Trace] = {}
        self._seen: tuple[Sample, ...] = ()
        self._zero: Instant | None = None
        self._points = pg.ScatterPlotItem()
        self._spots: list[dict[str, Any]] = []
        plot.addItem(self._points, ignoreBounds=True)
        self.lone: list[Lone] = []
        """What stands by itself with a mark: typed, stored, excluded."""
        self.lowest: float | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to see."""
        return self.lowest is None

    def use_colours(self, colour: str, hollow: str) -> None:
        """Draw in these colours from now on; `hollow` is for what does not count."""
        self._colour, self._hollow = colour, hollow
        for trace in self._traces.values():
            trace.curve.setPen(pg.mkPen(colour, width=1))
        self._draw_points()

    def show(self, samples: tuple[Sample, ...], start: Instant) -> None:
        """Draw the samples of a session, which may have been judged anew since."""
        if samples is self._seen and start == self._zero:
            return
        known = len(self._seen)
        if start != self._zero or samples[:known] != self._seen:
            self._begin_anew(start)
            known = 0
        for sample in samples[known:]:
            self._take(sample, sample.at.minutes_since(start))
        self._seen = samples
        for trace in self._traces.values():
            trace.draw()
        self._draw_points()

    def _begin_anew(self, start: Instant) -> None:
        for trace in self._traces.values():
            self._plot.removeItem(trace.curve)
        self._traces.clear()
        self.lone.clear()
        self._zero, self.lowest = start, None

    def _take(self, sample: Sample, x: float) -> None:
        value, mark = self._value_of(sample), mark_of(sample)
        if value is not None:
            self.lowest = value if self.lowest is None else min(self.lowest, value)
        if mark:
            self.lone += [] if value is None else [Lone(sample, value, mark)]
        elif value is not None or sample.role in self._traces:
            self._trace_of(sample.role).add(sample, x, value)

    def _trace_of(self, role: Role) -> _Trace:
        if role not in self._traces:
            self._traces[role] = _Trace(self._plot, self._colour)
        return self._traces[role]

    def _draw_points(self) -> None:
        if self._zero is None:
            return
        spots: list[dict[str, Any]] = [
            {"pos": place, "size": _DOT_PIXELS, "brush": self._colour, "pen": None}
            for trace in self._traces.values()
            for place in trace.alone()
        ]
        for one in self.lone:
            colour = self._colour if one.sample.counts else self._hollow
            spots.append(
                {
                    "pos": (one.sample.at.minutes_since(self._zero), one.value),
                    "size": _MARK_PIXELS,
                    "symbol": "d",
                    "brush": colour if one.sample.counts else None,
                    "pen": colour,
                }
            )
        if spots != self._spots:
            self._spots = spots
            self._points.setData(spots)


class _Trace:
    """The samples of one source as x and y, with NaN wherever nothing joins them."""

    def __init__(self, plot: Any, colour: str) -> None:
        self.curve = plot.plot(
            [], [], connect="finite", pen=pg.mkPen(colour, width=1), autoDownsampleFactor=1.0
        )  # the highest and the lowest of each pixel; more cannot be seen
        self.curve.setDownsampling(auto=True, method="peak")
        self.curve.setClipToView(True)
        self._x = np.empty(_ROOM)
        self._y = np.empty(_ROOM)
        self._used = 0
        self._last: Sample | None = None

    def add(self, sample: Sample, x: float, y: float | None) -> None:
        """Add a sample; one without a value breaks the line."""
        if self._last is not None and not joined(self._last, sample):
            self._put(x, np.nan)
        self._put(x, np.nan if y is None else y)
        self._last = sample

    def draw(self) -> None:
        """Show all that was added."""
        self.curve.setData(self._x[: self._used], self._y[: self._used])

    def alone(self) -> list[tuple[float, float]]:
        """Return the samples without a neighbour to draw a line to."""
        there = np.concatenate(([False], np.isfinite(self._y[: self._used]), [False]))
        places = np.flatnonzero(there[1:-1] & ~there[:-2] & ~there[2:])
        return [(float(self._x[at]), float(self._y[at])) for at in places]

    def _put(self, x: float, y: float) -> None:
        if self._used == len(self._x):
            self._x = np.concatenate((self._x, np.empty(len(self._x))))
            self._y = np.concatenate((self._y, np.empty(len(self._y))))
        self._x[self._used], self._y[self._used] = x, y
        self._used += 1
