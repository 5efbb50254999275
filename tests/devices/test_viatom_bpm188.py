"""The BPM-188: asked for its state, started, stopped, and heard when a person starts it."""

import pytest

from devices.decoder import Subscribe
from devices.event import (
    CuffPressureChanged,
    DeviceEvent,
    FailureReason,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.wire.packets import xor
from devices.wire.viatom_bpm import GET_STATE, START, STOP, command
from tests.devices.talk import Talk

NOTIFY = "2af0"
RESULT = bytes.fromhex("0240dd0f1c009e004e000000420019020b170f14")
ERROR = bytes.fromhex("0240dd0c3cffffffff0000000004000000a9")


def said(*octets: int) -> bytes:
    body = bytes((0x40, 0xDD, len(octets), *octets))
    return b"\x02" + body + bytes((xor(body),))


def pressure(mmhg: float) -> bytes:
    return said(*round(mmhg * 100).to_bytes(2, "big"))


STANDBY, PUMPING = said(0xB2, 6), said(0xB2, 3)


def ready() -> Talk:
    talk = Talk("viatom_bpm188")
    talk.open()
    assert talk.steps == [Subscribe(NOTIFY)]
    return talk


def hear(talk: Talk, octets: bytes) -> list[DeviceEvent]:
    return talk.hear(octets, NOTIFY)


def measuring() -> Talk:
    talk = ready()
    talk.start()
    hear(talk, STANDBY)
    hear(talk, pressure(0))
    talk.wait(1)
    hear(talk, pressure(40))
    talk.written()
    talk.events.clear()
    return talk


def reasons(events: list[DeviceEvent]) -> list[FailureReason]:
    return [event.reason for event in events if isinstance(event, MeasurementFailed)]


def test_the_published_commands() -> None:
    assert START.hex() == "0240dc01a13c"
    assert STOP.hex() == "0240dc01a23f"
    assert command(0xB2) == GET_STATE


def test_a_start_asks_first_and_follows_when_the_cuff_is_at_rest() -> None:
    talk = ready()
    talk.start()
    assert talk.written() == [GET_STATE]
    hear(talk, STANDBY)
    assert talk.written() == [START]
    hear(talk, pressure(60.5))
    (event,) = hear(talk, RESULT)
    assert isinstance(event, Measured)
    assert talk.decoder.deadline is None


def test_a_silent_cuff_is_at_rest_and_a_pumping_one_is_not_started() -> None:
    silent = ready()
    silent.start()
    silent.wait(3)
    assert silent.written() == [GET_STATE, START]
    for sign in (PUMPING, pressure(80)):
        busy = ready()
        busy.start()
        assert FailureReason.REFUSED in reasons(hear(busy, sign))
        busy.wait(3)
        assert START not in busy.written()


def test_an_error_of_the_cuff_is_told_by_its_name() -> None:
    talk = measuring()
    assert reasons(hear(talk, ERROR)) == [FailureReason.CUFF_LOOSE]
    assert talk.decoder.deadline is None


def test_a_result_that_cannot_be_is_no_reading_and_ends_the_measurement() -> None:
    talk = measuring()
    wild = hear(talk, said(0x1C, 0, 78, 0, 158, 0, 0, 0, 66, 0, 25, 2, 11, 23, 15))
    assert [type(event) for event in wild] == [ProtocolViolated, MeasurementFailed]


def test_stop_is_sent_and_its_echo_is_not_a_second_failure() -> None:
    talk = measuring()
    assert reasons(talk.stop()) == [FailureReason.ABORTED]
    assert talk.written() == [STOP]
    assert hear(talk, ERROR) == []
    assert ready().stop() == []


@pytest.mark.parametrize(("begins", "seconds"), [(False, 14), (True, 181)])
def test_what_does_not_begin_or_does_not_end_is_stopped(begins: bool, seconds: float) -> None:
    talk = measuring() if begins else ready()
    if not begins:
        talk.start()
        hear(talk, STANDBY)
    told = talk.wait(seconds)
    expected = FailureReason.TIMED_OUT if begins else FailureReason.NO_ANSWER
    assert reasons(told) == [expected]
    assert talk.written()[-1] == STOP


def test_a_person_starts_it_and_then_software_does_not() -> None:
    talk = ready()
    (event,) = hear(talk, pressure(30))
    assert isinstance(event, CuffPressureChanged)
    assert reasons(talk.start()) == [FailureReason.REFUSED]
    (result,) = hear(talk, RESULT)
    assert isinstance(result, Measured)
    talk.start()
    assert talk.written() == [GET_STATE]


def test_an_error_frame_as_long_as_its_length_says_is_taken_too() -> None:
    (event,) = hear(ready(), said(0x3C, *bytes(11)))
    assert isinstance(event, MeasurementFailed)
    assert event.reason is FailureReason.DEVICE_FAULT
