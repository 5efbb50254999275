"""What one connection has shown of a measurement under way, and of its device's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from devices.dating import Tie

START_VALID_S = 180.0
PRESSURE_VALID_S = 30.0
SHORTEST_MEASUREMENT_S = 15.0


@dataclass(frozen=True, slots=True)
class Sign:
    """The moment of something that showed that a measurement was under way."""

    now: float
    wall: datetime

    def passed_s(self, now: float, wall: datetime) -> float:
        """Return how long ago it was at the most: of a sleep only the wall knows. Negative: it came
        after that moment."""
        passed_s = now - self.now
        return passed_s if passed_s < 0 else max(passed_s, (wall - self.wall).total_seconds())


@dataclass(slots=True)
class Evidence:
    """What this connection has shown so far; `now` is monotonic, `wall` the host's wall time."""

    opened: float
    asked: Sign | None = None
    pressure: Sign | None = None
    clock: Tie | None = None
    written: tuple[float, datetime] | None = None

    def ended_s(self, now: float, wall: datetime) -> float | None:
        """Return how long ago a measurement of the present may have ended at most; None: there was
        none."""
        asked_s = _within(self.asked, now, wall, START_VALID_S)
        pressed_s = _within(self.pressure, now, wall, PRESSURE_VALID_S)
        ended_s = None if asked_s is None else asked_s - SHORTEST_MEASUREMENT_S
        found = [each for each in (ended_s, pressed_s) if each is not None]
        return max(0.0, min(found)) if found else None


def _within(sign: Sign | None, now: float, wall: datetime, limit_s: float) -> float | None:
    passed_s = None if sign is None else sign.passed_s(now, wall)
    return passed_s if passed_s is not None and 0 <= passed_s <= limit_s else None
