"""Frames of PAR Medizintechnik blood-pressure boards, as octets and as values.

A delimiter, text, a delimiter; CR is stray. Boards without a saturation part frame with 02 and 03,
those with one with FD and FE. A host frame is two characters of code, ``;;`` and the sum of those
four as two upper-case hexadecimal digits. The board says its cuff pressure (``035C0S3``), that it
has ended (``999``), and, asked, its status: fields that end with ``;``, then ``;`` and the sum of
all that stands before the digits. Facts from four public programs and one captured answer; the
sums in the maker's own examples are wrong, and one program reads the three pressures in another
order than the captured answer has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from devices.event import (
    CuffPressureChanged,
    DeviceEvent,
    FailureReason,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import BloodPressure
from devices.wire.framing import Damaged
from devices.wire.plausibility import implausible


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one kind of board delimits its frames."""

    opening: int
    closing: int
    after: bytes = b""

    def command(self, code: str) -> bytes:
        """Return a host frame."""
        body = f"{code};;".encode("ascii")
        return bytes((self.opening,)) + body + _sum(body) + bytes((self.closing,)) + self.after


PLAIN = Dialect(0x02, 0x03)
"""4800 baud: the board without a saturation part."""
COMBI = Dialect(0xFD, 0xFE, b"\r")
"""19200 baud: the board with one."""

START, STATUS = "01", "18"
ABORT = b"X"
ENDED = "999"

_LONGEST = 64
_CLOSES = {dialect.opening: dialect.closing for dialect in (PLAIN, COMBI)}
_CUFF = re.compile(r"(\d{3})C([0-5])S(\d)")
_STATUS = re.compile(
    r"S(\d);A(.);C(\d\d);M(\d\d);P([-\d ]{3})([-\d ]{3})([-\d ]{3});R([-\d ]{3});T([-\d ]{4});;"
)
_SUCCEEDED = ("00", "03")
BUSY_STATES = frozenset("034789")
"""Self-test, measuring, manometer, leak test, inflating, holding."""

_MESSAGES: dict[str, tuple[FailureReason, str]] = {
    "02": (FailureReason.REFUSED, "The board does not know the command."),
    "06": (FailureReason.CUFF_LOOSE, "The cuff is loose or missing."),
    "07": (FailureReason.CUFF_LOOSE, "There is a leak. Check the cuff and its hose."),
    "08": (FailureReason.BLOCKED, "The air path is disturbed. Check the hose."),
    "09": (FailureReason.TIMED_OUT, "The measurement took too long, or the pulse is weak."),
    "10": (FailureReason.OUT_OF_RANGE, "The pressure is outside what the board can measure."),
    "11": (FailureReason.MOVEMENT, "The arm moved. Keep it still."),
    "12": (FailureReason.OVERPRESSURE, "The pressure in the cuff was too high."),
    "13": (FailureReason.WEAK_SIGNAL, "The signal was too strong to read. Keep the arm still."),
    "14": (FailureReason.CUFF_LOOSE, "The leak test found a leak."),
    "15": (FailureReason.DEVICE_FAULT, "The board reports a fault of its own."),
}


@dataclass(frozen=True, slots=True)
class Cuff:
    """The board's word on the cuff, which bears no check."""

    pressure: CuffPressureChanged
    state: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A measurement has ended; the status says how."""


@dataclass(frozen=True, slots=True)
class Status:
    """An intact status and what it says of the last measurement."""

    state: str
    outcome: DeviceEvent


class Framer:
    """Finds the boards' frames in a stream; the octets of both dialects are understood."""

    def __init__(self) -> None:
        """Begin outside of a frame."""
        self._buffer = bytearray()
        self._in_step = True

    @property
    def partial(self) -> bool:
        """Tell whether the beginning of a frame is waiting for its rest."""
        return bool(self._buffer)

    def feed(self, octets: bytes) -> Iterator[bytes | Damaged]:
        """Yield whole frames with their delimiters, and once what had to be given up."""
        for octet in octets:
            if octet in _CLOSES:
                yield from self.give_up()
                self._buffer.append(octet)
            elif self._buffer:
                yield from self._inside(octet)
            elif octet not in b"\r\n":
                yield from self._stray(bytes((octet,)))

    def give_up(self) -> Iterator[Damaged]:
        """Drop a frame whose rest never came."""
        if self._buffer:
            yield Damaged("the frame stops in the middle", bytes(self._buffer))
            self._buffer.clear()

    def _inside(self, octet: int) -> Iterator[bytes | Damaged]:
        self._buffer.append(octet)
        if octet == _CLOSES[self._buffer[0]]:
            yield bytes(self._buffer)
            self._buffer.clear()
            self._in_step = True
        elif len(self._buffer) > _LONGEST or octet > 0x7E:
            yield Damaged("the frame does not end", bytes(self._buffer))
            self._buffer.clear()
            self._in_step = False

    def _stray(self, octets: bytes) -> Iterator[Damaged]:
        if self._in_step:
            yield Damaged("octets outside a frame", octets)
        self._in_step = False


def understood(frame: bytes) -> Cuff | Ended | Status | ProtocolViolated:
    """Return what a whole frame says."""
    body = frame[1:-1]
    text = body.decode("latin-1")
    if text == ENDED:
        return Ended()
    cuff = _CUFF.fullmatch(text)
    if cuff is not None:
        return Cuff(CuffPressureChanged(pressure=float(cuff[1]), frame=frame), cuff[3])
    if not text.startswith("S"):
        return ProtocolViolated(reason="no frame of the board looks like this", frame=frame)
    if _sum(body[:-2]) != body[-2:]:
        return ProtocolViolated(reason="the checksum is wrong", frame=frame)
    status = _STATUS.fullmatch(text[:-2])
    if status is None:
        return ProtocolViolated(reason="no status of the board looks like this", frame=frame)
    return Status(status[1], _outcome(status, frame))


def _outcome(status: re.Match[str], frame: bytes) -> DeviceEvent:
    message = status[4]
    if message not in _SUCCEEDED:
        unknown = (FailureReason.DEVICE_FAULT, f"The board reports message {message}.")
        reason, text = _MESSAGES.get(message, unknown)
        return MeasurementFailed(reason=reason, text=text, frame=frame)
    systolic, diastolic, mean, rate = map(_number, status.group(5, 6, 7, 8))
    if systolic is None or diastolic is None:
        text = "The board has no result."
        return MeasurementFailed(reason=FailureReason.NOT_A_NUMBER, text=text, frame=frame)
    fault = implausible(systolic, diastolic, rate) or _disordered(systolic, diastolic, mean)
    if fault is not None:
        return ProtocolViolated(reason=fault, frame=frame)
    return Measured(
        measurement=BloodPressure(
            systolic=systolic, diastolic=diastolic, mean=mean, pulse_rate=rate, frame=frame
        )
    )


def _disordered(systolic: float, diastolic: float, mean: float | None) -> str | None:
    """Return the fault of a board that sends its three pressures in another order, or None."""
    if mean is None or diastolic < mean < systolic:
        return None
    return "the mean does not lie between diastolic and systolic"


def _number(digits: str) -> float | None:
    return float(digits) if digits.isdigit() else None


def _sum(body: bytes) -> bytes:
    return f"{sum(body) & 0xFF:02X}".encode("ascii")
