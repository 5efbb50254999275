"""TaiDoc meters: one question at a time, the newest record with its time, told once."""

from datetime import datetime

from devices.drivers.taidoc_bp import CHANNEL
from devices.event import (
    ClockReported,
    DeviceEvent,
    Identified,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import BloodPressure, MeasurementStatus
from devices.wire.taidoc_frame import CLOCK, MODEL, RECORD, RECORD_TIME, question
from tests.devices.talk import Talk

NINE = datetime(2026, 11, 23, 9, 0)  # noqa: DTZ001  no zone is sent
PRESSURE_FLAG, UNEVEN = 0x80, 0x40


def answer(command: int, *data: int) -> bytes:
    body = bytes((0x51, command, *data, 0xA5))
    return body + bytes((sum(body) & 0xFF,))


def packed(when: datetime, flags: int = PRESSURE_FLAG) -> tuple[int, ...]:
    date = (when.year - 2000) << 9 | when.month << 5 | when.day
    return date & 0xFF, date >> 8, when.minute | flags, when.hour


def opened() -> Talk:
    talk = Talk("taidoc_bp")
    talk.open()
    assert talk.written() == [question(MODEL)]
    return talk


def hear(talk: Talk, octets: bytes) -> list[DeviceEvent]:
    told = talk.hear(octets, CHANNEL)
    return told + talk.wait(0.2)


def known(model: tuple[int, int] = (0x40, 0x31)) -> Talk:
    talk = opened()
    assert [type(e) for e in hear(talk, answer(MODEL, *model, 0, 0))] == [Identified]
    assert talk.written() == [question(CLOCK)]
    (clock,) = hear(talk, answer(CLOCK, *packed(NINE, 0)))
    assert clock == ClockReported(device_time=NINE)
    assert talk.written() == [question(RECORD_TIME)]
    return talk


def record(talk: Talk, *values: int, flags: int = PRESSURE_FLAG) -> list[DeviceEvent]:
    hear(talk, answer(RECORD_TIME, *packed(NINE, flags)))
    assert talk.written()[-1] == question(RECORD)
    return hear(talk, answer(RECORD, *values))


def test_the_published_question() -> None:
    assert question(RECORD).hex() == "512600000000a31a"


def test_the_newest_record_comes_with_its_time_and_both_frames() -> None:
    (event,) = record(known(), 128, 0, 82, 66, flags=PRESSURE_FLAG | UNEVEN)
    assert isinstance(event, Measured)
    assert isinstance(event.measurement, BloodPressure)
    assert event.measurement.device_time == NINE
    assert event.measurement.status == (MeasurementStatus.IRREGULAR_PULSE,)
    assert len(event.measurement.frame) == 16


def test_it_is_asked_again_and_told_only_when_it_changed() -> None:
    talk = known()
    record(talk, 128, 0, 82, 66)
    talk.written()
    talk.wait(10)
    assert talk.written() == [question(RECORD_TIME)]
    assert record(talk, 128, 0, 82, 66) == []
    talk.wait(10)
    assert [type(event) for event in record(talk, 131, 0, 82, 66)] == [Measured]


def test_a_silent_meter_is_asked_three_times_and_then_the_next_question() -> None:
    talk = opened()
    talk.wait(7)
    assert talk.written() == [question(MODEL), question(MODEL), question(CLOCK)]


def test_an_answer_to_no_question_says_nothing() -> None:
    assert hear(opened(), answer(RECORD, 128, 0, 82, 66)) == []


def test_a_record_without_a_result_is_told_only_when_it_is_a_new_one() -> None:
    talk = known()
    assert record(talk, 0, 0, 0, 0) == []
    talk.wait(10)
    (event,) = record(talk, 128, 0, 82, 3)
    assert isinstance(event, MeasurementFailed)
    assert event.device_time == NINE


def test_a_glucose_record_of_the_model_that_has_them_is_refused() -> None:
    (event,) = record(known((0x61, 0x32)), 128, 0, 82, 66, flags=0)
    assert isinstance(event, ProtocolViolated)
    (pressure,) = record(known((0x61, 0x32)), 128, 0, 82, 66)
    assert isinstance(pressure, Measured)


def test_nothing_is_started() -> None:
    assert known().start() == known().stop() == []
