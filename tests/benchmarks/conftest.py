"""Figures of this machine. Nothing here judges a time: each figure stands beside its floor."""

from __future__ import annotations

import os
import statistics
from collections.abc import Sequence

import pytest

_LINES: list[str] = []


class Figures:
    """Takes what a benchmark measured, for the end of the run."""

    def note(self, name: str, seconds: Sequence[float], *, floor: Sequence[float] = ()) -> float:
        """Note medians in milliseconds and return the ratio to the floor (0 without one)."""
        middle, worst = statistics.median(seconds), _high(seconds)
        line = f"{name}: median {middle * 1e3:.2f} ms, p95 {worst * 1e3:.2f} ms"
        ratio = 0.0
        if floor:
            lowest = statistics.median(floor)
            ratio = middle / lowest
            line += f"; floor {lowest * 1e3:.2f} ms; ratio {ratio:.2f}"
        _LINES.append(line)
        return ratio

    def say(self, line: str) -> None:
        """Note a figure that is no time."""
        _LINES.append(line)


@pytest.fixture
def figures() -> Figures:
    """Return where figures go."""
    return Figures()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures."""
    if _LINES:
        terminalreporter.section("figures")
        loaded = ", ".join(f"{each:.1f}" for each in os.getloadavg())
        terminalreporter.write_line(f"{os.cpu_count()} cores; load average {loaded}")
        for line in _LINES:
            terminalreporter.write_line(line)


def _high(seconds: Sequence[float]) -> float:
    return sorted(seconds)[min(len(seconds) - 1, round(0.95 * len(seconds)))]
