"""The gate, the dose and the lozenge."""

from __future__ import annotations

from datetime import datetime

from kapmonitor.session.fact import fact
from kapmonitor.session.instant import Instant
from kapmonitor.session.vocabulary import (
    LozengeEnd,
)


@fact
class GateAssessed:
    """The gate changed its answer: clear, hold, or lapsed because the baseline grew old."""

    state: str
    reasons: tuple[str, ...]
    systolic: float | None
    diastolic: float | None
    pulse_rate: float | None
    evidence: tuple[int, ...]


@fact
class GateOverridden:
    """A named clinician let the dose go ahead at a held gate."""

    reason: str
    clinician: str
    contact_utc: datetime
    countersigned: bool = False
    for_booster: bool = False


@fact
class CallLogged:
    """A call to the prescriber, emergency services, escort or chaperone."""

    to: str
    result: str


@fact
class DoseAdministered:
    """A dose was taken. `taken` is the true time; deviations from the plan are said."""

    drug: str
    amount: float
    unit: str
    route: str
    taken: Instant
    booster: bool
    deviations: tuple[str, ...] = ()


@fact
class DoseCorrected:
    """What was recorded of a dose was wrong; None: that part stands. The first words stay.

    `gate` and `deviations` are the whole truth about the dose as it now stands.
    """

    seq: int
    reason: str
    taken: Instant | None = None
    amount: float | None = None
    route: str | None = None
    gate: str = "held"
    deviations: tuple[str, ...] = ()


@fact
class DoseWithdrawn:
    """A dose was recorded in error: it was never given. The first words stay."""

    seq: int
    reason: str


@fact
class LozengeRemoved:
    """The lozenge left the mouth."""

    taken_out: Instant
    end: LozengeEnd
