"""One big number with its age, source, change and alarm sign."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from kapmonitor.language import say
from kapmonitor.session.trend import Direction
from kapmonitor.session.vocabulary import Priority
from kapmonitor.ui.theme import AGE, SECONDARY, Theme, font
from kapmonitor.ui.view import Numeral
from kapmonitor.ui.widgets.painted import Painted
from kapmonitor.ui.wording import NONE

SIGNS = {Priority.HIGH: 3, Priority.MEDIUM: 2, Priority.LOW: 1}
"""Triangles of a priority: the sign beside the colour and the word."""
AGE_LINE = 22
OLD_OPACITY = 0.55
WATERMARK_ALPHA = 60
SMALLEST = 0.6
"""How small a number may get of its full size."""
SIGN_ROOM, SIGN_GAP, SIGN_SIZE = 1.0, 0.12, 0.24
"""Room for three triangles beside the number, the gap before the first, and the size of one, in
heights of the number."""
ARROWS = {Direction.RISING: "↗", Direction.STEADY: "→", Direction.FALLING: "↘"}
ARROW_SIZE, ARROW_WIDTH = 0.36, 0.4
"""The size of the trend's arrow and the room it takes, in heights of the number."""
SIGN_STEP = 1.15
"""From one triangle to the next, in sizes of one."""


class Numeric(Painted):
    """A number readable from across the room. Painted, so that nothing moves as digits change."""

    def __init__(
        self, title: str, role: str, pixels: int, theme: Theme, *, folded: bool = False
    ) -> None:
        """`role` names the colour of the number in the theme; `folded`: age on two lines."""
        super().__init__()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # 120/80 is read so everywhere
        self._title = title
        self._role = role
        self._pixels = pixels
        self._folded = folded
        self._theme = theme
        self._shown = Numeral()
        self._watermark = False
        self.setAccessibleName(title)
        self.setAccessibleDescription(say("no value yet"))
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

    def set_watermark(self, *, simulated: bool) -> None:
        """Say behind the number that it is simulated."""
        if simulated is not self._watermark:
            self._watermark = simulated
            self.update()

    def fold(self, *, folded: bool) -> None:
        """Put source and change under the age, where there is less room."""
        if folded is not self._folded:
            self._folded = folded
            self.updateGeometry()
            self.update()

    def set_pixels(self, pixels: int) -> None:
        """Change the size of the number."""
        if pixels == self._pixels:
            return
        self._pixels = pixels
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the number, its sign and its age."""
        return QSize(max(self._number_width(), self._age_width()) + 8, self._height())

    def minimumSizeHint(self) -> QSize:
        """The number gets smaller where there is no room; its age and title are never cut off."""
        title = QFontMetrics(font(SECONDARY)).horizontalAdvance(self._title)
        words = max(title, self._age_width())
        return QSize(max(round(self._number_width() * SMALLEST), words) + 8, self._height())

    def _age_width(self) -> int:
        metrics = QFontMetrics(font(AGE))
        return max(metrics.horizontalAdvance(line) for line in self._age_lines())

    def _number_width(self) -> int:
        number = QFontMetrics(self._font(self._pixels)).horizontalAdvance(self._shown.text)
        room = SIGN_ROOM if self._shown.priority else self._beside()
        return number + round(self._pixels * room)

    def _beside(self) -> float:
        """Return the room that signs and arrow take beside the number, in heights of it."""
        signs = SIGNS[self._shown.priority] * SIGN_SIZE * SIGN_STEP if self._shown.priority else 0.0
        arrow = ARROW_WIDTH if self._shown.trend is not None else 0.0
        return SIGN_GAP + max(signs, arrow) if signs or arrow else 0.0

    def _fitting(self) -> int:
        """Return the size at which the whole number and its sign are inside: never half a value."""
        wide = QFontMetrics(self._font(self._pixels)).horizontalAdvance(self._shown.text)
        wide += round(self._pixels * self._beside())
        return min(self._pixels, self._pixels * self.width() // max(1, wide))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint title, number, sign and age."""
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        painter.setPen(QColor(colours.secondary))
        painter.setFont(font(SECONDARY))
        painter.drawText(QRectF(0, 0, self.width(), 18), _LEFT, self._title)
        self._paint_number(painter)
        age = QColor(colours.text if self._shown.stale else colours.secondary)
        painter.setPen(age)
        painter.setFont(font(AGE))
        metrics = QFontMetrics(painter.font())
        top = 18 + self._pixels * 1.05
        for line in self._age_lines():
            words = metrics.elidedText(line, Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(QRectF(0, top, self.width(), AGE_LINE), _LEFT, words)
            top += AGE_LINE

    def _paint_number(self, painter: QPainter) -> None:
        if self._watermark:
            faint = QColor(self._theme.colours.secondary)
            faint.setAlpha(WATERMARK_ALPHA)
            painter.setPen(faint)
            painter.setFont(font(self._fitting() // 2, QFont.Weight.Bold))
            painter.save()
            painter.translate(4, self._height() - 34)
            painter.rotate(-14)
            painter.drawText(0, 0, say("SIMULATED"))
            painter.restore()
        colour = QColor(getattr(self._theme.colours, self._role))
        if self._shown.text == NONE:
            colour = QColor(self._theme.colours.secondary)
        if self._shown.stale:
            colour.setAlphaF(OLD_OPACITY)
        pixels = self._fitting()
        painter.setPen(colour)
        painter.setFont(self._font(pixels))
        box = QRectF(0, 18, self.width(), self._pixels * 1.05)
        painter.drawText(box, _LEFT, self._shown.text)
        self._paint_beside(painter, pixels)

    def _paint_beside(self, painter: QPainter, pixels: int) -> None:
        """Paint the alarm's signs, and under them where the pressure goes."""
        wide = QFontMetrics(self._font(pixels)).horizontalAdvance(self._shown.text)
        left, middle = wide + pixels * SIGN_GAP, 18 + self._pixels * 0.53
        if self._shown.trend is not None:
            painter.setPen(QColor(getattr(self._theme.colours, self._role)))
            painter.setFont(self._font(round(pixels * ARROW_SIZE)))
            painter.drawText(QPointF(left, middle + pixels * 0.36), ARROWS[self._shown.trend])
        if self._shown.priority is not None:
            place = QPointF(left, middle - pixels * (0.32 if self._shown.trend else 0.15))
            paint_signs(painter, self._shown.priority, place, pixels * SIGN_SIZE, self._theme)

    @staticmethod
    def _font(pixels: int) -> QFont:
        return font(pixels, QFont.Weight.Medium)

    def _height(self) -> int:
        return 18 + round(self._pixels * 1.05) + (2 if self._folded else 1) * AGE_LINE + 4

    def _age_lines(self) -> tuple[str, ...]:
        """Return the age, and under it source and change where there is less room.

        Of a side that is not heard only that is said: an age is never the part that is cut off.
        """
        if not self._folded:
            return (self._shown.age,)
        age, _dot, rest = self._shown.age.partition(" · ")
        second, _dot, further = rest.partition(" · ")
        if age == say("link down · ").removesuffix(" · "):
            return (second, age)
        if age == say("old · ").removesuffix(" · "):
            return (f"{age} · {second}", further)
        return (age, rest)

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
        left = at.x() + number * size * SIGN_STEP
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
