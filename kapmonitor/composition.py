"""The composition root: builds the engine, the window and everything between, and joins them.

It knows all and decides nothing.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from devices.catalog import find
from devices.event import LinkChanged
from devices.transport import Transport
from devices.url import BleUrl, SerialUrl, open_transport, parse_device_url
from kapmonitor.clock import SystemClock
from kapmonitor.desk import Desk, keep_open
from kapmonitor.host_watch import ThisComputer
from kapmonitor.port import Snapshot
from kapmonitor.room import Outlets, Room, Surroundings
from kapmonitor.runtime import PacedLoop
from kapmonitor.session.event import DeviceAssigned
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Session
from kapmonitor.simulation import Play, play
from kapmonitor.sounding import Sounding
from kapmonitor.supervisor import DeviceSource
from kapmonitor.ui.awake import Awake
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.gallery import Gallery
from kapmonitor.ui.pages.baseline import BaselinePage
from kapmonitor.ui.pages.discharge import DischargePage
from kapmonitor.ui.pages.dose import DosePage
from kapmonitor.ui.pages.history import HistoryPage
from kapmonitor.ui.pages.monitoring import MonitoringPage
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.pages.pairing import PairingPage
from kapmonitor.ui.pages.prepare import PreparePage
from kapmonitor.ui.pages.report import ReportPage
from kapmonitor.ui.pages.start import StartPage
from kapmonitor.ui.theme import Theme, ThemeName
from kapmonitor.ui.window import Window

LIVE_PICTURE = (1280, 800)


class Household(QObject):
    """The window with the engine behind it."""

    _stopped = Signal(str)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self.bridge = Bridge(desk, platform.node())
        self.window = Window(self.bridge, theme, pages(self.bridge, theme))
        self._awake = Awake(self)
        self._stopped.connect(self.window.show_fault)
        self.bridge.sessionChanged.connect(self._awake.follow)

    def start(self) -> None:
        """Start the engine; the chart, whose library is slow, comes once the window stands."""
        self._desk.start(self._tell)
        self.bridge.start()
        QTimer.singleShot(0, self.window, self.window.monitoring.build_chart)

    def stop(self) -> bool:
        """Stop in order; return whether everything ended in time."""
        self._awake.release()
        return self._desk.stop()

    def _tell(self, fault: BaseException) -> None:
        """Say on the window's thread why the engine stopped; called on the engine's."""
        self._stopped.emit(str(fault))


def desk_of(folder: Path) -> Desk:
    """Return the desk of a data folder."""

    def programme(outlets: Outlets, at_work: Callable[[Room], None]) -> Coroutine[None, None, None]:
        room = Room(
            folder,
            SystemClock(),
            outlets,
            resolve=resolve_device,
            around=Surroundings(host=ThisComputer(folder), sound=Sounding()),
        )
        return keep_open(room, at_work)

    return Desk(programme)


def desk_of_play(what: Play, speed: float) -> Desk:
    """Return the desk of a simulated session that plays at a speed."""

    async def programme(outlets: Outlets, at_work: Callable[[Room], None]) -> None:
        await play(what, outlets, at_work=at_work)

    return Desk(programme, make_loop=partial(PacedLoop, speed))


def gallery(application: QApplication) -> Gallery:
    """Return a window without an engine, to be photographed."""
    theme = Theme(application)
    bridge = Bridge(Desk(_idle), platform.node())
    return Gallery(application, bridge, theme, Window(bridge, theme, pages(bridge, theme)))


def photograph(shown: Gallery, session: Session, at: Instant, path: Path) -> None:
    """Write the live screen of a session at a moment, and close the gallery."""
    snapshot = Snapshot(session=session, at=at, utc=at.utc, saved_utc=session.last.utc)
    shown.take(path, snapshot, "monitoring", LIVE_PICTURE, ThemeName.ROOM)
    shown.close()


def resolve_device(assigned: DeviceAssigned) -> DeviceSource:
    """Return how to reach a real device. Raises ValueError, KeyError for one that cannot be."""
    driver = find(assigned.driver)
    url = parse_device_url(assigned.address)
    if not isinstance(url, SerialUrl | BleUrl):
        raise ValueError(f"{assigned.address} is no real device.")  # noqa: TRY004  bad data, not a bad call

    def transport(tell: Callable[[LinkChanged], None]) -> Transport:
        return open_transport(driver, url, tell=tell)

    return DeviceSource(
        role=assigned.role,
        driver=driver,
        address=assigned.address,
        title=assigned.title,
        transport=transport,
    )


def pages(bridge: Bridge, theme: Theme) -> dict[str, Page]:
    """Make every page of the window."""
    return {
        "start": StartPage(bridge, theme),
        "prepare": PreparePage(bridge, theme),
        "baseline": BaselinePage(bridge, theme),
        "dose": DosePage(bridge, theme),
        "monitoring": MonitoringPage(bridge, theme),
        "discharge": DischargePage(bridge, theme),
        "report": ReportPage(bridge, theme),
        "history": HistoryPage(bridge, theme),
        "pairing": PairingPage(bridge, theme),
    }


async def _idle(_outlets: Outlets, _at_work: Callable[[Room], None]) -> None:
    """Run nothing: a picture needs no engine."""
