"""Microlife's memory in one answer, BerryMed's hundred packets a second, Yonker's one value."""

from devices.decoder import Subscribe
from devices.event import DeviceEvent, Measured, ProtocolViolated
from devices.measurement import BloodPressure, PulseOximetry
from devices.wire.microlife_frame import HANG_UP, SEND_ALL
from tests.devices.talk import Talk

BERRY = "49535343-1e4d-4bd9-ba61-23c647249616"
YONKER = "cdeacd81-5235-4c07-8846-93a37ee6b86d"


def memory(*records: tuple[int, ...]) -> bytes:
    data = bytes(38) + b"".join(bytes(record) + b"\0\0" for record in records)
    body = b"\x4d\x3a" + (len(data) + 1).to_bytes(2, "big") + data
    return body + bytes((sum(body) & 0xFF,))


def microlife() -> Talk:
    talk = Talk("microlife_bt")
    talk.open()
    assert talk.steps[0] == Subscribe("fff1")
    assert talk.written() == [SEND_ALL]
    return talk


def systolics(events: list[DeviceEvent]) -> list[float | None]:
    return [
        event.measurement.systolic
        for event in events
        if isinstance(event, Measured) and isinstance(event.measurement, BloodPressure)
    ]


def test_records_come_oldest_first_and_those_without_a_date_before_them() -> None:
    talk = microlife()
    answer = memory(
        (128, 82, 66, 26, 11, 23, 9, 0),
        (140, 90, 70, 0, 0, 0, 0, 0),
        (121, 79, 61, 26, 11, 22, 8, 30),
    )
    told = [
        event
        for at in range(0, len(answer), 20)
        for event in talk.hear(answer[at : at + 20], "fff1")
    ]
    assert systolics(told) == [140.0, 121.0, 128.0]
    assert talk.written() == [HANG_UP]
    assert talk.decoder.deadline is None


def test_a_silent_or_broken_answer_is_asked_for_once_more_and_then_given_up() -> None:
    talk = microlife()
    talk.hear(memory((128, 82, 66, 26, 11, 23, 9, 0))[:-1] + b"\x00", "fff1")
    told = talk.wait(30)
    assert talk.written() == [SEND_ALL, HANG_UP]
    assert isinstance(told[-1], ProtocolViolated)
    assert systolics(talk.events) == []
    assert talk.start() == talk.stop() == []


def oximetry(talk: Talk, packets: bytes) -> list[PulseOximetry]:
    return [
        event.measurement
        for event in talk.hear(packets, BERRY)
        if isinstance(event, Measured) and isinstance(event.measurement, PulseOximetry)
    ]


def packet(spo2: int, rate: int, pleth: int = 50) -> bytes:
    return bytes((0x88, pleth, 0x07 | (rate & 0x80) >> 1, rate & 0x7F, spo2))


def test_a_flood_of_packets_is_told_once_a_second_and_when_it_changes() -> None:
    talk = Talk("berrymed_bm1000")
    talk.open()
    told = []
    for wave in range(250):
        told += oximetry(talk, packet(97, 72, wave % 100))
        talk.wait(0.01)
    assert [one.spo2 for one in told] == [97.0] * 3
    assert [one.pulse_rate for one in oximetry(talk, packet(97, 180) * 4)] == [180.0]


def test_one_odd_packet_is_not_believed() -> None:
    talk = Talk("berrymed_bm1000")
    talk.open()
    assert len(oximetry(talk, packet(97, 72) * 3)) == 1
    assert oximetry(talk, packet(35, 72) * 2 + packet(97, 72) * 3) == []


def test_a_packet_out_of_step_is_said_once() -> None:
    talk = Talk("berrymed_bm1000")
    talk.open()
    told = talk.hear(b"\x01\x02\x03" + packet(97, 72)[:2] + packet(97, 72) * 3, BERRY)
    assert [type(event) for event in told] == [ProtocolViolated, Measured]


def test_yonker_is_never_sure_of_itself() -> None:
    talk = Talk("yonker_bp")
    talk.open()
    assert talk.steps == [Subscribe(YONKER)]
    (event,) = talk.hear(bytes.fromhex("818367510000190b18131200000000"), YONKER)
    assert isinstance(event, Measured)
    assert not event.verified
    assert talk.wait(60) == talk.start() == talk.stop() == []
    assert talk.decoder.deadline is None
