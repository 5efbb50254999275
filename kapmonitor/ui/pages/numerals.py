"""The big numbers of the live screen, side by side, in two sizes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kapmonitor.language import say
from kapmonitor.ui.theme import (
    BLOOD_PRESSURE,
    BLOOD_PRESSURE_LARGE,
    HEART_RATE,
    HEART_RATE_LARGE,
    SECOND_CUFF,
    Theme,
)
from kapmonitor.ui.view import PRESSURE, SECOND, Numeral, SessionView
from kapmonitor.ui.widgets.numeric import Numeric
from kapmonitor.ui.widgets.parts import row
from kapmonitor.ui.wording import NONE, NOT_LIVE

NARROW, NARROWER = 680, 0.8
"""Narrower than this the smaller numbers shrink, so that the pressure stays largest."""


class Numerals(QWidget):
    """Pressure, second cuff, heart rate and saturation: never one without its age."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._large = False
        self._pressure = Numeric(say(PRESSURE), "blood_pressure", BLOOD_PRESSURE, theme)
        self._rate = Numeric(say("Heart rate, /min"), "heart_rate", HEART_RATE, theme, folded=True)
        self._spo2 = Numeric(say("SpO₂, %"), "spo2", HEART_RATE, theme, folded=True)
        self._second = Numeric(say(SECOND), "blood_pressure", SECOND_CUFF, theme, folded=True)
        numbers = (self._pressure, self._second, self._rate, self._spo2)
        laid = row(*numbers, 1, spacing=16)
        for each in numbers:
            laid.setAlignment(each, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(laid)

    def show_view(self, view: SessionView, *, stalled: bool) -> None:
        """Show the numbers; `stalled`: no newer moment comes, and an age that stands still lies."""
        self._pressure.show_numeral(_seen(view.blood_pressure, stalled=stalled))
        self._pressure.set_watermark(simulated=view.simulated)
        self._rate.show_numeral(_seen(view.heart_rate, stalled=stalled))
        self._spo2.show_numeral(_seen(view.spo2, stalled=stalled))
        self._second.setVisible(view.second_cuff is not None)
        self._second.show_numeral(_seen(view.second_cuff or Numeral(), stalled=stalled))

    def toggle_large(self) -> None:
        """Change between ordinary and large numbers."""
        self._large = not self._large
        self._size_numbers()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the numbers share the width."""
        self._size_numbers()
        super().resizeEvent(event)

    def _size_numbers(self) -> None:
        narrow = self.width() < NARROW
        self._pressure.fold(folded=narrow)
        self._pressure.set_pixels(BLOOD_PRESSURE_LARGE if self._large else BLOOD_PRESSURE)
        larger = HEART_RATE_LARGE if self._large and not narrow else HEART_RATE
        for each in (self._rate, self._spo2):
            each.set_pixels(round(larger * NARROWER) if narrow else larger)


def _seen(numeral: Numeral, *, stalled: bool) -> Numeral:
    if not stalled or numeral.text == NONE:
        return numeral
    not_live = say(NOT_LIVE)
    return replace(numeral, stale=True, age=not_live, spoken=f"{numeral.spoken}, {not_live}")
