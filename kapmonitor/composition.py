"""The composition root: builds the engine, the window and everything between, and joins them.

It knows all and decides nothing. What a start need not wait for is imported where it is made:
the engine's parts on the engine's own thread, a page when it is first in sight or when the
window has nothing else to do.
"""

from __future__ import annotations

import platform
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from kapmonitor.desk import Desk
from kapmonitor.port import Snapshot
from kapmonitor.ui.awake import Awake
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.page_stack import MakePage
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.screen_lock import ScreenLock
from kapmonitor.ui.theme import Theme, ThemeName
from kapmonitor.ui.window import START, Window

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kapmonitor.port import T
    from kapmonitor.practice import Practice
    from kapmonitor.room import Outlets, Room
    from kapmonitor.session.instant import Instant
    from kapmonitor.session.state import Session
    from kapmonitor.simulation import Play
    from kapmonitor.ui.gallery import Gallery

LIVE_PICTURE = (1280, 800)
BREATH_MS = 40
"""Between one page made ahead of need and the next: what a person does comes first."""


class Household(QObject):
    """The window with the engine behind it."""

    _stopped = Signal(str)
    tour_wanted = Signal()
    tour_over = Signal()
    language_wanted = Signal(str)
    patient_wanted = Signal()

    def __init__(
        self, desk: Desk, theme: Theme, *, guided: bool = False, simulated: bool = False
    ) -> None:
        """`guided`: a simulated session with the guided tour at the window's foot.

        `simulated`: a simulated session, in which a person may take a hand.
        """
        super().__init__()
        self._desk = desk
        self.bridge = Bridge(desk, platform.node())
        if simulated:
            from kapmonitor.rehearsal import AT_WINDOW

            self.bridge.operator = AT_WINDOW
        made = pages(self.bridge, theme)
        if guided:
            made[START] = partial(_without_a_practice, self.bridge, theme)
        self.window = Window(self.bridge, theme, made)
        self._awake = Awake(self)
        self.bridge.sessionChanged.connect(self._awake.follow)
        self.lock = ScreenLock(self.bridge, theme, self.window)
        self._ahead = QTimer(self, interval=BREATH_MS)
        self._ahead.timeout.connect(self._make_ahead)
        self._stopped.connect(self.window.show_fault)
        self.window.tourAsked.connect(self.tour_wanted)
        self.window.patientAsked.connect(self.patient_wanted)
        self.window.languageAsked.connect(self.language_wanted)
        self.window.retired.connect(self._ahead.start)
        if guided:
            self._guide(theme)

    def _guide(self, theme: Theme) -> None:
        from kapmonitor.ui.tour import TourBar

        self.tour = TourBar(self.window, theme, self._desk)
        self.window.add_foot(self.tour)
        self.bridge.sessionChanged.connect(self.tour.follow)
        self.tour.left.connect(self.tour_over)

    def start(self) -> None:
        """Start the engine; pages and chart are made ahead of need once the window stands."""
        self._desk.start(self._tell)
        self.bridge.start()
        self.lock.start()
        self._ahead.start()

    def stop(self) -> bool:
        """Stop in order; return whether everything ended in time."""
        self._ahead.stop()
        self._awake.end()
        return self._desk.stop()

    @Slot()
    def _make_ahead(self) -> None:
        if not self.window.make_ahead():
            self._ahead.stop()

    def _tell(self, fault: BaseException) -> None:
        """Say on the window's thread why the engine stopped; called on the engine's."""
        self._stopped.emit(str(fault))


def desk_of(folder: Path) -> Desk:
    """Return the desk of a data folder."""

    async def programme(outlets: Outlets, at_work: Callable[[Room], None]) -> None:
        from kapmonitor.on_site import keep_open_on_site

        await keep_open_on_site(folder, outlets, at_work)

    return Desk(programme)


def desk_of_play(what: Play, speed: float) -> Desk:
    """Return the desk of a simulated session that plays at a speed."""
    from kapmonitor.runtime import PacedLoop
    from kapmonitor.simulation import play

    async def programme(outlets: Outlets, at_work: Callable[[Room], None]) -> None:
        shown: list[Snapshot] = []

        def show(snapshot: Snapshot) -> None:
            shown[:] = [snapshot]
            outlets.snapshot(snapshot)

        await play(what, replace(outlets, snapshot=show), at_work=at_work)
        if shown:  # the play is over: no engine is missed that would go on with it
            outlets.snapshot(replace(shown[0], read_only=True))

    return Desk(programme, make_loop=partial(PacedLoop, speed))


