"""What can go wrong on the air, in sentences for a person.

bleak raises its own errors, a plain `TimeoutError`, and whatever D-Bus lets through: `OSError`
(`FileNotFoundError` where there is no system bus at all) and `EOFError`. All of them end here,
and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakDBusError,
    BleakDeviceNotFoundError,
    BleakError,
    BleakGATTProtocolError,
)

from devices.peer_text import clean
from devices.transport.seam import EnvironmentFault

BLE_ERRORS = (BleakError, OSError, EOFError)
"""Everything that a call into bleak raises when the radio or the peer is at fault."""

UNAVAILABLE = (
    "Bluetooth is not available on this computer: no adapter, no Bluetooth service, "
    "or Bluetooth is switched off. Switch it on, or plug in an adapter."
)
SERVICE_GONE = "The computer's Bluetooth service stopped. It is looked for again."
PAIR_FIRST = (
    "The cuff and this computer are not paired, or one of them forgot the pairing. Remove the "
    "cuff in the computer's Bluetooth settings, put the cuff into pairing mode and pair again."
)
OUT_OF_REACH = "The device is no longer heard. Switch it on, or bring it nearer."

NEEDS_BOND = frozenset({0x05, 0x08, 0x0C, 0x0F})
"""ATT errors that a bond cures (Bluetooth Core, Vol 3, Part F, 3.4.1.1)."""


class ServiceGone(EnvironmentFault):
    """The system's Bluetooth service died: the connection is gone, whatever bleak believes."""


@contextmanager
def told_plainly(too_long: str) -> Iterator[None]:
    """Turn every error of the radio into an EnvironmentFault; `too_long` is said at a timeout."""
    try:
        yield
    except TimeoutError as error:
        raise EnvironmentFault(too_long) from error
    except BLE_ERRORS as error:
        raise fault_of(error) from error


def needs_bond(error: Exception) -> bool:
    """Return whether the peer or the system asks for a bond first."""
    if isinstance(error, BleakDBusError):
        return error.dbus_error.endswith(".NotPermitted") and "Not paired" in str(error)
    return isinstance(error, BleakGATTProtocolError) and error.code in NEEDS_BOND


def fault_of(error: Exception) -> EnvironmentFault:
    """Return what happened and what to do."""
    match error:
        case BleakBluetoothNotAvailableError():
            return _unavailable(error.reason)
        case BleakDBusError():
            return _of_bus(error)
        case BleakGATTProtocolError():
            return _of_peer(error)
        case BleakDeviceNotFoundError():
            return EnvironmentFault(OUT_OF_REACH)
        case BleakError() if "not found" in str(error):  # BlueZ forgot the device since the scan
            return EnvironmentFault(OUT_OF_REACH)
        case BleakError() if "pairing" in str(error).lower():
            return EnvironmentFault(PAIR_FIRST, retryable=False)
        case BleakError():
            return EnvironmentFault(f"The Bluetooth connection failed: {_reason(error)}")
        case _:
            return ServiceGone(UNAVAILABLE)


def _unavailable(reason: BleakBluetoothNotAvailableReason) -> EnvironmentFault:
    kinds = BleakBluetoothNotAvailableReason
    match reason:
        case kinds.POWERED_OFF:
            return EnvironmentFault("Bluetooth is switched off. Switch it on.")
        case kinds.DENIED_BY_USER | kinds.DENIED_BY_SYSTEM | kinds.DENIED_BY_UNKNOWN:
            text = "This program may not use Bluetooth. Allow it in the system's privacy settings."
            return EnvironmentFault(text)
        case kinds.NO_BLE_CENTRAL_ROLE:
            text = "This Bluetooth adapter is too old for cuffs. Use one with Bluetooth 4 or later."
            return EnvironmentFault(text, retryable=False)
        case _:  # a Linux adapter that is switched off says NO_BLUETOOTH too
            return EnvironmentFault(UNAVAILABLE)


def _of_bus(error: BleakDBusError) -> EnvironmentFault:
    name = error.dbus_error.rpartition(".")[2]
    if name.startswith("Authentication"):
        return EnvironmentFault(PAIR_FIRST, retryable=False)
    if name == "NotPermitted":
        text = "This system could not secure the connection to the cuff. Pair the cuff again."
        return EnvironmentFault(text, retryable=False)
    if name in {"ServiceUnknown", "NoReply", "NameHasNoOwner", "Disconnected"}:
        return ServiceGone(SERVICE_GONE)
    if name in {"UnknownObject", "DoesNotExist"}:
        return EnvironmentFault(OUT_OF_REACH)
    if name == "NotReady":
        return EnvironmentFault(UNAVAILABLE)
    return EnvironmentFault(f"The Bluetooth connection failed: {_reason(error)}")


def _of_peer(error: BleakGATTProtocolError) -> EnvironmentFault:
    if error.code in NEEDS_BOND:
        return EnvironmentFault(PAIR_FIRST, retryable=False)
    return EnvironmentFault(f"The device refused a request (ATT error 0x{error.code:02X}).")


def _reason(error: Exception) -> str:
    return clean(str(error), 120) or type(error).__name__
