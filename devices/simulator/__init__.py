"""A patient and devices that stand in for hardware: true frames, seeded, on the wire's far end."""

from devices.simulator.scenario import Scenario, load, parse
from devices.simulator.simulation import SimulatedDevice, Simulation, simulated_devices
from devices.simulator.strict_table import ScenarioError

__all__ = [
    "Scenario",
    "ScenarioError",
    "SimulatedDevice",
    "Simulation",
    "load",
    "parse",
    "simulated_devices",
]
