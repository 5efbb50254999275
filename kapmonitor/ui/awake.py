"""Keeps the computer awake while a session runs.

Linux and macOS have a small program for it that ends with us; Windows a call for this thread.
Where neither exists the computer may sleep, and the record then shows the gap as a clock step.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys

from PySide6.QtCore import QObject, QProcess, Slot

from kapmonitor.port import Snapshot

WHY = "A session is running"
_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x00000001, 0x00000002
"""ES_CONTINUOUS, ES_SYSTEM_REQUIRED, ES_DISPLAY_REQUIRED of SetThreadExecutionState."""


class Awake(QObject):
    """Blocks sleep from the opening of a session to its end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self.holding = False
        self._over = False

    @Slot(object)
    def follow(self, snapshot: Snapshot) -> None:
        """Hold or let go as the session asks."""
        session = snapshot.session
        self.keep(awake=session is not None and session.ended is None and not snapshot.read_only)

    def keep(self, *, awake: bool) -> None:
        """Hold or let go."""
        if awake is not self.holding and not self._over:
            self.holding = awake
            if awake:
                self._hold()
            else:
                self.release()

    def end(self) -> None:
        """Let the computer sleep for good: a late snapshot changes nothing any more."""
        self._over = True
        self.release()

    @Slot()
    def release(self) -> None:
        """Let the computer sleep again."""
        self.holding = False
        if sys.platform == "win32":
            ctypes.windll.kernel32.SetThreadExecutionState(_CONTINUOUS)
        elif self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.closeWriteChannel()
            self._process.terminate()
            self._process.waitForFinished(1000)

    def _hold(self) -> None:
        if sys.platform == "win32":
            kernel = ctypes.windll.kernel32
            kernel.SetThreadExecutionState(_CONTINUOUS | _SYSTEM | _DISPLAY)
            return
        command = _command()
        if command is not None:
            self._process.start(command[0], list(command[1:]))


def _command() -> tuple[str, ...] | None:
    """Return the system's own program, which ends when we do."""
    if sys.platform == "darwin":
        return ("/usr/bin/caffeinate", "-dis", "-w", str(os.getpid()))
    inhibit = shutil.which("systemd-inhibit")
    if inhibit is None:
        return None
    # `cat` ends with our end of its pipe, so a killed program never keeps a computer awake.
    return (inhibit, "--what=idle:sleep", "--who=kapmonitor", f"--why={WHY}", "cat")
