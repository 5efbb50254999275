"""The discharge check, the outcome, and what follows it."""

from __future__ import annotations

from datetime import datetime

from kapmonitor.session.fact import fact
from kapmonitor.session.instant import Instant
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.vocabulary import (
    Answer,
    DrivingAnswer,
    Outcome,
    Signing,
)


@fact
class DischargeCheckOpened:
    """The discharge check was opened."""


@fact
class MonitoringContinued:
    """The check was left to keep monitoring; its answers are kept."""


@fact
class FindingRecorded:
    """A human criterion of the discharge check was answered."""

    criterion: str
    answer: Answer


@fact
class ScoreItemRecorded:
    """One item of a score was answered, or its answer taken back (no points)."""

    scale: str
    item: str
    points: int | None


@fact
class DrivingAnswered:
    """The answer to "Will the patient drive today?"."""

    answer: DrivingAnswer


@fact
class HandoverRecorded:
    """How and when the patient was handed over."""

    means: str
    handed_over: Instant


@fact
class HandoverDetailed:
    """What else a handover record has (RCEM 2018 escort criteria); nothing of it is asked for."""

    arrived: Instant | None = None
    """When the escort came."""
    confirmed: str = ""
    """How the escort was reached and confirmed."""
    keys: Answer | None = None
    """Whether the keys of the car are with the escort or chaperone."""
    tonight: PersonalText | None = None
    """Who stays with the patient tonight."""
    follow_up: str = ""
    same_place: Answer | None = None
    """Telehealth: whether the patient is still where they were at the start."""
    camera_ended: Instant | None = None


@fact
class RuleSaidBack:
    """Whether the patient said the no-driving rule back."""

    said_back: bool
    not_before: datetime


@fact
class WrittenAdviceGiven:
    """The after-care sheet was handed over."""


@fact
class CheckSigned:
    """A person signed the discharge check as it was recorded until then."""

    name: str
    digest: str = ""
    """Of the session's last entry when it was signed; empty: nobody noted it."""
    signing: Signing | None = None


@fact
class CriterionRecorded:
    """One criterion as it stood when the session ended."""

    id: str
    result: str
    reason: str
    evidence: tuple[int, ...] = ()


@fact
class SessionEnded:
    """The session got its outcome, with the whole assessment of that moment."""

    outcome: Outcome
    assessment: tuple[CriterionRecorded, ...]
    reason: str = ""
    clinician: str = ""
    risk_note: PersonalText | None = None
    not_before: datetime | None = None
    countersigned: bool = False


@fact
class Countersigned:
    """A prescriber signed an override that a therapist had reported."""

    seq: int
    clinician: str
    digest: str = ""
    """Of the session's last entry when it was signed; empty: nobody noted it."""
    signing: Signing | None = None


@fact
class RecordSigned:
    """The record was signed and locked over the digest of everything before."""

    signed_by: str
    digest: str
    signing: Signing | None = None
