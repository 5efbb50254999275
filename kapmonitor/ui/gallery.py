"""Pictures of the window: the program shows itself, for the guide and for the eye."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget

from kapmonitor.pairing.bench import BenchView
from kapmonitor.pairing.reach import Found
from kapmonitor.port import Snapshot
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import Panel
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.pages.pairing import PairingPage
from kapmonitor.ui.small_picture import write_small
from kapmonitor.ui.theme import Theme, ThemeName
from kapmonitor.ui.widgets.parts import Inline
from kapmonitor.ui.window import START, Window

OPENS = "…"
"""The words of a button that opens a panel end so, in every language."""
_SETTLE = 6
ABOVE = 16
"""Pixels above a part that is brought in sight."""


class Gallery:
    """A window that is shown one snapshot after another and photographed."""

    def __init__(
        self, application: QApplication, bridge: Bridge, theme: Theme, window: Window
    ) -> None:
        self._application = application
        self._bridge = bridge
        self._theme = theme
        self._window = window
        window.show()

    def take(
        self, path: Path, snapshot: Snapshot, page: str, size: tuple[int, int], theme: ThemeName
    ) -> None:
        """Write a picture of a page showing a snapshot; `prepare.away` has that part in sight."""
        name, _, part = page.partition(".")
        self._theme.use(theme)
        self._window.resize(*size)
        self._bridge.snapshot = snapshot
        self._bridge.sessionChanged.emit(snapshot)
        self._window.monitoring.build_chart()  # each session has a live screen of its own
        self._window.go_to(name)
        for area in self._window.findChildren(QScrollArea):  # a panel opened before left it there
            area.verticalScrollBar().setValue(0)
        if part:
            self._show_part(part)
        self._settle(path)

    def _show_part(self, name: str) -> None:
        """Scroll the page so that a part of it begins near its top."""
        self._wait()
        page = next(each for each in self._window.findChildren(Page) if each.isVisible())
        part: QWidget = getattr(page, name)
        for area in page.findChildren(QScrollArea):
            inside = area.widget()
            if inside is not None and area.isVisible() and area.isAncestorOf(part):
                top = part.mapTo(inside, QPoint(0, 0)).y()
                area.verticalScrollBar().setValue(top - ABOVE)

    def openers(self) -> list[str]:
        """Return what opens a panel on the page in sight, by what a screen reader calls it."""
        return [each.accessibleName() for each in self._openers()]

    def take_opened(self, path: Path, place: int) -> None:
        """Write a picture of the page in sight with one of its panels open; close it again."""
        opener = self._openers()[place]
        opener.click()
        self._bring(opener)
        self._settle(path)
        if not opener.text().endswith(OPENS):  # the same button closes it
            opener.click()
        for panel in self._window.findChildren(Inline):
            if isinstance(panel, Panel) and not panel.isHidden():
                panel.close_up()  # as a person does: what it stood in the place of comes back
            panel.hide()

    def _openers(self) -> list[QPushButton]:
        page = next(each for each in self._window.findChildren(Page) if each.isVisible())
        return [
            each
            for each in page.findChildren(QPushButton)
            if each.isVisible() and each.isEnabled() and each.text().endswith(OPENS)
        ]

    def take_bench(
        self,
        path: Path,
        shown: tuple[BenchView, Found | None],
        size: tuple[int, int],
        theme: ThemeName,
    ) -> None:
        """Write a picture of the pairing page, or of its page for a port."""
        self._theme.use(theme)
        self._window.resize(*size)
        self._bridge.snapshot = Snapshot()
        self._bridge.sessionChanged.emit(self._bridge.snapshot)
        self._window.go_to(START)
        self._window.go_to("pairing")
        page = self._window.findChild(PairingPage)
        assert isinstance(page, PairingPage)  # noqa: S101  it is in sight
        page.show_picture(*shown)
        self._settle(path)

    def _bring(self, opener: QPushButton) -> None:
        """Scroll to what a button opened: it may stand below the fold."""
        self._wait()
        for area in self._window.findChildren(QScrollArea):
            if area.isVisible() and area.isAncestorOf(opener):
                area.ensureWidgetVisible(opener, 0, area.viewport().height() // 3)

    def _wait(self) -> None:
        for _ in range(_SETTLE):
            self._application.processEvents()

    def _settle(self, path: Path) -> None:
        self._wait()
        path.parent.mkdir(parents=True, exist_ok=True)
        write_small(self._window.grab().toImage(), path)

    def close(self) -> None:
        """Put the window away."""
        self._window.hide()
        self._window.deleteLater()
        self._application.processEvents()
