"""A new patient beside the known ones who might be the same person: a person decides.

Nothing is merged. Taking a known one, or saying that it is another person, is an act; the latter
is kept with the patient's first entry.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from kapmonitor.language import say
from kapmonitor.record.patient import Patient
from kapmonitor.ui.pages.known_patient import described
from kapmonitor.ui.widgets.parts import Inline, button, clear, label, row


class AlikePanel(Inline):
    """Opens in the page while a new patient looks like a known one."""

    same = Signal(object)  # the known Patient
    another = Signal()

    def __init__(self) -> None:
        self._patients: tuple[Patient, ...] = ()
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(12)
        self._table.setColumnStretch(1, 1)
        self._another = button(
            say("Another person"), name=say("Another person: make a new patient")
        )
        self._back = button(say("Never mind"))
        super().__init__(
            say("Is this someone you know already?"),
            self._table,
            row(self._another, self._back, 1),
        )
        self._another.clicked.connect(self.another)
        self._back.clicked.connect(self.hide)

    def ask(self, new: Patient, patients: tuple[Patient, ...]) -> None:
        """Show the new one and the known ones, line by line."""
        self._patients = patients
        clear(self._table)
        self._line(0, say("New"), new, None)
        for at, each in enumerate(patients, 1):
            self._line(at, say("Known"), each, each)
        self.show()
        self._another.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def told(self) -> tuple[str, ...]:
        """The pseudonyms of those who were shown."""
        return tuple(each.id for each in self._patients)

    def _line(self, at: int, kind: str, patient: Patient, known: Patient | None) -> None:
        self._table.addWidget(label(kind, "secondary"), at, 0)
        self._table.addWidget(label(described(patient), wraps=True), at, 1)
        if known is not None:
            self._table.addWidget(self._take(known), at, 2)

    def _take(self, known: Patient) -> QWidget:
        name = known.name or known.id
        made = button(
            say("The same person"), "small", name=say("The same person as {name}").format(name=name)
        )

        @Slot()
        def taken() -> None:
            self.hide()
            self.same.emit(known)

        made.clicked.connect(taken)
        return made
