"""What only a person can say of a reading: that it was measured just now, or that it is wrong.

A reading whose age nothing proves counts for nothing until somebody looked at the cuff's display.
One that is wrong (another person's arm, a cuff that slipped) stays in sight and counts no more.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from devices.measurement import Provenance
from kapmonitor.language import figure, mark, say
from kapmonitor.session.event import MeasurementConfirmed, MeasurementMarkedInError
from kapmonitor.session.intent import Note
from kapmonitor.session.state import Reading, Session
from kapmonitor.session.vocabulary import Role
from kapmonitor.ui.pages.forms import Ask, Panel
from kapmonitor.ui.widgets.choice import Choice
from kapmonitor.ui.widgets.fitting import flow
from kapmonitor.ui.widgets.parts import Answers, Card, Field, button, column, label
from kapmonitor.ui.wording import NONE, ROLES, clock

UNPROVEN = mark(
    "{reading}: nothing proves when it was measured, so it does not count yet. Look at "
    "the cuff's display."
)
STAYS = mark("It stays in sight, hollow, with your reason, and counts for nothing.")
REASONS = (
    mark("Wrong arm"),
    mark("Moved or talked"),
    mark("The cuff slipped"),
)
YES, NO = "yes", "no"


class ReadingCard(QWidget):
    """Asks about the newest reading that nobody vouched for, and takes a wrong one out."""

    def __init__(self, ask: Ask, *, offers: bool = False) -> None:
        """`offers`: whether it shows the way to exclude a reading by itself."""
        super().__init__()
        self._ask = ask
        self._asked: int | None = None
        self._words = label("", wraps=True)
        answers = ((YES, say("Yes, just now")), (NO, say("No, it is old")))
        self._answers = Answers(say("Measured just now?"), answers)
        self._question = Card(say("Was this measured just now?"), self._words, self._answers)
        self._reason = Field(say("What is wrong with it"))
        self._which = Choice()
        self._which.setAccessibleName(say("Which reading"))
        self._which.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        quick = [self._quick(say(each)) for each in REASONS]
        self.exclude = Panel(
            say("Exclude a reading"),
            (self._reason,),
            say("Exclude it"),
            flow(*quick),
            self._which,
            note=say(STAYS),
        )
        self.offer = button(say("Exclude a reading…"), "link")
        self._offers = offers
        self.setLayout(column(self._question, self.offer, self.exclude))
        self._answers.answered.connect(self._answer)
        self.exclude.confirmed.connect(self._exclude)
        self.offer.clicked.connect(self._open)

    def draw(self, session: Session) -> None:
        """Show the question that is open, and the readings that can be taken out."""
        asked = self._to_ask(session)
        self._question.setVisible(asked is not None)
        if asked is not None and asked.seq != self._asked:
            self._words.setText(say(UNPROVEN).format(reading=_told(session, asked)))
            self._answers.show_answer(None)
        self._asked = asked.seq if asked is not None else None
        self.setVisible(asked is not None or self._offers or self.exclude.isVisibleTo(self))
        self._offer_readings(session)

    def _to_ask(self, session: Session) -> Reading | None:
        """Return the reading that is asked about until it is answered, else the newest.

        A question that changed under somebody's hand would be answered for another reading.
        """
        unproven = [each for each in session.readings if _unproven(each)]
        still = next((each for each in unproven if each.seq == self._asked), None)
        return still or (unproven[-1] if unproven else None)

    def open_for(self, opener: QWidget, _checked: bool = False) -> None:
        """Open the panel that takes a reading out."""
        self.show()
        self.exclude.open_from(opener)

    def _offer_readings(self, session: Session) -> None:
        there = [each for each in reversed(session.readings) if each.error_reason is None]
        known = [self._which.itemData(place) for place in range(self._which.count())]
        if known != [each.seq for each in there]:
            chosen = self._which.currentData()
            self._which.clear()
            for each in there:
                self._which.addItem(_told(session, each), each.seq)
            self._which.setCurrentIndex(max(0, self._which.findData(chosen)))
        self.offer.setVisible(self._offers and bool(there))

    def _quick(self, reason: str) -> QPushButton:
        made = button(reason, "small")
        made.clicked.connect(partial(self._fill, reason))
        return made

    def _fill(self, reason: str, _checked: bool = False) -> None:
        self._reason.line.setText(reason)

    @Slot()
    def _open(self) -> None:
        self.open_for(self.offer)

    @Slot(str)
    def _answer(self, value: str) -> None:
        if self._asked is not None:
            fact = MeasurementConfirmed(seq=self._asked, taken_now=value == YES)
            self._ask(Note(fact=fact), self.exclude.answered)

    @Slot()
    def _exclude(self) -> None:
        seq = self._which.currentData()
        if seq is None:
            self.exclude.refuse((say("There is no such reading."),))
            return
        fact = MeasurementMarkedInError(seq=seq, reason=self._reason.text)
        self._ask(Note(fact=fact), self.exclude.answered)


def _unproven(reading: Reading) -> bool:
    return (
        reading.provenance is Provenance.UNCONFIRMED
        and reading.confirmed_now is None
        and reading.error_reason is None
    )


def _told(session: Session, reading: Reading) -> str:
    """Return a reading as people know it: values, time, and the device where it is another one."""
    values = reading.measurement
    pressure = "/".join(map(_figure, (values.systolic, values.diastolic)))
    told = f"{pressure}, {clock(session, reading.when.utc)}"
    return told if reading.role is Role.CUFF else f"{told}, {say(ROLES[reading.role])}"


def _figure(value: float | None) -> str:
    return NONE if value is None else figure(value)
