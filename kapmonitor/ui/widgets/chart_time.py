"""The time axis: minutes from the dose, and the clock under them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pyqtgraph as pg

from kapmonitor.language import say
from kapmonitor.session.state import Session
from kapmonitor.ui.chart_view import tick_step, zero
from kapmonitor.ui.wording import clock

HEIGHT = 40


class TimeAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Ticks such as "+45" over "14:45"; "dose" at zero."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self._session: Session | None = None
        self.setHeight(HEIGHT)

    def set_zero(self, session: Session | None) -> None:
        """Tell which session's minute zero and clock to show."""
        self._session = session
        self.picture = None
        self.update()

    def tickValues(self, low: float, high: float, size: float) -> list[Any]:
        """Return ticks at least 70 pixels apart."""
        step = tick_step(high - low, max(size, 1) / 70)
        first = int(low // step) + 1
        return [(step, [n * step for n in range(first, int(high // step) + 1)])]

    def tickStrings(self, values: list[float], _scale: float, _spacing: float) -> list[str]:
        """Return both clocks for each tick."""
        return [self._words(value) for value in values]

    def _words(self, minutes: float) -> str:
        if self._session is None:
            return f"{minutes:+.0f}"
        start = zero(self._session)
        moment = clock(self._session, start.utc + timedelta(minutes=minutes))
        if minutes == 0:
            name = say("dose") if self._session.doses else say("opened")
            return f"{name}\n{moment}"
        return f"{minutes:+.0f}\n{moment}"
