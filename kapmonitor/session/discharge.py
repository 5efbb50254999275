"""The discharge check: exactly the preset's items, every one judged, every one shown.

A criterion is a function that yields results; to add one, write it and name it in `CRITERIA`.
Nothing is ever pre-answered, and what is not known blocks like what is bad. The ride home and the
no-driving acknowledgement cannot be overridden by anyone.
"""

from __future__ import annotations

from kapmonitor.session import discharge_people, discharge_ride, discharge_vitals, signatures
from kapmonitor.session.criterion import Criterion, CriterionResult, Result
from kapmonitor.session.discharge_ride import not_before
from kapmonitor.session.event import CriterionRecorded
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Session

__all__ = [
    "CRITERIA",
    "CriterionResult",
    "Result",
    "assess",
    "assessment",
    "not_before",
]

CRITERIA: tuple[Criterion, ...] = (
    discharge_vitals.minimum_time,
    discharge_vitals.blood_pressure,
    discharge_vitals.heart_rate,
    discharge_vitals.saturation,
    discharge_people.human,
    discharge_people.scores,
    discharge_ride.driving,
    discharge_ride.escort,
    discharge_ride.handover,
    discharge_ride.said_back,
    discharge_ride.written_advice,
    signatures.second_signature,
)


def assess(session: Session, at: Instant) -> tuple[CriterionResult, ...]:
    """Return every criterion as it stands now, in the order of the check."""
    return tuple(result for criterion in CRITERIA for result in criterion(session, at))


def assessment(session: Session, at: Instant) -> tuple[CriterionRecorded, ...]:
    """Return the whole assessment as the record keeps it."""
    return tuple(
        CriterionRecorded(
            id=each.id, result=each.result.value, reason=each.reason, evidence=each.evidence
        )
        for each in assess(session, at)
    )
