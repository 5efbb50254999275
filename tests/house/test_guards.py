"""The guards of conftest.py do stop what they are there to stop."""

import os
import subprocess
import sys
from pathlib import Path

from tests.house.source import ROOT

SLIPS = """
import logging
import threading
import time
import warnings

import pytest
from PySide6.QtCore import QTimer, qWarning


def test_unannounced_log():
    logging.getLogger("kapmonitor").warning("nobody expects this")


def test_announced_log(expect_log):
    expect_log("WARNING kapmonitor: all is well")
    logging.getLogger("kapmonitor").warning("all is well")


def test_log_that_never_came(expect_log):
    expect_log("something")


def test_stray_thread():
    threading.Thread(target=time.sleep, args=(60,), daemon=True, name="stray").start()


def test_broken_thread():
    def breaks():
        raise ValueError
    thread = threading.Thread(target=breaks)
    thread.start()
    thread.join()


def test_warning():
    warnings.warn("old", DeprecationWarning)


def test_qt_warning(qapp):
    qWarning("Qt is worried")


def test_broken_slot(qtbot):
    def breaks():
        raise ValueError
    QTimer.singleShot(0, breaks)
    qtbot.wait(5)


@pytest.mark.long
def test_long():
    raise AssertionError


def test_clean(data_folder):
    assert not data_folder.exists()
"""
STOPPED = {
    "unannounced_log",
    "log_that_never_came",
    "stray_thread",
    "broken_thread",
    "warning",
    "qt_warning",
    "broken_slot",
}


def test_each_slip_is_stopped_and_nothing_else(tmp_path: Path) -> None:
    slips = tmp_path / "test_slips.py"
    slips.write_text(SLIPS, encoding="utf-8")
    told = _pytest(
        str(slips), "-p", "tests.conftest", "-p", "no:randomly", "--tb=no", "--thread-patience=0"
    )
    lines = [line.split() for line in told.stdout.splitlines()]
    stopped = {
        words[1].partition("::test_")[2] for words in lines if words[:1] in (["FAILED"], ["ERROR"])
    }
    assert stopped == STOPPED, told.stdout + told.stderr
    assert "1 skipped" in told.stdout


def test_real_data_is_refused() -> None:
    told = _pytest("tests/house", "--collect-only", KAPMONITOR_DATA=str(Path.home() / "kapmonitor"))
    assert told.returncode == 2
    assert "temporary folder" in told.stdout + told.stderr


def _pytest(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-c", "pyproject.toml", *words],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **environment},
        text=True,
    )
