"""What stands in the middle of the live screen: the chart, or one of two panels in its place.

Alarms and limits, or what corrects a dose; the numerals above stay in sight with each of them.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Session
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.alarms_panel import AlarmsPanel
from kapmonitor.ui.pages.chart_place import ChartPlace
from kapmonitor.ui.pages.dose_correct import DoseCorrection
from kapmonitor.ui.pages.forms import Ask, without_margins
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.parts import column


class ChartTurns(QWidget):
    """The chart unless a person has opened something else; never two of them at once."""

    left = Signal()
    """Alarms and limits were closed: the keyboard goes back to the page."""

    def __init__(self, ask: Ask, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self.chart = ChartPlace(bridge, theme)
        self._alarms = AlarmsPanel(ask, theme)
        self._correction = DoseCorrection(ask)
        self._correcting = without_margins(self._correction)
        self._correcting.hide()
        laid = column()
        for each in (self.chart, self._alarms, self._correcting):
            laid.addWidget(each, 1)
        self.setLayout(laid)
        self._alarms.left.connect(self.turn_alarms)
        self._correction.turned.connect(self._show_chart)

    def draw(self, session: Session, at: Instant) -> None:
        """Show the session in each of them."""
        self._alarms.draw(session)
        self._correction.draw(session, at)
        self.chart.draw(session, at)

    def correct_dose(self, session: Session, opener: QWidget) -> None:
        """Open what corrects a dose; the keyboard returns to its opener."""
        if DoseCorrection.possible(session):
            self._alarms.hide()
            self._correcting.show()
            self._correction.open_from(opener)

    @Slot()
    def turn_alarms(self) -> None:
        """Show alarms and limits, or the chart again."""
        if self._alarms.isVisible():
            self._alarms.hide()
            self.left.emit()
        else:
            self._correction.close_up()
            self._alarms.open_up()
        self._show_chart()

    @Slot()
    def _show_chart(self) -> None:
        """Show the chart where nothing else is open in its place."""
        correcting = not self._correction.isHidden()
        self._correcting.setVisible(correcting)
        self.chart.setVisible(not (correcting or self._alarms.isVisibleTo(self)))
