"""Before anything is measured: is this computer ready, and is this the right person?"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kapmonitor.companion.view import Check, CheckState, CompanionDesk, CompanionView, Screen
from kapmonitor.language import say
from kapmonitor.ui.companion import words
from kapmonitor.ui.companion.screen import PatientScreen, told
from kapmonitor.ui.languages import available, spoken_code
from kapmonitor.ui.pages.forms import chain
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.fitting import flow
from kapmonitor.ui.widgets.parts import Answers, Card, button, column, label, row, state

_LOOKS = {CheckState.OK: "met", CheckState.ATTENTION: "not_met", CheckState.ASKED: "open"}


class CheckScreen(PatientScreen):
    """Is this computer ready, and what to do where it is not."""

    shows = Screen.CHECK
    spoken = Signal(str)
    """The code of the language that the patient wants."""

    def __init__(self, desk: CompanionDesk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self._shown: tuple[Check, ...] | None = None
        self._points = QVBoxLayout()
        self._points.setSpacing(7)
        self.go_on = button(say("Go on"), "primary")
        self.again = button(say("Check again"), name=say("Check this computer again"))
        self.go_on.clicked.connect(self._go_on)
        self.again.clicked.connect(self._again)
        self.takes = label(say(words.CHECK_TAKES), "aside", wraps=True)
        self.lay_out(
            self.takes,
            self._points,
            self.error,
            row(self.go_on, self.again, 1, spacing=14),
            self._languages(),
        )
        self._show_ready(ready=False)

    def show_view(self, view: CompanionView) -> None:
        """Show each point; a point that stays as it is keeps its place."""
        super().show_view(view)
        self._show_ready(ready=bool(view.checks))
        if view.checks == self._shown:
            return
        self._shown = view.checks
        while (item := self._points.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for each in view.checks:
            self._points.addWidget(_point(each))

    def next_thing(self) -> QWidget | None:
        """Go on."""
        return None if self.go_on.isHidden() else self.go_on

    def _show_ready(self, *, ready: bool) -> None:
        """Nothing is asked until it is known whether a session was left open."""
        self.title.setText(say(words.TITLES[self.shows] if ready else words.ONE_MOMENT))
        self.show_picture(self.takes, wanted=ready)  # on a low screen what is to be pressed stays
        newly = ready and self.go_on.isHidden()
        for each in (self.go_on, self.again):
            each.setVisible(ready)
        if newly and self.isVisible():
            self.go_on.setFocus()

    def _languages(self) -> QWidget:
        held, made = QWidget(), []
        for each in available():
            one = button(each.name, "link")
            one.setEnabled(each.code != spoken_code())
            one.clicked.connect(partial(self._speak, each.code))
            made.append(one)
        held.setLayout(flow(*made))
        return held

    def _speak(self, code: str, _checked: bool = False) -> None:
        self.spoken.emit(code)

    @Slot()
    def _go_on(self) -> None:
        self.desk.go_on()

    @Slot()
    def _again(self) -> None:
        self.desk.check_again()


def _point(check: Check) -> QWidget:
    """Return one point: its sign, its word, and what to do; what is well is a line and no more."""
    sign, word = words.STATES[check.state]
    if check.state is CheckState.OK:
        line = label(f"{sign}  {check.text}", wraps=True)
        state(line, _LOOKS[check.state])
        line.setAccessibleName(f"{say(word)}: {check.text}")
        return line
    head = label(f"{sign}  {say(word)}")
    state(head, _LOOKS[check.state])
    made = Card("", column(head, label(check.text, wraps=True), spacing=2))
    made.setAccessibleName(f"{say(word)}: {check.text}")
    return made


class ConnectingScreen(PatientScreen):
    """On the way to the therapist."""

    shows = Screen.CONNECTING

    def __init__(self, desk: CompanionDesk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.about = label(say(words.CONNECTING_ABOUT), "aside", wraps=True)
        self.again = button(say("Try again"), "primary")
        self.again.clicked.connect(self._again)
        self.lay_out(self.about, self.error, row(self.again, 1), middle=True)

    def show_view(self, view: CompanionView) -> None:
        """Show that it is tried, or what is wrong."""
        super().show_view(view)
        wrong = bool(view.error)
        self.title.setText(say("Not connected") if wrong else say(words.TITLES[self.shows]))
        self.about.setVisible(not wrong)
        if wrong and self.again.isHidden():
            self.again.show()
            self.again.setFocus()
        self.again.setVisible(wrong)

    @Slot()
    def _again(self) -> None:
        self.desk.try_again()


class PersonScreen(PatientScreen):
    """Is this the right person, with the right therapist?"""

    shows = Screen.PERSON

    def __init__(self, desk: CompanionDesk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.therapist = label("", "question", wraps=True)
        self.patient = label("", "question", wraps=True)
        self.first, self.second = label("", "word"), label("", "word")
        self.right = Answers(say(words.TITLES[self.shows]), words.RIGHT)
        self.right.answered.connect(self._answer)
        both = row(self.first, self.second, 1, spacing=36)
        self.about = label("", "aside", wraps=True)
        self.compared = Card("", both, self.about)
        self.names = Card("", self.therapist, self.patient)
        self.lay_out(
            self.compared,
            self.names,
            self.error,
            self.right,
        )

    def show_view(self, view: CompanionView) -> None:
        """Show the words until the names come, as the therapist's side wrote them; then ask.

        Where the names are known from before, both are there at once.
        """
        super().show_view(view)
        person = view.person
        named = person is not None and bool(person.therapist)
        renewed = person is not None and person.renewed
        asks = named and not renewed
        self.title.setText(say(words.TITLES[self.shows] if asks else words.WORDS_TITLE))
        self.about.setText(say(words.WORDS_AGAIN if renewed else words.WORDS_ABOUT))
        self.compared.setVisible(not asks)
        self.names.setVisible(named)
        if (named or renewed) is self.right.isHidden():
            self.right.setVisible(named or renewed)
            chain(self.window())
        if person is None:
            return
        told(self.therapist, say("Connected to {therapist}").format(therapist=person.therapist))
        you = say("You are {patient}?").format(patient=person.patient)
        told(self.patient, you if person.patient else "")
        for line, word in zip((self.first, self.second), person.words, strict=True):
            _say_word(line, word)

    @Slot(str)
    def _answer(self, answer: str) -> None:
        self.desk.confirm_person(is_me=answer == "yes")


def _say_word(line: QLabel, word: str) -> None:
    """Show a check word as it is: both sides read the same one aloud, in every language."""
    if line.text() != word:
        line.setText(word)
