"""A dose that was recorded wrongly: its time, amount or route, or that it was never given.

Nothing is filled in beforehand: what stays empty stays as it was recorded, and what was recorded
stays in sight with the correction beside it.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kapmonitor.language import mark, say
from kapmonitor.session.code_words import coded
from kapmonitor.session.dose_words import named
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import CorrectDose, WithdrawDose
from kapmonitor.session.permitted import permitted
from kapmonitor.session.state import Dose, Session
from kapmonitor.ui.pages.forms import Ask, Panel, under
from kapmonitor.ui.pages.words import NO_TIME, parse_amount, parse_time
from kapmonitor.ui.widgets.choice import Choice
from kapmonitor.ui.widgets.fitting import flow
from kapmonitor.ui.widgets.parts import Field, button, label, row
from kapmonitor.ui.wording import clock

TITLE = mark("Correct a dose")
STAYS = mark(
    "What you leave empty stays as it is. What was recorded stays in sight beside it, and the plan "
    "follows the true time."
)
REASONS = (
    mark("Clock misread"),
    mark("Recorded later than taken"),
    mark("Typing mistake"),
    mark("Pressed by mistake"),
)
ROUTES = ("sublingual", "intramuscular", "intranasal", "intravenous")


class DoseCorrection(Panel):
    """A panel that says what was wrong in a recorded dose, and why."""

    turned = Signal()
    """It opened, or closed."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._session: Session | None = None
        self._at: Instant | None = None
        self.time = Field(say("Truly taken at"), "14:05", width=110)
        self.amount = Field(say("True amount"), width=110)
        self.reason = Field(say("Why it is corrected"))
        self.which = _choice(say("Which dose"))
        self.route = _choice(say("True route"))
        self.route.addItem(say("as recorded"), None)
        for each in ROUTES:
            self.route.addItem(coded(each), each)
        self._stands = label("", "secondary", wraps=True)
        self.never = button(say("It was never given"))
        self._which_place = under(say("Which dose"), self.which)
        super().__init__(
            say(TITLE),
            (self.time, self.amount, self.reason),
            say("Record the correction"),
            flow(*(self._quick(say(each)) for each in REASONS)),
            row(under(say("True route"), self.route), self._which_place),
            row(self._stands, 1, self.never),
            note=say(STAYS),
            abreast=True,
        )
        self.confirmed.connect(self._send)
        self.never.clicked.connect(self._withdraw)
        self.which.currentIndexChanged.connect(self._show_which)

    def open_from(self, opener: QWidget) -> None:
        """Open it, and say so."""
        super().open_from(opener)
        self.turned.emit()

    @Slot()
    def close_up(self) -> None:
        """Close it, and say so."""
        super().close_up()
        self.turned.emit()

    def draw(self, session: Session, at: Instant) -> None:
        """Keep session and clock at hand; with nothing left to correct, close."""
        self._session, self._at = session, at
        known = [self.which.itemData(place) for place in range(self.which.count())]
        if known != [each.seq for each in reversed(session.doses)]:
            chosen = self.which.currentData()
            self.which.clear()
            for each in reversed(session.doses):
                self.which.addItem(_told(session, each), each.seq)
            self.which.setCurrentIndex(max(0, self.which.findData(chosen)))
        self._which_place.setVisible(len(session.doses) > 1)
        self._show_which()
        if not self.isHidden() and not self.possible(session):
            self.close_up()

    @staticmethod
    def possible(session: Session) -> bool:
        """Return whether there is a dose whose record can be corrected."""
        return bool(session.doses) and CorrectDose in permitted(session)

    def _dose(self) -> Dose | None:
        doses = self._session.doses if self._session is not None else ()
        return next((each for each in doses if each.seq == self.which.currentData()), None)

    def _show_which(self, _place: int = 0) -> None:
        dose, session = self._dose(), self._session
        if dose is not None and session is not None:
            told = _told(session, dose)
            self._stands.setText(say("Recorded: {dose}").format(dose=told))

    def _quick(self, reason: str) -> QPushButton:
        made = button(reason, "small")
        made.clicked.connect(partial(self._fill, reason))
        return made

    def _fill(self, reason: str, _checked: bool = False) -> None:
        self.reason.line.setText(reason)

    @Slot()
    def _send(self) -> None:
        dose, session, at = self._dose(), self._session, self._at
        if dose is None or session is None or at is None:
            return
        taken, amount = None, None
        reasons = []
        if self.time.text:
            taken = parse_time(self.time.text, session, at.utc)
            reasons += [say(NO_TIME)] if taken is None else []
        if self.amount.text:
            amount = parse_amount(self.amount.text)
            reasons += [say("Type the amount as a number.")] if amount is None else []
        self.refuse(reasons)
        if not reasons:
            route = self.route.currentData()
            self._ask(
                CorrectDose(
                    seq=dose.seq,
                    reason=self.reason.text,
                    taken_utc=taken,
                    amount=amount,
                    route=route,
                ),
                self.answered,
            )

    @Slot()
    def _withdraw(self) -> None:
        dose = self._dose()
        if dose is not None:
            self._ask(WithdrawDose(seq=dose.seq, reason=self.reason.text), self.answered)


def _choice(name: str) -> Choice:
    made = Choice()
    made.setAccessibleName(name)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return made


def _told(session: Session, dose: Dose) -> str:
    """Return a dose as people know it: what, how, and when."""
    return f"{named(dose)}, {coded(dose.route)}, {clock(session, dose.taken.utc)}"
