"""The report as it will print, in the room's own colours while the room is dark."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea

from kapmonitor.language import say
from kapmonitor.record.note_text import note_lines
from kapmonitor.record.patient import Patient
from kapmonitor.session.state import Session
from kapmonitor.ui.paper.report import report_picture
from kapmonitor.ui.theme import Theme, ThemeName

NARROWEST, WIDEST = 340, 1000
ZOOMS = (1.0, 1.25, 1.5, 2.0)
SETTLED_MS = 80
_BESIDE = 16


class ReportPreview(QScrollArea):
    """All pages one below the other, as wide as the place; arrows scroll, + and - zoom."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Session, str, Patient | None] | None = None
        self._painted: tuple[object, ...] = ()
        self._zoom = 0
        self._paper = QLabel()
        self._paper.setAccessibleName(say("Preview of the report"))
        self._paper.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self._paint)
        self.setWidgetResizable(True)
        self.setWidget(self._paper)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setToolTip(say("Keys: + and - zoom, 0 shows the whole width"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("kind", "paper")
        self.setAccessibleName(say("Preview of the report"))
        theme.changed.connect(self._paint)

    def show_report(self, session: Session, head: str, patient: Patient | None) -> None:
        """Show the report as it stands; painted again only when something changed."""
        self._shown = (session, head, patient)
        self._paint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the paper as wide as its place, once the window has settled."""
        super().resizeEvent(event)
        self._settled.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom with + and -; 0 shows the whole width again."""
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        if event.key() == Qt.Key.Key_0:
            self._zoom = 0
        elif event.key() in steps:
            self._zoom = min(max(0, self._zoom + steps[Qt.Key(event.key())]), len(ZOOMS) - 1)
        else:
            super().keyPressEvent(event)
            return
        policy = Qt.ScrollBarPolicy
        wide = policy.ScrollBarAsNeeded if self._zoom else policy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(wide)
        self._paint()

    @Slot()
    def _paint(self) -> None:
        if self._shown is None or not self.isVisible():
            return
        session, head, patient = self._shown
        ratio = self.devicePixelRatioF()
        fits = min(max(NARROWEST, self.viewport().width() - _BESIDE), WIDEST)
        width = round(fits * ZOOMS[self._zoom] * ratio)
        wanted = (session.id, session.next_seq, width, self._theme.name, patient)
        if wanted == self._painted:
            return
        self._painted = wanted
        picture = report_picture(session, head=head, patient=patient, width=width)
        if self._theme.name is not ThemeName.DAY:  # white paper would light the room
            from kapmonitor.ui.paper.dim import dimmed  # with an array library, slow to load

            picture = dimmed(picture, self._theme.colours)
        picture.setDevicePixelRatio(ratio)
        self._paper.setPixmap(QPixmap.fromImage(picture))
        self._paper.setAccessibleDescription("\n".join(note_lines(session)))
