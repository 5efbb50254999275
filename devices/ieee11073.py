"""Number, time and nomenclature of ISO/IEEE 11073, as the Bluetooth services use them.

SFLOAT and FLOAT are decimal: mantissa times a power of ten, both signed. A few mantissas at
exponent zero are no numbers at all but say why there is none; they are looked for on the raw
code before any arithmetic (ISO/IEEE 11073-20601, Bluetooth SIG GATT Specification Supplement).
All multi-octet fields are little-endian.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import IntEnum, StrEnum

MMHG_PER_KPA = 7.500616827
DATE_TIME_OCTETS = 7
CURRENT_TIME_OCTETS = 10
FIRST_YEAR = 1582
"""The layout counts from the Gregorian calendar on; 0 stands for "not known"."""


class SpecialValue(StrEnum):
    """A code that stands where a number would, and says why there is none."""

    NAN = "NaN"
    NRES = "NRes"
    POSITIVE_INFINITY = "+INF"
    NEGATIVE_INFINITY = "-INF"
    RESERVED = "reserved"


class Mdc(IntEnum):
    """Nomenclature codes (ISO/IEEE 11073-10101, partition 2 unless said)."""

    PRESS_BLD_NONINV = 150020
    PRESS_BLD_NONINV_SYS = 150021
    PRESS_BLD_NONINV_DIA = 150022
    PRESS_BLD_NONINV_MEAN = 150023
    PULS_RATE_NON_INV = 149546
    ECG_HEART_RATE = 147842
    PULS_OXIM_SAT_O2 = 150456
    DIM_MMHG = 266016
    """Unit, partition 4: millimetre of mercury."""
    DIM_KILO_PASCAL = 265987
    """Unit, partition 4: kilopascal."""
    DIM_BEAT_PER_MIN = 264864
    """Unit, partition 4: beats per minute."""
    DIM_PERCENT = 262688
    """Unit, partition 4: percent."""


@dataclass(frozen=True, slots=True)
class _Format:
    mantissa_bits: int
    exponent_bits: int

    @property
    def octets(self) -> int:
        return (self.mantissa_bits + self.exponent_bits) // 8

    def specials(self) -> dict[int, SpecialValue]:
        """Return the codes, all at exponent zero, that are no numbers."""
        top = 1 << (self.mantissa_bits - 1)
        return {
            top - 2: SpecialValue.POSITIVE_INFINITY,
            top - 1: SpecialValue.NAN,
            top: SpecialValue.NRES,
            top + 1: SpecialValue.RESERVED,
            top + 2: SpecialValue.NEGATIVE_INFINITY,
        }


_SFLOAT = _Format(mantissa_bits=12, exponent_bits=4)
_FLOAT = _Format(mantissa_bits=24, exponent_bits=8)


def decode_sfloat(octets: bytes) -> float | SpecialValue:
    """Return the value of a 16-bit SFLOAT. Raises ValueError unless given two octets."""
    return _decode(_SFLOAT, octets)


def decode_float(octets: bytes) -> float | SpecialValue:
    """Return the value of a 32-bit FLOAT. Raises ValueError unless given four octets."""
    return _decode(_FLOAT, octets)


def encode_sfloat(value: float | SpecialValue) -> bytes:
    """Return the SFLOAT nearest to `value`. Raises ValueError beyond its range."""
    return _encode(_SFLOAT, value)


def encode_float(value: float | SpecialValue) -> bytes:
    """Return the FLOAT nearest to `value`. Raises ValueError beyond its range."""
    return _encode(_FLOAT, value)


def decode_date_time(octets: bytes) -> datetime | None:
    """Return the wall time of a Date Time (2A08); None if unset or no date of the calendar.

    Raises ValueError unless given seven octets.
    """
    if len(octets) != DATE_TIME_OCTETS:
        raise ValueError(f"a Date Time has {DATE_TIME_OCTETS} octets, not {len(octets)}")
    year, month, day, hour, minute, second = struct.unpack("<HBBBBB", octets)
    if year < FIRST_YEAR:
        return None
    try:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  no zone is sent
    except ValueError:
        return None


def encode_date_time(wall_time: datetime | None) -> bytes:
    """Return Date Time octets; all zero, "not set", for None."""
    if wall_time is None:
        return bytes(DATE_TIME_OCTETS)
    return struct.pack("<HBBBBB", *wall_time.timetuple()[:6])


def decode_current_time(octets: bytes) -> datetime | None:
    """Return the wall time of a Current Time (2A2B); None if unset.

    Raises ValueError unless given ten octets.
    """
    if len(octets) != CURRENT_TIME_OCTETS:
        raise ValueError(f"a Current Time has {CURRENT_TIME_OCTETS} octets, not {len(octets)}")
    return decode_date_time(octets[:DATE_TIME_OCTETS])


def encode_current_time(wall_time: datetime | None) -> bytes:
    """Return Current Time octets: date, time, weekday, 1/256 s, and "manual update" as reason."""
    if wall_time is None:
        return bytes(CURRENT_TIME_OCTETS)
    fraction = wall_time.microsecond * 256 // 1_000_000
    return encode_date_time(wall_time) + bytes((wall_time.isoweekday(), fraction, 1))


def mmhg_from_kpa(kilopascal: float) -> float:
    """Return the pressure in mmHg, unrounded."""
    return kilopascal * MMHG_PER_KPA


def kpa_from_mmhg(mmhg: float) -> float:
    """Return the pressure in kPa, unrounded."""
    return mmhg / MMHG_PER_KPA


def _decode(form: _Format, octets: bytes) -> float | SpecialValue:
    if len(octets) != form.octets:
        raise ValueError(f"expected {form.octets} octets, not {len(octets)}")
    code = int.from_bytes(octets, "little")
    special = form.specials().get(code)
    if special is not None:
        return special
    mantissa = _signed(code & ((1 << form.mantissa_bits) - 1), form.mantissa_bits)
    exponent = _signed(code >> form.mantissa_bits, form.exponent_bits)
    return float(Decimal(mantissa).scaleb(exponent))  # decimal: 176e-1 is 17.6 and not near it


def _encode(form: _Format, value: float | SpecialValue) -> bytes:
    if isinstance(value, SpecialValue):
        codes = {special: code for code, special in form.specials().items()}
        return codes[value].to_bytes(form.octets, "little")
    mantissa, exponent = _fit(form, Decimal(str(value)))
    code = (mantissa & ((1 << form.mantissa_bits) - 1)) | (
        (exponent & ((1 << form.exponent_bits) - 1)) << form.mantissa_bits
    )
    return code.to_bytes(form.octets, "little")


def _fit(form: _Format, value: Decimal) -> tuple[int, int]:
    """Return mantissa and exponent of the closest code, by the exponent nearest to zero."""
    lowest, highest = -(1 << (form.exponent_bits - 1)), (1 << (form.exponent_bits - 1)) - 1
    if not value.is_finite():
        raise ValueError(f"{value} is not a number; use a SpecialValue")
    exact = int(value.normalize().as_tuple().exponent) if value else 0
    exponent = min(max(min(exact, 0), lowest), highest)
    while not _fits(form, round(value.scaleb(-exponent)), exponent):
        exponent += 1
        if exponent > highest:
            raise ValueError(f"{value} is too large for this format")
    return round(value.scaleb(-exponent)), exponent


def _fits(form: _Format, mantissa: int, exponent: int) -> bool:
    half = 1 << (form.mantissa_bits - 1)
    if exponent == 0:  # the codes at both ends are the special values
        return abs(mantissa) <= half - 3
    return -half <= mantissa < half


def _signed(code: int, bits: int) -> int:
    return code - (1 << bits) if code >> (bits - 1) else code
