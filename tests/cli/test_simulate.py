"""`kapmonitor simulate`: its files, its summary line, and the folders it leaves alone."""

import asyncio
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from kapmonitor.record import driver
from kapmonitor.record.connect import FILE_NAME, open_record
from kapmonitor.record.library import Library
from kapmonitor.record.lock import WriterLock
from kapmonitor.record.patient import Patient
from kapmonitor.record.shapes import moment_of
from tests.support.command import Said, running, say
from tests.support.whole_session import fast_folder

pytestmark = pytest.mark.no_qt_log  # without a window system Qt remarks on its absence

FILES = [
    "kapmonitor.db",
    "live.png",
    "readings.csv",
    "report.pdf",
    "session.fhir.json",
    "session.jsonl",
]
HEADS = "kapmonitor.heads"
SHORT = ["--scenario", "gate_held", "--protocol", "kap-im-office", "--seed", "7"]


@pytest.fixture
def folder() -> Iterator[Path]:
    with fast_folder() as made:
        yield made / "demo"


def simulate(capsys: pytest.CaptureFixture[str], folder: Path, *words: object) -> Said:
    return say(capsys, "simulate", "--headless", *SHORT, "--out", folder, *words)


def test_a_whole_session_leaves_its_files_and_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = simulate(capsys, folder)
    assert (said.code, said.err) == (0, "")
    (line,) = said.facts
    summary = line["summary"]
    assert list(summary) == [
        "session",
        "readings",
        "failed",
        "alarms",
        "gate",
        "discharge",
        "files",
    ]
    assert list(summary["alarms"]) == ["high", "medium", "low"]
    assert (summary["gate"], summary["discharge"]) == ("held", "not_dosed")
    assert sorted(path.name for path in folder.iterdir()) == sorted([*FILES, HEADS])
    assert sorted(Path(path).name for path in summary["files"].values()) == FILES
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF")
    assert (folder / "live.png").read_bytes().startswith(b"\x89PNG")
    (row,) = say(capsys, "--data", folder, "sessions", "--json").facts
    assert (row["id"], row["readings"]) == (summary["session"], summary["readings"])
    assert row["simulated"] is True


def test_a_rerun_replaces_and_repeats_bit_for_bit(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = simulate(capsys, folder)
    text = [(folder / name).read_bytes() for name in ("session.jsonl", "readings.csv")]
    (folder / "settings.json").write_text("{}")
    (folder / "patient-side" / "companion").mkdir(parents=True)
    (folder / "telehealth.keys").write_text("{}")
    again = simulate(capsys, folder)
    assert again == first
    assert [(folder / name).read_bytes() for name in ("session.jsonl", "readings.csv")] == text
    assert (folder / "settings.json").read_text() == "{}"
    assert not (folder / "patient-side").exists()
    assert not (folder / "telehealth.keys").exists()


@pytest.mark.usefixtures("recorded")
def test_the_report_is_exported_too(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (row,) = say(capsys, "sessions", "--json").facts
    out = tmp_path / "report.pdf"
    assert say(capsys, "export", row["id"], "--format", "pdf", "--out", out).code == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_a_preset_of_the_clinic_is_found_in_the_data_folder(
    folder: Path, data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = say(capsys, "protocols", "show", "kap-im-office").err.splitlines()[0]
    own = data_folder / "protocols" / "ours.toml"
    own.parent.mkdir(parents=True)
    text = Path(shown).read_text(encoding="utf-8")
    own.write_text(text.replace('id = "kap-im-office"', 'id = "ours"', 1), encoding="utf-8")
    said = simulate(capsys, folder, "--protocol", "ours")
    assert said.code == 0
    (row,) = say(capsys, "--data", folder, "sessions", "--json").facts
    assert row["preset"] == "ours"
    assert sorted(path.name for path in data_folder.iterdir()) == ["protocols"]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--scenario", "nonsense"], "nonsense: no such scenario"),
        (["--scenario", "by_hand"], "by_hand: a person plays this scenario at the window"),
        (["--scenario", "gone.toml"], "gone.toml: cannot be read"),
        (["--scenario", "x" * 5000], "of a scenario: at most 1024 characters"),
        (["--scenario", "x" * 5000 + ".toml"], "of a scenario: at most 1024 characters"),
        (["--protocol", "x" * 5000], "of a preset: at most 1024 characters"),
        (["--protocol", "x" * 5000 + ".toml"], "of a preset: at most 1024 characters"),
        (["--protocol", "x" * 300], "no such preset"),
        (["--protocol", "nonsense"], "nonsense: no such preset"),
        (["--protocol", "gone.toml"], "gone.toml: cannot be read"),
        (["--seed", "lucky"], "--seed: invalid int value: 'lucky'"),
        (["--link", "broker"], "--link: this session has no link"),
        (["--link", "string"], "--link: invalid choice: 'string'"),
        (["--speed", "fast"], '--speed: "fast"'),
        (["--speed", "0"], '--speed: "0"'),
        (["--speed", "-1"], '--speed: "-1"'),
        (["--speed", "nan"], '--speed: "nan"'),
        (["--speed", "inf"], '--speed: "inf"'),
    ],
)
def test_what_cannot_be_played_is_refused_before_anything_is_made(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], complaint: str
) -> None:
    said = simulate(capsys, folder, *words)
    assert (said.code, said.out) == (2, "")
    assert complaint in said.line
    assert not folder.exists()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "title: is missing"),
        ('title = "x"\nseed = 1', "seed: no such key"),
        ('title = "x"\n[patient.baseline]\nsystolic = 900', "patient.baseline.systolic: 900"),
        ('title = "x"\n[cuff]\nkind = "stethoscope"', "cuff.kind: 'stethoscope'"),
        ('title = "x"\n[[people]]\nact = "dance"', "people[1].act: 'dance'"),
        ('title = "x"\n[[link]]\nkind = "melts"', "link[1].kind: 'melts' is not one of: "),
        ('title = "x"\n[[link]]\nkind = "drop"\nlasts_s = 0', "link[1].lasts_s: 0"),
        ('title = "x"\n[[link]]\nkind = "sleep"\ngap_s = 9', "link[1].gap_s: no such key"),
        ('title = "x"\n[[link]]\nkind = "roam"\nside = "moon"', "link[1].side: 'moon'"),
        ("title = ", "is not TOML"),
        ("\x00", "is not TOML"),
    ],
)
def test_a_damaged_scenario_is_named_by_file_key_and_value(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, complaint: str
) -> None:
    file = tmp_path / "damaged.toml"
    file.write_text(text)
    said = simulate(capsys, folder, "--scenario", file)
    assert (said.code, said.out) == (2, "")
    assert said.line.startswith(str(file))
    assert complaint in said.line


