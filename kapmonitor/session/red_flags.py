"""Red flags and symptoms that stand: seen by a person, and not yet said to be over by one."""

from __future__ import annotations

from kapmonitor.session.state import Observation, Session
from kapmonitor.session.vocabulary import ObservationKind


def standing_flags(session: Session) -> tuple[Observation, ...]:
    """Return the red flags that nobody took back, and whose duration nobody told."""
    return tuple(
        each
        for each in session.observations
        if each.kind is ObservationKind.RED_FLAG
        and not each.withdrawn
        and each.duration_min is None
    )


def standing_symptoms(session: Session, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return which of these symptoms stand, each once, in the order in which they were seen."""
    return tuple(
        dict.fromkeys(
            each.code
            for each in session.observations
            if each.code in codes and not each.withdrawn and each.duration_min is None
        )
    )
