"""The screen lock: after idle minutes, or by Ctrl+L, values and alarms are shown and nobody's name.

Nothing stops behind it: recording, alarms and sound go on. Idle is measured by the wall clock, so
that a computer that slept is locked when it wakes. What is done on a locked screen is recorded as
done by a person who was not proven.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QWindow

from kapmonitor.language import mark, say
from kapmonitor.session.vocabulary import Operator
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.theme import Theme

if TYPE_CHECKING:  # made when the screen is first locked
    from kapmonitor.record.people_facts import LockedBy
    from kapmonitor.session.roles import Person
    from kapmonitor.settings import Settings
    from kapmonitor.ui.lock_view import LockView
    from kapmonitor.ui.window import Window

KEY = "Ctrl+L"
LOOK_MS = 5000
NOT_PROVEN = mark("screen locked, person not proven")
_OF_A_PERSON = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class ScreenLock(QObject):
    """Locks the window, and gives it back to whoever says who they are."""

    locked = Signal(bool)

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        window: Window,
        now: Callable[[], float] = time.time,
    ) -> None:
        """`now`: the wall clock, in seconds."""
        super().__init__(window)
        self._bridge, self._theme, self._window, self._now = bridge, theme, window, now
        self._minutes = 0
        self._last = now()
        self._handle: QWindow | None = None
        self.view: LockView | None = None
        """What stands in the place of the pages; None before the first lock."""
        self.is_locked = False
        self._before = ""
        """The id of the person at the screen when it was locked."""
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        bridge.lockChanged.connect(self._use)
        QShortcut(QKeySequence(KEY), window).activated.connect(self._by_key)

    def start(self) -> None:
        """Begin to watch; the clinic's minutes come with the settings."""
        self._bridge.practice(lambda practice: practice.settings(), self._know)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Lock when nobody did anything for the clinic's minutes."""
        self._watch_input()
        if self._minutes and self._now() - self._last >= self._minutes * 60:
            from kapmonitor.record.people_facts import LockedBy

            self._lock(LockedBy.IDLE)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there; every event goes on its way."""
        if event.type() in _OF_A_PERSON:
            self._last = self._now()
        return False

    def _watch_input(self) -> None:
        """Watch the window's own input, not every event of every widget."""
        handle: QWindow | None = self._window.window().windowHandle()  # none before it is shown
        if handle is not None and handle is not self._handle:
            self._handle = handle
            handle.installEventFilter(self)

    def _know(self, found: Settings | Exception) -> None:
        if not isinstance(found, Exception):
            self._use(found.lock_after_min)

    @Slot(int)
    def _use(self, minutes: int) -> None:
        self._minutes = minutes
        self._last = self._now()

    @Slot()
    def _by_key(self) -> None:
        from kapmonitor.record.people_facts import LockedBy

        self._lock(LockedBy.PERSON)

    def _lock(self, why: LockedBy) -> None:
        session = self._bridge.snapshot.session
        if self.is_locked or (session is not None and session.simulated):
            return
        origin = self._bridge.origin(self._window.shown)
        self._before = origin.operator.id
        self._bridge.operator = Operator(id="screen-locked", name=say(NOT_PROVEN), role="")
        self._bridge.practice(lambda practice: practice.people.lock(why, origin), _whatever)
        self.is_locked = True
        view = self._view()
        self._window.show_locked(locked=True)
        view.show()
        self._ask_people()
        self.locked.emit(True)

    def _view(self) -> LockView:
        if self.view is None:
            from kapmonitor.ui.lock_view import LockView

            self.view = LockView(self._bridge, self._theme)
            self.view.people.chosen.connect(self._choose)
            self.view.people.entered.connect(self._enter)
            self.view.people.emergency.connect(self._go_in)
            self._window.add_cover(self.view)
        return self.view

    def _ask_people(self) -> None:
        self._bridge.practice(lambda practice: practice.people.known(), self._show_people)

    def _show_people(self, found: tuple[Person, ...] | Exception) -> None:
        if self.view is not None and not isinstance(found, Exception):
            self.view.people.show_people(found, self._bridge.operator, likely=self._before)

    @Slot(object)
    def _choose(self, operator: Operator) -> None:
        self._unlock(operator.id, "")

    @Slot(object, str)
    def _enter(self, person: Person, secret: str) -> None:
        self._unlock(person.operator.id, secret)

    def _unlock(self, person: str, secret: str) -> None:
        origin = self._bridge.origin(self._window.shown)
        self._bridge.practice(
            lambda practice: practice.people.unlock(person, secret, origin), self._unlocked
        )

    @Slot(str, str)
    def _go_in(self, name: str, reason: str) -> None:
        origin = self._bridge.origin(self._window.shown)
        session = self._bridge.snapshot.session
        running = session.id if session is not None else None
        self._bridge.practice(
            lambda practice: practice.people.emergency(name, reason, running, origin),
            self._unlocked,
        )

    def _unlocked(self, found: Operator | Exception) -> None:
        if self.view is None or not self.is_locked:
            return
        if isinstance(found, Exception):
            self.view.refuse(found)
            return
        self._bridge.operator = found
        self._last = self._now()
        self.is_locked = False
        self.view.people.way_in.close_up()
        self.view.hide()
        self._window.show_locked(locked=False)
        self.locked.emit(False)


def _whatever(_answer: object) -> None:
    """Locked it is in any case."""
