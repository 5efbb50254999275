"""Past sessions: a list with a search, each to be opened for reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTableWidgetItem, QWidget

from kapmonitor.arrivals import from_elsewhere
from kapmonitor.language import mark, say
from kapmonitor.practice import PastSession, Practice
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.library import PAGE
from kapmonitor.record.practice import RecordAccessed
from kapmonitor.record.session_index import SessionRow
from kapmonitor.session.code_words import coded
from kapmonitor.session.vocabulary import Outcome
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.course_place import CoursePlace
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.pages.who import two_identifiers
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
)
NONE_YET = mark("No session yet.")
NOTHING_FOUND = mark("Nothing found. Search by patient, date, protocol or outcome.")
_PATIENT, _PROTOCOL = 1, 3
FURTHER_MS, SOUGHT = 250, 20
"""After how long a search looks further than the pages shown, and for how many patients."""
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
    elsewhere: bool = False
    """Whether it came from another installation."""


class HistoryPage(Page):
    """Emits `opened` with the PastSession to read, `left` to go back."""

    name = "history"
    opened = Signal(object)
    left = Signal()

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self._listed: tuple[Listed, ...] = ()
        self._oldest: SessionRow | None = None
        """The last one of the pages that are shown."""
        self._further = QTimer(self, singleShot=True, interval=FURTHER_MS)
        self._search = Field(say("Search"), say("patient, date, protocol or outcome"))
        self._table = listing(HEADS, say("Sessions"), stretched=_PROTOCOL, tight=True)
        self._course: CoursePlace | None = None
        self._said = label("", "secondary", wraps=True)
        self._said.hide()
        self._open = button(say("Open"), "primary")
        self._compare = button(say("Course of this patient"))
        self._more = button(say("Older sessions"))
        self._more.hide()
        self._back = button(say("Back"))
        card = Card("", self._said, self._table)
        laid = column(
            label(say("History"), "title"),
            self._search,
            card,
            row(self._compare, self._more, 1, self._back, self._open),
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
        self.bridge.practice(_page, self._know)

    def _connect(self) -> None:
        self._search.edited.connect(self._fill)
        self._search.edited.connect(self._further.start)
        self._further.timeout.connect(self._look_further)
        self._more.clicked.connect(self._ask_older)
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
        self._note_page(found)
        self._fill()

    def _note_page(self, page: tuple[Listed, ...]) -> None:
        """Remember where the next page begins, if there is one."""
        self._oldest = page[-1].row if page else self._oldest
        self._more.setVisible(len(page) >= PAGE)

    @Slot()
    def _ask_older(self) -> None:
        oldest = self._oldest
        if oldest is not None:
            self.bridge.practice(lambda practice: _page(practice, oldest), self._know_older)

    def _know_older(self, found: tuple[Listed, ...] | Exception) -> None:
        if isinstance(found, Exception):
            self._say(_words(found))
            return
        self._note_page(found)
        self._merge(found)

    @Slot()
    def _look_further(self) -> None:
        """Look for a patient's sessions beyond the pages that are shown."""
        text = self._search.text
        if text and self._more.isVisible():
            self.bridge.practice(lambda practice: _of_patients(practice, text), self._also)

    def _also(self, found: tuple[Listed, ...] | Exception) -> None:
        if not isinstance(found, Exception):
            self._merge(found)

    def _merge(self, found: tuple[Listed, ...]) -> None:
        both = {each.row.id: each for each in (*self._listed, *found)}
        newest = sorted(both.values(), key=lambda each: each.row.opened, reverse=True)
        self._listed = tuple(newest)
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
            origin = self.bridge.origin(self.name)

            def read(practice: Practice) -> PastSession:
                practice.note(RecordAccessed(session=session, how="opened"), origin)
                return practice.open_past(session)

            self.bridge.practice(read, self._opened)

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
            row, who = listed.row, _cells(listed)[_PATIENT]
            self._place().show_patient(who, row.patient, simulated=row.simulated)

    def _place(self) -> CoursePlace:
        """Return where a course is shown; it is made when it is first needed."""
        if self._course is None:
            self._course = CoursePlace(self.bridge, self.theme)
            self._course.left.connect(self._show_list)
            self._course.shown.connect(self._show_course)
            self._course.refused.connect(self._say)
            self._stack.addWidget(self._course)
        return self._course

    @Slot()
    def _show_course(self) -> None:
        self._stack.setCurrentWidget(self._place())

    @Slot()
    def _show_list(self) -> None:
        self._stack.setCurrentWidget(self._list)
        self._table.setFocus()

    @Slot(str)
    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))


def _page(practice: Practice, before: SessionRow | None = None) -> tuple[Listed, ...]:
    """Return a page of the list: the newest sessions, or those before one."""
    return _named(practice, practice.sessions(before=before))


def _of_patients(practice: Practice, search: str) -> tuple[Listed, ...]:
    """Return the sessions of the patients whom a search finds, however old they are."""
    found = practice.patients(search, limit=SOUGHT)
    return _named(practice, [row for each in found for row in practice.sessions_of(each.id)])


def _named(practice: Practice, rows: Sequence[SessionRow]) -> tuple[Listed, ...]:
    known = {each: practice.patient(each) for each in {row.patient for row in rows}}
    names = {id_: two_identifiers(each) if each else id_ for id_, each in known.items()}
    far = from_elsewhere(practice.record)
    return tuple(Listed(row, names[row.patient], row.id in far) for row in rows)


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
        say("SIMULATED, no patient") if each.simulated else listed.patient,
        f"{number}{planned}",
        each.preset,
        ended,
        _kept(listed),
        str(each.readings),
    )


def _kept(listed: Listed) -> str:
    signed = say("signed") if listed.row.signed is not None else say("not signed")
    if not listed.elsewhere:
        return signed
    return say("{signed}, from another installation").format(signed=signed)


def _words(fault: Exception) -> str:
    known = isinstance(fault, RecordFault)
    return (
        str(fault) if known else say("The record cannot be read just now. Go back and try again.")
    )
