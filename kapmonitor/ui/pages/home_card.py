"""A patient's home readings beside the course of sessions: apart, and never of today."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QTableWidgetItem, QVBoxLayout

from kapmonitor.language import mark, say
from kapmonitor.record.home import HomeImport
from kapmonitor.ui.home_view import (
    HEADS,
    NOT_HERE,
    file_of,
    home_lines,
    home_points,
    import_words,
)
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.home_plot import HomePlot
from kapmonitor.ui.widgets.listing import listing
from kapmonitor.ui.widgets.parts import Card, Field, Inline, button, clear, label, row

LISTED = 100
ROWS_PX, ROW_PX = 232, 30
NONE_YET = mark("None imported yet. They count for nothing in a session: no alarm, no gate.")
WHY = mark("Say why: it stays in the record.")


class HomeCard(Card):
    """Emits `importAsked`, and `withdrawn` with the import's id and the reason."""

    importAsked = Signal()
    withdrawn = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        self._told = label("", "secondary", wraps=True)
        self._plot = HomePlot(theme)
        self._table = listing(HEADS, say(NOT_HERE), stretched=len(HEADS) - 2, tight=True)
        self._table.setFixedHeight(ROWS_PX)
        self._table.verticalHeader().setDefaultSectionSize(ROW_PX)
        self._imports = QVBoxLayout()
        self.ask = button(say("Import home readings…"))
        self.panel = WithdrawPanel()
        super().__init__(
            say(NOT_HERE),
            self._told,
            self._plot,
            self._table,
            self._imports,
            self.panel,
            row(self.ask, 1),
        )
        self.ask.clicked.connect(self.importAsked)
        self.panel.said.connect(self.withdrawn)

    def show_imports(self, imports: Sequence[HomeImport]) -> None:
        """Show what was imported, and what of it stands."""
        lines = home_lines(imports)
        self.panel.hide()
        self._told.setText(self._words(len(lines)))
        self._plot.show_points(home_points(imports))
        self._table.setVisible(bool(lines))
        self._table.setRowCount(min(len(lines), LISTED))
        for at, cells in enumerate(lines[:LISTED]):
            for place, cell in enumerate(cells):
                self._table.setItem(at, place, QTableWidgetItem(cell))
        clear(self._imports)
        for one in imports:
            self._imports.addLayout(self._line(one))

    def _words(self, count: int) -> str:
        if not count:
            return say(NONE_YET)
        if count <= LISTED:
            return ""
        return say("The newest {listed} of {count}.").format(listed=LISTED, count=count)

    def _line(self, one: HomeImport) -> QVBoxLayout:
        words = label(import_words(one), "small", wraps=True)
        held = QVBoxLayout()
        if not one.stands:
            held.addWidget(words)
            return held
        name = say("Withdraw the import of {file}").format(file=file_of(one))
        undo = button(say("Withdraw…"), "small", name=name)
        undo.clicked.connect(partial(self._ask_why, one))
        beside = row(words, undo)
        beside.setStretch(0, 1)
        beside.setAlignment(undo, Qt.AlignmentFlag.AlignTop)
        held.addLayout(beside)
        return held

    def _ask_why(self, one: HomeImport, _on: bool = False) -> None:
        self.panel.ask(one)


class WithdrawPanel(Inline):
    """Asks why an import counts for nothing from now on."""

    said = Signal(str, str)

    def __init__(self) -> None:
        self._id = ""
        self.reason = Field(say("Reason"), say("the wrong patient's file, the wrong unit …"))
        self.done = button(say("Withdraw the import"))
        never = button(say("Never mind"))
        super().__init__("", self.reason, row(self.done, never, 1))
        self.done.clicked.connect(self._say)
        self.reason.line.returnPressed.connect(self._say)
        never.clicked.connect(self.hide)

    def ask(self, one: HomeImport) -> None:
        """Open for an import."""
        self._id = one.fact.id
        self.heading.setText(
            say(
                "{file}: its readings are shown nowhere any more; the import stays in the record."
            ).format(file=file_of(one))
        )
        self.reason.line.clear()
        self.refuse(())
        self.show()
        self.reason.line.setFocus()

    @Slot()
    def _say(self) -> None:
        if not self.reason.text:
            self.refuse((say(WHY),))
            return
        self.hide()
        self.said.emit(self._id, self.reason.text)
