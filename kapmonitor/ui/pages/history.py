"""Past sessions: a list with a search, each to be opened for reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from kapmonitor.practice import PastSession, Practice
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.session_index import SessionRow
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.parts import Field, button, column, label, row

HEADS = ("Date", "Patient", "Protocol", "Phase", "Outcome", "Readings", "")


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
        self._search = Field("Search", "patient, protocol or outcome")
        self._table = QTableWidget(0, len(HEADS))
        self._table.setHorizontalHeaderLabels(HEADS)
        self._table.setAccessibleName("Sessions")
        self._table.verticalHeader().hide()
        self._table.setShowGrid(False)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setTabKeyNavigation(False)
        self._table.horizontalHeader().setStretchLastSection(True)
        self._said = label("", "secondary", wraps=True)
        self._open = button("Open", "primary")
        self._back = button("Back")
        laid = column(
            label("History", "title"),
            self._search,
            self._said,
            self._table,
            row(1, self._back, self._open),
            spacing=12,
        )
        laid.setContentsMargins(28, 20, 28, 16)
        self.setLayout(laid)
        self._search.edited.connect(self._fill)
        self._open.clicked.connect(self._open_chosen)
        self._back.clicked.connect(self.left)
        self._table.itemActivated.connect(self._open_chosen)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the list anew each time the page comes in sight."""
        super().showEvent(event)
        self.bridge.practice(_listed, self._know)

    def _know(self, found: tuple[Listed, ...] | Exception) -> None:
        if isinstance(found, Exception):
            self._said.setText(_words(found))
            return
        self._listed = found
        self._fill()

    @Slot()
    def _fill(self) -> None:
        wanted = self._search.text.lower()
        shown = [each for each in self._listed if wanted in " ".join(_cells(each)).lower()]
        self._said.setText("" if shown else "Nothing found." if wanted else "No session yet.")
        self._table.setRowCount(len(shown))
        for line, each in enumerate(shown):
            for place, cell in enumerate(_cells(each)):
                item = QTableWidgetItem(cell)
                item.setData(Qt.ItemDataRole.UserRole, each.row.id)
                self._table.setItem(line, place, item)
        self._table.resizeColumnsToContents()

    @Slot()
    def _open_chosen(self) -> None:
        item = self._table.item(max(self._table.currentRow(), 0), 0)
        if item is None:
            return
        session = str(item.data(Qt.ItemDataRole.UserRole))
        self.bridge.practice(lambda practice: practice.open_past(session), self._opened)

    def _opened(self, found: PastSession | Exception) -> None:
        if isinstance(found, Exception):
            self._said.setText(_words(found))
        else:
            self.opened.emit(found)


def _listed(practice: Practice) -> tuple[Listed, ...]:
    names = {each.id: each.name or each.id for each in practice.patients()}
    return tuple(
        Listed(each, names.get(each.patient, each.patient)) for each in practice.sessions()
    )


def _cells(listed: Listed) -> tuple[str, ...]:
    row_ = listed.row
    local = row_.opened + timedelta(minutes=row_.utc_offset_min)
    outcome = row_.outcome.replace("_", " ") if row_.outcome else "not ended"
    return (
        f"{local:%Y-%m-%d %H:%M}",
        listed.patient,
        row_.preset,
        row_.phase.value,
        outcome,
        str(row_.readings),
        "SIMULATED" if row_.simulated else "",
    )


def _words(fault: Exception) -> str:
    return str(fault) if isinstance(fault, RecordFault) else "The list cannot be read just now."
