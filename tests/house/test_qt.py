"""The Qt we are bound to must not lose references: it dies after minutes, and short tests pass."""

import ast
import ctypes
import sys

import pytest
from PySide6.QtCore import QObject, Signal

from kapmonitor.machine import reference_obstacles
from tests.house.source import modules


def test_this_qt_keeps_its_references() -> None:
    assert reference_obstacles(QObject().setObjectName) == ()


def test_no_program_makes_a_window_that_the_collector_could_destroy_in_another_thread() -> None:
    makers = {
        name
        for name, module in modules().items()
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"QApplication", "QGuiApplication", "QCoreApplication"}
    }
    assert makers == {"kapmonitor/ui/housekeeping.py"}


class _Speaker(QObject):
    said = Signal()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="True is immortal here")
def test_five_thousand_signals_lose_no_reference() -> None:
    """PySide6 6.12.0 lost one to True with each, and ended the program after some 560."""
    speaker = _Speaker()
    before = sys.getrefcount(True)
    for _ in range(5_000):
        speaker.said.emit()
    assert sys.getrefcount(True) > before - 100


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal here")
def test_a_qt_that_loses_references_is_told_from_one_that_does_not() -> None:
    lost = 0

    def lose(_name: str) -> None:
        nonlocal lost
        ctypes.pythonapi.Py_DecRef(ctypes.py_object(None))
        lost += 1

    found = reference_obstacles(lose)
    for _ in range(lost):
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(None))
    assert ["6.11" in obstacle.cure for obstacle in found] == [True]
