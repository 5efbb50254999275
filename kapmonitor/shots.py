"""`./dev shots`: every screen as a picture, from simulated sessions: each theme, each language.

Simulated people play whole sessions; the first moment that fits a wish is photographed. Nothing
is staged by hand, so a picture cannot show what the program does not do.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from devices.simulator import Simulation, simulated_devices
from kapmonitor import companion_shots, practice_shots, presets, scenarios, station_shots
from kapmonitor.app import application, open_gallery
from kapmonitor.pairing.bench import Bench, BenchView
from kapmonitor.pairing.reach import Found
from kapmonitor.pairing.simulated import simulated_reach
from kapmonitor.port import Snapshot
from kapmonitor.room import Outlets
from kapmonitor.runtime import MAX_SPEED, PacedLoop
from kapmonitor.shot_moments import PICTURES, Picture
from kapmonitor.simulation import Play, Transport, play
from kapmonitor.ui.languages import VARIABLE, available
from kapmonitor.ui.theme import ThemeName

SIZES = ((1280, 800), (1920, 1080))
SLUG_WORDS = 5
OUT = Path("docs/screenshots")

_SIZE = re.compile(r"\d+x\d+")

FOUND_AFTER_S, READY_AFTER_S, TESTED_AFTER_S = 3.0, 8.0, 180.0
"""Simulated seconds after which a device is certainly found, ready, and tested."""

IN_OFFICE, AT_HOME = "kap-sublingual-office", "kap-sublingual-telehealth"
TICK_S = 5.0
"""A session that hears of time so seldom plays faster; nothing in a picture differs."""


BENCH = ("find", "pair-ready", "pair-tested", "port")
"""What the pictures of finding and trying out devices are called."""


def files(size: tuple[int, int] = SIZES[0]) -> frozenset[str]:
    """Return the files that are made in English for certain: of every picture but the panels'."""
    names = (
        *(each.name for each in PICTURES),
        *BENCH,
        *companion_shots.names(),
        *station_shots.names(),
        *practice_shots.names(),
    )
    return frozenset(_file(name, size, theme) for name in names for theme in ThemeName)


def main(arguments: list[str] | None = None) -> int:
    """Take every picture: `[FOLDER] [WIDTHxHEIGHT ...] [LANGUAGE ...]`; without them, all."""
    words = sys.argv[1:] if arguments is None else arguments
    known = [each.code for each in available()]
    sizes = [_size(word) for word in words if _SIZE.fullmatch(word)] or list(SIZES)
    languages = [word for word in words if word in known] or known
    folders = [word for word in words if not _SIZE.fullmatch(word) and word not in known]
    os.environ["HOME"] = "/home/clinic"  # pictures show no name of the machine that made them
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # the same picture, whatever display there is
    names: dict[tuple[str, int], str] = {}
    for language in sorted(languages, key=known.index):
        os.environ[VARIABLE] = language
        out = Path(folders[0] if folders else OUT)
        place = out if language == known[0] else out / language
        camera = _Camera(place, sizes, names)
        # Played once the window speaks: what a session records is in the language of its moment.
        camera.take_all(_all_moments(), _bench_moments())
        companion_shots.take_all(application(), place, sizes)
        station_shots.take_all(application(), place, sizes)
        if language == known[0]:  # whoever presses there knows the buttons by their English words
            practice_shots.take_all(application(), place, sizes)
    return 0


class _Camera:
    """A window in one language, and where its pictures go."""

    def __init__(
        self, out: Path, sizes: list[tuple[int, int]], names: dict[tuple[str, int], str]
    ) -> None:
        """`names` of opened panels, by picture and place: the same in every language."""
        self._out = out
        self._names = names
        self._sizes = [(size, theme) for theme in ThemeName for size in sizes]
        self._gallery = open_gallery()

    def take_all(
        self,
        found: dict[str, Snapshot],
        bench: dict[str, tuple[BenchView, Found | None]],
    ) -> None:
        """Photograph every moment, each with every panel that opens on it."""
        for each in PICTURES:
            snapshot = found.get(each.name)
            if snapshot is None:
                sys.stderr.write(f"{each.name}: no such moment in {each.scenario}\n")
                continue
            self._take(each, Snapshot() if each.page == "start" else snapshot)
        for page, moment in bench.items():
            for size, theme in self._sizes:
                self._gallery.take_bench(self._path(page, size, theme), moment, size, theme)
        self._gallery.close()

    def _take(self, picture: Picture, snapshot: Snapshot) -> None:
        for size, theme in self._sizes:
            path = self._path(picture.name, size, theme)
            self._gallery.take(path, snapshot, picture.page, size, theme)
            if picture.afar:
                continue  # the panels are those of the same page in the office
            for place, called in enumerate(self._gallery.openers()):
                name = self._names.setdefault((picture.name, place), _slug(called))
                opened = self._path(f"{picture.name}-{name}", size, theme)
                self._gallery.take_opened(opened, place)

    def _path(self, name: str, size: tuple[int, int], theme: ThemeName) -> Path:
        return self._out / _file(name, size, theme)


