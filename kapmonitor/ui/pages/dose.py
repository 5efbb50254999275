"""The third step: the dose as ordered and as taken, a booster with its own gate, the lozenge.

The page shows the order and suggests nothing; what was taken is what a person says was taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Slot

from kapmonitor.language import mark, say
from kapmonitor.port import Answer, Snapshot
from kapmonitor.session.code_words import sentence
from kapmonitor.session.decide_opening import open_before_dose
from kapmonitor.session.dose_words import corrections, in_error
from kapmonitor.session.gate import GateStatus, gate_status
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import AdministerDose
from kapmonitor.session.permitted import permitted
from kapmonitor.session.state import Session
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.baseline_words import gate_title
from kapmonitor.ui.pages.dose_booster import BoosterCard
from kapmonitor.ui.pages.dose_correct import DoseCorrection
from kapmonitor.ui.pages.dose_form import DosePanel, TakenPanel
from kapmonitor.ui.pages.dose_lozenge import LozengeCard
from kapmonitor.ui.pages.forms import Ask, refusal_line, refuse, scrolled
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.pages.words import dose, order, order_details
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.halves import Halves
from kapmonitor.ui.widgets.parts import Card, button, column, label, row
from kapmonitor.ui.wording import clock, number

TITLE, CONFIRM = mark("Another amount or time"), mark("Record this dose")


class DosePage(Page):
    """The dose, now or at a corrected time."""

    name = "dose"

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self._order = label("", "question", wraps=True)
        self._details = label("", "secondary", wraps=True)
        self._zero = label("", "secondary", wraps=True)
        self.first = FirstDoseCard(self.ask)
        self.booster = BoosterCard(self.ask)
        self.lozenge = LozengeCard(self.ask)
        self._taken = label("", wraps=True)
        self._wrong = button(say("Correct…"), "link", name=say("Correct a dose…"), key="F4")
        self._wrong.clicked.connect(self.correct_dose)
        self.correction = DoseCorrection(self.ask)
        self._taken_card = Card(say("Taken"), self._taken, row(self._wrong, 1), self.correction)
        ordered = Card(say("Ordered"), self._order, self._details, self._zero)
        left = column(self.first, self.booster, 1, spacing=14)
        right = column(ordered, self._taken_card, self.lozenge, 1, spacing=14)
        halves = Halves(left, right, (8, 5))
        page = column(label(say("Dose"), "title"), halves, 1, spacing=14)
        self.setLayout(column(scrolled(page)))

    def draw(self, snapshot: Snapshot) -> None:
        """Show the order, the gate and what was taken."""
        session, at = snapshot.session, snapshot.at
        if session is None or at is None:
            return
        self._order.setText(order(session.order))
        self._details.setText(order_details(session.order))
        self._zero.setText(say("Minute zero: {zero}.").format(zero=say(session.preset.zero)))
        self.first.draw(session, at)
        self.booster.draw(session, at)
        self.lozenge.draw(session, at)
        self._taken_card.setVisible(bool(session.doses or session.never_given))
        self._taken.setText("\n".join(_taken(session)))
        self._wrong.setVisible(DoseCorrection.possible(session))
        self.correction.draw(session, at)

    @Slot()
    def correct_dose(self) -> None:
        """Open what corrects a dose."""
        self.correction.open_from(self._wrong)


def _taken(session: Session) -> Iterator[str]:
    """Yield each dose as it truly was, its deviations, and what had been recorded instead."""
    written = partial(clock, session)
    for each in session.doses:
        yield dose(session, each)
        yield from (f"▲ {text}" for text in each.deviations)
        if each.changes:
            yield sentence(corrections(each, written))
    yield from (f"× {in_error(each, written)}" for each in session.never_given)


class FirstDoseCard(Card):
    """The first dose: one press as ordered and now, or typed, or already taken."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._session: Session | None = None
        self._at: Instant | None = None
        self.gate = label("", "strong", wraps=True)
        self.reasons = label("", wraps=True)
        self.as_ordered = button(say("As ordered"), "primary")
        self.other = button(say("Another amount or time…"))
        self.taken = button(say("Already taken…"))
        self.refusal = refusal_line()
        self.panel = DosePanel(ask, say(TITLE), say(CONFIRM), say("For a dose at the open gate."))
        self.taken_panel = TakenPanel(ask)
        super().__init__(say("Dose"), self.gate, self.reasons)
        self.body.addLayout(row(self.as_ordered, self.other, self.taken, 1))
        for part in (self.refusal, self.panel, self.taken_panel):
            self.body.addWidget(part)
        self.as_ordered.clicked.connect(self._give)
        self.other.clicked.connect(lambda: self.panel.open_from(self.other))
        self.taken.clicked.connect(lambda: self.taken_panel.open_from(self.taken))

    def draw(self, session: Session, at: Instant) -> None:
        """Show the gate; a closed one leaves only what has already happened."""
        self._session, self._at = session, at
        self.setVisible(not session.doses)
        if session.doses:
            return
        status = gate_status(session, at)
        self._draw_gate(session, status)
        self.panel.draw(session, at)
        self.taken_panel.draw(session, at)

    def _draw_gate(self, session: Session, status: GateStatus) -> None:
        self.gate.setText(gate_title(session, status))
        waiting = open_before_dose(session)
        words = (*status.reasons, *(() if status.open else (status.next_step,)), *waiting)
        self.reasons.setText("\n".join(filter(None, words)))
        self.reasons.setVisible(bool(self.reasons.text()))
        may = status.open and not waiting and AdministerDose in permitted(session)
        ordered = session.order
        self.as_ordered.setEnabled(may and ordered is not None)
        self.as_ordered.setText(
            say("As ordered: no order recorded")
            if ordered is None
            else say("As ordered, taken now: {amount} {unit}").format(
                amount=number(ordered.amount), unit=ordered.unit
            )
        )
        self.as_ordered.setAccessibleName(self.as_ordered.text())
        self.other.setEnabled(may)

    @Slot()
    def _give(self) -> None:
        session, at = self._session, self._at
        if session is None or at is None or session.order is None:
            return
        ordered = session.order
        intent = AdministerDose(
            drug=ordered.drug,
            amount=ordered.amount,
            unit=ordered.unit,
            route=ordered.route,
            taken_utc=at.utc,
        )
        self._ask(intent, self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)
