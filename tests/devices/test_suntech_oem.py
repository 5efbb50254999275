"""SunTech OEM: published frames, and the conversation around one measurement."""

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
from devices.wire.suntech_frame import ABORT, GET_DATA, GET_PRESSURE, START, command
from tests.devices.talk import Talk

READING = bytes.fromhex("3e1873004a001e01000000000000310755005800000000e9")
FINISHED = bytes.fromhex("3e044b73")
RECEIVED = bytes.fromhex("3e044f6f")
BUSY = bytes.fromhex("3e04427c")
ABORTED = bytes.fromhex("3e04417d")
ERROR = bytes.fromhex("3e044579")


def reply(*data: int) -> bytes:
    body = bytes((0x3E, len(data) + 3, *data))
    return body + bytes((-sum(body) & 0xFF,))


def pressure(mmhg: int) -> bytes:
    return reply(mmhg & 0xFF, mmhg >> 8)


def result(error: int = 0, status: int = 1, systolic: int = 115, pulse: int = 85) -> bytes:
    data = bytearray(21)
    data[0:2], data[2:4], data[5] = systolic.to_bytes(2, "little"), b"\x4a\x00", status
    data[14], data[16], data[18] = pulse, 88, error
    return reply(*data)


def ready() -> Talk:
    talk = Talk("suntech_oem")
    talk.open()
    talk.hear(pressure(0))
    talk.wait(1.0)
    talk.written()
    return talk


def measuring() -> Talk:
    talk = ready()
    talk.start()
    talk.hear(pressure(0))
    talk.wait(0.1)
    talk.hear(RECEIVED)
    talk.written()
    talk.events.clear()
    return talk


def failures(talk: Talk) -> list[FailureReason]:
    return [event.reason for event in talk.events if isinstance(event, MeasurementFailed)]


def test_published_commands() -> None:
    assert START.hex() == "3a20a6"
    assert ABORT.hex() == "3a7901004c"
    assert GET_DATA.hex() == "3a7903004a"
    assert GET_PRESSURE.hex() == "3a79050048"
    assert command(0x87) == bytes.fromhex("3a873f")
    assert command(0x17, 160, 0) == bytes.fromhex("3a17a0000f")
    assert command(0x17, 180, 0) == bytes.fromhex("3a17b400fb")
    assert command(0x79, 0x10, 0x03) == bytes.fromhex("3a7910033a")
    assert command(0x79, 0x11, 0x00) == bytes.fromhex("3a7911003c")
    assert command(0x79, 0x02, 0x40) == bytes.fromhex("3a7902400b")


def test_a_whole_measurement() -> None:
    talk = ready()
    assert talk.events[-1] == LinkChanged(state=LinkState.READY)
    talk.start()
    assert talk.written() == [GET_PRESSURE]
    talk.hear(pressure(0))
    talk.wait(0.1)
    assert talk.written() == [START]
    talk.hear(RECEIVED)
    for mmhg in (160, 120, 80):
        talk.wait(0.25)
        assert talk.written() == [GET_PRESSURE]
        assert isinstance(talk.hear(pressure(mmhg))[0], CuffPressureChanged)
    talk.hear(FINISHED)
    talk.wait(0.1)
    assert talk.written() == [GET_DATA]
    (event,) = talk.hear(READING)
    assert isinstance(event, Measured)
    assert isinstance(event.measurement, BloodPressure)
    assert (event.measurement.systolic, event.measurement.diastolic) == (115.0, 74.0)
    assert (event.measurement.pulse_rate, event.measurement.mean) == (85.0, 88.0)
    talk.wait(300)
    assert talk.written() == []


def test_one_request_at_a_time_even_when_the_end_comes_between() -> None:
    talk = measuring()
    talk.wait(0.25)
    assert talk.written() == [GET_PRESSURE]
    talk.hear(FINISHED)  # unasked, while the reply to the poll is on its way
    talk.wait(0.2)
    assert talk.written() == []
    talk.hear(pressure(30))
    talk.wait(0.1)
    assert talk.written() == [GET_DATA]


def test_a_poll_that_the_end_swallowed_does_not_hold_up_the_result() -> None:
    talk = measuring()
    talk.wait(0.25)
    talk.hear(FINISHED)
    talk.wait(1.2)
    assert talk.written() == [GET_PRESSURE, GET_DATA]


