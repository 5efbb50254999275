"""Whole simulated telehealth sessions: both programs, and a link between them that fails."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from devices.simulator import Scenario
from devices.simulator.link_faults import ComputerSleeps
from devices.simulator.people import LeftAgainstAdvice
from devices.simulator.scenario import CuffKind
from kapmonitor.exports import Format, text_of
from kapmonitor.presets import find as find_preset
from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.log import SessionLog
from kapmonitor.rehearsal.places import FOLDER
from kapmonitor.rehearsal.troubles import Trouble
from kapmonitor.room import Outlets
from kapmonitor.runtime import MAX_SPEED, PacedLoop
from kapmonitor.scenarios import find as find_scenario
from kapmonitor.session.event import (
    AlarmCleared,
    AlarmRaised,
    Entry,
    MeasurementRecorded,
    MeasurementRequested,
    RemoteLinkChanged,
    RemoteMessageReceived,
)
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import LinkStanding
from kapmonitor.simulation import Play, Transport, play
from kapmonitor.telehealth.kept_root import NAME
from kapmonitor.ui.paper.report_view import alarms
from kapmonitor.ui.timeline_view import timeline
from tests.support.whole_session import COARSE_S, fast_folder

E = TypeVar("E")
LOST = "remote-link-lost"


@dataclass(slots=True)
class Played:
    """What came of a session."""

    script: Scenario
    session: Session
    entries: tuple[Entry, ...]
    log: list[str]
    troubles: list[Trouble] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def each(self, kind: type[E]) -> list[tuple[int, E]]:
        """Return the events of a kind, each with its entry's number."""
        return [(each.seq, each.event) for each in self.entries if isinstance(each.event, kind)]


def _played(name: str, *, until_min: float, cuff: CuffKind | None = None) -> Played:
    script = replace(find_scenario(name), strap=None)
    ending = LeftAgainstAdvice(minutes=until_min, reason="The test ends.", risk_note="none")
    script = replace(script, ending=ending)
    if cuff is not None:
        script = replace(script, cuff=replace(script.cuff, kind=cuff))
    troubles: list[Trouble] = []
    with fast_folder() as folder:
        session = _play(script, folder, troubles)
        with open_history(folder / FILE_NAME) as record:
            entries = SessionLog(record).read(session.id)
            log = list(text_of(record, session.id, Format.JSONL))
        left = [each for each in (FOLDER, NAME) if (folder / each).exists()]
    return Played(script, session, entries, log, troubles, left)


def _play(script: Scenario, folder: Path, troubles: list[Trouble]) -> Session:
    what = Play(
        scenario=script,
        preset=find_preset("kap-sublingual-telehealth"),
        seed=7,
        folder=folder,
        tick_s=COARSE_S,
        link=Transport.MEMORY,
        told=troubles.append,
    )
    with asyncio.Runner(loop_factory=lambda: PacedLoop(MAX_SPEED)) as runner:
        return runner.run(play(what, Outlets(snapshot=_nobody, pressure=_nobody), at_work=_nobody))


def _wrong(of: Played) -> Iterator[str]:
    """Say everything that is wrong with the record, whatever the link went through."""
    messages = of.each(RemoteMessageReceived)
    numbers = [each.number for _, each in messages]
    if sorted(numbers) != list(range(1, len(numbers) + 1)):  # a reading may wait for a clock
        yield f"messages are missing or doubled: {numbers}"
    sent = {seq: each for seq, each in messages if each.kind == "reading"}
    taken = [each for _, each in of.each(MeasurementRecorded) if each.relayed is not None]
    if [each.relayed for each in taken] != list(sent) or len(taken) < 4:
        yield "a reading that was sent is not in the record once and in order"
    if len({each.reading for each in sent.values()}) != len(sent):
        yield "a reading has two messages"
    for each in taken:
        yield from _misplaced(of, each, sent[each.relayed or 0])
    if not of.session.simulated or not all('"simulated"' in each for each in of.log[:1]):
        yield "it does not say that it is simulated"
    if of.left:
        yield f"left behind: {of.left}"


def _misplaced(
    of: Played, taken: MeasurementRecorded, sent: RemoteMessageReceived
) -> Iterator[str]:
    """The patient's monotonic clock began with the session, and stood still in each sleep."""
    slept = timedelta()
    sleeps = [each for each in of.script.link if isinstance(each, ComputerSleeps)]
    told = [each.utc for each in of.troubles if each.kind == ComputerSleeps.TAG]
    for fault, utc in zip(sleeps, told, strict=False):  # the session may end before the last
        if sent.placed_utc is not None and utc < sent.placed_utc:
            slept += timedelta(seconds=fault.lasts_s)
    true = of.script.starts_at + timedelta(milliseconds=sent.up_ms or 0) + slept
    off = (sent.placed_utc - true) if sent.placed_utc is not None else None
    if off is None or sent.bound_s is None or abs(off) > timedelta(seconds=sent.bound_s):
        yield f"message {sent.number} is placed wrong by {off}"
    waited = timedelta(seconds=taken.waited_s or 0.0)  # in the cuff, by the cuff's clock
    if sent.placed_utc is not None and taken.corrected_utc != sent.placed_utc - waited:
        yield f"message {sent.number} and its reading are of two times"


def test_an_evening_of_faults_loses_nothing_and_tells_of_each() -> None:
    evening = _played("telehealth_drops", until_min=21)
    assert list(_wrong(evening)) == []
    stood = [each.standing for _, each in evening.each(RemoteLinkChanged)]
    assert {LinkStanding.LATE, LinkStanding.DOWN} <= set(stood)
    raised = [seq for seq, each in evening.each(AlarmRaised) if each.code == LOST]
    cleared = [seq for seq, each in evening.each(AlarmCleared) if each.code == LOST]
    assert len(raised) == len(cleared) == len(evening.troubles) == 4
    assert all(begun < over for begun, over in zip(raised, cleared, strict=True))
    told = [line.words for line in alarms(evening.session)]
    assert sum("The patient's program stopped" in each for each in told) == 4
    assert any("slept" in each for each in timeline(evening.session))


def test_nothing_is_lost_where_the_server_fails_and_both_sides_roam() -> None:
    made = _played("telehealth_server", until_min=11)
    assert list(_wrong(made)) == []
    assert not any(each.by_program for _, each in made.each(MeasurementRequested))


def test_a_cuff_that_is_started_from_afar_gives_the_same_entries_each_time() -> None:
    first, second = (
        _played("telehealth_clocks", until_min=5, cuff=CuffKind.QARDIO_ARM) for _ in range(2)
    )
    assert list(_wrong(first)) == []
    assert first.log == second.log
    assert first.troubles == second.troubles
    assert all(each.by_program for _, each in first.each(MeasurementRequested))


def _nobody(_what: object) -> None:
    """Nobody looks."""
