"""What a criterion of the discharge check answers: met, not met, or unknown; unknown blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TypeAlias

from kapmonitor.session.fact import fact
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Session


class Result(StrEnum):
    """How a criterion stands. Absence of data is UNKNOWN, and UNKNOWN is not met."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@fact
class CriterionResult:
    """One criterion at one moment, with its reason and what would meet it."""

    id: str
    text: str
    result: Result
    reason: str
    evidence: tuple[int, ...] = ()
    needs: str = ""
    """What would meet it; empty when it is met."""
    overridable: bool = True
    from_readings: bool = False
    """Whether a further reading may change it."""

    @property
    def blocks(self) -> bool:
        """Return whether it stands in the way of a discharge."""
        return self.result is not Result.MET


Criterion: TypeAlias = Callable[[Session, Instant], Iterator[CriterionResult]]
