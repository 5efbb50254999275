"""Starts one program and prints when it first painted: `started.py empty|ours T0 FOLDER`.

T0 is the parent's monotonic clock, which all processes share on Linux, just before the start.
"""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from kapmonitor.ui.housekeeping import kept_application

KIND, BEGAN, FOLDER = sys.argv[1], float(sys.argv[2]), sys.argv[3]


class Watch(QObject):
    """Tells of the first painting of any window, and of the start page's."""

    def __init__(self) -> None:
        super().__init__()
        self._told: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            self._tell("window")
            if type(watched).__name__ == "StartPage":
                self._tell("start page")
        return False

    def _tell(self, what: str) -> None:
        if what in self._told:
            return
        self._told.add(what)
        print(f"{what} {time.monotonic() - BEGAN}", flush=True)  # noqa: T201  read by the parent
        if what == "start page" or KIND == "empty":
            QTimer.singleShot(300, QApplication.closeAllWindows)


def main() -> None:
    """Run it."""
    application = kept_application()
    watch = Watch()
    application.installEventFilter(watch)
    if KIND == "empty":
        window = QMainWindow()
        window.resize(1280, 800)
        window.show()
        application.exec()
    else:
        from kapmonitor.cli import main as run

        run(["--data", FOLDER])


if __name__ == "__main__":
    main()
