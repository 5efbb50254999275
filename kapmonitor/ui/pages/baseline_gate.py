"""The gate: its answer, by how much, what the preset says to do, and what may be recorded there.

It never says to give a dose. What is a fact (a call, a dose already taken) can always be recorded.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame

from kapmonitor.language import mark, say
from kapmonitor.port import Answer
from kapmonitor.session.decide_opening import open_before_dose
from kapmonitor.session.event import CallLogged
from kapmonitor.session.gate import GateState, GateStatus
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import Note, OverrideGate, StartRest
from kapmonitor.session.permitted import permitted
from kapmonitor.session.state import Session
from kapmonitor.ui.pages.baseline_words import gate_title, held_by_link
from kapmonitor.ui.pages.forms import Ask, Panel, refusal_line, refuse
from kapmonitor.ui.pages.words import NO_TIME, parse_time
from kapmonitor.ui.widgets.fitting import flow
from kapmonitor.ui.widgets.parts import Field, button, column, kind, label
from kapmonitor.ui.widgets.turns import take_turns

_LOOKS = {
    GateState.MEASURE: "card",
    GateState.CLEAR: "clear",
    GateState.HOLD: "hold",
    GateState.LAPSED: "hold",
    GateState.OVERRIDDEN: "hold",
}
COUNTERSIGN = mark(
    "Typed here it reads “reported, not countersigned” until the clinician signs the entry."
)


class GateCard(QFrame):
    """The gate before the first dose."""

    doseAsked = Signal()
    openAsked = Signal()
    """A person wants to answer what is open."""
    cuffAsked = Signal()
    """The link holds the dose, and a person wants to see to it."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self.title = label("", "question", wraps=True)
        self.reasons = label("", wraps=True)
        self.next_step = label("", wraps=True)
        self.open = label("", "strong", wraps=True)
        self.answer = button(say("Answer what is open"), "primary")
        self.rest = button(say("Start rest again"), "primary")
        self.cuff = button(say("Patient's cuff…"), "primary", name=say("Go to the patient's cuff"))
        self.call = button(say("Call logged…"))
        self.override = button(say("Override by a named clinician…"))
        self.go = button(say("Go to dose"), "primary")
        self.refusal = refusal_line()
        self.call_panel = CallPanel(ask)
        self.override_panel = OverridePanel(ask, for_booster=False)
        self.setProperty("kind", "card")
        self.setAccessibleName(say("Gate"))
        outer = column(
            self.title,
            self.reasons,
            self.next_step,
            self.open,
            flow(self.cuff, self.rest, self.answer, self.go, self.call, self.override),
            self.refusal,
            self.call_panel,
            self.override_panel,
        )
        outer.setContentsMargins(16, 14, 16, 14)
        self.setLayout(outer)
        self.rest.clicked.connect(self._rest)
        self.answer.clicked.connect(self.openAsked)
        self.cuff.clicked.connect(self.cuffAsked)
        self.go.clicked.connect(self.doseAsked)
        self.call.clicked.connect(lambda: self.call_panel.open_from(self.call))
        self.override.clicked.connect(lambda: self.override_panel.open_from(self.override))

    def draw(self, session: Session, at: Instant, status: GateStatus) -> None:
        """Show the gate's answer and what can be done about it."""
        waiting = open_before_dose(session)
        self._draw_open(waiting, gate_open=status.open)
        kind(self, _LOOKS[status.state] if not (waiting and status.open) else "hold")
        self.setAccessibleDescription(self.title.text())
        self.title.setText(gate_title(session, status))
        self.reasons.setText("\n".join(status.reasons))
        self.reasons.setVisible(bool(status.reasons))
        self.next_step.setText(status.next_step)
        self.next_step.setVisible(bool(status.next_step))
        held = status.state in (GateState.HOLD, GateState.LAPSED)
        self.go.setVisible(status.open and not waiting)
        if status.open:
            for gone in (self.override, self.override_panel):
                take_turns(self.answer if waiting else self.go, gone)
        linked = held_by_link(session, status)  # then another rest helps nobody
        self.cuff.setVisible(linked)
        again = status.state is GateState.HOLD and status.rechecks_left > 0
        self.rest.setVisible(again and not linked)
        self.call.setVisible(status.state is not GateState.CLEAR)
        may = OverrideGate in permitted(session) and session.preset.gate.override_allowed
        self.override.setVisible(held and may)
        self.override_panel.draw(session, at)

    def _draw_open(self, waiting: tuple[str, ...], *, gate_open: bool) -> None:
        """Name everything else that Dose would refuse for, with the way to it."""
        lead = say("▲ No dose yet: this must be answered first.")
        self.open.setText("\n".join((*((lead,) if gate_open else ()), *waiting)))
        self.open.setVisible(bool(waiting))
        self.answer.setVisible(bool(waiting) and gate_open)

    @Slot()
    def _rest(self) -> None:
        self._ask(StartRest(), self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)


class CallPanel(Panel):
    """A call that was made, with whom and what came of it."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(
            say("A call was made"),
            (
                Field(say("With whom"), say("prescriber, emergency services …")),
                Field(say("What was said")),
            ),
            say("Record the call"),
        )
        self._ask = ask
        self.confirmed.connect(self._send)

    @Slot()
    def _send(self) -> None:
        to, result = (each.text for each in self.fields)
        if not to:
            self.refuse((say("Say with whom."),))
            return
        self._ask(Note(fact=CallLogged(to=to, result=result)), self.answered)


class OverridePanel(Panel):
    """A named clinician lets the dose go ahead, with a reason, spoken to at a time."""

    def __init__(self, ask: Ask, *, for_booster: bool) -> None:
        super().__init__(
            say("Override by a named clinician"),
            (
                Field(say("Name of the clinician who decided")),
                Field(say("Reason")),
                Field(say("Spoken to at"), "14:05"),
            ),
            say("Record the override"),
            note=say(COUNTERSIGN),
        )
        self._ask = ask
        self._for_booster = for_booster
        self._session: Session | None = None
        self._at: Instant | None = None
        self.confirmed.connect(self._send)

    def draw(self, session: Session, at: Instant) -> None:
        """Keep the session's clock at hand."""
        self._session, self._at = session, at

    @Slot()
    def _send(self) -> None:
        if self._session is None or self._at is None:
            return
        clinician, reason, time = (each.text for each in self.fields)
        contact = parse_time(time, self._session, self._at.utc)
        if contact is None:
            self.refuse((say(NO_TIME),))
            return
        intent = OverrideGate(
            reason=reason, clinician=clinician, contact_utc=contact, for_booster=self._for_booster
        )
        self._ask(intent, self.answered)
