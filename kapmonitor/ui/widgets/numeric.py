"""One big number with its age, source, change and alarm sign."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from kapmonitor.session.vocabulary import Priority
from kapmonitor.ui.theme import AGE, SECONDARY, Theme, font
from kapmonitor.ui.view import Numeral
from kapmonitor.ui.wording import NONE

SIGNS = {Priority.HIGH: 3, Priority.MEDIUM: 2, Priority.LOW: 1}
"""Triangles of a priority: the sign beside the colour and the word."""
OLD_OPACITY = 0.55


class Numeric(QWidget):
    """A number readable from across the room. Painted, so that nothing moves as digits change."""

    def __init__(self, title: str, role: str, pixels: int, theme: Theme) -> None:
        """`role` names the colour of the number in the theme."""
        super().__init__()
        self._title = title
        self._role = role
        self._pixels = pixels
        self._theme = theme
        self._shown = Numeral()
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._repaint)

    def show_numeral(self, numeral: Numeral) -> None:
        """Show a value; repaint only when something differs."""
        if numeral != self._shown:
            wider = numeral.text != self._shown.text or numeral.age != self._shown.age
            self._shown = numeral
            self.setAccessibleDescription(numeral.spoken)
            if wider:
                self.updateGeometry()
            self.update()

    def set_pixels(self, pixels: int) -> None:
        """Change the size of the number."""
        self._pixels = pixels
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the number, its sign and its age."""
        number = QFontMetrics(self._font()).horizontalAdvance(self._shown.text)
        sign = self._pixels if self._shown.priority else 0
        age = QFontMetrics(font(AGE)).horizontalAdvance(self._shown.age)
        return QSize(max(number + sign, age, self._pixels * 2) + 12, self._height())

    def minimumSizeHint(self) -> QSize:
        """Never shrink below what is readable."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint title, number, sign and age."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        painter.setPen(QColor(colours.secondary))
        painter.setFont(font(SECONDARY))
        painter.drawText(QRectF(0, 0, self.width(), 18), _LEFT, self._title)
        self._paint_number(painter)
        age = QColor(colours.text if self._shown.stale else colours.secondary)
        painter.setPen(age)
        painter.setFont(font(AGE))
        top = self._height() - 24
        painter.drawText(QRectF(0, top, self.width(), 24), _LEFT, self._shown.age)

    def _paint_number(self, painter: QPainter) -> None:
        colour = QColor(getattr(self._theme.colours, self._role))
        if self._shown.text == NONE:
            colour = QColor(self._theme.colours.secondary)
        if self._shown.stale:
            colour.setAlphaF(OLD_OPACITY)
        painter.setPen(colour)
        painter.setFont(self._font())
        box = QRectF(0, 18, self.width(), self._pixels * 1.05)
        painter.drawText(box, _LEFT, self._shown.text)
        if self._shown.priority is not None:
            wide = QFontMetrics(self._font()).horizontalAdvance(self._shown.text)
            place = QPointF(wide + 16, 18 + self._pixels * 0.34)
            paint_signs(painter, self._shown.priority, place, self._pixels * 0.3, self._theme)

    def _font(self) -> QFont:
        return font(self._pixels, QFont.Weight.Medium)

    def _height(self) -> int:
        return 18 + round(self._pixels * 1.05) + 26

    @Slot()
    def _repaint(self) -> None:
        self.update()


def paint_signs(
    painter: QPainter, priority: Priority, at: QPointF, size: float, theme: Theme
) -> None:
    """Paint the triangles of a priority from `at` to the right."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.colours.alert(priority).mark))
    for number in range(SIGNS[priority]):
        left = at.x() + number * size * 1.15
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(left, at.y() + size * 0.86),
                    QPointF(left + size / 2, at.y()),
                    QPointF(left + size, at.y() + size * 0.86),
                ]
            )
        )


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
