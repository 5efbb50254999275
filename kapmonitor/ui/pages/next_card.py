"""The "Next reading" card of the live screen."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QWidget

from kapmonitor.language import say
from kapmonitor.port import CuffPressureNow
from kapmonitor.ui.next_view import NextView
from kapmonitor.ui.widgets.cuff_strip import CuffStrip
from kapmonitor.ui.widgets.fitting import flow
from kapmonitor.ui.widgets.held_button import held_button
from kapmonitor.ui.widgets.parts import Card, KeyButton, button, column, label, row
from kapmonitor.ui.widgets.turns import take_turns

LATER_MIN = (10, 20)


class NextCard(Card):
    """Says what is due and offers what can be done about it."""

    measureAsked = Signal()
    secondAsked = Signal()
    stopAsked = Signal()
    backAsked = Signal()
    checkAsked = Signal()
    lozengeAsked = Signal(str)
    laterAsked = Signal(float)
    cuffAsked = Signal()
    """There is no cuff, and a person wants to connect one."""
    typeAsked = Signal()

    def __init__(self, strip: CuffStrip) -> None:
        super().__init__(say("Next reading"))
        self._gives_room = False
        self._title = label("", "next")
        self._detail = label("", "age", wraps=True)
        self._prompt = label("", "strong", wraps=True)
        self._strip = strip
        self._back = KeyButton(say("Is back"), "B")
        self._measure = KeyButton(
            say("Measure"),
            "M…",
            held_button(say("Measure"), "keyed", name=say("Measure, hold M"), key="M"),
        )
        self._stop = KeyButton(say("Stop"), "Esc")
        self._connect_cuff = button(say("Connect a cuff…"), "small")
        self._type = button(say("Type a reading"), "small")
        self._second = held_button(say("Measure with the second cuff"), "small")
        self._later = _Later()
        self._check = _Check()
        self._lozenge = _LozengeRow()
        self._build()
        self._connect()

    def show_next(self, view: NextView) -> None:
        """Show the panel of this moment."""
        self._title.setText(view.title)
        self._detail.setText(view.detail)
        _say(self._prompt, view.prompt)
        self._back.setVisible(view.can_return)
        turns = (self._stop, self._measure) if view.measuring else (self._measure, self._stop)
        take_turns(*turns)
        self._measure.setVisible(view.cuff and not view.measuring)
        for each in (self._connect_cuff, self._type):
            each.setVisible(not view.cuff and not view.measuring)
        self._second.setVisible(view.second_cuff)
        self._later.setVisible(view.postponable is not None and not self._gives_room)
        self._check.show_check(view.check, due=view.check_due)
        self._lozenge.show_lozenge(view)

    def give_room(self, *, needed: bool) -> None:
        """Say only when it is due, and what can be done now, while an alarm needs the column."""
        self._gives_room = needed
        self._detail.setVisible(not needed)

    def show_pressure(self, now: CuffPressureNow) -> None:
        """Show the live cuff pressure."""
        self._strip.show_pressure(now)

    def ask_lozenge_end(self) -> None:
        """Let the keyboard be where the lozenge's end is answered."""
        self._lozenge.ask()

    def _build(self) -> None:
        self.body.addLayout(column(self._title, self._detail, self._prompt, self._strip))
        self.body.addLayout(
            flow(self._back, self._measure, self._stop, self._type, self._connect_cuff)
        )
        self.body.addWidget(self._second)
        self.body.addLayout(column(self._later, self._check, self._lozenge))

    def _connect(self) -> None:
        self._back.pressed.connect(self.backAsked)
        self._measure.pressed.connect(self.measureAsked)
        self._stop.pressed.connect(self.stopAsked)
        self._connect_cuff.clicked.connect(self.cuffAsked)
        self._type.clicked.connect(self.typeAsked)
        self._second.clicked.connect(self.secondAsked)
        self._later.asked.connect(self.laterAsked)
        self._check.asked.connect(self.checkAsked)
        self._lozenge.asked.connect(self.lozengeAsked)


class _Later(QWidget):
    """Not now, patient is inward: two spans, one press."""

    asked = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        ten = button(
            say("{later_min} min").format(later_min=LATER_MIN[0]),
            "small",
            name=say("Not now, {later_min} minutes later").format(later_min=LATER_MIN[0]),
        )
        twenty = button(
            say("{later_min} min").format(later_min=LATER_MIN[1]),
            "small",
            name=say("Not now, {later_min} minutes later").format(later_min=LATER_MIN[1]),
        )
        ten.clicked.connect(self._ten)
        twenty.clicked.connect(self._twenty)
        said = label(say("Not now, patient is inward"), "secondary", wraps=True)
        laid = row(said, ten, twenty)
        laid.setStretch(0, 1)
        self.setLayout(laid)

    @Slot()
    def _ten(self) -> None:
        self.asked.emit(float(LATER_MIN[0]))

    @Slot()
    def _twenty(self) -> None:
        self.asked.emit(float(LATER_MIN[1]))


class _Check(QWidget):
    """The silent look, by one key."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "secondary", wraps=True)
        self._seen = button(say("Seen  V"), "small", name=say("Breathing seen, mouth clear, key V"))
        self._seen.clicked.connect(self.asked)
        laid = row(self._words, self._seen)
        laid.setStretch(0, 1)
        self.setLayout(laid)

    def show_check(self, words: str, *, due: bool) -> None:
        self.setVisible(bool(words))
        self._words.setText(words)
        self._words.setProperty("state", "open" if due else "")


class _LozengeRow(QWidget):
    """The lozenge's time, and how it ended."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "age", wraps=True)
        spit = button(say("Spit"), "small", name=say("Lozenge out, spit"))
        swallowed = button(say("Swallowed"), "small", name=say("Lozenge out, swallowed"))
        spit.clicked.connect(self._spit)
        swallowed.clicked.connect(self._swallowed)
        self._spit_button = spit
        self.setLayout(
            column(self._words, flow(label(say("Out:  L"), "secondary"), spit, swallowed))
        )

    def ask(self) -> None:
        self._spit_button.setFocus()

    def show_lozenge(self, view: NextView) -> None:
        self.setVisible(view.lozenge_in)
        self._words.setText(view.lozenge)

    @Slot()
    def _spit(self) -> None:
        self.asked.emit("spit")

    @Slot()
    def _swallowed(self) -> None:
        self.asked.emit("swallowed")


def _say(place: QLabel, words: str) -> None:
    place.setVisible(bool(words))
    place.setText(words)
