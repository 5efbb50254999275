"""The BP2 and the O2Ring, which share a packet: polled, and told once."""

from devices.decoder import Subscribe
from devices.event import (
    BatteryReported,
    CuffPressureChanged,
    DeviceEvent,
    Measured,
    ProtocolViolated,
)
from devices.measurement import PulseOximetry
from devices.wire.packets import crc8
from devices.wire.viatom_packet import CUFF, NOTIFY, OXIMETER
from tests.devices.talk import Talk

PUMPING, DEFLATING = 0, 1


def real_time(*what: int) -> bytes:
    data = bytes((0, 0, 80, 0, 0, 0, 0, 0, 0, *what))
    return CUFF.ask(0x08, data.ljust(31, b"\0"))


def pressure(mmhg: int, deflating: int = PUMPING) -> bytes:
    return real_time(0, deflating, mmhg, 0)


def result(systolic: int, diastolic: int) -> bytes:
    return real_time(1, 0, 0, 0, systolic, 0, diastolic, 0, 97, 0, 66, 0, 0, 0)


def cuff() -> Talk:
    talk = Talk("viatom_bp2")
    talk.open()
    assert talk.steps[0] == Subscribe(NOTIFY)
    assert talk.written() == [bytes.fromhex("a508f700000000ee")]
    return talk


def hear(talk: Talk, octets: bytes) -> list[DeviceEvent]:
    told = talk.hear(octets, NOTIFY)
    talk.wait(2)
    return [event for event in told if not isinstance(event, BatteryReported)]


def test_a_result_is_told_once_however_often_it_is_sent() -> None:
    talk = cuff()
    (event,) = hear(talk, result(128, 82))
    assert isinstance(event, Measured)
    assert hear(talk, result(128, 82)) == []


def test_the_same_numbers_after_pumping_are_a_second_reading() -> None:
    talk = cuff()
    hear(talk, result(128, 82))
    hear(talk, pressure(140))
    assert [type(event) for event in hear(talk, result(128, 82))] == [Measured]


def test_letting_the_air_out_is_no_second_measurement() -> None:
    talk = cuff()
    hear(talk, pressure(140))
    hear(talk, result(128, 82))
    hear(talk, pressure(60, DEFLATING))
    assert hear(talk, result(128, 82)) == []


def test_an_idle_cuff_says_nothing_of_its_pressure() -> None:
    talk = cuff()
    assert hear(talk, pressure(0)) == []
    assert [type(event) for event in hear(talk, pressure(90))] == [CuffPressureChanged]
    assert [type(event) for event in hear(talk, pressure(0))] == [CuffPressureChanged]


def test_it_is_asked_more_often_while_it_measures_and_again_when_silent() -> None:
    talk = cuff()
    talk.hear(pressure(90), NOTIFY)
    talk.wait(0.6)
    assert len(talk.written()) == 1
    talk.wait(10)
    assert 4 <= len(talk.written()) <= 6


def test_the_battery_is_told_when_it_changes() -> None:
    talk = cuff()
    first, second = (talk.hear(pressure(0), NOTIFY) for _ in range(2))
    assert first == [BatteryReported(percent=80.0)]
    assert second == []


def test_short_data_and_other_kinds_are_no_reading() -> None:
    talk = cuff()
    assert [type(e) for e in hear(talk, CUFF.ask(0x08, b"\0" * 5))] == [ProtocolViolated]
    assert [type(e) for e in hear(talk, CUFF.ask(0x08, b"\0" * 9 + b"\1\0"))] == [ProtocolViolated]
    assert hear(talk, real_time(3, 0, 0, 0)) == []
    assert talk.start() == talk.stop() == []


def oximeter() -> Talk:
    talk = Talk("viatom_o2ring")
    talk.open()
    assert talk.written() == [OXIMETER.ask(0x17)]
    return talk


def sensor(spo2: int, rate: int, finger: int = 1) -> bytes:
    body = OXIMETER.ask(0xFF, bytes((spo2, rate, 0, 0, 0, 0, 0, 97, 0, 0, 10, finger, 0)))
    head = b"\x55\x00\xff" + body[3:-1]
    return head + bytes((crc8(head),))


def test_an_oximeter_is_asked_every_two_seconds_and_without_a_finger_has_no_number() -> None:
    talk = oximeter()
    (battery, event) = talk.hear(sensor(98, 66), NOTIFY)
    assert isinstance(battery, BatteryReported)
    assert isinstance(event, Measured)
    assert isinstance(event.measurement, PulseOximetry)
    assert (event.measurement.spo2, event.measurement.pulse_rate) == (98.0, 66.0)
    talk.wait(2)
    assert len(talk.written()) == 1
    (off,) = talk.hear(sensor(98, 66, finger=0), NOTIFY)
    assert isinstance(off, Measured)
    assert isinstance(off.measurement, PulseOximetry)
    assert (off.measurement.spo2, off.measurement.pulse_rate) == (None, None)
    assert off.measurement.status == ("sensor_off_patient",)


def test_values_that_are_none_are_absent_and_wild_ones_refused() -> None:
    talk = oximeter()
    absent = talk.hear(sensor(255, 0), NOTIFY)[-1]
    assert isinstance(absent, Measured)
    assert isinstance(absent.measurement, PulseOximetry)
    assert absent.measurement.spo2 is absent.measurement.pulse_rate is None
    assert isinstance(talk.hear(sensor(120, 66), NOTIFY)[-1], ProtocolViolated)
    assert isinstance(talk.hear(sensor(98, 10), NOTIFY)[-1], ProtocolViolated)
