"""Who uses the program now: chosen by the person, never guessed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from kapmonitor.language import say
from kapmonitor.session.vocabulary import Operator
from kapmonitor.ui.pages.forms import joined
from kapmonitor.ui.widgets.parts import Card, Field, button, clear, column, row


class Operators(Card):
    """Who uses the program now."""

    chosen = Signal(object)
    added = Signal(str, str)

    def __init__(self) -> None:
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._name = Field(say("Your name"))
        self._role = Field(say("Your role"), say("therapist, nurse, prescriber …"))
        self._add = button(say("Add yourself"))
        self._somebody = button(say("Somebody new…"), "link", name=say("Add somebody new"))
        self._fields = QWidget()
        self._fields.setLayout(column(row(self._name, self._role), row(self._add, 1)))
        super().__init__(say("Who are you?"), self._list, row(self._somebody, 1), self._fields)
        self._somebody.hide()
        self._somebody.clicked.connect(self._open)
        self._people: tuple[tuple[Operator, ...], str] = ((), "")
        self._buttons: dict[str, QPushButton] = {}
        joined(self._name.line, self._role.line)
        self._role.line.returnPressed.connect(self._send)
        self._add.clicked.connect(self._send)

    def show_people(self, people: Sequence[Operator], chosen: Operator, *, likely: str) -> None:
        """Show the people; the one who was here last comes into focus, and is not chosen."""
        if (tuple(people), chosen.id) == self._people:
            return
        self._people = (tuple(people), chosen.id)
        self._fields.setVisible(not people)
        self._somebody.setVisible(bool(people))
        clear(self._list)
        self._buttons = {each.id: self._button(each, chosen) for each in people}
        for made in self._buttons.values():
            self._list.addWidget(made)
        first = next(iter(self._buttons.values()), None)
        focused = self._buttons.get(chosen.id) or self._buttons.get(likely) or first
        if self.isVisible():  # a late answer must not take the keyboard from another page
            (focused or self._name.line).setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, operator: Operator, chosen: Operator) -> QPushButton:
        here = operator.id == chosen.id
        words = f"{operator.name}, {operator.role}" + (say(" · you") if here else "")
        made = button(
            words,
            "answer",
            name=say("I am {operator}, {role}").format(operator=operator.name, role=operator.role),
        )
        made.setCheckable(True)
        made.setChecked(here)
        made.clicked.connect(lambda: self.chosen.emit(operator))
        return made

    @Slot()
    def _open(self) -> None:
        self._somebody.hide()
        self._fields.show()
        self._name.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _send(self) -> None:
        if not self._name.text:
            self._name.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.added.emit(self._name.text, self._role.text or say("therapist"))
        self._name.line.clear()
        self._role.line.clear()
