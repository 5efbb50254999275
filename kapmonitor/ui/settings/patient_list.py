"""New patients from a list: every row is looked at first, and nobody is merged with anybody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QTableWidgetItem, QVBoxLayout

from kapmonitor.arrivals import By, add_people, octets_of
from kapmonitor.imports.moments import Order
from kapmonitor.imports.octets import NotATable
from kapmonitor.imports.people import (
    PERSON_WORDS,
    PeoplePreview,
    PersonLine,
    PersonReason,
    people_sheet,
    preview_people,
)
from kapmonitor.imports.questions import Hand, Verdict
from kapmonitor.language import mark, say
from kapmonitor.practice import Practice
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.patient import Patient
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.home_view import VERDICTS
from kapmonitor.ui.pages.forms import refusal_line, refuse
from kapmonitor.ui.pages.home_import import SESSION_RUNS, session_runs
from kapmonitor.ui.pages.home_questions import ORDERS
from kapmonitor.ui.pages.known_patient import described
from kapmonitor.ui.settings.section import WHO_FIRST
from kapmonitor.ui.widgets.listing import listing
from kapmonitor.ui.widgets.parts import Answers, Card, Field, Inline, button, clear, label, row

HEADS = (mark("Row"), mark("Becomes"), mark("Who"), mark("Why"))
COLUMNS = mark(
    "A CSV file with headings: name, date of birth, local number, emergency contact, emergency "
    "phone. Who may be someone you know already is asked about; nobody is merged or changed."
)
STILL = mark("Rows that still ask: {count}. Say who is another person, or leave the row out.")
NOBODY = mark("There is nobody to add.")
ADDED = mark("{count} patients added.")
ROWS_PX, ROW_PX = 220, 30


NOTHING_DONE = Hand()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a person said of a list so far."""

    path: Path
    order: Order | None = None
    hand: Hand = NOTHING_DONE


