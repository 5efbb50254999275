"""What is known of the link, in a panel at the right edge: opened by the badge.

It stands over buttons that have keys of their own, never over numerals or the alarm bar, and
leaves with Esc.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy

from kapmonitor.language import say
from kapmonitor.port import Snapshot
from kapmonitor.session.vocabulary import Setting
from kapmonitor.ui.pages.telehealth_words import details, what_to_do
from kapmonitor.ui.widgets.parts import button, clear, column, label, row

WIDTH = 328


class LinkDetails(QFrame):
    """Phone, clock, cuff, battery and program of the patient's side."""

    devicesAsked = Signal()
    """A person wants to pair anew, or to see the cuff."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        self.setAccessibleName(say("Telehealth link"))
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._shown: list[tuple[str, str]] = []
        self._what = label("", "strong", wraps=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.close_it = button(say("Close"), "small", name=say("Close the link's details"))
        self.pair = button(say("Patient's cuff…"), name=say("Go to the patient's cuff"))
        head = row(label(say("Telehealth link"), "section"), 1, self.close_it)
        outer = column(head, self._what, self._grid, self.pair, 1, spacing=12)
        outer.setContentsMargins(16, 12, 16, 12)
        self.setLayout(outer)
        self.close_it.clicked.connect(self.hide)
        self.pair.clicked.connect(self._pair)
        self.hide()

    def turn(self, snapshot: Snapshot) -> None:
        """Open, or close where it is open."""
        if self.isVisible():
            self.hide()
            return
        self.draw(snapshot)
        self.show()
        self.raise_()
        self.close_it.setFocus(Qt.FocusReason.OtherFocusReason)

    def draw(self, snapshot: Snapshot) -> None:
        """Show what is known at this moment; without a telehealth session there is nothing."""
        session = snapshot.session
        if session is None or session.setting is not Setting.TELEHEALTH:
            self.hide()
            return
        said = what_to_do(session, snapshot.link)
        self._what.setText(said)
        self._what.setVisible(bool(said))
        lines = details(session, snapshot.link)
        if lines == self._shown:
            return
        self._shown = lines
        clear(self._grid)
        for place, (name, value) in enumerate(lines):
            self._grid.addWidget(
                label(name, "secondary", wraps=True), place, 0, Qt.AlignmentFlag.AlignTop
            )
            shown = label(value, wraps=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(shown, place, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def _pair(self) -> None:
        self.hide()
        self.devicesAsked.emit()
