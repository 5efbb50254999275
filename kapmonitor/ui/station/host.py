"""The board's line in a thread of its own, and what it tells on the window's thread."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from kapmonitor.central.board_line import BoardLine
from kapmonitor.central.calls import Calls
from kapmonitor.central.enrolment import Enrolment
from kapmonitor.central.view import AlarmWord, BoardView, BrokerWord
from kapmonitor.central.watcher import Moment
from kapmonitor.language import mark, say
from kapmonitor.link.cable import Cables
from kapmonitor.port import SoundState
from kapmonitor.runtime import EngineThread
from kapmonitor.sounding import Sounding
from kapmonitor.ui.station.window import StationWindow
from kapmonitor.ui.theme import Theme

_log = logging.getLogger(__name__)
STOPPED = mark(
    "This screen stopped by a fault of its own: it shows nothing, and calls nobody. Close it and "
    "start it again."
)


def _forget(_name: str) -> None:
    """Nobody remembers the choice."""


def _now() -> Moment:
    return Moment(time.monotonic(), round(datetime.now(UTC).timestamp() * 1000))


@dataclass(frozen=True, slots=True)
class Sound:
    """Where this screen calls by sound (empty: by light only), and who remembers another choice."""

    output: str = ""
    keep: Callable[[str], None] = _forget
    make: Callable[[], Sounding] = Sounding


class StationHost(QObject):
    """The window with its board; every call returns at once."""

    told = Signal(object)
    """A `BoardView`, whenever the board tells one."""
    _answered = Signal(object, object)
    _sounded = Signal(object, bool, int)

    def __init__(
        self,
        theme: Theme,
        load: Callable[[], Enrolment],
        cables: Callable[[Enrolment], Cables],
        sound: Sound,
    ) -> None:
        """`load` returns the enrolment as it stands."""
        super().__init__()
        self._load, self._cables = load, cables
        self._sound_kept = sound
        self._sounding: Sounding | None = None
        self._calls = Calls()
        self._sound_told: tuple[SoundState, bool, int] | None = None
        self._line: BoardLine | None = None
        self.window = StationWindow(theme, self)
        self.told.connect(self.window.show_board)
        self._answered.connect(self._deliver)
        self._sounded.connect(self._show_sound)
        self.window.sound.chosen.connect(self._choose)
        self.window.sound.tested.connect(self._test)
        self.window.sound.heard.connect(self._hear)
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
        sounding = self._sounding = self._sound_kept.make()
        sounding.changed = self._sound
        sounding.look()
        sounding.choose(self._sound_kept.output)
        self._line = BoardLine(self._load, self._cables, _now, self._take)
        try:
            await self._line.run()
        finally:
            await sounding.close()

    def _take(self, view: BoardView) -> None:
        """Sound before it is shown: a window that hangs silences nothing."""
        self._calls.follow(view)
        self._sound()
        self.told.emit(view)

    def _sound(self) -> None:
        if self._sounding is None:
            return
        due = self._calls.due
        self._sounding.call(due)
        told = (self._sounding.state, due is not None, self._calls.heard)
        if told != self._sound_told:
            self._sound_told = told
            self._sounded.emit(*told)

    @Slot(object, bool, int)
    def _show_sound(self, state: SoundState, calling: bool, heard: int) -> None:
        self.window.sound.show_sound(state, calling=calling, heard=heard)

    @Slot(str)
    def _choose(self, name: str) -> None:
        self._sound_kept.keep(name)
        self._thread.call(partial(self._with_sound, lambda sound: sound.choose(name)))

    @Slot()
    def _test(self) -> None:
        self._thread.call(partial(self._with_sound, lambda sound: sound.test()))

    @Slot()
    def _hear(self) -> None:
        self._thread.call(self._heard)

    def _heard(self) -> None:
        self._calls.hear()
        self._sound()

    def _with_sound(self, what: Callable[[Sounding], None]) -> None:
        if self._sounding is not None:
            what(self._sounding)

    def _failed(self, fault: BaseException) -> None:
        """Nothing is current any more, and the window says so."""
        _log.error("the supervising screen stopped: %s", type(fault).__name__)
        self.told.emit(BoardView(broker=BrokerWord(barred=say(STOPPED))))

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
