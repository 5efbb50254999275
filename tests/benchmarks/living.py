"""A live window with three hours loaded, left alone: prints its CPU share and peak memory.

`living.py FOLDER SECONDS`; the folder's record holds session s-1, three hours old.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from devices.catalog import find
from devices.transport.memory import Wire
from kapmonitor.clock import LoopClock
from kapmonitor.composition import Household
from kapmonitor.desk import Desk, keep_open
from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.log import SessionLog
from kapmonitor.room import Outlets, Room
from kapmonitor.session.event import DeviceAssigned
from kapmonitor.supervisor import DeviceSource
from kapmonitor.ui.theme import Theme
from tests.support.builders import THERAPIST

FOLDER, SECONDS, BEATS = Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3] == "beats"
SETTLE_MS = 5000


def main() -> None:
    """Live for a while."""
    application = QApplication(sys.argv[:1])
    with open_history(FOLDER / FILE_NAME) as record:
        start = SessionLog(record).read("s-1")[-1].at.utc
    wires: dict[str, Wire] = {}

    def resolve(assigned: DeviceAssigned) -> DeviceSource:
        wire = wires.setdefault(assigned.role, Wire())
        return DeviceSource(
            role=assigned.role,
            driver=find(assigned.driver),
            address="D",
            title="D",
            transport=lambda _tell: wire.transport(),
        )

    async def programme(outlets: Outlets, at_work: Callable[[Room], None]) -> None:
        clock = LoopClock(start, time.monotonic)
        await keep_open(Room(FOLDER, clock, outlets, resolve=resolve), at_work)

    desk = Desk(programme)
    household = Household(desk, Theme(application))
    household.window.resize(1280, 800)
    household.window.show()
    household.start()
    desk.resume("s-1", THERAPIST, lambda _answer: None)
    beat = QTimer(interval=1000)
    thread = desk._thread  # noqa: SLF001  the far end lives on the engine's loop
    beat.timeout.connect(lambda: thread.call(lambda: wires["strap"].deliver("2a37", b"\x06\x48")))
    began: list[float] = []

    def begin() -> None:
        if BEATS:
            beat.start()
        began.extend((time.monotonic(), time.process_time()))
        QTimer.singleShot(round(SECONDS * 1000), end)

    def end() -> None:
        share = (time.process_time() - began[1]) / (time.monotonic() - began[0])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{share} {peak}", flush=True)  # noqa: T201  read by the parent
        household.window.hide()
        household.stop()
        application.quit()

    QTimer.singleShot(SETTLE_MS, begin)
    application.exec()


if __name__ == "__main__":
    main()
