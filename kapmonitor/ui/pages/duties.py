"""What a person does in the practice: any of three, none of them chosen beforehand."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from kapmonitor.language import mark, say
from kapmonitor.session.roles import Duty
from kapmonitor.ui.widgets.fitting import flow
from kapmonitor.ui.widgets.parts import button, column, label

WORDS = {
    Duty.THERAPIST: mark("Therapist"),
    Duty.PRESCRIBER: mark("Prescriber"),
    Duty.ADMINISTRATOR: mark("Administrator"),
}
DOES = mark("Role: one or several")


class Duties(QWidget):
    """Three buttons that stay down; `changed` when a person presses one."""

    changed = Signal()

    def __init__(self, name: str = DOES) -> None:
        """`name`: marked words over the buttons."""
        super().__init__()
        self.buttons: dict[Duty, QPushButton] = {}
        for duty, words in WORDS.items():
            made = button(say(words), "small", name=say("Role: {role}").format(role=say(words)))
            made.setCheckable(True)
            made.clicked.connect(self._pressed)
            self.buttons[duty] = made
        self.setLayout(
            column(label(say(name), "secondary"), flow(*self.buttons.values()), spacing=4)
        )

    @property
    def chosen(self) -> frozenset[Duty]:
        """Return what is chosen."""
        return frozenset(duty for duty, made in self.buttons.items() if made.isChecked())

    def show_duties(self, duties: Iterable[Duty]) -> None:
        """Show these as chosen."""
        wanted = set(duties)
        for duty, made in self.buttons.items():
            made.setChecked(duty in wanted)

    @Slot()
    def _pressed(self) -> None:
        self.changed.emit()
