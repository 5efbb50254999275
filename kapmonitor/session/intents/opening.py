"""Opening a session, what is told in it, and the way to the baseline."""

from __future__ import annotations

from kapmonitor.session.clinic import ClinicRules
from kapmonitor.session.event import Approval, ClockChange, Noted
from kapmonitor.session.fact import fact
from kapmonitor.session.facts.limits import LimitRoom
from kapmonitor.session.vocabulary import Identifier, Setting


@fact
class OpenSession:
    """Open a session for a patient under a preset."""

    session: str
    simulated: bool
    setting: Setting
    preset_document: str
    approval: Approval | None
    patient: str
    age_years: int | None
    session_number: int | None
    planned_sessions: int | None
    utc_offset_min: int
    software: str
    zone: str | None = None
    clock_changes: tuple[ClockChange, ...] = ()
    emergency_number: str = ""
    limit_rooms: tuple[LimitRoom, ...] = ()
    identified_by: tuple[Identifier, ...] = ()
    clinic: ClinicRules | None = None


@fact
class ResumeSession:
    """Go on with a session that the program had left without closing it."""

    gap_s: float


@fact
class Note:
    """Record a fact as it is told: only whether the session's step permits it is decided."""

    fact: Noted


@fact
class BeginBaseline:
    """Leave preparation. Open checklist items are warned about, never a lock on facts."""


@fact
class StartRest:
    """Start the rest timer before the baseline readings (again, at a held gate)."""
