"""A dose in fields: amount and time are typed, or taken from the order by a press, never by us."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Slot

from kapmonitor.language import say
from kapmonitor.session.event import OrderRecorded
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import AdministerDose, ReportDoseTaken
from kapmonitor.session.state import Session
from kapmonitor.ui.pages.forms import Ask, Panel, fill
from kapmonitor.ui.pages.words import NO_TIME, parse_amount, parse_time
from kapmonitor.ui.widgets.parts import Field, button, row
from kapmonitor.ui.wording import number


class DosePanel(Panel):
    """Drug, amount, unit and time of a dose at an open gate, other than as ordered and now."""

    def __init__(self, ask: Ask, title: str, confirm: str, note: str) -> None:
        self.drug = Field(say("Drug"))
        self.amount = Field(say("Amount"), width=100)
        self.unit = Field(say("Unit"), width=80)
        self.time = Field(say("Taken at"), "14:05", width=90)
        self.as_ordered = button(say("As ordered"), "small", name=say("Amount as ordered"))
        super().__init__(
            title,
            (self.drug, self.amount, self.unit, self.time),
            confirm,
            row(self.as_ordered, 1),
            note=note,
            abreast=True,
        )
        self._ask = ask
        self._session: Session | None = None
        self._at: Instant | None = None
        self._order: OrderRecorded | None = None
        self.as_ordered.clicked.connect(self._take_amount)
        self.confirmed.connect(self._send)

    def draw(self, session: Session, at: Instant) -> None:
        """Keep the clock and the order at hand; drug and unit are the order's."""
        self._session, self._at = session, at
        if session.order is not self._order and session.order is not None:
            self._order = session.order
            fill(self.drug, session.order.drug)
            fill(self.unit, session.order.unit)
        amount = self._ordered()
        self.as_ordered.setVisible(amount is not None)
        if amount is not None and session.order is not None:
            self.as_ordered.setText(
                say("As ordered: {amount} {unit}").format(
                    amount=number(amount), unit=session.order.unit
                )
            )

    def made(self, amount: float, taken: datetime) -> AdministerDose | ReportDoseTaken:
        """Return what to record."""
        return AdministerDose(
            drug=self.drug.text,
            amount=amount,
            unit=self.unit.text,
            route=self._route(),
            taken_utc=taken,
            booster=self._booster(),
        )

    def _ordered(self) -> float | None:
        if self._order is None:
            return None
        return self._order.booster_amount if self._booster() else self._order.amount

    def _booster(self) -> bool:
        return self._session is not None and bool(self._session.doses)

    def _route(self) -> str:
        if self._order is not None:
            return self._order.route
        return self._session.preset.route if self._session is not None else ""

    @Slot()
    def _take_amount(self) -> None:
        amount = self._ordered()
        if amount is not None:
            self.amount.line.setText(number(amount))
            self.time.line.setFocus()

    @Slot()
    def _send(self) -> None:
        if self._session is None or self._at is None:
            return
        amount = parse_amount(self.amount.text)
        taken = parse_time(self.time.text, self._session, self._at.utc)
        reasons = []
        if not self.drug.text or not self.unit.text:
            reasons.append(say("Drug and unit are missing."))
        if amount is None:
            reasons.append(say("Type the amount, as well as it is known."))
        if taken is None:
            reasons.append(say(NO_TIME))
        self.refuse(reasons)
        if amount is not None and taken is not None and not reasons:
            self._ask(self.made(amount, taken), self.answered)


class TakenPanel(DosePanel):
    """A dose that has already been taken, gate or no gate: recorded with its true time."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(
            ask,
            say("Already taken"),
            say("Record as already taken"),
            say("Recorded with its true time, as a deviation. Then call the prescriber."),
        )

    def made(self, amount: float, taken: datetime) -> AdministerDose | ReportDoseTaken:
        """Return what to record."""
        return ReportDoseTaken(
            drug=self.drug.text,
            amount=amount,
            unit=self.unit.text,
            route=self._route(),
            taken_utc=taken,
            booster=self._booster(),
        )
