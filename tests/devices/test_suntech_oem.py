"""SunTech OEM: published frames, and the conversation around one measurement."""

import pytest

from devices.event import (
    CuffPressureChanged,
    FailureReason,
    LinkChanged,
    LinkState,
    Measured,
)
from devices.measurement import BloodPressure
from devices.wire.suntech_frame import ABORT, GET_DATA, GET_PRESSURE, START, command
from tests.devices.suntech_oem_talk import (
    ABORTED,
    BUSY,
    FINISHED,
    READING,
    RECEIVED,
    failures,
    measuring,
    pressure,
    ready,
    reply,
)


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


def test_rule_1_no_start_into_a_cuff_that_holds_pressure() -> None:
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


def test_rule_1_no_second_start_while_one_runs() -> None:
    talk = measuring()
    talk.start()
    assert failures(talk) == [FailureReason.REFUSED]
    assert talk.written() == []


def test_rule_2_busy_is_asked_again_once() -> None:
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


def test_nothing_runs_nothing_is_stopped() -> None:
    talk = ready()
    assert talk.stop() == []
    assert talk.written() == []
