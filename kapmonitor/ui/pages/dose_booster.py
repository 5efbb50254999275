"""A booster: allowed by preset and order, after a fresh reading, with the sedation score signed."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kapmonitor.language import figure, mark, say
from kapmonitor.port import Answer
from kapmonitor.session.event import ScoreRecorded
from kapmonitor.session.gate import MOAAS, GateState, booster_status
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import AdministerDose, Note
from kapmonitor.session.permitted import permitted
from kapmonitor.session.schedule import would_become
from kapmonitor.session.state import Session
from kapmonitor.ui.pages.baseline_gate import OverridePanel
from kapmonitor.ui.pages.dose_form import DosePanel, TakenPanel
from kapmonitor.ui.pages.forms import Ask, AskRow, refusal_line, refuse
from kapmonitor.ui.pages.prepare_checklist import score_of
from kapmonitor.ui.score_view import SCALES
from kapmonitor.ui.widgets.parts import Card, button, label, row
from kapmonitor.ui.wording import clock, number

SEDATION = [(str(value), words) for value, words in SCALES[0].answers]
"""The painful levels below are never asked for."""
HELD = mark("▲ Booster: held")
_TITLES = {
    GateState.CLEAR: mark("Booster: clear"),
    GateState.OVERRIDDEN: mark("▲ Booster: overridden"),
}


class BoosterCard(Card):
    """The booster's own gate and the booster itself, once a dose was taken."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._session: Session | None = None
        self._at: Instant | None = None
        self.gate = label("", "strong", wraps=True)
        self.reasons = label("", wraps=True)
        self.would = label("", "secondary", wraps=True)
        self.sedation = AskRow(say("Sedation, MOAA/S"), SEDATION)
        self.as_ordered = button(say("As ordered"))
        self.other = button(say("Another amount or time…"))
        self.override = button(say("Override…"), name=say("Override the booster's gate"))
        self.taken = button(
            say("Already taken…"), name=say("A further dose has already been taken")
        )
        self.refusal = refusal_line()
        self._panels(ask)
        meaning = label(say(SCALES[0].meaning), "secondary", wraps=True)
        super().__init__(
            say("Booster"), self.gate, self.reasons, self.would, self.sedation, meaning
        )
        self.body.addLayout(row(self.as_ordered, self.other, self.override, self.taken, 1))
        for part in (self.refusal, self.panel, self.override_panel, self.taken_panel):
            self.body.addWidget(part)
        self._connect()

    def _panels(self, ask: Ask) -> None:
        self.panel = DosePanel(
            ask,
            say("Booster: another amount or time"),
            say("Record this booster"),
            say("At the open gate."),
        )
        self.override_panel = OverridePanel(ask, for_booster=True)
        self.taken_panel = TakenPanel(ask)

    def _connect(self) -> None:
        self.sedation.answered.connect(self._score)
        self.as_ordered.clicked.connect(self._give)
        self.other.clicked.connect(lambda: self.panel.open_from(self.other))
        self.override.clicked.connect(lambda: self.override_panel.open_from(self.override))
        self.taken.clicked.connect(lambda: self.taken_panel.open_from(self.taken))

    def draw(self, session: Session, at: Instant) -> None:
        """Show the gate of a further dose, and when discharge would be then."""
        self._session, self._at = session, at
        shown = bool(session.doses) and session.ended is None
        self.setVisible(shown)
        if not shown:
            return
        status = booster_status(session, at)
        self.gate.setText(say(_TITLES.get(status.state, HELD)))
        self.reasons.setText("\n".join(filter(None, (*status.reasons, status.next_step))))
        self.reasons.setVisible(bool(status.reasons))
        become = clock(session, would_become(session, at).utc)
        self.would.setText(say("Earliest discharge would become {become}.").format(become=become))
        self._draw_sedation(session)
        self._draw_buttons(session, open_=status.open)
        for each in (self.panel, self.override_panel, self.taken_panel):
            each.draw(session, at)

    def _draw_sedation(self, session: Session) -> None:
        self.sedation.setVisible(session.preset.booster.allowed)
        score = score_of(session, MOAAS)
        last = max(each.taken.elapsed_s for each in session.doses)
        if score is None or score.at.elapsed_s <= last:
            self.sedation.show_recorded(None, "○", "open", "")
        else:
            told = f"{figure(score.value)} · {clock(session, score.at.utc)}"
            self.sedation.show_recorded(figure(score.value), "✓", "met", told)

    def _draw_buttons(self, session: Session, *, open_: bool) -> None:
        may = open_ and AdministerDose in permitted(session)
        ordered = session.order
        amount = ordered.booster_amount if ordered is not None else None
        self.as_ordered.setVisible(amount is not None)
        self.as_ordered.setEnabled(may)
        if amount is not None and ordered is not None:
            words = say("As ordered, taken now: {amount} {unit}").format(
                amount=number(amount), unit=ordered.unit
            )
            self.as_ordered.setText(words)
            self.as_ordered.setAccessibleName(say("Booster {words}").format(words=words))
        self.other.setEnabled(may)
        self.override.setVisible(not open_ and session.preset.gate.override_allowed)

    @Slot(str)
    def _score(self, value: str) -> None:
        self._ask(Note(fact=ScoreRecorded(scale=MOAAS, value=float(value))), self._answered)

    @Slot()
    def _give(self) -> None:
        session, at = self._session, self._at
        if session is None or at is None or session.order is None:
            return
        ordered = session.order
        if ordered.booster_amount is None:
            return
        intent = AdministerDose(
            drug=ordered.drug,
            amount=ordered.booster_amount,
            unit=ordered.unit,
            route=ordered.route,
            taken_utc=at.utc,
            booster=True,
        )
        self._ask(intent, self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)
