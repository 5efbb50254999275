"""What a SunTech module says, and conversations with one at several stages."""

from devices.event import (
    FailureReason,
    MeasurementFailed,
)
from devices.wire.suntech_frame import GET_DATA
from tests.devices.talk import Talk

READING = bytes.fromhex("3e1873004a001e01000000000000310755005800000000e9")
FINISHED = bytes.fromhex("3e044b73")
RECEIVED = bytes.fromhex("3e044f6f")
BUSY = bytes.fromhex("3e04427c")
ABORTED = bytes.fromhex("3e04417d")


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


def fetching() -> Talk:
    talk = measuring()
    talk.hear(FINISHED)
    talk.wait(0.1)
    assert talk.written()[-1] == GET_DATA
    talk.events.clear()
    return talk
