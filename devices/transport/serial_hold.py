"""Keeps every other program off an open serial port.

pyserial's `exclusive` is a lock that is met only by programs which ask for it; a terminal program
that does not would take octets away, and with them a reading. TIOCEXCL (ioctl_tty(2)) makes the
system itself refuse every further opening, except root's. Windows opens no port twice anyway.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

import serial

from devices.transport.serial_fault import PORT_ERRORS

if sys.platform != "win32":
    import fcntl
    import termios


@contextlib.contextmanager
def held(port: serial.Serial) -> Iterator[None]:
    """Hold an open port; what is no terminal, such as a socket, has one owner as it is."""
    _mark(port, exclusive=True)
    try:
        yield
    finally:  # others may have had it open before us: then the mark would outlive our closing
        _mark(port, exclusive=False)


def _mark(port: serial.Serial, *, exclusive: bool) -> None:
    if sys.platform != "win32":
        with contextlib.suppress(*PORT_ERRORS):
            fcntl.ioctl(port.fileno(), termios.TIOCEXCL if exclusive else termios.TIOCNXCL)
