"""The CMS50D+: ready by its first values, told once a second while they stay the same."""

from devices.driver import SerialSettings
from devices.drivers.contec_cms50d import DRIVER
from devices.event import LinkChanged, LinkState, Measured
from devices.measurement import PulseOximetry
from tests.devices.talk import Talk

STEADY = bytes.fromhex("85300A4861 85320A4861 85340A4861")


def opened() -> Talk:
    talk = Talk("contec_cms50d")
    talk.open()
    return talk


def test_the_first_values_make_it_ready() -> None:
    talk = opened()
    ready, measured = talk.hear(STEADY)
    assert ready == LinkChanged(state=LinkState.READY)
    assert isinstance(measured, Measured)
    assert isinstance(measured.measurement, PulseOximetry)
    assert (measured.measurement.spo2, measured.measurement.pulse_rate) == (97.0, 72.0)
    assert talk.wait(60) == []
    assert talk.written() == []


def test_a_silent_cable_is_lost() -> None:
    talk = opened()
    assert talk.hear(b"\x85\x30") == []
    (lost,) = talk.wait(6)
    assert isinstance(lost, LinkChanged)
    assert lost.state is LinkState.LOST


def test_sixty_packets_a_second_are_told_once_a_second() -> None:
    talk = opened()
    talk.hear(STEADY)
    told = [event for _ in range(30) for event in [*talk.hear(STEADY), *talk.wait(0.1)]]
    assert len(told) == 2
    assert talk.start() == talk.stop() == []


def test_the_line_is_the_one_the_maker_names() -> None:
    assert DRIVER.serial == SerialSettings(baud_rate=19200, parity="O")
