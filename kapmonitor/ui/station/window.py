"""The supervising screen: the tiles, and beside them one room with what may be done about it.

It reads. Two things can be done: to acknowledge an alarm by name, and to write to a room. Nothing
opens over the tiles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QWidget

from kapmonitor.central.need import by_need
from kapmonitor.central.view import AlarmWord, BoardView, RoomTile
from kapmonitor.language import mark, say
from kapmonitor.ui.alarm_history_view import PRIORITIES
from kapmonitor.ui.station.tiles import TileView
from kapmonitor.ui.station.words import words_of
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.parts import Card, Field, button, column, label, row

LONGEST = 200
BROKER = {True: mark("Broker ok"), False: mark("Broker not connected. Nothing here is current.")}
HELD = mark("Order held while you point. {room} needs somebody first.")
SENT = mark("Sent. The room has not answered yet.")
DONE = mark("Done in the room.")
WHO = mark("Type your name first: it goes into the room's record.")
DETAIL_WIDE = 340


class Board(Protocol):
    """What a person may ask of a board; `done` hears why not, or the command's id."""

    def acknowledge(
        self,
        station: str,
        alarms: Sequence[AlarmWord],
        person: str,
        done: Callable[[str | Exception], None],
    ) -> None:
        """Acknowledge by name what was seen."""

    def write(
        self, station: str, text: str, person: str, done: Callable[[str | Exception], None]
    ) -> None:
        """Send a message to a room."""


class Details(Card):
    """One room, and the two things that may be done."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._tile: RoomTile | None = None
        self._command = ""
        self.title = label("", "title", wraps=True)
        self.lines = label("", wraps=True)
        self.alarms = label("", wraps=True)
        self.person = Field(say("Your name"))
        self.acknowledge = button(say("Acknowledge  A"), name=say("Acknowledge, key A"))
        self.message = Field(say("Message to the room"))
        self.message.line.setMaxLength(LONGEST)
        self.send = button(say("Send"), name=say("Send the message"))
        self.told = label("", "secondary", wraps=True)
        super().__init__(
            "",
            self.title,
            self.lines,
            self.alarms,
            self.person,
            self.acknowledge,
            self.message,
            self.send,
            self.told,
            1,
        )
        self.setAccessibleName(say("One room"))
        self.setFixedWidth(DETAIL_WIDE)
        self.acknowledge.clicked.connect(self.answer)
        self.send.clicked.connect(self.write)
        self.message.line.returnPressed.connect(self.write)
        self.hide()

    @property
    def station(self) -> str:
        """The room shown; empty: none."""
        return self._tile.station if self._tile is not None else ""

    def show_room(self, tile: RoomTile, now_s: float) -> None:
        """Show a room as it is now."""
        if tile.station != self.station:
            self.told.setText("")
            self._command = ""
            self.message.line.clear()  # it was meant for another room
        self._tile = tile
        words = words_of(tile, now_s)
        self.title.setText(tile.room)
        values = f"{words.pressure}  {words.rate}"
        self.lines.setText("\n".join((words.about, values, words.first, words.second)))
        told = (f"{_word(each)}: {each.text}\n{each.action}".strip() for each in tile.alarms)
        self.alarms.setText("\n\n".join(told))
        self.acknowledge.setEnabled(tile.current and bool(self._open()))
        self.send.setEnabled(tile.current and tile.opened)
        self.show()

    def show_answers(self, view: BoardView) -> None:
        """Tell what the room answered."""
        for each in view.answers:
            if each.command == self._command:
                self.told.setText(say(DONE) if each.done else "\n".join(each.reasons))

    @Slot()
    def answer(self) -> None:
        """Acknowledge the alarms in sight by name, and no other."""
        seen = self._open()
        if self._tile is None or not seen or not self._named():
            return
        self._board.acknowledge(self._tile.station, seen, self.person.text, self._heard)

    @Slot()
    def write(self) -> None:
        """Send what was typed."""
        text = self.message.text
        if self._tile is None or not text or not self._named():
            return
        self._board.write(self._tile.station, text, self.person.text, self._heard)

    def _open(self) -> tuple[AlarmWord, ...]:
        alarms = self._tile.alarms if self._tile is not None else ()
        return tuple(each for each in alarms if not each.acknowledged)

    def _named(self) -> bool:
        if self.person.text:
            return True
        self.told.setText(say(WHO))
        self.person.line.setFocus()
        return False

    def _heard(self, result: str | Exception) -> None:
        if isinstance(result, Exception):
            self.told.setText(str(result))
            return
        self._command = result
        self.told.setText(say(SENT))
        self.message.line.clear()
        self.person.line.clear()  # or whoever comes next would answer under this name


def _word(alarm: AlarmWord) -> str:
    by = f", {alarm.acknowledged_by}" if alarm.acknowledged else ""
    return f"{'▲' * alarm.priority.rank} {say(PRIORITIES[alarm.priority]).upper()}{by}"


class StationWindow(QMainWindow):
    """The window of `kapmonitor station`."""

    closed = Signal()

    def __init__(self, theme: Theme, board: Board) -> None:
        super().__init__()
        self._theme = theme
        self._view = BoardView()
        self.tiles = TileView(theme)
        self.details = Details(board)
        self._count = label("", "secondary")
        self._held = label("", "strong")
        self._broker = label("", "secondary")
        self._clock = label("", "clock")
        title = label(say("Rooms"), "title")
        head = row(title, self._count, self._held, 1, self._broker, self._clock, spacing=16)
        body = row(column(self.tiles), self.details, spacing=14)
        holder = QWidget()
        holder.setProperty("kind", "ground")
        laid = column(head, body, spacing=14)
        laid.setContentsMargins(24, 18, 24, 18)
        holder.setLayout(laid)
        self.setCentralWidget(holder)
        self.setWindowTitle(say("Rooms"))
        self.setMinimumSize(1024, 700)
        self.resize(1280, 800)
        self.tiles.activated.connect(self._open)
        self.tiles.clicked.connect(self._open)
        self._keys()

    def show_board(self, view: BoardView) -> None:
        """Show what the board knows."""
        self._view = view
        hold = self.tiles.is_pointed_at
        self.tiles.rooms.show_tiles(view.tiles, view.now_s, hold=hold)
        opened = sum(each.opened for each in view.tiles)
        words = say("{opened} of {rooms} open · who needs you comes first")
        self._count.setText(words.format(opened=opened, rooms=len(view.tiles)))
        self._broker.setText(say(BROKER[view.broker.up]))
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
        first = by_need(view.tiles, view.now_s)[:1]
        shown = self.tiles.rooms.tiles[:1]
        waits = bool(first) and bool(shown) and first[0].station != shown[0].station
        self._held.setText(say(HELD).format(room=first[0].room) if waits else "")

    def _keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("A", self._acknowledge),
            ("M", self._message),
            ("Esc", self._close_details),
            ("F9", self._theme.switch),
        )
        for key, deed in keys:
            made = QShortcut(QKeySequence(key), self.tiles if len(key) == 1 else self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(deed)

    def _open(self) -> None:
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
        self.details.hide()
        self.tiles.setFocus()
