"""Lines of the GE DINAMAP host protocol, "Compact" revision 01, as octets and as values.

A line is unit (a space), parameter, command, arguments, two characters of checksum, CR. Command
strings and reply fields are those of public implementations; the checksum rule was recovered
from the command strings, all of which it fits. No public capture shows one in a reply, so a
line with a wrong checksum or none is understood, and marked as not verified.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from devices.event import (
    DeviceEvent,
    FailureReason,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import BloodPressure, HeartRate, PulseOximetry
from devices.wire.plausibility import RATE_PER_MIN, implausible, within

CR = b"\r"
BUSY, DONE, UNKNOWN = 0, 1, 9
ADULT = 1
NOTHING_RECENT_S = 9999
"""Stands where the age of the result would, when there is none."""

_STATUS = re.compile(r".NA(\d)(\d)\d(\d{4})(\d{3})(\d{3})(\d{3})(?:..)?")
_RATE = re.compile(r".RA(\d)(\d{3}|-99)(?:..)?")
_SATURATION = re.compile(r".OA(\d)(\d{3})\d{3}(?:..)?")
_ACKNOWLEDGED = re.compile(r".N[CD].*")
_FROM_CUFF = "3"
_SENSOR_OK = "1"

_FAILURES: dict[int, tuple[FailureReason, str]] = {
    3: (FailureReason.DEVICE_FAULT, "The monitor could not determine the pressure."),
    4: (FailureReason.CUFF_LOOSE, "The cuff did not fill in time. Check the cuff and the hose."),
    6: (FailureReason.TIMED_OUT, "The measurement took too long in all."),
    7: (FailureReason.TIMED_OUT, "The measurement stayed at one pressure for too long."),
    8: (FailureReason.OVERPRESSURE, "There was too much pressure or air in the cuff."),
    UNKNOWN: (FailureReason.DEVICE_FAULT, "The monitor cannot say how the measurement ended."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A reply to NA: what the monitor is doing, and its last result in mmHg."""

    status: int
    patient: int
    age_s: int
    pressures: tuple[float, float, float]
    verified: bool
    frame: bytes

    @property
    def failed(self) -> bool:
        """Tell whether the last determination has no value."""
        return self.status in _FAILURES


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A reply to RA: beats per minute, None if there are none."""

    rate: float | None
    from_cuff: bool
    verified: bool
    frame: bytes


def command(body: str) -> bytes:
    """Return a line to the monitor: body, checksum, CR."""
    return f"{body}{checksum(body)}".encode("ascii") + CR


def checksum(body: str) -> str:
    """Return the two characters that close a line."""
    total = sum(ord(character) - 31 for character in body)
    return chr(32 + total // 64 % 64) + chr(32 + total % 64)


START = command(" NC0")
CANCEL = command(" ND")
GET_STATUS = command(" NA")
GET_RATE = command(" RA")


def read_status(line: bytes) -> Status | None:
    """Return a status line taken apart, or None if this is no such line."""
    text = line.decode("latin-1")
    found = _STATUS.fullmatch(text)
    if found is None:
        return None
    status, patient, age_s, systolic, diastolic, mean = map(int, found.groups())
    return Status(
        status=status,
        patient=patient,
        age_s=age_s,
        pressures=(float(systolic), float(diastolic), float(mean)),
        verified=_verified(text, 19),
        frame=line + CR,
    )


def read_rate(line: bytes) -> Rate | None:
    """Return a rate line taken apart, or None if this is no such line."""
    text = line.decode("latin-1")
    found = _RATE.fullmatch(text)
    if found is None:
        return None
    return Rate(
        rate=float(max(0, int(found[2]))) or None,
        from_cuff=found[1] == _FROM_CUFF,
        verified=_verified(text, 7),
        frame=line + CR,
    )


def outcome(status: Status) -> DeviceEvent | None:
    """Return what the last determination brought; None while busy or with nothing to tell."""
    if status.failed:
        reason, text = _FAILURES[status.status]
        return MeasurementFailed(reason=reason, text=text, frame=status.frame)
    if status.status != DONE or status.age_s == NOTHING_RECENT_S:
        return None
    if status.patient != ADULT:
        text = "The monitor is not in adult mode: its result is not used. Set it on the monitor."
        return MeasurementFailed(reason=FailureReason.REFUSED, text=text, frame=status.frame)
    systolic, diastolic, mean = status.pressures
    if (fault := implausible(systolic, diastolic)) is not None:
        return ProtocolViolated(reason=fault, frame=status.frame)
    reading = BloodPressure(
        systolic=systolic,
        diastolic=diastolic,
        mean=mean or None,
        age_s=float(status.age_s),
        frame=status.frame,
    )
    return Measured(measurement=reading, verified=status.verified)


def at_face_value(line: bytes) -> Iterator[DeviceEvent]:
    """Yield what a line says by itself, outside of any conversation."""
    status, rate = read_status(line), read_rate(line)
    if status is not None:
        event = outcome(status)
        if event is not None:
            yield event
    elif rate is not None:
        yield _heart_rate(rate)
    elif (saturation := _SATURATION.fullmatch(line.decode("latin-1"))) is not None:
        spo2 = float(saturation[2]) if saturation[1] == _SENSOR_OK else None
        verified = _verified(saturation[0], 10)
        yield Measured(measurement=PulseOximetry(spo2=spo2, frame=line + CR), verified=verified)
    elif _ACKNOWLEDGED.fullmatch(line.decode("latin-1")) is None:
        yield refusal(line)


def refusal(line: bytes) -> ProtocolViolated:
    """Return a line that answers nothing that was asked, kept whole."""
    return ProtocolViolated(reason="the line is no answer to what was asked", frame=line + CR)


def _heart_rate(rate: Rate) -> DeviceEvent:
    if rate.rate is not None and not within(rate.rate, RATE_PER_MIN):
        return ProtocolViolated(reason="the rate is no person's", frame=rate.frame)
    return Measured(
        measurement=HeartRate(heart_rate=rate.rate, frame=rate.frame), verified=rate.verified
    )


def _verified(text: str, body_length: int) -> bool:
    return text[body_length:] == checksum(text[:body_length])
