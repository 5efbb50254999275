"""The gate, the dose and the lozenge."""

from __future__ import annotations

from datetime import datetime

from kapmonitor.session.fact import fact
from kapmonitor.session.vocabulary import LozengeEnd


@fact
class OverrideGate:
    """Let the dose go ahead at a held gate, by a named clinician with a reason."""

    reason: str
    clinician: str
    contact_utc: datetime
    for_booster: bool = False


@fact
class AdministerDose:
    """Record a dose at the gate, now or at a corrected time. Refused while the gate is closed."""

    drug: str
    amount: float
    unit: str
    route: str
    taken_utc: datetime
    booster: bool = False


@fact
class ReportDoseTaken:
    """Record a dose that has already been taken, gate or no gate. Never refused."""

    drug: str
    amount: float
    unit: str
    route: str
    taken_utc: datetime
    booster: bool = False


@fact
class CorrectDose:
    """Say what was wrong in a recorded dose, and why; None: that part was right."""

    seq: int
    reason: str
    taken_utc: datetime | None = None
    amount: float | None = None
    route: str | None = None


@fact
class WithdrawDose:
    """Say that a recorded dose was never given, and why it was recorded."""

    seq: int
    reason: str


@fact
class ReportLozengeOut:
    """Record that the lozenge left the mouth."""

    end: LozengeEnd
    taken_out_utc: datetime
