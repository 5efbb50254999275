"""Past sessions: a list with a search, each to be opened for reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTableWidgetItem, QWidget

from kapmonitor.language import mark, say
from kapmonitor.practice import PastSession, Practice
from kapmonitor.record.course import CourseSession
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.session_index import SessionRow
from kapmonitor.session.code_words import coded
from kapmonitor.session.vocabulary import Outcome
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.course import CourseView
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.listing import listing
from kapmonitor.ui.widgets.parts import Card, Field, button, column, label, row

HEADS = (
    mark("Date"),
    mark("Patient"),
    mark("Session"),
    mark("Protocol"),
    mark("Ended as"),
    mark("Record"),
    mark("Readings"),
    "",
)
NONE_YET = mark("No session yet.")
NOTHING_FOUND = mark("Nothing found. Search by patient, date, protocol or outcome.")
_PATIENT, _PROTOCOL = 1, 3
_OUTCOMES = {
    Outcome.DISCHARGED: mark("discharged"),
    Outcome.OVERRIDDEN: mark("discharged by override"),
    Outcome.LEFT_AGAINST_ADVICE: mark("left against advice"),
    Outcome.CARE_TRANSFERRED: mark("care transferred"),
    Outcome.NOT_DOSED: mark("no dose"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list."""

    row: SessionRow
    patient: str


class HistoryPage(Page):
    """Emits `opened` with the PastSession to read, `left` to go back."""

    name = "history"
    opened = Signal(object)
    left = Signal()

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self._listed: tuple[Listed, ...] = ()
        self._search = Field(say("Search"), say("patient, date, protocol or outcome"))
        self._table = listing(HEADS, say("Sessions"), stretched=_PROTOCOL)
        self._course: CourseView | None = None
        self._said = label("", "secondary", wraps=True)
        self._said.hide()
        self._open = button(say("Open"), "primary")
        self._compare = button(say("Course of this patient"))
        self._back = button(say("Back"))
        card = Card("", self._said, self._table)
        laid = column(
            label(say("History"), "title"),
            self._search,
            card,
            row(self._compare, 1, self._back, self._open),
            spacing=14,
        )
        laid.setStretch(2, 1)
        laid.setContentsMargins(28, 20, 28, 16)
        self._list = QWidget()
        self._list.setLayout(laid)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self.setLayout(column(self._stack))
        self.setFocusProxy(self._search.line)
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the list anew each time the page comes in sight."""
        super().showEvent(event)
        self._stack.setCurrentWidget(self._list)
        self.bridge.practice(_listed, self._know)

    def _connect(self) -> None:
        self._search.edited.connect(self._fill)
        self._search.line.returnPressed.connect(self._open_chosen)
        self._open.clicked.connect(self._open_chosen)
        self._back.clicked.connect(self.left)
        self._compare.clicked.connect(self._ask_course)
        self._table.itemActivated.connect(self._open_chosen)
        self._search.line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the down arrow lead from the search into the list."""
        down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if down and event.type() == QEvent.Type.KeyPress:
            self._table.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _know(self, found: tuple[Listed, ...] | Exception) -> None:
        if isinstance(found, Exception):
            self._say(_words(found))
            return
        self._listed = found
        self._fill()

    @Slot()
    def _fill(self) -> None:
        wanted = self._search.text.lower()
        chosen = self._chosen()
        shown = [each for each in self._listed if wanted in " ".join(_cells(each)).lower()]
        self._say("" if shown else say(NOTHING_FOUND) if wanted else say(NONE_YET))
        self._open.setEnabled(bool(shown))
        self._compare.setEnabled(bool(shown))
        self._table.setRowCount(len(shown))
        for line, each in enumerate(shown):
            for place, cell in enumerate(_cells(each)):
                item = QTableWidgetItem(cell)
                item.setData(Qt.ItemDataRole.UserRole, each.row.id)
                self._table.setItem(line, place, item)
        ids = [each.row.id for each in shown]
        if ids:
            self._table.setCurrentCell(ids.index(chosen) if chosen in ids else 0, 0)

    def _chosen(self) -> str:
        item = self._table.item(max(self._table.currentRow(), 0), 0)
        return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    @Slot()
    def _open_chosen(self) -> None:
        session = self._chosen()
        if session:
            self.bridge.practice(lambda practice: practice.open_past(session), self._opened)

    def _opened(self, found: PastSession | Exception) -> None:
        if isinstance(found, Exception):
            self._say(_words(found))
        else:
            self._say("")
            self.opened.emit(found)

    @Slot()
    def _ask_course(self) -> None:
        session = self._chosen()
        listed = next((each for each in self._listed if each.row.id == session), None)
        if listed is not None:
            who = _cells(listed)[_PATIENT]
            pseudonym = listed.row.patient
            self.bridge.practice(
                lambda practice: practice.course(pseudonym), partial(self._show_course, who)
            )

    def _show_course(self, who: str, found: tuple[CourseSession, ...] | Exception) -> None:
        if isinstance(found, Exception):
            self._say(_words(found))
            return
        if self._course is None:
            self._course = CourseView(self.theme)
            self._course.left.connect(self._show_list)
            self._stack.addWidget(self._course)
        self._course.show_course(who, found)
        self._stack.setCurrentWidget(self._course)
        self._course.setFocus()

    @Slot()
    def _show_list(self) -> None:
        self._stack.setCurrentWidget(self._list)
        self._table.setFocus()

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))


def _listed(practice: Practice) -> tuple[Listed, ...]:
    names = {each.id: each.name or each.id for each in practice.patients()}
    return tuple(
        Listed(each, names.get(each.patient, each.patient)) for each in practice.sessions()
    )


def _cells(listed: Listed) -> tuple[str, ...]:
    each = listed.row
    local = each.opened + timedelta(minutes=each.utc_offset_min)
    number = str(each.session_number) if each.session_number is not None else ""
    planned = (
        say(" of {planned_sessions}").format(planned_sessions=each.planned_sessions)
        if number and each.planned_sessions
        else ""
    )
    ended = (
        say(_OUTCOMES[each.outcome])
        if each.outcome
        else say("not ended, {phase}").format(phase=coded(each.phase))
    )
    return (
        f"{local:%Y-%m-%d %H:%M}",
        say("no patient") if each.simulated else listed.patient,
        f"{number}{planned}",
        each.preset,
        ended,
        say("signed") if each.signed is not None else say("not signed"),
        str(each.readings),
        say("SIMULATED") if each.simulated else "",
    )


def _words(fault: Exception) -> str:
    known = isinstance(fault, RecordFault)
    return (
        str(fault) if known else say("The record cannot be read just now. Go back and try again.")
    )
