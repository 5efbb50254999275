"""`kapmonitor simulate` at home: what links both sides, what it says, and what it leaves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kapmonitor.commands import simulated_link
from kapmonitor.commands.terminal import CommandFault
from kapmonitor.presets import find as find_preset
from kapmonitor.runtime import MAX_SPEED
from kapmonitor.scenarios import find as find_scenario
from kapmonitor.simulation import Play, Transport
from tests.support.command import running
from tests.support.mosquitto import program
from tests.support.whole_session import fast_folder

AT_HOME = ["--protocol", "kap-sublingual-telehealth", "--headless"]
WITH_MOSQUITTO = pytest.mark.skipif(program() is None, reason="Mosquitto is not installed")
HURRIED = """\
title = "Hurried"
[cuff]
failure_share = 0.0
[[link]]
kind = "roam"
after = "open"
minutes = 2
[[link]]
kind = "drop"
after = "open"
minutes = 3
lasts_s = 20
[[link]]
kind = "broker_restarts"
after = "open"
minutes = 4
gap_s = 20
[[link]]
kind = "crash"
after = "open"
minutes = 6
[ending]
outcome = "not_dosed"
reason = "The test ends."
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    with fast_folder() as made:
        yield made


@pytest.fixture
def play(tmp_path: Path) -> Play:
    preset = find_preset("kap-sublingual-telehealth")
    return Play(scenario=find_scenario("quiet"), preset=preset, seed=1, folder=tmp_path)


IN_MEMORY = {
    "headless": (None, None, MAX_SPEED, "no server keeps pace"),
    "too fast": (None, 61.0, 60.0, "no server keeps pace"),
    "asked for": ("memory", None, 60.0, "as asked for"),
}


@pytest.mark.parametrize("case", IN_MEMORY)
def test_it_is_played_within_the_program_and_says_why(
    play: Play, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    asked, speed, usual, why = IN_MEMORY[case]
    made, pace = simulated_link.linked(play, asked, speed, usual)
    assert (made.link, pace) == (Transport.MEMORY, speed or usual)
    assert why in capsys.readouterr().err


@WITH_MOSQUITTO
@pytest.mark.parametrize(("asked", "usual"), [(None, 60.0), ("broker", MAX_SPEED)])
def test_it_is_played_over_a_server_which_is_given_time(
    play: Play, capsys: pytest.CaptureFixture[str], asked: str | None, usual: float
) -> None:
    made, pace = simulated_link.linked(play, asked, None, usual)
    assert made.link is Transport.BROKER
    assert made.pace == pace == simulated_link.FASTEST_FOR_A_BROKER
    assert "a Mosquitto" in capsys.readouterr().err


def test_what_cannot_be_had_is_refused(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandFault, match="--link broker: no server keeps pace"):
        simulated_link.linked(play, "broker", MAX_SPEED, MAX_SPEED)
    two_arms = replace(play, scenario=find_scenario("two_arms"))
    with pytest.raises(CommandFault, match="reads one cuff"):
        simulated_link.linked(two_arms, "memory", None, MAX_SPEED)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("kapmonitor.link_admin.trial._SEARCHED", ())
    with pytest.raises(CommandFault, match="--link broker: Mosquitto is not installed"):
        simulated_link.linked(play, "broker", None, MAX_SPEED)


@pytest.mark.whole
@WITH_MOSQUITTO
async def test_a_play_over_a_real_server_that_fails(folder: Path) -> None:
    (folder / "hurried.toml").write_text(HURRIED, encoding="utf-8")
    words = ["--scenario", folder / "hurried.toml", "--speed", "60", "--out", folder / "out"]
    async with running("simulate", *AT_HOME, *words) as command:
        said = await command.end()
    assert said.code == 0, said.err
    summary = said.facts[-1]["summary"]
    assert (summary["link"], summary["discharge"]) == ("broker", "not_dosed")
    assert "roams" in said.err
    assert "killed" in said.err
    log = (folder / "out" / "session.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in log]
    came = [each["body"] for each in entries if each["type"] == "remote_message_received"]
    numbers = [each["number"] for each in came]
    assert numbers == list(range(1, len(numbers) + 1))
    readings = [each for each in came if each["kind"] == "reading"]
    relayed = [each for each in entries if each["body"].get("relayed") is not None]
    assert len(relayed) == len(readings) >= 4
    assert not (folder / "out" / "patient-side").exists()


@WITH_MOSQUITTO
def test_a_killed_play_leaves_no_server(folder: Path) -> None:
    """Its keys and its settings go too: the folder is the last that goes."""
    words = ["simulate", *AT_HOME, "--speed", "1", "--out", str(folder / "out")]
    command = subprocess.Popen(
        [sys.executable, "-m", "kapmonitor", *words],
        env={**os.environ, "TMPDIR": str(folder)},
        stderr=subprocess.DEVNULL,
    )
    with command:
        _until((folder / "out" / "patient-side").exists)
        (kept,) = folder.glob("kapmonitor-broker-*")
        command.kill()
    _until(lambda: not kept.exists())


def _until(come: Callable[[], bool]) -> None:
    while not come():
        time.sleep(0.05)
