"""The rows of a file before they are imported, and the correction of one of them.

The file's own text stays in sight beside what a person writes instead.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from kapmonitor.imports.headings import TITLES, Column
from kapmonitor.imports.preview import Line, Preview
from kapmonitor.imports.questions import OF_THE_FILE, Verdict
from kapmonitor.language import mark, say
from kapmonitor.ui.home_view import row_cells, why
from kapmonitor.ui.widgets.fitting import Flow
from kapmonitor.ui.widgets.parts import Card, Field, button, clear, label, row

HEADS = (
    mark("Row"),
    mark("Becomes"),
    mark("Measured"),
    mark("Pressure"),
    mark("Pulse"),
    mark("Why"),
)
ROWS_PX, ROW_PX = 300, 30
_Place = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractTableModel):
    """The rows that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, _parent: _Place | None = None) -> int:
        """Return how many rows there are."""
        return len(self.lines)

    def columnCount(self, _parent: _Place | None = None) -> int:
        """Return how many columns there are."""
        return len(HEADS)

    def data(self, index: _Place, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return row_cells(self.lines[index.row()])[index.column()]

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the words above a column."""
        shown = role == Qt.ItemDataRole.DisplayRole and way == Qt.Orientation.Horizontal
        return say(HEADS[section]) if shown else None


class RowsCard(Card):
    """Emits `fixed` with a row and its corrected cells, `turned` with a row to leave or take."""

    fixed = Signal(int, object)
    turned = Signal(int)

    def __init__(self) -> None:
        self._model = RowsModel()
        self._found: Preview | None = None
        self.table = QTableView()
        self.only = button(say("Only what asks or is left out"))
        self.only.setCheckable(True)
        self.panel = RowPanel()
        super().__init__(say("Rows"), row(self.only, 1), self.table, self.panel)
        self._lay_out()
        self.only.toggled.connect(self._fill)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.panel.fixed.connect(self.fixed)
        self.panel.turned.connect(self.turned)

    def show_rows(self, found: Preview) -> None:
        """Show what would become of each row; the one chosen stays chosen."""
        self._found = found
        self._fill()

    def _lay_out(self) -> None:
        table = self.table
        table.setModel(self._model)
        table.setAccessibleName(say("Rows of the file"))
        table.setProperty("kind", "tight")
        table.setFixedHeight(ROWS_PX)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_PX)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        heads = table.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setHighlightSections(False)
        for place, wide in enumerate((56, 110, 140, 90, 70)):
            table.setColumnWidth(place, wide)
        heads.setSectionResizeMode(len(HEADS) - 1, QHeaderView.ResizeMode.Stretch)

    @Slot()
    def _fill(self) -> None:
        if self._found is None:
            return
        chosen = self._chosen()
        lines = self._found.lines
        if self.only.isChecked():
            lines = tuple(each for each in lines if each.verdict is not Verdict.TAKEN)
        self._model.show_lines(lines)
        places = [at for at, each in enumerate(lines) if each.row == chosen]
        asks = (at for at, each in enumerate(lines) if each.verdict is Verdict.QUESTION)
        at = places[0] if places else next(asks, 0)
        if lines:
            # Not selectRow: mirrored, and before its first layout, it finds no column to select.
            self.table.setCurrentIndex(self._model.index(at, 0))
        else:
            self.panel.show_line(None, self._found)

    def _chosen(self) -> int:
        at = self.table.currentIndex().row()
        return self._model.lines[at].row if 0 <= at < len(self._model.lines) else -1

    @Slot()
    def _choose(self) -> None:
        at = self.table.currentIndex().row()
        if self._found is not None and 0 <= at < len(self._model.lines):
            self.panel.show_line(self._model.lines[at], self._found)


class RowPanel(Card):
    """One row: its text in the file, what is wrong, and fields to write something else."""

    fixed = Signal(int, object)
    turned = Signal(int)

    def __init__(self) -> None:
        self._row = -1
        self._fields: dict[int, Field] = {}
        self._own = label("", "secondary", wraps=True)
        self._why = label("", wraps=True)
        self._flow = Flow()
        self.use = button(say("Use this instead"))
        self.turn = button("")
        super().__init__("", self._own, self._why, self._flow, row(self.use, self.turn, 1))
        self.use.clicked.connect(self._fix)
        self.turn.clicked.connect(self._turn)

    def show_line(self, line: Line | None, found: Preview) -> None:
        """Show a row; None: there is none."""
        self.setVisible(line is not None)
        if line is None:
            return
        own = dict(found.sheet.rows)[line.row]
        told = say("Row {row} in the file: {cells}")
        self._own.setText(told.format(row=line.row, cells=" | ".join(own)))
        self._why.setText(" ".join(why(line)))
        self._why.setVisible(bool(self._why.text()))
        if line.row != self._row or not self._fields:
            self._row = line.row
            self._build(found)
        for place, field in self._fields.items():
            field.set_text(line.cells[place] if place < len(line.cells) else "")
        taken = line.verdict is Verdict.TAKEN
        twin = line.reason in OF_THE_FILE and line.reading is not None
        back = line.verdict is Verdict.LEFT_OUT
        self.turn.setText(say("Take this row") if back or twin else say("Leave this row out"))
        self.turn.setVisible(taken or back or line.verdict is Verdict.QUESTION)
        self.turn.setAccessibleName(f"{self.turn.text()}: {line.row}")

    def _build(self, found: Preview) -> None:
        clear(self._flow)
        self._fields.clear()
        places: Mapping[Column, int] = found.sheet.headings.places
        for each, place in sorted(places.items(), key=lambda pair: pair[1]):
            if each in TITLES:
                field = Field(say(TITLES[each]), width=150)
                field.line.returnPressed.connect(self._fix)
                self._fields[place] = field
                self._flow.addWidget(field)

    @Slot()
    def _fix(self) -> None:
        self.fixed.emit(self._row, {place: each.text for place, each in self._fields.items()})

    @Slot()
    def _turn(self) -> None:
        self.turned.emit(self._row)
