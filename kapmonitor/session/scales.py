"""The scales that a person scores, and which values they have.

Sedation is scored as MOAA/S, from 5 (answers readily to the name) down to 2 (only after a mild
prod). The two painful levels below are not scored here: who does not answer a prod is an emergency
(`clinical.md` d), so 2 stands for "2 or less". Scores that a preset adds have values of their own.
"""

from __future__ import annotations

import math

from kapmonitor.language import say

MOAAS, ORIENTATION, GAIT = "moaas", "orientation", "gait"
NAUSEA, DISTRESS = "nausea", "distress"

LEAST_MOAAS = 2
VALUES: dict[str, tuple[int, ...]] = {
    MOAAS: (5, 4, 3, LEAST_MOAAS),
    ORIENTATION: (4, 3, 2, 1, 0),
    GAIT: (1, 0),
    NAUSEA: (0, 1, 2, 3),
    DISTRESS: tuple(range(11)),
}
"""Best first. Orientation: how many of person, place, time and situation are known. Gait: 1 steady.
Nausea: none, mild, moderate, severe."""


def against_score(scale: str, value: float) -> str | None:
    """Return why a value cannot be a score on a scale; None where it can."""
    if scale == MOAAS and value in (0, 1):
        return None  # told by somebody who did test it: a fact is never refused
    if scale in VALUES and value not in VALUES[scale]:
        low, high = min(VALUES[scale]), max(VALUES[scale])
        return say("The score goes from {low} to {high}.").format(low=low, high=high)
    return None if math.isfinite(value) and value >= 0 else say("A score is a number from zero.")
