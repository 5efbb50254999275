"""The baseline's readings: which of them count, what is still missing, and the average."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QWidget

from kapmonitor.language import mark, say
from kapmonitor.port import Answer
from kapmonitor.session.baseline import Baseline, Progress, baseline, progress
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import CancelReading, RequestReading, StartRest
from kapmonitor.session.state import Reading, Session
from kapmonitor.session.vocabulary import CUFFS, Role
from kapmonitor.telehealth.view import LinkView
from kapmonitor.ui.link_words import TAKE_BACK, is_away, request_words
from kapmonitor.ui.next_view import asked_of_person
from kapmonitor.ui.pages.baseline_trial import TrialRow
from kapmonitor.ui.pages.baseline_words import average, count_word, next_reading, why_not
from kapmonitor.ui.pages.forms import Ask, refusal_line, refuse
from kapmonitor.ui.pages.words import pair, pressures, source
from kapmonitor.ui.widgets.held_button import held_button
from kapmonitor.ui.widgets.parts import Card, button, kind, label, row
from kapmonitor.ui.widgets.turns import take_turns
from kapmonitor.ui.wording import clock, number

SHOWN = 5
COLUMNS = (110, 130, 70)


class ReadingsCard(Card):
    """The last readings before the dose, the rest timer and the two buttons that lead on."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._rows = [_Row() for _ in range(SHOWN)]
        self._none = label("", "secondary")
        self._average = _Row(large=True)
        self._next = label("", "next", wraps=True)
        self._asked = label("", "strong", wraps=True)
        self.trial = TrialRow(ask)
        self.rest = button(say("Start rest"), "primary")
        self.measure = held_button(say("Measure"))
        self.second = held_button(say("Measure with the second cuff"))
        self.connect_cuff = button(say("Connect a cuff…"))
        self._no_cuff = label("", "secondary", wraps=True)
        self.stop = button(say(_STOP))
        self.refusal = refusal_line()
        lines = (*self._rows, self._none, self._average, self._next, self._asked)
        super().__init__(say("Readings"), *lines)
        self.body.addLayout(
            row(self.rest, self.measure, self.connect_cuff, self.second, self.stop, 1)
        )
        self.body.addWidget(self._no_cuff)
        self.body.addWidget(self.refusal)
        self.body.addWidget(self.trial)
        self.rest.clicked.connect(self._start_rest)
        self.measure.clicked.connect(self._measure)
        self.second.clicked.connect(self._measure_second)
        self.stop.clicked.connect(self._cancel)

    def draw(self, session: Session, at: Instant, link: LinkView, *, leads: bool) -> None:
        """Show the readings; `leads`: the next right thing is here, not at the gate."""
        done = progress(session)
        self._draw_rows(session, done)
        self._draw_average(session, done, baseline(session) if done.complete else None)
        waiting = next_reading(session, at, done)
        self._next.setText(waiting)
        self._next.setVisible(bool(waiting) and not session.doses)
        self._draw_buttons(session, at, done, leads=leads)
        self._draw_asked(session, at, link)
        self.trial.draw(session, complete=done.complete)

    def _draw_rows(self, session: Session, done: Progress) -> None:
        shown = session.readings[-SHOWN:]
        counted = {each.seq: index for index, each in enumerate(done.readings)}
        for number_, made in enumerate(self._rows):
            reading = shown[number_] if number_ < len(shown) else None
            made.setVisible(reading is not None)
            if reading is not None:
                made.show_reading(session, reading, counted.get(reading.seq), done)
        self._none.setVisible(not shown)
        self._none.setText(
            say("No reading yet. Start the rest, then press Measure.")
            if Role.CUFF in session.devices
            else say("No reading yet. Start the rest, then type what the display shows.")
        )

    def _draw_average(self, session: Session, done: Progress, found: Baseline | None) -> None:
        self._average.setVisible(found is not None)
        if found is not None:
            self._average.show_words(
                say("Average"),
                pressures(round(found.systolic), round(found.diastolic)),
                "" if found.heart_rate is None else number(round(found.heart_rate)),
                average(done, found, session.preset.baseline),
            )

    def _draw_asked(self, session: Session, at: Instant, link: LinkView) -> None:
        """Show how far what is asked for has come: in this room, or at the patient's."""
        afar, asked = request_words(session, link), session.request
        self._asked.setText(afar)
        self._asked.setVisible(bool(afar))
        if asked is None or asked.role not in CUFFS:
            return
        if afar:
            self._next.hide()
        else:
            self._next.setText(
                say(_MEASURING) if asked.by_program else asked_of_person(session, at)
            )
            self._next.show()

    def _draw_buttons(self, session: Session, at: Instant, done: Progress, *, leads: bool) -> None:
        asked = session.request is not None and session.request.role in CUFFS
        rested = done.rest_until is not None and at.elapsed_s >= done.rest_until.elapsed_s
        dosed = bool(session.doses)
        self.rest.setVisible(leads and not dosed)
        self.rest.setText(_rest_words(session))
        there = Role.CUFF in session.devices
        words = say(TAKE_BACK) if is_away(session, Role.CUFF) else say(_STOP)
        self.stop.setText(words)
        self.stop.setAccessibleName(words)
        self._offer(stop=asked, first=there, second=Role.SECOND_CUFF in session.devices)
        self.connect_cuff.setVisible(not asked and not there)
        self._no_cuff.setText(say(_NO_CUFF))
        self._no_cuff.setVisible(not there)
        kind(self.rest, "primary" if leads and done.rest_until is None else "")
        kind(self.measure, "primary" if leads and rested else "")

    def _offer(self, *, stop: bool, first: bool, second: bool) -> None:
        """Offer to measure with the cuffs that are there, or to stop."""
        if stop:
            take_turns(self.stop, self.second)
            take_turns(self.stop, self.measure)
        else:
            take_turns(self.measure, self.stop)
            self.measure.setVisible(first)
            self.second.setVisible(second)

    @Slot()
    def _start_rest(self) -> None:
        self._ask(StartRest(), self._answered)

    @Slot()
    def _measure(self) -> None:
        self._ask(RequestReading(reason="baseline"), self._answered)

    @Slot()
    def _measure_second(self) -> None:
        self._ask(RequestReading(role=Role.SECOND_CUFF, reason="baseline"), self._answered)

    @Slot()
    def _cancel(self) -> None:
        self._ask(CancelReading(), self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)


