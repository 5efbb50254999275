"""The last session of a patient, to be read beside today's order; nothing of it is filled in."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from kapmonitor.language import say
from kapmonitor.record.course import CourseSession
from kapmonitor.ui.home_view import NOT_HERE
from kapmonitor.ui.last_time import LastTime, last_time
from kapmonitor.ui.widgets.parts import Card, clear, label


class LastTimeCard(Card):
    """Hidden while there is no earlier session with a dose, and no home reading."""

    def __init__(self) -> None:
        self._title = label("", "section")
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(12)
        self._lines.setVerticalSpacing(4)
        self._lines.setColumnStretch(1, 1)
        super().__init__("", self._title, self._lines)
        self.hide()

    def show_session(self, found: CourseSession | None, home: str = "") -> None:
        """Show a session of the past and what was measured at home, or nothing."""
        clear(self._lines)
        self.setVisible(found is not None or bool(home))
        told = last_time(found) if found is not None else LastTime(say(NOT_HERE), ())
        if home:
            told = replace(told, lines=(*told.lines, (say("At home"), home)))
        self._title.setText(told.title)
        self.setAccessibleName(told.title)
        self.setAccessibleDescription(". ".join(f"{name}: {words}" for name, words in told.lines))
        for at, (name, words) in enumerate(told.lines):
            heading = label(name, "secondary")
            top = Qt.AlignmentFlag.AlignTop
            self._lines.addWidget(heading, at, 0, top)
            self._lines.addWidget(label(words, "small", wraps=True), at, 1)
