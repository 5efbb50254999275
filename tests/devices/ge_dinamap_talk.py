"""What a DINAMAP monitor says, and conversations with one at several stages."""

from devices.event import (
    FailureReason,
    Measured,
    MeasurementFailed,
)
from devices.measurement import BloodPressure
from devices.wire.dinamap_line import GET_STATUS, command
from tests.devices.talk import Talk

SLUG = "ge_dinamap"


def status(now: int = 1, *, age: int = 300, patient: int = 1, values: str = "124078093") -> bytes:
    return command(f" NA{now}{patient}0{age:04}{values}")


def ready(first: bytes | None = None) -> Talk:
    talk = Talk(SLUG)
    talk.open()
    talk.hear(first or status())
    talk.written()
    talk.events.clear()
    return talk


def measuring(before: bytes | None = None) -> Talk:
    talk = ready(before)
    talk.start()
    talk.hear(before or status())
    talk.hear(command(" NC"))
    talk.written()
    return talk


def poll(talk: Talk, answer: bytes) -> None:
    talk.wait(1.0)
    assert talk.written() == [GET_STATUS]
    talk.hear(answer)


def failures(talk: Talk) -> list[FailureReason]:
    return [event.reason for event in talk.events if isinstance(event, MeasurementFailed)]


def readings(talk: Talk) -> list[BloodPressure]:
    return [
        event.measurement
        for event in talk.events
        if isinstance(event, Measured) and isinstance(event.measurement, BloodPressure)
    ]


def reading_with_rate(rate_line: bytes) -> Talk:
    talk = measuring()
    poll(talk, status(0))
    poll(talk, status(1, age=1))
    talk.hear(rate_line)
    return talk
