"""Appending: all or nothing, in sequence, once; reading back what was appended."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kapmonitor.record import driver
from kapmonitor.record.connect import Record, open_history, open_record
from kapmonitor.record.fault import OutOfSequence, RecordReadOnly
from kapmonitor.record.log import SessionLog
from kapmonitor.record.practice import PracticeLog, SessionHeadNoted
from kapmonitor.session.event import Entry, NoteAdded
from tests.record import strategies
from tests.record.examples import (
    ended,
    entries_of,
    note,
    opened,
    pressure,
    recorded,
    whole_session,
    words,
)


@given(drawn=st.lists(strategies.entry_of(strategies.later_events, st.just(0)), max_size=6))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_appended_is_read_back(record: Record, drawn: list[Entry]) -> None:
    log = SessionLog(record)
    session = f"session {_fresh(record)}"
    entries = (*entries_of(opened(session)), *numbered(drawn))
    head = log.append(session, entries)
    assert log.read(session) == entries
    assert log.head(session) == head
    assert log.verify(session) is None


def numbered(drawn: list[Entry]) -> list[Entry]:
    return [replace(entry, seq=seq) for seq, entry in enumerate(drawn, start=2)]


def _fresh(record: Record) -> int:
    (count,) = record.connection.execute("SELECT count(*) FROM event").fetchone()
    return int(count)


def test_entries_are_there_for_another_connection_at_once(record: Record, path: Path) -> None:
    entries = whole_session()
    SessionLog(record).append("s-1", entries)
    with open_history(path) as history:
        assert SessionLog(history).read("s-1") == entries


def test_every_flush_reaches_the_disk(record: Record) -> None:
    settings = {
        name: record.connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
    }
    full, on = 2, 1
    assert settings == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": on,
        "secure_delete": on,
    }


def test_an_unknown_session_is_empty(log: SessionLog) -> None:
    assert log.read("none") == ()
    assert log.head("none").seq == 0
    assert log.verify("none") is None


@pytest.mark.parametrize("first", [0, 2, 3])
def test_a_session_begins_with_entry_one(log: SessionLog, first: int) -> None:
    with pytest.raises(OutOfSequence):
        log.append("s-1", entries_of(opened(), first=first))
    assert log.read("s-1") == ()


@pytest.mark.parametrize("first", [1, 2, 4, 5])
def test_other_entries_out_of_sequence_are_refused_whole(log: SessionLog, first: int) -> None:
    entries = entries_of(opened(), recorded())
    log.append("s-1", entries)
    with pytest.raises(OutOfSequence, match="already holds other entries"):
        log.append("s-1", entries_of(recorded(pressure(200.0)), note(), first=first))
    assert log.read("s-1") == entries


def test_a_gap_within_one_append_is_refused_whole(log: SessionLog) -> None:
    log.append("s-1", entries_of(opened()))
    (second,) = entries_of(recorded(), first=2)
    with pytest.raises(OutOfSequence):
        log.append("s-1", [second, *entries_of(recorded(), first=4)])
    assert len(log.read("s-1")) == 1


def test_the_same_entries_once_more_change_nothing(log: SessionLog, record: Record) -> None:
    log.append("s-1", entries_of(opened()))
    more = entries_of(recorded(), note(), first=2)
    head = log.append("s-1", more)
    assert log.append("s-1", more) == head
    assert SessionLog(record).append("s-1", more) == head
    assert len(log.read("s-1")) == 3


def test_a_session_begins_with_its_own_opening(log: SessionLog) -> None:
    for entries in (entries_of(recorded()), entries_of(opened("other"))):
        with pytest.raises(ValueError, match="its own opening"):
            log.append("s-1", entries)
    with pytest.raises(ValueError, match="practice"):
        log.append("practice", entries_of(opened("practice")))
    assert log.read("s-1") == log.read("practice") == ()


def test_two_readings_of_one_second_are_two_readings(log: SessionLog) -> None:
    first, second = entries_of(recorded(pressure(118.0)), recorded(pressure(171.0)), first=2)
    log.append("s-1", entries_of(opened()))
    log.append("s-1", [first, replace(second, at=first.at)])
    assert len(log.read("s-1")) == 3


def test_words_with_an_apostrophe_are_kept(log: SessionLog) -> None:
    said = 'patient\'s "own" words; DROP TABLE event; -- 👍\n\x00'
    log.append("s-1", entries_of(opened(), note(said)))
    event = log.read("s-1")[1].event
    assert isinstance(event, NoteAdded)
    assert event.text.text == said


def test_one_reference_never_stands_for_two_texts(log: SessionLog) -> None:
    log.append("s-1", entries_of(opened(), note("first", ref="r")))
    with pytest.raises(ValueError, match="other words"):
        log.append("s-1", entries_of(note("second", ref="r"), first=3))
    assert len(log.read("s-1")) == 2
    log.append("s-1", entries_of(note("first", ref="r"), first=3))
    assert len(log.read("s-1")) == 3


def test_words_that_were_erased_before_are_not_brought_back(log: SessionLog) -> None:
    gone = replace(words(), text=None, salt="")
    log.append("s-1", entries_of(opened(), NoteAdded(text=gone)))
    assert log.read("s-1")[1].event == NoteAdded(text=gone)


def test_erasing_words_leaves_the_chain_whole(log: SessionLog, record: Record) -> None:
    log.append("s-1", whole_session())
    record.connection.execute("DELETE FROM personal")
    assert log.verify("s-1") is None
    event = log.read("s-1")[6].event
    assert isinstance(event, NoteAdded)
    assert event.text.text is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET body = '{}'",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 1",
        "INSERT INTO event SELECT stream, 99, utc, elapsed_s, origin, type, version, body, digest "
        "FROM event WHERE seq = 1",
        "UPDATE personal SET text = 'other'",
    ],
)
def test_the_tables_themselves_refuse_a_change(
    log: SessionLog, record: Record, statement: str
) -> None:
    log.append("s-1", whole_session())
    with pytest.raises(driver.IntegrityError):
        record.connection.execute(statement)
    assert log.read("s-1") == whole_session()


def test_the_practice_notes_where_a_session_begins_and_ends(
    log: SessionLog, record: Record
) -> None:
    heads = [log.append("s-1", [entry]) for entry in whole_session()]
    after_end = log.append("s-1", entries_of(note("late", ref="late"), first=11))
    noted = PracticeLog(record).read_only(SessionHeadNoted)
    assert [(one.session, one.seq, one.digest) for one in noted] == [
        ("s-1", head.seq, head.digest) for head in (heads[0], heads[-1], after_end)
    ]


def test_a_history_connection_cannot_append(record: Record, path: Path) -> None:
    SessionLog(record).append("s-1", entries_of(opened()))
    with open_history(path) as history, pytest.raises(RecordReadOnly):
        SessionLog(history).append("s-1", entries_of(ended(), first=2))


def test_same_entries_give_the_same_digests(tmp_path: Path) -> None:
    heads = []
    for name in ("a", "b"):
        with open_record(tmp_path / name / "kapmonitor.db") as record:
            SessionLog(record).append("s-1", whole_session())
            practice = PracticeLog(record).read()
            heads.append((SessionLog(record).head("s-1"), practice))
    assert heads[0] == heads[1]


def test_someone_elses_write_in_between_is_noticed(log: SessionLog, record: Record) -> None:
    log.append("s-1", entries_of(opened()))
    SessionLog(record).append("s-1", entries_of(note(), first=2))
    with pytest.raises(OutOfSequence):
        log.append("s-1", entries_of(recorded(), first=2))
    assert log.append("s-1", entries_of(recorded(), first=3)).seq == 3
