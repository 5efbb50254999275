"""The computer itself: battery, disk and the window's answer, as reports to the session.

The watch says what is; the preset says from which value on it matters. It reports a change only
when a value moved enough to matter, so that the record is not filled with battery levels.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psutil

from kapmonitor.language import say
from kapmonitor.session.intent import HostReport
from kapmonitor.session.vocabulary import HostCondition

LOOK_EVERY_S = 15.0
WINDOW_SILENT_S = 5.0
_MEGABYTE = 1_000_000
_BATTERY_STEP = 5.0
_DISK_STEP_MB = 50.0
_ROOMY_MB = 2_000.0


@dataclass(frozen=True, slots=True)
class HostState:
    """What the computer says about itself; None where it cannot say."""

    battery_percent: float | None
    on_battery: bool
    disk_free_mb: float | None


class Host(Protocol):
    """Something that can be looked at for its state."""

    def look(self) -> HostState:
        """Return the present state."""


class ThisComputer:
    """The computer that runs the program, and the disk that holds its record."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def look(self) -> HostState:
        """Return battery and free disk space as the system tells them."""
        try:
            battery = psutil.sensors_battery()
        except OSError:  # a container or a jail that shows no power supply
            battery = None
        try:
            free = psutil.disk_usage(str(self._folder)).free / _MEGABYTE
        except OSError:
            free = None
        return HostState(
            battery_percent=None if battery is None else float(battery.percent),
            on_battery=battery is not None and battery.power_plugged is False,
            disk_free_mb=free,
        )


class HostWatch:
    """Looks at the computer now and then and posts what changed."""

    def __init__(self, host: Host, post: Callable[[HostReport], None]) -> None:
        self._host = host
        self._post = post
        self._told: dict[HostCondition, HostReport] = {}
        self._window_seen: float | None = None

    def window_alive(self) -> None:
        """Note that the window answered; from then on its silence counts."""
        self._window_seen = time.monotonic()

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            self.look()
            await asyncio.sleep(LOOK_EVERY_S)

    def look(self) -> None:
        """Look once."""
        state = self._host.look()
        self._tell(_battery(state), _BATTERY_STEP)
        self._tell(_disk(state), _DISK_STEP_MB)
        self._tell(self._window(), WINDOW_SILENT_S)

    def _window(self) -> HostReport | None:
        if self._window_seen is None:
            return None
        silent = time.monotonic() - self._window_seen
        active = silent > WINDOW_SILENT_S
        detail = say("The window does not answer.") if active else say("The window answers.")
        return HostReport(condition=HostCondition.WINDOW_STALLED, active=active, detail=detail)

    def _tell(self, report: HostReport | None, step: float) -> None:
        if report is None:
            return
        told = self._told.get(report.condition)
        if told is None and not report.active:
            return
        if told is not None and told.active == report.active and not _moved(told, report, step):
            return
        self._told[report.condition] = report
        self._post(report)


def _moved(told: HostReport, report: HostReport, step: float) -> bool:
    if told.value is None or report.value is None:
        return told.value is not report.value
    return abs(told.value - report.value) >= step


def _battery(state: HostState) -> HostReport | None:
    if state.battery_percent is None:
        return None
    detail = say("Computer battery {battery_percent:.0f} %").format(
        battery_percent=state.battery_percent
    )
    return HostReport(
        condition=HostCondition.COMPUTER_BATTERY,
        active=state.on_battery,
        detail=say("{detail}, not plugged in.").format(detail=detail)
        if state.on_battery
        else say("{detail}, plugged in.").format(detail=detail),
        value=state.battery_percent,
    )


def _disk(state: HostState) -> HostReport | None:
    if state.disk_free_mb is None:
        return None
    free = min(state.disk_free_mb, _ROOMY_MB)
    return HostReport(
        condition=HostCondition.DISK_SPACE,
        active=free < _ROOMY_MB,
        detail=say("{disk_free_mb:.0f} MB free on the disk of the record.").format(
            disk_free_mb=state.disk_free_mb
        ),
        value=free,
    )
