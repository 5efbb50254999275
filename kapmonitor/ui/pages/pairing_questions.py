"""What only a person who looks at the device can answer while it is being paired.

Two questions, never both at once: which number does it show, and does it show this one? Nothing
is answered by default, and the second begins with the keyboard on No.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kapmonitor.language import say
from kapmonitor.ui.pages import pairing_words as words
from kapmonitor.ui.widgets.parts import Answers, Field, button, column, label, row

_DIGITS = 6


class PasskeyQuestion(QWidget):
    """Which six digits does the device show?"""

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._asks = False
        self._digits = Field(say(words.PASSKEY), say("six digits"), width=220)
        self._digits.setFixedWidth(220)
        self._send = button(say("Send"), "primary", name=say("Send the six digits"))
        self._refused = label(say(words.BAD_PASSKEY), "refusal")
        self._refused.hide()
        line = row(self._digits, self._send, 1)
        line.setAlignment(self._send, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(column(line, self._refused))
        self._digits.line.returnPressed.connect(self._answer)
        self._send.clicked.connect(self._answer)

    def ask(self, *, asks: bool) -> None:
        """Show the question while it stands, and be ready for the digits."""
        newly = asks and not self._asks
        self._asks = asks
        self.setVisible(asks)
        if newly:
            self._refused.hide()
            self._digits.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _answer(self) -> None:
        digits = self._digits.text.replace(" ", "")
        good = len(digits) == _DIGITS and digits.isascii() and digits.isdigit()
        self._refused.setVisible(not good)
        if good:
            self._digits.line.clear()
            self.answered.emit(digits)


class ComparisonQuestion(QWidget):
    """Does the device show this number?"""

    answered = Signal(str, bool)
    """The number that was asked about, and whether the device shows it."""

    def __init__(self) -> None:
        super().__init__()
        self._number: str | None = None
        self.digits = label("", "compared")
        self._answers = Answers(say(words.SAME_NUMBER), words.SAME_ANSWERS)
        late = label(say(words.COMPARE_IN_TIME), "secondary", wraps=True)
        self.setLayout(column(self.digits, row(self._answers, 1), late))
        self._answers.answered.connect(self._answer)

    def ask(self, number: str | None) -> None:
        """Show the question about a number while it stands; None: there is none."""
        newly = number is not None and number != self._number
        self._number = number
        self.setVisible(number is not None)
        if newly and number is not None:
            self.digits.setText(words.spaced(number))
            self.digits.setAccessibleName(" ".join(number))
            self._answers.show_answer(None)
            self._answers.buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _answer(self, answer: str) -> None:
        if self._number is not None:
            self.answered.emit(self._number, answer == "yes")
