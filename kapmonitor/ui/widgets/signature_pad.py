"""A field to sign in with finger, pen or mouse, and a signature shown.

Qt turns touches and pen strokes that nobody takes into those of a mouse, so that one way serves
all three. Whoever cannot draw types the name: the field is never the only way.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from kapmonitor.language import say
from kapmonitor.ui.strokes import MOST_POINTS, WIDE, Drawing, Point, far_enough, read, written
from kapmonitor.ui.theme import Theme

HIGH = 84
PEN = 2.0


class SignaturePad(QWidget):
    """Emits `drawn` when a stroke ends. Takes no keyboard: its name can be typed instead."""

    drawn = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._strokes: list[list[Point]] = []
        self.setFixedHeight(HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(say("Field to draw the signature in"))
        self.setAccessibleDescription(say("The name can be typed instead."))
        theme.changed.connect(self._repaint)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(320, HIGH)

    def text(self) -> str:
        """Return what was drawn; empty when nothing was."""
        strokes = tuple(tuple(each) for each in self._strokes if each)
        return written(Drawing(WIDE, self._high(), strokes)) if strokes else ""

    @Slot()
    def clear(self) -> None:
        """Begin anew."""
        self._strokes = []
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() is Qt.MouseButton.LeftButton and self._points() < MOST_POINTS:
            self._strokes.append([self._unit(event.position())])
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it."""
        if not event.buttons() & Qt.MouseButton.LeftButton or not self._strokes:
            return
        here = self._unit(event.position())
        if far_enough(self._strokes[-1][-1], here) and self._points() < MOST_POINTS:
            self._strokes[-1].append(here)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it."""
        if event.button() is Qt.MouseButton.LeftButton and self._strokes:
            self.drawn.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the field, its hint while it is empty, and the strokes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        painter.setPen(QPen(QColor(colours.edge), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        if not self._strokes:
            painter.setPen(QColor(colours.secondary))
            hint = say("Patient signs here: draw, or type the name below")
            wraps = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(8, 4, -8, -4), wraps, hint)
            return
        strokes = tuple(tuple(each) for each in self._strokes)
        drawing = Drawing(WIDE, self._high(), strokes)
        paint_drawing(painter, QRectF(self.rect()), drawing, QColor(colours.text))

    def _unit(self, place: QPointF) -> Point:
        """Return a place in units, inside the field."""
        x = round(place.x() / max(1, self.width()) * WIDE)
        y = round(place.y() / max(1, self.height()) * self._high())
        return min(max(x, 0), WIDE), min(max(y, 0), self._high())

    def _high(self) -> int:
        return max(1, round(WIDE * self.height() / max(1, self.width())))

    def _points(self) -> int:
        return sum(map(len, self._strokes))

    @Slot()
    def _repaint(self) -> None:
        self.update()


class SignatureView(QWidget):
    """A signature as it was drawn; hidden while there is none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._drawing: Drawing | None = None
        self.setFixedSize(200, 56)
        self.setAccessibleName(say("The patient's signature, drawn"))
        self.hide()
        theme.changed.connect(self._repaint)

    def show_text(self, text: str | None) -> None:
        """Show a recorded drawing."""
        self._drawing = read(text) if text else None
        self.setVisible(self._drawing is not None)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the strokes on a line."""
        if self._drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.colours.line), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        ink = QColor(self._theme.colours.text)
        paint_drawing(painter, QRectF(self.rect()), self._drawing, ink)

    @Slot()
    def _repaint(self) -> None:
        self.update()


def paint_drawing(
    painter: QPainter, area: QRectF, drawing: Drawing, ink: QColor, pen: float = PEN
) -> None:
    """Paint a drawing into an area, as large as its shape allows."""
    scale = min(area.width() / drawing.wide, area.height() / drawing.high)
    painter.setPen(QPen(ink, pen, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    for stroke in drawing.strokes:
        points = [area.topLeft() + QPointF(x * scale, y * scale) for x, y in stroke]
        if len(points) == 1:
            painter.drawPoint(points[0])
        else:
            painter.drawPolyline(QPolygonF(points))
