"""SunTech module: silence, damage, refusals and results that cannot be used."""

import pytest

from devices.decoder import Output
from devices.drivers.suntech_oem import DRIVER, FINISH_S
from devices.event import (
    CuffPressureChanged,
    FailureReason,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import BloodPressure
from devices.wire.suntech_frame import ABORT, GET_DATA, GET_PRESSURE, command
from tests.devices.suntech_oem_talk import (
    ABORTED,
    FINISHED,
    READING,
    RECEIVED,
    failures,
    fetching,
    measuring,
    pressure,
    ready,
    reply,
    result,
)
from tests.devices.talk import Talk


def test_rule_3_a_start_that_nobody_answers_is_aborted() -> None:
    talk = ready()
    talk.start()
    talk.hear(pressure(0))
    talk.wait(3.2)
    assert talk.written()[-1] == ABORT
    assert failures(talk) == [FailureReason.NO_ANSWER]


def test_rule_3_silence_while_measuring_is_aborted() -> None:
    talk = measuring()
    talk.wait(5)
    assert talk.written()[-1] == ABORT
    assert failures(talk) == [FailureReason.NO_ANSWER]


def test_one_lost_poll_is_forgiven() -> None:
    talk = measuring()
    talk.wait(1.4)
    talk.hear(pressure(100))
    talk.wait(1.4)
    assert failures(talk) == []


def test_rule_3_a_measurement_that_does_not_end_is_aborted() -> None:
    talk = measuring()
    for _ in range(int(FINISH_S)):
        talk.wait(1.0)
        talk.hear(pressure(60))
    assert failures(talk) == [FailureReason.TIMED_OUT]
    assert ABORT in talk.written()


def test_an_abort_that_nobody_confirms_ends_by_itself() -> None:
    talk = measuring()
    talk.stop()
    talk.wait(2.0)
    talk.written()
    talk.start()
    assert talk.written() == [GET_PRESSURE]


def test_the_module_aborts_by_itself() -> None:
    talk = measuring()
    talk.hear(ABORTED)
    assert failures(talk) == [FailureReason.ABORTED]
    talk.wait(1.0)
    talk.written()
    talk.start()
    assert talk.written() == [GET_PRESSURE]


def test_a_late_end_of_an_older_measurement_fetches_nothing() -> None:
    talk = ready()
    talk.start()
    talk.hear(pressure(0))
    talk.wait(0.1)
    talk.written()
    talk.hear(FINISHED)
    talk.wait(0.5)
    assert talk.written() == []


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (1, FailureReason.WEAK_SIGNAL),
        (2, FailureReason.MOVEMENT),
        (3, FailureReason.OUT_OF_RANGE),
        (4, FailureReason.TIMED_OUT),
        (85, FailureReason.BLOCKED),
        (86, FailureReason.ABORTED),
        (87, FailureReason.CUFF_LOOSE),
        (88, FailureReason.POWER_CYCLE_NEEDED),
        (89, FailureReason.OVERPRESSURE),
        (90, FailureReason.DEVICE_FAULT),
        (91, FailureReason.DEVICE_FAULT),
        (97, FailureReason.DEVICE_FAULT),
        (98, FailureReason.DEVICE_FAULT),
        (99, FailureReason.DEVICE_FAULT),
        (0x85, FailureReason.DEVICE_FAULT),  # 133: hexadecimal is not what the codes are
    ],
)
def test_error_codes_are_decimal(error: int, reason: FailureReason) -> None:
    (event,) = Talk("suntech_oem").hear(result(error=error))
    assert isinstance(event, MeasurementFailed)
    assert event.reason is reason
    assert event.text


def test_a_status_other_than_one_is_no_reading() -> None:
    (event,) = Talk("suntech_oem").hear(result(status=0))
    assert isinstance(event, MeasurementFailed)


def test_pulse_zero_is_absent() -> None:
    (event,) = Talk("suntech_oem").hear(result(pulse=0))
    assert isinstance(event, Measured)
    assert isinstance(event.measurement, BloodPressure)
    assert event.measurement.pulse_rate is None


def test_impossible_numbers_are_no_reading_and_end_the_measurement() -> None:
    talk = fetching()
    talk.hear(result(systolic=0))
    assert [type(event) for event in talk.events] == [ProtocolViolated, MeasurementFailed]
    talk.start()
    assert failures(talk) == [FailureReason.DEVICE_FAULT]


def test_a_wrong_checksum_is_no_reading_and_is_asked_again() -> None:
    talk = fetching()
    damaged = bytearray(READING)
    damaged[2] ^= 1
    (event,) = talk.hear(bytes(damaged))
    assert isinstance(event, ProtocolViolated)
    assert event.frame == bytes(damaged)
    talk.wait(1.0)
    assert talk.written() == [GET_DATA]
    (event,) = talk.hear(READING)
    assert isinstance(event, Measured)


def test_a_result_that_never_comes_whole_is_given_up() -> None:
    talk = fetching()
    talk.wait(4.0)
    (event,) = talk.events
    assert isinstance(event, MeasurementFailed)
    assert event.reason is FailureReason.NO_ANSWER
    assert "no whole result" in event.text
    assert talk.written()[-1] == ABORT


def test_the_first_probe_is_repeated_and_then_the_device_is_lost() -> None:
    talk = Talk("suntech_oem")
    talk.open()
    talk.wait(10)
    assert talk.written() == [GET_PRESSURE] * 3
    (event,) = talk.events
    assert isinstance(event, LinkChanged)
    assert event.state is LinkState.LOST
    assert event.text


def test_other_replies_and_letters_out_of_place_are_nothing() -> None:
    talk = ready()
    assert talk.hear(reply(1, 2, 3)) == []
    assert talk.hear(RECEIVED) == []
    assert talk.hear(pressure(0xFFFF)) == []


def test_a_frame_cut_short_does_not_swallow_the_next() -> None:
    talk = measuring()
    talk.wait(0.25)
    talk.hear(READING[:10])
    talk.now += 0.6
    told = talk.hear(pressure(120))
    assert [type(event) for event in told] == [ProtocolViolated, CuffPressureChanged]


def test_a_frame_cut_short_is_told_when_the_wait_is_over() -> None:
    talk = measuring()
    talk.wait(0.25)
    talk.hear(READING[:10])
    assert [type(event) for event in talk.wait(1.0)] == [ProtocolViolated]


def test_rule_4_no_neonatal_start_exists() -> None:
    outputs: list[Output] = []
    talk = ready()
    talk.start()
    outputs += talk.steps
    assert command(0x28) not in {step.octets for step in outputs if hasattr(step, "octets")}
    assert DRIVER.capabilities.can_start
    assert DRIVER.minimum_start_interval_s >= 60
