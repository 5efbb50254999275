"""The QardioArm: started and cancelled by software, the result after "completed"."""

import pytest

from devices.decoder import Subscribe
from devices.drivers.qardio_arm import CANCEL, CONTROL, MEASUREMENT, START
from devices.event import (
    CuffPressureChanged,
    DeviceEvent,
    FailureReason,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.ieee11073 import encode_sfloat
from tests.devices.talk import Talk

READING = bytes.fromhex("048a00580069004800")
INFLATING, DEFLATING, COMPLETED, ABORTED, FAULT = (bytes((0xF2, n)) for n in (1, 3, 4, 5, 6))


def ready() -> Talk:
    talk = Talk("qardio_arm")
    talk.open()
    assert talk.steps[:2] == [Subscribe(MEASUREMENT), Subscribe(CONTROL)]
    talk.written()
    return talk


def measuring(seconds: float = 30.0) -> Talk:
    talk = ready()
    talk.start()
    assert talk.written() == [START]
    talk.hear(INFLATING, CONTROL)
    for _ in range(3):
        talk.wait(seconds / 3)
        talk.hear(b"\x00" + encode_sfloat(120) + b"\0\0\0\0", MEASUREMENT)
    talk.events.clear()
    return talk


def reasons(events: list[DeviceEvent]) -> list[FailureReason]:
    return [event.reason for event in events if isinstance(event, MeasurementFailed)]


def test_a_started_measurement_brings_pressure_and_one_result() -> None:
    talk = measuring()
    talk.hear(DEFLATING, CONTROL)
    talk.hear(COMPLETED, CONTROL)
    (event,) = talk.hear(READING, MEASUREMENT)
    assert isinstance(event, Measured)
    assert event.verified
    assert talk.decoder.deadline is None


def test_a_value_before_completion_waits_and_the_one_after_it_counts() -> None:
    talk = measuring()
    assert talk.hear(READING, MEASUREMENT) == []
    talk.hear(COMPLETED, CONTROL)
    after = bytes.fromhex("048b00580069004800")
    (event,) = talk.hear(after, MEASUREMENT)
    assert isinstance(event, Measured)
    assert event.measurement.frame == after
    assert talk.wait(60) == []


def test_a_value_that_came_only_before_completion_is_told_as_unverified() -> None:
    talk = measuring()
    talk.hear(READING, MEASUREMENT)
    talk.hear(COMPLETED, CONTROL)
    (event,) = talk.wait(6)
    assert isinstance(event, Measured)
    assert not event.verified


def test_a_result_within_ten_seconds_is_a_failure() -> None:
    talk = measuring(seconds=6.0)
    talk.hear(COMPLETED, CONTROL)
    assert reasons(talk.events) == [FailureReason.DEVICE_FAULT]
    (event,) = talk.hear(READING, MEASUREMENT)
    assert isinstance(event, ProtocolViolated)


@pytest.mark.parametrize(
    ("state", "reason"),
    [(ABORTED, FailureReason.ABORTED), (FAULT, FailureReason.DEVICE_FAULT)],
)
def test_a_failure_is_told_and_no_value_counts_after_it(
    state: bytes, reason: FailureReason
) -> None:
    talk = measuring()
    assert reasons(talk.hear(state, CONTROL)) == [reason]
    (event,) = talk.hear(READING, MEASUREMENT)
    assert isinstance(event, ProtocolViolated)
    talk.start()
    assert talk.written() == [START]


def test_stop_cancels_and_only_what_was_started() -> None:
    assert ready().stop() == []
    talk = measuring()
    assert reasons(talk.stop()) == [FailureReason.ABORTED]
    assert talk.written() == [CANCEL]
    talk.hear(bytes.fromhex("00500000000000"), MEASUREMENT)  # the air is still going out
    assert talk.hear(ABORTED, CONTROL) == []
    talk.wait(6)
    talk.start()
    assert talk.written() == [START]


@pytest.mark.parametrize(("begins", "seconds"), [(False, 11), (True, 121)])
def test_what_does_not_begin_or_does_not_end_is_cancelled(begins: bool, seconds: float) -> None:
    talk = ready()
    talk.start()
    if begins:
        talk.hear(INFLATING, CONTROL)
    told = talk.wait(seconds)
    expected = FailureReason.TIMED_OUT if begins else FailureReason.NO_ANSWER
    assert reasons(told) == [expected]
    assert talk.written() == [START, CANCEL]


def test_completed_without_a_result_is_told() -> None:
    talk = measuring()
    talk.hear(COMPLETED, CONTROL)
    assert reasons(talk.wait(6)) == [FailureReason.NO_ANSWER]


def test_a_second_start_while_one_runs_is_refused() -> None:
    talk = measuring()
    assert reasons(talk.start()) == [FailureReason.REFUSED]
    assert talk.written() == []


def test_progress_is_cuff_pressure_and_never_a_reading() -> None:
    (event,) = ready().hear(bytes.fromhex("008c0000007800"), MEASUREMENT)
    assert isinstance(event, CuffPressureChanged)
    assert event.pressure == 140.0
