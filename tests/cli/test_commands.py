"""Every command from outside: options on both sides, one plain line, honest exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kapmonitor import __version__
from kapmonitor.assets import resource
from kapmonitor.cli import COMMANDS
from tests.support import pty_suntech
from tests.support.command import say

FRAMES = Path(__file__).parents[1] / "frames"


@pytest.mark.parametrize("words", [["--version"], ["sessions", "--version"], ["-v", "--version"]])
def test_the_version(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    said = say(capsys, *words)
    assert (said.code, said.out) == (0, f"kapmonitor {__version__}\n")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_names_the_global_options(capsys: pytest.CaptureFixture[str], command: str) -> None:
    said = say(capsys, *filter(None, [command]), "--help")
    assert (said.code, said.err) == (0, "")
    assert "--data DIR" in said.out
    assert "-v" in said.out


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    said = say(capsys, "--help")
    assert all(f"  {name} " in said.out for name in COMMANDS)


@pytest.mark.parametrize("before", [True, False])
def test_the_data_folder_stands_on_either_side(
    recorded: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    before: bool,
) -> None:
    monkeypatch.setenv("KAPMONITOR_DATA", "/nowhere")
    option = ["--data", str(recorded)]
    said = say(capsys, *(option if before else []), "sessions", *([] if before else option))
    assert said.code == 0


def test_a_folder_named_like_a_command_is_no_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = say(capsys, "--data", "export", "protocols", "--json")
    assert said.code == 0
    assert said.facts


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["nonsense"], 'no command "nonsense"'),
        (
            ["link"],
            '"link" is said with what it is to do: link check, link trial-broker, link roster',
        ),
        (["link", "--help"], "link check"),
        (["--nonsense"], "nrecognized arguments: --nonsense"),
        (["--data"], "expected one argument"),
        (["--data", "", "sessions"], "--data needs"),
        (["sessions", "more"], "nrecognized arguments: more"),
        (["devices", "--scan", "0"], "--scan"),
        (["devices", "--scan", "soon"], "--scan"),
        (["decode", "nonsense", "00"], "There is no driver"),
        (["decode", "x" * 5000, "00"], "`kapmonitor devices` lists"),
        (["decode", "bluetooth_blp", "--channel", "beef", "00"], "has no channel"),
        (["decode", "bluetooth_blp", "0"], "is not hex"),
        (["decode", "bluetooth_blp", "zz"], "is not hex"),
        (["decode", "bluetooth_blp", "\x1b[31m" + "f" * 99_999], "is not hex"),
        (["decode", "bluetooth_blp"], "required: HEX"),
        (["replay", "gone.toml"], "gone.toml cannot be read: No such file or directory"),
        (["replay", "x" * 5000], "cannot be read: File name too long"),
        (["replay", str(resource("guardrails.toml"))], "guardrails.toml"),
        (["protocols", "show"], "one id or file"),
        (["protocols", "show", "nonsense"], "no such preset"),
        (["protocols", "check", "x" * 5000], "at most 1024 characters"),
        (["protocols", "check"], "at least one file"),
        (["protocols", "list", "more"], "takes no names"),
        (["doctor", "--out", "/no/such/folder/report"], "cannot be written"),
    ],
)
def test_bad_words_are_told_in_one_line(
    capsys: pytest.CaptureFixture[str], words: list[str], complaint: str
) -> None:
    said = say(capsys, *words)
    assert said.code == 2
    assert said.out == ""
    assert complaint in said.line
    assert said.line.isprintable()
    assert len(said.line) < 600


def test_the_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    facts = {each["slug"]: each for each in say(capsys, "devices", "--json").facts}
    assert {"bluetooth_blp", "bluetooth_hrp", "suntech_oem", "ge_dinamap"} <= facts.keys()
    assert facts["suntech_oem"] == {
        "slug": "suntech_oem",
        "title": "SunTech OEM blood-pressure module",
        "transport": "serial",
        "can_start": True,
        "live_pressure": True,
        "status": "experimental",
    }
    said = say(capsys, "devices")
    assert all(slug in said.out for slug in facts)


@pytest.mark.parametrize(
    "octets",
    [
        [pty_suntech.READING.hex()],
        [pty_suntech.READING.hex(" ").upper()],
        pty_suntech.READING.hex(" ").split(),
        [pty_suntech.READING[:7].hex(), pty_suntech.READING[7:].hex()],
    ],
    ids=["one word", "quoted", "octets", "pieces"],
)
def test_decode_takes_octets_however_they_are_written(
    capsys: pytest.CaptureFixture[str], octets: list[str]
) -> None:
    said = say(capsys, "decode", "suntech_oem", *octets)
    assert said.code == 0
    (reading,) = said.facts
    assert (reading["systolic"], reading["diastolic"]) == (115, 74)


def test_decode_says_what_stops_in_the_middle(capsys: pytest.CaptureFixture[str]) -> None:
    (told,) = say(capsys, "decode", "suntech_oem", pty_suntech.READING[:9].hex()).facts
    assert told["event"] == "protocol_violated"
    assert told["raw"] == pty_suntech.READING[:9].hex()


def test_decode_names_the_channel(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--channel", "2A36", "00a000ff07ff07"]
    (told,) = say(capsys, "decode", "bluetooth_blp", *words).facts
    assert (told["kind"], told["pressure"]) == ("cuff_pressure", 160)


def test_decode_reads_lines_until_one_is_no_hex() -> None:
    lines = pty_suntech.READING.hex().encode() + b"\r\n\n  3E044B73\n\xff\xfe\n3e044b73\n"
    said = kapmonitor("decode", "suntech_oem", "-", stdin=lines)
    assert said.returncode == 2
    (reading,) = map(json.loads, said.stdout.splitlines())
    assert reading["systolic"] == 115
    assert said.stderr.count(b"\n") == 1
    assert b"is not hex" in said.stderr


@pytest.mark.parametrize("name", ["suntech_oem", "ge_dinamap", "bluetooth_blp", "bluetooth_hrp"])
def test_replay_says_what_the_capture_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    at_once = tmp_path / "capture.toml"
    text = (FRAMES / f"{name}.toml").read_text(encoding="utf-8").splitlines()
    lines = ["at_ms = 0" if line.startswith("at_ms") else line for line in text]
    at_once.write_text("\n".join(lines), encoding="utf-8")
    said = say(capsys, "replay", at_once, "--json")
    assert said.code == 0
    assert said.facts
    plain = say(capsys, "replay", at_once)
    assert plain.code == 0
    assert len(plain.out.splitlines()) == len(said.facts)


def test_the_presets_are_listed_shown_and_checked(capsys: pytest.CaptureFixture[str]) -> None:
    listed = say(capsys, "protocols", "--json").facts
    assert {"kap-sublingual-office", "spravato-rems"} <= {each["id"] for each in listed}
    for each in listed:
        (shown,) = say(capsys, "protocols", "show", each["id"], "--json").facts
        assert shown["id"] == each["id"]
        file = resource("protocols", f"{each['id']}.toml")
        assert say(capsys, "protocols", "check", file).code == 0
        (checked,) = say(capsys, "protocols", "check", "--json", file).facts
        assert (checked["id"], checked["usable"]) == (each["id"], True)


@pytest.mark.parametrize(
    ("was", "now", "complaint"),
    [
        ("[booster]", "[boosterr]", "boosterr"),
        ("[booster]\nallowed = true", "[booster]\nallowed = 7", "booster.allowed"),
        ("value = 120, unit", "value = 1, unit", "minimum_observation"),
        ("[discharge]", "[discharge", "not TOML"),
    ],
    ids=["wrong key", "wrong value", "outside its guardrail", "not TOML"],
)
def test_a_wrong_preset_is_named_by_file_and_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], was: str, now: str, complaint: str
) -> None:
    text = resource("protocols", "kap-sublingual-office.toml").read_text(encoding="utf-8")
    assert was in text
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(text.replace(was, now), encoding="utf-8")
    for words in (["protocols", "check", wrong], ["protocols", "show", wrong]):
        said = say(capsys, *words)
        assert said.code == 2
        assert "Traceback" not in said.err
        assert all(line.startswith(str(wrong)) for line in said.err.splitlines())
        assert complaint in said.err


@pytest.mark.parametrize(
    "text",
    ["a = " + "[" * 5000, "a = " + "9" * 5000, ".".join("a" * 50_000) + " = 1", " " * 2_000_000],
    ids=["deep", "a long number", "a long key", "a large file"],
)
def test_a_file_that_nobody_means_is_refused_in_words(
    tmp_path: Path, data_folder: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    file = tmp_path / "file.toml"
    file.write_text(text, encoding="utf-8")
    (data_folder / "devices").mkdir(parents=True)
    (data_folder / "devices" / "file.toml").write_text(text, encoding="utf-8")
    readers: list[list[object]] = [
        ["protocols", "check", file],
        ["simulate", "--headless", "--scenario", file, "--out", tmp_path / "out"],
        ["devices"],
    ]
    if "." not in text:  # a capture may hold long lines
        readers.append(["replay", file])
    for words in readers:
        said = say(capsys, *words)
        assert said.code == 2
        assert "file.toml" in said.line
        assert "failed" not in said.line


def test_a_wrong_preset_of_the_clinic_does_not_hide_the_others(
    data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data_folder / "protocols").mkdir(parents=True)
    (data_folder / "protocols" / "ours.toml").write_text("id = 7")
    said = say(capsys, "protocols", "list", "--json")
    assert said.code == 0
    assert len(said.facts) >= 5
    assert "ours.toml" in said.err


@pytest.mark.parametrize("words", [["devices"], ["protocols", "--json"], ["--help"]])
def test_a_closed_pipe_leaves_no_trace(words: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        said = subprocess.run(
            [sys.executable, "-m", "kapmonitor", *words],
            stdout=writer,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writer)
    assert said.returncode in (0, 130)
    assert said.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        said = subprocess.run(
            [sys.executable, "-m", "kapmonitor", "devices"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert said.returncode == 2
    assert said.stderr.count(b"\n") == 1
    assert b"Standard output cannot be written" in said.stderr


def test_words_beyond_the_terminal_stop_nothing() -> None:
    said = kapmonitor("protocols", "show", "spravato-rems", env={"PYTHONIOENCODING": "ascii"})
    assert said.returncode == 0


def kapmonitor(
    *words: str, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "kapmonitor", *words],
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, **(env or {})},
    )
