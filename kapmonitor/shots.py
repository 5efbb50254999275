"""`./dev shots`: every screen as a picture, from simulated sessions, in both themes.

Simulated people play whole sessions; the first moment that fits a wish is photographed. Nothing
is staged by hand, so a picture cannot show what the program does not do.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from devices.simulator import Simulation, simulated_devices
from kapmonitor import presets, scenarios
from kapmonitor.app import application, open_gallery
from kapmonitor.pairing.bench import Bench, BenchView
from kapmonitor.pairing.reach import Found
from kapmonitor.pairing.simulated import simulated_reach
from kapmonitor.port import Snapshot
from kapmonitor.practice_shots import take_all
from kapmonitor.room import Outlets
from kapmonitor.runtime import MAX_SPEED, PacedLoop
from kapmonitor.session.gate import GateState, gate_status
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Priority, Role
from kapmonitor.simulation import Play, play
from kapmonitor.ui.theme import ThemeName

SIZE = (1280, 800)
OUT = Path("docs/screenshots")

FOUND_AFTER_S, READY_AFTER_S, TESTED_AFTER_S = 3.0, 8.0, 180.0
"""Simulated seconds after which a device is certainly found, ready, and tested."""

Wish = Callable[[Session, Snapshot], bool]


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: from which scenario, which moment, which page."""

    name: str
    scenario: str
    page: str
    wish: Wish


def _in(phase: Phase) -> Wish:
    return lambda session, _snapshot: phase_of(session) is phase


def _half_prepared(session: Session, _snapshot: Snapshot) -> bool:
    return len(session.checklist) >= 6


def _held(session: Session, snapshot: Snapshot) -> bool:
    at = snapshot.at
    return at is not None and gate_status(session, at).state is GateState.HOLD


def _clear(session: Session, snapshot: Snapshot) -> bool:
    at = snapshot.at
    return at is not None and gate_status(session, at).state is GateState.CLEAR


def _alarm(priority: Priority) -> Wish:
    def found(session: Session, _snapshot: Snapshot) -> bool:
        return any(
            alarm.priority is priority and alarm.acknowledged is None and session.doses
            for alarm in session.alarms.values()
        )

    return found


def _journey(session: Session, snapshot: Snapshot) -> bool:
    at = snapshot.at
    return (
        bool(session.doses) and at is not None and (at.minutes_since(session.doses[0].taken) > 70)
    )


def _second_read(session: Session, snapshot: Snapshot) -> bool:
    both = [each.role for each in session.readings[-2:]] == [Role.SECOND_CUFF, Role.CUFF]
    return both and _journey(session, snapshot)


def _half_checked(session: Session, _snapshot: Snapshot) -> bool:
    return len(session.findings) >= 5 and session.driving is None


PICTURES = (
    Picture("start", "quiet", "start", lambda _session, _snapshot: True),
    Picture("prepare", "quiet", "prepare", _half_prepared),
    Picture("baseline-hold", "white_coat", "baseline", _held),
    Picture("baseline-clear", "quiet", "baseline", _clear),
    Picture("dose", "quiet", "dose", _clear),
    Picture("live", "strap_three_hours", "monitoring", _journey),
    Picture("live-two-arms", "two_arms", "monitoring", _second_read),
    Picture("live-medium", "hypertensive_spike", "monitoring", _alarm(Priority.MEDIUM)),
    Picture("live-high", "slow_breathing", "monitoring", _alarm(Priority.HIGH)),
    Picture("live-trouble", "cuff_trouble", "monitoring", _journey),
    Picture("discharge", "quiet", "discharge", _half_checked),
    Picture("report", "hypertensive_spike", "report", _in(Phase.CLOSED)),
)


def main(arguments: list[str] | None = None) -> int:
    """Take every picture into a folder, at sizes such as 1920x1080."""
    words = sys.argv[1:] if arguments is None else arguments
    out = Path(words[0]) if words else OUT
    sizes = [_size(word) for word in words[1:]] or [SIZE]
    os.environ["HOME"] = "/home/clinic"  # pictures show no name of the machine that made them
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # the same picture, whatever display there is
    found = {
        name: _moments(name, [each for each in PICTURES if each.scenario == name])
        for name in sorted({each.scenario for each in PICTURES})
    }
    gallery = open_gallery()
    for each in PICTURES:
        snapshot = found[each.scenario].get(each.name)
        if snapshot is None:
            sys.stderr.write(f"{each.name}: no such moment in {each.scenario}\n")
            continue
        shown = Snapshot() if each.page == "start" else snapshot
        for size in sizes:
            for theme in ThemeName:
                name = f"{each.name}-{theme}-{size[0]}x{size[1]}.png"
                gallery.take(out / name, shown, each.page, size, theme)
    for page, moment in _bench_moments().items():
        for size in sizes:
            for theme in ThemeName:
                name = f"{page}-{theme}-{size[0]}x{size[1]}.png"
                gallery.take_bench(out / name, moment, size, theme)
    gallery.close()
    take_all(application(), out, sizes)
    return 0


def _size(word: str) -> tuple[int, int]:
    width, _times, height = word.partition("x")
    return int(width), int(height)


def _moments(scenario: str, wanted: list[Picture]) -> dict[str, Snapshot]:
    """Play a scenario and keep the first moment that fits each wish."""
    found: dict[str, Snapshot] = {}

    def look(snapshot: Snapshot) -> None:
        session = snapshot.session
        if session is None:
            return
        for each in wanted:
            if each.name not in found and each.wish(session, snapshot):
                found[each.name] = snapshot

    outlets = Outlets(snapshot=look, pressure=lambda _pressure: None)
    with tempfile.TemporaryDirectory() as folder:
        what = Play(
            scenario=scenarios.find(scenario),
            preset=presets.find("kap-sublingual-office"),
            seed=7,
            folder=Path(folder),
        )
        with asyncio.Runner(loop_factory=lambda: PacedLoop(MAX_SPEED)) as runner:
            runner.run(play(what, outlets, at_work=lambda _room: None))
    return found


def _bench_moments() -> dict[str, tuple[BenchView, Found | None]]:
    """Find and try out the simulated devices of two scenarios; keep a moment of each page."""
    pressed = _tried_out("quiet", lambda far, _bench: far.press_start())
    started = _tried_out("module_trouble", lambda _far, bench: bench.start_measurement())
    with asyncio.Runner(loop_factory=lambda: PacedLoop(MAX_SPEED)) as runner:
        air, cable = runner.run(pressed), runner.run(started)
    return {
        "find": (air[0], None),
        "pair-ready": (air[1], None),
        "pair-tested": (air[2], None),
        "port": (cable[0], cable[0].findings.ports[0]),
    }


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
