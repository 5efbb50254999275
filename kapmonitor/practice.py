"""The practice beside the session: people, presets, signatures, settings, past sessions.

Every change of consequence is a fact in the practice's own stream. Used on the thread that owns
the record; the window asks through its port, the commands directly.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from kapmonitor.backups import Care
from kapmonitor.clinic_rules import ClinicFault, load_rules, save_rules
from kapmonitor.clock import Clock
from kapmonitor.doorkeeper import Doorkeeper, NoSecrets
from kapmonitor.language import say
from kapmonitor.orders import OrderFile
from kapmonitor.orders import load as load_order
from kapmonitor.own_devices import find_own_devices
from kapmonitor.people import People
from kapmonitor.presets import (
    PresetFault,
    PresetFile,
    find,
    load,
    own_presets,
    preset_paths,
    write_own,
)
from kapmonitor.record.connect import Record
from kapmonitor.record.course import CourseSession, course_of, last_dosed
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.record.patient import PSEUDONYM_OCTETS, Patient, corrected
from kapmonitor.record.patient_table import words_of
from kapmonitor.record.people_facts import OperatorAdded
from kapmonitor.record.practice import (
    NoticeRead,
    PatientAdded,
    PatientCorrected,
    PracticeEntry,
    PracticeFact,
    PracticeLog,
    PresetKept,
    PresetSigned,
    SettingChanged,
)
from kapmonitor.record.session_index import SessionRow
from kapmonitor.session.clinic import STRICTEST, ClinicRules, rule_changes
from kapmonitor.session.event import Approval
from kapmonitor.session.evolve import fold
from kapmonitor.session.limits import personal_limits
from kapmonitor.session.order_reader import OrderFor
from kapmonitor.session.preset_edit import origin_of
from kapmonitor.session.roles import Act
from kapmonitor.session.state import PersonalLimit, Session
from kapmonitor.session.vocabulary import Operator, Origin
from kapmonitor.settings import RECORDED, Settings, heads_elsewhere
from kapmonitor.settings import load as load_settings
from kapmonitor.settings import save as save_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetOffer:
    """A preset to choose from, with the signature over exactly this text, if there is one."""

    file: PresetFile
    approval: Approval | None

    @property
    def ships(self) -> bool:
        """Return whether it ships with the program, and so is never changed."""
        return self.file.path in preset_paths()


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSession:
    """A session read from the record, and the digest of its last entry."""

    session: Session
    head: str
    patient: Patient | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What there is on disk: the folder and its size in octets, room left, and the sessions."""

    folder: Path
    octets: int
    free: int
    sessions: int
    simulated: int


