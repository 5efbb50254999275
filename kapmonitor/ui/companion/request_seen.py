"""A request is told as shown once, and only when it can really be seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

from kapmonitor.companion.view import RequestView
from kapmonitor.ui.companion.screen import PatientScreen


class RequestSeen(QObject):
    """Watches one screen that shows what the therapist asks for."""

    def __init__(self, screen: PatientScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._request: RequestView | None = None
        self._told: str | None = None
        """The request that was told."""
        screen.installEventFilter(self)

    def see(self, request: RequestView | None) -> None:
        """Take what is asked for now, drawn already."""
        self._request = request
        if request is None:
            self._told = None
        else:
            self._soon()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A request that waited for the screen can be seen when it comes."""
        if event.type() is QEvent.Type.Show:
            self._soon()
        return super().eventFilter(watched, event)

    @Slot()
    def tell(self) -> None:
        """Tell the therapist's side once that a request can be seen."""
        it, request = self._screen, self._request
        seen = it.isVisible() and not it.window().isMinimized()
        if request is not None and seen and request.id != self._told:
            self._told = request.id
            it.desk.request_shown(request.id)

    def _soon(self) -> None:
        """After the next turn of the loop: by then it is painted."""
        QTimer.singleShot(0, self, self.tell)
