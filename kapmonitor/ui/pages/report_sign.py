"""What people add at the end: a signature, a countersignature, an amendment."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kapmonitor.language import mark, say
from kapmonitor.port import Answer
from kapmonitor.session.event import EntryAmended
from kapmonitor.session.intent import CountersignEntry, Note, SignRecord
from kapmonitor.session.state import Session
from kapmonitor.ui.pages.forms import Ask, under, words_about
from kapmonitor.ui.paper.report_entries import entries
from kapmonitor.ui.paper.report_view import open_overrides
from kapmonitor.ui.widgets.choice import Choice
from kapmonitor.ui.widgets.parts import Card, Field, button, label

LOCKS = mark("After signing, only amendments can be added.")


class _Card(Card):
    """A card whose refusals stand in it, next to what was asked."""

    def __init__(self, title: str, *parts: object) -> None:
        self._refusal = label("", "refusal", wraps=True)
        self._refusal.hide()
        super().__init__(title, *parts, self._refusal)  # type: ignore[arg-type]  # passed on

    def refuse(self, *reasons: str) -> None:
        """Show every reason; none hides the line."""
        self._refusal.setText("\n".join(reasons))
        self._refusal.setVisible(bool(reasons))


class SignCard(_Card):
    """Signs and locks the record over the digest that was read."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._head = ""
        self._name = Field(say("Your name, as signature"))
        self._sign = button(say("Sign and lock"), "primary")
        super().__init__(
            say("Sign"), label(say(LOCKS), "secondary", wraps=True), self._name, self._sign
        )
        self._sign.clicked.connect(self._pressed)
        self._name.line.returnPressed.connect(self._pressed)

    def show_head(self, head: str) -> None:
        """Say which digest a signature is over."""
        self._head = head

    @Slot()
    def _pressed(self) -> None:
        if not self._name.text:
            self.refuse(say("Type your name to sign."))
            return
        self._ask(SignRecord(signed_by=self._name.text, digest=self._head), self._answered)

    def _answered(self, answer: Answer) -> None:
        self.refuse(*answer.refusals)
        if not answer.refusals:
            self._name.line.clear()


class CountersignCard(_Card):
    """Lets a prescriber sign what was reported as their decision."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._open: tuple[int, ...] = ()
        self._which = label("", wraps=True)
        self._name = Field(say("Prescriber's name"))
        self._sign = button(say("Countersign"))
        super().__init__(say("Reported, not countersigned"), self._which, self._name, self._sign)
        self._sign.clicked.connect(self._pressed)
        self._name.line.returnPressed.connect(self._pressed)

    def show_session(self, session: Session) -> bool:
        """Show what waits for a countersignature; return whether anything does."""
        waiting = open_overrides(session)
        self._open = tuple(waiting)
        self._which.setText("\n".join(waiting.values()))
        return bool(waiting)

    @Slot()
    def _pressed(self) -> None:
        if not self._name.text:
            self.refuse(say("Type the prescriber's name to countersign."))
            return
        clinician = self._name.text
        for seq in self._open:
            self._ask(CountersignEntry(seq=seq, clinician=clinician), self._answered)

    def _answered(self, answer: Answer) -> None:
        self.refuse(*answer.refusals)
        if not answer.refusals:
            self._name.line.clear()


class AmendCard(_Card):
    """Adds an amendment that names what it corrects, and why."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._known = -1
        self._entry = Choice()
        self._entry.setAccessibleName(say("What is corrected"))
        self._entry.setMinimumContentsLength(12)
        adjusts = Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._entry.setSizeAdjustPolicy(adjusts)
        self._words = Field(say("What is right"))
        self._reason = Field(say("Reason"))
        self._add = button(say("Add amendment"))
        which = under(say("What is corrected"), self._entry)
        super().__init__(say("Amend"), which, self._words, self._reason, self._add)
        self._add.clicked.connect(self._pressed)

    def show_session(self, session: Session) -> None:
        """Offer the entries there are, keeping the one that was chosen."""
        if session.next_seq == self._known:
            return
        self._known = session.next_seq
        chosen = self._entry.currentData()
        self._entry.clear()
        self._entry.addItem(say("Choose an entry"), None)
        for seq, words in entries(session).items():
            self._entry.addItem(words, seq)
        self._entry.setCurrentIndex(max(0, self._entry.findData(chosen)))

    @Slot()
    def _pressed(self) -> None:
        seq = self._entry.currentData()
        if seq is None or not (self._words.text and self._reason.text):
            self.refuse(say("An amendment needs what it corrects, its words and a reason."))
            return
        words = words_about(self._words.text)
        fact = EntryAmended(seq=seq, reason=self._reason.text, text=words)
        self._ask(Note(fact=fact), self._answered)

    def _answered(self, answer: Answer) -> None:
        self.refuse(*answer.refusals)
        if not answer.refusals:
            self._words.line.clear()
            self._reason.line.clear()
            self._entry.setCurrentIndex(0)
