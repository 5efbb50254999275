"""Raycome monitors: the published commands, and one conversation for both links."""

import pytest

from devices.decoder import SERIAL, Subscribe
from devices.event import (
    CuffPressureChanged,
    DeviceEvent,
    FailureReason,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import Provenance
from devices.wire.packets import xor
from devices.wire.raycome_frame import BLUETOOTH_VERSION, USB_VERSION, Command
from tests.devices.talk import Talk

LINKS = {
    "raycome_serial": (USB_VERSION, SERIAL),
    "raycome_ble": (BLUETOOTH_VERSION, "fff1"),
}
RESULT = bytes.fromhex("AA80020F0106000E010101010100D70086006733")


def said(kind: str, data: str = "", version: int = 2) -> bytes:
    body = bytes((version, 2 + len(data) // 2)) + bytes.fromhex(kind + data)
    return b"\xaa\x80" + body + bytes((xor(body),))


CONNECTED, STARTED, STOPPED = (said(kind, "00") for kind in ("0101", "0102", "0103"))
CHARGED, FLAT = said("0404", "0FA0"), said("0404", "0E10")
LIVE = said("0105", "000000007800")


class Monitor:
    """A conversation on one link."""

    def __init__(self, slug: str) -> None:
        self.version, self.channel = LINKS[slug]
        self.talk = Talk(slug)
        self.talk.open()

    def hear(self, *frames: bytes) -> list[DeviceEvent]:
        """Return what the frames tell, and what follows within the spacing of two writes."""
        told = [event for frame in frames for event in self.talk.hear(frame, self.channel)]
        return told + self.talk.wait(0.6)

    def written(self) -> list[Command]:
        """Return the commands written since the last call."""
        known = {command.octets(self.version): command for command in Command}
        return [known[octets] for octets in self.talk.written()]


@pytest.fixture(params=LINKS)
def monitor(request: pytest.FixtureRequest) -> Monitor:
    found = Monitor(request.param)
    assert (Subscribe("fff1") in found.talk.steps) == (request.param == "raycome_ble")
    assert found.written() == [Command.CONNECT]
    return found


@pytest.fixture
def ready(monitor: Monitor) -> Monitor:
    assert monitor.hear(CONNECTED) == []
    assert monitor.written() == [Command.QUERY_POWER]
    assert monitor.hear(CHARGED) == [LinkChanged(state=LinkState.READY)]
    return monitor


@pytest.fixture
def measuring(ready: Monitor) -> Monitor:
    assert ready.talk.start() == []
    assert ready.written() == [Command.QUERY_POWER]
    assert ready.hear(CHARGED) == []
    assert ready.written() == [Command.START]
    assert ready.hear(STARTED) == []
    return ready


def reason(events: list[DeviceEvent]) -> FailureReason:
    (failed,) = [event for event in events if isinstance(event, MeasurementFailed)]
    return failed.reason


@pytest.mark.parametrize(
    ("command", "version", "octets"),
    [
        (Command.CONNECT, 2, "CC80020301010001"),
        (Command.START, 2, "CC80020301020002"),
        (Command.STOP, 2, "CC80020301030003"),
        (Command.QUERY_POWER, 2, "CC80020304040001"),
        (Command.CONNECT, 3, "CC80030301010000"),
        (Command.START, 3, "CC80030301020003"),
        (Command.STOP, 3, "CC80030301030002"),
        (Command.QUERY_POWER, 3, "CC80030304040000"),
    ],
)
def test_the_published_commands(command: Command, version: int, octets: str) -> None:
    assert command.octets(version) == bytes.fromhex(octets)


def test_a_whole_measurement_with_live_pressure_is_ended_with_a_stop(measuring: Monitor) -> None:
    assert [type(event) for event in measuring.hear(LIVE, RESULT)] == [
        CuffPressureChanged,
        Measured,
    ]
    assert measuring.written() == [Command.STOP]
    assert measuring.hear(STOPPED) == []
    measuring.talk.start()
    assert measuring.written() == [Command.QUERY_POWER]


def test_a_model_that_does_not_know_connect_is_ready_by_its_power(monitor: Monitor) -> None:
    monitor.talk.wait(2.1)
    assert monitor.written() == [Command.QUERY_POWER]
    assert monitor.hear(CHARGED) == [LinkChanged(state=LinkState.READY)]


def test_a_model_that_tells_no_power_is_started_without(monitor: Monitor) -> None:
    monitor.hear(CONNECTED)
    assert monitor.talk.wait(2.1) == [LinkChanged(state=LinkState.READY)]
    monitor.written()
    monitor.talk.start()
    assert monitor.written() == [Command.START]


def test_way_10_nothing_at_the_other_end_is_lost_and_never_started(monitor: Monitor) -> None:
    assert [event.state for event in monitor.talk.wait(30) if isinstance(event, LinkChanged)] == [
        LinkState.LOST
    ]
    assert reason(monitor.talk.start()) is FailureReason.REFUSED
    assert Command.START not in monitor.written()


def test_a_flat_battery_is_not_let_inflate(ready: Monitor) -> None:
    ready.talk.start()
    assert reason(ready.hear(FLAT)) is FailureReason.REFUSED
    assert Command.START not in ready.written()


def test_rule_1_a_person_at_its_button_is_no_moment_to_start(ready: Monitor) -> None:
    ready.hear(LIVE)
    assert reason(ready.talk.start()) is FailureReason.REFUSED
    assert isinstance(ready.hear(RESULT)[-1], Measured)
    assert ready.written() == []


def test_rule_1_pressure_between_the_question_and_the_start_holds_the_start_back(
    ready: Monitor,
) -> None:
    ready.talk.start()
    ready.hear(LIVE, CHARGED)
    assert ready.written() == [Command.QUERY_POWER]


def test_rule_6_a_result_before_the_start_was_accepted_is_an_old_one(ready: Monitor) -> None:
    ready.talk.start()
    ready.hear(CHARGED)
    (old,) = ready.hear(RESULT)
    assert isinstance(old, Measured)
    assert old.provenance is Provenance.STORED
    ready.hear(STARTED)
    assert isinstance(ready.hear(RESULT)[0], Measured)
    assert ready.written()[-1] is Command.STOP


def test_rule_3_a_start_without_an_answer_is_stopped(ready: Monitor) -> None:
    ready.talk.start()
    ready.hear(CHARGED)
    assert reason(ready.talk.wait(2.1)) is FailureReason.NO_ANSWER
    assert ready.written()[-1] is Command.STOP


def test_an_echo_without_success_is_a_refusal(ready: Monitor) -> None:
    ready.talk.start()
    ready.hear(CHARGED)
    assert reason(ready.hear(said("0102", "01"))) is FailureReason.REFUSED


def test_rule_3_no_end_within_three_minutes_is_stopped(measuring: Monitor) -> None:
    assert reason(measuring.talk.wait(181)) is FailureReason.TIMED_OUT
    assert measuring.written() == [Command.STOP]


def test_a_stop_lets_the_air_out_at_once(measuring: Monitor) -> None:
    assert reason(measuring.talk.stop()) is FailureReason.ABORTED
    assert measuring.written() == [Command.STOP]
    assert measuring.talk.stop() == []


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("01", FailureReason.OVERPRESSURE),
        ("02", FailureReason.CUFF_LOOSE),
        ("06", FailureReason.WEAK_SIGNAL),
        ("09", FailureReason.BLOCKED),
        ("10", FailureReason.DEVICE_FAULT),
        ("77", FailureReason.DEVICE_FAULT),
    ],
)
def test_an_error_says_why(measuring: Monitor, code: str, why: FailureReason) -> None:
    assert reason(measuring.hear(said("0107", code))) is why
    assert measuring.written() == [Command.STOP]


@pytest.mark.parametrize("odd", [said("0105", "00"), said("0106", "00"), said("0107")])
def test_a_whole_frame_that_says_nothing_possible_is_a_violation(
    measuring: Monitor, odd: bytes
) -> None:
    (event,) = measuring.hear(odd)
    assert isinstance(event, ProtocolViolated)