class PatientListCard(Card):
    """Looks at a list, asks, and adds."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._asked: _Asked | None = None
        self._found: PeoplePreview | None = None
        self.file = Field(say("List of patients (CSV)"))
        self._read = button(say("Look at it"), name=say("Look at the list of patients"))
        question = say("Which number of the date is the day?")
        self.order = Answers(question, ORDERS)
        self._question = label(question, wraps=True)
        self.table = listing(HEADS, say("Rows of the list"), stretched=2, tight=True)
        self.panel = AlikeRow()
        self._said = label("", "secondary", wraps=True)
        self.refusal = refusal_line()
        self.add = button("")
        reading = row(self.file, self._read)
        reading.setStretch(0, 1)
        reading.setAlignment(self._read, Qt.AlignmentFlag.AlignBottom)
        about = label(say(COLUMNS), "secondary", wraps=True)
        asked = (self._question, self.order, self.table, self.panel, self._said, self.refusal)
        super().__init__(say("Patients from a list"), about, reading, *asked, row(self.add, 1))
        self.table.setFixedHeight(ROWS_PX)
        self.table.verticalHeader().setDefaultSectionSize(ROW_PX)
        self._connect()
        self._show(None)

    def _connect(self) -> None:
        self._read.clicked.connect(self._begin)
        self.file.line.returnPressed.connect(self._begin)
        self.order.answered.connect(self._say_order)
        self.table.currentCellChanged.connect(self._choose)
        self.panel.said.connect(self._say)
        self.add.clicked.connect(self._add)

    @Slot()
    def _begin(self) -> None:
        self._asked = _Asked(Path(self.file.text).expanduser()) if self.file.text else None
        self.order.show_answer(None)
        self._said.setText("")
        if session_runs(self._bridge):
            self._asked = None
            self._show(None)
            refuse(self.refusal, (say(SESSION_RUNS),))
            return
        self._look()

    @Slot(str)
    def _say_order(self, value: str) -> None:
        if self._asked is not None:
            self._asked = replace(self._asked, order=Order(value))
            self._look()

    @Slot(int, bool)
    def _say(self, at: int, takes: bool) -> None:
        """Keep what a person said of a row: another person, or not to be added."""
        if self._asked is None:
            return
        hand, one = self._asked.hand, frozenset((at,))
        taken = hand.taken | one if takes else hand.taken - one
        left = hand.left_out - one if takes else hand.left_out | one
        self._asked = replace(self._asked, hand=replace(hand, taken=taken, left_out=left))
        self._look()

    def _look(self) -> None:
        """Look at every row anew, beside the patients that there are."""
        asked = self._asked
        if asked is not None:
            self._bridge.practice(partial(_looked, asked), self._show)

    def _show(self, found: PeoplePreview | Exception | None) -> None:
        self._found = found if isinstance(found, PeoplePreview) else None
        refuse(self.refusal, (_words(found),) if isinstance(found, Exception) else ())
        lines = self._found.lines if self._found is not None else ()
        for each in (self.table, self.add):
            each.setVisible(bool(lines))
        asks_order = any(line.reason is PersonReason.ORDER for line in lines)
        chosen = self._asked is not None and self._asked.order is not None
        for widget in (self._question, self.order):
            widget.setVisible(asks_order or (chosen and bool(lines)))
        self._fill(lines)
        count = len(self._found.of(Verdict.TAKEN)) if self._found is not None else 0
        self.add.setText(say("Add {count} patients").format(count=count))
        self.add.setAccessibleName(self.add.text())

    def _fill(self, lines: tuple[PersonLine, ...]) -> None:
        at = max(self.table.currentRow(), 0)
        self.table.setRowCount(len(lines))
        for place, line in enumerate(lines):
            for column, cell in enumerate(_cells(line)):
                self.table.setItem(place, column, QTableWidgetItem(cell))
        if lines:
            self.table.setCurrentCell(min(at, len(lines) - 1), 0)
        self._choose()

    @Slot()
    def _choose(self) -> None:
        lines = self._found.lines if self._found is not None else ()
        at = self.table.currentRow()
        self.panel.show_line(lines[at] if 0 <= at < len(lines) else None)

    @Slot()
    def _add(self) -> None:
        found = self._found
        if found is None:
            return
        asks = len(found.of(Verdict.QUESTION))
        reasons = (
            *(() if self._bridge.operator.name else (say(WHO_FIRST),)),
            *((say(STILL).format(count=asks),) if asks else ()),
            *(() if found.of(Verdict.TAKEN) else (say(NOBODY),)),
        )
        refuse(self.refusal, reasons)
        if not reasons:
            by = By(datetime.now(UTC), self._bridge.origin("settings"))
            self._bridge.practice(partial(_added, found, by), self._know_added)

    def _know_added(self, done: int | Exception) -> None:
        if isinstance(done, Exception):
            refuse(self.refusal, (_words(done),))
            return
        self._asked = None
        self.file.line.clear()
        self._show(None)
        self._said.setText(say(ADDED).format(count=done))


class AlikeRow(Inline):
    """A row beside those who may be the same person. Emits `said`: the row, and whether to add."""

    said = Signal(int, bool)

    def __init__(self) -> None:
        self._row = -1
        self._known = QVBoxLayout()
        self._another = button(say("Another person"))
        self._out = button(say("Leave this row out"))
        super().__init__("", self._known, row(self._another, self._out, 1))
        self._another.clicked.connect(self._say_another)
        self._out.clicked.connect(self._say_out)

    def show_line(self, line: PersonLine | None) -> None:
        """Show a row that may be somebody else's, or one that could be taken; else nothing."""
        self.setVisible(line is not None and line.verdict is not Verdict.REFUSED)
        if line is None:
            return
        self._row = line.row
        self.heading.setText(" | ".join(line.cells))
        clear(self._known)
        for each in line.known:
            words = say("Known: {who}").format(who=described(each))
            self._known.addWidget(label(words, wraps=True))
        if line.rows:
            rows = ", ".join(map(str, line.rows))
            self._known.addWidget(label(say("Like row {rows}").format(rows=rows), wraps=True))
        self._another.setVisible(line.verdict in (Verdict.QUESTION, Verdict.LEFT_OUT))
        self._out.setVisible(line.verdict is not Verdict.LEFT_OUT)

    @Slot()
    def _say_another(self) -> None:
        self.said.emit(self._row, True)

    @Slot()
    def _say_out(self) -> None:
        self.said.emit(self._row, False)


def _looked(asked: _Asked, practice: Practice) -> PeoplePreview:
    sheet = people_sheet(octets_of(asked.path))
    return preview_people(sheet, practice.alike, asked.order, asked.hand, datetime.now(UTC))


def _added(found: PeoplePreview, by: By, practice: Practice) -> int:
    return len(add_people(practice.record, found, found.sheet.digest, by))


def _cells(line: PersonLine) -> tuple[str, ...]:
    who = described(line.patient) if isinstance(line.patient, Patient) else " | ".join(line.cells)
    why = say(PERSON_WORDS[line.reason]) if line.reason is not None else ""
    return (str(line.row), say(VERDICTS[line.verdict]), who, why)


def _words(fault: Exception) -> str:
    if isinstance(fault, RecordFault | NotATable):
        return str(fault)
    return say("The record cannot be read just now. Go back and try again.")
