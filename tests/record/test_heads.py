"""Heads noted apart from the record: an older or another file shows, an honest one never."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from kapmonitor.record import heads
from kapmonitor.record.backup import back_up, restore
from kapmonitor.record.chain import Head
from kapmonitor.record.check import State, Verdict, check
from kapmonitor.record.connect import FILE_NAME, Record, open_record
from kapmonitor.record.heads import Heads, beside
from kapmonitor.record.log import SessionLog
from kapmonitor.record.people_facts import OperatorAdded
from kapmonitor.record.practice import PracticeLog, RecordRestored
from tests.record.examples import START, copy_of, entries_of, opened, recorded, tampering
from tests.record.examples import whole_session as whole


def proved(path: Path, *more: Path) -> Verdict:
    return check(path, (beside(path), *more))


def filled(path: Path, *sessions: str) -> Path:
    with open_record(path) as record:
        for name in sessions:
            for entry in whole(name):
                SessionLog(record).append(name, [entry])
    return path


def operator(record: Record, number: int) -> None:
    fact = OperatorAdded(id=f"op-{number}", name="Ada", role="therapist")
    PracticeLog(record).append(fact, START + timedelta(hours=number))


def test_a_sound_record_agrees_with_its_heads(path: Path) -> None:
    verdict = proved(filled(path, "s-1", "s-2"))
    assert verdict.state is State.INTACT
    assert "agrees with the heads" in verdict.heads


def test_an_older_state_of_the_file_is_said_to_be_older(path: Path, tmp_path: Path) -> None:
    older = copy_of(filled(path, "s-1"), tmp_path / "older.db")
    filled(path, "s-2")
    copy_of(older, path)
    assert check(path).state is State.INTACT, "nothing in the file itself tells"
    verdict = proved(path)
    assert verdict.state is State.DAMAGED
    assert "older than the heads noted on 2026-11-23 10:09 UTC: 12 entries" in verdict.text
    assert "agrees" not in verdict.heads


def test_an_older_state_that_was_written_on_is_found(path: Path, tmp_path: Path) -> None:
    older = copy_of(filled(path, "s-1"), tmp_path / "older.db")
    filled(path, "s-2")
    copy_of(older, path)
    filled(path, "s-3", "s-4")
    verdict = proved(path)
    assert verdict.state is State.DAMAGED
    assert "never had the head" in verdict.text


def test_another_record_in_its_place_is_found(path: Path, tmp_path: Path) -> None:
    filled(path, "s-1")
    other = filled(tmp_path / "other" / FILE_NAME, "s-5", "s-6")
    copy_of(other, path)
    assert "another file" in proved(path).text


def test_a_running_session_whose_end_is_cut_off_is_found(path: Path) -> None:
    with open_record(path) as record:
        for entry in whole()[:8]:
            SessionLog(record).append("s-1", [entry])
    with tampering(path) as connection:
        connection.execute("DELETE FROM event WHERE stream = 's-1' AND seq > 5")
        connection.execute("DELETE FROM personal")
    assert check(path).state is State.INTACT
    verdict = proved(path)
    assert (verdict.state, verdict.session, verdict.seq) == (State.DAMAGED, "s-1", 6)


def test_a_backup_that_the_program_restored_accuses_nobody(path: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    back_up(filled(path, "s-1"), backup)
    filled(path, "s-2")
    copied = restore(backup, path, START)
    assert proved(path).state is State.INTACT, "killed before it could note that in the record"
    with open_record(path) as record:
        PracticeLog(record).append(RecordRestored(entries=copied.entries), START)
    filled(path, "s-3")
    assert proved(path).state is State.INTACT
    copy_of(backup, path)
    assert proved(path).state is State.DAMAGED, "put back once more, by other hands"


def test_no_heads_are_said_and_accuse_nobody(path: Path) -> None:
    filled(path, "s-1")
    beside(path).unlink()
    verdict = proved(path)
    assert verdict.state is State.INTACT
    assert "No heads are noted" in verdict.heads


def test_an_altered_line_of_heads_is_named(path: Path) -> None:
    lines = beside(filled(path, "s-1", "s-2")).read_text().splitlines(keepends=True)
    for number in (1, 2, len(lines)):
        changed = lines.copy()
        changed[number - 1] = changed[number - 1].replace("2026", "2025", 1)
        beside(path).write_text("".join(changed))
        verdict = proved(path)
        assert verdict.state is State.HEADS_ALTERED
        assert f"altered in line {number}" in verdict.heads
    beside(path).write_text("".join(lines[:1] + lines[2:]))
    assert "altered in line 2" in proved(path).heads


def test_a_torn_line_is_none_and_is_written_anew(path: Path) -> None:
    filled(path, "s-1")
    with beside(path).open("a") as file:
        file.write("2026-11-23T10:00:00.000000Z head 1")
    assert proved(path).state is State.INTACT
    filled(path, "s-2")
    assert proved(path).state is State.INTACT
    assert len(heads.read(beside(path)).notes) == 2 * 3


def test_a_second_place_is_noted_too_and_may_be_out_of_reach(path: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick" / "kap.heads"
    with open_record(path, also=stick) as record:
        operator(record, 1)
        assert list(record.heads.missed) == [stick]
        stick.parent.mkdir()
        operator(record, 2)
        assert not record.heads.missed
    assert proved(path, stick).state is State.INTACT
    older = copy_of(path, tmp_path / "older.db")
    with open_record(path, also=stick) as record:
        operator(record, 3)
    copy_of(older, path)
    beside(path).unlink()
    assert "1 entries are missing" in proved(path, stick).text


def test_what_did_not_become_durable_is_not_noted(path: Path) -> None:
    with open_record(path) as record:
        with pytest.raises(ZeroDivisionError):
            broken_off(record)
        operator(record, 1)
    assert [each.stream for each in heads.read(beside(path)).notes] == [""]


def broken_off(record: Record) -> None:
    with record.transaction():
        record.heads.moved("s-1", Head(1, "d"), START)
        raise ZeroDivisionError


def test_a_long_session_is_noted_now_and_then_only(path: Path) -> None:
    with open_record(path) as record:
        log = SessionLog(record)
        entries = entries_of(opened(), *[recorded()] * 60)  # one a minute
        for entry in entries:
            log.append("s-1", [entry])
    assert len(heads.read(beside(path)).notes) == 1 + 60 // 5


Step = some.sampled_from(["practice", "session", "ended", "reopen", "killed", "unnoted"])


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=some.lists(Step, max_size=8))
def test_a_sound_record_is_never_accused(tmp_path: Path, steps: list[str]) -> None:
    """Whatever is written, wherever it stops: also between the record and the note of it."""
    path = tmp_path / "any" / FILE_NAME
    shutil.rmtree(path.parent, ignore_errors=True)
    record = open_record(path)
    done = 0
    for number, step in enumerate(steps, start=1):
        if step == "practice":
            operator(record, number)
        elif step in {"session", "ended"}:
            entries = whole(f"s-{number}")
            SessionLog(record).append(f"s-{number}", entries if step == "ended" else entries[:7])
        elif step == "unnoted":  # killed after the record had it, before the heads had
            record.heads = Heads()
            operator(record, number)
            record.close()
            record = open_record(path)
        else:
            record.close()
            if step == "killed" and beside(path).exists():  # in the midst of a line
                with beside(path).open("ab") as file:
                    file.write(b"2026")
            record = open_record(path)
        done += 1
        assert proved(path).state is State.INTACT
    record.close()
    assert proved(path).state is State.INTACT
    assert done == len(steps)
