"""A sound record is never accused; every change of what it holds is found and named."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from kapmonitor.record import chain, driver
from kapmonitor.record.chain import Line, canonical
from kapmonitor.record.check import State, Verdict, check
from kapmonitor.record.connect import open_history, open_record
from kapmonitor.record.fault import RecordFault, RecordMissing, RecordUnreadable
from kapmonitor.record.log import SessionLog
from kapmonitor.record.people_facts import OperatorAdded
from kapmonitor.record.practice import PracticeLog, SessionHeadNoted, note
from tests.record.examples import START, tampering, whole_session, words

CHANGES = 250
LONG_CHANGES = 10_000
FILE_CHANGES = 100


def test_a_whole_record_is_intact(two_sessions: Path) -> None:
    before = two_sessions.read_bytes()
    verdict = check(two_sessions)
    assert verdict == Verdict(state=State.INTACT, text=verdict.text, sessions=2, entries=24)
    assert "2 sessions" in verdict.text
    assert two_sessions.read_bytes() == before
    assert [one.name for one in two_sessions.parent.glob("kapmonitor*")] == ["kapmonitor.db"]


def test_an_empty_and_a_running_record_are_intact(path: Path) -> None:
    with open_record(path) as record:
        assert check(path).state is State.INTACT
        SessionLog(record).append("s-1", whole_session()[:5])
        assert check(path).state is State.INTACT
        fact = OperatorAdded(id="op-1", name="Ada", role="therapist")
        PracticeLog(record).append(fact, START)
        assert check(path).state is State.INTACT


def test_words_taken_out_by_other_hands_are_found(two_sessions: Path) -> None:
    with tampering(two_sessions) as connection:
        connection.execute("DELETE FROM personal WHERE stream = 's-1'")
    verdict = check(two_sessions)
    assert (verdict.state, verdict.session, verdict.seq) == (State.DAMAGED, "s-1", 7)
    assert "no erasure is recorded" in verdict.text


def test_any_changed_octet_of_an_entry_is_found_and_named(
    two_sessions: Path, tmp_path: Path
) -> None:
    change_octets(two_sessions, tmp_path, CHANGES)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_each_of_ten_thousand_changed_octets_is_found(two_sessions: Path, tmp_path: Path) -> None:
    change_octets(two_sessions, tmp_path, LONG_CHANGES)


def change_octets(two_sessions: Path, tmp_path: Path, changes: int) -> None:
    chance = random.Random(7)
    whole = two_sessions.read_bytes()
    spans = spans_of(two_sessions, whole)
    changed = tmp_path / "changed.db"
    for _ in range(changes):
        (stream, seq), span = chance.choice(spans)
        changed.write_bytes(with_one_octet_changed(whole, span, chance))
        verdict = check(changed)
        assert (verdict.state, verdict.session, verdict.seq) == (State.DAMAGED, stream, seq)


def test_any_changed_octet_of_the_file_is_found_or_changes_nothing(
    two_sessions: Path, tmp_path: Path
) -> None:
    chance = random.Random(8)
    whole = two_sessions.read_bytes()
    changed = tmp_path / "changed.db"
    for _ in range(FILE_CHANGES):
        changed.write_bytes(with_one_octet_changed(whole, range(len(whole)), chance))
        assert is_found(changed) or everything_in(changed) == everything_in(two_sessions)


def is_found(path: Path) -> bool:
    try:
        return check(path).state is not State.INTACT
    except RecordFault:
        return True


def spans_of(path: Path, octets: bytes) -> list[tuple[tuple[str, int], range]]:
    """Where each entry's columns lie in the file, from its time to its digest."""
    connection = driver.connect(path)
    rows = connection.execute("SELECT stream, seq, utc, body, digest FROM event").fetchall()
    connection.close()
    spans = []
    for stream, seq, utc, body, digest in rows:
        end = octets.index((body + digest).encode()) + len(body) + len(digest)
        spans.append(((stream, seq), range(octets.rindex(utc.encode(), 0, end), end)))
    return spans


