"""`kapmonitor measure` at the simulator's devices, and at a virtual Bluetooth cuff on the air."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from devices.catalog import find
from devices.event import DeviceEvent, LinkChanged, LinkState, Measured, MeasurementFailed
from devices.measurement import BloodPressure, PressureUnit, Provenance
from devices.url import parse_device_url
from kapmonitor.commands.attempt import Attempt, Wish
from kapmonitor.commands.reach import reach
from tests.support.ble_rig.rig import Rig, ble_rig
from tests.support.ble_rig.virtual_cuff import Habits, VirtualCuff
from tests.support.command import say

STORED = bytes.fromhex("16 8d00 5b00 6c00 e407050c0c1f00 4200 0000")
"""141/91, taken on 2020-05-12."""
NOT_A_NUMBER = bytes.fromhex("14 ff07 ff07 ff07 ff07 0000")
KILOPASCAL = bytes.fromhex("01 b0f0 6bf0 82f0")
INFLATING = bytes.fromhex("00 9600 ff07 ff07")
PLAIN = bytes.fromhex("04 7700 4d00 5b00 4200")
"""119/77, pulse rate 66, without a time."""


@pytest.mark.parametrize(
    ("driver", "scenario", "start"),
    [
        ("bluetooth_blp", "quiet", []),
        ("bluetooth_blp", "already_taken", []),
        ("suntech_oem", "booster", ["--start"]),
        ("ge_dinamap", "monitor_trouble", ["--start"]),
        ("bluetooth_hrp", "strap_three_hours", []),
        ("qardio_arm", "quiet", ["--start"]),
        ("taidoc_bp", "quiet", []),
    ],
)
def test_a_simulated_device_gives_a_live_reading(
    capsys: pytest.CaptureFixture[str], driver: str, scenario: str, start: list[str]
) -> None:
    device = f"sim://{scenario}"
    said = say(capsys, "measure", "--driver", driver, "--device", device, *start, "--json")
    assert said.code == 0
    readings = [each for each in said.facts if each.get("kind") in ("blood_pressure", "heart_rate")]
    assert readings[-1]["provenance"] == "live"


def test_a_scenario_file_serves_too(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('title = "Mine"\n[cuff]\nkind = "suntech_oem"\n')
    device = f"sim://{file}"
    said = say(capsys, "measure", "--driver", "suntech_oem", "--device", device, "--start")
    assert said.code == 0
    assert "mmHg" in said.out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--driver", "nonsense", "--device", "x"], "There is no driver"),
        (["--driver", "suntech_oem", "--device", ""], "needs a name"),
        (["--driver", "suntech_oem", "--device", "http://x"], "is no device"),
        (["--driver", "suntech_oem", "--device", "ble://C4:64:E3:00:00:02"], "does not fit"),
        (["--driver", "bluetooth_blp", "--device", "/dev/null"], "does not fit"),
        (["--driver", "bluetooth_blp", "--device", "ble://nobody"], "no Bluetooth address"),
        (["--driver", "suntech_oem", "--device", "sim://nonsense"], "no such scenario"),
        (["--driver", "bluetooth_hrp", "--device", "sim://quiet"], "has no bluetooth_hrp"),
        (["--driver", "suntech_oem", "--device", "replay://gone.toml"], "cannot be read"),
        (["--driver", "suntech_oem", "--device", "/dev/null"], "is no serial port"),
        (["--driver", "suntech_oem", "--device", "x", "--timeout", "0"], "--timeout"),
        (["--driver", "suntech_oem", "--device", "x", "--timeout", "nan"], "--timeout"),
        (["--driver", "suntech_oem", "--device", "x", "--timeout", "long"], "--timeout"),
        (["--driver", "suntech_oem", "--device", "x", "--record", "/no/such/folder"], "capture"),
        (["--driver", "bluetooth_blp", "--device", "x", "--start"], "cannot be started"),
        (["--driver", "suntech_oem"], "required: --device"),
    ],
)
def test_what_cannot_be_measured_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], words: list[str], complaint: str
) -> None:
    said = say(capsys, "measure", *words)
    assert said.code == 2
    assert complaint in said.line


def test_a_capture_of_another_driver_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    capture = tmp_path / "capture.toml"
    words = ["--driver", "suntech_oem", "--device", "sim://booster", "--start"]
    assert say(capsys, "measure", *words, "--record", capture).code == 0
    said = say(capsys, "measure", "--driver", "ge_dinamap", "--device", f"replay://{capture}")
    assert said.code == 2
    assert "was recorded with suntech_oem" in said.line


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with ble_rig() as made:
        yield made


async def attempted(far: VirtualCuff, events: list[DeviceEvent], *, patience_s: float) -> Attempt:
    driver, url = find("bluetooth_blp"), parse_device_url(f"ble://{far.habits.address}")
    async with reach(driver, url, patience_s=patience_s) as how:
        attempt = Attempt(driver, how, Wish(patience_s=patience_s), told=events.append)
        await attempt.make()
    return attempt


def readings(events: list[DeviceEvent]) -> list[tuple[BloodPressure, Provenance]]:
    return [
        (event.measurement, event.provenance)
        for event in events
        if isinstance(event, Measured) and isinstance(event.measurement, BloodPressure)
    ]


async def test_over_the_air_the_memory_is_no_reading_but_what_follows_is(rig: Rig) -> None:
    far, events = await rig.cuff([STORED], Habits(hangs_up=False)), list[DeviceEvent]()
    attempting = asyncio.create_task(attempted(far, events, patience_s=20))
    await far.subscribed.wait()
    await far.show_pressure(INFLATING)
    await far.measure(PLAIN)
    assert (await attempting).reading
    (old, stored), (new, live) = readings(events)
    assert (old.systolic, stored) == (141, Provenance.STORED)
    assert (new.systolic, new.diastolic, live) == (119, 77, Provenance.LIVE)


async def test_over_the_air_no_number_is_no_reading(rig: Rig) -> None:
    far, events = await rig.cuff([], Habits(hangs_up=False)), list[DeviceEvent]()
    attempting = asyncio.create_task(attempted(far, events, patience_s=20))
    await far.subscribed.wait()
    await far.measure(NOT_A_NUMBER)
    assert not (await attempting).reading
    assert [event.reason for event in events if isinstance(event, MeasurementFailed)]
    assert not readings(events)


async def test_over_the_air_kilopascals_become_millimetres(rig: Rig) -> None:
    far, events = await rig.cuff([], Habits(hangs_up=False)), list[DeviceEvent]()
    attempting = asyncio.create_task(attempted(far, events, patience_s=20))
    await far.subscribed.wait()
    await far.measure(KILOPASCAL)
    assert (await attempting).reading
    ((reading, _),) = readings(events)
    assert reading.reported_unit is PressureUnit.KPA
    assert reading.systolic == pytest.approx(132.0, abs=0.1)


async def test_over_the_air_a_cuff_that_hung_up_is_awaited_again(rig: Rig) -> None:
    far, events = await rig.cuff([]), list[DeviceEvent]()
    attempting = asyncio.create_task(attempted(far, events, patience_s=30))
    await far.disconnected.wait()  # it had nothing to send
    far.habits = Habits(hangs_up=False)
    await far.advertise()
    await far.subscribed.wait()
    await far.show_pressure(INFLATING)
    await far.measure(PLAIN)
    assert (await attempting).reading
    ((reading, provenance),) = readings(events)
    assert (reading.systolic, provenance) == (119, Provenance.LIVE)


async def test_over_the_air_a_cuff_that_is_not_there_is_no_fault(
    rig: Rig, capsys: pytest.CaptureFixture[str]
) -> None:
    far, events = await rig.cuff([]), list[DeviceEvent]()
    await far.fall_silent()
    attempt = await attempted(far, events, patience_s=0.5)
    assert not attempt.reading
    assert attempt.refusal is None
    assert "No reading within 0.5 s." in capsys.readouterr().err
    states = [event.state for event in events if isinstance(event, LinkChanged)]
    assert LinkState.READY not in states