class Practice:
    """Everything about the practice that is not the open session."""

    def __init__(
        self,
        record: Record,
        folder: Path,
        clock: Clock,
        door: Doorkeeper | None = None,
        care: Care | None = None,
    ) -> None:
        """`door`: who proved who they are on this screen; None where nobody is asked.
        `care`: the backups of a practice at work."""
        self.care = care
        self._record = record
        self._folder = folder
        self._clock = clock
        self._library = Library(record)
        self._log = PracticeLog(record)
        self.people = People(self._log, door or Doorkeeper(NoSecrets(), clock), clock)

    @property
    def record(self) -> Record:
        """Return the open record, for exports."""
        return self._record

    @property
    def only_read(self) -> str:
        """Return why the record can only be read, in a sentence; empty: it can be written."""
        return str(self._record.refusal) if self._record.read_only else ""

    # --- people -----------------------------------------------------------------------------

    def operators(self) -> tuple[Operator, ...]:
        """Return who may use the program. Raises RecordFault."""
        return self._log.operators()

    def add_operator(self, name: str, role: str, origin: Origin | None = None) -> Operator:
        """Add a person who uses the program. Raises RecordFault."""
        operator = Operator(id=f"op-{secrets.token_hex(3)}", name=name, role=role)
        fact = OperatorAdded(id=operator.id, name=operator.name, role=operator.role)
        self._log.append(fact, self._clock.read().utc, origin)
        return operator

    def patients(self, search: str = "", *, limit: int = -1) -> tuple[Patient, ...]:
        """Return patients by name, initials, local id, pseudonym or birth. Raises RecordFault."""
        return self._library.patients(search, limit=limit)

    def patient(self, pseudonym: str) -> Patient | None:
        """Return a patient, or None when unknown or erased. Raises RecordFault."""
        return self._library.patient(pseudonym)

    def alike(self, patient: Patient) -> tuple[Patient, ...]:
        """Return who might be the same person: shown, never merged. Raises RecordFault."""
        return self._library.alike(patient)

    def add_patient(
        self, patient: Patient, origin: Origin | None = None, *, beside: tuple[str, ...] = ()
    ) -> Patient:
        """Add a patient under a pseudonym of their own; `beside`: those who looked alike.

        Raises RecordFault.
        """
        added = replace(patient, id=f"P-{secrets.token_hex(PSEUDONYM_OCTETS)}")
        fact = PatientAdded(patient=added.id, beside=beside)
        self._log.keep_patient(added, fact, self._clock.read().utc, origin)
        return added

    def correct_patient(self, patient: Patient, origin: Origin | None = None) -> Patient:
        """Change what identifies a patient, keeping what was there before. Raises RecordFault."""
        before = self._library.patient(patient.id)
        fields = corrected(before, patient) if before is not None else ()
        if before is None or not fields:
            return patient
        fact = PatientCorrected(patient=patient.id, fields=fields, before=words_of(before, fields))
        self._log.keep_patient(patient, fact, self._clock.read().utc, origin)
        return patient

    # --- devices ----------------------------------------------------------------------------

    def own_devices(self) -> tuple[str, ...]:
        """Find the practice's own devices as their files read now; return what is wrong."""
        return find_own_devices(self._folder)[1]

    # --- presets ----------------------------------------------------------------------------

    def presets(self) -> tuple[tuple[PresetOffer, ...], tuple[str, ...]]:
        """Return the presets that can be used, and a line for each fault of those that cannot."""
        approvals = self._log.approvals()
        offers: list[PresetOffer] = []
        faults: list[str] = []
        for path in preset_paths(own_presets(self._folder)):
            try:
                file = load(path)
            except PresetFault as fault:
                faults.extend(fault.lines)
                continue
            offers.append(PresetOffer(file=file, approval=approvals.get(file.preset.digest)))
        return tuple(offers), tuple(faults)

    def preset(self, name: str) -> PresetOffer:
        """Return one preset by id or file. Raises PresetFault, RecordFault."""
        file = find(name, own_presets(self._folder))
        return PresetOffer(file=file, approval=self._log.approvals().get(file.preset.digest))

    def sign_preset(
        self, file: PresetFile, signer: Operator, origin: Origin, secret: str = ""
    ) -> Approval:
        """Keep a clinician's signature over the preset as it reads now.

        Raises NotProven, Refused, RecordFault.
        """
        signing = self.people.sign(signer, secret, origin, Act.SIGN_PRESET)
        now = self._clock.read().utc
        approval = Approval(
            signed_by=signer.name,
            role=signer.role,
            signed_at=now,
            digest=file.preset.digest,
            signing=signing,
        )
        self._log.append(PresetSigned(preset=file.preset.id, approval=approval), now, origin)
        return approval

    def original_of(self, file: PresetFile) -> PresetFile | None:
        """Return what a preset was made from, if it tells and that still reads as it did.

        Raises PresetFault.
        """
        told = origin_of(json.loads(file.document))
        if told is None:
            return None
        found = find(told[0], own_presets(self._folder))
        return found if found.preset.digest == told[1] else None

    def keep_preset(
        self, document: Mapping[str, object], made_from: PresetFile, reason: str, origin: Origin
    ) -> PresetFile:
        """Write a preset of the clinic's own, and who made it from what, and why.

        Raises PresetFault, RecordFault. Another preset of that id is never replaced.
        """
        name, folder = str(document.get("id", "")), own_presets(self._folder)
        if name != made_from.preset.id and any(path.stem == name for path in preset_paths(folder)):
            raise PresetFault(
                (say("{name}: there is a preset of this id already").format(name=name),)
            )
        kept = write_own(folder, document)
        fact = PresetKept(
            preset=name,
            digest=kept.preset.digest,
            copied_from=made_from.preset.digest,
            reason=reason,
        )
        self._log.append(fact, self._clock.read().utc, origin)
        return kept

    # --- orders ---------------------------------------------------------------------------

    def read_order(self, path: Path, session: Session, today: date) -> OrderFile:
        """Read the prescriber's file for a session's patient. Raises OrderFault, RecordFault."""
        patient = self._library.patient(session.patient)
        wanted = OrderFor(
            born=patient.born if patient else None,
            local_id=patient.local_id if patient else "",
            route=session.preset.route,
            booster_allowed=session.preset.booster.allowed,
            today=today,
        )
        return load_order(path, wanted)

    # --- settings ---------------------------------------------------------------------------

    def settings(self) -> Settings:
        """Return the settings. Raises SettingsFault."""
        return load_settings(self._folder)

    def keep_settings(self, changed: Settings, origin: Origin | None = None) -> None:
        """Replace the settings; with an origin, keep who changed whom to call, or the screen lock.

        Raises Refused, SettingsFault, RecordFault.
        """
        before = load_settings(self._folder)
        if origin is not None and before.lock_after_min != changed.lock_after_min:
            self.people.check(Act.CHANGE_RULES, origin.operator)
        save_settings(self._folder, changed)
        if changed.heads_file != before.heads_file:
            self._record.heads.note_also(heads_elsewhere(self._folder))
        for name, known_as in RECORDED.items() if origin is not None else ():
            was, now = (str(getattr(each, name) or "") for each in (before, changed))
            if was != now:
                self.note(SettingChanged(name=known_as, before=was, after=now), origin)

    # --- the clinic's rules -----------------------------------------------------------------

    def rules(self) -> ClinicRules:
        """Return the clinic's policies and ceilings. Raises ClinicFault."""
        return load_rules(self._folder)

    def rules_in_force(self) -> tuple[ClinicRules, tuple[str, ...]]:
        """Return what a session opens under, and what is wrong: rules that cannot be read are
        taken at their strictest."""
        try:
            return load_rules(self._folder), ()
        except ClinicFault as fault:
            return STRICTEST, fault.lines

    def keep_rules(self, changed: ClinicRules, reason: str, origin: Origin) -> None:
        """Replace the rules and keep who changed what, and why.

        Raises Refused, ClinicFault, RecordFault.

        The file is written first: a fact without its file would tell of rules that never held.
        """
        self.people.check(Act.CHANGE_RULES, origin.operator)
        before = load_rules(self._folder)
        save_rules(self._folder, changed)
        now = self._clock.read().utc
        for name, was, then in rule_changes(before, changed):
            fact = SettingChanged(name=name, before=was, after=then, reason=reason)
            self._log.append(fact, now, origin)

    def rule_changes(self) -> tuple[PracticeEntry, ...]:
        """Return every change of the rules, oldest first. Raises RecordFault."""
        return tuple(
            entry
            for entry in self._log.changes()
            if isinstance(entry.event, SettingChanged) and entry.event.name.startswith("clinic.")
        )

    # --- the program itself -----------------------------------------------------------------

    def read_notice(self, digest: str, origin: Origin) -> Settings:
        """Keep that a person read what the program is and is not. Raises RecordFault,
        SettingsFault."""
        self._log.append(NoticeRead(digest=digest), self._clock.read().utc, origin)
        changed = replace(self.settings(), disclaimer_read=True)
        self.keep_settings(changed)
        return changed

    def kept(self) -> Kept:
        """Return what there is on disk. Raises RecordFault, OSError."""
        files = [path.stat().st_size for path in self._folder.rglob("*") if path.is_file()]
        sessions, simulated = self._library.count()
        return Kept(
            folder=self._folder.resolve(),
            octets=sum(files),
            free=shutil.disk_usage(self._folder).free,
            sessions=sessions,
            simulated=simulated,
        )

    # --- sessions ---------------------------------------------------------------------------

    def sessions(self, *, before: SessionRow | None = None) -> tuple[SessionRow, ...]:
        """Return the newest page of sessions, or the one after `before`. Raises RecordFault."""
        return self._library.sessions(before=before)

    def unfinished(self) -> tuple[SessionRow, ...]:
        """Return the sessions to resume, then those that ended unsigned. Raises RecordFault."""
        return self._library.unfinished()

    def sessions_of(self, pseudonym: str) -> tuple[SessionRow, ...]:
        """Return a patient's sessions, newest first. Raises RecordFault."""
        return self._library.sessions_of(pseudonym)

    def course(self, pseudonym: str) -> tuple[CourseSession, ...]:
        """Return what each of a patient's sessions came to, newest first. Raises RecordFault."""
        return tuple(course_of(self._record, pseudonym))

    def last_dosed(
        self, pseudonym: str, *, apart_from: str = "", before: datetime | None = None
    ) -> CourseSession | None:
        """Return a patient's newest real session with a dose. Raises RecordFault."""
        return last_dosed(self._record, pseudonym, apart_from=apart_from, before=before)

    def open_past(self, session_id: str) -> PastSession:
        """Read a session back, for showing. Raises RecordFault."""
        log = SessionLog(self._record)
        session = fold(log.read(session_id))
        patient = self._library.patient(session.patient)
        return PastSession(session=session, head=log.head(session_id).digest, patient=patient)

    def limits_of(self, session_id: str) -> tuple[PersonalLimit, ...]:
        """Return the limits that were personal at the end of a session. Raises RecordFault."""
        return tuple(personal_limits(fold(SessionLog(self._record).read(session_id))).values())

    def facts_of(self, *wanted: type[PracticeFact]) -> tuple[PracticeEntry, ...]:
        """Return the practice's entries of some types, in order. Raises RecordFault."""
        return self._log.entries_of(*wanted)

    def note(self, event: PracticeFact, origin: Origin | None) -> None:
        """Keep what somebody did, where the record may be written. Raises RecordFault."""
        if not self._record.read_only:
            self._log.append(event, self._clock.read().utc, origin)
