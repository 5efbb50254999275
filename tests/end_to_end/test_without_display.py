"""Where no window can open, the program says so in one line, and never aborts or shows a trace."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")


@pytest.mark.parametrize(
    "display",
    [
        pytest.param({}, id="none"),
        pytest.param({"DISPLAY": ":4711"}, id="an X display that does not answer"),
        pytest.param({"WAYLAND_DISPLAY": "gone"}, id="a Wayland display that does not answer"),
        pytest.param({"QT_QPA_PLATFORM": "xcb"}, id="asked for by name"),
    ],
)
def test_the_window_is_refused_in_one_line(tmp_path: Path, display: dict[str, str]) -> None:
    told = _kapmonitor(tmp_path, display)
    assert told.returncode == 2
    assert told.stdout == ""
    (line,) = told.stderr.splitlines()
    assert "display" in line
    assert "kapmonitor simulate" in line


def test_a_platform_qt_does_not_have_is_refused_in_one_line(tmp_path: Path) -> None:
    told = _kapmonitor(tmp_path, {"QT_QPA_PLATFORM": "nonsense"})
    assert told.returncode == 2
    (line,) = told.stderr.splitlines()
    assert "unset QT_QPA_PLATFORM" in line


def test_doctor_says_the_same(tmp_path: Path) -> None:
    told = _kapmonitor(tmp_path, {}, "doctor")
    assert told.returncode == 1
    assert "There is no display here." in told.stdout


def _kapmonitor(
    folder: Path, display: dict[str, str], *words: str
) -> subprocess.CompletedProcess[str]:
    dropped = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return subprocess.run(
        [sys.executable, "-m", "kapmonitor", "--data", str(folder), *words],
        capture_output=True,
        check=False,
        env={**kept, **display},
        text=True,
    )
