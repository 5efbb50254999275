"""A patient's sessions side by side: dose, baseline, peak, recovery, what was logged."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableWidgetItem, QWidget

from kapmonitor.exports import ExportFault
from kapmonitor.language import mark, say
from kapmonitor.record.course import CourseSession
from kapmonitor.record.home import HomeImport
from kapmonitor.ui.course_view import HEADS, CourseLine, course_csv, course_lines
from kapmonitor.ui.pages.forms import scrolled
from kapmonitor.ui.pages.home_card import HomeCard
from kapmonitor.ui.saving import documents, written
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.course_plot import CoursePlot
from kapmonitor.ui.widgets.listing import listing
from kapmonitor.ui.widgets.parts import Card, Field, button, column, label, row

PLOT = mark(
    "Systolic, mmHg: from the baseline (line) to the highest after the dose. "
    "Below: the dose, and minutes until back"
)
_LOGGED = len(HEADS) - 1
ROW = 32


class CourseView(QWidget):
    """The course of one patient. Emits `left` to go back to the list, `importAsked`, and
    `withdrawn` with an import of home readings and the reason."""

    left = Signal()
    importAsked = Signal()
    withdrawn = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lines: tuple[CourseLine, ...] = ()
        self._title = label("", "title", wraps=True)
        self._back = button(say("Back to the list"))
        self._plot = CoursePlot(theme)
        self._table = listing(HEADS, say("Sessions of this course"), stretched=_LOGGED, tight=True)
        self._folder = Field(say("Folder for the file"))
        self._folder.set_text(documents())
        self._save = button(say("Save the table"))
        self._said = label("", "secondary", wraps=True)
        self._home: HomeCard | None = None
        self._theme = theme
        top = row(self._title, self._back)
        top.setStretch(0, 1)
        saving = row(self._folder, self._save)
        saving.setStretch(0, 1)
        saving.setAlignment(self._save, Qt.AlignmentFlag.AlignBottom)
        laid = column(
            top,
            Card(say(PLOT), self._plot),
            Card("", self._table),
            saving,
            self._said,
            spacing=14,
        )
        laid.addStretch(1)
        self._laid = laid
        self.setLayout(column(scrolled(laid)))
        self._table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self._back)
        self._back.clicked.connect(self.left)
        self._save.clicked.connect(self._write)

    def show_course(self, who: str, sessions: tuple[CourseSession, ...]) -> None:
        """Show a patient's sessions, the first one first."""
        self._lines = course_lines(sessions)
        self._title.setText(say("Course of {who}").format(who=who))
        self._said.clear()
        self._plot.show_course(self._lines)
        self._table.setRowCount(len(self._lines))
        for at, line in enumerate(self._lines):
            for place, cell in enumerate(line.cells):
                self._table.setItem(at, place, QTableWidgetItem(cell))
        self._fit()

    def show_home(self, imports: tuple[HomeImport, ...] | None) -> None:
        """Show what the patient measured elsewhere; None: nothing can be imported for them."""
        if imports is not None and self._home is None:
            self._home = HomeCard(self._theme)
            self._home.importAsked.connect(self.importAsked)
            self._home.withdrawn.connect(self.withdrawn)
            self._laid.insertWidget(self._laid.count() - 1, self._home)  # before the stretch
        if self._home is not None:
            self._home.setVisible(imports is not None)
            self._home.show_imports(imports or ())

    def tell(self, words: str) -> None:
        """Say something under the course."""
        self._said.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the table its whole height: the page scrolls, never the table in it."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)

    @Slot()
    def _fit(self) -> None:
        table = self._table
        table.resizeRowsToContents()
        rows = sum(max(table.rowHeight(at), ROW) for at in range(table.rowCount()))
        for at in range(table.rowCount()):
            table.setRowHeight(at, max(table.rowHeight(at), ROW))
        table.setFixedHeight(rows + table.horizontalHeader().sizeHint().height() + 6)

    @Slot()
    def _write(self) -> None:
        wanted = Path(self._folder.text).expanduser() / "course.csv"
        found = written(wanted, partial(_write_text, course_csv(self._lines)))
        self._said.setText(
            str(found)
            if isinstance(found, ExportFault)
            else say("Saved: {found}").format(found=found[0])
        )


def _write_text(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")