def test_a_wrong_preset_is_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text('id = "wrong"\nsurprise = 1\n')
    said = simulate(capsys, folder, "--protocol", file)
    assert (said.code, said.out) == (2, "")
    assert all(line.startswith(str(file)) for line in said.err.splitlines())
    assert "surprise" in said.err


def make_strange(folder: Path, what: str) -> None:
    record = folder / FILE_NAME
    match what:
        case "somebody's file":
            (folder / "thesis.odt").write_text("chapter 1")
        case "files without their record":
            record.unlink()
        case "a patient":
            with open_record(record) as open_one:
                added = moment_of("2026-11-23T10:00:00.000000Z")
                Library(open_one).keep_patient(Patient(id="P-1", name="Ada", added=added))
        case "a session that is not simulated":
            with driver.connect(record) as connection:
                connection.execute("UPDATE session SET simulated = 0")
            connection.close()
        case "another program's record":
            record.unlink()
            with driver.connect(record) as connection:
                connection.execute("CREATE TABLE session (id TEXT)")
            connection.close()
        case "a damaged record":
            os.truncate(record, record.stat().st_size // 2)
        case _:
            raise ValueError(what)


@pytest.mark.parametrize(
    "what",
    [
        "somebody's file",
        "files without their record",
        "a patient",
        "a session that is not simulated",
        "another program's record",
        "a damaged record",
    ],
)
def test_a_folder_with_anything_else_is_left_as_it_is(
    one_session: Path, folder: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    folder.mkdir()
    (folder / FILE_NAME).write_bytes((one_session / FILE_NAME).read_bytes())
    (folder / "readings.csv").write_text("taken")
    make_strange(folder, what)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    said = simulate(capsys, folder)
    assert (said.code, said.out) == (2, "")
    assert "--out" in said.line
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {name: after.get(name) for name in before} == before
    assert after.keys() - before.keys() <= {f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"}


def test_a_folder_in_use_is_left_as_it_is(
    one_session: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.mkdir()
    (folder / FILE_NAME).write_bytes((one_session / FILE_NAME).read_bytes())
    lock = WriterLock(folder / FILE_NAME)
    try:
        said = simulate(capsys, folder)
    finally:
        lock.release()
    assert said.code == 2
    assert "in use" in said.line
    assert (folder / FILE_NAME).exists()


def test_a_folder_that_cannot_be_made_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    for place in ("file", "file/demo"):
        said = simulate(capsys, tmp_path / place)
        assert said.code == 2
        assert "Traceback" not in said.err


async def test_without_a_display_it_is_headless_and_says_so(folder: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in _DISPLAY}
    async with running("simulate", *SHORT, "--out", folder, env=kept) as command:
        said = await command.end()
    assert said.code == 0
    assert said.line == "There is no display here. The session is played without a window."
    assert said.facts[0]["summary"]["discharge"] == "not_dosed"


async def test_an_interrupted_play_keeps_what_happened(folder: Path) -> None:
    words = ["simulate", "--headless", "--speed", "600", "--out", folder]
    async with running(*words) as command:
        while not (folder / FILE_NAME).exists():
            await _a_moment()
        await _a_moment()
        command.process.send_signal(signal.SIGINT)
        said = await command.end()
    assert said.code == 130
    assert said.out == ""
    async with running("--data", folder, "check-record", "--json") as command:
        (facts,) = (await command.end()).facts
    assert facts["state"] == "intact"


_DISPLAY = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}


async def _a_moment() -> None:
    await asyncio.sleep(0.2)
