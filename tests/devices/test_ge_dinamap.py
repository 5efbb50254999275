"""GE DINAMAP: recovered checksums, reply fields, and the stale-result trap."""

import pytest

from devices.drivers.ge_dinamap import FINISH_S
from devices.event import (
    FailureReason,
    Measured,
    MeasurementFailed,
)
from devices.measurement import Provenance
from devices.wire.dinamap_line import CANCEL, GET_RATE, GET_STATUS, START, command
from tests.devices.ge_dinamap_talk import failures, measuring, poll, readings, ready, status


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (" NA", " NA!2"),
        (" ND", " ND!5"),
        (" NC0", " NC0!E"),
        (" OA", " OA!3"),
        (" RA", " RA!6"),
        (" RC", " RC!8"),
        (" TC", " TC!:"),
    ],
)
def test_published_commands(body: str, line: str) -> None:
    assert command(body) == line.encode() + b"\r"


def test_a_whole_measurement() -> None:
    talk = ready()
    talk.start()
    assert talk.written() == [GET_STATUS]
    talk.hear(status())
    assert talk.written() == [START]
    talk.hear(command(" NC"))
    for _ in range(25):
        poll(talk, status(0))
    poll(talk, status(1, age=1, values="128079095"))
    assert talk.written() == [GET_RATE]
    assert talk.events == []
    talk.hear(command(" RA3072"))
    (reading,) = readings(talk)
    assert (reading.systolic, reading.diastolic, reading.mean) == (128.0, 79.0, 95.0)
    assert reading.pulse_rate == 72.0
    assert reading.age_s == 1.0
    assert reading.frame.count(b"\r") == 2
    (event,) = talk.events
    assert isinstance(event, Measured)
    assert event.verified
    assert event.provenance is Provenance.UNCONFIRMED  # to be decided where the start is known


def test_point_6_the_previous_result_is_not_the_new_one() -> None:
    talk = measuring()
    for age in range(300, 320):  # "done", with the old numbers, ever older
        poll(talk, status(1, age=age))
    assert readings(talk) == []
    poll(talk, status(1, age=2, values="128079095"))
    talk.wait(3)
    assert [r.systolic for r in readings(talk)] == [128.0]


def test_what_the_monitor_holds_at_connection_is_not_told() -> None:
    talk = ready()
    for _ in range(3):
        talk.wait(5.0)
        talk.hear(status(1, age=12))
    assert talk.events == []


def test_a_result_older_than_the_start_is_not_taken() -> None:
    talk = measuring(status(1, age=9999))
    for _ in range(3):
        poll(talk, status(1, age=200))
    assert readings(talk) == []
    assert failures(talk) == [FailureReason.ABORTED]


def test_stopped_at_the_monitor() -> None:
    talk = measuring()
    poll(talk, status(0))
    for _ in range(3):
        poll(talk, status(1, age=302))
    assert failures(talk) == [FailureReason.ABORTED]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (3, FailureReason.DEVICE_FAULT),
        (4, FailureReason.CUFF_LOOSE),
        (6, FailureReason.TIMED_OUT),
        (7, FailureReason.TIMED_OUT),
        (8, FailureReason.OVERPRESSURE),
        (9, FailureReason.DEVICE_FAULT),
    ],
)
def test_failures_of_this_determination(code: int, reason: FailureReason) -> None:
    talk = measuring()
    poll(talk, status(0))
    poll(talk, status(code, age=1, values="000000000"))
    assert failures(talk) == [reason]


def test_an_old_failure_is_not_the_new_one() -> None:
    talk = measuring(status(3, age=40))
    poll(talk, status(3, age=41))
    assert failures(talk) == []
    poll(talk, status(3, age=1))
    assert failures(talk) == [FailureReason.DEVICE_FAULT]


def test_a_failure_without_having_been_seen_busy() -> None:
    talk = measuring()
    poll(talk, status(4, age=302))
    assert failures(talk) == [FailureReason.CUFF_LOOSE]


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (status(patient=2), "adult mode"),
        (status(patient=0), "adult mode"),
        (status(0), "already measuring"),
        (status(9), "its own state"),
    ],
)
def test_rule_4_no_start_unless_idle_and_adult(answer: bytes, word: str) -> None:
    talk = ready()
    talk.start()
    (event,) = talk.hear(answer)
    assert isinstance(event, MeasurementFailed)
    assert event.reason is FailureReason.REFUSED
    assert word in event.text
    assert START not in talk.written()


def test_an_unknown_state_after_a_measurement_that_was_watched_is_no_obstacle() -> None:
    talk = measuring()
    poll(talk, status(9, age=1))
    talk.written()
    talk.start()
    talk.hear(status(9))
    assert START in talk.written()


def test_a_determination_that_does_not_end_is_cancelled() -> None:
    talk = measuring()
    for _ in range(int(FINISH_S)):
        talk.wait(1.0)
        talk.hear(status(0))
    assert failures(talk) == [FailureReason.TIMED_OUT]
    assert CANCEL in talk.written()


def test_abort_is_written_at_once_even_with_a_poll_outstanding() -> None:
    talk = measuring()
    talk.wait(1.0)
    talk.written()
    talk.stop()
    assert talk.written() == [CANCEL]
    assert failures(talk) == [FailureReason.ABORTED]
    assert talk.hear(status(0)) == []  # the answer to the poll
    assert talk.hear(command(" ND")) == []
    talk.wait(5.0)
    assert talk.written() == [GET_STATUS]


def test_nothing_runs_nothing_is_stopped() -> None:
    talk = ready()
    assert talk.stop() == []
    assert talk.written() == []


def test_rule_1_no_second_start_while_one_runs() -> None:
    talk = measuring()
    talk.start()
    assert failures(talk) == [FailureReason.REFUSED]


def test_a_start_while_an_idle_poll_is_out_uses_its_answer() -> None:
    talk = ready()
    talk.wait(5.0)
    assert talk.written() == [GET_STATUS]
    talk.start()
    assert talk.written() == []
    talk.hear(status())
    assert talk.written() == [START]


def test_a_late_status_is_no_answer_to_the_start() -> None:
    talk = ready()
    talk.start()
    talk.hear(status())
    talk.written()
    assert talk.hear(status()) == []
    assert talk.hear(command(" NC")) == []
    poll(talk, status(0))
    assert failures(talk) == []
