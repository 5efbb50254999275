"""A practice tries telehealth in one command, and the check proves or finds what is wrong."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kapmonitor.link.broker import broker_at
from kapmonitor.link_admin import check as checking
from kapmonitor.link_admin.finding import Finding, Verdict
from kapmonitor.link_admin.rules import BOARD
from kapmonitor.link_admin.trial import (
    ROOM,
    Ports,
    Trial,
    TrialFault,
    name_boards,
    program,
    set_up,
    start,
)
from tests.support.command import say
from tests.support.mosquitto import free_port

needs_mosquitto = pytest.mark.skipif(program() is None, reason="Mosquitto is not installed")


def ports() -> Ports:
    return Ports(stations=free_port(), patients=free_port(), web=free_port())


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    return set_up(tmp_path / "trial", ports=ports())


@pytest.fixture
def running(trial: Trial) -> Iterator[Trial]:
    process = start(trial)
    yield trial
    process.kill()
    process.wait()


def subject(trial: Trial) -> checking.Subject:
    room = trial.stations[ROOM]
    own = {"authorities": trial.authority}
    return checking.Subject(
        patients=broker_at(trial.for_patients, **own),
        web=broker_at(trial.for_web, **own),
        stations=broker_at(trial.for_stations, certificate=room.certificate, key=room.key, **own),
        station=ROOM,
    )


def wrongs(found: list[Finding]) -> list[str]:
    return [each.what for each in found if each.verdict is Verdict.WRONG]


@needs_mosquitto
def test_open_rules_are_found(trial: Trial) -> None:
    (trial.folder / "patients.rules").write_text("topic readwrite #\n", encoding="utf-8")
    process = start(trial)
    try:
        found = wrongs(list(checking.check(subject(trial))))
    finally:
        process.kill()
        process.wait()
    assert "patients: another session's topic cannot be written" in found
    assert "patients: another session's topic cannot be read" in found
    assert "patients: a code cannot be claimed" in found
    assert 'patients: a client named "+" reads nobody' in found


@needs_mosquitto
def test_what_was_not_looked_at_is_no_proof(running: Trial) -> None:
    half = replace(subject(running), stations=None, station=None, web=None)
    found = list(checking.check(half))
    assert wrongs(found) == []
    assert sum(each.verdict is Verdict.SKIPPED for each in found) == 2


def test_nobody_listens(trial: Trial) -> None:
    found = list(checking.check(replace(subject(trial), web=None)))
    assert found[0].verdict is Verdict.WRONG
    assert "firewall" in found[0].fix
    kept_out = [each.what for each in found if each.verdict is Verdict.FINE]
    assert kept_out == [f"{trial.host}: no unencrypted MQTT on ports 1883, 8080, 9001"]
    assert sum(each.verdict is Verdict.SKIPPED for each in found) == 3


def test_of_a_host_that_does_not_exist_nothing_is_fine() -> None:
    found = list(checking.check(checking.Subject(patients=broker_at("mqtts://nobody.invalid"))))
    assert [each.verdict for each in found if each.verdict is Verdict.FINE] == []


def test_keys_are_their_owners_alone_and_stay(trial: Trial) -> None:
    secrets = [*trial.folder.glob("*.key"), *(trial.folder / "stations").glob("*.key")]
    assert len(secrets) == 4  # authority, broker, room and board
    if os.name == "posix":
        assert {each.stat().st_mode & 0o777 for each in secrets} == {0o600}
    room = trial.stations[ROOM]
    before = trial.authority.read_bytes(), room.certificate.read_bytes()
    again = set_up(trial.folder, ports=trial.ports)
    assert (again.authority.read_bytes(), again.stations[ROOM].certificate.read_bytes()) == before
    assert set(again.stations) == {ROOM, BOARD}


@needs_mosquitto
def test_a_port_in_use_is_named(trial: Trial) -> None:
    with (
        socket.create_server(("127.0.0.1", trial.ports.patients)),
        pytest.raises(TrialFault, match=f"port {trial.ports.patients} already"),
    ):
        start(trial)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("check", "--patients", "mqtt://localhost:1883"), "mqtts://"),
        (("check", "--patients", "mqtts://localhost", "--authorities", "none"), "no such file"),
        (("check", "--patients", "mqtts://localhost", "--key", __file__), "belong together"),
        (("trial-broker", "--station", "a b", "--set-up-only"), "room-1"),
        (("trial-broker", "--folder", __file__, "--set-up-only"), "nothing was started"),
    ],
)
def test_the_command_says_what_is_wrong(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    said = say(capsys, "link", *words)
    assert (said.code, told in said.line) == (2, True)


@needs_mosquitto
def test_both_commands_as_a_person_types_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ports()
    words = ["link", "trial-broker", "--folder", str(tmp_path), "--web-port", str(where.web)]
    words += ["--station-port", str(where.stations), "--patient-port", str(where.patients)]
    begun = subprocess.Popen(
        [sys.executable, "-m", "kapmonitor", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert begun.stdout is not None
    with begun.stdout:
        lines = [begun.stdout.readline() for _ in range(9)]
        command = next(line for line in lines if line.strip().startswith("kapmonitor link check"))
        proved = say(capsys, *command.split()[1:], "--json")
        begun.terminate()
        assert begun.wait(10) in {0, 130}
    assert proved.code == 0, proved.out
    assert {each["verdict"] for each in proved.facts} == {"fine"}
    tried = "\n".join(each["what"] for each in proved.facts)
    for rule in (
        "without a certificate",
        "another session's topic cannot be written",
        "another session's topic cannot be read",
        "a code cannot be claimed",
        "a patient cannot be spoken for",
        "another room's board cannot be written",
        'named "#" reads nobody',
        "no unencrypted MQTT",
        "there and back 20 times",
    ):
        assert rule in tried


def test_a_supervising_screen_hears_every_room_under_its_own_name(tmp_path: Path) -> None:
    made = set_up(tmp_path, stations=("room-1", "lead"))
    name_boards(made, ("lead",))
    rules = (tmp_path / "stations.rules").read_text(encoding="utf-8")
    assert rules.endswith("user lead\ntopic read  kap1/st/#\ntopic write kap1/st/+/cmd\n")
    assert "user room-1" not in rules
