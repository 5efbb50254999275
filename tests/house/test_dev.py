"""The one script keeps its promises: what README names exists, and a slip ends in one line."""

import re
import subprocess
import sys

from tests.house.source import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
SCRIPT = (ROOT / "dev").read_text(encoding="utf-8")


def test_readme_names_only_commands_that_exist() -> None:
    named = set(re.findall(r"(?:\./dev|python dev) (\w+)", README))
    assert {"run", "test"} <= named
    assert named <= _commands()


def test_help_tells_every_command() -> None:
    told = _dev("--help")
    assert told.returncode == 0
    assert set(re.findall(r"^ +\./dev (\w+)", told.stdout, re.MULTILINE)) == _commands()


def test_an_unknown_command_is_refused() -> None:
    told = _dev("nonsense")
    assert told.returncode == 2
    assert "./dev run" in told.stdout


def test_the_script_is_marked_executable() -> None:
    assert SCRIPT.startswith("#!/usr/bin/env python3\n")
    if sys.platform != "win32":
        assert (ROOT / "dev").stat().st_mode & 0o111


def test_continuous_integration_runs_readmes_test_command() -> None:
    assert "dev test" in (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert "./dev test" in README


def _commands() -> set[str]:
    table = SCRIPT.partition("COMMANDS = {")[2].partition("}")[0]
    return set(re.findall(r'"(\w+)":', table))


def _dev(*words: str) -> subprocess.CompletedProcess[str]:
    told = [sys.executable, str(ROOT / "dev"), *words]
    return subprocess.run(told, capture_output=True, text=True, check=False)
