"""The way to the screen: a person's secret, or emergency access without one.

Both stand in the page, never over it. A wrong secret says how long to wait; a session that runs
goes on behind it, and emergency access always leads there.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kapmonitor.language import mark, say
from kapmonitor.session.roles import Person
from kapmonitor.ui.pages.forms import joined, refusal_line, refuse
from kapmonitor.ui.widgets.parts import Field, button, column, label, row
from kapmonitor.ui.widgets.secret_field import SecretField

ABOUT = mark(
    "For when the person with the secret is not here. Your name and reason are recorded, and an "
    "administrator sees them."
)
UNSAID = mark("Emergency access needs your name and a reason.")


class WayIn(QWidget):
    """Asks for the secret of one person; beside it the way without one."""

    entered = Signal(object, str)
    emergency = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._person: Person | None = None
        self.secret = SecretField(say("Secret"))
        self.enter = button(say("Sign in"))
        self.open_emergency = button(say("Emergency access…"), "link", name=say("Emergency access"))
        self.refusal = refusal_line()
        self._asking = QWidget()
        self._asking.setLayout(column(self.secret, row(self.enter, 1)))
        self.name = Field(say("Your name, for emergency access"))
        self.reason = Field(say("Reason for emergency access"))
        self.go = button(say("Go in"), name=say("Go in by emergency access"))
        self._without = QWidget()
        self._without.setLayout(
            column(
                label(say(ABOUT), "secondary", wraps=True),
                row(self.name, self.reason),
                row(self.go, 1),
            )
        )
        self.setLayout(
            column(self._asking, self.refusal, row(self.open_emergency, 1), self._without)
        )
        self._asking.hide()
        self._without.hide()
        self.secret.entered.connect(self._enter)
        self.enter.clicked.connect(self._enter)
        self.open_emergency.clicked.connect(self._open)
        joined(self.name.line, self.reason.line)
        self.reason.line.returnPressed.connect(self._go)
        self.go.clicked.connect(self._go)

    def ask(self, person: Person) -> None:
        """Ask for a person's secret."""
        if self._person is None or self._person.operator.id != person.operator.id:
            self.refuse(())
        self._person = person
        self.secret.rename(say("Secret of {name}").format(name=person.operator.name))
        self.enter.setAccessibleName(say("Sign in as {name}").format(name=person.operator.name))
        self._asking.show()
        self._without.hide()
        self.secret.focus()

    def close_up(self) -> None:
        """Ask for nothing, and keep nothing that was typed."""
        self._person = None
        self.secret.take()
        self.refuse(())
        self._asking.hide()
        self._without.hide()
        for each in (self.name, self.reason):
            each.line.clear()

    @property
    def asking(self) -> bool:
        """Whether a secret, or a name and a reason, are being asked for."""
        return not (self._asking.isHidden() and self._without.isHidden())

    def refuse(self, reasons: Sequence[str]) -> None:
        """Say why not."""
        refuse(self.refusal, reasons)

    @Slot()
    def _enter(self) -> None:
        if self._person is not None:
            self.entered.emit(self._person, self.secret.take())

    @Slot()
    def _open(self) -> None:
        self.refuse(())
        self._asking.hide()
        self._without.show()
        self.name.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _go(self) -> None:
        if self.name.text and self.reason.text:
            self.emergency.emit(self.name.text, self.reason.text)
        else:
            self.refuse((say(UNSAID),))
