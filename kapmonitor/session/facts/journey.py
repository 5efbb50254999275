"""What happened while the patient was inward."""

from __future__ import annotations

from kapmonitor.session.fact import fact
from kapmonitor.session.instant import Instant
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.vocabulary import (
    Amendment,
    ObservationKind,
)


@fact
class PatientReturned:
    """The therapist saw the patient come back."""


@fact
class CheckRecorded:
    """A silent look: breathing seen, mouth clear."""

    check: str


@fact
class CheckMissed:
    """A check's time went by without it."""

    check: str


@fact
class ObservationRecorded:
    """A symptom, an event or a red flag, by one key."""

    code: str
    kind: ObservationKind
    label: str = ""
    """What it was called where it was logged, for whoever reads the record without a vocabulary."""


@fact
class ObservationDetailed:
    """Severity, distress or duration, said afterwards."""

    seq: int
    severity: str | None = None
    distress: int | None = None
    duration_min: float | None = None


@fact
class NoteAdded:
    """A free note."""

    text: PersonalText


@fact
class EntryWithdrawn:
    """A person took an entry back within reach of undo; both stay in the record."""

    seq: int


@fact
class EntryAmended:
    """A correction or late addition that names what it amends (also after locking)."""

    seq: int
    reason: str
    text: PersonalText | None
    """What is right, what happened, or what is to be known; None where the entry is only wrong."""
    manner: Amendment | None = None
    happened: Instant | None = None
    """When, of a late entry."""
