"""Pictures of the window: the program shows itself, for the guide and for the eye."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from kapmonitor.pairing.bench import BenchView
from kapmonitor.pairing.reach import Found
from kapmonitor.port import Snapshot
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.pairing import PairingPage
from kapmonitor.ui.theme import Theme, ThemeName
from kapmonitor.ui.window import START, Window

_SETTLE = 6


class Gallery:
    """A window that is shown one snapshot after another and photographed."""

    def __init__(
        self, application: QApplication, bridge: Bridge, theme: Theme, window: Window
    ) -> None:
        self._application = application
        self._bridge = bridge
        self._theme = theme
        self._window = window
        window.monitoring.build_chart()
        window.show()

    def take(
        self, path: Path, snapshot: Snapshot, page: str, size: tuple[int, int], theme: ThemeName
    ) -> None:
        """Write a picture of a page showing a snapshot."""
        self._theme.use(theme)
        self._window.resize(*size)
        self._bridge.snapshot = snapshot
        self._bridge.sessionChanged.emit(snapshot)
        self._window.go_to(page)
        self._settle(path)

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

    def _settle(self, path: Path) -> None:
        for _ in range(_SETTLE):
            self._application.processEvents()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._window.grab().save(str(path), "PNG")

    def close(self) -> None:
        """Put the window away."""
        self._window.hide()
        self._window.deleteLater()
        self._application.processEvents()
