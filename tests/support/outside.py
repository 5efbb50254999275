"""The program on a screen of its own, and hands outside it: keys of the X server and nothing else.

What such hands see is what the desktop sees, the window's title, and what has been recorded. Every
wait is for one of the two, and ends.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.session.evolve import fold
from kapmonitor.session.state import Session

PROGRAMS = ("Xvfb", "xdotool")
LACKING = [each for each in PROGRAMS if shutil.which(each) is None]
SIZE = "1280x800x24"
PATIENCE_S = 90.0
"""How long anything may take on a busy machine."""
LOOK_EVERY_S = 0.1
LOOK_S = 0.4
"""What is recorded is drawn a moment later, and nobody presses a key before having seen it."""
HELD_S = 4.0
"""How long a key is held for what takes one second of holding, at most."""


class NotSeen(AssertionError):
    """Something that was waited for never came."""


class Outside:
    """A person at the keyboard of another screen."""

    def __init__(self, environment: dict[str, str], folder: Path, program: subprocess.Popen[bytes]):
        self._environment = environment
        self._folder = folder
        self._program = program
        self._pressed: list[str] = []
        self._window = self._find()
        self._ask("windowfocus", "--sync", self._window)

    @property
    def title(self) -> str:
        """What the desktop calls the window."""
        return self._ask("getwindowname", self._window)

    @property
    def session(self) -> Session:
        """The session as it is recorded by now."""
        with open_history(self._folder / FILE_NAME) as record:
            (row,) = Library(record).sessions()
            return fold(SessionLog(record).read(row.id))

    def key(self, *keys: str) -> None:
        """Press keys one after the other; in the X server's names."""
        self._pressed += keys
        self._ask("key", "--delay", "30", *keys)

    def type(self, text: str) -> None:
        """Type words."""
        self._pressed.append(repr(text))
        self._ask("type", "--delay", "20", text)

    def hold(self, key: str, until: Callable[[Session], object]) -> bool:
        """Hold a key until something is recorded; return whether it was."""
        self._pressed.append(f"{key} held")
        self._ask("keydown", key)
        try:
            return self.comes(until, HELD_S)
        finally:
            self._ask("keyup", key)

    def sees(self, page: str) -> None:
        """Wait until a page is in sight."""
        begun = time.monotonic()
        while not self.title.startswith(f"{page} –"):
            if self._program.poll() is not None or time.monotonic() - begun > PATIENCE_S:
                raise NotSeen(f"the page {page!r}: {self._situation()}")
            time.sleep(LOOK_EVERY_S)

    def until(self, what: str, true: Callable[[Session], object]) -> None:
        """Wait until something is recorded; `what` says it in words."""
        if not self.comes(true, PATIENCE_S):
            raise NotSeen(f"{what}: {self._situation()}")

    def comes(self, true: Callable[[Session], object], within_s: float) -> bool:
        """Wait so long for something to be recorded; return whether it was."""
        begun = time.monotonic()
        while not true(self.session):
            if self._program.poll() is not None or time.monotonic() - begun > within_s:
                return False
            time.sleep(LOOK_EVERY_S)
        time.sleep(LOOK_S)
        return True

    def _situation(self) -> str:
        if self._program.poll() is not None:
            return "never came; the program has ended"
        return (
            f"never came. The window is called {self.title!r}; the last keys were "
            f"{' '.join(self._pressed[-12:])}; recorded by hand was {self._done()}"
        )

    def _done(self) -> str:
        """Return the last facts that a person at the window reported."""
        with open_history(self._folder / FILE_NAME) as record:
            (row,) = Library(record).sessions()
            entries = SessionLog(record).read(row.id)
        by_hand = [each for each in entries if each.origin and each.origin.station != "simulator"]
        return ", ".join(type(each.event).__name__ for each in by_hand[-6:]) or "nothing"

    def _find(self) -> str:
        """Return the window, once the program has one."""
        begun = time.monotonic()
        while time.monotonic() - begun < PATIENCE_S and self._program.poll() is None:
            if found := self._ask("search", "--onlyvisible", "--name", "kapmonitor", may_fail=True):
                return found.splitlines()[0]
            time.sleep(LOOK_EVERY_S)
        raise NotSeen("the program opened no window")

    def _ask(self, *words: str, may_fail: bool = False) -> str:
        ran = subprocess.run(
            ["xdotool", *words],
            env=self._environment,
            capture_output=True,
            text=True,
            check=not may_fail,
            timeout=PATIENCE_S,
        )
        return ran.stdout.strip()


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """Yield the environment of a virtual screen of its own.

    Without `-noreset` it begins anew when its last client goes, and refuses whoever comes then.
    """
    reads, writes = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), "-noreset", "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=(writes,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    try:
        with os.fdopen(reads) as told:
            display = told.readline().strip()
        environment = os.environ | {"DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
        _answers(environment)
        yield environment
    finally:
        server.terminate()
        server.wait()


def _answers(environment: dict[str, str]) -> None:
    """Wait until the screen answers: its number is told a moment before."""
    begun = time.monotonic()
    look = ["xdotool", "getdisplaygeometry"]
    while subprocess.run(look, env=environment, capture_output=True, check=False).returncode:
        if time.monotonic() - begun > PATIENCE_S:
            raise NotSeen("the virtual screen does not answer")
        time.sleep(LOOK_EVERY_S)


@contextmanager
def window_of(folder: Path, *words: str) -> Iterator[Outside]:
    """Yield hands on the window of a simulated session that is recorded in a folder."""
    with screen() as environment:
        program = subprocess.Popen(
            [sys.executable, "-m", "kapmonitor", "simulate", "--out", str(folder), *words],
            env=environment,
        )
        try:
            yield Outside(environment, folder, program)
        finally:
            program.terminate()
            program.wait()
