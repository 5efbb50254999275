"""Importing a patient's home readings: the file, whose it is, what it leaves open, every row.

Nothing is taken before a person said whose file it is and answered what it leaves open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimeZone, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from kapmonitor.arrivals import By, known_for, octets_of, take_readings
from kapmonitor.imports.octets import NotATable
from kapmonitor.imports.preview import Preview
from kapmonitor.imports.questions import Hand, Known, Verdict
from kapmonitor.imports.readings import preview, readings_sheet
from kapmonitor.imports.sheet import Sheet
from kapmonitor.language import mark, say
from kapmonitor.practice import Practice
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.patient import Patient
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.home_view import summary
from kapmonitor.ui.pages.forms import YES_NO, refusal_line, refuse, scrolled
from kapmonitor.ui.pages.home_questions import FileQuestions
from kapmonitor.ui.pages.home_rows import RowsCard
from kapmonitor.ui.pages.who import two_identifiers
from kapmonitor.ui.settings.section import WHO_FIRST
from kapmonitor.ui.widgets.parts import Answers, Card, Field, button, column, label, row

WHOSE = mark("Is this the file of {who}?")
NAMED = mark("The file itself names: {people}.")
SAY_WHOSE = mark("Say whose file it is.")
OPEN = mark("Rows that still ask: {count}. Answer, correct them, or leave them out.")
NOTHING = mark("There is no reading to take.")
SESSION_RUNS = mark("A session is open. Files come in after its end: nothing may delay it.")
_WRITTEN = mark("Nothing was taken: {reason}")


class HomeImportView(QWidget):
    """Emits `left` to go back, `taken` when readings came in."""

    left = Signal()
    taken = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._patient: Patient | None = None
        self._known: Known | None = None
        self._sheet: Sheet | None = None
        self._found: Preview | None = None
        self._hand = Hand()
        self._title = label("", "title", wraps=True)
        self._back = button(say("Back"))
        self.file = Field(say("File of readings (CSV)"), say("or drop it here"))
        self._read = button(say("Look at it"))
        self._fault = refusal_line()
        self.whose = WhoseCard()
        zone = bytes(QTimeZone.systemTimeZone().id().data()).decode()
        self.questions = FileQuestions(zone)
        self.rows = RowsCard()
        self._said = label("", wraps=True)
        self._refusal = refusal_line()
        self.take = button("", "primary")
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()

    def begin(self, patient: Patient) -> None:
        """Begin for a patient, with nothing said and no file."""
        self._patient = patient
        self._title.setText(say("Home readings of {who}").format(who=two_identifiers(patient)))
        self.file.line.clear()
        self._forget()
        self.file.line.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the file that was dropped."""
        self.file.line.setText(event.mimeData().urls()[0].toLocalFile())
        self._ask()

    def _lay_out(self) -> None:
        top = row(self._title, self._back)
        top.setStretch(0, 1)
        reading = row(self.file, self._read)
        reading.setStretch(0, 1)
        reading.setAlignment(self._read, Qt.AlignmentFlag.AlignBottom)
        card = Card("", reading, self._fault)
        laid = column(top, card, self.whose, self.questions, self.rows, spacing=14)
        laid.addStretch(1)
        foot = column(self._said, self._refusal, row(1, self.take), spacing=6)
        foot.setContentsMargins(28, 8, 28, 16)
        self.setLayout(column(scrolled(laid), foot))

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._read.clicked.connect(self._ask)
        self.file.line.returnPressed.connect(self._ask)
        self.whose.answered.connect(self._draw)
        self.questions.changed.connect(self._look)
        self.rows.fixed.connect(self._fix)
        self.rows.turned.connect(self._turn)
        self.take.clicked.connect(self._take)

    def _forget(self) -> None:
        self._known = self._sheet = self._found = None
        self._hand = Hand()
        self.questions.forget()
        self.whose.forget()
        self.rows.hide()
        refuse(self._fault, ())
        self._draw()

    # --- the file ---------------------------------------------------------------------------

    @Slot()
    def _ask(self) -> None:
        """Read the file, and what the record holds already."""
        patient = self._patient
        self._forget()
        if patient is None or not self.file.text:
            return
        if session_runs(self._bridge):
            refuse(self._fault, (say(SESSION_RUNS),))
            return
        try:
            self._sheet = readings_sheet(octets_of(Path(self.file.text).expanduser()))
        except NotATable as fault:
            refuse(self._fault, (str(fault),))
            return
        self._bridge.practice(
            lambda practice: known_for(practice.record, patient.id, datetime.now(UTC)), self._know
        )

    def _know(self, known: Known | Exception) -> None:
        if isinstance(known, Exception):
            self._sheet = None
            refuse(self._fault, (_words(known),))
            return
        self._known = known
        self._look()

    @Slot()
    def _look(self) -> None:
        """Look at every row anew."""
        if self._sheet is None or self._known is None or self._patient is None:
            return
        self._found = preview(self._sheet, self._known, self.questions.answers, self._hand)
        self.whose.show_file(two_identifiers(self._patient), self._found)
        self.questions.show_asked(self._found)
        self.rows.show()
        self.rows.show_rows(self._found)
        self._draw()

    # --- one row ----------------------------------------------------------------------------

    @Slot(int, object)
    def _fix(self, at: int, cells: Mapping[int, str]) -> None:
        if self._sheet is None:
            return
        own = dict(self._sheet.rows)[at]
        changed = {
            place: text
            for place, text in cells.items()
            if text != (own[place].strip() if place < len(own) else "")
        }
        rest = {each: fixes for each, fixes in self._hand.cells.items() if each != at}
        both = rest | {at: changed} if changed else rest
        self._hand = replace(self._hand, cells=both, left_out=self._hand.left_out - {at})
        self._look()

    @Slot(int)
    def _turn(self, at: int) -> None:
        found, hand = self._found, self._hand
        if found is None:
            return
        line = next((each for each in found.lines if each.row == at), None)
        if line is None:
            return
        if at in hand.left_out:
            self._hand = replace(hand, left_out=hand.left_out - {at})
        elif line.verdict is not Verdict.TAKEN and line.reading is not None:
            self._hand = replace(hand, taken=hand.taken | {at})
        else:
            self._hand = replace(hand, left_out=hand.left_out | {at}, taken=hand.taken - {at})
        self._look()

    # --- taking it --------------------------------------------------------------------------

    @Slot()
    def _draw(self) -> None:
        found = self._found
        self._said.setText(summary(found) if found is not None else "")
        refuse(self._refusal, ())
        count = len(found.taken) if found is not None else 0
        self.take.setText(say("Import {count} readings").format(count=count))
        self.take.setAccessibleName(self.take.text())
        self.take.setEnabled(found is not None)
        self.take.setVisible(found is not None)

    def _against(self, found: Preview) -> tuple[str, ...]:
        """Return everything that stands against taking the file."""
        asks = found.counts[Verdict.QUESTION]
        return (
            *(() if self._bridge.operator.name else (say(WHO_FIRST),)),
            *(() if self.whose.theirs else (say(SAY_WHOSE),)),
            *((say(OPEN).format(count=asks),) if asks else ()),
            *(() if found.taken else (say(NOTHING),)),
        )

    @Slot()
    def _take(self) -> None:
        found = self._found
        if found is None:
            return
        if reasons := self._against(found):
            refuse(self._refusal, reasons)
            return
        by = By(datetime.now(UTC), self._bridge.origin("history"))
        name = Path(self.file.text).name
        self.take.setEnabled(False)
        self._bridge.practice(partial(_take, found, name, by), self._took)

    def _took(self, done: str | Exception) -> None:
        if isinstance(done, Exception):
            self._draw()
            refuse(self._refusal, (say(_WRITTEN).format(reason=_words(done)),))
            return
        self._forget()
        self.taken.emit()


