"""Is it the right patient? Two identifiers compared with the person who is there.

A person says which two; the program compares nothing and keeps no picture. Choosing another
patient takes the answers back.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPushButton

from kapmonitor.language import mark, say
from kapmonitor.session.vocabulary import IDENTIFIERS_NEEDED, Identifier
from kapmonitor.ui.widgets.fitting import GRID
from kapmonitor.ui.widgets.parts import Card, button, label

QUESTION = mark("Compared with the patient:")
WORDS = {
    Identifier.NAME: mark("Name"),
    Identifier.BORN: mark("Date of birth"),
    Identifier.LOCAL_ID: mark("Local number"),
    Identifier.DOCUMENT: mark("Document with picture"),
}
REFUSAL = mark("Compare two identifiers with the patient who is there, and say which two.")


class IdentityCard(Card):
    """Which identifiers a person compared; none is chosen before."""

    changed = Signal()

    def __init__(self) -> None:
        self._buttons: dict[Identifier, QPushButton] = {}
        for each, words in WORDS.items():
            made = button(say(words), "answer", name=f"{say(QUESTION)} {say(words)}")
            made.setCheckable(True)
            made.toggled.connect(partial(self._count, each))
            self._buttons[each] = made
        self._told = label("", "secondary", wraps=True)
        grid = QGridLayout()
        grid.setSpacing(GRID)
        for at, made in enumerate(self._buttons.values()):
            grid.addWidget(made, at // 2, at % 2)
        ask = label(say("Ask them to say it; do not read it out to them."), "secondary", wraps=True)
        super().__init__(say("Right patient? Compare two"), ask, grid)
        self.body.addWidget(self._told)
        self.forget()

    @property
    def compared(self) -> tuple[Identifier, ...]:
        """Return what a person compared."""
        return tuple(each for each, made in self._buttons.items() if made.isChecked())

    def refusals(self) -> tuple[str, ...]:
        """Return what is missing."""
        return () if len(self.compared) >= IDENTIFIERS_NEEDED else (say(REFUSAL),)

    @Slot()
    def forget(self) -> None:
        """Take every answer back: it was about somebody else."""
        for made in self._buttons.values():
            made.setChecked(False)
        self._say()

    def _count(self, _which: Identifier, _on: bool) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        left = IDENTIFIERS_NEEDED - len(self.compared)
        if left > 0:
            self._told.setText(say("Still to compare: {left}.").format(left=left))
        else:
            self._told.setText("✓ " + say("Goes into the record with your name and the time."))
