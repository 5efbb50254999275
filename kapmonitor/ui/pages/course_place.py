"""A patient's course with what was imported for them, and the page that imports more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from kapmonitor.arrivals import By, withdraw
from kapmonitor.language import say
from kapmonitor.practice import Practice
from kapmonitor.record.course import CourseSession
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.home import HomeImport
from kapmonitor.record.home_log import HomeLog
from kapmonitor.record.patient import Patient
from kapmonitor.record.practice import PatientLookedUp
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.course import CourseView
from kapmonitor.ui.pages.home_import import HomeImportView
from kapmonitor.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class _Looked:
    """What the record has of a patient."""

    sessions: tuple[CourseSession, ...]
    patient: Patient | None
    imports: tuple[HomeImport, ...]


class CoursePlace(QStackedWidget):
    """Emits `shown` when the course is in sight, `left` to go back, `refused` with words."""

    shown = Signal()
    left = Signal()
    refused = Signal(str)

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self._who, self._pseudonym, self._simulated = "", "", False
        self._patient: Patient | None = None
        self._looked_up: PatientLookedUp | None = None
        """What the practice's stream does not have yet of this look."""
        self.view = CourseView(theme)
        self.home: HomeImportView | None = None
        self.addWidget(self.view)
        self.view.left.connect(self.left)
        self.view.importAsked.connect(self._begin_import)
        self.view.withdrawn.connect(self._withdraw)

    def show_patient(self, who: str, pseudonym: str, *, simulated: bool) -> None:
        """Read a patient's course and show it. Simulated sessions are a course of their own."""
        self._who, self._pseudonym, self._simulated = who, pseudonym, simulated
        self._looked_up = PatientLookedUp(patient=pseudonym, how="course")
        self._look()

    @Slot()
    def _look(self) -> None:
        pseudonym, simulated = self._pseudonym, self._simulated
        origin, noted = self._bridge.origin("history"), self._looked_up
        self._looked_up = None

        def look(practice: Practice) -> _Looked:
            if noted is not None:
                practice.note(noted, origin)
            found = practice.course(pseudonym)
            return _Looked(
                tuple(each for each in found if each.row.simulated is simulated),
                None if simulated else practice.patient(pseudonym),
                () if simulated else HomeLog(practice.record).imports(pseudonym),
            )

        self._bridge.practice(look, self._show)

    def _show(self, found: _Looked | Exception) -> None:
        if isinstance(found, Exception):
            self.refused.emit(_words(found))
            return
        self._patient = found.patient
        self.view.show_course(self._who, found.sessions)
        self.view.show_home(found.imports if found.patient is not None else None)
        self.setCurrentWidget(self.view)
        self.shown.emit()
        self.view.setFocus()

    @Slot()
    def _begin_import(self) -> None:
        if self._patient is None:
            return
        if self.home is None:
            self.home = HomeImportView(self._bridge)
            self.home.left.connect(self._look)
            self.home.taken.connect(self._look)
            self.addWidget(self.home)
        self.setCurrentWidget(self.home)
        self.home.begin(self._patient)

    @Slot(str, str)
    def _withdraw(self, id_: str, reason: str) -> None:
        by = By(datetime.now(UTC), self._bridge.origin("history"))
        pseudonym = self._pseudonym
        self._bridge.practice(
            lambda practice: withdraw(practice.record, pseudonym, id_, reason, by), self._withdrew
        )

    def _withdrew(self, done: Exception | None) -> None:
        if isinstance(done, Exception):
            self.view.tell(_words(done))
        else:
            self._look()


def _words(fault: Exception) -> str:
    if isinstance(fault, RecordFault):
        return str(fault)
    return say("The record cannot be read just now. Go back and try again.")
