"""What a bundle is made of, and the addresses of those whom its resources speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from kapmonitor.record.fhir.codes import ACT_REASON, OURS, US_CORE, US_CORE_TAGS
from kapmonitor.record.fhir.parts import Json, coding, moment, present, reference, urn
from kapmonitor.record.fhir.places import places
from kapmonitor.record.patient import Patient
from kapmonitor.session.event import DeviceAssigned, Entry, EntryWithdrawn
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Operator, Setting


@dataclass(frozen=True, kw_only=True)
class TermCodes:
    """The verified codes of a term that may be logged; empty where none was verified."""

    meddra: str = ""
    snomed_ct: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """A session as it stands in the record, with what only the practice knows of it."""

    session: Session
    entries: tuple[Entry, ...]
    head: str
    """The digest of the record's last entry."""
    patient: Patient | None = None
    """None: erased, unknown or simulated. Then only the pseudonym is told."""
    terms: Mapping[str, TermCodes] = field(default_factory=dict)

    @cached_property
    def by_seq(self) -> Mapping[int, Entry]:
        """The entries by number."""
        return {each.seq: each for each in self.entries}

    @cached_property
    def operators(self) -> tuple[Operator, ...]:
        """Everybody who caused an entry, in order of appearance."""
        found = {
            each.origin.operator.id: each.origin.operator for each in self.entries if each.origin
        }
        return tuple(found.values())

    def address(self, *parts: object) -> str:
        """Return the address of one of the session's resources."""
        return urn(self.session.id, *parts)

    @cached_property
    def withdrawn(self) -> frozenset[int]:
        """The entries that a person took back."""
        events = (each.event for each in self.entries)
        return frozenset(each.seq for each in events if isinstance(each, EntryWithdrawn))

    @cached_property
    def devices(self) -> frozenset[str]:
        """The addresses of all devices that had a role."""
        events = (each.event for each in self.entries)
        return frozenset(each.address for each in events if isinstance(each, DeviceAssigned))

    def made_of(self, seq: int) -> Iterator[str]:
        """Yield the addresses of the resources that may tell of an entry."""
        if (entry := self.by_seq.get(seq)) is not None:
            yield from (self.address(*name) for name in places(entry))

    @cached_property
    def measured(self) -> frozenset[int]:
        """The entries whose values are Observations."""
        session = self.session
        readings = (each.seq for each in session.readings)
        return frozenset(readings) | frozenset(each.seq for each in session.samples)

    def readings(self, evidence: Iterable[int]) -> list[Json]:
        """Return references to the values among some entries."""
        known = (seq for seq in evidence if seq in self.measured)
        return [reference(address) for seq in known for address in self.made_of(seq)]

    def observed(self, seq: int) -> Json:
        """Return what every Observation of one entry says that is no measured value."""
        who = self.who(seq)
        return {
            "resourceType": "Observation",
            "meta": self.meta(),
            "status": "entered-in-error" if seq in self.withdrawn else "final",
            "subject": self.subject,
            "encounter": self.encounter,
            "effectiveDateTime": self.when(self.by_seq[seq].at.utc),
            "performer": [who] if who else [],
        }

    @property
    def subject(self) -> Json:
        """A reference to the patient."""
        return reference(urn("patient", self.session.patient))

    @property
    def encounter(self) -> Json:
        """A reference to the session as an encounter."""
        return reference(self.address("encounter"))

    def person(self, operator: Operator) -> Json:
        """Return a reference to whoever used the program."""
        return reference(urn("operator", operator.id), operator.name)

    def who(self, seq: int) -> Json | None:
        """Return a reference to the person who caused an entry; None: the program did."""
        entry = self.by_seq.get(seq)
        return self.person(entry.origin.operator) if entry is not None and entry.origin else None

    def when(self, utc: datetime) -> str:
        """Return a moment as the wall's clock showed it."""
        return moment(self.session, utc)

    @property
    def far(self) -> bool:
        """Whether the patient measures at home: their readings are then patient-supplied."""
        return self.session.setting is Setting.TELEHEALTH

    def meta(self, profile: str = "", *, supplied: bool = False) -> Json:
        """Return the meta of a resource: its profile, and marks that no reader may miss."""
        simulated = self.session.simulated
        return present(
            profile=[f"{US_CORE}/{profile}"] if profile else [],
            security=[coding(ACT_REASON, ("HTEST", "test health data"))] if simulated else [],
            tag=[
                *([coding(f"{OURS}:data", "simulated")] if simulated else []),
                *([coding(US_CORE_TAGS, "patient-supplied")] if supplied else []),
            ],
        )
