"""What is done to a record as a whole: rows removed or exchanged, its end cut off, the file put
back, a session slipped in. All of it is found, by the chain or by the heads noted apart."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from kapmonitor.record import driver, heads
from kapmonitor.record.chain import Head
from kapmonitor.record.check import State, check
from kapmonitor.record.connect import FILE_NAME, open_record
from kapmonitor.record.heads import Heads, Note, beside
from kapmonitor.record.log import SessionLog
from tests.record.examples import copy_of, tampering, whole_session

CHANGES = 25
LONG_CHANGES = 200
SESSIONS = 4
_OURS = "stream <> 'practice'"


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One record as it was after each session; the heads of the last stand beside it."""
    folder = tmp_path_factory.mktemp("states")
    path = folder / FILE_NAME
    kept = []
    for number in range(1, SESSIONS + 1):
        with open_record(path) as record:
            for entry in whole_session(f"s-{number}"):
                SessionLog(record).append(f"s-{number}", [entry])
        kept.append(copy_of(path, folder / f"state-{number}.db"))
    return kept


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("foreign") / FILE_NAME
    with open_record(path) as record:
        SessionLog(record).append("x-1", whole_session("x-1"))
    return path


def removed(connection: driver.Connection, chance: random.Random) -> None:
    stream, seq = some_entry(connection, chance)
    connection.execute("DELETE FROM event WHERE stream = ? AND seq = ?", (stream, seq))


def swapped(connection: driver.Connection, chance: random.Random) -> None:
    (stream, one), (_, other) = some_entry(connection, chance), ("", 0)
    seqs = [seq for name, seq in entries(connection) if name == stream and seq != one]
    other = chance.choice(seqs)
    for to, seq in ((9999, one), (one, other), (other, 9999)):
        moved = "UPDATE event SET seq = ? WHERE stream = ? AND seq = ?"
        connection.execute(moved, (to, stream, seq))


def cut_off(connection: driver.Connection, chance: random.Random) -> None:
    stream, seq = some_entry(connection, chance)
    connection.execute("DELETE FROM event WHERE stream = ? AND seq >= ?", (stream, seq))


def entries(connection: driver.Connection) -> list[tuple[str, int]]:
    return connection.execute("SELECT stream, seq FROM event ORDER BY stream, seq").fetchall()


def some_entry(connection: driver.Connection, chance: random.Random) -> tuple[str, int]:
    return chance.choice(entries(connection))


def with_rows_changed(
    change: Callable[[driver.Connection, random.Random], None],
) -> Callable[[Path, list[Path], Path, random.Random], None]:
    def spoil(path: Path, _states: list[Path], _foreign: Path, chance: random.Random) -> None:
        with tampering(path) as connection:
            change(connection, chance)

    return spoil


def rolled_back(path: Path, states: list[Path], _foreign: Path, chance: random.Random) -> None:
    copy_of(chance.choice(states[:-1]), path)


def slipped_in(path: Path, _states: list[Path], foreign: Path, _chance: random.Random) -> None:
    with tampering(path) as connection:
        connection.execute("ATTACH ? AS other", (str(foreign),))
        for statement in (
            "INSERT INTO event SELECT * FROM other.event WHERE stream = 'x-1'",
            "INSERT INTO personal SELECT * FROM other.personal WHERE stream = 'x-1'",
            "INSERT INTO session SELECT * FROM other.session",
        ):
            connection.execute(statement)
        connection.execute("DETACH other")


SPOILERS = (
    with_rows_changed(removed),
    with_rows_changed(swapped),
    with_rows_changed(cut_off),
    rolled_back,
    slipped_in,
)


def spoil_again_and_again(tmp_path: Path, states: list[Path], foreign: Path, changes: int) -> None:
    chance = random.Random(12)
    for number in range(changes):
        path = copy_of(states[-1], tmp_path / FILE_NAME)
        copy_of(beside(states[0].with_name(FILE_NAME)), beside(path))
        assert number or check(path, (beside(path),)).state is State.INTACT
        SPOILERS[number % len(SPOILERS)](path, states, foreign, chance)
        verdict = check(path, (beside(path),))
        assert verdict.state is State.DAMAGED, (number, verdict.text)


def test_changes_of_structure_are_all_found(
    tmp_path: Path, states: list[Path], foreign: Path
) -> None:
    spoil_again_and_again(tmp_path, states, foreign, CHANGES)


@pytest.mark.long
@pytest.mark.timeout(300)
def test_two_hundred_changes_of_structure_are_all_found(
    tmp_path: Path, states: list[Path], foreign: Path
) -> None:
    spoil_again_and_again(tmp_path, states, foreign, LONG_CHANGES)


def test_words_that_were_only_appended_to_the_heads_prove_nothing(states: list[Path]) -> None:
    """Who can write the file of heads can also add to it: an entry that never was is told."""
    path = states[0].with_name(FILE_NAME)
    last = heads.read(beside(path)).notes[-1]
    ahead = Note(utc=last.utc, practice=Head(last.practice.seq + 5, "d" * 64))
    before = beside(path).read_bytes()
    Heads(beside(path)).add(ahead)
    assert "5 entries are missing" in check(path, (beside(path),)).text
    beside(path).write_bytes(before)
