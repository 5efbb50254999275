"""Writes the frames of the Bluetooth Blood Pressure Service as a cuff sends them.

Layouts: Bluetooth SIG GATT Specification Supplement, characteristics 2A35 and 2A36.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from devices.ieee11073 import (
    SpecialValue,
    encode_date_time,
    encode_sfloat,
    kpa_from_mmhg,
)
from devices.simulator.body import CuffReading

_KPA, _TIME_STAMP, _PULSE, _USER, _STATUS = 0x01, 0x02, 0x04, 0x08, 0x10
_MOVED, _IRREGULAR = 0x01, 0x04
FEATURES = (_MOVED | _IRREGULAR).to_bytes(2, "little")
"""2A49 of a cuff that tells movement and irregular pulse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameStyle:
    """What this cuff puts into its frames."""

    kpa: bool
    time_stamps: bool
    user: int


@dataclass(frozen=True, slots=True)
class ClockFace:
    """What the cuff's clock shows; None for a clock that was never set."""

    shows: datetime | None


def measurement_frame(found: CuffReading | None, clock: ClockFace, style: FrameStyle) -> bytes:
    """Return 2A35: a reading, or without one the all-NaN frame that means "failed"."""
    flags = _PULSE | _USER | _STATUS | (_KPA if style.kpa else 0)
    stamp = b""
    if style.time_stamps:
        flags |= _TIME_STAMP
        stamp = encode_date_time(clock.shows)
    status = 0
    if found is not None:
        status = (_MOVED if found.moved else 0) | (_IRREGULAR if found.irregular else 0)
    return b"".join(
        (
            bytes((flags,)),
            *(_pressure(value, style) for value in _pressures(found)),
            stamp,
            encode_sfloat(SpecialValue.NAN if found is None else found.pulse_rate),
            bytes((style.user,)),
            status.to_bytes(2, "little"),
        )
    )


def cuff_pressure_frame(pressure: int, style: FrameStyle) -> bytes:
    """Return 2A36: the present cuff pressure; the two other fields are NaN."""
    nothing = encode_sfloat(SpecialValue.NAN)
    flags = bytes((_KPA if style.kpa else 0,))
    return flags + _pressure(pressure, style) + nothing + nothing


def _pressures(found: CuffReading | None) -> tuple[int | None, int | None, int | None]:
    if found is None:
        return None, None, None
    return found.systolic, found.diastolic, found.mean


def _pressure(value: int | None, style: FrameStyle) -> bytes:
    if value is None:
        return encode_sfloat(SpecialValue.NAN)
    return encode_sfloat(round(kpa_from_mmhg(value), 1) if style.kpa else value)
