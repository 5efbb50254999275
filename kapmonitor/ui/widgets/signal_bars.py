"""How loud a device is heard: four bars, and always the word beside them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from kapmonitor.language import mark, say
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.painted import Painted

BARS = 4
_WORDS = (
    (-60, 4, mark("near")),
    (-72, 3, mark("good")),
    (-84, 2, mark("weak")),
    (-200, 1, mark("very weak, bring it nearer")),
)


def loudness(dbm: int | None) -> tuple[int, str]:
    """Return bars and word for a strength in dBm; no bars where it is not known."""
    if dbm is None:
        return 0, say("strength not known")
    return next((bars, say(word)) for least, bars, word in _WORDS if dbm >= least)


class SignalBars(Painted):
    """Four bars, as many filled as the signal deserves."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._filled = 0
        self.setFixedSize(self.sizeHint())
        theme.changed.connect(self._changed)

    def sizeHint(self) -> QSize:
        """Return the size at 100 %."""
        return QSize(26, 18)

    def show_strength(self, dbm: int | None, *, silent: bool = False) -> None:
        """Show a strength; nothing is filled for a device that is no longer heard."""
        bars, word = loudness(dbm)
        self._filled = 0 if silent else bars
        self.setAccessibleName(say("Signal"))
        self.setAccessibleDescription(
            say("not heard any more") if silent else say("signal {word}").format(word=word)
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        for each in range(BARS):
            high = 5.0 + each * 4
            painter.setPen(QColor(colours.edge))
            painter.setBrush(QColor(colours.text if each < self._filled else colours.surface))
            painter.drawRoundedRect(QRectF(each * 6.5 + 0.5, 17.5 - high, 4, high), 1, 1)

    @Slot()
    def _changed(self) -> None:
        self.update()
