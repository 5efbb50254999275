"""The live screen: numerals, chart, next reading, what happened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kapmonitor.language import say
from kapmonitor.port import Answer, CuffPressureNow, Snapshot
from kapmonitor.session.intent import EnterReading
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.keys import Deed, deed_of, observation_of
from kapmonitor.ui.next_view import next_view
from kapmonitor.ui.pages.chart_turns import ChartTurns
from kapmonitor.ui.pages.dose_correct import DoseCorrection
from kapmonitor.ui.pages.happened_card import HappenedCard
from kapmonitor.ui.pages.ladder_card import LadderCard
from kapmonitor.ui.pages.live_asks import LiveAsks
from kapmonitor.ui.pages.logged import Logging
from kapmonitor.ui.pages.next_card import NextCard
from kapmonitor.ui.pages.numerals import Numerals
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.pages.reading_card import ReadingCard
from kapmonitor.ui.pages.scores_panel import ScoresPanel
from kapmonitor.ui.pages.side_column import SideColumn
from kapmonitor.ui.pages.stated_panel import StatedPanel
from kapmonitor.ui.pages.telehealth_calls import CallsCard
from kapmonitor.ui.pages.telehealth_place import PlaceCard
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.view import NO_READING, present
from kapmonitor.ui.widgets.cuff_strip import CuffStrip
from kapmonitor.ui.widgets.fitting import flow
from kapmonitor.ui.widgets.hold_key import HoldKey
from kapmonitor.ui.widgets.parts import Card, Inline, button, column, label
from kapmonitor.ui.widgets.timeline import Timeline
from kapmonitor.ui.widgets.typed_line import TypedLine

ROOMY = 900
"""Pixels of height in which whom to call has room beside everything else."""


class MonitoringPage(Page):
    """The room, as it is now."""

    name = "monitoring"
    helpAsked = Signal()
    acknowledgeAsked = Signal()
    devicesAsked = Signal()

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self._snapshot = Snapshot()
        self._stalled = False
        self._numerals = Numerals(theme)
        self._empty = label(say(NO_READING), "age", wraps=True)
        self._middle = ChartTurns(self.ask, bridge, theme)
        self._typed = TypedLine()
        self._typed_panel = Inline(say("Type what the display shows"), self._typed)
        self._ladder = LadderCard(self.ask)
        self._next = NextCard(CuffStrip(theme))
        self._happened = HappenedCard()
        self._scores, self._stated = ScoresPanel(), StatedPanel()
        self._calls, self._reading = CallsCard(self.ask), ReadingCard(self.ask)
        self._place = PlaceCard()
        self._timeline = Timeline()
        self._side = SideColumn(
            (self._calls, self._place, self._ladder, self._reading, self._next)
            + (self._scores, self._stated, self._happened),
            self._foot(),
            self._timeline,
        )
        self._logging = Logging(self, self.ask, self._answered, self._happened)
        self._asks = LiveAsks(self, self.ask, self._answered, self._next)
        self._said = label("", "refusal", wraps=True)
        self._said.hide()
        self._hold = HoldKey(self)
        self._lay_out()
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("Live screen; its keys are listed by ?"))

    def build_chart(self) -> bool:
        """Make the chart, whose library is slow to load; return whether it was still to be made."""
        if not self._middle.chart.build(self):
            return False
        self.draw(self._snapshot)
        return True

    def draw(self, snapshot: Snapshot) -> None:
        """Show this snapshot."""
        self._snapshot = snapshot
        view, session, at = present(snapshot), snapshot.session, snapshot.at
        if view is None or session is None or at is None:
            return
        self._logging.draw(snapshot)
        self._asks.draw(snapshot)
        self._numerals.show_view(view, stalled=self._stalled)
        self._typed.show_cuffs(session)
        self._empty.setVisible(not session.readings)
        self._ladder.draw(session, at)
        self._calls.draw(session)
        self._place.draw(session, at, snapshot.link)
        calling = self._place.isVisibleTo(self) and self.height() < ROOMY
        needed = calling or self._ladder.isVisibleTo(self) or self._calls.isVisibleTo(self)
        for each in (self._happened, self._next):
            each.give_room(needed=needed)
        self._reading.draw(session)
        self._wrong_dose.setVisible(DoseCorrection.possible(session))
        self._next.show_next(next_view(session, at, snapshot.link))
        self._happened.show_preset(session.preset)
        self._happened.show_standing(session, at)
        self._scores.show_session(session)
        self._stated.rows.draw(session, at)
        self._timeline.show_session(session)
        self._side.give_room(needed=needed)
        self._middle.draw(session, at)

    def toggle_last(self) -> None:
        """Hide the last session's course behind the chart, or show it again."""
        self._middle.chart.toggle_last()

    def show_stalled(self, *, stalled: bool) -> None:
        """Grey the values while no newer moment comes: an age that stands still is a lie."""
        self._stalled = stalled
        self._next.setEnabled(not stalled)
        self.draw(self._snapshot)

    def show_pressure(self, now: CuffPressureNow) -> None:
        """Show the live cuff pressure."""
        self._next.show_pressure(now)

    def toggle_large(self) -> None:
        """Change between ordinary and large numerals."""
        self._numerals.toggle_large()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on one key; what is no key of ours is passed on."""
        text = event.text()
        if event.key() == Qt.Key.Key_M and not event.modifiers():
            self._hold.down(event)
        elif text.isascii() and text.isdigit():
            self._open_typed(text)
        elif not self._act(_key_name(event)):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key let go early starts nothing."""
        self._hold.up(event)
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A key that is held while the keyboard goes elsewhere starts nothing."""
        self._hold.drop(event)
        super().focusOutEvent(event)

    def _act(self, key: str) -> bool:
        deed = deed_of(key)
        do = self._deeds().get(deed) if deed is not None else None
        if do is not None:
            do()
            return True
        session = self._snapshot.session
        entry = observation_of(session.preset, key) if session is not None else None
        if entry is not None:
            self._logging.log(entry)
        return entry is not None

    def _deeds(self) -> dict[Deed, Callable[[], object]]:
        """Return what each fixed key does here; the rest of them are the window's."""
        return {
            Deed.BACK: self._asks.mark_back,
            Deed.CHECK: self._asks.record_check,
            Deed.LOZENGE: self._asks.lozenge_out,
            Deed.NOTE: partial(self._write_in, self._happened.note),
            Deed.STOP: self._stop,
            Deed.RED_FLAGS: self._happened.flags.open_list,
            Deed.FIND: partial(self._write_in, self._happened.palette_line.line),
            Deed.SCORE: partial(self._open, self._scores),
            Deed.STATED: partial(self._open, self._stated),
            Deed.UNDO: self._logging.take_back,
            Deed.HELP: self.helpAsked.emit,
            Deed.ACKNOWLEDGE: self.acknowledgeAsked.emit,
        }

    def _foot(self) -> Card:
        """Return the timeline, with the way to every alarm so far beside its heading."""
        wrong = button(say("Exclude…"), "link", name=say("Exclude a reading…"))
        wrong.clicked.connect(partial(self._reading.open_for, wrong))
        turn = button(say("Alarms"), "link", name=say("Alarms and limits"), key="F5")
        turn.clicked.connect(self.turn_alarms)
        self._wrong_dose = button(say("Dose…"), "link", name=say("Correct a dose…"), key="F4")
        self._wrong_dose.clicked.connect(self.correct_dose)
        heading = flow(label(say("Timeline"), "section"), wrong, self._wrong_dose, turn, spacing=6)
        foot = Card("", heading, self._timeline)
        foot.setAccessibleName(say("Timeline"))
        return foot

    def to_do(self) -> None:
        """Let the keyboard be on the next step of what is to be done."""
        self._ladder.enter()

    @Slot()
    def correct_dose(self) -> None:
        """Open what corrects a dose, over the chart; the numerals stay."""
        session = self._snapshot.session
        if session is not None:
            self._middle.correct_dose(session, self._wrong_dose)

    @Slot()
    def turn_alarms(self) -> None:
        """Show alarms and limits in the place of the chart, or the chart again."""
        self._middle.turn_alarms()

    def _lay_out(self) -> None:
        main = column(self._numerals, self._empty, self._said, self._typed_panel)
        main.addWidget(self._middle, 1)
        outer = QHBoxLayout()
        outer.setContentsMargins(20, 12, 12, 12)
        outer.setSpacing(20)
        outer.addLayout(main, 1)
        outer.addWidget(self._side)
        self.setLayout(outer)

    def _connect(self) -> None:
        self._next.cuffAsked.connect(self.devicesAsked)
        self._next.typeAsked.connect(partial(self._open_typed, ""))
        self._next.stopAsked.connect(self._stop)
        self._happened.logged.connect(self._logging.log)
        self._happened.noteWritten.connect(self._logging.write_note)
        self._happened.left.connect(self.setFocus)
        self._happened.undoAsked.connect(self._logging.take_back)
        self._happened.flagEnded.connect(self._logging.end_flag)
        self._happened.detail.detailed.connect(self._logging.note_detail)
        self._happened.scoresAsked.connect(partial(self._open, self._scores))
        self._happened.statedAsked.connect(partial(self._open, self._stated))
        self._scores.scored.connect(self._logging.score)
        self._stated.said.connect(self._logging.state)
        for panel in (self._scores, self._stated):
            panel.left.connect(self._close_panels)
        self._middle.left.connect(self.setFocus)
        self._ladder.left.connect(self.setFocus)
        self._ladder.entered.connect(self._side.bring)
        self._typed.entered.connect(self._enter)
        self._typed.left.connect(self._close_typed)
        self._hold.held.connect(self.measure)

    @Slot()
    def measure(self) -> None:
        """Ask for a reading now."""
        self._asks.measure()

    def answer_alarm(self, asked: str) -> None:
        """Do by one press what a low alarm asks for."""
        if asked == "check-overdue":
            self._asks.record_check()
        else:
            self._asks.lozenge_out()

    def repeat(self) -> None:
        """Ask for the reading that would confirm or settle the alarm shown."""
        self._asks.repeat()

    @Slot()
    def _stop(self) -> None:
        self._asks.stop()
        self._close_typed()

    def _write_in(self, line: QWidget) -> None:
        line.setFocus()
        self._side.bring(line)

    def _open(self, panel: ScoresPanel | StatedPanel, _checked: bool = False) -> None:
        """Open a panel in the place of what happened, or close it where it is open."""
        was_open = panel.isVisible()
        self._close_panels()
        if not was_open:
            self._happened.hide()
            panel.open_up()
            QTimer.singleShot(0, panel, partial(self._side.bring, panel))

    @Slot()
    def _close_panels(self) -> None:
        for panel in (self._scores, self._stated):
            panel.hide()
        self._happened.show()
        self.setFocus()

    def _open_typed(self, digit: str) -> None:
        self._typed_panel.show()
        self._typed.begin(digit)

    @Slot()
    def _close_typed(self) -> None:
        self._typed_panel.hide()
        self.setFocus()

    @Slot(object)
    def _enter(self, reading: EnterReading) -> None:
        self.ask(reading, self._entered)

    def _entered(self, answer: Answer) -> None:
        self._typed.refuse(answer.refusals)
        if not answer.refusals:
            self._close_typed()

    def _answered(self, answer: Answer) -> None:
        self._said.setText("\n".join(answer.refusals))
        self._said.setVisible(bool(answer.refusals))


def _key_name(event: QKeyEvent) -> str:
    """Return a key in the words of the key map; modified letters are other programs'."""
    named = {Qt.Key.Key_Escape: "Esc", Qt.Key.Key_Backspace: "Backspace"}
    if (name := named.get(Qt.Key(event.key()))) is not None:
        return name
    control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return "" if event.modifiers() & control else event.text().upper()
