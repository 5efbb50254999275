"""The "What happened?" card: buttons and keys of the preset, the palette, red flags, notes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QLineEdit, QPushButton, QWidget

from kapmonitor.language import say
from kapmonitor.session.instant import Instant
from kapmonitor.session.protocol import ObservationButton, ProtocolPreset
from kapmonitor.session.red_flags import standing_flags
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import ObservationKind
from kapmonitor.session.words import term
from kapmonitor.terms import beside as beside_buttons
from kapmonitor.ui.pages.detail_row import DetailRow
from kapmonitor.ui.pages.forms import beside
from kapmonitor.ui.widgets.fitting import flow
from kapmonitor.ui.widgets.parts import (
    Card,
    KeyButton,
    Wrapping,
    button,
    clear,
    column,
    grid,
    label,
    row,
)
from kapmonitor.ui.wording import clock

COLUMNS = 2
HALF_PX = 127
"""What a button has where two stand side by side; longer words get a line of their own."""
UNDO_S = 10.0
MOST_FOUND = 5


class HappenedCard(Card):
    """One press records at once; detail comes after; undo is within reach for ten seconds."""

    logged = Signal(object)  # ObservationButton
    noteWritten = Signal(str)
    undoAsked = Signal()
    flagEnded = Signal(int)
    """The sequence number of a red flag that is over."""
    scoresAsked = Signal()
    statedAsked = Signal()
    left = Signal()
    """A field was left: the keyboard belongs to the page again, or no key would be heard."""

    def __init__(self) -> None:
        super().__init__("")
        self.setAccessibleName(say("What happened?"))
        self._preset: ProtocolPreset | None = None
        self._gives_room = False
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._buttons = QWidget()
        self._buttons.setLayout(self._grid)
        self.note = _Escaping()
        self.note.setPlaceholderText(say("Note…  N"))
        self.note.setAccessibleName(say("Note"))
        self.palette_line = FindLine()
        self.flags = RedFlags()
        self._standing = StandingFlags()
        self.detail = DetailRow()
        self._recorded = label("", "secondary", wraps=True)
        self._undo = button(
            say("Take back (Backspace)"), "link", name=say("Take back what was just logged")
        )
        self._just = QWidget()
        self._just.setLayout(column(self._recorded, row(self._undo, 1), spacing=0))
        self._just.hide()
        self.body.addLayout(self._heading())
        self.body.addWidget(self._standing)
        self.body.addWidget(self._buttons)
        self.body.addLayout(grid((self.palette_line.line, self.note), COLUMNS, spacing=6))
        # What comes and goes stands below: nothing moves under a hand that is about to press.
        for each in (self.palette_line, self.flags, self._just, self.detail):
            self.body.addWidget(each)
        self.body.setSpacing(6)
        self.note.returnPressed.connect(self._write)
        self._undo.clicked.connect(self.undoAsked)
        self.palette_line.chosen.connect(self.logged)
        self.palette_line.flagFound.connect(self.flags.open_for)
        for line in (self.note, self.palette_line.line):
            line.left.connect(self.left)
        self.flags.confirmed.connect(self.logged)
        self._standing.ended.connect(self.flagEnded)

    def show_standing(self, session: Session, at: Instant) -> None:
        """Show the red flags that are not over, and ask about what was logged last."""
        self._standing.show_session(session)
        self.detail.show_session(session, at)

    def give_room(self, *, needed: bool) -> None:
        """Put the buttons away while an alarm needs the column, or until a person wants them.

        Their keys, Find and Note stay.
        """
        if needed is not self._gives_room:
            self._gives_room = needed
            self._show_buttons(shown=not needed)

    def _show_buttons(self, *, shown: bool) -> None:
        for each in (self._buttons, *self._openers):
            each.setVisible(shown)
        self._bring.setVisible(not shown)

    @Slot()
    def _bring_back(self) -> None:
        self._show_buttons(shown=True)

    def show_preset(self, preset: ProtocolPreset) -> None:
        """Offer the buttons of a preset."""
        if preset == self._preset:
            return
        self._preset = preset
        clear(self._grid)
        line = place = 0
        for each in preset.observations:
            made = _Logging(each)
            made.logged.connect(self.logged)
            wide = COLUMNS if made.sizeHint().width() > HALF_PX else 1
            if place + wide > COLUMNS:
                line, place = line + 1, 0
            self._grid.addWidget(made, line, place, 1, wide)
            place += wide
        self.palette_line.offer(beside_buttons((*preset.observations, *preset.red_flags)))
        self.flags.offer(preset.red_flags)

    def _heading(self) -> QLayout:
        """Lay out the heading with what opens a panel: scores, and how the cuff measures."""
        scores, stated = _opener(say("Score"), "K"), _opener(say("Posture"), "J")
        scores.clicked.connect(self.scoresAsked)
        stated.clicked.connect(self.statedAsked)
        self._openers = (scores, stated)
        self._bring = button(say("Show the buttons"), "link")
        self._bring.clicked.connect(self._bring_back)
        self._bring.hide()
        name = label(say("What happened?"), "section")
        return flow(name, self._bring, *self._openers, spacing=6)

    def show_undo(self, words: str) -> None:
        """Offer to take back what was just logged; empty: nothing to take back."""
        self._recorded.setText(say("{words} recorded.").format(words=words) if words else "")
        self._just.setVisible(bool(words))

    @Slot()
    def _write(self) -> None:
        text = self.note.text().strip()
        if text:
            self.noteWritten.emit(text)
            self.note.leave()


def _opener(words: str, key: str) -> QPushButton:
    name = say("{text}, key {key}").format(text=words, key=key)
    return button(f"{words}  {key}", "link", name=name, key=key)


class _Escaping(QLineEdit):
    """A line that Esc leaves."""

    left = Signal()

    def leave(self) -> None:
        """Empty the line and give the keyboard back."""
        self.clear()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)


class _Logging(KeyButton):
    """A button that logs one entry."""

    logged = Signal(object)

    def __init__(self, what: ObservationButton) -> None:
        super().__init__(say(what.label), what.key)
        self._what = what
        self.pressed.connect(self._log)

    @Slot()
    def _log(self) -> None:
        self.logged.emit(self._what)


class FindLine(QWidget):
    """Find an entry by its words, typed in `line`; red flags found here still ask for a second
    press."""

    chosen = Signal(object)
    flagFound = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._offered: tuple[ObservationButton, ...] = ()
        self.line = _Escaping()
        self.line.setPlaceholderText(say("Find…  /"))
        self.line.setAccessibleName(say("Find an entry"))
        self._found = column(spacing=4)
        self.setLayout(self._found)
        self.hide()
        self.line.textChanged.connect(self._search)
        self.line.returnPressed.connect(self._take_first)

    def offer(self, entries: tuple[ObservationButton, ...]) -> None:
        """Search among these."""
        self._offered = entries

    def _matching(self) -> list[ObservationButton]:
        """Return the entries with every typed word, those that begin with the first one first."""
        typed = self.line.text().lower().split()
        if not typed:
            return []
        found = [
            each for each in self._offered if all(word in say(each.label).lower() for word in typed)
        ]
        found.sort(key=lambda each: not say(each.label).lower().startswith(typed[0]))
        return found[:MOST_FOUND]

    @Slot(str)
    def _search(self, _text: str) -> None:
        clear(self._found)
        matching = self._matching()
        self.setVisible(bool(matching))
        for each in matching:
            made = _Logging(each)
            made.logged.connect(self._take)
            self._found.addWidget(made)

    @Slot()
    def _take_first(self) -> None:
        matching = self._matching()
        if matching:
            self._take(matching[0])

    @Slot(object)
    def _take(self, entry: ObservationButton) -> None:
        self.line.leave()
        if entry.kind == ObservationKind.RED_FLAG:
            self.flagFound.emit(entry)
        else:
            self.chosen.emit(entry)


class RedFlags(QWidget):
    """The list behind "!": the first press picks, the second confirms."""

    confirmed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._offered: tuple[ObservationButton, ...] = ()
        self._armed: str | None = None
        self._list = column(spacing=4)
        close = button(say("Close"), "link")
        close.clicked.connect(self.close_list)
        heading = label(say("Red flag: press once to pick, again to confirm"), "strong", wraps=True)
        self.setLayout(column(heading, self._list, row(close, 1)))
        self.hide()

    def offer(self, flags: tuple[ObservationButton, ...]) -> None:
        """List these."""
        self._offered = flags
        self._fill()

    def open_list(self) -> None:
        """Show the list, nothing picked."""
        self._armed = None
        self._fill()
        self.show()

    @Slot(object)
    def open_for(self, entry: ObservationButton) -> None:
        """Show the list with this one picked: one more press confirms it."""
        if entry not in self._offered:
            self._offered = (entry, *self._offered)
        self._armed = entry.code
        self._fill()
        self.show()

    @Slot()
    def close_list(self) -> None:
        """Put the list away, nothing recorded."""
        self._armed = None
        self.hide()

    def _fill(self) -> None:
        clear(self._list)
        for each in self._offered:
            made = _FlagButton(each, armed=each.code == self._armed)
            made.picked.connect(self._press)
            self._list.addWidget(made)
            if each.code == self._armed:
                made.setFocus()

    @Slot(object)
    def _press(self, entry: ObservationButton) -> None:
        if self._armed == entry.code:
            self.close_list()
            self.confirmed.emit(entry)
            return
        self._armed = entry.code
        self._fill()


class StandingFlags(QWidget):
    """Red flags that a person saw and nobody has said to be over."""

    ended = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[int, ...] = ()
        self._list = column(spacing=4)
        self.setLayout(self._list)
        self.hide()

    def show_session(self, session: Session) -> None:
        """List them, each with the time since which it stands."""
        flags = standing_flags(session)
        seqs = tuple(each.seq for each in flags)
        if seqs == self._shown:
            return
        self._shown = seqs
        clear(self._list)
        for each in flags:
            name = term(session, each.code)
            over = button(say("Is over"), "small", name=say("{name} is over").format(name=name))
            over.clicked.connect(partial(self._end, each.seq))
            words = label(
                say("▲ {name}, since {time}").format(name=name, time=clock(session, each.at.utc)),
                "strong",
                wraps=True,
            )
            line = QWidget()
            line.setLayout(beside(over, words))
            self._list.addWidget(line)
        self.setVisible(bool(flags))

    def _end(self, seq: int, _checked: bool = False) -> None:
        self.ended.emit(seq)


class _FlagButton(Wrapping):
    """One flag of the list."""

    picked = Signal(object)

    def __init__(self, entry: ObservationButton, *, armed: bool) -> None:
        words = (
            say("Confirm: {label}").format(label=say(entry.label)) if armed else say(entry.label)
        )
        super().__init__(words, "primary" if armed else "small")
        self._entry = entry
        self.clicked.connect(self._pick)

    @Slot()
    def _pick(self) -> None:
        self.picked.emit(self._entry)
