"""Backups: when and where by the practice's rule, one now, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent

from kapmonitor.backups import DAILY, EACH_SESSION, OFF, BackupState, PutBack
from kapmonitor.language import mark, say
from kapmonitor.practice import Practice
from kapmonitor.ui.backup_words import fault_told, last_told, size_told
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import refusal_line, refuse
from kapmonitor.ui.settings.section import SAVED, WHO_FIRST
from kapmonitor.ui.widgets.parts import Answers, Card, Field, button, label, row

WHEN = (
    (EACH_SESSION, mark("After each session")),
    (DAILY, mark("Once a day")),
    (OFF, mark("Off")),
)
HINT = mark(
    "A copy of the record that is opened and proved before it counts, made while no session is "
    "open. Best on another disk. None is ever removed by the program: you remove what you no "
    "longer need. Presets, policies and settings are ordinary files: copy them as well."
)
WAY_BACK = mark(
    "A backup takes the place of the record only after it was proved. What is there now is kept "
    "beside it."
)
NAME_A_FOLDER = mark("Name a folder for the backups.")
DECIDE = mark("Say when backups are made.")
NAME_A_FILE = mark("Name the file of a backup.")
LOOK_MS = 500


class BackupsCard(Card):
    """The rule, how it stands, and one now."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._when: str | None = None
        self.when = Answers(say("When backups are made:"), WHEN, looks="small")
        self.folder = Field(say("Folder for backups"))
        self.save = button(say("Save"), name=say("Save the rule for backups"))
        self.now = button(say("Back up now"))
        self.stands = label("", "secondary", wraps=True)
        self.told = label("", "secondary")
        self.refusal = refusal_line()
        super().__init__(
            say("Backup"),
            label(say("When backups are made:"), "secondary"),
            self.when,
            row(self.folder),
            self.stands,
            self.refusal,
            row(self.save, self.now, self.told, 1),
            label(say(HINT), "secondary", wraps=True),
        )
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._ask)
        self.when.answered.connect(self._choose)
        self.save.clicked.connect(self._keep)
        self.now.clicked.connect(self._begin)

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask no more while nobody looks."""
        super().hideEvent(event)
        self._look.stop()

    def refresh(self) -> None:
        """Read how things stand, and look into the folder."""
        self._when = None
        self.told.clear()
        self._bridge.practice(_count, self._show)
        self._look.start()

    @Slot()
    def _ask(self) -> None:
        self._bridge.practice(_state, self._show)

    def _show(self, state: BackupState | Exception | None) -> None:
        if isinstance(state, Exception):
            refuse(self.refusal, (str(state),))
        if not isinstance(state, BackupState):
            return
        self.when.show_answer(self._when if self._when is not None else state.when or None)
        if self._when is None:
            self.folder.set_text(state.folder)
            self._when = state.when
        self.stands.setText(" ".join(filter(None, _lines(state))))

    @Slot(str)
    def _choose(self, when: str) -> None:
        self._when = when

    @Slot()
    def _keep(self) -> None:
        self.told.clear()
        when, folder = self._when or "", self.folder.text
        reasons = (
            *(() if self._bridge.operator.name else (say(WHO_FIRST),)),
            *(() if when else (say(DECIDE),)),
            *(() if folder or when == OFF else (say(NAME_A_FOLDER),)),
        )
        refuse(self.refusal, reasons)
        if reasons:
            return
        origin = self._bridge.origin("settings")

        def keep(practice: Practice) -> BackupState | None:
            return practice.care.keep_rule(when, folder, origin) if practice.care else None

        self._bridge.practice(keep, self._kept)

    def _kept(self, state: BackupState | Exception | None) -> None:
        if isinstance(state, BackupState):
            self.told.setText(say(SAVED))
            self._bridge.practice(_count, self._show)
        self._show(state)

    @Slot()
    def _begin(self) -> None:
        self.told.clear()
        refuse(self.refusal, ())
        origin = self._bridge.origin("settings")

        def begin(practice: Practice) -> BackupState | None:
            return practice.care.begin(origin) if practice.care else None

        self._bridge.practice(begin, self._show)


class RestoreCard(Card):
    """A backup is looked at first, and put in place by a second press."""

    restored = Signal()

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self.file = Field(say("File of a backup"))
        self.look = button(say("Look at this backup"))
        self.put = button(say("Put it in the record's place"), "danger")
        self.put.hide()
        self.found = label("", wraps=True)
        self.refusal = refusal_line()
        super().__init__(
            say("Restore"),
            label(say(WAY_BACK), "secondary", wraps=True),
            row(self.file),
            self.found,
            self.refusal,
            row(self.look, self.put, 1),
        )
        self.file.edited.connect(self._forget)
        self.file.line.returnPressed.connect(self._look_at)
        self.look.clicked.connect(self._look_at)
        self.put.clicked.connect(self._put_back)

    @Slot()
    def _forget(self) -> None:
        """What was found is of another file."""
        self.put.hide()
        self.found.clear()
        refuse(self.refusal, ())

    @Slot()
    def _look_at(self) -> None:
        self._forget()
        if not self.file.text:
            refuse(self.refusal, (say(NAME_A_FILE),))
            return
        path = Path(self.file.text).expanduser()

        def look(practice: Practice) -> str:
            return practice.care.less(path) if practice.care else ""

        self._bridge.practice(look, partial(self._looked, self.file.text))

    def _looked(self, of: str, found: str | Exception) -> None:
        if isinstance(found, Exception):
            refuse(self.refusal, (str(found),))
        elif of == self.file.text:
            self.found.setText(found or say("The backup lacks nothing that the record holds."))
            self.put.show()

    @Slot()
    def _put_back(self) -> None:
        if not self._bridge.operator.name:
            refuse(self.refusal, (say(WHO_FIRST),))
            return
        path, origin = Path(self.file.text).expanduser(), self._bridge.origin("settings")
        self.put.hide()

        def put(practice: Practice) -> PutBack | None:
            return practice.care.put_back(path, origin) if practice.care else None

        self._bridge.practice(put, self._done)

    def _done(self, found: PutBack | Exception | None) -> None:
        self.found.clear()
        if isinstance(found, Exception):
            refuse(self.refusal, (str(found),))
        elif found is not None:
            self.found.setText(" ".join(_put_back_told(found)))
            self.restored.emit()


def _put_back_told(found: PutBack) -> Iterator[str]:
    copied = found.copied
    yield say("Restored and proved: {sessions} sessions, {entries} entries.").format(
        sessions=copied.sessions, entries=copied.entries
    )
    if copied.kept is not None:
        yield say("What was there before is kept: {path}").format(path=copied.kept)
    if found.erased:
        yield say(
            "Erased since that backup, and back with it: {patients}. Erase again with "
            "kapmonitor erase."
        ).format(patients=", ".join(found.erased))


def _count(practice: Practice) -> BackupState | None:
    return practice.care.count() if practice.care else None


def _state(practice: Practice) -> BackupState | None:
    return practice.care.state() if practice.care else None


def _lines(state: BackupState) -> tuple[str, ...]:
    held = ""
    if state.copies is not None:
        held = say("Backups in the folder: {count}, {size} in all.").format(
            count=state.copies, size=size_told(state.octets)
        )
    running = say("A backup is being made and proved…") if state.running else ""
    return running, last_told(state), held, fault_told(state)
