"""Whether the computer's memory of a device's services can be trusted.

Systems keep a bonded device's services so as not to ask again. After an update of the device they
may be wrong: a subscription then fails in a way that nothing else explains. The next connection
asks anew, where the system lets it; if that fails too, only pairing again helps.
"""

from __future__ import annotations

from bleak.exc import BleakGATTProtocolError

from devices.transport.seam import EnvironmentFault

TABLE_CHANGED = "The device's services have changed since they were learnt. Connecting anew."
TABLE_STILL_WRONG = (
    "The device's services have changed and this computer still uses the old ones. Remove the "
    "device in the computer's Bluetooth settings and pair it again."
)
STALE_TABLE = frozenset({0x01, 0x03, 0x06, 0x0A})
"""ATT errors that a subscription brings only where the computer remembers another table."""

_distrusted: set[str] = set()


def is_trusted(address: str) -> bool:
    """Return whether the system's memory of this device's services may be used."""
    return address not in _distrusted


def trust(address: str) -> None:
    """Note that a subscription worked."""
    _distrusted.discard(address)


def distrusted(address: str, error: BleakGATTProtocolError) -> EnvironmentFault | None:
    """Return what to say if this error of a subscription means a wrong table, and remember it."""
    if error.code not in STALE_TABLE:
        return None
    if not is_trusted(address):
        return EnvironmentFault(TABLE_STILL_WRONG, retryable=False)
    _distrusted.add(address)
    return EnvironmentFault(TABLE_CHANGED)
