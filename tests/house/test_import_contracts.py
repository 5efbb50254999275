"""The import contracts of pyproject.toml hold, and would be noticed if they did not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import LEFT_BEHIND, ROOT

BREACHES = {
    "kapmonitor/session/phase.py": "import time",
    "devices/cuff.py": "from devices import simulator",
    "devices/measurement.py": "import kapmonitor",
    "devices/drivers/bluetooth_blp.py": "import asyncio",
    "kapmonitor/machine.py": "import PySide6",
    "kapmonitor/session/gate.py": "from kapmonitor.record import home",
}
BROKEN_BY_THEM = ("2.", "3.", "4.", "6b.", "7.", "9.")


def test_contracts_hold() -> None:
    told = _lint_imports(ROOT)
    assert told.returncode == 0, told.stdout


def test_a_breach_is_noticed(tmp_path: Path) -> None:
    for package in ("kapmonitor", "devices"):
        ignored = shutil.ignore_patterns(*LEFT_BEHIND)
        shutil.copytree(ROOT / package, tmp_path / package, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, breach in BREACHES.items():
        with (tmp_path / name).open("a", encoding="utf-8") as module:
            module.write(f"\n{breach}\n")
    told = _lint_imports(tmp_path)
    broken = {line.split()[0] for line in told.stdout.splitlines() if " BROKEN" in line}
    assert broken >= set(BROKEN_BY_THEM), told.stdout


def _lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = "from importlinter.cli import lint_imports_command as go; go()"
    # -P and the folder first on the path: the copy is analysed, not the installed checkout
    words = [sys.executable, "-c", f"import sys; sys.path.insert(0, '.'); {program}", "--no-cache"]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", BREACHES)
def test_the_breached_module_exists(name: str) -> None:
    assert (ROOT / name).exists()
