"""The drivers that start a cuff, on real pyserial and a pseudo-terminal, as fast as these go."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import pytest

from devices.catalog import find
from devices.cuff import Cuff
from devices.driver import Driver
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
from devices.measurement import BloodPressure, Provenance
from devices.url import SerialUrl, open_transport
from tests.support import pty_dinamap, pty_suntech
from tests.support.pty_dinamap import Dinamap
from tests.support.pty_line import FarEnd, PtyLine, Silence
from tests.support.pty_suntech import ENDLESS, SunTech
from tests.support.unhurried import HostEnd, UnhurriedLoop, Way

SUNTECH, DINAMAP = find("suntech_oem"), find("ge_dinamap")
Result = TypeVar("Result")
Script = Callable[[Cuff, PtyLine, DeviceEvent], Awaitable[None]]
"""What the people do after each event."""


class StandingStill(UnhurriedLoop):
    """A loop on a computer that can stand still: time passes, and nothing runs."""

    def __init__(self, way: Way) -> None:
        self.stood_still_s = 0.0
        super().__init__(way)

    def time(self) -> float:
        return super().time() + self.stood_still_s


def play(main: Callable[[Way], Coroutine[Any, Any, Result]]) -> Result:
    way = Way()
    with asyncio.Runner(loop_factory=lambda: StandingStill(way)) as runner:
        return runner.run(main(way))


def connected(driver: Driver, line: PtyLine, way: Way) -> Cuff:
    return Cuff(driver, HostEnd(open_transport(driver, SerialUrl(line.path)), way))


async def start_when_ready(cuff: Cuff, _line: PtyLine, event: DeviceEvent) -> None:
    if isinstance(event, LinkChanged) and event.state is LinkState.READY:
        await cuff.start_measurement()


def measured_with(
    driver: Driver,
    device: FarEnd,
    folder: Path,
    script: Script = start_when_ready,
    *,
    pulled_after: asyncio.Event | None = None,
) -> list[DeviceEvent]:
    """Return everything told from connecting until the first result, or the end of the link.

    What was written comes out of the line later than it went in: `pulled_after` is waited for.
    """

    async def main(way: Way) -> list[DeviceEvent]:
        line = PtyLine(folder, way)
        line.plug(device)
        events: list[DeviceEvent] = []
        async with connected(driver, line, way) as cuff:
            async for event in cuff.events():
                events.append(event)
                if isinstance(event, Measured | MeasurementFailed):
                    break
                await script(cuff, line, event)
            else:
                return events
        events += [event async for event in cuff.events()]
        if pulled_after is not None:
            await pulled_after.wait()
        line.unplug()
        return events

    return play(main)


def only(events: list[DeviceEvent], kind: type[Result]) -> Result:
    (event,) = [event for event in events if isinstance(event, kind)]
    return event


def pressures(events: list[DeviceEvent]) -> list[float | None]:
    return [event.pressure for event in events if isinstance(event, CuffPressureChanged)]


def test_suntech_shows_the_cuff_pressure_and_then_the_reading(tmp_path: Path) -> None:
    device = SunTech()
    events = measured_with(SUNTECH, device, tmp_path)
    measured = only(events, Measured)
    assert measured.provenance is Provenance.LIVE
    assert measured.measurement == BloodPressure(
        systolic=115, diastolic=74, mean=88, pulse_rate=85, frame=pty_suntech.READING
    )
    assert pressures(events)[-4:] == [160, 120, 80, 40]
    assert device.commands.count(pty_suntech.START) == 1


def test_rule_6_dinamap_waits_out_the_old_result_and_tells_the_new_one(tmp_path: Path) -> None:
    device = Dinamap([pty_dinamap.BEFORE, pty_dinamap.BUSY, pty_dinamap.DONE])
    events = measured_with(DINAMAP, device, tmp_path)
    measured = only(events, Measured)
    assert isinstance(measured.measurement, BloodPressure)
    assert (measured.measurement.systolic, measured.measurement.diastolic) == (128, 79)
    assert measured.measurement.pulse_rate == 72
    assert measured.provenance is Provenance.LIVE
    assert device.commands.count(pty_dinamap.START) == 1


def test_noise_on_the_line_hides_no_reading(tmp_path: Path) -> None:
    events = measured_with(SUNTECH, SunTech(noise=b"\x00\xff\x3e"), tmp_path)
    measured = only(events, Measured)
    assert measured.measurement.frame == pty_suntech.READING
    assert any(isinstance(event, ProtocolViolated) for event in events)


def test_suntech_with_a_wrong_checksum_is_no_reading(tmp_path: Path) -> None:
    events = measured_with(SUNTECH, SunTech(pty_suntech.WRONG_CHECKSUM), tmp_path)
    assert not [event for event in events if isinstance(event, Measured)]
    assert any(isinstance(event, ProtocolViolated) for event in events)
    assert only(events, MeasurementFailed).reason is FailureReason.NO_ANSWER


def test_dinamap_with_a_wrong_checksum_is_unconfirmed(tmp_path: Path) -> None:
    device = Dinamap([pty_dinamap.BUSY, pty_dinamap.WRONG_CHECKSUM])
    measured = only(measured_with(DINAMAP, device, tmp_path), Measured)
    assert not measured.verified
    assert measured.provenance is Provenance.UNCONFIRMED


@pytest.mark.parametrize(
    ("driver", "device", "reason"),
    [
        (SUNTECH, SunTech(pty_suntech.LOOSE_CUFF), FailureReason.CUFF_LOOSE),
        (SUNTECH, SunTech(abort_after=2), FailureReason.ABORTED),
        (SUNTECH, SunTech(mute_after=4), FailureReason.NO_ANSWER),
        (DINAMAP, Dinamap([pty_dinamap.BUSY, pty_dinamap.FAILED]), FailureReason.DEVICE_FAULT),
    ],
    ids=["error code", "stopped at the device", "falls silent", "failed determination"],
)
def test_an_attempt_without_a_value_says_why(
    driver: Driver, device: FarEnd, reason: FailureReason, tmp_path: Path
) -> None:
    events = measured_with(driver, device, tmp_path)
    assert only(events, MeasurementFailed).reason is reason
    assert not [event for event in events if isinstance(event, Measured)]


def test_a_person_stops_the_measurement(tmp_path: Path) -> None:
    async def stop_at_120(cuff: Cuff, line: PtyLine, event: DeviceEvent) -> None:
        await start_when_ready(cuff, line, event)
        if isinstance(event, CuffPressureChanged) and event.pressure == 120:
            await cuff.stop_measurement()

    device = SunTech(pressures=ENDLESS)
    events = measured_with(SUNTECH, device, tmp_path, stop_at_120, pulled_after=device.aborted)
    assert only(events, MeasurementFailed).reason is FailureReason.ABORTED
    assert device.commands[-1] == pty_suntech.ABORT


class HeardLate:
    """A module whose answers come while the computer stands still for longer than any limit."""

    def __init__(self, device: SunTech, *at: bytes) -> None:
        self._device, self._at = device, at

    def feed(self, octets: bytes) -> bytes:
        loop = asyncio.get_running_loop()
        if octets in self._at and isinstance(loop, StandingStill):
            loop.stood_still_s += 30
        return self._device.feed(octets)


@pytest.mark.parametrize(
    "at",
    [pty_suntech.GET_PRESSURE, pty_suntech.START, pty_suntech.GET_DATA],
    ids=["asked", "started", "fetched"],
)
def test_a_standstill_of_the_computer_is_no_silence_of_the_cuff(at: bytes, tmp_path: Path) -> None:
    device = SunTech()
    measured = only(measured_with(SUNTECH, HeardLate(device, at), tmp_path), Measured)
    assert measured.measurement.frame == pty_suntech.READING
    assert pty_suntech.ABORT not in device.commands


def test_rule_3_hanging_up_in_mid_measurement_lets_the_air_out(tmp_path: Path) -> None:
    device = SunTech(pressures=ENDLESS)

    async def main(way: Way) -> list[DeviceEvent]:
        line = PtyLine(tmp_path, way)
        line.plug(device)
        async with connected(SUNTECH, line, way) as cuff:
            async for event in cuff.events():
                await start_when_ready(cuff, line, event)
                if isinstance(event, CuffPressureChanged) and event.pressure == 120:
                    break
        rest = [event async for event in cuff.events()]
        await device.aborted.wait()
        line.unplug()
        return rest

    assert only(play(main), MeasurementFailed).reason is FailureReason.ABORTED
    assert device.commands[-1] == pty_suntech.ABORT


@pytest.mark.parametrize("driver", [SUNTECH, DINAMAP], ids=["suntech", "dinamap"])
def test_way_1_a_pulled_cable_in_mid_measurement_ends_it_at_once(
    driver: Driver, tmp_path: Path
) -> None:
    async def pull(cuff: Cuff, line: PtyLine, event: DeviceEvent) -> None:
        await start_when_ready(cuff, line, event)
        if isinstance(event, LinkChanged) and event.state is LinkState.MEASURING:
            line.unplug()

    device: FarEnd = SunTech() if driver is SUNTECH else Dinamap()
    events = measured_with(driver, device, tmp_path, pull)
    assert only(events, MeasurementFailed).reason is FailureReason.LINK_LOST
    last = events[-1]
    assert isinstance(last, LinkChanged)
    assert last.state is LinkState.LOST
    assert "unplugged" in last.text


@pytest.mark.parametrize("driver", [SUNTECH, DINAMAP], ids=["suntech", "dinamap"])
def test_way_10_a_cable_without_a_device_is_never_ready(driver: Driver, tmp_path: Path) -> None:
    events = measured_with(driver, Silence(), tmp_path)
    states = [event.state for event in events if isinstance(event, LinkChanged)]
    assert states == [LinkState.CONNECTING, LinkState.LOST]
