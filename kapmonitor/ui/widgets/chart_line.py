"""The heart-rate line: each sample once, and a gap where the source was silent."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg

from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Sample

GAP_MIN = 10 / 60
"""Samples further apart than this are not joined."""
_ROOM = 1024


class RateLine:
    """A line that grows; samples it has drawn are not looked at again."""

    def __init__(self, plot: Any) -> None:
        self._curve = plot.plot([], [], connect="finite")
        self._curve.setDownsampling(auto=True, method="peak")
        self._curve.setClipToView(True)
        self._curve.setZValue(-1)
        self._x = np.empty(_ROOM)
        self._y = np.empty(_ROOM)
        self._used = 0
        self._seen = 0
        self._zero: Instant | None = None
        self._first: Sample | None = None

    def use_colour(self, colour: str) -> None:
        """Draw in this colour from now on."""
        self._curve.setPen(pg.mkPen(colour, width=1))

    def show(self, samples: tuple[Sample, ...], start: Instant) -> None:
        """Draw the samples of a session."""
        first = samples[0] if samples else None
        if start != self._zero or first != self._first or len(samples) < self._seen:
            self._zero, self._first, self._used, self._seen = start, first, 0, 0
        if len(samples) == self._seen:
            return
        for sample in samples[self._seen :]:
            self._append(sample.at.minutes_since(start), sample.heart_rate)
        self._seen = len(samples)
        self._curve.setData(self._x[: self._used], self._y[: self._used])

    def _append(self, x: float, y: float | None) -> None:
        if self._used and x - self._x[self._used - 1] > GAP_MIN:
            self._put(x, np.nan)
        self._put(x, np.nan if y is None else y)

    def _put(self, x: float, y: float) -> None:
        if self._used == len(self._x):
            self._x = np.concatenate((self._x, np.empty(len(self._x))))
            self._y = np.concatenate((self._y, np.empty(len(self._y))))
        self._x[self._used], self._y[self._used] = x, y
        self._used += 1
