"""A port that is held by another program or forbidden to this account, in `kapmonitor measure`.

Root may open everything. Where root runs the tests, the command runs without the two rights that
make it so: reading past a file's mode (CAP_DAC_OVERRIDE), and past a terminal's exclusive use
(CAP_SYS_ADMIN).
"""

import asyncio
import fcntl
import os
import shutil
import signal
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.transport.serial_port import SerialTransport
from tests.support.command import Said, running
from tests.support.pty_line import PtyLine, Silence
from tests.support.pty_suntech import GET_PRESSURE, SunTech

ROOT = os.geteuid() == 0
WITHOUT_RIGHTS = (
    "setpriv",
    "--bounding-set",
    "-dac_override,-dac_read_search,-sys_admin",
    "--inh-caps",
    "-all",
)
EARLIER = "an earlier capture"

pytestmark = [
    pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="needs pseudo-terminals"),
    pytest.mark.skipif(ROOT and not shutil.which("setpriv"), reason="root needs setpriv"),
]


def words(line: PtyLine) -> list[str]:
    return ["measure", "--driver", "suntech_oem", "--device", line.path, "--start", "--json"]


@pytest.fixture
def capture(tmp_path: Path) -> Iterator[Path]:
    """Name a capture of an earlier day, which must be there afterwards."""
    earlier = tmp_path / "capture.toml"
    earlier.write_text(EARLIER)
    yield earlier
    assert earlier.read_text() == EARLIER


async def refused(line: PtyLine, capture: Path) -> Said:
    """Return what the command said to a port that it cannot open."""
    through = WITHOUT_RIGHTS if ROOT else ()
    async with running(*words(line), "--record", capture, through=through) as command:
        said = await command.end()
    assert "was not written" in said.err
    assert said.code == 2
    assert {facts["event"] for facts in said.facts} == {"link"}
    return said


async def test_way_7_a_port_in_use_is_told_and_its_user_goes_on(
    tmp_path: Path, capture: Path
) -> None:
    pressures = [160, *(120,) * 1000]
    device, line = SunTech(pressures=pressures), PtyLine(tmp_path)
    line.plug(device)
    async with running(*words(line)) as first:
        await first.until(event="link", state="measuring")
        said = await refused(line, capture)
        polls = device.commands.count(GET_PRESSURE)
        del pressures[polls:]
        done = await first.end()
    line.unplug()
    assert "Another program holds" in said.err
    assert done.code == 0
    told = [facts["pressure"] for facts in done.facts if facts.get("kind") == "cuff_pressure"]
    assert told[-len(pressures) :] == pressures
    (reading,) = [facts for facts in done.facts if facts.get("kind") == "blood_pressure"]
    assert (reading["systolic"], reading["provenance"]) == (115.0, "live")


async def test_way_7_a_program_that_only_marks_its_terminal_holds_it_too(
    tmp_path: Path, capture: Path
) -> None:
    """ModemManager does so, and looks into every port that is plugged in."""
    line, module = PtyLine(tmp_path), Silence()
    line.plug(module)
    holder = os.open(line.path, os.O_RDWR | os.O_NOCTTY)
    fcntl.ioctl(holder, termios.TIOCEXCL)
    said = await refused(line, capture)
    os.close(holder)
    line.unplug()
    assert "Another program holds" in said.err
    assert module.heard == b""


async def test_way_6_a_port_that_this_account_may_not_use(tmp_path: Path, capture: Path) -> None:
    line, module = PtyLine(tmp_path), Silence()
    line.plug(module)
    os.chmod(line.path, 0)  # noqa: PTH101  pathlib's own is kept out of coroutines
    said = await refused(line, capture)
    line.unplug()
    assert "group dialout" in said.err
    assert module.heard == b""


async def test_way_7_a_program_that_asks_for_no_lock_is_kept_out_too(tmp_path: Path) -> None:
    line = PtyLine(tmp_path)
    line.plug(Silence())
    async with SerialTransport(line.path):
        assert not await can_be_opened(line.path)
    assert await can_be_opened(line.path)
    line.unplug()


async def can_be_opened(path: str) -> bool:
    """Return whether some program, such as a terminal, gets at the port."""
    through = WITHOUT_RIGHTS if ROOT else ()
    words = (*through, "sh", "-c", ': <> "$0"', path)
    program = await asyncio.create_subprocess_exec(*words, stderr=asyncio.subprocess.DEVNULL)
    return await program.wait() == 0
