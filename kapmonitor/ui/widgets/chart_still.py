"""What stands still on a strip of the chart: painted in pixels and kept as one picture.

A chart is repainted each second while a strap sends; of what it shows, only the lines and the
present move. The rest is one picture, made anew when its content, its size or the zoom changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem

KEPT = QGraphicsItem.CacheMode.DeviceCoordinateCache


@dataclass(frozen=True, slots=True)
class Scale:
    """Where minutes and values lie on the strip, in pixels."""

    to_pixels: QTransform
    area: QRectF

    def at(self, minutes: float, value: float) -> QPointF:
        """Return the pixel of a point, on whole pixels across, so that thin lines are sharp."""
        place = self.to_pixels.map(QPointF(minutes, value))
        return QPointF(round(place.x()), round(place.y()))

    def x(self, minutes: float) -> float:
        """Return the pixel of a time."""
        return self.at(minutes, 0).x()

    def y(self, value: float) -> float:
        """Return the pixel of a value."""
        return self.at(0, value).y()


class Still(pg.UIGraphicsItem):  # type: ignore[misc]  # pyqtgraph has no types
    """As large as its strip; `paint` gets a painter in pixels."""

    def __init__(self, paint: Callable[[QPainter, Scale], None]) -> None:
        super().__init__()
        self._paint = paint
        self.setCacheMode(KEPT)

    def paint(self, painter: QPainter, *_: Any) -> None:
        """Paint; Qt keeps the picture."""
        to_pixels = painter.transform()
        scale = Scale(to_pixels, to_pixels.mapRect(self.boundingRect()))
        painter.resetTransform()
        self._paint(painter, scale)
