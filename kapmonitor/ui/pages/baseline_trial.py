"""The test reading of the patient's cuff, where the baseline is taken: accepted, and taken in.

Neither is inferred: a test reading proves the cuff once a person accepts it, and counts towards the
baseline only where a person says so as well.
"""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kapmonitor.language import say
from kapmonitor.port import Answer
from kapmonitor.session.event import TrialReadingAccepted
from kapmonitor.session.intent import Note
from kapmonitor.session.remote_gate import trial_reading
from kapmonitor.session.state import Reading, Session
from kapmonitor.session.vocabulary import Role, Setting
from kapmonitor.ui.pages.forms import Ask, refusal_line, refuse
from kapmonitor.ui.pages.words import pair
from kapmonitor.ui.widgets.parts import button, column, label, row
from kapmonitor.ui.wording import clock


class TrialRow(QWidget):
    """Hidden where no reading comes from the patient's side, and once there was a dose."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self._seq: int | None = None
        """The reading that the buttons are about."""
        self._words = label("", "secondary", wraps=True)
        self.accept = button(say("Accept the test reading"))
        self.count = button(say("Count it in the baseline"), "link")
        self.refusal = refusal_line()
        told = row(self._words, self.accept, self.count)
        told.setStretch(0, 1)
        self.setLayout(column(told, self.refusal))
        self.accept.clicked.connect(self._accept)
        self.count.clicked.connect(self._count)
        self.hide()

    def draw(self, session: Session, *, complete: bool) -> None:
        """Show what stands open about it; `complete`: the baseline needs no reading more."""
        home = session.setting is Setting.TELEHEALTH and session.remote.in_use
        accepted, newest = trial_reading(session), _newest(session)
        about = accepted or newest
        self.setVisible(home and about is not None and not session.doses)
        if about is None:
            return
        taken_in = session.remote.trial is not None and session.remote.trial.into_baseline
        self._seq = about.seq
        self._words.setText(trial_words(session, about, accepted is not None, taken_in=taken_in))
        self.accept.setVisible(accepted is None)
        offer = accepted is not None and about.trial and not taken_in and not complete
        self.count.setVisible(offer)

    @Slot()
    def _accept(self) -> None:
        self._send(into_baseline=False)

    @Slot()
    def _count(self) -> None:
        self._send(into_baseline=True)

    def _send(self, *, into_baseline: bool) -> None:
        if self._seq is not None:
            fact = TrialReadingAccepted(seq=self._seq, into_baseline=into_baseline)
            self._ask(Note(fact=fact), self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)


def trial_words(session: Session, reading: Reading, accepted: bool, *, taken_in: bool) -> str:
    """Return what is to be said of the test reading."""
    values, time = pair(reading), clock(session, reading.when.utc)
    if not accepted:
        words = say("{values} of {time} came over the link. Accept it as the test reading.")
    elif taken_in:
        words = say("Test reading {values} of {time}: taken into the baseline by a person.")
    elif reading.trial:
        words = say("Test reading {values} of {time}: not part of the baseline.")
    else:
        words = say("Test reading {values} of {time}: accepted.")
    return words.format(values=values, time=time)


def _newest(session: Session) -> Reading | None:
    """Return the newest live reading of the patient's cuff."""
    found = (
        each
        for each in reversed(session.readings)
        if each.relayed is not None and each.role is Role.CUFF and each.counts
    )
    return next(found, None)
