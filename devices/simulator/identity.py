"""How simulated devices introduce themselves: never as a real maker's device."""

from __future__ import annotations

from devices.simulator.stream import Seed

MAKER = "Simulated"


def identity(model: str, seed: Seed) -> dict[str, bytes]:
    """Return the Device Information characteristics of a simulated Bluetooth device."""
    return {
        "2a29": MAKER.encode(),
        "2a24": model.encode(),
        "2a25": f"SIM-{seed}".encode(),
        "2a26": b"1.0",
    }