def test_commands_leave_a_tenth_of_a_second_between_them() -> None:
    talk = ready()
    talk.start()
    talk.hear(pressure(0))
    assert talk.written() == [GET_PRESSURE]
    talk.wait(0.09)
    assert talk.written() == []


def test_no_start_into_a_cuff_that_holds_pressure() -> None:
    talk = ready()
    talk.start()
    for _ in range(30):
        talk.hear(pressure(40))
        talk.wait(0.25)
    assert START not in talk.written()
    assert failures(talk) == [FailureReason.REFUSED]


def test_a_start_waits_for_the_cuff_to_empty() -> None:
    talk = ready()
    talk.start()
    talk.hear(pressure(40))
    talk.wait(0.25)
    talk.hear(pressure(0xFFFF))  # not known: not empty
    talk.wait(0.25)
    talk.hear(pressure(15))
    talk.wait(0.1)
    assert talk.written()[-1] == START


def test_no_second_start_while_one_runs() -> None:
    talk = measuring()
    talk.start()
    assert failures(talk) == [FailureReason.REFUSED]
    assert talk.written() == []


def test_busy_is_asked_again_once() -> None:
    talk = ready()
    talk.start()
    talk.hear(pressure(0))
    talk.wait(0.1)
    talk.hear(BUSY)
    talk.wait(0.9)
    assert talk.written() == [GET_PRESSURE, START]
    talk.wait(0.1)
    assert talk.written() == [START]
    talk.hear(BUSY)
    assert failures(talk) == [FailureReason.REFUSED]


def test_busy_then_accepted() -> None:
    talk = ready()
    talk.start()
    talk.hear(pressure(0))
    talk.wait(0.1)
    talk.hear(BUSY)
    talk.wait(1.0)
    talk.hear(RECEIVED)
    talk.wait(0.25)
    assert talk.written()[-1] == GET_PRESSURE


@pytest.mark.parametrize("letter", "ENDST")
def test_a_refused_start_is_told(letter: str) -> None:
    talk = ready()
    talk.start()
    talk.hear(pressure(0))
    talk.wait(0.1)
    talk.hear(reply(ord(letter)))
    assert failures(talk) == [FailureReason.REFUSED]
    talk.wait(1.0)
    talk.start()
    assert talk.written()[-1] == GET_PRESSURE


def test_a_start_that_nobody_answers_is_aborted() -> None:
    talk = ready()
    talk.start()
    talk.hear(pressure(0))
    talk.wait(1.2)
    assert talk.written()[-1] == ABORT
    assert failures(talk) == [FailureReason.NO_ANSWER]


def test_silence_while_measuring_is_aborted() -> None:
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


def test_a_measurement_that_does_not_end_is_aborted() -> None:
    talk = measuring()
    for _ in range(int(FINISH_S)):
        talk.wait(1.0)
        talk.hear(pressure(60))
    assert failures(talk) == [FailureReason.TIMED_OUT]
    assert ABORT in talk.written()


def test_abort_is_written_at_once_and_settles() -> None:
    talk = measuring()
    talk.wait(0.25)
    talk.written()
    talk.stop()
    assert talk.written() == [ABORT]
    assert failures(talk) == [FailureReason.ABORTED]
    talk.hear(ABORTED)
    talk.start()
    assert failures(talk)[-1] is FailureReason.REFUSED  # still finishing
    talk.hear(FINISHED)
    talk.start()
    talk.wait(0.1)
    assert talk.written() == [GET_PRESSURE]


def test_an_abort_that_nobody_confirms_ends_by_itself() -> None:
    talk = measuring()
    talk.stop()
    talk.wait(2.0)
    talk.written()
    talk.start()
    assert talk.written() == [GET_PRESSURE]


def test_nothing_runs_nothing_is_stopped() -> None:
    talk = ready()
    assert talk.stop() == []
    assert talk.written() == []


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


def fetching() -> Talk:
    talk = measuring()
    talk.hear(FINISHED)
    talk.wait(0.1)
    assert talk.written()[-1] == GET_DATA
    talk.events.clear()
    return talk


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
    assert failures(talk) == [FailureReason.NO_ANSWER]
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


def test_no_neonatal_start_exists() -> None:
    outputs: list[Output] = []
    talk = ready()
    talk.start()
    outputs += talk.steps
    assert command(0x28) not in {step.octets for step in outputs if hasattr(step, "octets")}
    assert DRIVER.capabilities.can_start
    assert DRIVER.minimum_start_interval_s >= 60
