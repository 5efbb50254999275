"""The patient's cuff in telehealth: paired, tried out and accepted.

A session goes on without the patient's program: readings are then typed, as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kapmonitor.language import mark, say
from kapmonitor.port import Answer, Snapshot
from kapmonitor.record.patient import Patient
from kapmonitor.session.event import CompanionStated
from kapmonitor.session.intent import Note
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Setting
from kapmonitor.telehealth.view import Badge, LinkView, Pairing, TelehealthDesk
from kapmonitor.ui.link_words import TAKE_BACK, request_words
from kapmonitor.ui.pages.forms import Ask, refusal_line, refuse
from kapmonitor.ui.pages.reading_card import ReadingCard
from kapmonitor.ui.pages.telehealth_pairing import PairingPart
from kapmonitor.ui.pages.telehealth_words import cuff_words, start_words, test_words
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.fitting import flow
from kapmonitor.ui.widgets.parts import Card, button, column, label, state
from kapmonitor.ui.widgets.staying import keyboard_stays

AskDesk = Callable[[Callable[[TelehealthDesk], None]], None]
"""How a card asks something of the link."""
TYPED = mark("Readings are typed: read aloud, or texted. The patient's cuff sends nothing here.")


class PatientsCuffCard(Card):
    """In a telehealth session: how readings come from where the patient is."""

    def __init__(self, note: Ask, ask: AskDesk, theme: Theme) -> None:
        self._ask, self._note = ask, note
        self._paired = False
        self._label = ""
        self._told = label("", wraps=True)
        self.pairing = PairingPart(theme)
        self.trial = TrialPart(ask)
        self.typed = button(say("Readings will be typed"))
        self.use = button(say("Pair the patient's cuff after all"))
        self.renew = button(say("New code, for another start or computer"), "link")
        self.refusal = refusal_line()
        self.proof = ReadingCard(note)
        parts = (self._told, self.pairing, self.trial, self.proof)
        super().__init__(say("Patient's cuff"), *parts)
        self.body.addLayout(flow(self.typed, self.use, self.renew))
        self.body.addWidget(self.refusal)
        self.typed.clicked.connect(lambda: self._state(used=False))
        self.use.clicked.connect(lambda: self._state(used=True))
        self.renew.clicked.connect(self._invite)
        self.pairing.codeAsked.connect(self._invite)
        self.pairing.newAsked.connect(lambda: ask(lambda desk: desk.new_code()))
        self.pairing.linkAsked.connect(lambda: ask(lambda desk: desk.send_link()))
        self.pairing.stopAsked.connect(lambda: ask(lambda desk: desk.stop()))
        self.pairing.compared.connect(self._compare)

    def draw(self, snapshot: Snapshot) -> None:
        """Show where it stands; only telehealth has it."""
        session, link = snapshot.session, snapshot.link
        home = session is not None and session.setting is Setting.TELEHEALTH
        self.setVisible(home)
        if session is None or not home:
            return
        with keyboard_stays(self):
            self._draw(session, link)

    def _draw(self, session: Session, link: LinkView) -> None:
        self._paired = session_is_paired(session)
        typed = session.remote.used is False and not link.is_linked
        self._told.setText(say(TYPED) if typed else _told(link))
        self._told.setVisible(bool(self._told.text()))
        self.pairing.setVisible(not typed and not link.is_linked)
        self.pairing.draw(link, paired_before=self._paired)
        self.typed.setVisible(not typed and not link.is_linked)
        self.use.setVisible(typed)
        silent = link.badge in {Badge.DOWN, Badge.WAITING}
        self.renew.setVisible(link.pairing is Pairing.CONNECTED and silent and not typed)
        self.trial.setVisible(link.is_linked and not typed)
        self.trial.draw(session, link)
        if link.is_linked:
            self.proof.draw(session)
        else:
            self.proof.hide()

    def know(self, found: Patient | Exception | None) -> None:
        """Take whose session it is, for the right-person check on the patient's own screen."""
        name = found.name if found is not None and not isinstance(found, Exception) else ""
        self._label = called(name)

    def _state(self, *, used: bool) -> None:
        if not used:
            self._ask(lambda desk: desk.stop())  # a code that still works would pair unseen
        self._note(Note(fact=CompanionStated(used=used)), self._said)

    def _said(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)

    @Slot()
    def _invite(self) -> None:
        again, called = self._paired, self._label
        self._ask(lambda desk: desk.take_over(called) if again else desk.invite(called))

    @Slot(bool)
    def _compare(self, same: bool) -> None:
        self._ask(lambda desk: desk.words_match(match=same))


class TrialPart(QWidget):
    """The cuff at the patient's, a test reading, and what the patient allowed."""

    def __init__(self, ask: AskDesk) -> None:
        super().__init__()
        self._ask = ask
        self._asked = False
        self._seq: int | None = None
        """The test reading in sight."""
        self._cuff = label("", "strong", wraps=True)
        self._start = label("", "secondary", wraps=True)
        self._progress = label("", wraps=True)
        self._came = label("", wraps=True)
        self.test = button(say("Ask for a test reading"))
        self.accept = button(say("Accept the test reading"))
        lines = (self._cuff, self._start, self._progress, self._came)
        self.setLayout(column(*lines, flow(self.accept, self.test)))
        self.test.clicked.connect(self._test)
        self.accept.clicked.connect(self._accept)

    def draw(self, session: Session, link: LinkView) -> None:
        """Show the cuff, the test reading and how it came."""
        self._cuff.setText(cuff_words(link))
        self._start.setText(start_words(link))
        self._asked = link.request is not None and link.request.is_open
        self._progress.setText(request_words(session, link))
        self._progress.setVisible(bool(self._progress.text()))
        self._seq = None if link.test is None else link.test.seq
        self._came.setText(test_words(link))
        self._came.setVisible(bool(self._came.text()))
        accepted = link.test is not None and link.test.accepted
        state(self._came, "met" if accepted else "open")
        words = say(TAKE_BACK) if self._asked else say("Ask for a test reading")
        self.test.setText(words)
        self.test.setAccessibleName(words)
        self.test.setVisible(not session.doses)
        self.accept.setVisible(link.test is not None and link.test.live and not accepted)

    @Slot()
    def _accept(self) -> None:
        seq = self._seq
        if seq is not None:
            self._ask(lambda desk: desk.accept_test(seq))

    @Slot()
    def _test(self) -> None:
        if self._asked:
            self._ask(lambda desk: desk.cancel())
        else:
            self._ask(lambda desk: desk.ask_test())


def called(name: str) -> str:
    """Return how a patient is called on their own screen: never the whole name."""
    first, *rest = name.split() or [""]
    return f"{first} {rest[-1][0]}." if rest else first


def session_is_paired(session: Session) -> bool:
    """Return whether the record knows a cuff at the patient's side already."""
    return session.remote.link is not None


def _told(link: LinkView) -> str:
    if link.unavailable:
        return link.unavailable
    match link.pairing:
        case Pairing.OFF:
            return say(
                "The patient starts the companion, or opens the clinic's page, and types the code "
                "you read to them: about 3 minutes, before the dose. Without it readings are "
                "typed: read aloud, or texted."
            )
        case Pairing.ENDING:
            return say("The end is told. What is still on the way is waited for.")
        case Pairing.ENDED:
            return say("Everything is delivered, and the keys are erased.")
        case Pairing.CONNECTED:
            return link.why
        case _:
            return ""