_NO_CUFF = mark("No cuff is connected. Connect one, or type what a display shows: it counts alike.")
_STOP = mark("Stop the cuff")
_MEASURING = mark("The cuff is measuring. Keep the arm still.")


class _Row(QWidget):
    """One reading in four columns."""

    def __init__(self, *, large: bool = False) -> None:
        super().__init__()
        self._count = label("", "secondary")
        self._pair = label("", "title" if large else "next")
        self._rate = label("", "age")
        self._told = label("", "secondary", wraps=True)
        columns: tuple[QLabel, ...] = (self._count, self._pair, self._rate)
        for each, width in zip(columns, COLUMNS, strict=True):
            each.setFixedWidth(width)
        made = row(*columns, self._told)
        made.setStretch(3, 1)
        self.setLayout(made)

    def show_reading(
        self, session: Session, reading: Reading, index: int | None, done: Progress
    ) -> None:
        """Show a reading; `index` is its place in the baseline, None: it does not count."""
        rule = session.preset.baseline
        word = say("Not counted") if index is None else count_word(index, rule)
        word = say("Second cuff") if reading.role is Role.SECOND_CUFF else word
        rate = reading.measurement.pulse_rate
        told = f"{clock(session, reading.when.utc)} · {source(reading)}"
        if index is None and reading.role is Role.CUFF:
            told = f"{told} · {why_not(reading, done)}"
        self.show_words(word, pair(reading), "" if rate is None else number(rate), told)

    def show_words(self, count: str, values: str, rate: str, told: str) -> None:
        """Show the words of the four columns."""
        self._count.setText(count)
        self._pair.setText(values)
        self._rate.setText(rate)
        self._told.setText(told)


def _rest_words(session: Session) -> str:
    if session.rest_started is None:
        return say("Start {rest_min:g} min rest").format(rest_min=session.preset.baseline.rest_min)
    return say("Start rest again")
