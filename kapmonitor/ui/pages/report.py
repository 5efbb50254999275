"""The report step: preview, files, note, signature, amendments."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QScrollArea

from kapmonitor.exports import ExportFault, Format, text_of, write_text, write_whole
from kapmonitor.port import Answer, Snapshot
from kapmonitor.practice import Practice
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.library import Patient
from kapmonitor.record.note_text import note_lines
from kapmonitor.session.event import EntryAmended
from kapmonitor.session.intent import CountersignEntry, Note, SignRecord
from kapmonitor.session.personal import personal
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.state import Session
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.paper.dim import dimmed
from kapmonitor.ui.paper.report import report_picture, write_report
from kapmonitor.ui.paper.take_home import write_take_home
from kapmonitor.ui.theme import Theme, ThemeName
from kapmonitor.ui.widgets.parts import Card, Field, button, column, label, row

CLIPBOARD_MS = 60_000
_FILES = (
    ("pdf", "Report, PDF"),
    ("csv", "Readings, CSV"),
    ("jsonl", "Record, JSON lines"),
    ("sheet", "Take-home sheet"),
)


class ReportPage(Page):
    """Shows the report and lets it leave; after signing only amendments."""

    name = "report"
    left = Signal()

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self._session: Session | None = None
        self._head = ""
        self._patient: Patient | None = None
        self._painted: tuple[object, ...] = ()
        self._title = label("Report", "title")
        self._state = label("", "secondary", wraps=True)
        self._paper = QLabel()
        self._paper.setAccessibleName("Preview of the report")
        self._paper.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._folder = QLineEdit(_documents())
        self._folder.setAccessibleName("Folder for files")
        self._files = [_FileButton(kind, words) for kind, words in _FILES]
        self._copy = button("Copy note")
        self._signer = Field("Your name, as signature")
        self._sign = button("Sign and lock", "primary")
        self._amendment = Field("Amendment")
        self._reason = Field("Reason")
        self._amend = button("Add amendment")
        self._clinician = Field("Prescriber's name")
        self._countersign = button("Countersign the override")
        self._next = button("Close this session")
        self._said = label("", "secondary", wraps=True)
        self._forget = QTimer(self, singleShot=True, interval=CLIPBOARD_MS)
        self._copied = ""
        self._lay_out()
        self._connect()

    def draw(self, snapshot: Snapshot) -> None:
        """Show the session's report."""
        session = snapshot.session
        if session is None:
            return
        if self._session is None or self._session.id != session.id:
            self._patient = None
            self._ask_patient(session)
        self._session, self._head = session, snapshot.head
        phase = phase_of(session)
        locked = phase is Phase.LOCKED
        self._state.setText(_state(session, phase))
        self._sign_card.setVisible(phase is Phase.CLOSED)
        self._amend_card.setVisible(locked)
        open_override = bool(session.overrides - session.countersigned)
        self._counter_card.setVisible(open_override)
        self._next.setVisible(session.ended is not None and not snapshot.read_only)
        self._paint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the preview as wide as its place."""
        super().resizeEvent(event)
        self._paint()

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._paper)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName("Preview of the report")
        self._scroll = scroll
        files = Card("Save", label("Folder", "secondary"), self._folder, *self._files, self._copy)
        self._sign_card = Card("Sign", self._signer, self._sign)
        self._amend_card = Card("Amend", self._amendment, self._reason, self._amend)
        self._counter_card = Card("Override not countersigned", self._clinician, self._countersign)
        side = column(
            files,
            self._sign_card,
            self._counter_card,
            self._amend_card,
            self._said,
            1,
            row(1, self._next),
            spacing=14,
        )
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addWidget(scroll, 1)
        both.addLayout(side)
        side.setSizeConstraint(side.SizeConstraint.SetMinimumSize)
        for each in (files, self._sign_card, self._amend_card, self._counter_card):
            each.setFixedWidth(300)
        self._said.setFixedWidth(300)
        outer = column(self._title, self._state, spacing=4)
        outer.addLayout(both, 1)
        outer.setContentsMargins(28, 20, 20, 16)
        self.setLayout(outer)

    def _connect(self) -> None:
        for each in self._files:
            each.picked.connect(self._save)
        self._copy.clicked.connect(self._copy_note)
        self._sign.clicked.connect(self._sign_record)
        self._amend.clicked.connect(self._add_amendment)
        self._countersign.clicked.connect(self._countersign_override)
        self._next.clicked.connect(self._leave)
        self._forget.timeout.connect(self._clear_clipboard)
        self.theme.changed.connect(self._paint)

    def _paint(self) -> None:
        if self._session is None:
            return
        width = max(480, self._scroll.viewport().width() - 16)
        wanted = (self._session.next_seq, width, self.theme.name, self._patient)
        if wanted == self._painted:
            return
        self._painted = wanted
        picture = report_picture(
            self._session, head=self._head, patient=self._patient, width=width * 2
        )
        picture.setDevicePixelRatio(2)
        self._paper.setPixmap(QPixmap.fromImage(_dimmed(picture, self.theme)))

    def _ask_patient(self, session: Session) -> None:
        pseudonym = session.patient
        self.bridge.practice(lambda practice: practice.patient(pseudonym), self._know_patient)

    def _know_patient(self, found: Patient | Exception | None) -> None:
        self._patient = found if isinstance(found, Patient) else None
        self._paint()

    @Slot(str)
    def _save(self, kind: str) -> None:
        session = self._session
        if session is None:
            return
        folder = Path(self._folder.text()).expanduser()
        if kind in ("csv", "jsonl"):
            path = _free(folder / f"{session.id}.{kind}")
            self.bridge.practice(_exporting(session.id, Format(kind), path), self._saved)
            return
        name = "take-home" if kind == "sheet" else "report"
        path = _free(folder / f"{session.id}-{name}.pdf")
        self._saved(self._write_pdf(kind, session, path))
        if kind == "pdf":
            origin = self.bridge.origin(self.name)
            self.bridge.practice(
                lambda practice: practice.note_export(session.id, "pdf", "", origin), _ignore
            )

    def _write_pdf(self, kind: str, session: Session, path: Path) -> Path | Exception:
        def write(part: Path) -> None:
            if kind == "sheet":
                write_take_home(session, part)
            else:
                write_report(session, part, head=self._head, patient=self._patient)

        try:
            write_whole(path, write)
        except ExportFault as fault:
            return fault
        return path

    def _saved(self, result: Path | Exception) -> None:
        if isinstance(result, Exception):
            known = isinstance(result, ExportFault | RecordFault)
            self._said.setText(str(result) if known else "The file could not be written.")
        else:
            self._said.setText(f"Saved {result}")

    @Slot()
    def _copy_note(self) -> None:
        if self._session is None:
            return
        self._copied = "\n".join(note_lines(self._session))
        QGuiApplication.clipboard().setText(self._copied)
        self._forget.start()
        self._said.setText("Note copied. The clipboard is cleared after a minute.")

    @Slot()
    def _clear_clipboard(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if clipboard.text() == self._copied:
            clipboard.clear()
        self._copied = ""

    @Slot()
    def _sign_record(self) -> None:
        if not self._signer.text:
            self._said.setText("Type your name to sign.")
            return
        self.ask(SignRecord(signed_by=self._signer.text, digest=self._head), self._answered)

    @Slot()
    def _add_amendment(self) -> None:
        session = self._session
        if session is None or not (self._amendment.text and self._reason.text):
            self._said.setText("An amendment needs its words and a reason.")
            return
        words = personal(
            self._amendment.text, ref=f"w{secrets.token_hex(6)}", salt=secrets.token_hex(16)
        )
        fact = EntryAmended(seq=session.next_seq - 1, reason=self._reason.text, text=words)
        self.ask(Note(fact=fact), self._answered)

    @Slot()
    def _countersign_override(self) -> None:
        session = self._session
        waiting = session.overrides - session.countersigned if session is not None else frozenset()
        if not self._clinician.text or not waiting:
            self._said.setText("Type the prescriber's name to countersign.")
            return
        for seq in sorted(waiting):
            self.ask(CountersignEntry(seq=seq, clinician=self._clinician.text), self._answered)

    @Slot()
    def _leave(self) -> None:
        self.bridge.leave(self._gone)

    def _gone(self, answer: Answer) -> None:
        self._answered(answer)
        if not answer.refusals:
            self.left.emit()

    def _answered(self, answer: Answer) -> None:
        self._said.setText("\n".join(answer.refusals))
        if not answer.refusals:
            for field in (self._amendment, self._reason, self._clinician):
                field.line.clear()


class _FileButton(QPushButton):
    """One kind of file."""

    picked = Signal(str)

    def __init__(self, kind: str, words: str) -> None:
        super().__init__(words)
        self._kind = kind
        self.setAccessibleName(f"Save {words}")
        self.clicked.connect(self._pick)

    @Slot()
    def _pick(self) -> None:
        self.picked.emit(self._kind)


def _exporting(session: str, kind: Format, path: Path) -> Callable[[Practice], Path]:
    def ask(practice: Practice) -> Path:
        digest = write_text(path, text_of(practice.record, session, kind))
        practice.note_export(session, kind.value, digest, None)
        return path

    return ask


def _ignore(_result: object) -> None:
    """The export is written; that its note failed shows as the record's own trouble."""


def _state(session: Session, phase: Phase) -> str:
    if phase is Phase.LOCKED:
        return f"Signed by {session.signed_by} and locked. Only amendments can be added."
    if session.ended is not None:
        return "Read it, then sign and lock."
    return "The session has not ended."


def _free(path: Path) -> Path:
    """Return a path that replaces nothing."""
    tried, number = path, 2
    while tried.exists():
        tried = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return tried


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def _dimmed(picture: QImage, theme: Theme) -> QImage:
    """Return the paper in the room's colours: white paper would light the room."""
    if theme.name is ThemeName.DAY:
        return picture
    return dimmed(picture, theme.colours)