def _file(name: str, size: tuple[int, int], theme: ThemeName) -> str:
    return f"{name}-{theme}-{size[0]}x{size[1]}.png"


def _slug(words: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", words.lower())[:SLUG_WORDS])


def _size(word: str) -> tuple[int, int]:
    width, _times, height = word.partition("x")
    return int(width), int(height)


def _all_moments() -> dict[str, Snapshot]:
    """Return the moment of each picture, by its name."""
    found: dict[str, Snapshot] = {}
    for scenario, afar in sorted({(each.scenario, each.afar) for each in PICTURES}):
        wanted = [each for each in PICTURES if (each.scenario, each.afar) == (scenario, afar)]
        found |= _moments(scenario, wanted, afar=afar)
    return found


def _moments(scenario: str, wanted: list[Picture], *, afar: bool) -> dict[str, Snapshot]:
    """Play a scenario and keep the first moment that fits each wish."""
    found: dict[str, Snapshot] = {}
    enough = asyncio.Event()

    def look(snapshot: Snapshot) -> None:
        session = snapshot.session
        if session is None:
            return
        for each in wanted:
            if each.name not in found and each.wish(session, snapshot):
                found[each.name] = snapshot
        if len(found) == len(wanted):
            enough.set()

    outlets = Outlets(snapshot=look, pressure=lambda _pressure: None)
    with tempfile.TemporaryDirectory() as folder:
        what = Play(
            scenario=scenarios.find(scenario),
            preset=presets.find(AT_HOME if afar else IN_OFFICE),
            link=Transport.MEMORY if afar else None,
            seed=7,
            folder=Path(folder),
            tick_s=TICK_S,
        )
        with asyncio.Runner(loop_factory=lambda: PacedLoop(MAX_SPEED)) as runner:
            runner.run(_played_until(enough, what, outlets))
    return found


async def _played_until(enough: asyncio.Event, what: Play, outlets: Outlets) -> None:
    """Play until every wish is fulfilled, or to the end."""
    playing = asyncio.create_task(play(what, outlets, at_work=lambda _room: None))
    waiting = asyncio.create_task(enough.wait())
    await asyncio.wait({playing, waiting}, return_when=asyncio.FIRST_COMPLETED)
    for each in (playing, waiting):
        each.cancel()
    await asyncio.gather(playing, waiting, return_exceptions=True)


def _bench_moments() -> dict[str, tuple[BenchView, Found | None]]:
    """Find and try out the simulated devices of two scenarios; keep a moment of each page."""
    pressed = _tried_out("quiet", lambda far, _bench: far.press_start())
    started = _tried_out("module_trouble", lambda _far, bench: bench.start_measurement())
    with asyncio.Runner(loop_factory=lambda: PacedLoop(MAX_SPEED)) as runner:
        air, cable = runner.run(pressed), runner.run(started)
    moments = ((each, None) for each in air)
    return dict(zip(BENCH, (*moments, (cable[0], cable[0].findings.ports[0])), strict=True))


async def _tried_out(
    scenario: str, measure: Callable[[Simulation, Bench], object]
) -> list[BenchView]:
    """Return what the bench shows when a device is found, when it is ready, when it is tested."""
    views: list[BenchView] = []
    moments: list[BenchView] = []
    async with simulated_devices(scenarios.find(scenario), seed=7) as simulation:
        bench = Bench(simulated_reach(simulation), views.append)
        bench.search()
        await asyncio.sleep(FOUND_AFTER_S)
        moments.append(views[-1])
        found = [each.found for each in views[-1].findings.heard] or views[-1].findings.ports
        bench.try_out(found[0], found[0].driver or "")
        await asyncio.sleep(READY_AFTER_S)
        moments.append(views[-1])
        measure(simulation, bench)
        await asyncio.sleep(TESTED_AFTER_S)
        moments.append(views[-1])
        await bench.close()
    return moments


if __name__ == "__main__":
    sys.exit(main())
