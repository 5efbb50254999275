"""What can go wrong with a serial port, in sentences for a person.

pyserial reports the same trouble in several ways: `SerialException` with or without an error
number, a bare `OSError` from `in_waiting`, `termios.error` for settings that a line refuses,
`TypeError` where a port was closed under a call. All of them end here.
"""

from __future__ import annotations

import errno
import sys

import serial

from devices.peer_text import clean
from devices.transport.seam import EnvironmentFault

PORT_ERRORS: tuple[type[Exception], ...] = (OSError, TypeError, ValueError)
"""Everything that a call into pyserial raises when the port, not this program, is at fault."""

if sys.platform != "win32":
    import termios

    PORT_ERRORS += (termios.error,)

_URL_LIMIT = 120
BY_CABLE = "The port with this device's cable"
_GROUP_HINT = (
    "On Linux add the account to the group dialout (sudo usermod -aG dialout $USER) "
    "and sign in again."
)


def open_fault(url: str, error: Exception) -> EnvironmentFault:
    """Return why the port could not be opened and what to do."""
    port = port_name(url)
    match _kind(error):
        case "absent":
            gone = "with this device's cable" if port == BY_CABLE else port
            return EnvironmentFault(f"There is no port {gone}. Plug the device in and try again.")
        case "denied":
            return EnvironmentFault(
                f"This account may not use {port}: nothing was sent. {_GROUP_HINT}"
            )
        case "busy":
            text = f"Another program holds {port}: nothing was sent. Close it and try again."
            return EnvironmentFault(text)
        case "silent":
            return EnvironmentFault(f"Nothing answers at {port}. Start the other end, try again.")
        case "settings":
            text = f"{port} is no serial port, or it refuses the settings of this driver."
            return EnvironmentFault(text, retryable=False)
        case _:
            return EnvironmentFault(f"{port} cannot be opened: {_reason(error)}")


def port_name(url: str) -> str:
    """Return what a person calls a port: a cable that is found by its identity has no other."""
    return BY_CABLE if url.startswith("hwgrep://") else clean(url, _URL_LIMIT)


def lost_fault(url: str) -> EnvironmentFault:
    """Return the fault of a port that went away while it was open."""
    port = port_name(url)
    return EnvironmentFault(f"{port} was lost: the cable or the device was unplugged. Plug it in.")


def send_fault(url: str, error: Exception) -> EnvironmentFault:
    """Return why octets could not be written."""
    if isinstance(error, serial.SerialTimeoutException):
        port = port_name(url)
        return EnvironmentFault(f"{port} takes nothing any more. Check the device and the cable.")
    return lost_fault(url)


def _kind(error: Exception) -> str:
    if not isinstance(error, OSError):
        return "settings"
    text = str(error)
    by_number = _BY_NUMBER.get(getattr(error, "errno", None) or 0)
    by_text = next((kind for phrase, kind in _BY_TEXT.items() if phrase in text), None)
    return by_number or by_text or "other"


def _reason(error: Exception) -> str:
    return clean(str(error), _URL_LIMIT) or type(error).__name__


_BY_NUMBER = {
    errno.ENOENT: "absent",
    errno.ENODEV: "absent",
    errno.ENXIO: "absent",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EBUSY: "busy",
    errno.EAGAIN: "busy",
    errno.ENOTTY: "settings",
    errno.EISDIR: "settings",
    errno.ECONNREFUSED: "silent",
}

# Windows, the socket handler and hwgrep put the cause into the words and set no number.
_BY_TEXT = {
    "no ports found": "absent",
    "FileNotFoundError": "absent",
    "Access is denied": "busy",
    "Could not configure port": "settings",
    "expected a string in the form": "settings",
    "not supported between": "settings",
    "Connection refused": "silent",
    "timed out": "silent",
    "Name or service not known": "silent",
}
