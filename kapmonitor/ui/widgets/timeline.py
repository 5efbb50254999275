"""What happened, newest first, in words with the time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from kapmonitor.language import say
from kapmonitor.session.state import Session
from kapmonitor.ui.timeline_view import timeline
from kapmonitor.ui.widgets.parts import column, label

LINES = 40
LEAST = 44
"""Two lines, in pixels."""


class Timeline(QScrollArea):
    """A list that is rewritten only when something happened; it scrolls, by the keyboard too."""

    def __init__(self) -> None:
        super().__init__()
        self._labels = [label("", "secondary", wraps=True) for _ in range(LINES)]
        self._shown: tuple[str, ...] = ()
        inside = QWidget()
        inside.setLayout(column(*self._labels, 1, spacing=4))
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(LEAST)
        self.setAccessibleName(say("Timeline"))
        for each in self._labels:
            each.hide()

    def show_session(self, session: Session) -> None:
        """Show the newest lines."""
        lines = timeline(session)[:LINES]
        if lines == self._shown:
            return
        self._shown = lines
        for place, each in enumerate(self._labels):
            each.setVisible(place < len(lines))
            if place < len(lines):
                each.setText(lines[place])
