"""An order of another day or of a file, to be read: each line holds only when a person says so.

A line that was not confirmed leaves its field as it is. Nothing is recorded from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from kapmonitor.language import say
from kapmonitor.record.course import CourseSession
from kapmonitor.session.event import OrderRecorded
from kapmonitor.session.vocabulary import OrderSource
from kapmonitor.ui.last_time import wall_day
from kapmonitor.ui.pages.forms import Panel, into_sight
from kapmonitor.ui.pages.words import ENDS
from kapmonitor.ui.widgets.parts import Field, Inline, button, clear, column, label, row
from kapmonitor.ui.wording import number

DRUG, AMOUNT, HOLD, SWISH, END = "drug", "amount", "hold", "swish", "end"
BOOSTER, PRESCRIBER = "booster", "prescriber"


def lines_of(order: OrderRecorded) -> Iterator[tuple[str, str, str]]:
    """Yield the lines of an order: key, name and words."""
    yield DRUG, say("Drug"), order.drug
    yield AMOUNT, say("Amount"), f"{number(order.amount)} {order.unit}"
    if order.hold_min is not None:
        yield HOLD, say("Hold"), say("{minutes:g} min").format(minutes=order.hold_min)
    if order.swish_interval_min is not None:
        minutes = order.swish_interval_min
        yield SWISH, say("Swish"), say("every {minutes:g} min").format(minutes=minutes)
    if order.lozenge_end is not None:
        yield END, say("Then"), say(ENDS[order.lozenge_end])
    yield BOOSTER, say("Booster"), _booster(order)
    if order.prescriber:
        called = " ".join(filter(None, (order.prescriber, order.prescriber_phone)))
        yield PRESCRIBER, say("Prescriber"), called


class ProposalPanel(Inline):
    """Shows an order line by line; emits the key of each line that a person confirms."""

    confirmed = Signal(str)

    def __init__(self) -> None:
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(12)
        self._lines.setColumnStretch(1, 1)
        self._close = button(say("Close"), "small", name=say("Close the order to read"))
        super().__init__("", self._lines, row(self._close, 1))
        self._close.clicked.connect(self.hide)
        self._buttons: list[QPushButton] = []

    def show_order(self, title: str, order: OrderRecorded) -> None:
        """Show an order to be read; none of its lines is confirmed."""
        clear(self._lines)
        self.heading.setText(title)
        self.setAccessibleName(title)
        self._buttons = []
        for at, (key, name, words) in enumerate(lines_of(order)):
            made = button(
                say("Holds today"),
                "small",
                name=say("Holds today: {name} {words}").format(name=name, words=words),
            )
            made.setCheckable(True)
            made.clicked.connect(partial(self._confirm, key, made))
            self._buttons.append(made)
            self._lines.addWidget(label(name, "secondary"), at, 0)
            self._lines.addWidget(label(words, wraps=True), at, 1)
            self._lines.addWidget(made, at, 2)
        self.show()
        self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def whole(self) -> bool:
        """Whether a person confirmed every line."""
        return bool(self._buttons) and all(each.isChecked() for each in self._buttons)

    def _confirm(self, key: str, made: QPushButton, _on: bool = False) -> None:
        made.setChecked(True)
        made.setText(say("✓ Holds"))
        self.confirmed.emit(key)
        rest = self._buttons[self._buttons.index(made) + 1 :]
        following = next((each for each in rest if not each.isChecked()), None)
        (following or self._close).setFocus(Qt.FocusReason.OtherFocusReason)


class OrderToRead(QWidget):
    """The ways to an order that was written before; emits the key of each line confirmed."""

    confirmed = Signal(str)
    fileAsked = Signal(str)
    """A file whose order is to be read."""

    def __init__(self) -> None:
        super().__init__()
        self.proposed: OrderRecorded | None = None
        """What is or was shown to be read in this session."""
        self._last: CourseSession | None = None
        self.from_last = button(
            say("Read last time's…"), "link", name=say("Read the order of last time")
        )
        self.from_last.hide()
        self._from_file = button(say("From a file…"), "link", name=say("Read an order from a file"))
        self.file = Panel(
            say("The prescriber's order file"),
            (Field(say("Order file"), say("its place, such as orders/quill.toml")),),
            say("Read the file"),
            note=say("It is shown line by line; nothing is taken over unread."),
        )
        self.proposal = ProposalPanel()
        ways = row(self.from_last, self._from_file, 1)
        self.setLayout(column(ways, self.file, self.proposal))
        self.from_last.clicked.connect(self._read_last)
        self._from_file.clicked.connect(lambda: self.file.open_from(self._from_file))
        self.file.confirmed.connect(self._read_file)
        self.proposal.confirmed.connect(self.confirmed)

    def forget(self) -> None:
        """Show nothing: the next session is another one."""
        self.proposed = self._last = None
        self.file.fields[0].line.clear()
        for each in (self.file, self.proposal, self.from_last):
            each.hide()

    def offer_last(self, found: CourseSession | None, route: str) -> None:
        """Let the order of the last session be read, where there is one of today's route."""
        order = found.session.order if found is not None else None
        self._last = found if order is not None and order.route == route else None
        self.from_last.setVisible(self._last is not None)

    def propose(self, title: str, proposed: OrderRecorded) -> None:
        """Show an order to be read line by line."""
        self.proposed = proposed
        self.proposal.show_order(title, proposed)
        into_sight(self.proposal)

    @Slot()
    def _read_last(self) -> None:
        order = self._last.session.order if self._last is not None else None
        if self._last is None or order is None:
            return
        day = wall_day(self._last.row.opened, self._last.row.utc_offset_min)
        title = say("Order of {day}. Which lines hold today?").format(day=day)
        self.propose(title, replace(order, source=OrderSource.LAST_TIME, source_digest=None))

    @Slot()
    def _read_file(self) -> None:
        if self.file.fields[0].text:
            self.fileAsked.emit(self.file.fields[0].text)


def _booster(order: OrderRecorded) -> str:
    if not order.booster_allowed:
        return say("not allowed")
    if order.booster_amount is None:
        return say("allowed")
    return say("allowed, {amount} {unit}").format(
        amount=number(order.booster_amount), unit=order.unit
    )
