"""The first page: who you are, what was left unfinished, and the way into a new session.

Nobody is chosen for you: the record says who did what, so the person says it first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from kapmonitor.language import mark, say
from kapmonitor.port import Answer
from kapmonitor.session.code_words import coded
from kapmonitor.session.vocabulary import Operator
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.dates import short_day
from kapmonitor.ui.notice import notice
from kapmonitor.ui.pages.forms import chain, joined, refusal_line, refuse, scrolled
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.pages.who import two_identifiers
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.parts import Card, Field, button, clear, column, kind, label, row

if TYPE_CHECKING:  # this page is painted before the rest is loaded
    from kapmonitor.practice import Practice
    from kapmonitor.record.session_index import SessionRow
    from kapmonitor.settings import Settings

WHO_FIRST = mark("Say who you are first: the record names the person behind every entry.")
READ_FIRST = mark("Read the notice first, then press “I have read this”.")
WIDTH = 760
UNSIGNED_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Seen:
    """What the first page shows of the practice."""

    operators: tuple[Operator, ...]
    unfinished: tuple[tuple[SessionRow, str], ...]
    """Each with the patient's name and day of birth, as the practice knows them."""
    settings: Settings


def look(practice: Practice) -> Seen:
    """Read what the first page shows. Raises RecordFault, SettingsFault."""
    rows = practice.unfinished()
    patients = [practice.patient(each.patient) for each in rows]
    names = [two_identifiers(each) if each else "" for each in patients]
    return Seen(practice.operators(), tuple(zip(rows, names, strict=True)), practice.settings())


class StartPage(Page):
    """Shown while no session is open."""

    name = "start"
    newSession = Signal()
    resumed = Signal()
    historyAsked = Signal()
    devicesAsked = Signal()
    settingsAsked = Signal()

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self._seen: Seen | None = None
        self.refusal = refusal_line()
        self._operators = _Operators()
        self._unfinished = _Unfinished()
        self._read = button(say("I have read this"), "primary")
        self.notice = Card(say("Before you begin"), label(notice(), wraps=True), row(self._read, 1))
        self.notice.hide()
        self._foot = label(notice(), "secondary", wraps=True)
        self.new = button(say("New session"), "primary")
        self.history = button(say("History"))
        self.devices = button(say("Set up devices"))
        self.settings = button(say("Settings"))
        inside = column(
            label("kapmonitor", "title"),
            self.notice,
            self._operators,
            self._unfinished,
            self.refusal,
            row(self.new, self.history, self.devices, self.settings, 1),
            self._foot,
            1,
            spacing=14,
        )
        middle = QWidget()
        middle.setMaximumWidth(WIDTH)
        middle.setLayout(inside)
        self.setLayout(column(scrolled(row(middle))))
        self._connect()

    def _connect(self) -> None:
        self._read.clicked.connect(self._keep_read)
        self._operators.chosen.connect(self._choose)
        self._operators.added.connect(self._add)
        self._unfinished.resume.connect(self._resume)
        self.new.clicked.connect(self._begin)
        self.history.clicked.connect(self.historyAsked)
        self.devices.clicked.connect(self.devicesAsked)
        self.settings.clicked.connect(self.settingsAsked)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the practice anew whenever the page comes in sight."""
        super().showEvent(event)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the practice anew."""
        self.bridge.practice(look, self._show)

    def _show(self, seen: Seen | Exception) -> None:
        if isinstance(seen, Exception):
            refuse(self.refusal, (str(seen),))
            return
        self._seen = seen
        unread = not seen.settings.disclaimer_read
        self.notice.setVisible(unread)
        kind(self.new, "" if unread else "primary")  # one filled button at a time
        self._foot.setVisible(not unread)
        self._operators.show_people(
            seen.operators, self.bridge.operator, likely=seen.settings.operator
        )
        self._unfinished.show_rows(seen.unfinished)
        chain(self)

    @Slot()
    def _keep_read(self) -> None:
        self._keep(disclaimer_read=True)

    @Slot(object)
    def _choose(self, operator: Operator) -> None:
        self.bridge.operator = operator
        self._keep(operator=operator.id)

    def _keep(self, *, disclaimer_read: bool | None = None, operator: str | None = None) -> None:
        """Remember a setting, and show what there is then."""

        def keep(practice: Practice) -> Seen:
            now = practice.settings()
            read = now.disclaimer_read if disclaimer_read is None else disclaimer_read
            who = now.operator if operator is None else operator
            practice.keep_settings(replace(now, disclaimer_read=read, operator=who))
            return look(practice)

        refuse(self.refusal, ())
        self.bridge.practice(keep, self._show)

    @Slot(str, str)
    def _add(self, name: str, role: str) -> None:
        def added(operator: Operator | Exception) -> None:
            if isinstance(operator, Exception):
                refuse(self.refusal, (str(operator),))
            else:
                self._choose(operator)

        self.bridge.practice(lambda practice: practice.add_operator(name, role), added)

    @Slot()
    def _begin(self) -> None:
        if self._may_go_on():
            self.newSession.emit()

    @Slot(str)
    def _resume(self, session: str) -> None:
        if self._may_go_on():
            self.bridge.resume(session, self._resumed)

    def _resumed(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)
        if not answer.refusals:
            self.resumed.emit()

    def _may_go_on(self) -> bool:
        reasons = []
        if self._seen is not None and not self._seen.settings.disclaimer_read:
            reasons.append(say(READ_FIRST))
        if not self.bridge.operator.name:
            reasons.append(say(WHO_FIRST))
        refuse(self.refusal, reasons)
        return not reasons


