"""The prescriber's order, as the clinic gave it: typed whole, nothing suggested."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Slot

from kapmonitor.language import figure, mark, say
from kapmonitor.port import Answer
from kapmonitor.session.event import OrderRecorded
from kapmonitor.session.intent import Note
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import LozengeEnd, OrderSource
from kapmonitor.settings import Settings
from kapmonitor.ui.pages.forms import (
    YES_NO,
    Ask,
    beside,
    fill,
    level,
    refusal_line,
    refuse,
    under,
)
from kapmonitor.ui.pages.prepare_proposal import (
    AMOUNT,
    BOOSTER,
    DRUG,
    END,
    HOLD,
    PRESCRIBER,
    SWISH,
    OrderToRead,
)
from kapmonitor.ui.pages.words import order, order_details, parse_amount
from kapmonitor.ui.widgets.parts import Answers, Card, Field, button, label, row
from kapmonitor.ui.wording import number

ENDS = ((LozengeEnd.SPIT.value, mark("Spit")), (LozengeEnd.SWALLOWED.value, mark("Swallow")))


class OrderCard(Card):
    """Drug, amount, unit; the route is the preset's. Lozenge: hold, swish, and then."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._shown: OrderRecorded | None = None
        self._route = ""
        self._end: LozengeEnd | None = None
        self._booster: bool | None = None
        self._fields()
        self.record = button(say("Record order"))
        self.told = label("", "secondary", wraps=True)
        self.refusal = refusal_line()
        self.reading = OrderToRead()
        first = row(self.drug, self.amount, self.unit)
        first.setStretch(0, 1)
        self._then = under(say("Then"), self.ends)
        self._further = under(say("Booster allowed"), self.boosters)
        minutes = level(self.hold, self.swish, self.booster_amount)
        super().__init__(say("Prescriber's order"), first, minutes)
        self.body.insertWidget(0, self.reading)
        for each in (
            level(self._then, self._further),
            row(self.prescriber, self.phone),
            beside(self.record, self.told),
        ):
            self.body.addLayout(each)
        self.body.addWidget(self.refusal)
        self.ends.answered.connect(self._choose_end)
        self.boosters.answered.connect(self._choose_booster)
        self.record.clicked.connect(self._send)
        self.reading.confirmed.connect(self._confirm_line)

    def _fields(self) -> None:
        self.drug = Field(say("Drug"))
        self.amount = Field(say("Amount"), width=90)
        self.unit = Field(say("Unit"), "mg", width=70)
        self.hold = Field(say("Hold, min"), width=80)
        self.swish = Field(say("Swish every, min"), width=110)
        self.ends = Answers(say("After the hold:"), ENDS)
        self.boosters = Answers(say("Booster allowed"), YES_NO)
        self.booster_amount = Field(say("Booster amount"), width=110)
        self.prescriber = Field(say("Prescriber"))
        self.phone = Field(say("Prescriber's phone"), width=140)

    def offer_contacts(self, settings: Settings) -> None:
        """Show the clinic's prescriber and number where nothing was typed yet."""
        if not self.prescriber.text and not self.phone.text:
            self.prescriber.set_text(settings.prescriber_name)
            self.phone.set_text(settings.prescriber_phone)

    def draw(self, session: Session) -> None:
        """Show the order in force; what is being typed stays."""
        self._show_route(session)
        if session.order is self._shown:
            return
        self._shown = session.order
        self.record.setText(say("Change order") if session.order else say("Record order"))
        if session.order is not None:
            self.told.setText(
                say("Recorded: {order}. {order_details}.").format(
                    order=order(session.order), order_details=order_details(session.order)
                )
            )
            self._take_over(session.order)
        else:
            self.told.setText("")

    def _show_route(self, session: Session) -> None:
        if session.preset.route == self._route:
            return
        self._route = session.preset.route
        lozenge = session.preset.lozenge is not None
        for part in (self.hold, self.swish, self._then):
            part.setVisible(lozenge)
        allowed = session.preset.booster.allowed
        for each in (self._further, self.booster_amount):
            each.setVisible(allowed)
        if not allowed:
            self._booster = False

    def _take_over(self, fact: OrderRecorded) -> None:
        """Show a recorded order in the fields, as after a restart."""
        for key in (DRUG, AMOUNT, HOLD, SWISH, END, BOOSTER, PRESCRIBER):
            self._take(fact, key, fill)

    def _take(self, fact: OrderRecorded, key: str, put: Callable[[Field, str], None]) -> None:
        """Show one line of an order in its fields."""
        match key:
            case "drug":
                put(self.drug, fact.drug)
            case "amount":
                put(self.amount, number(fact.amount))
                put(self.unit, fact.unit)
            case "hold":
                put(self.hold, _typed(fact.hold_min))
            case "swish":
                put(self.swish, _typed(fact.swish_interval_min))
            case "end":
                self._end = fact.lozenge_end
                self.ends.show_answer(fact.lozenge_end.value if fact.lozenge_end else None)
            case "booster":
                self._booster = fact.booster_allowed
                self.boosters.show_answer("yes" if fact.booster_allowed else "no")
                put(self.booster_amount, _typed(fact.booster_amount))
            case _:
                put(self.prescriber, fact.prescriber)
                put(self.phone, fact.prescriber_phone)

    def forget(self) -> None:
        """Empty everything: the next session is another one."""
        for field in self._all():
            field.line.clear()
        self._shown = None
        self._end = self._booster = None
        self._route = ""
        self.ends.show_answer(None)
        self.boosters.show_answer(None)
        self.told.clear()
        self.record.setText(say("Record order"))
        self.reading.forget()
        refuse(self.refusal, ())

    def _all(self) -> tuple[Field, ...]:
        return (
            self.drug,
            self.amount,
            self.unit,
            self.hold,
            self.swish,
            self.booster_amount,
            self.prescriber,
            self.phone,
        )

    @Slot(str)
    def _confirm_line(self, key: str) -> None:
        if self.reading.proposed is not None:
            self._take(self.reading.proposed, key, _put)

    @Slot(str)
    def _choose_end(self, value: str) -> None:
        self._end = LozengeEnd(value)

    @Slot(str)
    def _choose_booster(self, value: str) -> None:
        self._booster = value == "yes"

    @Slot()
    def _send(self) -> None:
        reasons = self._refusals()
        refuse(self.refusal, reasons)
        if reasons:
            return
        amount = parse_amount(self.amount.text)
        fact = OrderRecorded(
            drug=self.drug.text,
            amount=amount or 0.0,
            unit=self.unit.text,
            route=self._route,
            booster_allowed=bool(self._booster),
            prescriber=self.prescriber.text,
            prescriber_phone=self.phone.text,
            booster_amount=parse_amount(self.booster_amount.text) if self._booster else None,
            hold_min=parse_amount(self.hold.text),
            swish_interval_min=parse_amount(self.swish.text),
            lozenge_end=self._end,
        )
        self._ask(Note(fact=self._with_source(fact)), self._answered)

    def _with_source(self, fact: OrderRecorded) -> OrderRecorded:
        """Say where the order came from: what differs, or nobody confirmed, was typed."""
        read = self.reading.proposed if self.reading.proposal.whole else None
        if read is not None and fact == replace(read, source=None, source_digest=None):
            return read
        return replace(fact, source=OrderSource.TYPED)

    def _refusals(self) -> tuple[str, ...]:
        reasons = []
        if parse_amount(self.amount.text) is None:
            reasons.append(say("The amount must be a number above zero."))
        if not self.unit.text:
            reasons.append(say("The unit is missing."))
        if self._booster is None:
            reasons.append(say("Say whether a booster is allowed."))
        for field, name in (
            (self.hold, say("The hold time")),
            (self.swish, say("The swish interval")),
            (self.booster_amount, say("The booster amount")),
        ):
            if field.text and parse_amount(field.text) is None:
                reasons.append(
                    say("{name} must be a number above zero, or empty.").format(name=name)
                )
        return tuple(reasons)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)
        if not answer.refusals:
            self.reading.proposal.hide()


def _typed(value: float | None) -> str:
    return "" if value is None else figure(value)


def _put(field: Field, text: str) -> None:
    field.line.setText(text)
