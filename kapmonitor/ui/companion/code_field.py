"""One field that looks like eleven boxes: a digit in each, in the groups in which they are read.

It is a single line of text to the keyboard and to a screen reader, so that pasting, correcting
and dictating work as everywhere. What is no digit is left out; a whole link is told apart.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from kapmonitor.language import say
from kapmonitor.ui.theme import Theme, font

DIGITS = 11
GROUPS = (4, 8)
"""Before which boxes there is a gap: `4123 6756 890`."""
_BOX, _APART, _GAP, _HIGH = 52, 6, 22, 68
_LONGEST = 400
"""No link is longer; the field takes one to hand it on."""
LINK = "#1."


class CodeField(QLineEdit):
    """The digits that the therapist reads aloud."""

    changed = Signal()
    linked = Signal(str)
    """A link was pasted in place of digits."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._wrong = False
        self.setMaxLength(_LONGEST)
        self.setAccessibleName(say("The eleven digits that your therapist reads to you"))
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(self.sizeHint().width())
        self.textChanged.connect(self._keep_digits)
        self.cursorPositionChanged.connect(self.update)
        theme.changed.connect(self.update)

    @property
    def complete(self) -> bool:
        """Whether every box is filled."""
        return len(self.text()) == DIGITS

    def show_wrong(self, *, wrong: bool) -> None:
        """Mark the boxes as not fitting, or as usual."""
        self._wrong = wrong
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for eleven boxes."""
        return QSize(int(_left(DIGITS - 1, 1.0) + _BOX) + 4, _HIGH + 4)

    def minimumSizeHint(self) -> QSize:
        """Return the least that a finger still hits."""
        return QSize(440, _HIGH + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit too many is left out; after digits that were wrong it begins new ones."""
        full = self.complete and not self.hasSelectedText()
        if full and event.text().isdigit():
            if not self._wrong:
                event.accept()
                return
            self.clear()
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the boxes; the one that is written next has the frame of the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(32, QFont.Weight.DemiBold))
        shrunk = min(1.0, (self.width() - 4) / (self.sizeHint().width() - 4))
        digits, at = self.text(), min(self.cursorPosition(), DIGITS - 1)
        chosen = range(self.selectionStart(), self.selectionStart() + len(self.selectedText()))
        for place in range(DIGITS):
            here = self.hasFocus() and (place in chosen or (place == at and not chosen))
            box = QRectF(2 + _left(place, shrunk), 2, _BOX * shrunk, _HIGH)
            self._paint_box(painter, box, digits[place : place + 1], here=here)

    def _paint_box(self, painter: QPainter, box: QRectF, digit: str, *, here: bool) -> None:
        colours = self._theme.colours
        edge = colours.medium.mark if self._wrong else colours.edge
        painter.setPen(QPen(QColor(colours.accent if here else edge), 2.5 if here else 1.5))
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(QColor(colours.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, digit)

    @Slot(str)
    def _keep_digits(self, text: str) -> None:
        """Leave digits only, however they came; hand a link on."""
        if LINK in text:
            self.clear()
            self.linked.emit(text.strip())
            return
        digits = "".join(each for each in text if each.isascii() and each.isdigit())[:DIGITS]
        if digits != text:
            before = text[: self.cursorPosition()]
            place = sum(each.isascii() and each.isdigit() for each in before)
            self.blockSignals(True)
            self.setText(digits)
            self.setCursorPosition(min(place, DIGITS))
            self.blockSignals(False)
        self.changed.emit()
        self.update()


def _left(place: int, shrunk: float) -> float:
    """Return where a box begins; digits are written from left to right in every language."""
    gaps = sum(place >= each for each in GROUPS)
    return shrunk * (place * (_BOX + _APART) + gaps * (_GAP - _APART))