class _Operators(Card):
    """Who uses the program now."""

    chosen = Signal(object)
    added = Signal(str, str)

    def __init__(self) -> None:
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._name = Field(say("Your name"))
        self._role = Field(say("Your role"), say("therapist, nurse, prescriber …"))
        self._add = button(say("Add yourself"))
        super().__init__(say("Who are you?"), self._list, row(self._name, self._role))
        self.body.addLayout(row(self._add, 1))
        self._people: tuple[tuple[Operator, ...], str] = ((), "")
        self._buttons: dict[str, QPushButton] = {}
        joined(self._name.line, self._role.line)
        self._role.line.returnPressed.connect(self._send)
        self._add.clicked.connect(self._send)

    def show_people(self, people: Sequence[Operator], chosen: Operator, *, likely: str) -> None:
        """Show the people; the one who was here last comes into focus, and is not chosen."""
        if (tuple(people), chosen.id) == self._people:
            return
        self._people = (tuple(people), chosen.id)
        clear(self._list)
        self._buttons = {each.id: self._button(each, chosen) for each in people}
        for made in self._buttons.values():
            self._list.addWidget(made)
        first = next(iter(self._buttons.values()), None)
        focused = self._buttons.get(chosen.id) or self._buttons.get(likely) or first
        if self.isVisible():  # a late answer must not take the keyboard from another page
            (focused or self._name.line).setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, operator: Operator, chosen: Operator) -> QPushButton:
        here = operator.id == chosen.id
        words = f"{operator.name}, {operator.role}" + (say(" · you") if here else "")
        made = button(
            words,
            "answer",
            name=say("I am {operator}, {role}").format(operator=operator.name, role=operator.role),
        )
        made.setCheckable(True)
        made.setChecked(here)
        made.clicked.connect(lambda: self.chosen.emit(operator))
        return made

    @Slot()
    def _send(self) -> None:
        if not self._name.text:
            self._name.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.added.emit(self._name.text, self._role.text or say("therapist"))
        self._name.line.clear()
        self._role.line.clear()


class _Unfinished(Card):
    """Sessions that were left without an outcome, or without a signature."""

    resume = Signal(str)

    def __init__(self) -> None:
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        super().__init__(say("Unfinished sessions"), self._list)
        self._rows: tuple[tuple[SessionRow, str], ...] = ()
        self.hide()

    def show_rows(self, rows: tuple[tuple[SessionRow, str], ...]) -> None:
        """Show each with its button; nothing unfinished hides the card."""
        self.setVisible(bool(rows))
        if rows == self._rows:
            return
        self._rows = rows
        clear(self._list)
        ended = [each for each in rows if each[0].ended is not None]
        for each, name in rows[: len(rows) - len(ended)] + tuple(ended[:UNSIGNED_SHOWN]):
            self._list.addWidget(self._row(each, name))
        if more := len(ended[UNSIGNED_SHOWN:]):
            self._list.addWidget(
                label(say("{more} more not signed: see History.").format(more=more), "secondary")
            )

    def _row(self, each: SessionRow, name: str) -> QWidget:
        begun = each.opened + timedelta(minutes=each.utc_offset_min)
        over = each.ended is not None
        stands = say("ended, not signed") if over else coded(each.phase)
        told = f"{short_day(begun)}, {begun:%H:%M} · {stands}"
        simulated = say(" · simulated") if each.simulated else ""
        shown = name or each.patient
        does = say("Finish") if over else say("Resume")
        go = button(does, name=f"{does} {shown}, {told}")
        go.clicked.connect(lambda: self.resume.emit(each.id))
        words = label(f"{told}{simulated}", "secondary")
        line = QWidget()
        line.setLayout(row(label(shown, "strong"), words, 1, go))
        return line
