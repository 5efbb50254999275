"""The clinic's ceilings: how far a limit may be moved for one patient without the prescriber."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit

from kapmonitor.language import mark, say
from kapmonitor.practice import Practice
from kapmonitor.session.clinic import Ceiling, Side
from kapmonitor.session.fact import replace
from kapmonitor.session.protocol import Signal
from kapmonitor.session.vocabulary import Priority
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import refusal_line, refuse
from kapmonitor.ui.settings.numbers import number_in, shown
from kapmonitor.ui.settings.policies import NOT_A_NUMBER, Ruled, against_keeping, in_words, look
from kapmonitor.ui.settings.section import SAVED, Told
from kapmonitor.ui.widgets.parts import Card, Field, button, label, row

ROWS = (
    (Signal.SYSTOLIC, Side.ABOVE, mark("Systolic, high"), "mmHg"),
    (Signal.SYSTOLIC, Side.BELOW, mark("Systolic, low"), "mmHg"),
    (Signal.DIASTOLIC, Side.ABOVE, mark("Diastolic, high"), "mmHg"),
    (Signal.SYSTOLIC_RISE, Side.ABOVE, mark("Rise of systolic"), "mmHg"),
    (Signal.DIASTOLIC_RISE, Side.ABOVE, mark("Rise of diastolic"), "mmHg"),
    (Signal.SYSTOLIC_FALL, Side.ABOVE, mark("Fall of systolic"), "mmHg"),
    (Signal.HEART_RATE, Side.ABOVE, mark("Heart rate, high"), "/min"),
    (Signal.HEART_RATE, Side.BELOW, mark("Heart rate, low"), "/min"),
    (Signal.SPO2, Side.BELOW, mark("SpO2, low"), "%"),
)
PRIORITIES = (
    (Priority.LOW, mark("low")),
    (Priority.MEDIUM, mark("medium")),
    (Priority.HIGH, mark("high")),
)
ABOUT = mark(
    "A limit made personal for one patient may go as far as this without naming the prescriber. "
    "Empty: not past the preset's own."
)
FIELD_PX = 88
Key = tuple[Signal, Side, Priority]


class CeilingsCard(Card):
    """A line for each limit, a column for each priority."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self.lines: dict[Key, QLineEdit] = {}
        self.reason = Field(say("Reason for the change"))
        self.save = button(say("Save"), name=say("Save the ceilings"))
        self.told = Told(say("the ceilings"))
        self.refusal = refusal_line()
        super().__init__(
            say("Ceilings for one patient's limits"),
            label(say(ABOUT), "secondary", wraps=True),
            self._grid(),
            self.reason,
            self.refusal,
            row(self.save, self.told, 1),
        )
        self.reason.line.setAccessibleName(say("Reason for the change of the ceilings"))
        self.reason.line.returnPressed.connect(self._keep)
        self.save.clicked.connect(self._keep)

    def show_rules(self, found: Ruled) -> None:
        """Show the ceilings as they stand; what is being typed stays."""
        said = {
            (each.signal, each.side, each.priority): each.value for each in found.rules.ceilings
        }
        for key, line in self.lines.items():
            if not line.hasFocus():
                line.setText(shown(said.get(key)))

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for at, (_priority, words) in enumerate(PRIORITIES):
            grid.addWidget(label(say(words), "secondary"), 0, at + 1)
        for line, (signal, side, words, unit) in enumerate(ROWS, start=1):
            grid.addWidget(label(say(words), wraps=True), line, 0)
            for at, (priority, rank) in enumerate(PRIORITIES):
                made = QLineEdit()
                made.setFixedWidth(FIELD_PX)
                made.setAccessibleName(
                    say("{limit}, {priority}, in {unit}").format(
                        limit=say(words), priority=say(rank), unit=unit
                    )
                )
                self.lines[signal, side, priority] = made
                grid.addWidget(made, line, at + 1)
            grid.addWidget(label(unit, "secondary"), line, 4)
        return grid

    def _typed(self) -> Iterator[Ceiling]:
        for (signal, side, priority), line in self.lines.items():
            value = number_in(line.text())
            if value is not None:
                yield Ceiling(signal=signal, side=side, priority=priority, value=value)

    @Slot()
    def _keep(self) -> None:
        self.told.say("")
        wrong = [
            line.text()
            for line in self.lines.values()
            if line.text().strip() and number_in(line.text()) is None
        ]
        reasons = (
            *against_keeping(self._bridge, self.reason.text),
            *(say(NOT_A_NUMBER).format(text=each) for each in wrong),
        )
        refuse(self.refusal, reasons)
        if not reasons:
            put = partial(self._put, tuple(self._typed()), self.reason.text)
            self._bridge.practice(put, self._kept)

    def _put(self, wanted: tuple[Ceiling, ...], reason: str, practice: Practice) -> Ruled:
        kept = replace(practice.rules(), ceilings=wanted)
        practice.keep_rules(kept, reason, self._bridge.origin("settings"))
        return look(practice)

    def _kept(self, found: Ruled | Exception) -> None:
        if isinstance(found, Exception):
            refuse(self.refusal, in_words(found))
            return
        self.reason.line.clear()
        self.told.say(say(SAVED))
        self.show_rules(found)
