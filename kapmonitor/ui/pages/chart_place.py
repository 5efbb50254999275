"""Where the live screen's chart stands: made late, with the patient's last course behind it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Session
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.last_course import LastCourse, last_course
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.parts import column

if TYPE_CHECKING:
    from kapmonitor.record.course import CourseSession
    from kapmonitor.ui.widgets.vitals_chart import VitalsChart


class ChartPlace(QWidget):
    """The chart, once its library is loaded."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self._theme = theme
        self._chart: VitalsChart | None = None
        self._last_asked = ""
        self._last: LastCourse | None = None
        self._laid = column()
        self.setLayout(self._laid)

    def build(self, after: QWidget) -> bool:
        """Make the chart, whose library is slow to load; return whether it was still to be made.

        Tab comes to it from `after`: what is made last would come last, behind the rail.
        """
        if self._chart is not None:
            return False
        from kapmonitor.ui.widgets.vitals_chart import VitalsChart

        self._chart = VitalsChart(self._theme)
        self._laid.addWidget(self._chart)
        self.setTabOrder(after, self._chart)
        self._show_last()
        return True

    def draw(self, session: Session, at: Instant) -> None:
        """Show the session."""
        self._ask_last(session)
        if self._chart is not None:
            self._chart.show_session(session, at)

    def toggle_last(self) -> None:
        """Hide the last session's course behind the chart, or show it again."""
        if self._chart is not None:
            self._chart.toggle_last()

    def _ask_last(self, session: Session) -> None:
        """Ask once for the patient's last session, to lie behind the chart of today's."""
        if session.id == self._last_asked:
            return
        self._last_asked, self._last = session.id, None
        self._show_last()
        if session.simulated:
            return
        pseudonym, opened = session.patient, session.opened.utc
        self._bridge.practice(
            lambda practice: practice.last_dosed(pseudonym, before=opened),
            partial(self._know_last, session),
        )

    def _know_last(self, today: Session, found: CourseSession | Exception | None) -> None:
        """Show it, unless another session came in sight; without it the chart is whole as well."""
        if today.id == self._last_asked and found is not None and not isinstance(found, Exception):
            self._last = last_course(found.session, today)
            self._show_last()

    def _show_last(self) -> None:
        if self._chart is not None:
            self._chart.show_last(self._last)
