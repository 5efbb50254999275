"""Without the packages for telehealth the program is whole but for the link."""

from __future__ import annotations

import subprocess
import sys

EXTRA = ("paho", "spake2")
WINDOWS = ("kapmonitor.composition", "kapmonitor.room", "kapmonitor.ui.companion.host")
_CODE = """
import sys
for name in {extra}:
    sys.modules[name] = None  # as if it were not installed
for name in {windows}:
    __import__(name)
"""


def test_every_window_stands_where_the_extra_is_not_installed() -> None:
    code = _CODE.format(extra=EXTRA, windows=WINDOWS)
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
