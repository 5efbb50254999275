"""The second step: rest, readings, average, and the gate before the dose."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kapmonitor.language import figure, mark, say
from kapmonitor.port import Answer, Snapshot
from kapmonitor.session.decide_opening import must_be
from kapmonitor.session.event import MeasuringStated, ScoreRecorded
from kapmonitor.session.gate import GateState, gate_status
from kapmonitor.session.intent import EnterReading, Note
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Operator
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.baseline_gate import GateCard
from kapmonitor.ui.pages.baseline_readings import ReadingsCard
from kapmonitor.ui.pages.baseline_words import POSTURE
from kapmonitor.ui.pages.discharge_ending import Endings
from kapmonitor.ui.pages.dose_form import TakenPanel
from kapmonitor.ui.pages.forms import (
    Ask,
    AskRow,
    chain,
    into_sight,
    refusal_line,
    refuse,
    scrolled,
)
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.pages.prepare_checklist import Items, score_of
from kapmonitor.ui.pages.reading_card import ReadingCard
from kapmonitor.ui.pages.stated_panel import StatedRows
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.drawing import Drawing
from kapmonitor.ui.widgets.halves import Halves
from kapmonitor.ui.widgets.parts import Card, button, column, label, row
from kapmonitor.ui.widgets.typed_line import TypedLine
from kapmonitor.ui.wording import clock

ORIENTATION = ("orientation", mark("Orientation: person, place, time, situation"), range(5))
GUIDE_HIGH = 130
STEADY = (("1", mark("Steady")), ("0", mark("Not steady")))


class BaselinePage(Page):
    """From the rest timer to the gate's answer."""

    name = "baseline"
    doseAsked = Signal()
    """The gate is open, and the person wants to go on to the dose."""
    prepareAsked = Signal()
    """What is open before the dose stands in the preparation."""
    cuffAsked = Signal()
    """What the link waits for stands with the patient's cuff."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self.readings = ReadingsCard(self.ask)
        self.gate = GateCard(self.ask)
        self.taken = button(
            say("Already taken…"), "link", name=say("The dose has already been taken")
        )
        self.taken_panel = TakenPanel(self.ask)
        self.typed = TypedLine()
        self.seen = SeenCard(self.ask)
        self.endings = Endings(self.ask)
        locked = row(label(say("If the dose has already been taken, record it:")), self.taken, 1)
        self._locked = QWidget()
        self._locked.setLayout(locked)
        typing = Card(say("Or type what the display shows"), self.typed)
        self.reading = ReadingCard(self.ask, offers=True)
        left = column(
            self.readings,
            typing,
            self.reading,
            self.gate,
            self._locked,
            self.taken_panel,
            self.endings,
            1,
            spacing=14,
        )
        lines = (label(say(each), wraps=True) for each in POSTURE)
        guide = Card(say("Sit like this"), Drawing(theme, "posture", high=GUIDE_HIGH), *lines)
        self.stated = StatedRows(abreast=4)
        measured = Card(say("Said once, kept all session"), self.stated)
        right = column(guide, measured, self.seen, 1, spacing=14)
        halves = Halves(left, right, (8, 5))
        page = column(label(say("Baseline"), "title"), halves, 1, spacing=14)
        self.setLayout(column(scrolled(page)))
        self._connect()

    def draw(self, snapshot: Snapshot) -> None:
        """Show the readings and the gate of this moment."""
        session, at = snapshot.session, snapshot.at
        if session is None or at is None:
            return
        status = gate_status(session, at)
        leads = status.state in (GateState.MEASURE, GateState.LAPSED)
        self.readings.draw(session, at, snapshot.link, leads=leads and not session.doses)
        self.typed.show_cuffs(session)
        self.reading.draw(session)
        self.stated.draw(session, at)
        self.gate.setVisible(not session.doses)
        self.gate.draw(session, at, status)
        self._locked.setVisible(not status.open and not session.doses)
        self.taken_panel.draw(session, at)
        self.seen.draw(session, self.bridge.operator)
        self.endings.draw(session)

    def _connect(self) -> None:
        self.typed.entered.connect(self._enter)
        self.stated.said.connect(self._state)
        self.taken.clicked.connect(lambda: self.taken_panel.open_from(self.taken))
        self.gate.doseAsked.connect(self.doseAsked)
        self.readings.connect_cuff.clicked.connect(self.prepareAsked)
        self.gate.openAsked.connect(self._show_open)
        self.gate.cuffAsked.connect(self.cuffAsked)
        self.seen.items.rebuilt.connect(self._rechain)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin a typed reading with any digit, as on the live screen."""
        text = event.text()
        if text.isascii() and text.isdigit():
            self.typed.begin(text)
            into_sight(self.typed)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _show_open(self) -> None:
        """Lead to the first thing that is open: here, or in the preparation."""
        session = self.bridge.snapshot.session
        waiting = must_be(session) if session is not None else ()
        here = [each.id for each in waiting if each.id in self.seen.items.rows]
        if here:
            self.seen.items.rows[here[0]].ask()
        else:
            self.prepareAsked.emit()

    @Slot()
    def _rechain(self) -> None:
        chain(self)

    @Slot(object)
    def _state(self, fact: MeasuringStated) -> None:
        self.ask(Note(fact=fact))

    @Slot(object)
    def _enter(self, reading: EnterReading) -> None:
        self.ask(reading, self._entered)

    def _entered(self, answer: Answer) -> None:
        self.typed.refuse(answer.refusals)


class SeenCard(Card):
    """What is seen before the dose, to compare with afterwards."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        scale, words, values = ORIENTATION
        self._scale = scale
        self.orientation = AskRow(say(words), [(str(each), str(each)) for each in values])
        self.gait = AskRow(say("Walk and turn"), STEADY)
        self.items = Items(ask, at_baseline=True)
        self.refusal = refusal_line()
        super().__init__(
            say("Seen before the dose"), self.orientation, self.gait, self.items, self.refusal
        )
        self.orientation.answered.connect(lambda value: self._score(self._scale, value))
        self.gait.answered.connect(lambda value: self._score("gait", value))

    def draw(self, session: Session, operator: Operator) -> None:
        """Show what was scored and answered, and when."""
        _draw_score(self.orientation, session, self._scale, say("of 4"))
        _draw_score(self.gait, session, "gait", "")
        self.items.draw(session, operator)

    def _score(self, scale: str, value: str) -> None:
        self._ask(Note(fact=ScoreRecorded(scale=scale, value=float(value))), self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)


def _draw_score(shown: AskRow, session: Session, scale: str, of: str) -> None:
    score = score_of(session, scale)
    if score is None:
        shown.show_recorded(None, "○", "open", "")
        return
    value = figure(score.value)
    said = f"{value} {of}" if of else say(dict(STEADY).get(value, value)).lower()
    shown.show_recorded(value, "✓", "met", f"{said} · {clock(session, score.at.utc)}")
