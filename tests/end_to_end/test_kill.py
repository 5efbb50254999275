"""A whole session killed at any moment: nothing that was shown is lost, and it goes on."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from kapmonitor.record.check import State, check
from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.log import SessionLog
from kapmonitor.session.phase import phase_of
from kapmonitor.session.state import Session
from tests.record.writers import SPAWN
from tests.support.command import say
from tests.support.killed_session import Shown, left_behind, play_on

SPAWN.set_forkserver_preload(
    ["sqlite_utils", "tests.record.writers", "tests.support.killed_session"]
)

KILLS = 25
LONG_KILLS = 200
LONGEST_S = 0.5
BEGINNING = 5
"""One kill in so many comes while the program starts: the record is made, opened, resumed from."""
PATIENCE_S = 90.0


@pytest.mark.lengthy
def test_a_session_killed_at_random_moments_goes_on_with_all_that_was_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    phases = kill_again_and_again(tmp_path, KILLS)
    assert len(phases) >= 2
    assert say(capsys, "--data", tmp_path, "check-record").code == 0


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_many_kills_at_random_moments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    phases = kill_again_and_again(tmp_path, LONG_KILLS)
    assert len(phases) >= 4
    assert say(capsys, "--data", tmp_path, "check-record").code == 0


def kill_again_and_again(folder: Path, kills: int) -> set[str]:
    """Carry on with one program after another; return the phases in which they were killed."""
    moments = random.Random(2)
    phases: set[str] = set()
    left: Session | None = None
    for number in range(kills):
        at_start = number % BEGINNING == 0
        shown = killed_while_playing(folder, moments.uniform(0, LONGEST_S), at_start=at_start)
        if shown and left is not None:
            assert shown[0].session == left.id
            assert shown[0].phase == phase_of(left)
        if shown or left is not None:
            left = nothing_lost(folder, shown)
        phases |= {each.phase for each in shown[-1:]}
    return phases


def killed_while_playing(folder: Path, after_s: float, *, at_start: bool) -> list[Shown]:
    """Return everything that the killed program had shown."""
    reports, report = SPAWN.Pipe(duplex=False)
    program = SPAWN.Process(target=play_on, args=(folder, report))
    program.start()
    report.close()
    shown: list[Shown] = []
    if not at_start:
        assert reports.poll(PATIENCE_S)
    until = time.monotonic() + after_s
    with reports:
        try:
            while (patience := until - time.monotonic()) > 0:
                if reports.poll(patience):
                    shown.append(reports.recv())
            program.kill()
            while True:
                shown.append(reports.recv())
        except EOFError:
            pass
    program.join()
    assert program.exitcode == -9
    program.close()
    return shown


def nothing_lost(folder: Path, shown: list[Shown]) -> Session | None:
    """Return the session to go on with, after looking at every entry that had been shown."""
    path = folder / FILE_NAME
    assert check(path).state is State.INTACT
    with open_history(path) as record:
        log = SessionLog(record)
        for session in {each.session for each in shown}:
            links, _words = log.lines(session)
            assert [link.line.seq for link in links] == list(range(1, len(links) + 1))
            digests = {link.line.seq: link.digest for link in links}
            for each in shown:
                if each.session == session:
                    assert digests[each.seq] == each.digest
        return left_behind(record)
