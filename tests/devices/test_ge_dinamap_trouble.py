"""DINAMAP monitor: silence, damage, refusals and results that cannot be used."""

import pytest

from devices.drivers.ge_dinamap import DRIVER
from devices.event import (
    FailureReason,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import HeartRate, PulseOximetry
from devices.wire.dinamap_line import CANCEL, GET_STATUS, START, command
from tests.devices.ge_dinamap_talk import (
    SLUG,
    failures,
    measuring,
    poll,
    reading_with_rate,
    readings,
    ready,
    status,
)
from tests.devices.talk import Talk


def test_rule_4_a_result_in_neonatal_mode_is_not_used() -> None:
    talk = measuring()
    poll(talk, status(0))
    poll(talk, status(1, age=1, patient=2))
    assert failures(talk) == [FailureReason.REFUSED]
    assert readings(talk) == []


def test_a_reply_that_does_not_begin_like_the_command_is_a_refusal() -> None:
    talk = ready()
    talk.start()
    talk.hear(status())
    (event,) = talk.hear(b" EA(&\r")
    assert isinstance(event, MeasurementFailed)
    assert event.reason is FailureReason.REFUSED
    assert event.frame == b" EA(&\r"


def test_rule_3_a_start_that_nobody_answers_is_cancelled() -> None:
    talk = ready()
    talk.start()
    talk.hear(status())
    talk.wait(3.0)
    assert talk.written()[-1] == CANCEL
    assert failures(talk) == [FailureReason.NO_ANSWER]


def test_rule_3_silence_while_measuring_is_cancelled() -> None:
    talk = measuring()
    talk.wait(8.0)
    assert CANCEL in talk.written()
    assert failures(talk) == [FailureReason.NO_ANSWER]


def test_silence_at_the_check_before_a_start() -> None:
    talk = ready()
    talk.start()
    talk.wait(10.0)
    assert failures(talk) == [FailureReason.NO_ANSWER]
    assert talk.events[-1] == LinkChanged(
        state=LinkState.LOST,
        text="The monitor does not answer. Check that it is on, and the cable.",
    )
    assert START not in talk.written()


def test_silence_at_the_first_probe() -> None:
    talk = Talk(SLUG)
    talk.open()
    talk.wait(20)
    assert talk.written() == [GET_STATUS] * 3
    assert [event.state for event in talk.events if isinstance(event, LinkChanged)] == [
        LinkState.LOST
    ]


def test_an_abort_that_nobody_confirms_returns_to_polling() -> None:
    talk = measuring()
    talk.stop()
    talk.wait(8.0)
    assert talk.written() == [CANCEL, GET_STATUS]


def test_a_late_acknowledgement_is_nothing() -> None:
    talk = measuring()
    talk.stop()
    assert talk.hear(command(" NC")) == []
    assert talk.hear(command(" ND")) == []
    assert talk.hear(command(" ND")) == []


def test_an_abort_answered_by_a_refusal() -> None:
    talk = measuring()
    talk.stop()
    (event,) = talk.hear(b" EA(&\r")
    assert isinstance(event, ProtocolViolated)
    talk.wait(5.0)
    assert talk.written()[-1] == GET_STATUS


def test_stopping_while_the_rate_is_asked_for_keeps_the_reading() -> None:
    talk = measuring()
    poll(talk, status(0))
    poll(talk, status(1, age=1))
    talk.stop()
    assert len(readings(talk)) == 1
    assert CANCEL not in talk.written()


@pytest.mark.parametrize(
    ("line", "rate"),
    [
        (command(" RA3072"), 72.0),
        (command(" RA2072"), None),  # from the oximeter, not from the cuff
        (command(" RA3000"), None),
        (command(" RA3-99"), None),
    ],
)
def test_the_pulse_rate_comes_from_the_cuff(line: bytes, rate: float | None) -> None:
    (reading,) = readings(reading_with_rate(line))
    assert reading.pulse_rate == rate


@pytest.mark.parametrize("line", [b" EA(&\r", command(" RA3010")])
def test_a_useless_rate_does_not_cost_the_reading(line: bytes) -> None:
    talk = reading_with_rate(line)
    assert [r.pulse_rate for r in readings(talk)] == [None]
    assert any(isinstance(event, ProtocolViolated) for event in talk.events)


def test_a_rate_that_never_comes_does_not_cost_the_reading() -> None:
    talk = measuring()
    poll(talk, status(0))
    poll(talk, status(1, age=1))
    assert readings(talk) == []
    talk.wait(3.0)
    assert [r.pulse_rate for r in readings(talk)] == [None]


def test_a_wrong_or_absent_checksum_is_told_and_not_verified() -> None:
    for line in (status(1, age=1)[:-3] + b"\r", status(1, age=1)[:-2] + b"~\r"):
        talk = measuring()
        poll(talk, status(0))
        poll(talk, line)
        talk.hear(command(" RA3072"))
        (event,) = talk.events
        assert isinstance(event, Measured)
        assert not event.verified
    unchecked_rate = reading_with_rate(b" RA3072\r")
    assert [e.verified for e in unchecked_rate.events if isinstance(e, Measured)] == [False]


def test_numbers_that_nobody_has_are_no_reading() -> None:
    talk = measuring()
    poll(talk, status(0))
    poll(talk, status(1, age=1, values="000000000"))
    assert [type(event) for event in talk.events] == [ProtocolViolated, MeasurementFailed]


def test_a_measurement_started_at_the_monitor_is_followed() -> None:
    talk = ready()
    talk.wait(5.0)
    talk.hear(status(0))
    assert talk.events == [LinkChanged(state=LinkState.MEASURING)]
    talk.written()
    for _ in range(20):
        poll(talk, status(0))
    poll(talk, status(1, age=1))
    talk.hear(command(" RA3072"))
    assert len(readings(talk)) == 1


def test_noise_between_polls_is_told_and_survived() -> None:
    talk = ready()
    talk.wait(5.0)
    (event,) = talk.hear(b"\x00\xff noise \r")
    assert isinstance(event, ProtocolViolated)
    talk.wait(1.0)
    talk.hear(status())
    talk.hear(b"x" * 100)
    assert isinstance(talk.events[-1], ProtocolViolated)
    talk.hear(b"\r")
    talk.hear(status())
    talk.hear(b" NA11")
    talk.now += 2.0
    (event,) = talk.hear(status())
    assert isinstance(event, ProtocolViolated)


def test_a_burst_of_noise_ends_no_measurement() -> None:
    talk = measuring()
    talk.wait(1.0)
    talk.written()
    for _ in range(10):
        talk.hear(b"?? noise\r")
    poll(talk, status(0))
    assert failures(talk) == []


def test_noise_for_ever_is_a_lost_monitor() -> None:
    talk = ready()
    for _ in range(12):
        talk.wait(1.0)
        talk.hear(b" ?? \r")
    assert isinstance(talk.events[-1], LinkChanged | ProtocolViolated)
    assert LinkState.LOST in [e.state for e in talk.events if isinstance(e, LinkChanged)]


def test_lines_at_face_value() -> None:
    def told(body: str) -> list[object]:
        events = Talk(SLUG).hear(command(body))
        return [e.measurement if isinstance(e, Measured) else type(e) for e in events]

    (saturation,) = told(" OA1097832")
    assert isinstance(saturation, PulseOximetry)
    assert saturation.spo2 == 97.0
    (unplugged,) = told(" OA6000000")
    assert isinstance(unplugged, PulseOximetry)
    assert unplugged.spo2 is None
    (rate,) = told(" RA3072")
    assert isinstance(rate, HeartRate)
    assert rate.heart_rate == 72.0
    assert told(" RA3010") == [ProtocolViolated]
    assert told(" NC") == told(" ND") == told(" NA0100301124078093") == []
    assert told(" NA1209999124078093") == []
    assert told(" NA1200010124078093") == [MeasurementFailed]
    assert told(" EA") == [ProtocolViolated]


def test_rule_4_only_the_normal_adult_start_exists() -> None:
    assert START == b" NC0!E\r"
    assert DRIVER.minimum_start_interval_s >= 60
