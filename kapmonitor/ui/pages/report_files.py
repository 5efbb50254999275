"""How a session leaves the record: as files, and as a note on the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QMimeData, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout

from kapmonitor.exports import ExportFault, Format, text_of, write_text
from kapmonitor.language import mark, say
from kapmonitor.practice import Practice
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.note_text import note_lines
from kapmonitor.record.patient import Patient
from kapmonitor.record.practice import ExportMade, RecordAccessed
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Origin
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.paper.rems import write_rems
from kapmonitor.ui.paper.rems_view import has_form
from kapmonitor.ui.paper.report import write_report
from kapmonitor.ui.saving import documents, free_path, take_home_sheet, unreachable, written
from kapmonitor.ui.widgets.parts import Card, Field, button

CLIPBOARD_MS = 60_000
PAGE = "report"
NOT_NOTED = mark("It is not noted in the record: {}")
_SECRET = ("x-kde-passwordManagerHint", b"secret")
"""Asks clipboard histories not to keep the note."""
_FILES = (
    ("pdf", mark("PDF report")),
    ("csv", mark("CSV readings")),
    ("jsonl", mark("JSON lines")),
    ("fhir", mark("FHIR bundle")),
    ("sheet", mark("Take-home")),
    ("rems", mark("REMS summary")),
)
_ENDINGS = {"csv": ".csv", "jsonl": ".jsonl", "fhir": ".fhir.json"}


class Writer(Protocol):
    """How a paper about a session is written."""

    def __call__(
        self, session: Session, path: Path, /, *, head: str, patient: Patient | None
    ) -> None:
        """Write it. Raises OSError."""


class FilesCard(Card):
    """Saves files into a folder; `said` tells what came of it, `refused` why not."""

    said = Signal(str)
    refused = Signal(str)

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._session: Session | None = None
        self._head = ""
        self._patient: Patient | None = None
        self._folder = Field(say("Folder for files"))
        buttons = {
            kind: button(say(words), name=say("Save {words}").format(words=say(words)))
            for kind, words in _FILES
        }
        grid = QGridLayout()
        grid.setSpacing(8)
        self._rems = buttons["rems"]
        for place, made in enumerate(buttons.values()):
            made.setMinimumWidth(130)
            grid.addWidget(made, place // 2, place % 2)
        self._copy = button(say("Copy note"))
        super().__init__(
            say("Save"),
            self._folder,
            grid,
            self._copy,
        )
        self._folder.set_text(documents())
        for kind, made in buttons.items():
            made.clicked.connect(partial(self._save, kind))
        self._copied = ""
        self._forget = QTimer(self, singleShot=True, interval=CLIPBOARD_MS)
        self._forget.timeout.connect(self.clear_clipboard)
        self._copy.clicked.connect(self._copy_note)
        if (program := QCoreApplication.instance()) is not None:
            program.aboutToQuit.connect(self.clear_clipboard)

    def show_session(self, session: Session, head: str, patient: Patient | None) -> None:
        """Say what is to be saved."""
        self._session, self._head, self._patient = session, head, patient
        self._rems.setVisible(has_form(session))

    @Slot()
    def clear_clipboard(self) -> None:
        """Take the note off the clipboard, unless something else was copied since."""
        clipboard = QGuiApplication.clipboard()
        if self._copied and clipboard.text() == self._copied:
            clipboard.clear()
        self._copied = ""

    def _save(self, kind: str, _checked: bool = False) -> None:
        session, folder = self._session, self._folder.text
        if session is None:
            return
        if not folder:
            self.refused.emit(say("Name a folder for the file."))
            return
        place = Path(folder).expanduser()
        if kind in _ENDINGS:
            path = place / f"{session.id}{_ENDINGS[kind]}"
            wanted = _exporting(session.id, Format(kind), path, self._bridge.origin(PAGE))
            self._bridge.practice(wanted, self._tell)
        elif kind == "pdf":
            self._write_paper(session, place / f"{session.id}-report.pdf", write_report, "pdf")
        elif kind == "rems":
            self._write_paper(session, place / f"{session.id}-rems.pdf", write_rems, "rems")
        else:
            self._tell(take_home_sheet(session, folder))

    def _write_paper(self, session: Session, wanted: Path, writer: Writer, kind: str) -> None:
        def write(part: Path) -> None:
            writer(session, part, head=self._head, patient=self._patient)

        found = written(wanted, write)
        if isinstance(found, Exception):
            self._tell(found)
            return
        path, digest = found
        noting = _noting(session.id, kind, digest, self._bridge.origin(PAGE))
        self._bridge.practice(noting, partial(self._noted, path))

    def _noted(self, path: Path, result: Exception | None) -> None:
        if result is None:
            self._tell(path)
        else:
            self.refused.emit(
                say("Saved {path}. {not_noted}").format(
                    path=path, not_noted=say(NOT_NOTED).format(_words(result))
                )
            )

    def _heard(self, result: Exception | None) -> None:
        if result is not None:
            self.refused.emit(say(NOT_NOTED).format(_words(result)))

    def _tell(self, result: Path | Exception) -> None:
        if isinstance(result, Exception):
            self.refused.emit(_words(result))
        else:
            self.said.emit(say("Saved {result}").format(result=result))

    @Slot()
    def _copy_note(self) -> None:
        if self._session is None:
            return
        self._copied = "\n".join(note_lines(self._session))
        note = QMimeData()
        note.setText(self._copied)
        note.setData(*_SECRET)
        QGuiApplication.clipboard().setMimeData(note)
        self._forget.start()
        copied = RecordAccessed(session=self._session.id, how="note_copied")
        origin = self._bridge.origin(PAGE)
        self._bridge.practice(lambda practice: practice.note(copied, origin), self._heard)
        self.said.emit(say("Note copied. The clipboard is cleared after a minute."))


def _exporting(
    session: str, kind: Format, wanted: Path, origin: Origin
) -> Callable[[Practice], Path]:
    def ask(practice: Practice) -> Path:
        try:
            path = free_path(wanted)
            digest = write_text(path, text_of(practice.record, session, kind))
        except OSError as fault:
            raise unreachable(wanted, fault) from fault
        _noting(session, kind.value, digest, origin)(practice)
        return path

    return ask


def _noting(session: str, kind: str, digest: str, origin: Origin) -> Callable[[Practice], None]:
    fact = ExportMade(session=session, format=kind, digest=digest)
    return lambda practice: practice.note(fact, origin)


def _words(fault: Exception) -> str:
    known = isinstance(fault, ExportFault | RecordFault)
    return str(fault) if known else say("The record cannot be read just now. Try again.")
