"""Preparation before a session is open: who, where, under which plan; then it is opened."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kapmonitor import __version__
from kapmonitor.language import say
from kapmonitor.port import Answer
from kapmonitor.practice import Practice
from kapmonitor.presets import guardrails
from kapmonitor.record.patient import Patient
from kapmonitor.session.clinic import ClinicRules
from kapmonitor.session.intent import OpenSession
from kapmonitor.session.limits import rooms
from kapmonitor.session.vocabulary import Origin
from kapmonitor.settings import Settings
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.disk_words import disk_told
from kapmonitor.ui.pages.forms import Ask, into_sight, refusal_line, refuse, scrolled
from kapmonitor.ui.pages.known_patient import Known
from kapmonitor.ui.pages.prepare_alike import AlikePanel
from kapmonitor.ui.pages.prepare_identity import IdentityCard
from kapmonitor.ui.pages.prepare_last_time import LastTimeCard
from kapmonitor.ui.pages.prepare_patient import PatientCard
from kapmonitor.ui.pages.prepare_preset import PresetCard
from kapmonitor.ui.pages.words import age
from kapmonitor.ui.widgets.halves import Halves
from kapmonitor.ui.widgets.parts import button, column, label, row
from kapmonitor.ui.zone import here


def local_offset_min() -> int:
    """Return how far this computer's wall clock is ahead of UTC, in minutes."""
    offset = datetime.now(UTC).astimezone().utcoffset()
    return 0 if offset is None else round(offset.total_seconds() / 60)


def local_today() -> date:
    """Return the day as this computer's wall calendar shows it."""
    return datetime.now(UTC).astimezone().date()


@dataclass(frozen=True, slots=True)
class _Kept:
    """Who the session is for, the clinic's settings and its rules at that moment."""

    patient: Patient
    settings: Settings
    rules: ClinicRules


@dataclass(frozen=True, slots=True)
class _Alike:
    """A new patient, not kept yet, and those who might be the same person."""

    new: Patient
    known: tuple[Patient, ...]


class Opening(QWidget):
    """Asks for what a session needs before its first entry."""

    leave = Signal()
    """Back to the first page; nothing was opened."""

    def __init__(self, bridge: Bridge, ask: Ask) -> None:
        super().__init__()
        self._bridge = bridge
        self._ask = ask
        self.patient = PatientCard(bridge)
        self.alike = AlikePanel()
        self.identity = IdentityCard()
        self.last_time = LastTimeCard()
        self.preset = PresetCard(bridge, local_offset_min())
        self.disk = refusal_line()
        self.refusal = refusal_line()
        self.open = button(say("Open session"), "primary")
        back = button(say("Back"))
        left = column(self.patient, self.alike, self.identity, 1, spacing=14)
        asked = row(back, 1, self.open)
        right = column(self.last_time, self.preset, self.disk, self.refusal, asked, 1, spacing=14)
        halves = Halves(left, right)
        page = column(label(say("Prepare"), "title"), halves, 1, spacing=14)
        self.setLayout(column(scrolled(page)))
        self.open.clicked.connect(self._store)
        back.clicked.connect(self.leave)
        self.patient.known.connect(self._know)
        self.patient.changed.connect(self._asked_less)
        self.identity.changed.connect(self._asked_less)
        self.preset.changed.connect(self._asked_less)
        self.preset.signed.connect(self.open.setFocus)
        self.alike.same.connect(self.patient.choose)
        self.alike.another.connect(self._add)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the presets and their signatures anew whenever the page comes in sight."""
        super().showEvent(event)
        self.preset.refresh()
        self._bridge.practice(disk_told, self._show_disk)

    def _show_disk(self, told: str | Exception) -> None:
        """Warn of a disk that is nearly full; settings that cannot be read are told elsewhere."""
        words = told if isinstance(told, str) else ""
        self.disk.setText(words)
        self.disk.setVisible(bool(words))

    @Slot(object)
    def _know(self, found: Known | None) -> None:
        """Forget what was compared with somebody else; show the last session of this one."""
        self.identity.forget()
        self.alike.hide()
        self.last_time.show_session(found.last if found else None, found.home if found else "")

    @Slot()
    def _store(self) -> None:
        self._keep(beside=())

    @Slot()
    def _add(self) -> None:
        self._keep(beside=self.alike.told)

    def _keep(self, *, beside: tuple[str, ...]) -> None:
        """Keep the patient first: a session refers to one that exists.

        A new one who looks like a known one is not kept before a person has said `beside` whom
        of them it is another person.
        """
        today = local_today()
        reasons = self._reasons(today)
        refuse(self.refusal, reasons)
        if reasons:
            return
        patient, origin = self.patient.patient(datetime.now(UTC), today), self._origin()

        def unseen(alike: tuple[Patient, ...]) -> bool:
            return not {each.id for each in alike} <= set(beside)

        def keep(practice: Practice) -> _Kept | _Alike:
            if patient.id:
                kept = practice.correct_patient(patient, origin)
            elif unseen(alike := practice.alike(patient)):
                return _Alike(patient, alike)
            else:
                kept = practice.add_patient(patient, origin, beside=beside)
            return _Kept(kept, practice.settings(), practice.rules_in_force()[0])

        self.open.setEnabled(False)
        self._bridge.practice(keep, self._open)

    def _reasons(self, today: date) -> tuple[str, ...]:
        return (
            *self.patient.refusals(today),
            *self.identity.refusals(),
            *self.preset.refusals(),
        )

    @Slot()
    def _asked_less(self) -> None:
        """Take away a reason that no longer holds; none is added before the next press."""
        told = self.refusal.text().splitlines()
        left = set(self._reasons(local_today()))
        self.refusal.setText("\n".join(each for each in told if each in left))
        self.refusal.setVisible(bool(self.refusal.text()))

    def _origin(self) -> Origin:
        return self._bridge.origin("prepare")

    def _open(self, kept: _Kept | _Alike | Exception) -> None:
        if isinstance(kept, _Alike):
            self.open.setEnabled(True)
            self.alike.ask(kept.new, kept.known)
            into_sight(self.alike)
            return
        self.alike.hide()
        offer, setting = self.preset.offer, self.preset.setting
        if isinstance(kept, Exception) or offer is None or setting is None:
            self._answered(Answer((str(kept),)))
            return
        patient = kept.patient
        self.patient.keep(patient)
        place = here(datetime.now(UTC))
        self._ask(
            OpenSession(
                session=secrets.token_hex(8),
                simulated=False,
                setting=setting,
                preset_document=offer.file.document,
                approval=offer.approval,
                patient=patient.id,
                age_years=_age(patient.born),
                session_number=self.patient.session_number,
                planned_sessions=self.patient.planned_sessions,
                utc_offset_min=place.utc_offset_min,
                software=f"kapmonitor {__version__}",
                zone=place.name,
                clock_changes=place.clock_changes,
                identified_by=self.identity.compared,
                emergency_number=kept.settings.emergency_number,
                limit_rooms=rooms(
                    offer.file.preset, guardrails(), kept.rules.ceilings_for(offer.file.preset)
                ),
                clinic=kept.rules,
            ),
            self._answered,
        )

    def _answered(self, answer: Answer) -> None:
        self.open.setEnabled(True)
        refuse(self.refusal, answer.refusals)
        if not answer.refusals:
            self.patient.forget()


def _age(born: date | None) -> int | None:
    return None if born is None else age(born, local_today())
