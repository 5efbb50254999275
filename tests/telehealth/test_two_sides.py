"""A whole simulated telehealth session: both programs, and the link between them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from devices.simulator import Scenario
from devices.simulator.people import NotDosed
from kapmonitor.exports import Format, text_of
from kapmonitor.presets import find as find_preset
from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.log import SessionLog
from kapmonitor.rehearsal.home import FOLDER
from kapmonitor.room import Outlets
from kapmonitor.runtime import MAX_SPEED, PacedLoop
from kapmonitor.scenarios import find as find_scenario
from kapmonitor.session.event import MeasurementRecorded, RemoteMessageReceived, SessionEnded
from kapmonitor.session.state import Session
from kapmonitor.simulation import Play, play
from kapmonitor.telehealth.kept_root import NAME
from tests.support.whole_session import COARSE_S, fast_folder

HOME = "link://"


def _played(scenario: Scenario, folder: Path) -> Session:
    what = Play(
        scenario=scenario,
        preset=find_preset("kap-sublingual-telehealth"),
        seed=7,
        folder=folder,
        tick_s=COARSE_S,
        afar=True,
    )
    with asyncio.Runner(loop_factory=lambda: PacedLoop(MAX_SPEED)) as runner:
        return runner.run(play(what, Outlets(snapshot=_nobody, pressure=_nobody), at_work=_nobody))


def test_both_sides_play_to_the_discharge_and_nothing_is_left_with_the_patient() -> None:
    with fast_folder() as folder:
        session = _played(replace(find_scenario("quiet"), strap=None), folder)
        with open_history(folder / FILE_NAME) as record:
            events = [entry.event for entry in SessionLog(record).read(session.id)]
        assert not (folder / FOLDER).exists()
        assert not (folder / NAME).exists()
    (ended,) = [each for each in events if isinstance(each, SessionEnded)]
    assert ended.outcome == "discharged"
    numbers = [each.number for each in events if isinstance(each, RemoteMessageReceived)]
    assert numbers == list(range(1, len(numbers) + 1))
    sent = [e for e in events if isinstance(e, RemoteMessageReceived) and e.kind == "reading"]
    taken = [each for each in events if isinstance(each, MeasurementRecorded)]
    relayed = [each for each in taken if (each.device or "").startswith(HOME)]
    assert len(relayed) == len(sent) == len({each.reading for each in sent}) >= 5
    assert len({each.relayed for each in relayed}) == len(relayed)
    assert session.simulated


def test_the_same_seed_gives_the_same_entries() -> None:
    ending = NotDosed(reason="No dose in this test.")
    short = replace(find_scenario("quiet"), strap=None, ending=ending)
    logs = []
    for _ in range(2):
        with fast_folder() as folder:
            session = _played(short, folder)
            with open_history(folder / FILE_NAME) as record:
                logs.append(list(text_of(record, session.id, Format.JSONL)))
    assert logs[0] == logs[1]


def _nobody(_what: object) -> None:
    """Nobody looks."""
