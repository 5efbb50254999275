"""Timed scores while the patient is inward: one press each, at any time, none of them asked twice.

Opened by its key, the panel has the keyboard and no answer has it: a stray blank scores nobody.
The least value of sedation is an emergency and takes a second press, as a red flag does.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from kapmonitor.language import figure, say
from kapmonitor.session.event import ScoreRecorded
from kapmonitor.session.scales import LEAST_MOAAS, MOAAS
from kapmonitor.session.state import Session
from kapmonitor.ui.score_view import SCALES, Scale, last_score
from kapmonitor.ui.widgets.parts import Inline, Wrapping, button, column, grid, kind, label, row
from kapmonitor.ui.wording import clock

ABREAST = 6
"""Figures side by side; words stand two in a line."""


class ScoresPanel(Inline):
    """Every scale with its values; `scored` with the fact, `left` on Esc or Close."""

    scored = Signal(object)  # ScoreRecorded
    left = Signal()

    def __init__(self) -> None:
        self._rows = [_Scale(each) for each in SCALES]
        close = button(say("Close"), "link", name=say("Close the scores"))
        super().__init__(say("Score"), *self._rows, row(close, 1))
        close.clicked.connect(self.left)
        for each in self._rows:
            each.scored.connect(self.scored)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def open_up(self) -> None:
        """Show it with the keyboard on no answer; Tab goes to the first."""
        for each in self._rows:
            each.disarm()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_session(self, session: Session) -> None:
        """Show what was scored last on each scale, and when."""
        for each in self._rows:
            each.show_session(session)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves it."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class _Scale(QWidget):
    """One scale: its name, the last score, and a button for each value."""

    scored = Signal(object)

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self._scale = scale
        self._name = label(say(scale.name), "strong", wraps=True)
        self._last: QLabel = label("", "secondary")
        self._buttons: dict[int, QPushButton] = {}
        self._armed = False
        figures = all(words.isdecimal() for _value, words in scale.answers)
        abreast = ABREAST if figures else len(scale.answers) if scale.meaning else 2
        for value, words in scale.answers:
            shown = words if words.isdecimal() else say(words)
            made = Wrapping(shown, "small", name=f"{say(scale.name)}: {shown}")
            made.clicked.connect(partial(self._press, value))
            self._buttons[value] = made
        heading = row(self._name, self._last)
        heading.setStretch(0, 1)
        answers = grid(tuple(self._buttons.values()), abreast)
        meaning = (label(say(scale.meaning), "secondary", wraps=True),) if scale.meaning else ()
        self.setLayout(column(heading, *meaning, answers, spacing=4))

    def show_session(self, session: Session) -> None:
        score = last_score(session, self._scale.id)
        words = "" if score is None else f"{figure(score.value)} · {clock(session, score.at.utc)}"
        self._last.setText(words)

    def disarm(self) -> None:
        """Take back the first of two presses."""
        if self._armed:
            self._arm(armed=False)

    def _press(self, value: int, _checked: bool = False) -> None:
        if self._scale.id == MOAAS and value == LEAST_MOAAS and not self._armed:
            self._arm(armed=True)
            return
        self.disarm()
        self.scored.emit(ScoreRecorded(scale=self._scale.id, value=float(value)))

    @Slot()
    def _arm(self, *, armed: bool) -> None:
        self._armed = armed
        made, words = self._buttons[LEAST_MOAAS], dict(self._scale.answers)[LEAST_MOAAS]
        text = say("Confirm: {words}").format(words=say(words)) if armed else say(words)
        made.setText(text)
        made.setAccessibleName(f"{say(self._scale.name)}: {text}")
        kind(made, "primary" if armed else "small")
