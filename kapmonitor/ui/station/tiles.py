"""The tiles: a list that paints only what is in sight, however many rooms there are.

The order is that of need. While the pointer moves over the tiles it is held, so that nobody presses
on a room that has just moved away; what waits is told above.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from kapmonitor.central.view import RoomTile
from kapmonitor.language import say
from kapmonitor.ui.station.words import TileWords, words_of
from kapmonitor.ui.theme import Theme, font

LEAST_WIDE, HIGH, GAP = 380, 224, 14
_BAR, _FOOT = 6, 38

_Index = QModelIndex | QPersistentModelIndex


class TileModel(QAbstractListModel):
    """The rooms in the order shown, and the moment at which they are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles: tuple[RoomTile, ...] = ()
        self.now_s = 0.0

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return how many rooms there are."""
        return 0 if parent is not None and parent.isValid() else len(self.tiles)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a room, in words for a screen reader."""
        if not index.isValid() or index.row() >= len(self.tiles):
            return None
        tile = self.tiles[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return tile
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return words_of(tile, self.now_s).spoken
        return None

    def show_tiles(self, tiles: tuple[RoomTile, ...], now_s: float, *, hold: bool) -> None:
        """Show these rooms; with `hold` each stays where it is."""
        self.now_s = now_s
        newest = {each.station: each for each in tiles}
        if set(newest) != {each.station for each in self.tiles}:
            self.beginResetModel()
            self.tiles = tiles
            self.endResetModel()
            return
        if hold:
            tiles = tuple(newest[each.station] for each in self.tiles)
        if list(newest) != [each.station for each in self.tiles] and not hold:
            self._move(tiles)
        self.tiles = tiles
        if tiles:
            self.dataChanged.emit(self.index(0), self.index(len(tiles) - 1))

    def _move(self, tiles: tuple[RoomTile, ...]) -> None:
        """Show the same rooms in another order; whoever has the focus keeps it."""
        self.layoutAboutToBeChanged.emit()
        places = {each.station: place for place, each in enumerate(tiles)}
        before = self.persistentIndexList()
        after = [self.index(places[self.tiles[each.row()].station]) for each in before]
        self.tiles = tiles
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()


class TilePainter(QStyledItemDelegate):
    """Paints a tile: priority by bar, signs, word and colour."""

    def __init__(self, theme: Theme, model: TileModel) -> None:
        super().__init__()
        self._theme, self._model = theme, model
        self.wide = LEAST_WIDE

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return the room of a tile with its gap."""
        return QSize(self.wide, HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one room."""
        tile = index.data(Qt.ItemDataRole.UserRole)
        words = words_of(tile, self._model.now_s)
        box = QRectF(option.rect).adjusted(1, 1, -GAP, -GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        near = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
        focused = bool(option.state & near)
        shape = QPainterPath()
        shape.addRoundedRect(box, 12, 12)
        self._ground(painter, box, shape, words)
        self._lines(painter, box.adjusted(20, 12, -16, 0), words)
        if words.priority is not None:
            self._alarm(painter, box, words)
        self._edge(painter, shape, words, focused=focused)
        if words.simulated:
            self._watermark(painter, box)
        painter.restore()

    def _edge(
        self, painter: QPainter, shape: QPainterPath, words: TileWords, *, focused: bool
    ) -> None:
        colours = self._theme.colours
        pen = QPen(QColor(colours.accent if focused else colours.line), 2 if focused else 1)
        if words.hollow:
            pen = QPen(QColor(colours.accent if focused else colours.edge), 2)
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setClipping(False)
        painter.strokePath(shape, pen)

    def _ground(
        self, painter: QPainter, box: QRectF, shape: QPainterPath, words: TileWords
    ) -> None:
        colours = self._theme.colours
        if not words.hollow:
            painter.fillPath(shape, QColor(colours.surface))
        painter.setClipPath(shape)
        bar = colours.line if words.priority is None else colours.alert(words.priority).mark
        painter.fillRect(QRectF(box.left(), box.top(), _BAR, box.height()), QColor(bar))

    def _lines(self, painter: QPainter, box: QRectF, words: TileWords) -> None:
        colours = self._theme.colours
        strong = QFont.Weight.DemiBold
        self._text(painter, box, words.since_dose, (15, strong, colours.text), right=True)
        self._text(painter, box.adjusted(0, 0, -70, 0), words.room, (15, strong, colours.text))
        normal = QFont.Weight.Normal
        weight = strong if words.hollow else normal
        self._text(painter, box.adjusted(0, 22, 0, 0), words.about, (13, weight, colours.secondary))
        pale = words.hollow or words.old
        ink = colours.secondary if pale else colours.blood_pressure
        big = (44, QFont.Weight.Medium, ink)
        end = self._text(painter, box.adjusted(0, 42, 0, 0), words.pressure, big)
        rate = (28, QFont.Weight.Medium, colours.secondary if pale else colours.heart_rate)
        self._text(painter, box.adjusted(end + 14, 56, 0, 0), words.rate, rate)
        age = (14, normal, colours.secondary)
        self._text(painter, box.adjusted(0, 98, 0, 0), words.first, age)
        self._text(painter, box.adjusted(0, 117, 0, 0), words.second, age)
        warns = (14, strong, colours.text)
        self._text(painter, box.adjusted(0, 136, 0, 0), words.third, warns)

    def _text(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        looks: tuple[int, QFont.Weight, str],
        *,
        right: bool = False,
    ) -> float:
        size, weight, ink = looks
        made = font(size, weight)
        fits = QFontMetrics(made).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.setFont(made)
        painter.setPen(QColor(ink))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, int(Qt.AlignmentFlag.AlignTop | side), fits)
        return float(QFontMetrics(made).horizontalAdvance(fits))

    def _alarm(self, painter: QPainter, box: QRectF, words: TileWords) -> None:
        if words.priority is None:
            return
        alert = self._theme.colours.alert(words.priority)
        foot = QRectF(box.left() + _BAR, box.bottom() - _FOOT, box.width() - _BAR, _FOOT)
        painter.fillRect(foot, QColor(alert.ground))
        inner = foot.adjusted(14, 10, -12, 0)
        count = words.priority.rank
        signs = "▲" * count + " " + words.alarm_word.upper()
        end = self._text(painter, inner, signs, (13, QFont.Weight.Bold, alert.mark))
        ink = self._theme.colours.text
        self._text(
            painter, inner.adjusted(end + 10, 0, 0, 0), words.alarm, (13, QFont.Weight.Normal, ink)
        )

    def _watermark(self, painter: QPainter, box: QRectF) -> None:
        """Lie beside the values and across them, not across the words under them."""
        painter.translate(box.right() - box.width() / 4, box.top() + box.height() * 0.38)
        painter.rotate(-18)
        ink = QColor(self._theme.colours.secondary)
        ink.setAlpha(110)
        painter.setFont(font(30, QFont.Weight.DemiBold))
        painter.setPen(ink)
        place = QRectF(-box.width() / 2, -24, box.width(), 48)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), say("SIMULATED"))


