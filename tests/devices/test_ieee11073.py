"""Numbers and times of ISO/IEEE 11073 against published codes, and back again."""

from datetime import datetime
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from devices.ieee11073 import (
    SpecialValue,
    decode_current_time,
    decode_date_time,
    decode_float,
    decode_sfloat,
    encode_current_time,
    encode_date_time,
    encode_float,
    encode_sfloat,
    kpa_from_mmhg,
    mmhg_from_kpa,
)

# As little-endian octets. The five special codes are those of ISO/IEEE 11073-20601 and also
# stand in the VitalTrack tests; the rest is derived from the layout.
SFLOATS = {
    "7800": 120.0,
    "b0f4": 120.0,
    "ff07": SpecialValue.NAN,
    "0008": SpecialValue.NRES,
    "fe07": SpecialValue.POSITIVE_INFINITY,
    "0208": SpecialValue.NEGATIVE_INFINITY,
    "0108": SpecialValue.RESERVED,
    "fd0f": -3.0,
    "0510": 50.0,
    "0180": 1e-08,
    "fff7": 204.7,  # the mantissa of NaN at another exponent is a number
}
FLOATS = {
    "6e0100ff": 36.6,
    "ffff7f00": SpecialValue.NAN,
    "00008000": SpecialValue.NRES,
    "feff7f00": SpecialValue.POSITIVE_INFINITY,
    "02008000": SpecialValue.NEGATIVE_INFINITY,
    "01008000": SpecialValue.RESERVED,
}


@pytest.mark.parametrize(("octets", "value"), SFLOATS.items())
def test_sfloat_codes(octets: str, value: float | SpecialValue) -> None:
    assert decode_sfloat(bytes.fromhex(octets)) == value


@pytest.mark.parametrize(("octets", "value"), FLOATS.items())
def test_float_codes(octets: str, value: float | SpecialValue) -> None:
    assert decode_float(bytes.fromhex(octets)) == value


@pytest.mark.parametrize("special", SpecialValue)
def test_special_values_survive_a_round_trip(special: SpecialValue) -> None:
    assert decode_sfloat(encode_sfloat(special)) is special
    assert decode_float(encode_float(special)) is special


def test_point_4_exponents_are_signed() -> None:
    assert decode_sfloat(bytes.fromhex("b0f0")) == 17.6  # unsigned it would be 1.76e17


@given(st.integers(0, 0xFFFF))
@example(0xF7FF)  # where the exponent is not 0, no code is a special value
@example(0x47FE)
@example(0x3800)
def test_every_sfloat_code_survives_a_round_trip(code: int) -> None:
    value = decode_sfloat(code.to_bytes(2, "little"))
    assert decode_sfloat(encode_sfloat(value)) == value


@given(st.integers(0, 0xFFFFFFFF))
@example(0xFF7FFFFF)
@example(0x01800000)
def test_every_float_code_survives_a_round_trip(code: int) -> None:
    value = decode_float(code.to_bytes(4, "little"))
    assert decode_float(encode_float(value)) == value


@given(st.decimals(-2045, 2045, places=0) | st.decimals(-204, 204, places=1))
def test_encode_keeps_what_a_cuff_can_say(value: float) -> None:
    assert decode_sfloat(encode_sfloat(float(value))) == float(value)


def test_encode_takes_the_nearest_code() -> None:
    assert decode_sfloat(encode_sfloat(132.0108561552)) == 132.0
    assert decode_sfloat(encode_sfloat(1e-12)) == 0.0


@pytest.mark.parametrize("value", [1e12, float("nan"), float("inf")])
def test_encode_refuses_what_has_no_code(value: float) -> None:
    with pytest.raises(ValueError, match=r"too large|not a number"):
        encode_sfloat(value)


@pytest.mark.parametrize(("decode", "size"), [(decode_sfloat, 2), (decode_float, 4)])
def test_numbers_have_one_size(decode: object, size: int) -> None:
    assert callable(decode)
    for octets in (bytes(size - 1), bytes(size + 1)):
        with pytest.raises(ValueError, match="octets"):
            decode(octets)


@given(st.datetimes(datetime.fromisoformat("1582-01-01")))
def test_date_time_round_trip(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    assert decode_date_time(encode_date_time(moment)) == whole
    assert decode_current_time(encode_current_time(moment)) == whole


@pytest.mark.parametrize(
    "octets",
    [
        "00000000000000",  # never set
        "ea07021e090000",  # 30 February
        "ea07000109000a",  # month unknown
        "ea07010100003c",  # second 60
        "2d060101000000",  # the year 1581
    ],
)
def test_no_date_of_the_calendar_is_none(octets: str) -> None:
    assert decode_date_time(bytes.fromhex(octets)) is None


def test_unset_times_are_all_zero() -> None:
    assert encode_date_time(None) == bytes(7)
    assert encode_current_time(None) == bytes(10)


def test_current_time_says_weekday_fraction_and_manual_update() -> None:
    monday = datetime.fromisoformat("2026-11-23T09:00:00.5")
    assert encode_current_time(monday) == bytes.fromhex("ea070b17090000018001")


def test_times_have_one_size() -> None:
    for decode, size in product((decode_date_time, decode_current_time), (0, 8, 11)):
        with pytest.raises(ValueError, match="octets"):
            decode(bytes(size))


def test_kilopascal() -> None:
    assert mmhg_from_kpa(17.6) == pytest.approx(132.01, abs=0.01)
    assert kpa_from_mmhg(mmhg_from_kpa(10.7)) == pytest.approx(10.7)
