"""When something in a scenario happens: so many minutes after a moment of the session.

Sessions differ by preset, so a scenario never names minutes from the start only: it says
"twelve minutes after the dose", and fits any preset.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from devices.simulator.strict_table import Range

Minutes = Annotated[float, Range(0, 360, "min")]


class Anchor(StrEnum):
    """A moment of the session that the people in it know."""

    OPEN = "open"
    BASELINE = "baseline"
    """The baseline step began."""
    GATE = "gate"
    """The gate gave its first answer."""
    DOSE = "dose"
    """The first dose was taken."""
    RETURN = "return"
    """The patient was marked as back."""
    CHECK = "check"
    """The discharge check was opened."""


class DeviceAnchor(StrEnum):
    """A moment that a device or a body can know."""

    OPEN = "open"
    DOSE = "dose"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A span of time, from `minutes` after the anchor, for `lasts_min` minutes."""

    after: DeviceAnchor = DeviceAnchor.OPEN
    minutes: Minutes = 0.0
    lasts_min: Minutes = 360.0
