"""The standard blood-pressure profile: what its values mean and in which order to speak."""

from datetime import datetime

import pytest

from devices.decoder import Read, Subscribe, WriteClock
from devices.event import (
    BatteryReported,
    ClockReported,
    CuffPressureChanged,
    DeviceEvent,
    FailureReason,
    Identified,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.ieee11073 import encode_current_time, encode_date_time
from devices.measurement import BloodPressure, MeasurementStatus, PressureUnit
from tests.devices.talk import Talk

SLUG = "bluetooth_blp"
NINE = datetime.fromisoformat("2026-11-23T09:00:00")


def decode(octets: str, channel: str = "2a35") -> DeviceEvent:
    (event,) = Talk(SLUG).hear(bytes.fromhex(octets), channel)
    return event


def reading(octets: str) -> BloodPressure:
    event = decode(octets)
    assert isinstance(event, Measured)
    assert isinstance(event.measurement, BloodPressure)
    return event.measurement


@pytest.mark.parametrize(
    ("octets", "values"),
    [  # typed in from what the sources themselves state
        ("167c0056006100e807060f11111b33000000", (124, 86, 97, 51)),
        ("1467003f004d0040000000", (103, 63, 77, 64)),
        ("1465003d004b003f000000", (101, 61, 75, 63)),
        ("146500410051003e000400", (101, 65, 81, 62)),
        ("048a00580069004800", (138, 88, 105, 72)),
    ],
)
def test_values_as_the_sources_state_them(octets: str, values: tuple[float, ...]) -> None:
    found = reading(octets)
    assert (found.systolic, found.diastolic, found.mean, found.pulse_rate) == values
    assert found.frame == bytes.fromhex(octets)


def test_point_4_kilopascal_with_signed_exponents() -> None:
    found = reading("01b0f06bf082f0")
    assert found.reported_unit is PressureUnit.KPA
    assert found.systolic == pytest.approx(132.0, abs=0.05)
    assert found.diastolic == pytest.approx(80.3, abs=0.05)


def test_point_5_nan_is_a_failed_measurement_with_a_clean_status() -> None:
    event = decode("16ff07ff07ff07e80706170e230aff070000")
    assert isinstance(event, MeasurementFailed)
    assert event.reason is FailureReason.NOT_A_NUMBER
    assert event.device_time == datetime.fromisoformat("2024-06-23T14:35:10")


def test_a_failure_says_what_the_status_says() -> None:
    event = decode("10ff07ff07ff072300")
    assert isinstance(event, MeasurementFailed)
    assert "body movement, cuff too loose, improper position" in event.text


@pytest.mark.parametrize(("special", "side"), [("fe07", "too high"), ("0208", "too low")])
def test_infinity_is_out_of_range(special: str, side: str) -> None:
    event = decode(f"00{special}ff07ff07")
    assert isinstance(event, MeasurementFailed)
    assert event.reason is FailureReason.OUT_OF_RANGE
    assert side in event.text


def test_point_9_diastolic_zero_is_progress() -> None:
    event = decode("008c0000007800")
    assert isinstance(event, CuffPressureChanged)
    assert event.pressure == 140.0


def test_diastolic_zero_with_a_time_stamp_is_refused() -> None:
    assert isinstance(decode("028c0000007800ea070b17090000"), ProtocolViolated)


@pytest.mark.parametrize(
    "octets",
    [
        "566a0047000000ea07080b121f00003f000000",  # Beurer: a field more than the flags say
        "fe202700750055005f00e407091810093a690001",  # four foreign octets in front
        "1f790051006a00e40705150a1e2d4800010600",  # kPa flag with mmHg numbers
        "0848005100400001",  # systolic below diastolic
        "1000f8300802080000",
        "1f0048",
        "",
        "0080005200610000",  # one octet more
        "04800052006100420000",
        "0080005200ff",
    ],
)
def test_point_10_length_flags_and_plausibility_come_first(octets: str) -> None:
    event = decode(octets)
    assert isinstance(event, ProtocolViolated)
    assert event.frame == bytes.fromhex(octets)


@pytest.mark.parametrize("pulse", ["1300", "2d01"])
def test_an_impossible_pulse_refuses_the_whole_value(pulse: str) -> None:
    assert isinstance(decode(f"04800052006100{pulse}"), ProtocolViolated)


def test_absent_is_none_and_never_a_number() -> None:
    found = reading("1e80005200ff0700000000000000ff07ff0000")
    assert found.mean is None
    assert found.pulse_rate is None
    assert found.user is None
    assert found.device_time is None


def test_a_mean_of_zero_is_absent() -> None:
    assert reading("00800052000000").mean is None


def test_a_status_bit_that_the_features_do_not_announce_means_nothing() -> None:
    talk = Talk(SLUG)
    assert talk.hear(bytes.fromhex("0400"), "2a49") == []
    (event,) = talk.hear(bytes.fromhex("1480005200610042002f00"), "2a35")
    assert isinstance(event, Measured)
    assert isinstance(event.measurement, BloodPressure)
    assert event.measurement.status == (MeasurementStatus.IRREGULAR_PULSE,)


def test_features_need_two_octets() -> None:
    assert isinstance(decode("04", "2a49"), ProtocolViolated)


def test_cuff_pressure() -> None:
    assert decode("008c00ff07ff07", "2a36") == CuffPressureChanged(
        pressure=140.0, frame=bytes.fromhex("008c00ff07ff07")
    )
    absent = decode("00ff07ff07ff07", "2a36")
    assert isinstance(absent, CuffPressureChanged)
    assert absent.pressure is None
    assert isinstance(decode("00bc02ff07ff07", "2a36"), ProtocolViolated)


def test_battery_and_identity() -> None:
    assert decode("57", "2a19") == BatteryReported(percent=87.0)
    assert isinstance(decode("65", "2a19"), ProtocolViolated)
    assert isinstance(decode("5757", "2a19"), ProtocolViolated)
    talk = Talk(SLUG)
    talk.hear(b"Cuffs\x00\x00", "2a29")
    talk.hear(b"Model \x1b[31m1\n", "2a24")
    talk.hear(b"\xff\xfe", "2a25")
    (event,) = talk.hear(b"", "2a26")
    assert isinstance(event, Identified)
    assert event.manufacturer == "Cuffs"
    assert event.model == "Model [31m1"
    assert event.firmware is None


def test_an_unknown_channel_is_told() -> None:
    assert isinstance(decode("00", "2aff"), ProtocolViolated)


def test_point_11_subscription_then_clock_then_the_slow_reads() -> None:
    talk = Talk(SLUG)
    talk.open()
    assert talk.steps[0] == Read("2a00"), "which the transport answers by itself"
    assert talk.steps[1] == Subscribe("2a35")
    assert all(step.channel in ("2b34", "2a2b", "2a08") for step in talk.steps[2:])
    talk.steps.clear()
    (told,) = talk.hear(encode_current_time(NINE), "2a2b")
    assert told == ClockReported(device_time=NINE)
    write, *details = talk.steps
    assert isinstance(write, WriteClock)
    assert write.channel == "2a2b"
    assert Subscribe("2a36", optional=True) in details
    assert Read("2a49") in details


def test_point_7_the_clock_is_told_before_it_is_written_and_only_once() -> None:
    talk = Talk(SLUG)
    talk.open()
    talk.hear(encode_date_time(None), "2a08")
    talk.steps.clear()
    assert talk.hear(encode_date_time(NINE), "2a08") == []
    assert talk.steps == []
    assert talk.events == [ClockReported(device_time=None)]


def test_a_clock_of_the_wrong_length_is_refused() -> None:
    assert isinstance(decode("00", "2a2b"), ProtocolViolated)


def test_without_a_clock_the_details_are_asked_for_all_the_same() -> None:
    talk = Talk(SLUG)
    talk.open()
    talk.steps.clear()
    assert list(talk.decoder.elapsed(talk.now)) == []
    talk.wait(2.0)
    assert Read("2a24") in talk.steps
    assert not any(isinstance(step, WriteClock) for step in talk.steps)
    talk.steps.clear()
    talk.hear(encode_date_time(NINE), "2a08")
    assert [type(step) for step in talk.steps] == [WriteClock]


def test_point_12_it_cannot_be_started() -> None:
    talk = Talk(SLUG)
    assert talk.start() == talk.stop() == []
    assert talk.steps == []
