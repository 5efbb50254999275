"""Line drawings from the resources, painted in the colours of the theme in force."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy

from kapmonitor.assets import resource
from kapmonitor.language import say
from kapmonitor.ui.theme import DAY, Colours, Theme
from kapmonitor.ui.widgets.painted import Painted

SHAPE = (320, 200)
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_TITLE = re.compile(r"<title>(.*?)</title>")


class Drawing(Painted):
    """One drawing at a time; what it shows is told in words."""

    def __init__(self, theme: Theme, name: str = "", *, high: int = 0) -> None:
        """`high`: a height in pixels to keep to."""
        super().__init__()
        self._theme = theme
        self._name = ""
        self._renderer: QSvgRenderer | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if high:
            self.setFixedHeight(high)
        self.setMinimumHeight(high or 120)
        theme.changed.connect(self._repaint)
        if name:
            self.show_drawing(name)

    def sizeHint(self) -> QSize:
        """Return the size at 100 %."""
        return QSize(*SHAPE)

    def show_drawing(self, name: str) -> None:
        """Show another drawing, by the name of its file."""
        if name != self._name:
            self._name = name
            self.setAccessibleName(say("Drawing"))
            self.setAccessibleDescription(title_of(name))
            self._repaint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the drawing in the middle, as large as fits."""
        if self._renderer is None:
            return
        width, height = SHAPE
        scale = min(self.width() / width, self.height() / height)
        wide, high = width * scale, height * scale
        place = QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter, place)

    @Slot()
    def _repaint(self) -> None:
        if not self._name:
            return
        tinted = tinted_text(self._name, self._theme.colours)
        self._renderer = QSvgRenderer(QByteArray(tinted.encode()))
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self.update()


@cache
def _text(name: str) -> str:
    return resource("drawings", f"{name}.svg").read_text(encoding="utf-8")


def title_of(name: str) -> str:
    """Return what a drawing shows, in words."""
    found = _TITLE.search(_text(name))
    return say(found.group(1)) if found else name


def tinted_text(name: str, colours: Colours) -> str:
    """Return a drawing with each colour of the day theme replaced by its role's in `colours`."""
    plain = [each.name for each in fields(DAY) if isinstance(getattr(DAY, each.name), str)]
    roles = {getattr(DAY, role): getattr(colours, role) for role in reversed(plain)}
    return _COLOUR.sub(lambda found: roles[found.group()], _text(name))
