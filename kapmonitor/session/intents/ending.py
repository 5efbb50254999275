"""The discharge check, the ways a session ends, and signatures."""

from __future__ import annotations

from datetime import datetime

from kapmonitor.session.fact import fact
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.vocabulary import DrivingAnswer, Signing


@fact
class OpenDischargeCheck:
    """Open the discharge check."""


@fact
class ContinueMonitoring:
    """Leave the check and keep monitoring; its answers are kept."""


@fact
class AnswerDriving:
    """Answer "Will the patient drive today?"."""

    answer: DrivingAnswer


@fact
class RecordHandover:
    """Record how and when the patient is handed over."""

    means: str
    handed_over_utc: datetime


@fact
class RecordSaidBack:
    """Record whether the patient said the no-driving rule back."""

    said_back: bool


@fact
class GiveWrittenAdvice:
    """Record that the after-care sheet was given."""


@fact
class SignCheck:
    """Sign the discharge check as the person who asks; two different people where the clinic
    asks for it."""

    digest: str = ""
    signing: Signing | None = None


@fact
class Discharge:
    """End the session as discharged. Refused while any criterion is open."""


@fact
class OverrideDischarge:
    """End the session over open criteria, with a clinician's reason; never the ride or the rule."""

    reason: str
    clinician: str


@fact
class ReportLeftAgainstAdvice:
    """Record that the patient left against advice. Never refused."""

    reason: str
    risk_note: PersonalText


@fact
class ReportCareTransferred:
    """Record that others took over care. Never refused."""

    to: str
    reason: str


@fact
class CloseWithoutDose:
    """End a session in which no dose was taken."""

    reason: str


@fact
class SignRecord:
    """Sign and lock the ended session over the digest of everything before."""

    signed_by: str
    digest: str
    signing: Signing | None = None


@fact
class CountersignEntry:
    """A prescriber signs an override that a therapist had reported."""

    seq: int
    clinician: str
    digest: str = ""
    signing: Signing | None = None
