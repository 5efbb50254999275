"""Who the session is for: a known patient or a new one, and which session of the course.

Two people may share initials, so that a known patient is chosen by two identifiers, never taken
from the name alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from kapmonitor.language import say
from kapmonitor.practice import Practice
from kapmonitor.record.patient import Patient
from kapmonitor.record.session_index import SessionRow
from kapmonitor.session.protocol import Signal as VitalSignal
from kapmonitor.session.state import Session
from kapmonitor.session.summary import summary
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.words import parse_born, pressures
from kapmonitor.ui.widgets.parts import Card, Field, button, clear, label, row
from kapmonitor.ui.wording import number

SEARCH_MS = 200
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Known:
    """A known patient with what is worth knowing of the last session."""

    patient: Patient
    sessions: int
    planned: int | None
    last: str


def know(practice: Practice, patient: Patient) -> Known:
    """Read a patient's course. Raises RecordFault."""
    rows = practice.sessions_of(patient.id)
    if not rows:
        return Known(patient, 0, None, say("No session yet."))
    last = practice.open_past(rows[0].id).session
    highest = max((each.session_number or 0 for each in rows), default=0)
    return Known(patient, max(highest, len(rows)), rows[0].planned_sessions, _last(rows[0], last))


class PatientCard(Card):
    """Emits `known` when another patient is chosen, or none."""

    known = Signal(object)  # Known, or None

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._chosen: Known | None = None
        self._name = Field(say("Name or initials"))
        self._born = Field(say("Born"), say("YYYY-MM-DD"), width=130)
        self._number = Field(say("Session"), "1", width=64)
        self._planned = Field(say("of"), "8", width=64)
        self._contact = Field(say("Emergency contact"))
        self._phone = Field(say("Their phone"), width=190)
        self._told = label("", "secondary", wraps=True)
        self._matches = QVBoxLayout()
        self._shown: tuple[Patient, ...] = ()
        self._other = button(say("Someone else"), "link")
        self._other.hide()
        first = row(self._name, self._born, self._number, self._planned)
        first.setStretch(0, 1)
        super().__init__(say("Patient"), first, self._matches, row(self._told, self._other))
        self.body.addLayout(row(self._contact, self._phone))
        self._wait = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._wait.timeout.connect(self._search)
        self._name.edited.connect(self._wait.start)
        self._other.clicked.connect(self.forget)

    @property
    def session_number(self) -> int | None:
        """Which session of the course it is; None when that was not said."""
        return int(self._number.text) if self._number.text.isdecimal() else None

    @property
    def planned_sessions(self) -> int | None:
        """How many are planned; None when that was not said."""
        return int(self._planned.text) if self._planned.text.isdecimal() else None

    def refusals(self, today: date) -> tuple[str, ...]:
        """Return why this is no patient yet."""
        reasons = []
        if not self._name.text:
            reasons.append(say("The patient has no name, initials or number."))
        if self._born.text and parse_born(self._born.text, today) is None:
            reasons.append(say("The date of birth is not a date: write it as 1984-03-02."))
        elif not self._born.text:
            reasons.append(say("The date of birth is missing: limits may depend on the age."))
        return tuple(reasons)

    def patient(self, pseudonym: str, now: datetime, today: date) -> Patient:
        """Return the patient as shown: a known one, or a new one under this pseudonym."""
        here = self._chosen.patient if self._chosen else Patient(id=pseudonym, added=now)
        return replace(
            here,
            name=self._name.text,
            born=parse_born(self._born.text, today),
            emergency_name=self._contact.text,
            emergency_phone=self._phone.text,
        )

    def keep(self, patient: Patient) -> None:
        """Take a patient that was just stored as the chosen one: stored once, asked twice."""
        if self._chosen is None:
            self._chosen = Known(patient, 0, None, "")

    @Slot()
    def forget(self) -> None:
        """Begin with an empty card."""
        for field in self._fields():
            field.line.clear()
        self._choose(None)
        self._name.line.setFocus()

    def _fields(self) -> tuple[Field, ...]:
        return (
            self._name,
            self._born,
            self._number,
            self._planned,
            self._contact,
            self._phone,
        )

    @Slot()
    def _search(self) -> None:
        text = self._name.text
        if self._chosen is not None or not text:
            self._show_matches(())
            return
        self._bridge.practice(lambda practice: practice.patients(text), self._found)

    def _found(self, patients: tuple[Patient, ...] | Exception) -> None:
        if isinstance(patients, Exception):
            self._told.setText(str(patients))
            return
        if self._chosen is None:
            self._show_matches(patients[:SHOWN])
            some = say("Known patients are listed. Choose one, or go on for a new patient.")
            self._told.setText(some if patients else say("New patient."))

    def _show_matches(self, patients: tuple[Patient, ...]) -> None:
        if patients == self._shown:
            return
        self._shown = patients
        clear(self._matches)
        for each in patients:
            born = (
                say("born {born}").format(born=each.born)
                if each.born
                else say("date of birth not known")
            )
            made = button(f"{each.name or each.id} · {born}", "small")
            made.clicked.connect(lambda _on=False, patient=each: self._ask(patient))
            self._matches.addWidget(made)

    def _ask(self, patient: Patient) -> None:
        self._bridge.practice(lambda practice: know(practice, patient), self._knows)

    def _knows(self, found: Known | Exception) -> None:
        if isinstance(found, Exception):
            self._told.setText(str(found))
            return
        patient = found.patient
        self._name.line.setText(patient.name)
        self._born.line.setText(patient.born.isoformat() if patient.born else "")
        self._contact.line.setText(patient.emergency_name)
        self._phone.line.setText(patient.emergency_phone)
        self._number.line.setText(str(found.sessions + 1))
        self._planned.line.setText("" if found.planned is None else str(found.planned))
        self._choose(found)

    def _choose(self, found: Known | None) -> None:
        self._chosen = found
        self._name.line.setReadOnly(found is not None)
        self._born.line.setReadOnly(found is not None and found.patient.born is not None)
        self._other.setVisible(found is not None)
        self._show_matches(())
        self._told.setText(found.last if found else "")
        if found is not None:
            self._number.line.setFocus()
        self.known.emit(found)


def _last(when: SessionRow, session: Session) -> str:
    """Return the last session in one line."""
    day = when.opened + timedelta(minutes=when.utc_offset_min)
    parts = [f"{number(dose.amount)} {dose.unit}" for dose in session.doses] or [say("no dose")]
    figures = summary(session)
    if figures.baseline is not None:
        found = figures.baseline
        parts.append(
            say("baseline {pressures}").format(
                pressures=pressures(round(found.systolic), round(found.diastolic))
            )
        )
    peak = figures.peaks.get(VitalSignal.SYSTOLIC)
    if peak is not None:
        parts.append(say("highest systolic {peak}").format(peak=number(peak.value)))
    if when.outcome is not None:
        parts.append(when.outcome.value.replace("_", " "))
    return say("Last time, {day} {day2:%b %Y}: {parts}").format(
        day=day.day, day2=day, parts=", ".join(parts)
    )
