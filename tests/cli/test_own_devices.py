"""A practice's own device, described by a file: listed, measured with, told when it is wrong."""

import asyncio
import json
import os
import sys
from pathlib import Path

from devices.capture import parse
from tests.support.pty_line import PtyLine, Silence

OURS = """
title = "The monitor in room 2"
pattern = '^P=(?P<sys>\\d{2,3})/(?P<dia>\\d{2,3}) H=(?P<pulse>\\d{2,3})$'
"""
EXPLODES = "title = \"Explodes\"\npattern = '^((?P<sys>\\d+)+)+(?P<dia>\\d+)$'\n"


async def kapmonitor(*words: str) -> tuple[int | None, str, str]:
    """Return exit code, standard output and standard error of the program."""
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "kapmonitor",
        *words,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    out, err = await running.communicate()
    return running.returncode, out.decode(), err.decode()


def practice(folder: Path, **files: str) -> Path:
    """Return a data folder with these device files."""
    (folder / "data" / "devices").mkdir(parents=True)
    for name, text in files.items():
        (folder / "data" / "devices" / f"{name}.toml").write_text(text)
    return folder / "data"


async def test_a_reading_by_the_practices_own_profile(tmp_path: Path) -> None:
    data, line = practice(tmp_path, room2=OURS), PtyLine(tmp_path)
    line.plug(Silence())

    async def press_start() -> None:
        while True:
            await asyncio.sleep(0.2)
            line.send(b"P=128/82 H=66\r\n")

    pressing = asyncio.create_task(press_start())
    code, out, err = await kapmonitor(
        "measure", "--driver", "room2", "--device", line.path, "--json", "--data", str(data)
    )
    pressing.cancel()
    line.unplug()
    told = [json.loads(each) for each in out.splitlines()]
    measured = [each for each in told if each["event"] == "measured"]
    assert (code, measured[-1]["systolic"], measured[-1]["diastolic"]) == (0, 128.0, 82.0), err


KIOSK = b"2026,10,08,14,20,MARIA LOPEZ 4471    ,0,182,108,101,1\r\n"


async def test_what_is_recorded_of_a_kiosk_names_no_patient(tmp_path: Path) -> None:
    line, capture = PtyLine(tmp_path), tmp_path / "capture.toml"
    line.plug(Silence())

    async def print_slips() -> None:
        """Print a slip in another format, then one that fits, each in two pieces."""
        while True:
            await asyncio.sleep(0.1)
            for slip in (b"26" + KIOSK[4:], KIOSK):
                line.send(slip[:23])
                await asyncio.sleep(0.05)
                line.send(slip[23:])

    printing = asyncio.create_task(print_slips())
    words = ("--driver", "omron-hbp9030-f5", "--device", line.path, "--record", str(capture))
    code, out, err = await kapmonitor("measure", *words, "--json", "--data", str(tmp_path / "data"))
    printing.cancel()
    line.unplug()
    assert code == 0, err
    recorded = parse(capture.read_text(), "capture")
    octets = b"".join(each.octets for each in recorded.frames)
    assert b"182,108,101" in octets
    told = bytes.fromhex("".join(json.loads(each).get("raw") or "" for each in out.splitlines()))
    for shown in (octets, told, err.encode()):
        assert b"MARIA" not in shown
        assert b"LOPEZ" not in shown
        assert b"4471" not in shown
    code, again, err = await kapmonitor("replay", str(capture), "--json")
    assert code == 0, err
    assert '"systolic": 182.0' in again


async def test_a_wrong_file_is_told_and_hides_no_other(tmp_path: Path) -> None:
    data = practice(tmp_path, room2=OURS, boom=EXPLODES, csv3=OURS)
    code, out, err = await kapmonitor("devices", "--json", "--data", str(data))
    slugs = {json.loads(each)["slug"] for each in out.splitlines()}
    assert code == 2
    assert "room2" in slugs
    assert "boom" not in slugs
    assert f"{data / 'devices' / 'boom.toml'}:2: pattern: " in err
    assert "csv3.toml: csv3: a driver that ships has this name" in err
    code, out, _ = await kapmonitor("doctor", "--data", str(data))
    assert code == 1
    assert "the practice's own devices: room2\n" in out
    assert "boom.toml:2: pattern: " in out
