"""Pictures of what stands beside a session: the first run, every settings section, the presets.

Taken of the real window over a real, empty folder, by pressing what a person presses.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from kapmonitor.composition import Household, desk_of
from kapmonitor.settings import KnownDevice, Settings, save
from kapmonitor.ui.small_picture import write_small
from kapmonitor.ui.theme import Theme, ThemeName

PATIENCE_S = 20.0
SETTLE_S = 0.15
SECTIONS = (
    "Clinic",
    "Presets",
    "People",
    "Devices",
    "Sound",
    "Theme and language",
    "Data",
    "Telehealth",
    "Who did what",
    "About",
)
FIRST_RUN = ("first-run-who", "first-run-read", "first-run-try")
PRESET_READ, PRESET_CHANGE = "preset-read", "preset-change"
PRESET = "KAP, sublingual lozenge, therapist's office"
CUFF = KnownDevice(role="cuff", driver="bluetooth_blp", address="ble:1", title="A&D UA-651BLE")
Size = tuple[int, int]
Take = Callable[[Path, str, list[Size]], None]
W = TypeVar("W", QAbstractButton, QLineEdit)


class ShotFault(Exception):
    """What was to be photographed did not come in sight; the text names it."""


def names() -> tuple[str, ...]:
    """Return what the pictures are called, without theme and size."""
    return (*FIRST_RUN, *map(_named, SECTIONS), PRESET_READ, PRESET_CHANGE)


def take_all(application: QApplication, out: Path, sizes: list[Size]) -> None:
    """Write the pictures. Raises ShotFault, SettingsFault, OSError."""
    theme = Theme(application)
    with _window(application, theme, Settings()) as (hands, take):
        _first_run(hands, lambda name: take(out, name, sizes))
    kept = Settings(practice_name="Lindenhof", disclaimer_read=True, devices=(CUFF,))
    with _window(application, theme, kept) as (hands, take):
        _settings(hands, lambda name: take(out, name, sizes))


class _Hands:
    """Presses and types what is in sight, once it is."""

    def __init__(self, application: QApplication, household: Household) -> None:
        self._application = application
        self._window = household.window

    def settle(self, seconds: float = SETTLE_S) -> None:
        """Let everything arrive that is on its way."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._application.processEvents()

    def press(self, name: str) -> None:
        """Press a button by what a screen reader calls it."""
        made = self._seen(QAbstractButton, name)
        made.setFocus()
        made.click()
        self.settle()

    def write(self, name: str, text: str) -> None:
        """Fill a line."""
        self._seen(QLineEdit, name).setText(text)

    def _seen(self, kind: type[W], name: str) -> W:
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            for each in self._window.findChildren(kind):
                if each.isVisible() and each.accessibleName() == name:
                    return each
            self._application.processEvents()
        raise ShotFault(name)


@contextmanager
def _window(
    application: QApplication, theme: Theme, kept: Settings
) -> Iterator[tuple[_Hands, Take]]:
    """Open the window over a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        save(Path(folder), kept)
        household = Household(desk_of(Path(folder)), theme)
        hands = _Hands(application, household)

        def take(out: Path, name: str, sizes: list[Size]) -> None:
            for width, height in sizes:
                household.window.resize(width, height)
                for look in ThemeName:
                    theme.use(look)
                    hands.settle()
                    place = out / f"{name}-{look}-{width}x{height}.png"
                    place.parent.mkdir(parents=True, exist_ok=True)
                    write_small(household.window.grab().toImage(), place)

        household.start()
        household.window.show()
        try:
            yield hands, take
        finally:
            household.window.hide()
            household.stop()


def _named(section: str) -> str:
    return f"settings-{section.split(maxsplit=1)[0].lower()}"


def _first_run(hands: _Hands, take: Callable[[str], None]) -> None:
    who, read, try_ = FIRST_RUN
    hands.write("Your name", "Ruth Sample")
    hands.settle(1.0)
    take(who)
    hands.press("Role: Therapist")
    hands.press("Add yourself")
    hands.settle(1.0)
    take(read)
    hands.press("I have read this")
    hands.settle(1.0)
    take(try_)


def _settings(hands: _Hands, take: Callable[[str], None]) -> None:
    hands.press("Settings")
    for section in SECTIONS:
        hands.press(f"Settings: {section}")
        hands.settle(1.0)
        take(_named(section))
    hands.press("Settings: Presets")
    hands.press(f"Open {PRESET}")
    take(PRESET_READ)
    hands.press("Copy this preset")
    hands.write("Name of the copy", "Our lozenge")
    hands.press("Make the copy")
    hands.write("Systolic above", "150")
    take(PRESET_CHANGE)
