"""`kapmonitor measure` as a process of its own, against devices on a pseudo-terminal."""

import asyncio
import signal
from pathlib import Path

import pytest

from tests.support import pty_dinamap, pty_suntech
from tests.support.command import Running, Said, running
from tests.support.pty_dinamap import Dinamap
from tests.support.pty_line import FarEnd, PtyLine, Silence
from tests.support.pty_suntech import ENDLESS, SunTech

pytestmark = [
    pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="needs pseudo-terminals"),
    pytest.mark.lengthy,
]


def words(driver: str, port: str) -> list[str]:
    return ["measure", "--driver", driver, "--device", port, "--start", "--json"]


async def measured(
    driver: str,
    device: FarEnd,
    folder: Path,
    *more: object,
    pulled_after: asyncio.Event | None = None,
) -> Said:
    line = PtyLine(folder)
    line.plug(device)
    try:
        async with running(*words(driver, line.path), *more) as command:
            said = await command.end()
        if pulled_after is not None:
            await pulled_after.wait()
        return said
    finally:
        line.unplug()


def of_kind(said: Said, event: str, kind: str | None = None) -> list[dict[str, object]]:
    return [
        facts
        for facts in said.facts
        if facts["event"] == event and (kind is None or facts["kind"] == kind)
    ]


async def test_live_cuff_pressure_then_the_reading(tmp_path: Path) -> None:
    said = await measured("suntech_oem", SunTech(), tmp_path)
    assert said.code == 0
    assert said.err == ""
    pressures = [each["pressure"] for each in of_kind(said, "measured", "cuff_pressure")]
    assert pressures[-4:] == [160, 120, 80, 40]
    (reading,) = of_kind(said, "measured", "blood_pressure")
    assert reading == {
        "event": "measured",
        "kind": "blood_pressure",
        "systolic": 115.0,
        "diastolic": 74.0,
        "mean": 88.0,
        "pulse_rate": 85.0,
        "unit": "mm[Hg]",
        "device_time": None,
        "user": None,
        "status": [],
        "provenance": "live",
        "raw": pty_suntech.READING.hex(),
    }
    assert said.facts.index(reading) > said.facts.index(
        of_kind(said, "measured", "cuff_pressure")[-1]
    )


class Garbage:
    """Something else entirely is at the other end."""

    def feed(self, octets: bytes) -> bytes:
        return b"\xff\x00garbage\x3e\x07" * len(octets)


class Crumbs:
    """A module that comes octet by octet, slowly, its answers in pieces."""

    def __init__(self, line: PtyLine) -> None:
        self._device, self._line, self._queue = SunTech(), line, b""

    def feed(self, octets: bytes) -> bytes:
        idle, self._queue = not self._queue, self._queue + self._device.feed(octets)
        if idle:
            self._next()
        return b""

    def _next(self) -> None:
        self._line.send(self._queue[:1])
        self._queue = self._queue[1:]
        if self._queue:
            asyncio.get_running_loop().call_later(0.01, self._next)


WRONG_SUNTECH = SunTech(pty_suntech.WRONG_CHECKSUM)
WRONG_DINAMAP = Dinamap([pty_dinamap.BUSY, pty_dinamap.WRONG_CHECKSUM])
FAILED_DINAMAP = Dinamap([pty_dinamap.BUSY, pty_dinamap.FAILED])


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Said]:
    """Play every end that takes its time side by side: they wait, and hardly work."""
    devices: dict[str, tuple[str, FarEnd]] = {
        "suntech, wrong checksum": ("suntech_oem", WRONG_SUNTECH),
        "suntech, error code": ("suntech_oem", SunTech(pty_suntech.LOOSE_CUFF)),
        "suntech, stopped at the device": ("suntech_oem", SunTech(abort_after=2)),
        "suntech, falls silent": ("suntech_oem", SunTech(mute_after=4)),
        "suntech, silence": ("suntech_oem", Silence()),
        "suntech, garbage": ("suntech_oem", Garbage()),
        "dinamap, wrong checksum": ("ge_dinamap", WRONG_DINAMAP),
        "dinamap, failed": ("ge_dinamap", FAILED_DINAMAP),
        "dinamap, silence": ("ge_dinamap", Silence()),
        "dinamap, garbage": ("ge_dinamap", Garbage()),
    }
    folders = [tmp_path_factory.mktemp("port") for _ in devices]

    async def play_all() -> list[Said]:
        pairs = zip(devices.values(), folders, strict=True)
        return await asyncio.gather(*(measured(*which, folder) for which, folder in pairs))

    return dict(zip(devices, asyncio.run(play_all()), strict=True))


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        ("suntech, wrong checksum", "no_answer"),
        ("suntech, error code", "cuff_loose"),
        ("suntech, stopped at the device", "aborted"),
        ("suntech, falls silent", "no_answer"),
        ("dinamap, failed", "device_fault"),
    ],
)
def test_an_attempt_without_a_value_says_why(ends: dict[str, Said], end: str, reason: str) -> None:
    said = ends[end]
    assert said.code == 1
    assert [each["reason"] for each in of_kind(said, "measurement_failed")] == [reason]
    assert not of_kind(said, "measured", "blood_pressure")


def test_octets_that_fail_their_check_are_told(ends: dict[str, Said]) -> None:
    told = of_kind(ends["suntech, wrong checksum"], "protocol_violated")
    assert {each["raw"] for each in told} == {pty_suntech.WRONG_CHECKSUM.hex()}


