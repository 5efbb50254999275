"""One person of the practice: name, roles, secret, and letting them go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from kapmonitor.doorkeeper import SHORTEST_SECRET
from kapmonitor.language import mark, say
from kapmonitor.session.roles import Person
from kapmonitor.ui.pages.duties import Duties
from kapmonitor.ui.pages.forms import refusal_line, refuse
from kapmonitor.ui.widgets.parts import Card, Field, button, column, label, row
from kapmonitor.ui.widgets.secret_field import SecretField

LENGTH = mark(
    "At least {count} characters; a few words that come to your mind only are good. Pasting from a "
    "password manager works."
)
NOT_ALIKE = mark("The two are not alike. Type the new secret again.")
RESET = mark("An administrator leaves it empty: the person is here, and types the new one.")
RETIRE = mark("Retire {name}? Their entries stay, their secret is taken away.")


class PersonForm(Card):
    """Asks to save, to set a secret, or to retire the person it was opened on."""

    saved = Signal(object, str, object)
    secretSet = Signal(object, str, str)
    retired = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        self._person: Person | None = None
        self.name = Field(say("Name"))
        self.duties = Duties()
        self.save = button(say("Save"), "primary", name=say("Save the person"))
        self.close_it = button(say("Close"), name=say("Close the person"))
        self.retire = button(say("Retire…"), name=say("Retire the person"))
        self.refusal = refusal_line()
        self._sure = label("", wraps=True)
        self.yes = button(say("Yes, retire"))
        self.no = button(say("Never mind"), name=say("Do not retire"))
        self._asking = QWidget()
        self._asking.setLayout(column(self._sure, row(self.yes, self.no, 1)))
        self._secret = self._secret_part()
        super().__init__(
            say("Person"),
            self.name,
            self.duties,
            row(self.save, self.retire, self.close_it, 1),
            self._asking,
            self._secret,
            self.refusal,
        )
        self.hide()
        self._connect()

    def _secret_part(self) -> QWidget:
        """Return the fields of a secret."""
        self.now = SecretField(say("Secret as it is now, or the recovery key of the record"))
        self.new = SecretField(say("New secret"))
        self.again = SecretField(say("New secret again"))
        self.set_it = button(say("Set the secret"))
        told = label(say(LENGTH).format(count=SHORTEST_SECRET), "secondary", wraps=True)
        self._reset = label(say(RESET), "secondary", wraps=True)
        made = QWidget()
        made.setLayout(
            column(
                label(say("Secret"), "strong"),
                told,
                self.now,
                self._reset,
                self.new,
                self.again,
                row(self.set_it, 1),
            )
        )
        return made

    def _connect(self) -> None:
        self.save.clicked.connect(self._save)
        self.name.line.returnPressed.connect(self._save)
        self.set_it.clicked.connect(self._set)
        self.now.entered.connect(self.new.focus)
        self.new.entered.connect(self.again.focus)
        self.again.entered.connect(self._set)
        self.retire.clicked.connect(self._ask)
        self.yes.clicked.connect(self._retire)
        self.no.clicked.connect(self._asking.hide)
        self.close_it.clicked.connect(self.close_up)

    def open_on(self, person: Person | None, *, own: bool) -> None:
        """Show a person, or nobody yet; `own`: it is the one at the screen."""
        self._person = person
        self.name.line.setText(person.operator.name if person else "")
        self.duties.show_duties(person.duties if person else ())
        self.retire.setVisible(person is not None)
        self._secret.setVisible(person is not None)
        self.now.setVisible(person is not None and person.has_secret)
        self._reset.setVisible(person is not None and person.has_secret and not own)
        self._asking.hide()
        self.refuse(())
        self.show()
        self.name.line.setFocus()

    @Slot()
    def close_up(self) -> None:
        """Close, and keep nothing that was typed."""
        self.hide()
        self.left.emit()

    def refuse(self, reasons: Sequence[str]) -> None:
        """Say why not."""
        refuse(self.refusal, reasons)

    @Slot()
    def _save(self) -> None:
        self.saved.emit(self._person, self.name.text, self.duties.chosen)

    @Slot()
    def _set(self) -> None:
        now, new, again = self.now.take(), self.new.take(), self.again.take()
        if new != again:
            self.refuse((say(NOT_ALIKE),))
            self.new.focus()
        elif self._person is not None:
            self.secretSet.emit(self._person, now, new)

    @Slot()
    def _ask(self) -> None:
        if self._person is not None:
            self._sure.setText(say(RETIRE).format(name=self._person.operator.name))
            self._asking.show()
            self.no.setFocus()

    @Slot()
    def _retire(self) -> None:
        if self._person is not None:
            self.retired.emit(self._person)
