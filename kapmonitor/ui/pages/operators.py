"""Who uses the program now: chosen by the person, never guessed; with a secret, told apart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from kapmonitor.language import mark, say
from kapmonitor.session.roles import Duty, Person, role_words
from kapmonitor.session.vocabulary import Operator
from kapmonitor.ui.pages.duties import Duties
from kapmonitor.ui.pages.forms import refusal_line, refuse
from kapmonitor.ui.pages.way_in import WayIn
from kapmonitor.ui.widgets.parts import Card, Field, button, clear, column, label, row

ANYBODY = mark(
    "Nobody here has a secret: anybody at this computer can be any of these people. Secrets are "
    "set in Settings, People."
)
SOME = mark("Without a secret, so anybody can be them: {names}.")
NO_ROLE = mark("Say what you do here: at least one role.")


class Operators(Card):
    """Who uses the program now; `chosen` where no secret is asked for, `entered` with one."""

    chosen = Signal(object)
    added = Signal(str, object)
    entered = Signal(object, str)
    emergency = Signal(str, str)
    leftAsked = Signal()

    def __init__(self, *, at_lock: bool = False) -> None:
        """`at_lock`: people come back to a locked screen; nobody is added or leaves there."""
        self._at_lock = at_lock
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._name = Field(say("Your name"))
        self.duties = Duties()
        self._add = button(say("Add yourself"))
        self._somebody = button(say("Somebody new…"), "link", name=say("Add somebody new"))
        self.leave = button(say("Sign out"), "link")
        self.way_in = WayIn()
        self.refusal = refusal_line()
        self._honest = label("", "secondary", wraps=True)
        self._fields = QWidget()
        self._fields.setLayout(column(self._name, self.duties, row(self._add, 1)))
        super().__init__(
            say("Who are you?"),
            self._list,
            self.way_in,
            row(self._somebody, self.leave, 1),
            self._fields,
            self.refusal,
            self._honest,
        )
        for each in (self._somebody, self.leave, self.way_in):
            each.hide()
        self._people: tuple[tuple[Person, ...], str] = ((), "")
        self._buttons: dict[str, QPushButton] = {}
        self._connect()

    def _connect(self) -> None:
        self._somebody.clicked.connect(self._open)
        self.leave.clicked.connect(self.leftAsked)
        self._name.line.returnPressed.connect(self._to_duties)
        self._add.clicked.connect(self._send)
        self.way_in.entered.connect(self.entered)
        self.way_in.emergency.connect(self.emergency)

    def show_people(self, people: Sequence[Person], chosen: Operator, *, likely: str) -> None:
        """Show the people; the one who was here last comes into focus, and is not chosen."""
        if (tuple(people), chosen.id) == self._people and not self._at_lock:
            return
        self._people = (tuple(people), chosen.id)
        self._fields.setVisible(not people and not self._at_lock)
        self._somebody.setVisible(bool(people) and not self._at_lock)
        self.leave.setVisible(bool(chosen.name) and not self._at_lock)
        self.way_in.close_up()
        self.way_in.setVisible(self._at_lock or any(each.has_secret for each in people))
        self._honest.setText(_honest(people))
        self._honest.setVisible(bool(people))
        clear(self._list)
        self._buttons = {each.operator.id: self._button(each, chosen) for each in people}
        for made in self._buttons.values():
            self._list.addWidget(made)
        first = next(iter(self._buttons.values()), None)
        focused = self._buttons.get(chosen.id) or self._buttons.get(likely) or first
        if self.isVisible():  # a late answer must not take the keyboard from another page
            (focused or self._name.line).setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, reasons: Sequence[str]) -> None:
        """Say why somebody did not get in, or was not added."""
        here = self.way_in.asking
        self.way_in.refuse(reasons if here else ())
        refuse(self.refusal, () if here else reasons)

    def _button(self, person: Person, chosen: Operator) -> QPushButton:
        operator = person.operator
        here = operator.id == chosen.id
        role = role_words(operator.role)
        words = f"{operator.name}, {role}" if role else operator.name
        words += say(" · you") if here else say(" · secret") if person.has_secret else ""
        made = button(
            words,
            "answer",
            name=say("I am {operator}, {role}").format(operator=operator.name, role=role),
        )
        made.setCheckable(True)
        made.setChecked(here)
        made.clicked.connect(lambda: self._choose(person))
        return made

    def _choose(self, person: Person) -> None:
        here = self._people[1]
        for own, made in self._buttons.items():
            made.setChecked(own == here)  # nobody is, before the record says so
        self.refuse(())
        if person.has_secret:
            self.way_in.ask(person)
        else:
            self.way_in.close_up()
            self.chosen.emit(person.operator)

    @Slot()
    def _open(self) -> None:
        self._somebody.hide()
        self._fields.show()
        self._name.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _to_duties(self) -> None:
        self.duties.buttons[Duty.THERAPIST].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _send(self) -> None:
        if not self._name.text:
            self._name.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.duties.chosen:
            self.refuse((say(NO_ROLE),))
            return
        self.refuse(())
        self.added.emit(self._name.text, self.duties.chosen)

    def forget_typed(self) -> None:
        """Keep nothing of who was added."""
        self._name.line.clear()
        self.duties.show_duties(())


def _honest(people: Sequence[Person]) -> str:
    """Return how far the record can tell these people apart."""
    without = [each.operator.name for each in people if not each.has_secret]
    if len(without) == len(people):
        return say(ANYBODY)
    return say(SOME).format(names=", ".join(without)) if without else ""
