"""What earlier versions wrote stays readable, octet for octet."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from kapmonitor.record import driver, schema
from kapmonitor.record.backup import BackupFault
from kapmonitor.record.check import State, check
from kapmonitor.record.codec import KINDS
from kapmonitor.record.connect import open_history, open_record
from kapmonitor.record.home import HOME_FACTS, HOME_KINDS
from kapmonitor.record.home_log import HomeLog
from kapmonitor.record.jsonl import jsonl_lines
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.record.practice import (
    PRACTICE_FACTS,
    PRACTICE_KINDS,
    PracticeLog,
    SessionHeadNoted,
)
from kapmonitor.session.event import Entry, SessionOpened
from tests.record.every_event import EVERY_EVENT
from tests.record.examples import DATABASES, copy_of, tampering, whole_session
from tests.record.golden import GOLDEN_LINES, IMPORTED, PATIENT, PRACTICE, WITHDRAWN, make


@pytest.fixture(params=sorted(DATABASES.glob("*.db")), ids=lambda path: path.stem)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the record that one released version of the tables left."""
    return copy_of(request.param, tmp_path / "kapmonitor.db")


def test_every_released_record_is_read_whole(released: Path) -> None:
    whole = released_version(released) == schema.CURRENT
    with open_record(released) as record:
        events = [entry.event for entry in SessionLog(record).read("golden")]
        (patient,) = Library(record).patients("quill 1980")
        practice = [entry.event for entry in PracticeLog(record).read()]
    said = [event for event in practice if not isinstance(event, SessionHeadNoted)]
    known = [entry.event for entry in EVERY_EVENT]
    opening = EVERY_EVENT[0].event
    assert isinstance(opening, SessionOpened)
    before_rules = replace(opening, clinic=None)  # what came later has its default
    assert [event for event in events if event not in (*known, before_rules)] == []
    assert [event for event in said if event not in PRACTICE] == []
    assert len(events) >= (len(known) if whole else HELD_BY_1_0)
    assert patient == (PATIENT if whole else replace(PATIENT, local_id=""))
    assert check(released).state is State.INTACT


def test_every_released_record_can_be_gone_on_with(released: Path) -> None:
    with open_record(released) as record:
        SessionLog(record).append("s-1", whole_session())
        assert len(Library(record).sessions()) == 2
    assert check(released).state is State.INTACT


def test_there_is_a_record_of_this_version() -> None:
    assert (DATABASES / f"{schema.CURRENT}.db").exists()


def test_the_written_form_of_every_fact_is_fixed(path: Path) -> None:
    make(path)
    with open_record(path) as record:
        now = list(jsonl_lines(SessionLog(record), "golden"))
    assert now == GOLDEN_LINES.read_text(encoding="utf-8").splitlines(keepends=True)


def test_the_golden_files_hold_every_kind_of_fact() -> None:
    lines = GOLDEN_LINES.read_text(encoding="utf-8").splitlines()
    written = {json.loads(line)["type"] for line in lines}
    assert written == {kind.name for kind in KINDS}
    noted = {PRACTICE_FACTS.kind_of(fact).name for fact in PRACTICE} | {"session_head_noted"}
    assert noted == {kind.name for kind in PRACTICE_KINDS}


def test_the_golden_record_holds_home_readings() -> None:
    assert {HOME_FACTS.kind_of(fact).name for fact in (IMPORTED, WITHDRAWN)} == {
        kind.name for kind in HOME_KINDS
    }
    with open_history(DATABASES / f"{schema.CURRENT}.db") as record:
        (one,) = HomeLog(record).imports("P-1")
    assert (one.fact, one.stands, one.withdrawn_because) == (IMPORTED, False, "Ben's file")


def test_an_older_record_is_brought_up_to_date_in_a_copy(tmp_path: Path) -> None:
    path = copy_of(DATABASES / "1.0.db", tmp_path / "kapmonitor.db")
    before, held = path.read_bytes(), entries(path)
    open_record(path).close()
    assert released_version(path) == schema.CURRENT
    assert entries(path) == held
    kept = path.with_name(f"kapmonitor-before-{schema.CURRENT}.db")
    assert kept.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([kept.name, path.name])
    assert path.stat().st_mode & 0o077 == 0


def test_an_older_record_that_was_altered_is_left_as_it_is(tmp_path: Path) -> None:
    path = copy_of(DATABASES / "1.0.db", tmp_path / "kapmonitor.db")
    with tampering(path) as connection:
        connection.execute("UPDATE event SET utc = replace(utc, '2026', '2025')")
    before = path.read_bytes()
    with pytest.raises(BackupFault, match="not whole"):
        open_record(path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["kapmonitor.db"]


def test_every_step_is_taken_or_none(released: Path) -> None:
    before, held = released_version(released), entries(released)
    with closing(driver.connect(released, isolation_level=None)) as connection:
        database = Database(connection, execute_plugins=False, strict=True)
        with pytest.raises(driver.Error):
            schema.migrate(database, steps=_that_fails, target=NEXT)
        assert schema.version_of(connection) == before
        assert check(released).state is State.INTACT
        schema.migrate(database, steps=_with_a_column, target=NEXT)
        assert schema.version_of(connection) == NEXT
        assert "mood" in {column.name for column in database["session"].columns}
    assert entries(released) == held


NEXT = schema.Version(1, 2)
HELD_BY_1_0 = 65
"""Entries of the golden session when version 1.0 of the tables was the newest."""


def released_version(path: Path) -> schema.Version:
    with closing(driver.connect(path)) as connection:
        return schema.version_of(connection)


def entries(path: Path) -> tuple[Entry, ...]:
    with open_history(path) as record:
        assert Library(record).patients()[0].name == PATIENT.name
        return SessionLog(record).read("golden")


def _with_a_column() -> Migrations:
    steps = schema.migrations()

    @steps()
    def version_1_2(database: Database) -> None:
        database.conn.execute("ALTER TABLE session ADD COLUMN mood TEXT")

    return steps


def _that_fails() -> Migrations:
    steps = _with_a_column()

    @steps()
    def version_1_3(database: Database) -> None:
        database.conn.execute("DROP TABLE personal")
        database.conn.execute("ALTER TABLE no_such_table ADD COLUMN mood TEXT")

    return steps
