"""What all simulated devices of one session share: the script, the patient, time and the wires."""

from __future__ import annotations

from dataclasses import dataclass

from devices.simulator.attempt import Attempts
from devices.simulator.body import Body
from devices.simulator.scenario import Scenario
from devices.simulator.stream import Seed
from devices.simulator.timeline import Timeline
from devices.transport.memory import Wire


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Everything that an agent is given."""

    scenario: Scenario
    seed: Seed
    timeline: Timeline
    body: Body
    attempts: Attempts
    cuff_wire: Wire
    strap_wire: Wire
    oximeter_wire: Wire
