"""The live screen: numerals, chart, next reading, what happened."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kapmonitor.language import say
from kapmonitor.port import Answer, CuffPressureNow, Snapshot
from kapmonitor.session.event import (
    CheckRecorded,
    NoteAdded,
    ObservationDetailed,
    ObservationRecorded,
)
from kapmonitor.session.intent import (
    CancelReading,
    EnterReading,
    Intent,
    MarkReturned,
    Note,
    PostponeReading,
    ReportLozengeOut,
    RequestReading,
    Withdraw,
)
from kapmonitor.session.personal import personal
from kapmonitor.session.protocol import ObservationButton
from kapmonitor.session.red_flags import standing_flags
from kapmonitor.session.requests import cuff_to_repeat
from kapmonitor.session.schedule import checks
from kapmonitor.session.vocabulary import LozengeEnd, ObservationKind, Role
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.keys import Deed, deed_of, observation_of
from kapmonitor.ui.next_view import NOT_NOW, next_view
from kapmonitor.ui.pages.happened_card import UNDO_S, HappenedCard
from kapmonitor.ui.pages.ladder_card import LadderCard
from kapmonitor.ui.pages.next_card import NextCard
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.theme import (
    BLOOD_PRESSURE,
    BLOOD_PRESSURE_LARGE,
    HEART_RATE,
    HEART_RATE_LARGE,
    SECOND_CUFF,
    Theme,
)
from kapmonitor.ui.view import NO_READING, PRESSURE, SECOND, Numeral, present
from kapmonitor.ui.widgets.cuff_strip import CuffStrip
from kapmonitor.ui.widgets.held_button import HoldKey
from kapmonitor.ui.widgets.numeric import Numeric
from kapmonitor.ui.widgets.parts import Card, Inline, column, label
from kapmonitor.ui.widgets.timeline import Timeline
from kapmonitor.ui.widgets.typed_line import TypedLine
from kapmonitor.ui.wording import NONE, NOT_LIVE

SIDE_WIDTH, NARROW, NARROWER = 304, 1000, 0.8
"""On a page narrower than this the smaller numbers shrink, so that the pressure stays largest."""


class MonitoringPage(Page):
    """The room, as it is now."""

    name = "monitoring"
    helpAsked = Signal()
    acknowledgeAsked = Signal()

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self._snapshot = Snapshot()
        self._large = False
        self._stalled = False
        self._out_at: datetime | None = None
        self._logged: tuple[int, str] | None = None
        self._pressure = Numeric(say(PRESSURE), "blood_pressure", BLOOD_PRESSURE, theme)
        self._rate = Numeric(say("Heart rate, /min"), "heart_rate", HEART_RATE, theme, folded=True)
        self._spo2 = Numeric(say("SpO₂, %"), "spo2", HEART_RATE, theme, folded=True)
        self._second = Numeric(say(SECOND), "blood_pressure", SECOND_CUFF, theme, folded=True)
        self._empty = label(say(NO_READING), "age", wraps=True)
        self._chart_place = QVBoxLayout()
        self._chart: QWidget | None = None
        self._typed = TypedLine()
        self._typed_panel = Inline(say("Type what the display shows"), self._typed)
        self._ladder = LadderCard(self.ask)
        self._next = NextCard(CuffStrip(theme))
        self._happened = HappenedCard()
        self._timeline = Timeline()
        self._said = label("", "refusal", wraps=True)
        self._said.hide()
        self._hold = HoldKey(self)
        self._undo_over = QTimer(self, singleShot=True, interval=round(UNDO_S * 1000))
        self._lay_out()
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def build_chart(self) -> bool:
        """Make the chart, whose library is slow to load; return whether it was still to be made."""
        if self._chart is not None:
            return False
        from kapmonitor.ui.widgets.vitals_chart import VitalsChart

        self._chart = VitalsChart(self.theme)
        self._chart_place.addWidget(self._chart)
        self.draw(self._snapshot)
        return True

    def draw(self, snapshot: Snapshot) -> None:
        """Show this snapshot."""
        self._snapshot = snapshot
        view, session, at = present(snapshot), snapshot.session, snapshot.at
        if view is None or session is None or at is None:
            return
        self._pressure.show_numeral(self._seen(view.blood_pressure))
        self._pressure.set_watermark(simulated=view.simulated)
        self._rate.show_numeral(self._seen(view.heart_rate))
        self._spo2.show_numeral(self._seen(view.spo2))
        self._second.setVisible(view.second_cuff is not None)
        self._second.show_numeral(self._seen(view.second_cuff or Numeral()))
        self._typed.show_cuffs(session)
        self._empty.setVisible(not session.readings)
        self._ladder.draw(session, at)
        self._next.show_next(next_view(session, at))
        self._happened.show_preset(session.preset)
        self._happened.show_standing(session, at)
        self._timeline.show_session(session)
        if self._chart is not None:
            self._chart.show_session(session, at)  # type: ignore[attr-defined]  # made lazily

    def show_stalled(self, *, stalled: bool) -> None:
        """Grey the values while no newer moment comes: an age that stands still is a lie."""
        self._stalled = stalled
        self._next.setEnabled(not stalled)
        self.draw(self._snapshot)

    def _seen(self, numeral: Numeral) -> Numeral:
        if not self._stalled or numeral.text == NONE:
            return numeral
        told = say(NOT_LIVE)
        return replace(numeral, stale=True, age=told, spoken=f"{numeral.spoken}, {told}")

    def show_pressure(self, now: CuffPressureNow) -> None:
        """Show the live cuff pressure."""
        self._next.show_pressure(now)

    def toggle_large(self) -> None:
        """Change between ordinary and large numerals."""
        self._large = not self._large
        self._size_numbers()

    def _size_numbers(self) -> None:
        share = NARROWER if self.width() < NARROW else 1.0
        self._pressure.set_pixels(BLOOD_PRESSURE_LARGE if self._large else BLOOD_PRESSURE)
        for each in (self._rate, self._spo2):
            each.set_pixels(round((HEART_RATE_LARGE if self._large else HEART_RATE) * share))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the numbers share the width."""
        self._size_numbers()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on one key; what is no key of ours is passed on."""
        text = event.text()
        if event.key() == Qt.Key.Key_M and not event.modifiers():
            if not event.isAutoRepeat():
                self._hold.down()
        elif text.isascii() and text.isdigit():
            self._open_typed(text)
        elif not self._act(_key_name(event)):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key let go early starts nothing."""
        if event.key() == Qt.Key.Key_M and not event.isAutoRepeat():
            self._hold.up()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: object) -> None:
        """A key that is held while the window loses the keyboard starts nothing."""
        self._hold.up()
        super().focusOutEvent(event)  # type: ignore[arg-type]  # one of Qt's own

    def _act(self, key: str) -> bool:
        deed = deed_of(key)
        do = (
            {
                Deed.BACK: self._mark_back,
                Deed.CHECK: self._record_check,
                Deed.LOZENGE: self._lozenge_out,
                Deed.NOTE: self._happened.note.setFocus,
                Deed.STOP: self._stop,
                Deed.RED_FLAGS: self._happened.flags.open_list,
                Deed.FIND: self._happened.palette_line.line.setFocus,
                Deed.UNDO: self._take_back,
                Deed.HELP: self.helpAsked.emit,
                Deed.ACKNOWLEDGE: self.acknowledgeAsked.emit,
            }.get(deed)
            if deed is not None
            else None
        )
        if do is not None:
            do()
            return True
        session = self._snapshot.session
        entry = observation_of(session.preset, key) if session is not None else None
        if entry is not None:
            self._log(entry)
        return entry is not None

    def _lay_out(self) -> None:
        numbers = QHBoxLayout()
        numbers.setSpacing(16)
        for each in (self._pressure, self._second, self._rate, self._spo2):
            numbers.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
        numbers.addStretch(1)
        main = column(numbers, self._empty, self._said, self._typed_panel)
        main.addLayout(self._chart_place, 1)
        side = QWidget()
        cards = (self._ladder, self._next, self._happened, Card(say("Timeline"), self._timeline))
        side.setLayout(column(*cards, 1, spacing=14))
        side.layout().setContentsMargins(0, 0, 12, 0)  # type: ignore[union-attr]  # set just above
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(side)
        scroll.setFixedWidth(SIDE_WIDTH)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QHBoxLayout()
        outer.setContentsMargins(20, 12, 12, 12)
        outer.setSpacing(20)
        outer.addLayout(main, 1)
        outer.addWidget(scroll)
        self.setLayout(outer)

    def _connect(self) -> None:
        self._next.measureAsked.connect(self.measure)
        self._next.secondAsked.connect(partial(self._tell, RequestReading(role=Role.SECOND_CUFF)))
        self._next.stopAsked.connect(self._stop)
        self._next.backAsked.connect(self._mark_back)
        self._next.checkAsked.connect(self._record_check)
        self._next.laterAsked.connect(self._postpone)
        self._next.lozengeAsked.connect(self._lozenge_ended)
        self._happened.logged.connect(self._log)
        self._happened.noteWritten.connect(self._write_note)
        self._happened.undoAsked.connect(self._take_back)
        self._happened.flagEnded.connect(self._end_flag)
        self._happened.detail.detailed.connect(self._note_detail)
        self._typed.entered.connect(self._enter)
        self._typed.left.connect(self._close_typed)
        self._hold.held.connect(self.measure)
        self._undo_over.timeout.connect(self._forget_undo)

    @Slot()
    def measure(self) -> None:
        """Ask for a reading now."""
        self._tell(RequestReading())

    def repeat(self) -> None:
        """Ask for the reading that would confirm or settle the alarm shown."""
        session = self._snapshot.session
        if session is not None:
            self._tell(RequestReading(role=cuff_to_repeat(session)))

    @Slot()
    def _stop(self) -> None:
        session = self._snapshot.session
        if session is not None and session.request is not None:
            self._tell(CancelReading())
        self._close_typed()

    @Slot()
    def _mark_back(self) -> None:
        self._tell(MarkReturned())

    @Slot()
    def _record_check(self) -> None:
        session = self._snapshot.session
        statuses = checks(session) if session is not None else ()
        if statuses:
            self._tell(Note(fact=CheckRecorded(check=statuses[0].rule.id)))

    @Slot(float)
    def _postpone(self, minutes: float) -> None:
        session, at = self._snapshot.session, self._snapshot.at
        due = next_view(session, at).postponable if session and at else None
        if due is not None:
            self._tell(PostponeReading(due=due, minutes=minutes, reason=say(NOT_NOW)))

    def _lozenge_out(self) -> None:
        """Keep the time at which it came out, and ask what became of it."""
        session = self._snapshot.session
        if session is not None and session.lozenge is not None and session.lozenge.out is None:
            self._out_at = self._snapshot.utc
            self._next.ask_lozenge_end()

    @Slot(str)
    def _lozenge_ended(self, end: str) -> None:
        at, self._out_at = self._out_at or self._snapshot.utc, None
        if at is not None:
            self._tell(ReportLozengeOut(end=LozengeEnd(end), taken_out_utc=at))

    @Slot(object)
    def _log(self, entry: ObservationButton) -> None:
        kind = ObservationKind(entry.kind)
        fact = ObservationRecorded(code=entry.code, kind=kind, label=entry.label)
        session = self._snapshot.session
        if session is not None:
            self._logged = (session.next_seq, entry.code)
            self.ask(Note(fact=fact), partial(self._noted, say(entry.label)))

    def _noted(self, words: str, answer: Answer) -> None:
        """Offer to take back only what is in the record."""
        self._answered(answer)
        if not answer.refusals:
            self._happened.show_undo(words)
            self._undo_over.start()

    @Slot()
    def _take_back(self) -> None:
        """Take back what this screen logged last; never an older entry, nor another's."""
        session = self._snapshot.session
        if session is None or self._logged is None or not self._undo_over.isActive():
            return
        since, code = self._logged
        mine = [
            each.seq
            for each in session.observations
            if each.seq >= since and each.code == code and not each.withdrawn
        ]
        if mine:
            self._forget_undo()
            self._tell(Withdraw(seq=mine[0]))

    @Slot(object)
    def _note_detail(self, fact: ObservationDetailed) -> None:
        self._tell(Note(fact=fact))

    @Slot(int)
    def _end_flag(self, seq: int) -> None:
        """Say that a red flag is over now: how long it lasted ends its alarm."""
        session, at = self._snapshot.session, self._snapshot.at
        if session is None or at is None:
            return
        for each in standing_flags(session):
            if each.seq == seq:
                lasted = round(at.minutes_since(each.at), 1)
                self._tell(Note(fact=ObservationDetailed(seq=seq, duration_min=lasted)))

    @Slot()
    def _forget_undo(self) -> None:
        self._logged = None
        self._undo_over.stop()
        self._happened.show_undo("")

    @Slot(str)
    def _write_note(self, text: str) -> None:
        words = personal(text, ref=f"w{secrets.token_hex(6)}", salt=secrets.token_hex(16))
        self._tell(Note(fact=NoteAdded(text=words)))
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

    def _tell(self, intent: Intent) -> None:
        self.ask(intent, self._answered)

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
