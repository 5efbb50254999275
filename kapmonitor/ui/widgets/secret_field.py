"""A line for a secret: not shown unless asked for, pasting allowed, and Caps Lock told of."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kapmonitor.language import say
from kapmonitor.ui.widgets.parts import button, column, label, row


class SecretLine(QLineEdit):
    """Tells by the letters that arrive whether Caps Lock is on: no system says it to all."""

    capsSeen = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Compare a letter with the Shift key that came with it."""
        text = event.text()
        if len(text) == 1 and text.upper() != text.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.capsSeen.emit(text.isupper() is not shifted)
        super().keyPressEvent(event)


class SecretField(QWidget):
    """A secret under its name; Return in it emits `entered`."""

    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.line = SecretLine()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        hidden = Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData
        self.line.setInputMethodHints(hidden | Qt.InputMethodHint.ImhNoPredictiveText)
        self.show_it = button(say("Show"), "link")
        self.show_it.setCheckable(True)
        self.caps = label(say("Caps Lock seems to be on."), "secondary")
        self.caps.hide()
        self._heading = label("", "secondary")
        self._heading.setBuddy(self.line)
        self.rename(name)
        line = row(self.line, self.show_it)
        line.setStretch(0, 1)
        self.setLayout(column(self._heading, line, self.caps, spacing=4))
        self.show_it.toggled.connect(self._turn)
        self.line.capsSeen.connect(self.caps.setVisible)
        self.line.returnPressed.connect(self.entered)

    def rename(self, name: str) -> None:
        """Ask for another person's secret."""
        self._heading.setText(name)
        self.line.setAccessibleName(name)
        self.show_it.setAccessibleName(say("Show: {name}").format(name=name))

    def take(self) -> str:
        """Return what was typed, blanks and all, and keep nothing of it here."""
        typed = self.line.text()
        self.line.clear()
        self.caps.hide()
        self.show_it.setChecked(False)
        return typed

    def focus(self) -> None:
        """Bring the keyboard here."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep nothing where nobody looks."""
        super().hideEvent(event)
        self.take()

    @Slot(bool)
    def _turn(self, shown: bool) -> None:
        ways = QLineEdit.EchoMode
        self.line.setEchoMode(ways.Normal if shown else ways.Password)
