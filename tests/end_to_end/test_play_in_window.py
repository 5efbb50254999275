"""A simulated session that plays behind a window, to its end and after it."""

from __future__ import annotations

import threading
from pathlib import Path

from kapmonitor.composition import desk_of_play
from kapmonitor.port import CuffPressureNow, Snapshot
from kapmonitor.presets import find as find_preset
from kapmonitor.runtime import MAX_SPEED
from kapmonitor.scenarios import find as find_scenario
from kapmonitor.simulation import Play
from tests.support.whole_session import COARSE_S, SEED


def test_after_its_end_no_engine_is_missed(tmp_path: Path) -> None:
    """The last picture is one to read: nobody waits for the next, and calls it a stall."""
    over, last = threading.Event(), Snapshot()

    def take(snapshot: Snapshot) -> None:
        nonlocal last
        last = snapshot
        if snapshot.read_only:
            over.set()

    def ignore(_pressure: CuffPressureNow) -> None:
        """Look at no pressure."""

    what = Play(
        scenario=find_scenario("gate_held"),
        preset=find_preset("kap-im-office"),
        seed=SEED,
        folder=tmp_path,
        tick_s=COARSE_S,
    )
    desk = desk_of_play(what, MAX_SPEED)
    desk.subscribe(take, ignore)
    desk.start(lambda _fault: over.set())
    try:
        assert over.wait(30)
    finally:
        assert desk.stop()
    assert last.read_only
    assert last.session is not None
    assert last.session.ended is not None
