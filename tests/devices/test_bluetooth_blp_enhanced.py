"""Version 1.1 of the blood-pressure profile: enhanced values and stored records."""

from datetime import datetime, timedelta

import pytest

from devices.decoder import Read, Subscribe, Write
from devices.event import CuffPressureChanged, DeviceEvent, Measured, ProtocolViolated
from devices.ieee11073 import encode_date_time
from devices.measurement import BloodPressure, Provenance
from devices.seen_readings import SeenReadings
from devices.wire.enhanced_blood_pressure import e2e_crc
from devices.wire.layout import Refused
from devices.wire.record_access import Answer, Counted, read_answer
from tests.devices.talk import Talk

SLUG = "bluetooth_blp"
NINE = datetime.fromisoformat("2026-11-23T09:00:00")
SINCE_2000 = int((NINE - datetime.fromisoformat("2000-01-01T00:00:00")).total_seconds())
ENHANCED = bytes.fromhex("46 8000 5200 6100") + SINCE_2000.to_bytes(4, "little") + b"\x42\x00"
PLAIN = bytes.fromhex("06 8000 5200 6100") + encode_date_time(NINE) + b"\x42\x00"
RECORD = b"\x03\x05\x00\x34\x2b" + ENHANCED


def reading(event: DeviceEvent) -> BloodPressure:
    assert isinstance(event, Measured)
    assert isinstance(event.measurement, BloodPressure)
    return event.measurement


def heard(talk: Talk, octets: bytes, channel: str) -> DeviceEvent:
    (event,) = talk.hear(octets, channel)
    return event


def test_the_time_on_the_display_wins_over_the_base_clock() -> None:
    both = bytes.fromhex("7680005200610010bd963242000000c0769632")
    assert reading(heard(Talk(SLUG), both, "2b34")).device_time == NINE - timedelta(hours=5)
    assert reading(heard(Talk(SLUG), ENHANCED, "2b34")).device_time == NINE


def test_enhanced_cuff_pressure_is_one_number() -> None:
    pressure = heard(Talk(SLUG), bytes.fromhex("428c0010bd9632"), "2b35")
    assert isinstance(pressure, CuffPressureChanged)
    assert pressure.pressure == 140.0
    absent = heard(Talk(SLUG), bytes.fromhex("00ff07"), "2b35")
    assert isinstance(absent, CuffPressureChanged)
    assert absent.pressure is None


def test_a_result_told_on_both_channels_is_one_and_on_one_channel_two() -> None:
    talk = Talk(SLUG)
    assert len(talk.hear(PLAIN, "2a35")) == 1
    assert talk.hear(ENHANCED, "2b34") == []
    assert len(talk.hear(PLAIN, "2a35")) == 1
    talk.now += 60
    assert len(talk.hear(ENHANCED, "2b34")) == 1
    failed = bytes.fromhex("00 ff07 ff07 ff07")
    assert len(talk.hear(failed, "2b34")) == 1
    assert talk.hear(failed, "2a35") == []


def test_a_cuff_that_stays_silent_is_asked_for_its_newest_record_and_nothing_else() -> None:
    talk = Talk(SLUG)
    talk.open()
    talk.wait(2.0)
    talk.steps.clear()
    talk.wait(5.0)
    assert talk.steps == [
        Subscribe("2b36", optional=True),
        Subscribe("2a52", optional=True),
        Write("2a52", b"\x01\x06", optional=True),
    ]
    assert talk.decoder.deadline is None
    told = heard(talk, RECORD, "2b36")
    assert reading(told).frame == ENHANCED
    assert isinstance(told, Measured)
    assert told.provenance is Provenance.UNCONFIRMED
    assert talk.hear(b"\x06\x00\x01\x01", "2a52") == []


def test_a_cuff_that_told_its_result_is_not_asked_for_it_again() -> None:
    talk = Talk(SLUG)
    talk.open()
    talk.wait(2.0)
    assert Read("2a49") in talk.steps
    talk.hear(PLAIN, "2a35")
    talk.steps.clear()
    talk.wait(60.0)
    assert talk.steps == []


def test_a_record_without_a_time_is_memory() -> None:
    told = heard(Talk(SLUG), b"\x03\x05\x00\x34\x2b" + bytes.fromhex("00800052006100"), "2b36")
    assert isinstance(told, Measured)
    assert told.provenance is Provenance.STORED


def test_a_record_in_segments_is_put_together_and_one_with_a_hole_refused() -> None:
    whole = RECORD[1:]
    first, middle, last = whole[:6], whole[6:12], whole[12:]
    talk = Talk(SLUG)
    assert talk.hear(bytes([0x01 | 63 << 2]) + first, "2b36") == []
    assert talk.hear(bytes([0x00 | 0 << 2]) + middle, "2b36") == []
    assert reading(heard(talk, bytes([0x02 | 1 << 2]) + last, "2b36")).frame == ENHANCED
    assert talk.hear(bytes([0x01]) + first, "2b36") == []
    assert isinstance(heard(talk, bytes([0x02 | 2 << 2]) + last, "2b36"), ProtocolViolated)
    assert isinstance(heard(talk, bytes([0x02 | 3 << 2]) + last, "2b36"), ProtocolViolated)


def test_a_record_never_grows_without_end() -> None:
    talk = Talk(SLUG)
    talk.hear(bytes([0x01]) + bytes(19), "2b36")
    told = [event for n in range(1, 9) for event in talk.hear(bytes([n << 2]) + bytes(19), "2b36")]
    assert any(isinstance(event, ProtocolViolated) for event in told)


@pytest.mark.parametrize("flipped", [None, 0, 9, 17])
def test_a_record_that_fails_its_check_is_no_reading(flipped: int | None) -> None:
    talk = Talk(SLUG)
    talk.hear(b"\x40\x00", "2a49")
    whole = RECORD[1:]
    record = bytearray(whole + e2e_crc(whole).to_bytes(2, "little"))
    if flipped is not None:
        record[flipped] ^= 0x10
    told = heard(talk, b"\x03" + record, "2b36")
    assert isinstance(told, Measured if flipped is None else ProtocolViolated)


def test_the_check_is_the_published_one() -> None:
    assert e2e_crc(b"123456789") == 0x6F91  # CRC-16/MCRF4XX, its catalogue's check value


def test_a_record_of_what_was_told_in_the_other_layout_is_the_same_reading() -> None:
    seen = SeenReadings()
    plain = reading(heard(Talk(SLUG), PLAIN, "2a35"))
    enhanced = reading(heard(Talk(SLUG), ENHANCED, "2b34"))
    assert not seen.is_repeat(plain, 0.0)
    assert seen.is_repeat(enhanced, 500.0)
    assert seen.is_repeat(plain, 900.0)


@pytest.mark.parametrize(
    ("octets", "answer"),
    [
        ("06000101", Answer.SUCCESS),
        ("06000106", Answer.NO_RECORDS),
        ("0600010a", Answer.BUSY),
        ("05000300", Counted(3)),
        ("1100ffff", Counted(65535)),
    ],
)
def test_answers_of_the_control_point(octets: str, answer: Answer | Counted) -> None:
    assert read_answer(bytes.fromhex(octets)) == answer


@pytest.mark.parametrize("octets", ["", "06", "060001ff", "0500", "0106", "0600010100"])
def test_what_is_no_answer_is_refused(octets: str) -> None:
    with pytest.raises(Refused):
        read_answer(bytes.fromhex(octets))