def desk_of_tour(folder: Path) -> Desk:
    """Return the desk of the simulated session that the guided tour goes through."""
    from kapmonitor import presets, scenarios
    from kapmonitor.settings import Settings, save
    from kapmonitor.simulation import Play
    from kapmonitor.ui.tour_plan import PROTOCOL, READING_SPEED, SCENARIO

    save(folder, Settings(disclaimer_read=True))  # of the tour's own folder, not the practice's
    what = Play(
        scenario=scenarios.find(SCENARIO), preset=presets.find(PROTOCOL), seed=1, folder=folder
    )
    return desk_of_play(what, READING_SPEED)


def gallery(application: QApplication) -> Gallery:
    """Return a window without an engine, to be photographed."""
    from kapmonitor.ui.gallery import Gallery

    theme = Theme(application)
    bridge = Bridge(_Still(_idle), platform.node())
    return Gallery(application, bridge, theme, Window(bridge, theme, pages(bridge, theme)))


def photograph(shown: Gallery, session: Session, at: Instant, path: Path) -> None:
    """Write the live screen of a session at a moment, and close the gallery."""
    snapshot = Snapshot(session=session, at=at, utc=at.utc, saved_utc=session.last.utc)
    shown.take(path, snapshot, "monitoring", LIVE_PICTURE, ThemeName.ROOM)
    shown.close()


def pages(bridge: Bridge, theme: Theme) -> dict[str, MakePage]:
    """Return how each page of the window is made, in the order in which they are needed."""
    return _steps(bridge, theme) | _beside(bridge, theme)


def _without_a_practice(bridge: Bridge, theme: Theme) -> Page:
    """Return what stands where the first page would: nothing real may begin in a folder that
    goes with the tour."""
    from kapmonitor.ui.pages.between import BetweenPage

    return BetweenPage(bridge, theme)


def _steps(bridge: Bridge, theme: Theme) -> dict[str, MakePage]:
    """Return how the pages of the six steps are made."""

    def prepare() -> Page:
        from kapmonitor.ui.pages.prepare import PreparePage

        return PreparePage(bridge, theme)

    def baseline() -> Page:
        from kapmonitor.ui.pages.baseline import BaselinePage

        return BaselinePage(bridge, theme)

    def dose() -> Page:
        from kapmonitor.ui.pages.dose import DosePage

        return DosePage(bridge, theme)

    def monitoring() -> Page:
        from kapmonitor.ui.pages.monitoring import MonitoringPage

        return MonitoringPage(bridge, theme)

    def discharge() -> Page:
        from kapmonitor.ui.pages.discharge import DischargePage

        return DischargePage(bridge, theme)

    def report() -> Page:
        from kapmonitor.ui.pages.report import ReportPage

        return ReportPage(bridge, theme)

    return {
        make.__name__: make for make in (prepare, baseline, dose, monitoring, discharge, report)
    }


def _beside(bridge: Bridge, theme: Theme) -> dict[str, MakePage]:
    """Return how the pages before, after and beside a session are made."""

    def start() -> Page:
        from kapmonitor.ui.pages.start import StartPage

        return StartPage(bridge, theme)

    def history() -> Page:
        from kapmonitor.ui.pages.history import HistoryPage

        return HistoryPage(bridge, theme)

    def pairing() -> Page:
        from kapmonitor.ui.pages.pairing import PairingPage

        return PairingPage(bridge, theme)

    def settings() -> Page:
        from kapmonitor.ui.pages.settings import SettingsPage

        return SettingsPage(bridge, theme)

    return {make.__name__: make for make in (start, history, pairing, settings)}


class _Still(Desk):
    """A desk for pictures: what is asked beside the record is never answered."""

    def practice(self, ask: Callable[[Practice], T], done: Callable[[T | Exception], None]) -> None:
        """Answer nothing."""


async def _idle(_outlets: Outlets, _at_work: Callable[[Room], None]) -> None:
    """Run nothing: a picture needs no engine."""