def with_one_octet_changed(octets: bytes, where: range, chance: random.Random) -> bytes:
    changed = bytearray(octets)
    changed[chance.choice(where)] ^= chance.randrange(1, 256)
    return bytes(changed)


def everything_in(path: Path) -> list[object]:
    with open_history(path) as history:
        log = SessionLog(history)
        return [*(log.read(name) for name in ("s-1", "s-2")), PracticeLog(history).read()]


MOVED = "UPDATE event SET seq = {to} WHERE stream = 's-1' AND seq = {seq}; "


@pytest.mark.parametrize(
    ("script", "session", "seq"),
    [
        ("DELETE FROM event WHERE stream = 's-1' AND seq = 5", "s-1", 5),
        ("DELETE FROM event WHERE stream = 's-2' AND seq = 1", "s-2", 1),
        ("DELETE FROM event WHERE stream = 's-2' AND seq > 7", "s-2", 8),
        ("DELETE FROM event WHERE stream = 's-1'", "s-1", 1),
        ("DELETE FROM event WHERE stream = 's-1'; DELETE FROM session WHERE id = 's-1'", "s-1", 1),
        ("DELETE FROM event WHERE stream = 'practice'", "s-1", 1),
        ("DELETE FROM event WHERE stream = 'practice' AND seq > 3", "s-2", 10),
        ("DELETE FROM event WHERE stream = 'practice' AND seq = 1", "practice", 1),
        (
            MOVED.format(seq=5, to=99) + MOVED.format(seq=6, to=5) + MOVED.format(seq=99, to=6),
            "s-1",
            5,
        ),
        ("UPDATE event SET stream = 's-3' WHERE stream = 's-2'", "s-3", 1),
        (
            "INSERT INTO event SELECT stream, 11, utc, elapsed_s, origin, type, version, body, "
            "digest FROM event WHERE stream = 's-2' AND seq = 10",
            "s-2",
            11,
        ),
        ("UPDATE personal SET text = 'other words' WHERE stream = 's-2'", "s-2", 7),
        ("UPDATE personal SET salt = 'other' WHERE stream = 's-2'", "s-2", 7),
        ("INSERT INTO personal VALUES ('s-1', 'more', 'salt', 'text')", "s-1", None),
        ("UPDATE session SET outcome = 'overridden' WHERE id = 's-2'", "s-2", None),
        ("UPDATE session SET readings = 4 WHERE id = 's-2'", "s-2", None),
        ("UPDATE session SET phase = 'nonsense' WHERE id = 's-2'", None, None),
        ("DELETE FROM session WHERE id = 's-1'", "s-1", None),
        ("DROP INDEX session_by_time", None, None),
    ],
)
def test_changed_structure_is_found_and_named(
    two_sessions: Path, script: str, session: str | None, seq: int | None
) -> None:
    with tampering(two_sessions) as connection:
        connection.executescript(script)
    verdict = check(two_sessions)
    assert verdict.state is State.DAMAGED
    assert (verdict.session, verdict.seq) == (session, seq), verdict.text


def test_a_missing_trigger_is_found(two_sessions: Path) -> None:
    with tampering(two_sessions):
        pass
    assert check(two_sessions).state is State.INTACT
    connection = driver.connect(two_sessions)
    connection.execute("DROP TRIGGER event_is_never_changed")
    connection.close()
    assert "event_is_never_changed" in check(two_sessions).text


