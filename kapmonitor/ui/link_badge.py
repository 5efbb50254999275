"""The link badge in the top bar of a telehealth session: word, colour, shape, and seconds.

Painted, so that nothing beside it moves as the seconds run. It is a button: pressed, it shows
what is known of the link in a panel beside the page.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QPushButton, QSizePolicy

from kapmonitor.language import say
from kapmonitor.ui.link_words import BadgeWords, Tone
from kapmonitor.ui.theme import SECONDARY, Colours, Theme, font

SHAPE, GAP, INSIDE = 14, 8, 10
"""Pixels of the shape, between it and the words, and from the edge to what is inside."""
LINES = 18
"""Pixels of a line of words."""


class LinkBadge(QPushButton):
    """How the link stands, on every page of a telehealth session; hidden in every other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: BadgeWords | None = None
        self.setProperty("kind", "badge")
        self.setAccessibleName(say("Telehealth link"))
        self.setToolTip(say("What is known of the link, and the phone number"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._repaint)
        self.hide()

    def show_words(self, words: BadgeWords | None) -> None:
        """Show how it stands; None: this session has no link to show."""
        if words == self._shown:
            return
        self._shown = words
        self.setVisible(words is not None)
        if words is not None:
            self.setAccessibleDescription(words.spoken)
            self.updateGeometry()
            self.update()

    @property
    def words(self) -> str:
        """What can be read on it; empty while it is hidden."""
        if self._shown is None:
            return ""
        return " · ".join(filter(None, (self._shown.text, self._shown.more)))

    def sizeHint(self) -> QSize:
        """Return room for shape and words: never cut off."""
        if self._shown is None:
            return QSize(0, 0)
        wide = QFontMetrics(_bold()).horizontalAdvance(self._shown.text)
        wide = max(wide, QFontMetrics(font(SECONDARY)).horizontalAdvance(self._shown.more))
        return QSize(2 * INSIDE + SHAPE + GAP + wide + 2, 2 * LINES + 6)

    def minimumSizeHint(self) -> QSize:
        """It never shrinks: a link that is down is read from every width."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, shape and words in the colours of the state."""
        if self._shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mark, ground = _colours(self._shown.tone, self._theme.colours)
        edge = QColor(self._theme.colours.accent if self.hasFocus() else mark)
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        self._paint_words(painter, self._shown, (QColor(mark), QColor(ground)))

    def _paint_words(
        self, painter: QPainter, shown: BadgeWords, colours: tuple[QColor, QColor]
    ) -> None:
        colour = colours[0]
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - INSIDE - SHAPE if mirrored else INSIDE
        paint_shape(painter, shown.tone, QPointF(left, (self.height() - SHAPE) / 2), colours)
        room = QRectF(self.rect()).adjusted(INSIDE, 2, -INSIDE, -2)
        beside = SHAPE + GAP
        room.adjust(0 if mirrored else beside, 0, -beside if mirrored else 0, 0)
        upper = QRectF(
            room.left(), room.top(), room.width(), room.height() / (2 if shown.more else 1)
        )
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.setPen(colour)
        painter.setFont(_bold())
        painter.drawText(upper, side | Qt.AlignmentFlag.AlignVCenter, shown.text)
        if shown.more:
            painter.setPen(QColor(self._theme.colours.text))
            painter.setFont(font(SECONDARY))
            lower = upper.translated(0, upper.height())
            painter.drawText(lower, side | Qt.AlignmentFlag.AlignVCenter, shown.more)

    @Slot()
    def _repaint(self) -> None:
        self.update()


def paint_shape(painter: QPainter, tone: Tone, at: QPointF, colours: tuple[QColor, QColor]) -> None:
    """Paint the shape of a state: a disc, a triangle, a barred square, a ring, a diamond."""
    colour, ground = colours
    left, top, size = at.x(), at.y(), float(SHAPE)
    painter.setPen(QPen(colour, 2))
    painter.setBrush(colour)
    middle = QPointF(left + size / 2, top + size / 2)
    match tone:
        case Tone.OK:
            painter.drawEllipse(middle, size / 2 - 2, size / 2 - 2)
        case Tone.LATE:
            corners = ((0.0, size - 1), (size, size - 1), (size / 2, 1.0))
            painter.drawPolygon(QPolygonF([at + QPointF(*each) for each in corners]))
        case Tone.DOWN:
            painter.drawRect(QRectF(left + 1, top + 1, size - 2, size - 2))
            painter.setPen(QPen(ground, 2))
            painter.drawLine(at + QPointF(4, 4), at + QPointF(size - 4, size - 4))
            painter.drawLine(at + QPointF(size - 4, 4), at + QPointF(4, size - 4))
        case Tone.GONE:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            half = size / 2 - 1
            points = ((0, -half), (half, 0), (0, half), (-half, 0))
            painter.drawPolygon(QPolygonF([middle + QPointF(*each) for each in points]))
        case Tone.WAITING:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, size / 2 - 2, size / 2 - 2)


def _colours(tone: Tone, c: Colours) -> tuple[str, str]:
    """Return the colour of shape and words, and the ground under them."""
    return {
        Tone.OK: (c.met, c.surface),
        Tone.LATE: (c.low.mark, c.low.ground),
        Tone.DOWN: (c.medium.mark, c.medium.ground),  # what is technical is never red
        Tone.GONE: (c.medium.mark, c.medium.ground),
        Tone.WAITING: (c.secondary, c.surface),
    }[tone]


def _bold() -> QFont:
    return font(SECONDARY, QFont.Weight.DemiBold)
