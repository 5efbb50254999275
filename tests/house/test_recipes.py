"""The recipes work as they are written: their files are taken from the page and used."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import LEFT_BEHIND, ROOT

FILE = re.compile(r"^```\w+ (\S+/\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
FILES = dict(FILE.findall((ROOT / "docs/recipes.md").read_text(encoding="utf-8")))
DRIVER = "devices/drivers/acme_line.py"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a copy of the checkout in which the recipes were followed."""
    copy = tmp_path_factory.mktemp("checkout")
    ignored = shutil.ignore_patterns(*LEFT_BEHIND)
    for folder in ("kapmonitor", "devices", "resources", "tests"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", copy)
    for name, content in FILES.items():
        (copy / name).write_text(content, encoding="utf-8")
    return copy


def test_the_new_cuff_is_found_by_itself(checkout: Path) -> None:
    told = _python(checkout, "-m", "kapmonitor", "devices", "--json")
    slugs = [json.loads(line)["slug"] for line in told.stdout.splitlines()]
    assert "acme_line" in slugs


def test_the_new_cuff_is_understood(checkout: Path) -> None:
    octets = b"BP 118 76 64\r".hex()
    told = _python(checkout, "-m", "kapmonitor", "decode", "acme_line", octets)
    (event,) = [json.loads(line) for line in told.stdout.splitlines()]
    assert (event["systolic"], event["diastolic"], event["pulse_rate"]) == (118.0, 76.0, 64.0)


def test_a_cuff_that_says_lines_is_understood(checkout: Path, tmp_path: Path) -> None:
    own = tmp_path / "devices"
    own.mkdir()
    text = FILES["devices/profiles/zenith-line.toml"]
    (own / "zenith-own.toml").write_text(text, encoding="utf-8")
    octets = b"Z 121/079 P066\r\n".hex()
    words = ("-m", "kapmonitor", "decode", "zenith-own", octets, "--data", str(tmp_path))
    told = _python(checkout, *words)
    (event,) = [json.loads(line) for line in told.stdout.splitlines()]
    assert (event["systolic"], event["diastolic"], event["pulse_rate"]) == (121.0, 79.0, 66.0)
    assert told.stderr == ""


def test_a_profile_that_does_not_fit_is_refused_and_the_rest_is_listed(tmp_path: Path) -> None:
    own = tmp_path / "devices"
    own.mkdir()
    (own / "csv3.toml").write_text("title = 'x'\npattern = '(?P<spo2>x)'\n", encoding="utf-8")
    (own / "broken.toml").write_text("title = 'x'\nparity = 'M'\n", encoding="utf-8")
    told = _python(ROOT, "-m", "kapmonitor", "devices", "--json", "--data", str(tmp_path))
    assert told.returncode == 2
    assert "broken.toml:2: parity: 'M' is not permitted; permitted: N or E or O" in told.stderr
    assert "csv3.toml: csv3: a driver that ships has this name; rename the file." in told.stderr
    assert any(json.loads(line)["slug"] == "csv3" for line in told.stdout.splitlines())


def test_the_new_cuff_keeps_the_contracts_and_the_style(checkout: Path) -> None:
    for words in (
        ("-m", "ruff", "check", DRIVER),
        ("-m", "ruff", "format", "--check", DRIVER),
        ("-m", "mypy", DRIVER),
        ("-c", "from importlinter.cli import lint_imports_command as go; go()", "--no-cache"),
    ):
        told = _python(checkout, *words)
        assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("preset", sorted((ROOT / "resources/protocols").glob("*.toml")))
def test_a_preset_copied_for_a_clinic_is_accepted(tmp_path: Path, preset: Path) -> None:
    own = tmp_path / "my-clinic.toml"
    document = preset.read_text(encoding="utf-8")
    own.write_text(document.replace(f'"{preset.stem}"', '"my-clinic"'), encoding="utf-8")
    told = _python(ROOT, "-m", "kapmonitor", "protocols", "check", str(own))
    assert told.returncode == 0, told.stderr


def _python(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        text=True,
    )
