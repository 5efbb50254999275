"""The board's line in a thread of its own, and what it tells on the window's thread."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal, Slot

from kapmonitor.central.board_line import BoardLine
from kapmonitor.central.enrolment import Enrolment
from kapmonitor.central.view import AlarmWord, BoardView
from kapmonitor.central.watcher import Moment
from kapmonitor.link.cable import Cables
from kapmonitor.runtime import EngineThread
from kapmonitor.ui.station.window import StationWindow
from kapmonitor.ui.theme import Theme


def _now() -> Moment:
    return Moment(time.monotonic(), round(datetime.now(UTC).timestamp() * 1000))


class StationHost(QObject):
    """The window with its board; every call returns at once."""

    told = Signal(object)
    """A `BoardView`, whenever the board tells one."""
    _answered = Signal(object, object)

    def __init__(self, theme: Theme, enrolment: Enrolment, cables: Cables) -> None:
        super().__init__()
        self._enrolment, self._cables = enrolment, cables
        self._line: BoardLine | None = None
        self.window = StationWindow(theme, self)
        self.told.connect(self.window.show_board)
        self._answered.connect(self._deliver)
        self._thread = EngineThread(self._run, failed=self._failed)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> bool:
        """Stop in order; return whether it ended in time."""
        return self._thread.stop()

    def acknowledge(
        self,
        station: str,
        alarms: Sequence[AlarmWord],
        person: str,
        done: Callable[[str | Exception], None],
    ) -> None:
        """Acknowledge by name what was seen."""
        self._ask(lambda line: line.acknowledge(station, alarms, person), done)

    def write(
        self, station: str, text: str, person: str, done: Callable[[str | Exception], None]
    ) -> None:
        """Send a message to a room."""
        self._ask(lambda line: line.write(station, text, person), done)

    async def _run(self) -> None:
        self._line = BoardLine(self._enrolment, self._cables, _now, self.told.emit)
        await self._line.run()

    def _failed(self, _fault: BaseException) -> None:
        """Nothing is current any more, and the window says so."""
        self.told.emit(BoardView())

    def _ask(
        self, what: Callable[[BoardLine], str], done: Callable[[str | Exception], None]
    ) -> None:
        def ask() -> None:
            if self._line is None:
                return
            try:
                self._answered.emit(done, what(self._line))
            except ValueError as fault:
                self._answered.emit(done, fault)

        self._thread.call(ask)

    @Slot(object, object)
    def _deliver(self, done: Callable[[object], None], result: object) -> None:
        done(result)
