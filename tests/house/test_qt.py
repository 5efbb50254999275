"""The Qt we are bound to must not lose references: it dies after minutes, and short tests pass."""

import ctypes
import sys

import pytest
from PySide6.QtCore import QObject

from kapmonitor.machine import reference_obstacles


def test_this_qt_keeps_its_references() -> None:
    assert reference_obstacles(QObject().setObjectName) == ()


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
