"""Where a session stands, computed from its facts and never stored."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kapmonitor.session.state import Session


class Phase(StrEnum):
    """The phases of a session, in order."""

    PREPARATION = "preparation"
    BASELINE = "baseline"
    MONITORING = "monitoring"
    RECOVERY = "recovery"
    CLOSED = "closed"
    LOCKED = "locked"


def phase_of(session: Session) -> Phase:
    """Return the phase that the facts amount to."""
    if session.signed_by is not None:
        return Phase.LOCKED
    if session.ended is not None:
        return Phase.CLOSED
    if session.check_opened is not None:
        return Phase.RECOVERY
    if session.doses:
        return Phase.MONITORING
    return Phase.BASELINE if session.baseline_begun else Phase.PREPARATION
