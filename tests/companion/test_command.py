"""`kapmonitor companion --headless` as a process, over a real broker, killed in the middle."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

import pytest

from kapmonitor.companion.words import WRONG_DIGIT
from kapmonitor.link.message import End, Hello, Reading
from kapmonitor.link.mqtt import cables_to
from tests.support.certificates import Authority
from tests.support.command import say
from tests.support.far_side import SAID, FarSide
from tests.support.mosquitto import Mosquitto, program

WRONG = "4123 6756 891"
ENVIRONMENT = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}


async def _until(process: asyncio.subprocess.Process, **wanted: object) -> dict[str, object]:
    assert process.stdout is not None
    async with asyncio.timeout(90):
        async for line in process.stdout:
            told: dict[str, object] = json.loads(line)
            if wanted.items() <= told.items():
                return told
    raise AssertionError(f"it ended before it told {wanted}")


async def _started(broker: Mosquitto, folder: Path, *more: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "kapmonitor", "--data", str(folder), "companion", "--headless", "--json"),
        *("--broker", f"mqtts://localhost:{broker.patients}"),
        *("--ca", str(broker.authority.certificate), "--i-am-the-patient"),
        *more,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=ENVIRONMENT,
    )


async def _killed_and_started_again(
    broker: Mosquitto, far: FarSide, data: Path, lines: list[asyncio.StreamWriter], url: str
) -> None:
    device = ("--device", url, "--driver", "csv3")
    first = await _started(broker, data, *device, "--code", "-")
    await _until(first, event="asks", what="code")
    assert first.stdin is not None
    first.stdin.write(f"{WRONG}\n{SAID}\n".encode())
    await _until(first, event="error", error=WRONG_DIGIT)
    await _until(first, event="given_by_option", what="person", said=True)
    await _until(first, event="cuff", stage="ready")
    lines[-1].write(b"121,78,66\r\n")
    await far.until("the first", Reading)
    first.send_signal(signal.SIGKILL)
    await first.wait()
    second = await _started(broker, data, *device)
    await _until(second, event="cuff", stage="ready")
    lines[-1].write(b"131,81,71\r\n")
    await far.until("the second", Reading, 2)
    far.ask(End())
    assert await asyncio.wait_for(second.wait(), 20) == 0


async def _with_a_cuff(broker: Mosquitto, far: FarSide, data: Path) -> None:
    lines: list[asyncio.StreamWriter] = []
    cuff = await asyncio.start_server(lambda _, writer: lines.append(writer), "127.0.0.1", 0)
    url = f"socket://127.0.0.1:{cuff.sockets[0].getsockname()[1]}"
    meeting = asyncio.create_task(far.meet())
    await asyncio.wait_for(far.waiting.wait(), 15)
    try:
        await _killed_and_started_again(broker, far, data, lines, url)
    finally:
        meeting.cancel()
        await asyncio.gather(meeting, return_exceptions=True)
        for each in lines:
            each.close()
        cuff.close()


@pytest.mark.skipif(program() is None, reason="Mosquitto is not installed")
def test_a_killed_companion_goes_on_without_a_code_and_leaves_nothing(tmp_path: Path) -> None:
    authority, data = Authority(tmp_path), tmp_path / "patient"
    broker = Mosquitto(tmp_path, authority, authority.server())
    broker.start()

    async def session() -> FarSide:
        far = FarSide(cables_to(broker.for_station()))
        await _with_a_cuff(broker, far, data)
        return far

    try:
        far = asyncio.run(session())
    finally:
        broker.stop()
    values = [each.systolic for each in far.of(Reading) if isinstance(each, Reading)]
    assert values == [121, 131]
    assert len({each.instance for each in far.of(Hello) if isinstance(each, Hello)}) == 2
    left = {each.name for each in (data / "companion").iterdir()}
    assert left <= {"settings.json", "session.lock"}


@pytest.mark.parametrize(
    "words",
    [
        ("--headless",),
        ("--headless", "--device", "ble://nonsense"),
        ("--broker", "http://clinic.example"),
        ("--ca", "/nowhere.pem"),
    ],
)
def test_bad_input_is_one_plain_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: tuple[str, ...]
) -> None:
    said = say(capsys, "--data", str(tmp_path), "companion", *words)
    assert said.code == 2
    assert len(said.err.splitlines()) == 1


def test_without_digits_it_says_what_it_asks_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ("companion", "--headless", "--device", "sim://quiet", "--json")
    said = say(capsys, "--data", str(tmp_path), *words)
    assert said.code == 1
    assert said.facts[-1] == {"event": "asks", "what": "code"}
