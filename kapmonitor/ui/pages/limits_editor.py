"""Limits of one patient: which are in force, and one at a time moved, with a reason and a name."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapmonitor.language import mark, say
from kapmonitor.port import Answer
from kapmonitor.session.event import LimitMadePersonal, LimitRestored
from kapmonitor.session.intent import Note
from kapmonitor.session.limits import personal_limits
from kapmonitor.session.state import Session
from kapmonitor.ui.limits_view import LimitLine, limit_lines
from kapmonitor.ui.pages.forms import Ask, refusal_line, refuse
from kapmonitor.ui.pages.words import parse_amount
from kapmonitor.ui.widgets.parts import Field, button, clear, column, kind, label, row

NO_NUMBER = mark("Type the limit as a number.")


class LimitsEditor(QWidget):
    """A line for each limit; the one that is being changed opens under its line."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self.setAccessibleName(say("Limits of this patient"))
        self._ask = ask
        self._shown: tuple[LimitLine, ...] = ()
        self._rows: dict[str, _LimitRow] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.form = LimitForm(ask)
        self.form.hide()
        self.form.over.connect(self._close)
        self.setLayout(column(self._list))

    def draw(self, session: Session) -> None:
        """Show the limits as they stand; what is being typed stays."""
        found = limit_lines(session)
        if found == self._shown:
            return
        self._shown = found
        if set(self._rows) != {each.rule for each in found}:
            self._rebuild(found)
        for each in found:
            self._rows[each.rule].show_line(each)
        self.form.show_session(session)

    def forget(self) -> None:
        """Close the form: what is typed there was meant for somebody else."""
        self.form.hide()

    def change(self, rule: str, *, value: str = "", reason: str = "") -> None:
        """Open the form for a limit, filled only with what a person chose to take over."""
        line = next((each for each in self._shown if each.rule == rule), None)
        if line is None:
            return
        place = self._list.indexOf(self._rows[rule])
        self._list.removeWidget(self.form)
        self._list.insertWidget(place + 1, self.form)
        self.form.begin(line, value=value, reason=reason)

    def _rebuild(self, found: tuple[LimitLine, ...]) -> None:
        self._list.removeWidget(self.form)
        self.form.hide()
        clear(self._list)
        self._rows = {}
        for each in found:
            made = _LimitRow(each)
            made.chosen.connect(partial(self.change, each.rule))
            self._rows[each.rule] = made
            self._list.addWidget(made)

    def _close(self) -> None:
        rule = self.form.rule
        self.form.hide()
        if rule in self._rows:
            self._rows[rule].setFocus()


class _LimitRow(QWidget):
    """One limit with its value and a way to change it."""

    chosen = Signal()

    def __init__(self, line: LimitLine) -> None:
        super().__init__()
        self._words = label("", wraps=True)
        self._personal = label("", "secondary", wraps=True)
        self._change = button(say("Change"), "small")
        self._change.clicked.connect(self._clicked)
        self.setFocusProxy(self._change)
        lines = column(self._words, self._personal, spacing=0)
        laid = row(lines, self._change)
        laid.setStretch(0, 1)
        self.setLayout(laid)
        self.show_line(line)

    def show_line(self, line: LimitLine) -> None:
        self._words.setText(line.words)
        kind(self._words, "strong" if line.personal else "")
        self._personal.setText(line.personal)
        self._personal.setVisible(bool(line.personal))
        self._change.setAccessibleName(say("Change: {limit}").format(limit=line.words))

    def _clicked(self, _checked: bool = False) -> None:
        self.chosen.emit()


class LimitForm(QWidget):
    """Value, reason, and the prescriber where one has to agree."""

    over = Signal()

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self._session: Session | None = None
        self.rule = ""
        self._about = label("", "strong", wraps=True)
        self._room = label("", "secondary", wraps=True)
        self.value = Field(say("Limit for this patient"), width=120)
        self.reason = Field(say("Reason"))
        self.agreed = Field(say("Prescriber who agreed"))
        self.refusal = refusal_line()
        self._put = button(say("Set for this patient"), "primary")
        self._off = button(say("Turn off for this patient"), "small")
        self._back = button(say("As the preset has it"), "small")
        cancel = button(say("Cancel"), "small")
        first = row(self.value, self.agreed)
        first.setStretch(1, 1)
        laid = column(
            self._about,
            self._room,
            first,
            self.reason,
            row(self._put, 1, cancel),
            row(self._back, self._off, 1),
            self.refusal,
        )
        laid.setContentsMargins(12, 8, 12, 12)
        self.setLayout(laid)
        self._put.clicked.connect(self._send)
        self._off.clicked.connect(self._send_off)
        self._back.clicked.connect(self._send_back)
        cancel.clicked.connect(self._leave)

    def show_session(self, session: Session) -> None:
        """Keep what tells whether there is a personal limit to give up."""
        self._session = session
        self._back.setVisible(self.rule in personal_limits(session))

    def begin(self, line: LimitLine, *, value: str, reason: str) -> None:
        """Ask for this limit; an empty line stays empty: nothing is suggested."""
        self.rule = line.rule
        self._about.setText(line.words)
        self._room.setText(line.room)
        for field, text in ((self.value, value), (self.reason, reason), (self.agreed, "")):
            field.line.setText(text)
        refuse(self.refusal, ())
        if self._session is not None:
            self.show_session(self._session)
        self.show()
        self.value.line.setFocus()

    def _send(self, _checked: bool = False) -> None:
        value = parse_amount(self.value.text)
        if value is None:
            refuse(self.refusal, (say(NO_NUMBER),))
        else:
            self._make(value)

    def _send_off(self, _checked: bool = False) -> None:
        self._make(None)

    def _make(self, value: float | None) -> None:
        fact = LimitMadePersonal(
            rule=self.rule,
            value=value,
            reason=self.reason.text,
            authorised_by=self.agreed.text,
        )
        self._ask(Note(fact=fact), self._answered)

    def _send_back(self, _checked: bool = False) -> None:
        fact = LimitRestored(rule=self.rule, reason=self.reason.text)
        self._ask(Note(fact=fact), self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)
        if not answer.refusals:
            self.over.emit()

    def _leave(self, _checked: bool = False) -> None:
        self.over.emit()
