"""The supervising screen: the tiles, and beside them one room with what may be done about it.

It reads. Two things can be done: to acknowledge an alarm by name, and to write to a room. Nothing
opens over the tiles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QWidget

from kapmonitor.central.view import AlarmWord, BoardView
from kapmonitor.language import mark, say
from kapmonitor.session.vocabulary import Priority
from kapmonitor.ui.announcing import Announcing, Speak, speak_up
from kapmonitor.ui.station.details import Board, Details
from kapmonitor.ui.station.notices import broker_words, notices
from kapmonitor.ui.station.sound_line import SoundLine
from kapmonitor.ui.station.tiles import TileView
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.parts import column, label, row

HOLDS_S = 10.0
"""How long the order is held after the pointer moved: one that was left there holds nothing."""
KEYS = mark(
    "Enter: one room · A: acknowledge · M: message · S: heard · Esc: close · F9: room light or day"
)
HELD = mark("Order held while you point. {room} needs somebody first.")


class StationWindow(QMainWindow):
    """The window of `kapmonitor station`."""

    closed = Signal()

    def __init__(self, theme: Theme, board: Board, speak: Speak = speak_up) -> None:
        super().__init__()
        self._theme = theme
        self._announcing = Announcing(self, speak)
        self._view = BoardView()
        self._pointed_s = -HOLDS_S
        self.tiles = TileView(theme)
        self.details = Details(board)
        self._count = label("", "secondary")
        self._held = label("", "strong")
        self._broker = label("", "secondary")
        self._clock = label("", "clock")
        self.sound = SoundLine(theme)
        self.notices = label("", "trouble", wraps=True)
        self.notices.hide()
        title = label(say("Rooms"), "title")
        head = row(title, self._count, 1, self.sound, self._broker, self._clock, spacing=16)
        body = row(column(self.tiles), self.details, spacing=14)
        holder = QWidget()
        holder.setProperty("kind", "ground")
        keys = label(say(KEYS), "secondary", wraps=True)
        laid = column(head, self.notices, self._held, body, keys, spacing=14)
        laid.setStretch(3, 1)
        self._held.hide()
        laid.setContentsMargins(24, 18, 24, 18)
        holder.setLayout(laid)
        self.setCentralWidget(holder)
        self.setWindowTitle(f"{say('Rooms')} – kapmonitor")
        self.setMinimumSize(1024, 700)
        self.resize(1280, 800)
        self.tiles.activated.connect(self._open)
        self.tiles.clicked.connect(self._open)
        self._keys()
        self.tiles.setFocus()

    def show_board(self, view: BoardView) -> None:
        """Show what the board knows."""
        self._view = view
        self._announcing.hear([*_to_be_said(view)])
        if self.tiles.take_moved():
            self._pointed_s = view.now_s
        hold = self.tiles.is_pointed_at and view.now_s - self._pointed_s < HOLDS_S
        self.tiles.rooms.show_tiles(view.tiles, view.now_s, hold=hold)
        opened = sum(each.opened for each in view.tiles)
        words = say("{opened} of {rooms} open · who needs you comes first")
        self._count.setText(words.format(opened=opened, rooms=len(view.tiles)))
        self._broker.setText(broker_words(view))
        told = notices(view)
        self.notices.setText(told)
        self.notices.setVisible(bool(told))
        self._clock.setText(f"{datetime.now().astimezone():%H:%M}")
        self._tell_held(view)
        shown = next((each for each in view.tiles if each.station == self.details.station), None)
        if shown is not None:
            self.details.show_room(shown, view.now_s)
        self.details.show_answers(view)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the program with the window."""
        event.accept()
        self.closed.emit()

    def _tell_held(self, view: BoardView) -> None:
        """Say which room would stand first if the order were not held."""
        first = view.tiles[:1]
        shown = self.tiles.rooms.tiles[:1]
        waits = bool(first) and bool(shown) and first[0].station != shown[0].station
        self._held.setText(say(HELD).format(room=first[0].room) if waits else "")
        self._held.setVisible(waits)

    def _keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("A", self._acknowledge),
            ("M", self._message),
            ("S", self.sound.heard.emit),
            ("Esc", self._close_details),
            ("F9", self._theme.switch),
        )
        for key, deed in keys:
            made = QShortcut(QKeySequence(key), self.tiles if len(key) == 1 else self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(deed)

    def _open(self) -> None:
        there = self.tiles.currentIndex()
        self.tiles.setCurrentIndex(there if there.isValid() else self.tiles.rooms.index(0))
        tile = self.tiles.chosen()
        if tile is not None:
            self.details.show_room(tile, self._view.now_s)

    @Slot()
    def _acknowledge(self) -> None:
        self._open()
        self.details.answer()

    @Slot()
    def _message(self) -> None:
        self._open()
        self.details.message.line.setFocus()

    @Slot()
    def _close_details(self) -> None:
        self.details.leave()
        self.tiles.setFocus()


def _to_be_said(view: BoardView) -> Iterator[AlarmWord]:
    """Yield what is graver than low in the rooms that are heard, each with its room's name."""
    for tile in view.tiles:
        for each in tile.alarms if tile.current else ():
            if each.priority is not Priority.LOW:
                text = f"{tile.room}: {each.text}"
                yield replace(each, code=f"{tile.station} {each.code}", text=text)