class TileView(QListView):
    """The tiles in as many columns as fit."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rooms = TileModel()
        self._moved = False
        self._painter = TilePainter(theme, self.rooms)
        self.setModel(self.rooms)
        self.setItemDelegate(self._painter)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(say("Rooms"))
        self.viewport().setMouseTracking(True)
        self.setStyleSheet("QListView { background: transparent; border: 0; }")
        theme.changed.connect(self.viewport().update)

    def take_moved(self) -> bool:
        """Return whether the pointer moved over the tiles since this was asked last."""
        moved, self._moved = self._moved, False
        return moved

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Note that somebody is about to press on a room."""
        self._moved = True
        super().mouseMoveEvent(event)

    @property
    def is_pointed_at(self) -> bool:
        """Return whether the pointer is on the tiles."""
        return self.viewport().underMouse()

    def resizeEvent(self, event: Any) -> None:
        """Let the tiles share the width."""
        # The list keeps the scroll bar's place free whether it is there or not.
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 4
        columns = max(1, room // LEAST_WIDE)
        self._painter.wide = room // columns
        self.setGridSize(QSize(self._painter.wide, HIGH))
        super().resizeEvent(event)

    def chosen(self) -> RoomTile | None:
        """Return the room that has the focus."""
        found = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, RoomTile) else None
