"""The first run in three steps: who you are, what this is and is not, and a session to try."""

from __future__ import annotations

from enum import IntEnum
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kapmonitor.language import mark, say
from kapmonitor.ui.languages import Language, available, spoken_code
from kapmonitor.ui.notice import paragraphs
from kapmonitor.ui.pages.patient_way import PatientWay
from kapmonitor.ui.widgets.fitting import flow
from kapmonitor.ui.widgets.parts import Card, button, column, label, row


class Step(IntEnum):
    """Where a person is in the first run."""

    WHO = 1
    READ = 2
    TRY = 3


HEADS = {
    Step.WHO: mark("Welcome. Who are you?"),
    Step.READ: mark("What this is, and is not"),
    Step.TRY: mark("Try it before the first patient"),
}
WHO = mark("The record names the person behind every entry. Add yourself, or choose your name.")
TRY = mark(
    "A simulated patient, cuff and people play a whole session. A guide says what you see; it can "
    "be left at any time. Nothing of it enters your record."
)


class FirstRun(QWidget):
    """Shows one step; the first of them is answered in the card of people below it."""

    read = Signal()
    back = Signal()
    tourAsked = Signal()
    devicesAsked = Signal()
    done = Signal()
    patientAsked = Signal()
    """Who sits here has a session at home: the patient's window is wanted."""
    languageAsked = Signal(str)
    """The code of the language that a person wants from now on."""

    def __init__(self) -> None:
        super().__init__()
        self._step: Step | None = None
        self._count = label("", "secondary")
        self._head = label("", "question", wraps=True)
        self._who = label(say(WHO), wraps=True)
        self.languages = [_language(each) for each in available()]
        for each, made in zip(available(), self.languages, strict=True):
            made.clicked.connect(partial(self._speak, each.code))
        self._tongues = QWidget()
        self._tongues.setLayout(flow(*self.languages))
        self.way = PatientWay()
        self.agree = button(say("I have read this"), "primary")
        again = button(say("Back"), name=say("Back to who you are"))
        self._notice = Card("", *(label(each, wraps=True) for each in paragraphs()))
        self._notice.body.addLayout(row(self.agree, again, 1))
        self.go = button(say("Start the guided tour"), "primary")
        cuff = button(say("Set up a cuff"))
        on = button(say("Go on without"))
        self._try = Card("", label(say(TRY), wraps=True), row(self.go, cuff, on, 1))
        shown = (self._tongues, self._count, self._head, self._who, self.way)
        self.setLayout(column(*shown, self._notice, self._try, spacing=8))
        for part in (self._who, self.way, self._notice, self._try):
            part.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()
        self.way.asked.connect(self.patientAsked)
        self.agree.clicked.connect(self.read)
        again.clicked.connect(self.back)
        self.go.clicked.connect(self.tourAsked)
        cuff.clicked.connect(self.devicesAsked)
        on.clicked.connect(self.done)

    def show_step(self, step: Step | None) -> None:
        """Show a step, the keyboard on the next right thing; None: the first run is over."""
        if step is None or step is self._step:
            self._step = step
            self.setVisible(step is not None)
            return
        self._step = step
        self._count.setText(say("Step {step} of {steps}").format(step=step.value, steps=len(Step)))
        self._head.setText(say(HEADS[step]))
        self._who.setVisible(step is Step.WHO)
        for each in (self._tongues, self.way):
            each.setVisible(step is Step.WHO)
        self._notice.setVisible(step is Step.READ)
        self._try.setVisible(step is Step.TRY)
        self.show()
        QTimer.singleShot(0, self, self._focus)

    def _speak(self, code: str, _checked: bool = False) -> None:
        if code != spoken_code():
            self.languageAsked.emit(code)

    @Slot()
    def _focus(self) -> None:
        """Put the keyboard on the button of the step, unless somebody types elsewhere."""
        wanted = {Step.READ: self.agree, Step.TRY: self.go}
        if self._step in wanted and self.isVisible():
            wanted[self._step].setFocus(Qt.FocusReason.OtherFocusReason)


def _language(each: Language) -> QPushButton:
    """Return the button of a language, by the name that its own speakers call it."""
    made = button(each.name, "small")
    made.setCheckable(True)
    made.setChecked(each.code == spoken_code())
    return made
