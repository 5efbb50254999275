"""A small sign from the resources, in the colour of a role; what it says is its accessible name."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from kapmonitor.assets import resource
from kapmonitor.language import mark, say
from kapmonitor.ui.theme import Theme

SIZE = 18
INK = "#000000"
WORDS = {
    "acknowledged": mark("Acknowledged"),
    "alarm-off": mark("Alarm off"),
    "audio-off": mark("Alarm sound off"),
    "audio-paused": mark("Alarm sound paused"),
    "equipment": mark("About the equipment"),
    "medium-off": mark("Sound of medium alarms off"),
    "patient": mark("About the patient"),
    "sound-soft": mark("Alarm sound soft"),
}
"""What each sign says, by the name of its file."""


class Sign(QWidget):
    """One sign at a time, or none: without one it takes no room."""

    def __init__(self, theme: Theme, role: str = "text", *, size: int = SIZE) -> None:
        """`role` names its colour in the theme."""
        super().__init__()
        self._theme = theme
        self._role = role
        self._name = ""
        self._renderer: QSvgRenderer | None = None
        self.setFixedSize(QSize(size, size))
        theme.changed.connect(self._tint)
        self.hide()

    @property
    def shown(self) -> str:
        """The name of the sign in sight; empty: none."""
        return self._name

    def show_sign(self, name: str) -> None:
        """Show another sign, by the name of its file; empty: none."""
        if name != self._name:
            self._name = name
            self.setAccessibleName(say(WORDS[name]) if name else "")
            self.setAccessibleDescription(say("Sign of the sound"))
            self._tint()
        self.setVisible(bool(name))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sign."""
        if self._renderer is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._renderer.render(painter, QRectF(self.rect()))

    @Slot()
    def _tint(self) -> None:
        if self._name:
            ink = getattr(self._theme.colours, self._role)
            drawn = _text(self._name).replace(INK, ink)
            self._renderer = QSvgRenderer(QByteArray(drawn.encode()))
            self.update()


@cache
def _text(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")