def test_a_session_with_a_sound_chain_slipped_in_is_found(
    two_sessions: Path, tmp_path: Path
) -> None:
    with open_record(tmp_path / "other" / "kapmonitor.db") as other:
        SessionLog(other).append("s-1b", whole_session("s-1b"))
    with tampering(two_sessions) as connection:
        connection.execute("ATTACH ? AS other", (str(tmp_path / "other" / "kapmonitor.db"),))
        for table in ("event", "personal", "session"):
            connection.execute(
                f"INSERT INTO {table} SELECT * FROM other.{table} "  # noqa: S608 - names from above
                + ("WHERE stream = 's-1b'" if table != "session" else "")
            )
        connection.execute("DETACH other")
    verdict = check(two_sessions)
    assert (verdict.session, verdict.seq) == ("s-1b", 1)
    assert "slipped in" in verdict.text


def test_a_chain_computed_anew_over_other_entries_is_found(two_sessions: Path) -> None:
    """Someone who knows the rules writes session s-2 anew, with another dose."""
    with open_history(two_sessions) as history:
        links, _ = SessionLog(history).lines("s-2")
    forged, head = [], chain.Head()
    for link in links:
        line = replace(link.line, body=link.line.body.replace('"amount":50.0', '"amount":5.0'))
        head = chain.Head(line.seq, chain.digest_of(head.digest, line))
        forged.append((line.body, head.digest, line.seq))
    with tampering(two_sessions) as connection:
        connection.executemany(
            "UPDATE event SET body = ?, digest = ? WHERE stream = 's-2' AND seq = ?", forged
        )
    verdict = check(two_sessions)
    assert (verdict.session, verdict.seq) == ("s-2", 10)
    assert "not the one that was noted" in verdict.text


def test_words_that_are_no_text_are_found(two_sessions: Path) -> None:
    with tampering(two_sessions) as connection:
        connection.execute("UPDATE personal SET text = CAST(x'ff' AS TEXT) WHERE stream = 's-2'")
    verdict = check(two_sessions)
    assert (verdict.session, verdict.seq) == ("s-2", 7)


def test_an_entry_of_a_newer_program_is_no_damage(two_sessions: Path) -> None:
    """Appended by the chain's own rules, under a name this program does not know."""
    with open_record(two_sessions) as record:
        head = SessionLog(record).head("s-1")
        when, said = "2027-01-01T00:00:00.000000Z", words("newer", ref="newer")
        body = canonical({"parts": [{"ref": said.ref, "digest": said.digest}]})
        line = Line("s-1", 11, when, 1.0, None, "not_yet_known", 1, body)
        noted = SessionHeadNoted(session="s-1", seq=11, digest=chain.digest_of(head.digest, line))
        with record.transaction() as connection:
            chain.append(connection, [line], head)
            note(connection, noted, START)
            connection.execute(
                "INSERT INTO personal VALUES ('s-1', 'newer', ?, 'newer')", (said.salt,)
            )
        with pytest.raises(RecordUnreadable, match="update kapmonitor"):
            SessionLog(record).read("s-1")
    assert check(two_sessions).state is State.INTACT


@pytest.mark.parametrize("octets", [b"", b"not a database", b"x" * 5000])
def test_another_file_is_said_to_be_one(path: Path, octets: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(octets)
    assert check(path).state is State.FOREIGN
    assert path.read_bytes() == octets


def test_another_programs_database_is_said_to_be_one(path: Path) -> None:
    path.parent.mkdir()
    connection = driver.connect(path)
    connection.execute("CREATE TABLE event (id)")
    connection.close()
    assert check(path).state is State.FOREIGN


@pytest.mark.parametrize("keep", [50, 4096, 3 * 4096, 0.5, 0.9])
def test_a_file_cut_short_is_damaged(two_sessions: Path, keep: float) -> None:
    whole = two_sessions.read_bytes()
    two_sessions.write_bytes(whole[: int(keep if keep > 1 else len(whole) * keep)])
    verdict = check(two_sessions)
    assert verdict.state is State.DAMAGED
    assert "restore" in verdict.text


def test_no_file_is_said_to_be_missing(path: Path) -> None:
    with pytest.raises(RecordMissing):
        check(path)
    assert not path.parent.exists()
