"""The one object that both threads touch.

The engine's callbacks arrive here on its thread and leave as queued signals on the window's.
Snapshots, pictures of the bench and each device's pressure are conflated: the window draws the
newest at most twenty times a second, and may skip any, because each says everything. So no device
can make the window busy, however fast it sends. Nothing here waits.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kapmonitor.port import Answer, CuffPressureNow, EnginePort, Snapshot, SoundDesk
from kapmonitor.session.vocabulary import Operator, Origin, Role

if TYPE_CHECKING:  # the window is painted before the rest is loaded
    from kapmonitor.pairing.bench import Bench, BenchView
    from kapmonitor.practice import Practice
    from kapmonitor.session.intent import Intent
    from kapmonitor.strongbox import Strongbox
    from kapmonitor.telehealth.view import TelehealthDesk

FRAME_MS = 50
ALIVE_MS = 1000
SILENT_S = 3.0
NOBODY = Operator(id="nobody", name="", role="")

T = TypeVar("T")


class Bridge(QObject):
    """The engine as the window's widgets see it."""

    sessionChanged = Signal(object)  # Snapshot
    cuffPressure = Signal(object)  # CuffPressureNow
    engineStalled = Signal(bool)
    benchChanged = Signal(object)  # BenchView
    lockChanged = Signal(int)  # idle minutes until the screen locks
    _arrived = Signal()
    _beside = Signal()
    _answered = Signal(object, object)

    def __init__(self, port: EnginePort, station: str) -> None:
        super().__init__()
        self._port = port
        self._station = station
        self.operator = NOBODY
        self.snapshot = Snapshot()
        self._lock = threading.Lock()
        self._newest: Snapshot | None = None
        self._pressures: dict[Role, CuffPressureNow] = {}
        self._bench: BenchView | None = None
        self._heard = time.monotonic()
        self._stalled = False
        self._frame = QTimer(self, singleShot=True, interval=FRAME_MS)
        self._frame.timeout.connect(self._show)
        self._alive = QTimer(self, interval=ALIVE_MS)
        self._alive.timeout.connect(self._say_alive)
        self._arrived.connect(self._wake)
        self._beside.connect(self._soon)
        self._answered.connect(self._deliver)

    def start(self) -> None:
        """Begin to listen."""
        self._port.subscribe(self._take, self._take_pressure)
        self._port.watch_bench(self._take_bench)
        self._alive.start()

    def show(self, snapshot: Snapshot) -> None:
        """Show a snapshot that is not the engine's: a past session, or none."""
        self.snapshot = snapshot
        self.sessionChanged.emit(snapshot)

    def submit(
        self,
        intent: Intent,
        done: Callable[[Answer], None] | None = None,
        *,
        page: str = "",
        person: Operator | None = None,
    ) -> None:
        """Ask or report something as the operator, or as another `person` who is at the screen.

        `done` hears the answer on this thread.
        """
        origin = self.origin(page)
        if person is not None:
            origin = Origin(operator=person, station=origin.station, page=page)
        self._port.submit(intent, origin, self._back(done))

    def resume(self, session: str, done: Callable[[Answer], None] | None = None) -> None:
        """Go on with an unfinished session, or open a signed one to amend it."""
        self._port.resume(session, self.origin("start"), self._back(done))

    def leave(self, done: Callable[[Answer], None] | None = None) -> None:
        """Put a finished session away."""
        self._port.leave(self._back(done))

    def practice(self, ask: Callable[[Practice], T], done: Callable[[T | Exception], None]) -> None:
        """Run `ask` beside the record; `done` hears the result on this thread."""
        self._port.practice(ask, self._back(done))

    def strongbox(
        self, ask: Callable[[Strongbox], T], done: Callable[[T | Exception], None]
    ) -> None:
        """Run `ask` on what keeps the record's key; `done` hears the result on this thread."""
        self._port.strongbox(ask, self._back(done))

    def sound(self, ask: Callable[[SoundDesk], None]) -> None:
        """Ask something of alarm sound; what came of it is in the next snapshot."""
        self._port.sound(ask)

    def telehealth(self, ask: Callable[[TelehealthDesk], None]) -> None:
        """Ask something of the telehealth link; what came of it is in the next snapshot."""
        self._port.telehealth(ask, self.origin("telehealth"))

    def bench(self, ask: Callable[[Bench], None]) -> None:
        """Ask something of the bench; what comes of it is shown by `benchChanged`."""
        self._port.bench(ask)

    def capture(self, done: Callable[[str | None], None]) -> None:
        """Hand over what went between this computer and the device on the bench."""
        back = self._back(done)
        self._port.bench(lambda bench: back(bench.capture()))

    def origin(self, page: str) -> Origin:
        """Return who asks, and from where."""
        return Origin(operator=self.operator, station=self._station, page=page)

    def _back(self, done: Callable[[T], None] | None) -> Callable[[T], None]:
        """Return a callable for the engine's thread that calls `done` on this one."""
        return lambda result: self._answered.emit(done, result)

    def _take(self, snapshot: Snapshot) -> None:
        """Keep the newest snapshot. Called on the engine's thread."""
        with self._lock:
            first = self._newest is None
            self._newest = snapshot
        if first:
            self._arrived.emit()

    def _take_pressure(self, pressure: CuffPressureNow) -> None:
        """Keep the newest pressure of each device. Called on the engine's thread."""
        with self._lock:
            first = not self._pressures
            self._pressures[pressure.role] = pressure
        if first:
            self._beside.emit()

    def _take_bench(self, view: BenchView) -> None:
        """Keep the newest picture of the bench. Called on the engine's thread."""
        with self._lock:
            first = self._bench is None
            self._bench = view
        if first:
            self._beside.emit()

    @Slot()
    def _wake(self) -> None:
        self._heard = time.monotonic()
        self._soon()

    @Slot()
    def _soon(self) -> None:
        if not self._frame.isActive():
            self._frame.start()

    @Slot()
    def _show(self) -> None:
        with self._lock:
            newest, self._newest = self._newest, None
            pressures, self._pressures = self._pressures, {}
            bench, self._bench = self._bench, None
        for pressure in pressures.values():
            self.cuffPressure.emit(pressure)
        if bench is not None:
            self.benchChanged.emit(bench)
        if newest is not None:
            self.snapshot = newest
            self.sessionChanged.emit(newest)

    @Slot(object, object)
    def _deliver(self, done: Callable[[object], None] | None, result: object) -> None:
        if done is not None:
            done(result)

    @Slot()
    def _say_alive(self) -> None:
        self._port.window_alive()
        silent = time.monotonic() - self._heard > SILENT_S
        stalled = silent and self.snapshot.session is not None and not self.snapshot.read_only
        if stalled is not self._stalled:
            self._stalled = stalled
            self.engineStalled.emit(stalled)
