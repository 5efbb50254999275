"""What is said of a record afterwards: beside the entry that it names, which stays as it was."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Slot

from kapmonitor.language import mark, say
from kapmonitor.port import Answer
from kapmonitor.session.event import EntryAmended
from kapmonitor.session.intent import Note
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Amendment
from kapmonitor.ui.pages.forms import Ask, under, words_about
from kapmonitor.ui.pages.report_sign import Refusing
from kapmonitor.ui.pages.words import parse_time
from kapmonitor.ui.paper.report_entries import entries
from kapmonitor.ui.widgets.choice import Choice
from kapmonitor.ui.widgets.parts import Field, button

MANNERS = (
    (Amendment.CORRECTED, mark("Corrected")),
    (Amendment.IN_ERROR, mark("Marked in error")),
    (Amendment.NOTE, mark("Note to an entry")),
    (Amendment.LATE_ENTRY, mark("Late entry")),
)
_WORDS = {
    Amendment.CORRECTED: mark("What is right"),
    Amendment.IN_ERROR: mark("More about it (may stay empty)"),
    Amendment.NOTE: mark("The note"),
    Amendment.LATE_ENTRY: mark("What happened"),
}
OPENING = 1
"""The entry that a late one names: that which opened the session."""


class AmendCard(Refusing):
    """Adds an amendment, with what it is, the entry it names, and why."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._known = -1
        self._session: Session | None = None
        self._manner = Choice()
        self._manner.setAccessibleName(say("What it is"))
        self._manner.addItem(say("Choose what it is"), None)
        for manner, words in MANNERS:
            self._manner.addItem(say(words), manner)
        self._entry = Choice()
        self._entry.setAccessibleName(say("Which entry"))
        for each in (self._manner, self._entry):
            each.setMinimumContentsLength(12)
            adjusts = Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            each.setSizeAdjustPolicy(adjusts)
        self._which = under(say("Which entry"), self._entry)
        self._time = Field(say("When it happened"), say("HH:MM"), width=110)
        self._words = Field(say("What is right"))
        self._reason = Field(say("Reason"))
        self._add = button(say("Add amendment"))
        what = under(say("What it is"), self._manner)
        super().__init__(
            say("Amend"), what, self._which, self._time, self._words, self._reason, self._add
        )
        self._show_manner()
        self._manner.currentIndexChanged.connect(self._show_manner)
        self._add.clicked.connect(self._pressed)

    def show_session(self, session: Session) -> None:
        """Offer the entries there are, keeping the one that was chosen."""
        self._session = session
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
    def _show_manner(self) -> None:
        manner = self._chosen()
        late = manner is Amendment.LATE_ENTRY
        self._which.setVisible(not late)
        self._time.setVisible(late)
        self._words.rename(say(_WORDS[manner or Amendment.CORRECTED]))

    def _chosen(self) -> Amendment | None:
        named = self._manner.currentData()
        return Amendment(named) if named is not None else None

    @Slot()
    def _pressed(self) -> None:
        manner, session = self._chosen(), self._session
        late = manner is Amendment.LATE_ENTRY
        seq = OPENING if late else self._entry.currentData()
        if manner is None or seq is None or session is None:
            self.refuse(say("Choose what the amendment is, and which entry it is about."))
            return
        happened = self._happened(session) if late else None
        if late and happened is None:
            self.refuse(say("Say when it happened, as 14:05."))
            return
        fact = EntryAmended(
            seq=seq,
            reason=self._reason.text,
            text=words_about(self._words.text) if self._words.text else None,
            manner=manner,
            happened=session.opened.at_utc(happened) if happened is not None else None,
        )
        self._ask(Note(fact=fact), self._answered)

    def _happened(self, session: Session) -> datetime | None:
        """Return when it happened: that time of day, the one nearest to the session's end."""
        end = session.ended_at or session.last
        return parse_time(self._time.text, session, end.utc)

    def _answered(self, answer: Answer) -> None:
        self.refuse(*answer.refusals)
        if not answer.refusals:
            for field in (self._words, self._reason, self._time):
                field.line.clear()
            for choice in (self._entry, self._manner):
                choice.setCurrentIndex(0)
