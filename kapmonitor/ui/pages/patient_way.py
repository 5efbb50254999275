"""The way to the patient's window, for who sits at this computer with a session at home."""

from __future__ import annotations

from importlib.util import find_spec

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kapmonitor.language import mark, say
from kapmonitor.ui.widgets.parts import button, label, row

NEEDS = ("paho", "spake2")
"""What a session at home needs installed; it is looked for here, and loaded when it is used."""
NO_LINK = mark("The part for telehealth is not installed: pip install 'kapmonitor[telehealth]'.")
PATIENT = mark("Your therapist is on a call with you, and you have a cuff at home.")


class PatientWay(QWidget):
    """A button, and words beside it that say whom it is for."""

    asked = Signal()

    def __init__(self, looks: str = "") -> None:
        super().__init__()
        self.go = button(say("I am the patient"), looks)
        there = all(find_spec(name) is not None for name in NEEDS)
        self.go.setEnabled(there)
        self._words = label(say(PATIENT if there else NO_LINK), "secondary", wraps=True)
        laid = row(self.go, self._words, spacing=14)
        laid.setStretch(1, 1)
        self.setLayout(laid)
        self.go.clicked.connect(self.asked)
