"""What the live screen logs: at once, by one press, and taken back within ten seconds."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from kapmonitor.language import say
from kapmonitor.port import Answer, Snapshot
from kapmonitor.session.event import (
    MeasuringStated,
    NoteAdded,
    ObservationDetailed,
    ObservationRecorded,
    ScoreRecorded,
)
from kapmonitor.session.intent import Intent, Note, Withdraw
from kapmonitor.session.personal import personal
from kapmonitor.session.protocol import ObservationButton
from kapmonitor.session.red_flags import standing_flags
from kapmonitor.session.state import Score
from kapmonitor.session.vocabulary import ObservationKind
from kapmonitor.ui.pages.happened_card import UNDO_S, HappenedCard
from kapmonitor.ui.score_view import score_words

Heard = Callable[[Answer], None]


class Logging(QObject):
    """Sends what a person logs, and remembers the last of it for as long as it can be undone."""

    def __init__(
        self,
        parent: QObject,
        ask: Callable[[Intent, Heard], None],
        answered: Heard,
        happened: HappenedCard,
    ) -> None:
        super().__init__(parent)
        self._ask = ask
        self._answered = answered
        self._happened = happened
        self._snapshot = Snapshot()
        self._logged: tuple[int, str] | None = None
        """From which entry on to look, and for which code or scale."""
        self._undo_over = QTimer(self, singleShot=True, interval=round(UNDO_S * 1000))
        self._undo_over.timeout.connect(self.forget)

    def draw(self, snapshot: Snapshot) -> None:
        """Keep the newest snapshot at hand."""
        self._snapshot = snapshot

    @Slot(object)
    def log(self, entry: ObservationButton) -> None:
        """Record an entry of the preset or the palette."""
        kind = ObservationKind(entry.kind)
        fact = ObservationRecorded(code=entry.code, kind=kind, label=entry.label)
        self._record(Note(fact=fact), entry.code, say(entry.label))

    @Slot(object)
    def score(self, fact: ScoreRecorded) -> None:
        """Record a score."""
        session = self._snapshot.session
        if session is not None:
            scored = Score(seq=0, at=session.last, scale=fact.scale, value=fact.value)
            self._record(Note(fact=fact), fact.scale, score_words(scored))

    @Slot(object)
    def state(self, fact: MeasuringStated) -> None:
        """Record how the cuff measures from now on."""
        self._ask(Note(fact=fact), self._answered)

    @Slot(object)
    def note_detail(self, fact: ObservationDetailed) -> None:
        """Record what was said about an entry afterwards."""
        self._ask(Note(fact=fact), self._answered)

    @Slot(int)
    def end_flag(self, seq: int) -> None:
        """Say that a red flag is over now: how long it lasted ends its alarm."""
        session, at = self._snapshot.session, self._snapshot.at
        if session is None or at is None:
            return
        for each in standing_flags(session):
            if each.seq == seq:
                lasted = round(at.minutes_since(each.at), 1)
                self.note_detail(ObservationDetailed(seq=seq, duration_min=lasted))

    def write_note(self, text: str) -> None:
        """Record a free note."""
        words = personal(text, ref=f"w{secrets.token_hex(6)}", salt=secrets.token_hex(16))
        self._ask(Note(fact=NoteAdded(text=words)), self._answered)

    @Slot()
    def take_back(self) -> None:
        """Take back what this screen logged last; never an older entry, nor another's."""
        session = self._snapshot.session
        if session is None or self._logged is None or not self._undo_over.isActive():
            return
        since, code = self._logged
        seen = [each.seq for each in session.observations if each.code == code]
        withdrawn = {each.seq for each in session.observations if each.withdrawn}
        scored = [each.seq for each in session.scores if each.scale == code]
        mine = [seq for seq in (*seen, *scored) if seq >= since and seq not in withdrawn]
        if mine:
            self.forget()
            self._ask(Withdraw(seq=mine[0]), self._answered)

    @Slot()
    def forget(self) -> None:
        """Offer no undo any more."""
        self._logged = None
        self._undo_over.stop()
        self._happened.show_undo("")

    def _record(self, intent: Intent, code: str, words: str) -> None:
        session = self._snapshot.session
        if session is not None:
            self._logged = (session.next_seq, code)
            self._ask(intent, partial(self._noted, words))

    def _noted(self, words: str, answer: Answer) -> None:
        """Offer to take back only what is in the record."""
        self._answered(answer)
        if not answer.refusals:
            self._happened.show_undo(words)
            self._undo_over.start()
