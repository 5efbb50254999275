"""A window of the program on a screen of its own, with eyes in it and hands at the X server.

The eyes (`tests.support.sight`) say what stands where; every press is the mouse's or the
keyboard's, as a person's. Every wait is for something in sight, and ends.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.outside import LOOK_EVERY_S, PATIENCE_S, NotSeen

HELD_S = 1.2
"""A press that has to last one second."""
TRIES, TYPED_S = 3, 10.0
TURNS = 60
"""Of the wheel, until what is wanted must have come in sight."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something in the window: what it is called, what it says, where the seen part of it is."""

    name: str
    text: str
    at: tuple[int, int, int, int]
    whole: bool
    enabled: bool
    acts: bool

    @property
    def middle(self) -> tuple[str, str]:
        left, top, wide, high = self.at
        return str(left + wide // 2), str(top + high // 2)


class Watched:
    """One window, and one person before it."""

    def __init__(self, screen: Mapping[str, str], folder: Path, *words: str) -> None:
        self._screen, self._words = dict(screen), words
        self._door = folder / "sight"
        self._log = folder / "said.log"
        self.program: subprocess.Popen[bytes] | None = None
        self._window = ""

    def begin(self, **environment: str) -> None:
        """Start the program and wait until its window stands."""
        self._door.unlink(missing_ok=True)
        with self._log.open("ab") as log:
            self.program = subprocess.Popen(
                [sys.executable, "-m", "tests.support.sight", str(self._door), *self._words],
                env=self._screen | environment,
                stdout=log,
                stderr=log,
            )
        self.until("a window", lambda: bool(self._windows()))
        self._window = self._windows()[0]
        self._ask("windowfocus", "--sync", self._window)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._send(signal.SIGKILL)
        assert self.program is not None
        self.program.wait()

    def freeze(self) -> None:
        """Let it sleep."""
        self._send(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it wake."""
        self._send(signal.SIGCONT)

    def close(self) -> None:
        """End it, however it stands."""
        if self.program is not None and self.program.poll() is None:
            self.thaw()
            self.kill()

    def look(self) -> list[Thing]:
        """Return everything that stands in the window; nothing while it does not answer."""
        with suppress(OSError, ValueError), socket.socket(socket.AF_UNIX) as asking:
            asking.settimeout(PATIENCE_S)
            asking.connect(str(self._door))
            with asking.makefile("rw") as line:
                line.write("\n")
                line.flush()
                return [_thing(each) for each in json.loads(line.readline())]
        return []

    def says(self, words: str) -> bool:
        """Return whether words are in sight, wherever they stand."""
        return any(each.at[2] > 0 and words in (each.text or each.name) for each in self.look())

    def sees(self, words: str) -> None:
        """Wait until words are in sight."""
        self.until(f"the words {words!r}", lambda: self.says(words))

    def text(self, true: Callable[[str], object]) -> str:
        """Wait for a text of a kind, and return it."""
        found: list[str] = []

        def comes() -> bool:
            found[:] = [each.text for each in self.look() if each.text and true(each.text)]
            return bool(found)

        self.until("a text", comes)
        return found[0]

    def named(self, name: str) -> str:
        """Wait for something of a name, and return what it says."""
        found: list[str] = []

        def comes() -> bool:
            found[:] = [each.text for each in self.look() if each.name == name and each.at[2]]
            return any(found)

        self.until(f"{name!r}", comes)
        return found[0]

    def called(self, true: Callable[[str], object]) -> str:
        """Wait for a control whose name is of a kind, and return the name."""
        found: list[str] = []

        def comes() -> bool:
            found[:] = [each.name for each in self.look() if each.acts and true(each.name)]
            return bool(found)

        self.until("such a control", comes)
        return found[0]

    def until(self, what: str, true: Callable[[], bool], within_s: float = PATIENCE_S) -> None:
        """Wait; `what` says for what, in words."""
        begun = time.monotonic()
        while not true():
            ended = self.program is not None and self.program.poll() is not None
            if ended or time.monotonic() - begun > within_s:
                raise NotSeen(f"{what} never came{' (it ended)' * ended}: {self._situation()}")
            time.sleep(LOOK_EVERY_S)

    def click(self, name: str) -> None:
        """Bring a control in sight, and press it with the mouse."""
        self._ask("mousemove", *self._place(name), "click", "1")

    def hold(self, name: str) -> None:
        """Press a control for as long as a cuff's start asks for."""
        self._ask("mousemove", *self._place(name), "mousedown", "1")
        time.sleep(HELD_S)
        self._ask("mouseup", "1")

    def fill(self, name: str, text: str) -> None:
        """Press into a line, and type over what is there; once more where a key was lost."""
        self.click(name)
        for _ in range(TRIES):
            self._ask("key", "ctrl+a")
            self.type(text)
            with suppress(NotSeen):
                self.until(f"{text!r} in {name!r}", lambda: self._holds(name, text), TYPED_S)
                return
        raise NotSeen(f"{name!r} does not take {text!r}: {self._situation()}")

    def type(self, text: str) -> None:
        """Type words."""
        self._ask("type", "--delay", "10", text)

    def key(self, *keys: str) -> None:
        """Press keys one after the other; in the X server's names."""
        self._ask("key", "--delay", "30", *keys)

    def _place(self, name: str) -> Sequence[str]:
        """Return where a control stands, turning the wheel over the page until it does."""
        for turn in range(TURNS):
            found = self._find(name)
            if found.whole:
                return found.middle
            self._ask("mousemove", "660", "560", "click", "5" if turn < TURNS // 2 else "4")
            time.sleep(LOOK_EVERY_S / 2)
        raise NotSeen(f"{name!r} does not come in sight: {self._situation()}")

    def _find(self, name: str) -> Thing:
        """Wait for a control that can be pressed; of several of a name take one in sight."""
        found: list[Thing] = []

        def comes() -> bool:
            found[:] = [e for e in self.look() if e.acts and e.enabled and e.name == name]
            return bool(found)

        self.until(f"{name!r} to press", comes)
        return max(found, key=lambda each: each.whole)

    def _holds(self, name: str, text: str) -> bool:
        """Return whether a line holds what was typed; spaces between digits are no matter."""
        wanted = text.replace(" ", "")
        return any(e.text.replace(" ", "") == wanted for e in self.look() if e.name == name)

    def _windows(self) -> list[str]:
        return self._ask("search", "--onlyvisible", "--name", "kapmonitor", may_fail=True).split()

    def _send(self, what: signal.Signals) -> None:
        assert self.program is not None
        os.kill(self.program.pid, what)

    def _situation(self) -> str:
        seen = [each.text or each.name for each in self.look() if each.at[2] > 0]
        return f"{seen}; {self._log.read_text(errors='replace')[-2000:]}"

    def _ask(self, *words: str, may_fail: bool = False) -> str:
        ran = subprocess.run(
            ["xdotool", *words],
            env=self._screen,
            capture_output=True,
            text=True,
            check=not may_fail,
            timeout=PATIENCE_S,
        )
        return ran.stdout.strip()


def _thing(told: dict[str, Any]) -> Thing:
    left, top, wide, high = told["at"]
    return Thing(
        told["name"],
        told["text"],
        (left, top, wide, high),
        told["whole"],
        told["enabled"],
        told["acts"],
    )
