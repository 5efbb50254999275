"""The practice's own stream: what happens beside the sessions, in the same append-only chain.

Operators, signatures over presets, the heads of sessions, exports, accesses and settings. A
session that is removed from the record, or cut short, no longer agrees with the heads kept here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TypeVar

from kapmonitor.record import chain, driver, patient_table, tables, words
from kapmonitor.record.chain import Line, canonical
from kapmonitor.record.codec import Codec, origin_of, origin_text
from kapmonitor.record.codec_opening import APPROVAL
from kapmonitor.record.connect import Record
from kapmonitor.record.fault import RecordUnreadable
from kapmonitor.record.import_facts import IMPORT_KINDS, ImportFact
from kapmonitor.record.kind import Kind, body_of, kind
from kapmonitor.record.patient import Patient
from kapmonitor.record.people_facts import (
    PEOPLE_KINDS,
    OperatorAdded,
    OperatorRetired,
    PeopleFact,
)
from kapmonitor.record.push_facts import PUSH_KINDS, PushFact
from kapmonitor.record.shapes import (
    PERSONAL,
    TEXT,
    WHOLE,
    Misshapen,
    many,
    maybe,
    moment_of,
    utc_text,
)
from kapmonitor.record.words import Words
from kapmonitor.session.event import Approval
from kapmonitor.session.fact import fact
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.vocabulary import Operator, Origin


@fact
class PresetSigned:
    """A clinician signed a preset, by its digest."""

    preset: str
    approval: Approval


@fact
class SessionHeadNoted:
    """Where a session's chain stood: at its opening, and at each entry from its end on."""

    session: str
    seq: int
    digest: str


@fact
class ExportMade:
    """A session left the record as a file; `digest` is the file's SHA-256 where known."""

    session: str
    format: str
    digest: str | None = None


@fact
class RecordAccessed:
    """Someone opened, printed or copied a session."""

    session: str
    how: str


@fact
class PatientLookedUp:
    """Somebody looked a patient up: chose them from a search, or opened their course."""

    patient: str
    how: str


@fact
class SettingChanged:
    """A setting of the practice was changed; one that bears on patients says why."""

    name: str
    before: str | None
    after: str | None
    reason: str | None = None


@fact
class NoticeRead:
    """A person read what the program is and is not; `digest` names the text."""

    digest: str


@fact
class PresetKept:
    """A preset of the clinic was written: copied from another, or changed."""

    preset: str
    digest: str
    copied_from: str
    """The digest of the preset that it was made from."""
    reason: str


@fact
class PatientAdded:
    """A patient came to the practice. `beside`: the pseudonyms of those who looked like the same
    person; whoever added them saw these and said that it is another one."""

    patient: str
    beside: tuple[str, ...] = ()


@fact
class PatientCorrected:
    """What identifies a patient was corrected; the words before stay as long as the patient does.

    `fields`: name, born, local_id, emergency_name, emergency_phone.
    """

    patient: str
    fields: tuple[str, ...]
    before: PersonalText


@fact
class PatientErased:
    """A patient's identity and every word about people in their sessions were erased on purpose.

    `corrections`: the entries of this stream whose words went with it.
    """

    patient: str
    sessions: tuple[str, ...]
    corrections: tuple[int, ...]
    words: int
    reason: str


@fact
class WordsLacking:
    """A session came from elsewhere without so many of its words: they were erased there."""

    session: str
    words: int


@fact
class BackupMade:
    """A proved copy of the record was written, with so many entries of all streams."""

    entries: int


@fact
class RecordRestored:
    """A backup with so many entries took the place of the record; what follows is new."""

    entries: int


PracticeFact = (
    PeopleFact
    | PushFact
    | PresetSigned
    | SessionHeadNoted
    | ExportMade
    | RecordAccessed
    | ImportFact
    | PatientLookedUp
    | SettingChanged
    | PatientAdded
    | PatientCorrected
    | NoticeRead
    | PresetKept
    | PatientErased
    | WordsLacking
    | BackupMade
    | RecordRestored
)
P = TypeVar("P", bound=PracticeFact)

PRACTICE_KINDS: tuple[Kind[PracticeFact], ...] = (
    *PEOPLE_KINDS,
    *IMPORT_KINDS,
    *PUSH_KINDS,
    kind(PresetSigned, "preset_signed", preset=TEXT, approval=APPROVAL),
    kind(SessionHeadNoted, "session_head_noted", session=TEXT, seq=WHOLE, digest=TEXT),
    kind(ExportMade, "export_made", session=TEXT, format=TEXT, digest=maybe(TEXT)),
    kind(RecordAccessed, "record_accessed", session=TEXT, how=TEXT),
    kind(PatientLookedUp, "patient_looked_up", patient=TEXT, how=TEXT),
    kind(PatientAdded, "patient_added", patient=TEXT, beside=many(TEXT)),
    kind(PatientCorrected, "patient_corrected", patient=TEXT, fields=many(TEXT), before=PERSONAL),
    kind(
        SettingChanged,
        "setting_changed",
        name=TEXT,
        before=maybe(TEXT),
        after=maybe(TEXT),
        reason=maybe(TEXT),
    ),
    kind(NoticeRead, "notice_read", digest=TEXT),
    kind(PresetKept, "preset_kept", preset=TEXT, digest=TEXT, copied_from=TEXT, reason=TEXT),
    kind(
        PatientErased,
        "patient_erased",
        patient=TEXT,
        sessions=many(TEXT),
        corrections=many(WHOLE),
        words=WHOLE,
        reason=TEXT,
    ),
    kind(WordsLacking, "words_lacking", session=TEXT, words=WHOLE),
    kind(BackupMade, "backup_made", entries=WHOLE),
    kind(RecordRestored, "record_restored", entries=WHOLE),
)
PRACTICE_FACTS = Codec(PRACTICE_KINDS)


