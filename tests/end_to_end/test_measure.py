"""`kapmonitor measure` as people run it: its own process, real ports, real Bluetooth stack."""

import asyncio
import json
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support import pty_dinamap, pty_suntech
from tests.support.ble_rig.fake_bluez import ADDRESS, fake_bluez
from tests.support.pty_dinamap import Dinamap
from tests.support.pty_line import FarEnd, PtyLine, Silence
from tests.support.pty_suntech import SunTech

NOT_STAMPED = bytes.fromhex("04 8000 5200 6100 4200")
FAILED = bytes.fromhex("14 ff07 ff07 ff07 ff07 0000")


@dataclass(frozen=True)
class Outcome:
    """What one run of the command left."""

    exit_code: int | None
    events: list[dict[str, Any]]
    complaint: str

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Return the events of a kind: of measurements the kind, of others the event's name."""
        return [event for event in self.events if kind in (event.get("kind"), event["event"])]


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    made = [tmp_path / str(number) for number in range(7)]
    for folder in made:
        folder.mkdir()
    return made


async def measure(driver: str, device: str, *options: str) -> Outcome:
    command = ["-m", "kapmonitor", "measure", "--json", "--driver", driver, "--device", device]
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, *options, stdout=-1, stderr=-1
    )
    output, complaint = await process.communicate()
    events = [json.loads(line) for line in output.decode().splitlines()]
    return Outcome(process.returncode, events, complaint.decode())


async def measure_on(folder: Path, driver: str, device: FarEnd, *, pull_at: int = 0) -> Outcome:
    """Run the command on a serial line; pull its cable at so many commands."""
    line = PtyLine(folder)
    line.plug(Pulled(device, line, pull_at) if pull_at else device)
    try:
        return await measure(driver, line.path, "--start", "--timeout", "20")
    finally:
        line.unplug()


class Pulled:
    """A device whose cable is pulled when it has heard so many times from the host."""

    def __init__(self, device: FarEnd, line: PtyLine, at: int) -> None:
        self._device, self._line, self._left = device, line, at

    def feed(self, octets: bytes) -> bytes:
        self._left -= 1
        if self._left == 0:
            self._line.unplug()
        return self._device.feed(octets)


async def test_serial_cuffs_in_good_and_bad_health(folders: list[Path]) -> None:
    """All at once, so that it takes no longer than the slowest: three seconds of silence."""
    good, monitor, cut, wrong, loose, mute, unchecked = await asyncio.gather(
        measure_on(folders[0], "suntech_oem", SunTech()),
        measure_on(folders[1], "ge_dinamap", Dinamap()),
        measure_on(folders[2], "suntech_oem", SunTech(), pull_at=5),
        measure_on(folders[3], "suntech_oem", SunTech(pty_suntech.WRONG_CHECKSUM)),
        measure_on(folders[4], "suntech_oem", SunTech(pty_suntech.LOOSE_CUFF)),
        measure_on(folders[5], "suntech_oem", Silence()),
        measure_on(
            folders[6],
            "ge_dinamap",
            Dinamap([pty_dinamap.BUSY, pty_dinamap.WRONG_CHECKSUM]),
        ),
    )
    shown = [event["pressure"] for event in good.of("cuff_pressure")]
    (reading,) = good.of("blood_pressure")
    assert good.exit_code == 0
    assert shown[-4:] == [160, 120, 80, 40]
    assert good.events.index(reading) > good.events.index(good.of("cuff_pressure")[-1])
    assert (reading["systolic"], reading["diastolic"], reading["provenance"]) == (115, 74, "live")
    assert monitor.exit_code == 0
    assert [event["systolic"] for event in monitor.of("blood_pressure")] == [128]
    assert [event["provenance"] for event in unchecked.of("blood_pressure")] == ["unconfirmed"]
    _ended_without_a_reading(cut, "link_lost")
    _ended_without_a_reading(wrong, "no_answer")
    _ended_without_a_reading(loose, "cuff_loose")
    assert mute.exit_code == 1
    assert [event["state"] for event in mute.of("link")] == ["connecting", "absent"]
    _said_plainly([good, monitor, cut, wrong, loose, mute, unchecked])


@pytest.mark.skipif(
    shutil.which("dbus-daemon") is None and not os.environ.get("CI"),
    reason="needs dbus-daemon (Debian: dbus)",
)
async def test_a_bluetooth_cuff_through_the_systems_own_stack(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with fake_bluez(monkeypatch) as bluez:
        bluez.memory = [FAILED]
        failed = await measure("bluetooth_blp", f"ble://{ADDRESS}")
        bluez.memory = [NOT_STAMPED]
        got = await measure("bluetooth_blp", f"ble://{ADDRESS}")
    _ended_without_a_reading(failed, "not_a_number")
    assert got.exit_code == 0
    assert [event["systolic"] for event in got.of("blood_pressure")] == [128]
    assert [event["provenance"] for event in got.of("blood_pressure")] == ["unconfirmed"]
    _said_plainly([failed, got])


async def test_an_unusable_port_is_said_in_one_line() -> None:
    outcome = await measure("suntech_oem", "/dev/no-such-port", "--start")
    assert outcome.exit_code == 2
    assert len(outcome.complaint.splitlines()) == 1
    _said_plainly([outcome])


def _ended_without_a_reading(outcome: Outcome, reason: str) -> None:
    assert outcome.exit_code == 1
    assert outcome.of("blood_pressure") == []
    assert [event["reason"] for event in outcome.of("measurement_failed")] == [reason]


def _said_plainly(outcomes: Iterable[Outcome]) -> None:
    assert not [outcome.complaint for outcome in outcomes if "Traceback" in outcome.complaint]
