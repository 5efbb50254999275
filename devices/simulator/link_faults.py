"""What goes wrong between a patient at home and the therapist, as a scenario file says it.

It needs a telehealth session in which both sides are played; elsewhere there is no link to fail.
Everything but the patient's clock waits until the two sides have met.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from devices.simulator.people import At
from devices.simulator.strict_table import Range

Seconds = Annotated[float, Range(1, 3600, "s")]


class Side(StrEnum):
    """Whose network it is."""

    PATIENT = "patient"
    THERAPIST = "therapist"


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkDrops(At):
    """Nothing gets through, and nobody is told: Wi-Fi that is gone. What waited comes after it."""

    TAG: ClassVar[str] = "drop"
    lasts_s: Seconds = 40.0
    side: Side = Side.PATIENT


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkRoams(At):
    """Another network after a moment without one: the old connection is dead, a new one is made."""

    TAG: ClassVar[str] = "roam"
    lasts_s: Annotated[float, Range(0, 60, "s")] = 2.0
    side: Side = Side.PATIENT


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputerSleeps(At):
    """The patient's computer sleeps: no network, no cuff, and its clocks part meanwhile."""

    TAG: ClassVar[str] = "sleep"
    lasts_s: Seconds = 45.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanionCrashes(At):
    """The patient's program is killed, and started again from what is on its disk."""

    TAG: ClassVar[str] = "crash"
    gap_s: Seconds = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientClockSet(At):
    """The clock of the patient's computer is set forward, or back."""

    TAG: ClassVar[str] = "clock_step"
    step_s: Annotated[float, Range(-86400, 86400, "s")]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerRestarts(At):
    """The server ends in order, keeps what it holds, and is back after a while."""

    TAG: ClassVar[str] = "broker_restarts"
    gap_s: Seconds = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerForgets(At):
    """The server loses all it holds, as with an emptied disk."""

    TAG: ClassVar[str] = "broker_forgets"


LinkFault = (
    NetworkDrops
    | NetworkRoams
    | ComputerSleeps
    | CompanionCrashes
    | PatientClockSet
    | BrokerRestarts
    | BrokerForgets
)
