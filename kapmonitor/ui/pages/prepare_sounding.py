"""What a session keeps of its alarm sound: whether the tone was heard, and what is to be silent.

A high alarm always sounds; medium and low ones as a person says, for this session alone.
"""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kapmonitor.language import mark, say
from kapmonitor.port import Answer, SoundState
from kapmonitor.session.code_words import coded, sentence
from kapmonitor.session.event import SoundSet, SoundTested
from kapmonitor.session.intent import Note
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Priority, SoundMode
from kapmonitor.ui.pages.forms import YES_NO, Ask, refusal_line, refuse
from kapmonitor.ui.widgets.choice import Choice
from kapmonitor.ui.widgets.parts import Answers, column, label, row
from kapmonitor.ui.wording import clock

HEARD = mark("Did you hear the tone, and the patient not?")
MODES = ((SoundMode.SOFT.value, mark("Soft")), (SoundMode.OFF.value, mark("Off")))
BY_ITSELF = {Priority.MEDIUM: SoundMode.SOFT, Priority.LOW: SoundMode.OFF}
"""How a priority sounds while nobody said otherwise."""


class SoundingPart(QWidget):
    """Asks after the tone, and how medium and low alarms sound."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self._output = ""
        self._asks = False
        self._question = label(say(HEARD), "strong", wraps=True)
        self._heard = Answers(say(HEARD), YES_NO, looks="small")
        self._said = label("", "secondary", wraps=True)
        self._modes = {each: self._mode(each) for each in BY_ITSELF}
        self._refusal = refusal_line()
        asked = row(self._question, self._heard)
        asked.setStretch(0, 1)
        rows = [row(label(_alarms(each)), 1, made) for each, made in self._modes.items()]
        self.setLayout(column(asked, self._said, *rows, self._refusal))
        self._heard.answered.connect(self._answer)
        self._show_question()

    def _mode(self, priority: Priority) -> Choice:
        """Return a choice that shows how it is: a setting, not an answer that nobody gave."""
        made = Choice()
        made.setAccessibleName(_alarms(priority))
        for value, word in MODES:
            made.addItem(say(word), value)
        made.activated.connect(lambda index: self._set(priority, str(made.itemData(index))))
        return made

    def played(self) -> None:
        """Ask what came of the tone that was just played."""
        self._asks = True
        self._heard.show_answer(None)
        self._show_question()

    def draw(self, session: Session, state: SoundState) -> None:
        """Show what the session keeps."""
        self._output = state.chosen
        self._said.setText(tested_words(session))
        for priority, made in self._modes.items():
            mode = session.sound.get(priority, BY_ITSELF[priority])
            made.setCurrentIndex(made.findData(mode.value))

    def _show_question(self) -> None:
        self._question.setVisible(self._asks)
        self._heard.setVisible(self._asks)

    @Slot(str)
    def _answer(self, value: str) -> None:
        def done(answer: Answer) -> None:
            refuse(self._refusal, answer.refusals)
            self._asks = bool(answer.refusals)
            self._show_question()

        self._ask(Note(fact=SoundTested(output=self._output, heard=value == "yes")), done)

    def _set(self, priority: Priority, value: str) -> None:
        def done(answer: Answer) -> None:
            refuse(self._refusal, answer.refusals)

        self._ask(Note(fact=SoundSet(priority=priority, mode=SoundMode(value))), done)


def tested_words(session: Session) -> str:
    """Return what came of the newest test of the sound, for the page and for the report."""
    if session.sound_tested is None:
        return say("Sound not tested in this session.")
    at, tested = session.sound_tested
    heard = (
        say("heard by the therapist alone") if tested.heard else say("not heard as it should be")
    )
    return say("Test tone on {output}: {heard}, {time}.").format(
        output=tested.output, heard=heard, time=clock(session, at.utc)
    )


def _alarms(priority: Priority) -> str:
    return sentence(say("{priority} alarms").format(priority=coded(priority)))
