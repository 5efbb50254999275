"""Without the packages for telehealth the program is whole but for the link."""

from __future__ import annotations

import subprocess
import sys

import pytest

EXTRA = ("paho", "spake2")
WINDOWS = ("kapmonitor.composition", "kapmonitor.room", "kapmonitor.ui.companion.host")
_CODE = """
import sys
for name in {extra}:
    sys.modules[name] = None  # as if it were not installed
for name in {windows}:
    __import__(name)
"""

_COMMAND = """
import sys
class Hides:
    def __init__(self, finder): self.finder = finder
    def find_spec(self, name, *rest):
        hidden = name.split(".")[0] in {extra}
        return None if hidden else self.finder.find_spec(name, *rest)
sys.meta_path[:] = [Hides(each) for each in sys.meta_path]
from kapmonitor.cli import main
sys.exit(main({words}))
"""


@pytest.mark.parametrize(
    "words",
    [
        ["companion"],
        ["companion", "--headless", "--device", "sim://quiet"],
        ["link", "check", "--patients", "mqtts://localhost"],
    ],
)
def test_a_command_that_needs_the_extra_says_what_to_install(words: list[str]) -> None:
    code = _COMMAND.format(extra=EXTRA, words=words)
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    (line,) = ran.stderr.splitlines()
    assert "pip install 'kapmonitor[telehealth]'" in line


def test_every_window_stands_where_the_extra_is_not_installed() -> None:
    code = _CODE.format(extra=EXTRA, windows=WINDOWS)
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
