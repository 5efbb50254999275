"""One room beside the tiles, and the two things that may be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy, QWidget

from kapmonitor.central.topics import COMMAND_S
from kapmonitor.central.view import AlarmWord, BoardView, CommandAnswer, RoomTile
from kapmonitor.language import mark, say
from kapmonitor.ui.alarm_history_view import PRIORITIES
from kapmonitor.ui.station.words import message_words, words_of
from kapmonitor.ui.widgets.parts import Card, Field, button, column, kind, label, state

LONGEST = 200
SENT = mark("Sent. The room has not answered yet.")
NO_ANSWER = mark("The room has not answered. It may not have it: call the room.")
DONE = mark("Done in the room.")
WRITTEN = mark("It is in the room's record. Above stands whether somebody there has read it.")
NOTHING = mark("No alarm of this room waits for an answer.")
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
        self._sent_s: float | None = None
        self._wrote = False
        self._now_s = 0.0
        self.title = label("", "title", wraps=True)
        self.title.setContentsMargins(4, 0, 0, 0)
        self.about = label("", "secondary", wraps=True)
        self.values = label("", "number", wraps=True)
        self.lines = label("", wraps=True)
        self.first = label("", "strong", wraps=True)
        self.alarms = label("", wraps=True)
        self.person = Field(say("Your name"))
        self.acknowledge = button(say("Acknowledge  A"), name=say("Acknowledge, key A"))
        self.message = Field(say("Message to the room"))
        self.message.line.setMaxLength(LONGEST)
        self.send = button(say("Send"), name=say("Send the message"))
        self.told = label("", "secondary", wraps=True)
        self.messages = label("", wraps=True)
        values = column(self.about, self.values, self.lines, spacing=2)
        told = _scrolling(values, column(self.first, self.alarms, spacing=4), self.messages)
        answers = (self.person, self.acknowledge, self.message, self.send, self.told)
        super().__init__("", self.title, told, *answers)
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

    def leave(self) -> None:
        """Show no room any more."""
        self._tile = None
        self.hide()

    def show_room(self, tile: RoomTile, now_s: float) -> None:
        """Show a room as it is now."""
        if tile.station != self.station:
            self.told.setText("")
            self._command, self._sent_s = "", None
            self.message.line.clear()  # it was meant for another room
        self._tile, self._now_s = tile, now_s
        words = words_of(tile, now_s)
        self.title.setText(tile.room)
        self.about.setText(words.about)
        self.values.setText(f"{words.pressure}  {words.rate}")
        state(self.values, "old" if words.hollow or words.old else "")
        missed = say("{missed} alarm steps not seen here").format(missed=tile.missed)
        parts = (words.first, words.saturation, words.second, words.third)
        told = (*parts, missed if tile.missed else "")
        self.lines.setText("\n".join(part for part in told if part))
        self._show_alarms(tile.alarms)
        waits = tile.current and bool(self._open())
        self.acknowledge.setEnabled(waits)
        kind(self.acknowledge, "primary" if waits else "")
        self.send.setEnabled(tile.current and tile.opened)
        newest = reversed(tile.messages)
        written = (message_words(each, now_s, current=tile.current) for each in newest)
        self.messages.setText("\n\n".join(written))
        self.messages.setVisible(bool(tile.messages))
        self.show()

    def _show_alarms(self, alarms: tuple[AlarmWord, ...]) -> None:
        """Tell the most urgent in heavy letters, with what to do; then the rest."""
        told = [f"{_word(each)}: {each.text}" for each in alarms]
        self.first.setText(told[0] if told else "")
        rest = [alarms[0].action] if alarms else []
        rest += [f"{word}\n{each.action}" for word, each in zip(told[1:], alarms[1:], strict=True)]
        self.alarms.setText("\n\n".join(each.strip() for each in rest if each.strip()))
        for each in (self.first, self.alarms):
            each.setVisible(bool(each.text()))

    def show_answers(self, view: BoardView) -> None:
        """Tell what the room answered, or that it did not."""
        for each in view.answers:
            if self._command and each.command == self._command:
                self._command, self._sent_s = "", None
                self.told.setText(self._answered(each))
        if self._sent_s is not None and view.now_s - self._sent_s > COMMAND_S:
            self.told.setText(say(NO_ANSWER))

    @Slot()
    def answer(self) -> None:
        """Acknowledge the alarms in sight by name, and no other."""
        seen = self._open()
        if self._tile is None:
            return
        if not seen:
            self.told.setText(say(NOTHING))
            return
        if not self._named():
            return
        self._wrote = False
        self._board.acknowledge(self._tile.station, seen, self.person.text, self._heard)

    @Slot()
    def write(self) -> None:
        """Send what was typed."""
        text = self.message.text
        if self._tile is None or not text or not self._named():
            return
        self._wrote = True
        self._board.write(self._tile.station, text, self.person.text, self._heard)

    def _answered(self, answer: CommandAnswer) -> str:
        if not answer.done:
            return "\n".join(answer.reasons)
        return say(WRITTEN) if self._wrote else say(DONE)

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
        self._command, self._sent_s = result, self._now_s
        self.told.setText(say(SENT))
        self.message.line.clear()
        self.person.line.clear()  # or whoever comes next would answer under this name


def _scrolling(*parts: QWidget | QLayout) -> QScrollArea:
    """Put texts where they may be longer than there is room; what is pressed stays in its place."""
    inside = QWidget()
    laid = column(*parts, 1, spacing=10)
    laid.setContentsMargins(4, 4, 6, 4)
    inside.setLayout(laid)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    area.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
    area.setAccessibleName(say("What the room tells"))
    area.setWidget(inside)
    return area


def _word(alarm: AlarmWord) -> str:
    by = f", {alarm.acknowledged_by}" if alarm.acknowledged else ""
    return f"{'▲' * alarm.priority.rank} {say(PRIORITIES[alarm.priority]).upper()}{by}"