class WhoseCard(Card):
    """Asks whether the file is this patient's; emits `answered`."""

    answered = Signal()

    def __init__(self) -> None:
        self.theirs = False
        self._asked = label("", wraps=True)
        self._named = label("", "strong", wraps=True)
        self.buttons = Answers(say("Is this the file of this patient?"), YES_NO)
        super().__init__(say("Right patient?"), self._asked, self._named, self.buttons)
        self.buttons.answered.connect(self._answer)
        self.hide()

    def forget(self) -> None:
        """Take the answer back: it was about another file."""
        self.theirs = False
        self.buttons.show_answer(None)
        self.hide()

    def show_file(self, who: str, found: Preview) -> None:
        """Say whose readings they would become, and whom the file names."""
        self._asked.setText(say(WHOSE).format(who=who))
        self._named.setText(say(NAMED).format(people=", ".join(found.people[:5])))
        self._named.setVisible(bool(found.people))
        self.show()

    @Slot(str)
    def _answer(self, value: str) -> None:
        self.theirs = value == "yes"
        self.answered.emit()


def session_runs(bridge: Bridge) -> bool:
    """Return whether a session is open: reading a long file would keep its engine waiting."""
    snapshot = bridge.snapshot
    session = snapshot.session
    return session is not None and session.ended is None and not snapshot.read_only


def _take(found: Preview, name: str, by: By, practice: Practice) -> str:
    return take_readings(practice.record, found, file=name, by=by)


def _words(fault: Exception) -> str:
    if isinstance(fault, RecordFault):
        return str(fault)
    return say("The record cannot be read just now. Go back and try again.")