@fact
class PracticeEntry:
    """One line of the practice's stream."""

    seq: int
    utc: datetime
    origin: Origin | None
    event: PracticeFact


class PracticeLog:
    """The practice's stream of one open record."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def append(self, event: PracticeFact, utc: datetime, origin: Origin | None = None) -> None:
        """Append one fact; durable on return. Raises RecordFault."""
        with self._record.transaction() as connection:
            note(connection, event, utc, origin)

    def keep_patient(
        self,
        patient: Patient,
        event: PatientAdded | PatientCorrected,
        utc: datetime,
        origin: Origin | None,
    ) -> None:
        """Store a patient together with the fact of it, or neither. Raises RecordFault."""
        with self._record.transaction() as connection:
            patient_table.put(connection, patient)
            note(connection, event, utc, origin)

    def read(self) -> tuple[PracticeEntry, ...]:
        """Return the whole stream in order. Raises RecordFault."""
        with self._record.reading() as connection:
            lines = [link.line for link in chain.read(connection, tables.PRACTICE)]
            said = words.of_stream(connection, tables.PRACTICE)
        return tuple(self._entry(line, said) for line in lines)

    def read_only(self, wanted: type[P]) -> tuple[P, ...]:
        """Return the facts of one type in order. Raises RecordFault."""
        events = (entry.event for entry in self.entries_of(wanted))
        return tuple(event for event in events if isinstance(event, wanted))

    def operators(self) -> tuple[Operator, ...]:
        """Return who may use the program, in the order they came. Raises RecordFault."""
        known: dict[str, Operator] = {}
        for entry in self.entries_of(OperatorAdded, OperatorRetired):
            match entry.event:
                case OperatorAdded(id=id_, name=name, role=role):
                    known[id_] = Operator(id=id_, name=name, role=role)
                case OperatorRetired(id=id_):
                    known.pop(id_, None)
                case _:
                    pass
        return tuple(known.values())

    def changes(self) -> tuple[PracticeEntry, ...]:
        """Return every change of a setting, oldest first. Raises RecordFault."""
        return self.entries_of(SettingChanged)

    def approvals(self) -> dict[str, Approval]:
        """Return the latest signature over each preset digest. Raises RecordFault."""
        return {one.approval.digest: one.approval for one in self.read_only(PresetSigned)}

    def entries_of(self, *wanted: type[object]) -> tuple[PracticeEntry, ...]:
        """Return the entries of some types in order. Raises RecordFault."""
        names = [one.name for one in PRACTICE_KINDS if one.made in wanted]
        with self._record.reading() as connection:
            rows = [
                row
                for name in names
                for row in connection.execute(tables.READ_TYPE_OF_PRACTICE, (name,)).fetchall()
            ]
            said = words.of_stream(connection, tables.PRACTICE)
        found = [self._entry(Line(*row[:-1]), said) for row in rows]
        return tuple(sorted(found, key=lambda one: one.seq))

    def latest(self, wanted: type[PracticeFact]) -> PracticeEntry | None:
        """Return the last entry of a type, without its words; None: none. Raises RecordFault."""
        name = next(one.name for one in PRACTICE_KINDS if one.made is wanted)
        with self._record.reading() as connection:
            row = connection.execute(tables.LATEST_TYPE_OF_PRACTICE, (name,)).fetchone()
        return self._entry(Line(*row[:-1]), {}) if row else None

    def _entry(self, line: Line, said: Mapping[str, Words]) -> PracticeEntry:
        try:
            return decode(line, said)
        except Misshapen as error:
            raise RecordUnreadable(self._record.path, stream=line.stream, seq=line.seq) from error


def note(
    connection: driver.Connection,
    event: PracticeFact,
    utc: datetime,
    origin: Origin | None = None,
) -> None:
    """Append one fact inside the caller's transaction."""
    head = chain.head_of(connection, tables.PRACTICE)
    chain.append(connection, [encode(head.seq + 1, event, utc, origin)], head)
    words.keep(connection, tables.PRACTICE, PRACTICE_FACTS.words(event))


def encode(seq: int, event: PracticeFact, utc: datetime, origin: Origin | None) -> Line:
    """Return a fact as a line; session time means nothing here and is zero."""
    described = PRACTICE_FACTS.kind_of(event)
    body = canonical(body_of(described, event))
    return Line(
        tables.PRACTICE,
        seq,
        utc_text(utc),
        0.0,
        origin_text(origin),
        described.name,
        described.version,
        body,
    )


def decode(line: Line, said: Mapping[str, Words]) -> PracticeEntry:
    """Return the entry of a line, with its words where they still exist. Raises Misshapen."""
    event = PRACTICE_FACTS.decode(line, said)
    return PracticeEntry(
        seq=line.seq, utc=moment_of(line.utc), origin=origin_of(line.origin), event=event
    )


def heads(connection: driver.Connection) -> Iterator[SessionHeadNoted]:
    """Yield the noted heads in order. Raises Misshapen."""
    rows = connection.execute(tables.READ_TYPE_OF_PRACTICE, ("session_head_noted",))
    for row in rows:
        event = PRACTICE_FACTS.decode(Line(*row[:-1]), {})
        if isinstance(event, SessionHeadNoted):
            yield event
