"""The composition root: builds the window, the engine and everything between, and joins them.

It knows all and decides nothing. Qt is first imported here, after `kapmonitor.machine` has found
that it can be.
"""

from __future__ import annotations

import platform
import sys
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
from kapmonitor.machine import reference_obstacles
from kapmonitor.port import Snapshot
from kapmonitor.practice import PastSession
from kapmonitor.room import Outlets, Room
from kapmonitor.runtime import PacedLoop
from kapmonitor.session.event import DeviceAssigned
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Session
from kapmonitor.simulation import Play, play
from kapmonitor.supervisor import DeviceSource
from kapmonitor.ui.awake import Awake
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.gallery import Gallery
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.theme import Theme, ThemeName
from kapmonitor.ui.window import Window

LIVE_PICTURE = (1280, 800)


class QtFault(Exception):
    """Qt as installed cannot be used; the text has the cure."""


def run_window(folder: Path) -> int:
    """Open the window on a data folder and run until it is closed."""

    def programme(outlets: Outlets, at_work: Callable[[Room], None]) -> Coroutine[None, None, None]:
        room = Room(
            folder, SystemClock(), outlets, resolve=resolve_device, host=ThisComputer(folder)
        )
        return keep_open(room, at_work)

    return _run(Desk(programme))


def run_simulated_window(what: Play, speed: float) -> int:
    """Open the window and let a simulated session play in it; stays open at its end."""

    async def programme(outlets: Outlets, at_work: Callable[[Room], None]) -> None:
        await play(what, outlets, at_work=at_work)

    return _run(Desk(programme, make_loop=partial(PacedLoop, speed)))


def write_report_offscreen(past: PastSession, path: Path) -> None:
    """Write the PDF report of a session; works without a display."""
    _application()
    from kapmonitor.ui.paper.report import write_report

    write_report(past.session, path, head=past.head, patient=past.patient)


def write_live_picture(session: Session, at: Instant, path: Path) -> None:
    """Write the live screen as it looks for this session at this moment."""
    gallery = open_gallery()
    snapshot = Snapshot(session=session, at=at, utc=at.utc, saved_utc=session.last.utc)
    gallery.take(path, snapshot, "monitoring", LIVE_PICTURE, ThemeName.ROOM)
    gallery.close()


def open_gallery() -> Gallery:
    """Return a window without an engine, to be photographed; works without a display."""
    application = _application()
    theme = Theme(application)
    bridge = Bridge(Desk(_idle), platform.node())
    return Gallery(application, bridge, theme, Window(bridge, theme, pages(bridge, theme)))


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
    from kapmonitor.ui.pages.baseline import BaselinePage
    from kapmonitor.ui.pages.discharge import DischargePage
    from kapmonitor.ui.pages.dose import DosePage
    from kapmonitor.ui.pages.history import HistoryPage
    from kapmonitor.ui.pages.monitoring import MonitoringPage
    from kapmonitor.ui.pages.prepare import PreparePage
    from kapmonitor.ui.pages.report import ReportPage
    from kapmonitor.ui.pages.start import StartPage

    return {
        "start": StartPage(bridge, theme),
        "prepare": PreparePage(bridge, theme),
        "baseline": BaselinePage(bridge, theme),
        "dose": DosePage(bridge, theme),
        "monitoring": MonitoringPage(bridge, theme),
        "discharge": DischargePage(bridge, theme),
        "report": ReportPage(bridge, theme),
        "history": HistoryPage(bridge, theme),
    }


class _Stopped(QObject):
    """Carries the news that the engine stopped to the window's thread."""

    told = Signal(str)


def _run(desk: Desk) -> int:
    application = _application()
    theme = Theme(application)
    bridge = Bridge(desk, platform.node())
    window = Window(bridge, theme, pages(bridge, theme))
    awake = Awake(window)
    stopped = _Stopped()
    stopped.told.connect(window.show_fault)
    bridge.sessionChanged.connect(awake.follow)
    window.painted.connect(partial(QTimer.singleShot, 0, window, window.monitoring.build_chart))
    desk.start(lambda fault: stopped.told.emit(str(fault)))
    bridge.start()
    window.show()
    try:
        return application.exec()
    finally:
        awake.release()
        desk.stop()


def _application() -> QApplication:
    """Return the one application. Raises QtFault when this Qt would die within minutes."""
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("kapmonitor")
    for obstacle in reference_obstacles(application.setObjectName):
        raise QtFault(str(obstacle))
    return application


async def _idle(_outlets: Outlets, _at_work: Callable[[Room], None]) -> None:
    """Run nothing: a picture needs no engine."""
