"""The supervising screen before many rooms: prints what it cost and what it saw, as JSON.

`watching.py URL AUTHORITY ROOMS`. It says "here" when every room is in sight as it is now. A line
on its input begins the measuring, the next one ends it; then it goes on for a moment, so that what
is under way arrives.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from kapmonitor.central.roster import Role
from kapmonitor.central.view import BoardView
from kapmonitor.link.broker import broker_at
from kapmonitor.link.mqtt import cables_to
from kapmonitor.ui.housekeeping import kept_application
from kapmonitor.ui.station.host import Sound, StationHost
from kapmonitor.ui.theme import Theme
from tests.benchmarks.many_rooms import BOARD, enrolment

BEAT_MS = 10
ARRIVES_MS = 2_000


class Meter(QObject):
    """Looks at the clock, the processor and the window's own patience."""

    asked = Signal()

    def __init__(self, host: StationHost, count: int) -> None:
        super().__init__()
        self._host, self._count = host, count
        self._here = False
        self._view = BoardView()
        self._began: tuple[float, float, int] | None = None
        self._cost: tuple[float, float] | None = None
        self._gaps: list[float] = []
        self._ages: list[float] = []
        self._seen: dict[str, float | None] = {}
        self._last = 0.0
        self._beat = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._pulse)
        self.asked.connect(self._next)

    @Slot(object)
    def look(self, view: BoardView) -> None:
        """Take what the window shows."""
        self._view = view
        there = sum(each.current and each.opened for each in view.tiles)
        if not self._here and there == self._count:
            self._here = True
            _say("here")
        now = time.monotonic()
        for each in view.tiles:
            if each.heard_s is not None and self._seen.get(each.station) != each.heard_s:
                self._seen[each.station] = each.heard_s
                if self._began is not None:
                    self._ages.append(now - each.heard_s)

    @Slot()
    def _pulse(self) -> None:
        now = time.perf_counter()
        if self._last:
            self._gaps.append(now - self._last)
        self._last = now

    @Slot()
    def _next(self) -> None:
        if self._began is None:
            self._began = (time.monotonic(), time.process_time(), self._view.events)
            self._beat.start()
            return
        wall, busy, _events = self._began
        self._cost = (time.monotonic() - wall, time.process_time() - busy)
        self._beat.stop()
        QTimer.singleShot(ARRIVES_MS, self._end)

    @Slot()
    def _end(self) -> None:
        assert self._began is not None
        assert self._cost is not None
        _say(
            json.dumps(
                {
                    "share": self._cost[1] / self._cost[0],
                    "events": self._view.events - self._began[2],
                    "refused": self._view.refused,
                    "missed": sum(each.missed for each in self._view.tiles),
                    "gaps": self._gaps,
                    "ages": self._ages,
                    "memory": _resident_mb(),
                }
            )
        )
        self._host.stop()
        QApplication.quit()


def _resident_mb() -> float:
    """Return what this process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  read by the parent


def _hear(tell: Callable[[], None]) -> None:
    for _line in sys.stdin:
        tell()


def main(url: str, authority: Path, count: int) -> None:
    """Watch until told to end."""
    application = kept_application()
    broker = broker_at(url, authorities=authority)
    known = enrolment(BOARD, Role.SUPERVISOR, count, broker)
    host = StationHost(Theme(application), lambda: known, lambda _known: cables_to(broker), Sound())
    meter = Meter(host, count)
    host.told.connect(meter.look)
    host.start()
    host.window.show()
    threading.Thread(target=_hear, args=(meter.asked.emit,), daemon=True).start()
    application.exec()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
