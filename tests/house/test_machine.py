"""A missing display, platform or library is one plain line, before Qt could abort over it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kapmonitor.machine import Obstacle, library_obstacles, window_obstacles

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")


@linux_only
def test_no_display_is_told() -> None:
    (obstacle,) = window_obstacles({})
    assert obstacle.what == "There is no display here."
    assert obstacle.cure == "Start it from a desktop."


@linux_only
@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_display_that_does_not_answer_is_told(variable: str) -> None:
    (obstacle,) = window_obstacles({variable: ":4711"})
    assert obstacle.what == "The display :4711 does not answer."


@linux_only
def test_a_display_asked_for_by_name_is_told_when_absent() -> None:
    (obstacle,) = window_obstacles({"QT_QPA_PLATFORM": "xcb"})
    assert obstacle.what == "There is no display here."


@linux_only
@pytest.mark.parametrize("chosen", ["nonsense", "nonsense;tosh", ""])
def test_a_platform_qt_does_not_have_is_told(chosen: str) -> None:
    (obstacle,) = window_obstacles({"QT_QPA_PLATFORM": chosen or "-"})
    assert obstacle.cure == "Run: unset QT_QPA_PLATFORM"


@pytest.mark.parametrize("chosen", ["offscreen", "minimal", "nonsense;offscreen"])
def test_drawing_without_a_display_needs_none(chosen: str) -> None:
    assert window_obstacles({"QT_QPA_PLATFORM": chosen}) == ()


@linux_only
def test_missing_libraries_are_cured_by_one_line() -> None:
    wanted = {"libc.so.6": "libc6", "libnone.so.1": "libnone1", "libnil.so.2": "libnil2"}
    (obstacle,) = library_obstacles(wanted)
    assert "libnone.so.1, libnil.so.2" in obstacle.what
    assert "libc.so.6" not in obstacle.what
    assert "\n" not in str(obstacle)


def test_an_obstacle_reads_as_one_sentence_and_its_cure() -> None:
    assert str(Obstacle("This is so.", "Run: that")) == "This is so. Run: that"


def test_asking_loads_no_qt(tmp_path: Path) -> None:
    program = (
        "import sys; from kapmonitor import machine; machine.window_obstacles();"
        "machine.offscreen_obstacles(); print([name for name in sys.modules if 'PySide' in name])"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        env={**os.environ, "HOME": str(tmp_path)},
        text=True,
    )
    assert told.stdout.strip() == "[]"
