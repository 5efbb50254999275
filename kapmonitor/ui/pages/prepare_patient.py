"""Who the session is for: a known patient or a new one, and which session of the course.

Two people may share initials, so that a known patient is chosen by two identifiers, never taken
from the name alone; and a new one who looks like a known one is told before it is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout

from kapmonitor.language import say
from kapmonitor.practice import Practice
from kapmonitor.record.patient import Patient
from kapmonitor.record.practice import PatientLookedUp
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.known_patient import Known, course_words, described, know
from kapmonitor.ui.pages.words import parse_born
from kapmonitor.ui.widgets.parts import Card, Field, button, clear, label, row

SEARCH_MS = 120
SHOWN = 6


class PatientCard(Card):
    """Emits `known` when another patient is chosen, or none."""

    known = Signal(object)  # Known, or None
    changed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._chosen: Known | None = None
        self._shown: tuple[Patient, ...] = ()
        self._asked = self._wanted = ""
        self._name = Field(say("Name or initials"), say("also finds by number or birth"))
        self._born = Field(say("Born"), say("YYYY-MM-DD"), width=136)
        self._local = Field(say("Local number"))
        self._number = Field(say("Session"), width=56)
        self._planned = Field(say("of"), width=56)
        self._contact = Field(say("Emergency contact"))
        self._phone = Field(say("Their phone"), width=180)
        self.told = label("", "secondary", wraps=True)
        self._matches = QVBoxLayout()
        self._suggested = button("", "small")
        self._correct = button(say("Correct…"), "link", name=say("Correct this patient's data"))
        self._other = button(say("Someone else"), "link")
        for each in (self._suggested, self._correct, self._other):
            each.hide()
        first = row(self._name, self._born)
        first.setStretch(0, 1)
        super().__init__(say("Patient"), first, self._matches)
        second = row(self._local, self._number, self._planned)
        second.setStretch(0, 1)
        told = row(self.told, self._correct, self._other)
        told.setStretch(0, 1)
        contact = row(self._contact, self._phone)
        contact.setStretch(0, 1)
        for line in (second, row(self._suggested, 1), told, contact):
            self.body.addLayout(line)
        self._connect()

    def _connect(self) -> None:
        self._wait = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._wait.timeout.connect(self._search)
        self._name.edited.connect(self._wait.start)
        for each in (self._name, self._born, self._number):
            each.line.textChanged.connect(self.changed)
        self._name.line.installEventFilter(self)
        self._other.clicked.connect(self.forget)
        self._correct.clicked.connect(self._open_for_correction)
        self._suggested.clicked.connect(self._take_number)

    @property
    def session_number(self) -> int | None:
        """Which session of the course it is; None when that was not said."""
        return int(self._number.text) if self._number.text.isdecimal() else None

    @property
    def planned_sessions(self) -> int | None:
        """How many are planned; None when that was not said."""
        return int(self._planned.text) if self._planned.text.isdecimal() else None

    def refusals(self, today: date) -> tuple[str, ...]:
        """Return why this is no patient yet, or no session of theirs."""
        reasons = []
        if not self._name.text:
            reasons.append(say("The patient has no name, initials or number."))
        elif parse_born(self._name.text, today) is not None:
            reasons.append(say("A date of birth alone is no patient: choose one, or type a name."))
        if self._born.text and parse_born(self._born.text, today) is None:
            reasons.append(say("The date of birth is not a date: write it as 1984-03-02."))
        elif not self._born.text:
            reasons.append(say("The date of birth is missing: limits may depend on the age."))
        if self._chosen is not None and self._chosen.sessions and self.session_number is None:
            told = course_words(self._chosen.number, self._chosen.planned)
            asked = say("Say which session of the course this is; by the record: {told}.")
            reasons.append(asked.format(told=told))
        return tuple(reasons)

    def patient(self, now: datetime, today: date) -> Patient:
        """Return the patient as shown; a new one has no pseudonym yet."""
        here = self._chosen.patient if self._chosen else Patient(id="", added=now)
        return replace(
            here,
            name=self._name.text,
            born=parse_born(self._born.text, today),
            local_id=self._local.text,
            emergency_name=self._contact.text,
            emergency_phone=self._phone.text,
        )

    def keep(self, patient: Patient) -> None:
        """Take a patient that was just stored as the chosen one: stored once, asked twice."""
        if self._chosen is None:
            self._chosen = Known(patient)

    def choose(self, patient: Patient) -> None:
        """Take a known patient, with their course."""
        self._wanted = patient.id
        answered = partial(self._knows, patient.id)
        origin = self._bridge.origin("prepare")

        def look_up(practice: Practice) -> Known:
            practice.note(PatientLookedUp(patient=patient.id, how="found"), origin)
            return know(practice, patient)

        self._bridge.practice(look_up, answered)

    @Slot()
    def forget(self) -> None:
        """Begin with an empty card."""
        self._wanted = ""
        for field in self._fields():
            field.line.clear()
        self._choose(None)
        self._name.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the down arrow lead from the name into the list, and the arrows through it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self._shown:
                self._step(watched, step)
                return True
        return super().eventFilter(watched, event)

    def _step(self, here: QObject, by: int) -> None:
        stops = [self._name.line, *self.match_buttons()]
        at = next((place for place, each in enumerate(stops) if each is here), 0)
        stops[max(0, min(len(stops) - 1, at + by))].setFocus(Qt.FocusReason.OtherFocusReason)

    def match_buttons(self) -> list[QAbstractButton]:
        """Return the patients found, each as a button."""
        items = (self._matches.itemAt(at) for at in range(self._matches.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [each for each in widgets if isinstance(each, QAbstractButton)]

    def _fields(self) -> tuple[Field, ...]:
        return (
            self._name,
            self._born,
            self._local,
            self._number,
            self._planned,
            self._contact,
            self._phone,
        )

    @Slot()
    def _search(self) -> None:
        text = self._asked = self._name.text
        if self._chosen is not None or not text:
            self._show_matches(())
            self.told.clear()
            return
        self._bridge.practice(
            lambda practice: practice.patients(text, limit=SHOWN + 1), partial(self._found, text)
        )

    def _found(self, text: str, patients: tuple[Patient, ...] | Exception) -> None:
        if text != self._asked or self._chosen is not None:
            return  # a later search, or a choice, came before this answer
        if isinstance(patients, Exception):
            self.told.setText(str(patients))
            return
        self._show_matches(patients[:SHOWN])
        if len(patients) > SHOWN:
            self.told.setText(say("There are more: type more of the name, or the date of birth."))
        elif patients:
            self.told.setText(say("Known patients: choose one, or go on for a new one."))
        else:
            self.told.setText(say("Nobody known by that: a new patient."))

    def _show_matches(self, patients: tuple[Patient, ...]) -> None:
        if patients == self._shown:
            return
        self._shown = patients
        clear(self._matches)
        for each in patients:
            made = button(described(each), "match")
            made.clicked.connect(_calling(self.choose, each))
            made.installEventFilter(self)
            self._matches.addWidget(made)

    def _knows(self, wanted: str, found: Known | Exception) -> None:
        if wanted != self._wanted:
            return  # somebody else was chosen, or nobody, before this answer
        if isinstance(found, Exception):
            self.told.setText(str(found))
            return
        patient = found.patient
        self._name.line.setText(patient.name)
        self._born.line.setText(patient.born.isoformat() if patient.born else "")
        self._local.line.setText(patient.local_id)
        self._contact.line.setText(patient.emergency_name)
        self._phone.line.setText(patient.emergency_phone)
        self._number.line.clear()
        self._planned.line.clear()
        self._choose(found)

    def _choose(self, found: Known | None) -> None:
        self._chosen = found
        born_known = found is not None and found.patient.born is not None
        self._name.line.setReadOnly(found is not None)
        self._local.line.setReadOnly(found is not None)
        self._born.line.setReadOnly(born_known)
        self._show_matches(())
        self.told.setText(_about(found))
        self._suggested.setVisible(found is not None)
        for each in (self._correct, self._other):
            each.setVisible(found is not None)
        if found is not None:
            words = course_words(found.number, found.planned)
            self._suggested.setText(say("By the record: {words}. Take it").format(words=words))
            self._suggested.setAccessibleName(say("Take {words}").format(words=words))
            self._suggested.setFocus(Qt.FocusReason.OtherFocusReason)
        self.known.emit(found)

    @Slot()
    def _take_number(self) -> None:
        if self._chosen is None:
            return
        planned = self._chosen.planned
        self._number.line.setText(str(self._chosen.number))
        self._planned.line.setText("" if planned is None else str(planned))
        self._suggested.hide()
        self._number.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _open_for_correction(self) -> None:
        """Let name, birth and number be changed; what was there before stays in the record."""
        for field in (self._name, self._born, self._local):
            field.line.setReadOnly(False)
        self._correct.hide()
        words = say("Correct a slip of the pen only. What was there before stays in the record.")
        self.told.setText(words)
        self._name.line.setFocus(Qt.FocusReason.OtherFocusReason)


def _about(found: Known | None) -> str:
    """Return what a person should know of the chosen patient beside the last session."""
    if found is None:
        return ""
    if found.unfinished:
        told = say("▲ A session of {day} was never ended: go back and resume it first.")
        return told.format(day=found.unfinished)
    return "" if found.sessions else say("No session yet.")


def _calling(call: Callable[[Patient], None], patient: Patient) -> Callable[[bool], None]:
    def called(_on: bool = False) -> None:
        call(patient)

    return called
