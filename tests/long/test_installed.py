"""Installed as a user installs it, without the checkout: drivers, presets and scenarios are there.

Needs the package registry.
"""

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from devices.catalog import all_drivers
from tests.house.source import ROOT

pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [str(scripts / "python"), "-m", "pip", "install", "-q"]
    subprocess.run([*pip, "-c", str(ROOT / ".constraints.txt"), str(ROOT)], check=True)
    return scripts / "kapmonitor"


def test_the_same_drivers_as_in_the_checkout(program: Path, tmp_path: Path) -> None:
    told = _output(program, tmp_path, "devices", "--json")
    slugs = {json.loads(line)["slug"] for line in told.splitlines()}
    assert slugs == {driver.slug for driver in all_drivers()}


def test_the_same_presets_as_in_the_checkout(program: Path, tmp_path: Path) -> None:
    told = _output(program, tmp_path, "protocols", "list", "--json")
    ids = {json.loads(line)["id"] for line in told.splitlines()}
    assert ids == {path.stem for path in (ROOT / "resources/protocols").glob("*.toml")}


def test_a_simulated_session_runs_from_anywhere(program: Path, tmp_path: Path) -> None:
    _output(program, tmp_path, "simulate", "--headless")
    assert (tmp_path / "kapmonitor-demo/report.pdf").exists()


def _output(program: Path, folder: Path, *words: str) -> str:
    told = subprocess.run(
        [program, *words], capture_output=True, check=False, cwd=folder, text=True
    )
    assert told.returncode == 0, told.stderr
    return told.stdout