def test_a_wrong_checksum_of_a_dinamap_is_a_reading_marked_unconfirmed(
    ends: dict[str, Said],
) -> None:
    said = ends["dinamap, wrong checksum"]
    assert said.code == 0
    (reading,) = of_kind(said, "measured", "blood_pressure")
    assert (reading["systolic"], reading["diastolic"]) == (128, 79)
    assert reading["provenance"] == "unconfirmed"
    assert reading["verified"] is False


@pytest.mark.parametrize("driver", ["suntech", "dinamap"])
def test_garbage_alone_is_told_and_ends(ends: dict[str, Said], driver: str) -> None:
    said = ends[f"{driver}, garbage"]
    assert said.code == 1
    assert of_kind(said, "protocol_violated")
    assert not of_kind(said, "measured", "blood_pressure")


@pytest.mark.parametrize("driver", ["suntech", "dinamap"])
def test_silence_ends_by_itself(ends: dict[str, Said], driver: str) -> None:
    said = ends[f"{driver}, silence"]
    assert said.code == 1
    (last,) = [facts for facts in said.facts if facts.get("state") in ("lost", "absent")]
    assert "does not answer" in last["text"]


async def test_a_slow_line_that_splits_every_answer(tmp_path: Path) -> None:
    line = PtyLine(tmp_path)
    line.plug(Crumbs(line))
    async with running(*words("suntech_oem", line.path)) as command:
        said = await command.end()
    line.unplug()
    assert said.code == 0
    assert len(of_kind(said, "measured", "blood_pressure")) == 1


async def test_unplugged_in_mid_measurement(tmp_path: Path) -> None:
    line = PtyLine(tmp_path)
    line.plug(SunTech())
    async with running(*words("suntech_oem", line.path)) as command:
        await command.until(event="measured", kind="cuff_pressure", pressure=120.0)
        line.unplug()
        said = await command.end()
    assert said.code == 1
    (failed,) = of_kind(said, "measurement_failed")
    assert failed["reason"] == "link_lost"
    assert said.facts[-1]["state"] == "lost"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "kill"])
async def test_rule_3_an_interrupted_measurement_lets_the_air_out(
    tmp_path: Path, number: signal.Signals
) -> None:
    device, line = SunTech(pressures=ENDLESS), PtyLine(tmp_path)
    line.plug(device)
    capture = tmp_path / "interrupted.toml"
    async with running(*words("suntech_oem", line.path), "--record", capture) as command:
        await command.until(event="measured", kind="cuff_pressure", pressure=120.0)
        command.process.send_signal(number)
        said = await command.end()
    await device.aborted.wait()
    line.unplug()
    assert said.code == 130
    assert device.commands[-1] == pty_suntech.ABORT
    assert pty_suntech.ABORT.hex() in capture.read_text()


async def test_rule_3_the_time_is_up_and_the_air_is_let_out(tmp_path: Path) -> None:
    device = SunTech(pressures=ENDLESS)
    more = ("--timeout", 2)
    said = await measured("suntech_oem", device, tmp_path, *more, pulled_after=device.aborted)
    assert said.code == 1
    assert said.line == "No reading within 2 s."
    assert of_kind(said, "measurement_failed")[-1]["reason"] == "aborted"
    assert device.commands[-1] == pty_suntech.ABORT


async def test_rule_3_a_closed_pipe_interrupts_and_lets_the_air_out(tmp_path: Path) -> None:
    device, line = SunTech(pressures=ENDLESS), PtyLine(tmp_path)
    line.plug(device)
    async with running(*words("suntech_oem", line.path)) as command:
        await command.until(event="measured", kind="cuff_pressure", pressure=160.0)
        hang_up(command)
        code = await command.process.wait()
        assert command.process.stderr is not None
        assert await command.process.stderr.read() == b""
    await device.aborted.wait()
    line.unplug()
    assert code == 130
    assert device.commands[-1] == pty_suntech.ABORT


async def test_what_was_recorded_replays_unchanged(tmp_path: Path) -> None:
    capture = tmp_path / "capture.toml"
    said = await measured("ge_dinamap", Dinamap(), tmp_path, "--record", capture)
    assert said.code == 0
    (live,) = of_kind(said, "measured", "blood_pressure")
    async with (
        running("replay", capture, "--json") as one,
        running(*words("ge_dinamap", f"replay://{capture}")) as other,
    ):
        again, once_more = await asyncio.gather(one.end(), other.end())
    assert again.code == 0
    replayed = of_kind(again, "measured", "blood_pressure")[-1]
    assert (replayed["systolic"], replayed["diastolic"]) == (live["systolic"], live["diastolic"])
    assert once_more.code == 0
    assert of_kind(once_more, "measured", "blood_pressure") == [live]


@pytest.mark.parametrize("driver", ["suntech_oem", "ge_dinamap"])
async def test_a_port_that_is_not_there(tmp_path: Path, driver: str) -> None:
    async with running(*words(driver, str(tmp_path / "gone"))) as command:
        said = await command.end()
    assert said.code == 2
    assert "There is no port" in said.line


def hang_up(command: Running) -> None:
    """Close the reading end of the command's standard output."""
    stdout = command.process.stdout
    assert stdout is not None
    stdout._transport.close()  # type: ignore[attr-defined]  # noqa: SLF001  no public way
