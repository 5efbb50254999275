"""The last things before the session, and what is said when it is over."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from kapmonitor.companion.view import CompanionDesk, CompanionView, CuffStage, Screen, TestStage
from kapmonitor.language import mark, say
from kapmonitor.ui.companion import words
from kapmonitor.ui.companion.request_seen import RequestSeen
from kapmonitor.ui.companion.screen import PatientScreen, told
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.drawing import Drawing
from kapmonitor.ui.widgets.parts import Answers, Card, button, label, row

_TEST = {
    TestStage.WANTED: words.TEST_PRESS,
    TestStage.MEASURING: words.MEASURING,
    TestStage.SENT: mark("Measured. It is on its way to your therapist."),
    TestStage.RECEIVED: mark("Your therapist has it."),
    TestStage.FAILED: mark("That did not bring a value. Please press START once more."),
}


class TestScreen(PatientScreen):
    """One test reading, until the therapist has it."""

    __test__ = False
    shows = Screen.TEST

    def __init__(self, desk: CompanionDesk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self._stage: TestStage | None = None
        self.shown = RequestSeen(self)  # what this screen says anyway is what is asked for
        self.posture = Drawing(theme, "posture", high=190)
        self.now = label("", "question", wraps=True)
        self.why = label("", "aside", wraps=True)
        self.value = label("", "word")
        self.go_on = button(say("Go on"), "primary")
        self.without = button(say("Go on without a test reading"), "link")
        self.another = button(say("Look for another cuff"), "link")
        self.sit = label(say(words.POSTURE), "aside", wraps=True)
        self.lay_out(
            self.sit,
            self.posture,
            Card("", self.now, self.value, self.why),
            self.error,
            row(self.go_on, self.another, self.without, 1, spacing=14),
        )
        self.go_on.clicked.connect(self._go_on)
        self.without.clicked.connect(self._go_on)
        self.another.clicked.connect(self._another)

    def show_view(self, view: CompanionView) -> None:
        """Show how far it has come; the value only where the therapist lets it be seen."""
        super().show_view(view)
        there = view.test is TestStage.RECEIVED
        gone = view.cuff.stage is CuffStage.GONE and view.test is TestStage.WANTED
        self.show_picture(self.posture, wanted=not there)
        self.sit.setVisible(not there)
        told(self.now, words.of_cuff(view.cuff) if gone else say(_TEST[view.test]))
        told(self.why, view.cuff.text if gone else view.test_text)
        shown = view.reading if there and view.values_shown else None
        told(self.value, words.values(shown.systolic, shown.diastolic) if shown else "")
        self.go_on.setVisible(there)
        for each in (self.without, self.another):
            each.setVisible(not there)
        if there and self._stage is not view.test and self.isVisible():
            self.go_on.setFocus()
        self._stage = view.test
        self.shown.see(view.request)

    def next_thing(self) -> QWidget | None:
        """Go on, once the therapist has it."""
        return self.go_on if self._stage is TestStage.RECEIVED else None

    @Slot()
    def _go_on(self) -> None:
        self.desk.go_on()

    @Slot()
    def _another(self) -> None:
        self.desk.another_cuff()


class ConsentScreen(PatientScreen):
    """May the therapist start the cuff? And what to expect now."""

    shows = Screen.CONSENT

    def __init__(self, desk: CompanionDesk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.may = Answers(say(words.MAY_START), words.MAY)
        self.asked = Card(
            "",
            label(say(words.MAY_START), "question", wraps=True),
            label(say(words.MAY_ABOUT), "aside", wraps=True),
            self.may,
        )
        self.go_on = button(say("I am ready"), "primary")
        expect = Card(
            "",
            label(say(words.EXPECT), "question", wraps=True),
            label(say(words.KEEP), "aside", wraps=True),
        )
        self.lay_out(self.asked, expect, self.error, row(self.go_on, 1))
        self.may.answered.connect(self._answer)
        self.go_on.clicked.connect(self._go_on)

    def show_view(self, view: CompanionView) -> None:
        """Ask only where software can start this cuff; nothing is answered beforehand."""
        super().show_view(view)
        self.asked.setVisible(view.cuff.can_start)
        answer = None if view.may_start is None else "yes" if view.may_start else "no"
        self.may.show_answer(answer)
        self.go_on.setEnabled(not view.cuff.can_start or view.may_start is not None)

    @Slot(str)
    def _answer(self, answer: str) -> None:
        self.desk.allow_start(allowed=answer == "yes")

    @Slot()
    def _go_on(self) -> None:
        self.desk.go_on()


class EndingScreen(PatientScreen):
    """Over, and something is still on its way."""

    shows = Screen.ENDING

    def __init__(self, desk: CompanionDesk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.count = label("", "question", wraps=True)
        about = label(say(words.KEEP), "aside", wraps=True)
        self.lay_out(self.count, about, self.error, middle=True)

    def show_view(self, view: CompanionView) -> None:
        """Say how many."""
        super().show_view(view)
        told(self.count, words.waiting(view.waiting))


class EndedScreen(PatientScreen):
    """Everything is delivered and erased here."""

    shows = Screen.ENDED
    about = words.ENDED_ABOUT
    left = Signal()

    def __init__(self, desk: CompanionDesk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.close_up = button(say("Close"), "primary")
        self.close_up.clicked.connect(self.left)
        about = label(say(self.about), "aside", wraps=True)
        self.here = button(say("Use it here"))
        self.here.clicked.connect(self._use_here)
        buttons = row(self.close_up, self.here, 1, spacing=14)
        self.lay_out(about, self.error, buttons, middle=True)

    def show_view(self, view: CompanionView) -> None:
        """Offer the session here, where another window took it."""
        super().show_view(view)
        self.here.setVisible(view.may_use_here)

    def next_thing(self) -> QWidget:
        """Close."""
        return self.close_up

    @Slot()
    def _use_here(self) -> None:
        self.desk.use_here()


class ElsewhereScreen(EndedScreen):
    """The session is open in another window of this computer."""

    shows = Screen.OPEN_ELSEWHERE
    about = words.ELSEWHERE_ABOUT
