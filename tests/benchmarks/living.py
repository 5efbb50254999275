"""A live window with three hours loaded, left alone: prints its CPU share and peak memory.

`living.py FOLDER SECONDS idle|beats`; the folder's record holds session s-1, three hours old.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.log import SessionLog
from kapmonitor.ui.housekeeping import kept_application
from kapmonitor.ui.theme import Theme
from tests.benchmarks.live import Live
from tests.support.builders import THERAPIST

SETTLE_MS = 10_000
"""By then the pages that were made ahead of need are made."""
RATE = 72


class Meter(QObject):
    """Looks at the clock and the processor before and after."""

    def __init__(self, live: Live, seconds: float, *, beats: bool) -> None:
        super().__init__()
        self._live = live
        self._lasts_ms = round(seconds * 1000)
        self._beats = beats
        self._beat = QTimer(self, interval=1000)
        self._beat.timeout.connect(self._send)
        self._wall = self._busy = 0.0
        QTimer.singleShot(SETTLE_MS, self._begin)

    @Slot()
    def _send(self) -> None:
        self._live.beat(RATE)

    @Slot()
    def _begin(self) -> None:
        if self._beats:
            self._beat.start()
        self._wall, self._busy = time.monotonic(), time.process_time()
        QTimer.singleShot(self._lasts_ms, self._end)

    @Slot()
    def _end(self) -> None:
        share = (time.process_time() - self._busy) / (time.monotonic() - self._wall)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{share} {peak}", flush=True)  # noqa: T201  read by the parent
        self._live.household.window.hide()
        self._live.household.stop()
        QApplication.quit()


def main(folder: Path, seconds: float, *, beats: bool) -> None:
    """Live for a while."""
    application = kept_application()
    with open_history(folder / FILE_NAME) as record:
        start = SessionLog(record).read("s-1")[-1].at.utc
    live = Live(folder, start, Theme(application))
    live.desk.resume("s-1", THERAPIST, lambda _answer: None)
    meter = Meter(live, seconds, beats=beats)
    application.exec()
    meter.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), beats=sys.argv[3] == "beats")
