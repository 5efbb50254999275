"""What is peculiar to families of cuffs that speak the standard profile, as data.

A family is known by its advertised name and never by that alone: a value layout of its own is
taken only where the octets themselves bear it out. What stands here came from public readers of
these cuffs and from published captures; no unit has been connected yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class ValueLayout(Enum):
    """How a family writes 2A35."""

    STANDARD = auto()
    BEURER = auto()
    """A user that the flags do not announce, a reserved flag, pulse and status big-endian."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CuffFamily:
    """Cuffs that behave alike. `parts` are what their advertised names contain."""

    title: str
    parts: tuple[str, ...]
    layout: ValueLayout = ValueLayout.STANDARD
    settle_s: float = 0.0
    """How long the cuff wants to be left alone between connection and first request."""
    passkey: bool = False
    """Whether it shows a number when it is paired."""
    clears_memory: bool = False
    """Whether some of them forget a reading once it was sent."""
    habits: str = ""
    """What else is peculiar to it, for a person."""

    @property
    def quirks(self) -> str:
        """Return all that is peculiar to it, in sentences for a person."""
        number = "Shows a number when it is paired." if self.passkey else ""
        gone = "A reading that was sent may be gone from its memory." if self.clears_memory else ""
        return " ".join(part for part in (self.habits, number, gone) if part)


FAMILIES = (
    CuffFamily(
        title="A&D UA-651BLE, UA-656BLE, UA-1200BLE, UB-1100BLE",
        parts=("A&D_UA-", "A&D_UB-", "UA-651BLE", "UA-656BLE", "UA-1200BLE", "UB-1100BLE"),
        clears_memory=True,
        habits=(
            "Wants its clock set within 5 s of being connected. The first connection only pairs "
            "and ends without a reading. May send readings without a time. Talks to one computer."
        ),
    ),
    CuffFamily(
        title="Omron BP5150, BP5250, BP7000, EVOLV, X2 Smart+, X4 Smart, M4 and M7 Intelli IT",
        parts=("BLESmart_", "BLEsmart_"),
        clears_memory=True,
        habits=(
            "Tells its time first and wants it set in answer. A small s in its name means pairing "
            "mode, a capital S that it has readings to send."
        ),
    ),
    CuffFamily(
        title="Beurer BM48, BM59, BM85, Elite 900",
        parts=("BM48", "BM 48", "BM59", "BM 59", "BM85", "BM 85", "ELITE900"),
        layout=ValueLayout.BEURER,
        settle_s=0.1,
        habits=(
            "Sends its whole memory each time, with times to the minute, and writes readings in a "
            "layout of its own. Some show a number when they are paired."
        ),
    ),
    CuffFamily(
        title="Silvercrest SBM69, Sanitas, HealthForYou",
        parts=("SBM69",),
        passkey=True,
        habits="Press M to send. Sends several readings and keeps them.",
    ),
    CuffFamily(
        title="Medisana BU530, BU570, BU572, BU580",
        parts=("1872B",),
        habits="Needs no pairing. Sends its whole memory each time.",
    ),
)


def family_of(name: str) -> CuffFamily | None:
    """Return the family that an advertised name belongs to, or None."""
    for family in FAMILIES:
        if any(part in name for part in family.parts):
            return family
    return None


def family_name(name: str) -> str:
    """Return the part of a name that tells the family and no single unit; empty if none does."""
    family = family_of(name)
    return "" if family is None else next(part for part in family.parts if part in name)
