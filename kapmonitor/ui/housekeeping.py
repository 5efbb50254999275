"""Garbage is collected on the window's thread only.

Python's collector runs in whichever thread happens to allocate. When that is the engine's, it
may destroy widgets there, and Qt then ends the process. So the collector is switched off before
there is anything of Qt's and stays off until the process ends; a timer of the window's own thread
calls it instead.
"""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

YOUNG_MS = 2_000
OLD_EVERY = 30
"""Every so many rounds everything is looked at, not only what is young."""


def kept_application() -> QApplication:
    """Make the one application of this process, and never without somebody who keeps house."""
    gc.disable()
    own = QApplication(sys.argv[:1])
    Housekeeping(own)
    return own


class Housekeeping(QObject):
    """Collects now and then, on the thread that made it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._round = 0
        self._timer = QTimer(self, interval=YOUNG_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect the young; now and then the old as well."""
        self._round += 1
        gc.collect(2 if self._round % OLD_EVERY == 0 else 1)
