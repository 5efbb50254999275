"""How long a device takes from being asked for a reading until the reading is here.

Learned from the requests that a person carried out at the cuff: with it the program waits as long
as this cuff needs, and says in time that a reading will not come. Kept with the device, and
nothing about whom it was on.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from kapmonitor.session.event import Entry, MeasurementRecorded, MeasurementRequested
from kapmonitor.session.instant import Instant
from kapmonitor.settings import Settings, SettingsFault, load, save

KEPT = 5
CREDIBLE_S = (10.0, 300.0)
"""Sooner it cannot have measured; later somebody did something else first."""

_log = logging.getLogger(__name__)


def credible(seconds: float) -> bool:
    """Return whether so long a wait tells anything about the device."""
    return CREDIBLE_S[0] <= seconds <= CREDIBLE_S[1]


class Waits:
    """Follows a session's entries and keeps each wait that ended with the device's reading."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._asked: tuple[str, Instant] | None = None

    def follow(self, entries: tuple[Entry, ...]) -> None:
        """Take the newest entries of the session."""
        for entry in entries:
            match entry.event:
                case MeasurementRequested(by_program=False, request=request):
                    self._asked = (request, entry.at)
                case MeasurementRecorded(request=request, device=str() as device, source=None):
                    self._answered(request, device, entry.at)
                case _:
                    pass

    def _answered(self, request: str | None, device: str, at: Instant) -> None:
        asked, self._asked = self._asked, None
        if asked is None or asked[0] != request:
            return
        seconds = at.elapsed_s - asked[1].elapsed_s
        if credible(seconds):
            self._keep(device, seconds)

    def _keep(self, device: str, seconds: float) -> None:
        try:
            known = load(self._folder)
            changed = remembered(known, device, seconds)
            if changed != known:
                save(self._folder, changed)
        except SettingsFault as fault:  # a page that shows settings says so; no session needs them
            _log.info("a wait was not kept: %s", fault)


def remembered(settings: Settings, address: str, seconds: float) -> Settings:
    """Return the settings with one more wait of a known device; the last few count."""
    devices = tuple(
        replace(each, waits_s=(*each.waits_s, round(seconds, 1))[-KEPT:])
        if each.address == address
        else each
        for each in settings.devices
    )
    return replace(settings, devices=devices)
