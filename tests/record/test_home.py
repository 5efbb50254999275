"""Home readings in the record: one act, chained, withdrawn by another act, never counted."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapmonitor.arrivals import (
    By,
    PseudonymKnown,
    Refused,
    from_elsewhere,
    home_readings,
    known_for,
    session_in,
    take_readings,
    take_session,
    withdraw,
)
from kapmonitor.imports.questions import Answers, Hand, Reason
from kapmonitor.imports.readings import preview, readings_sheet
from kapmonitor.record import backup
from kapmonitor.record.check import State, check
from kapmonitor.record.connect import FILE_NAME, Record, open_history, open_record
from kapmonitor.record.erasure import erasable, erase
from kapmonitor.record.home_log import HomeLog
from kapmonitor.record.import_facts import ImportMade, ImportWithdrawn
from kapmonitor.record.jsonl import NotASession, jsonl_lines, rebuild
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.record.patient import Patient
from kapmonitor.record.practice import PracticeLog
from kapmonitor.record.tables import home_of
from tests.imports.files import AT_HOME, NOW, PLAIN, looked_at
from tests.record.examples import (
    SESSIONS,
    START,
    THERAPIST,
    dose,
    ended,
    entries_of,
    opened,
    pressure,
    recorded,
    tampering,
    whole_session,
)

FILE = PLAIN + "2026-11-09,08:15,128,82,64\n2026-11-09,08:15,129,83,\n2026-11-09,20:00,999,84,\n"
EVERY = (SESSIONS / "every_event.jsonl").read_bytes()
BY = By(NOW, THERAPIST)


def taken(record: Record, text: str = FILE, answers: Answers = AT_HOME) -> str:
    known = known_for(record, "P-1", NOW)
    found = preview(readings_sheet(text.encode()), known, answers, Hand())
    return take_readings(record, found, file="Anna Rivers.csv", by=BY)


def test_an_import_is_one_act_with_everything_in_it(record: Record) -> None:
    id_ = taken(record)
    (one,) = HomeLog(record).imports("P-1")
    assert (one.fact.id, one.at, one.by) == (id_, NOW, THERAPIST)
    assert [(each.row, each.systolic) for each in one.fact.readings] == [(2, 128.0), (3, 129.0)]
    assert [(each.row, each.reason) for each in one.fact.left_out] == [(4, Reason.IMPOSSIBLE)]
    assert one.fact.file.text == "Anna Rivers.csv"
    kept = dict(json.loads(one.fact.cells.text or ""))
    assert kept[4] == ["2026-11-09", "20:00", "999", "84", ""]
    assert one.fact.digest == looked_at(FILE).sheet.digest
    (noted,) = PracticeLog(record).read_only(ImportMade)
    assert (noted.subject, noted.taken, noted.left_out) == ("P-1", 2, 1)


def test_no_word_of_the_file_stands_in_the_chain(record: Record) -> None:
    taken(record, FILE.replace("Pulse", "Pulse,Notes").replace(",64\n", ",64,Benito\n"))
    bodies = [body for (body,) in record.connection.execute("SELECT body FROM event")]
    assert not any("Benito" in each or "Rivers" in each for each in bodies)


def test_imports_are_proved_backed_up_and_no_session(record: Record, path: Path) -> None:
    SessionLog(record).append("s-1", whole_session("s-1"))
    taken(record)
    Library(record).rebuild()
    verdict = check(path)
    assert (verdict.state, verdict.sessions) == (State.INTACT, 1)
    copy = path.parent / "copy.db"
    backup.back_up(path, copy)
    taken(record, PLAIN + "2026-11-10,08:15,128,82,64\n")
    assert home_of("P-1") in backup.lost_by(copy, path)
    with open_history(copy) as history:
        assert len(home_readings(history, "P-1")) == 2


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event SET body = replace(body, '128.0', '118.0') WHERE stream = 'home:P-1'",
        "DELETE FROM event WHERE stream = 'home:P-1' AND seq = 2",
        "DELETE FROM event WHERE stream = 'home:P-1'",
        "UPDATE personal SET text = 'x' WHERE stream = 'home:P-1'",
    ],
)
def test_a_change_of_an_import_is_found(path: Path, change: str) -> None:
    with open_record(path) as record:
        taken(record)
        taken(record, PLAIN + "2026-11-10,08:15,128,82,64\n")
    with tampering(path) as connection:
        connection.execute(change)
    verdict = check(path)
    assert (verdict.state, verdict.session) == (State.DAMAGED, "home:P-1")
    assert "in the home readings of P-1" in verdict.text


def test_erasing_the_patient_takes_the_cells_and_leaves_the_chain(path: Path) -> None:
    with open_record(path) as record:
        taken(record)
        assert erasable(record, "P-1").words == 2
        erase(record, "P-1", NOW, THERAPIST, "asked for")
        (one,) = HomeLog(record).imports("P-1")
    assert (one.fact.file.text, one.fact.cells.text) == (None, None)
    assert len(one.fact.readings) == 2
    assert check(path).state is State.INTACT
    assert not any(b"Rivers" in each.read_bytes() for each in path.parent.iterdir())


def test_a_withdrawn_import_counts_for_nothing_and_stays(record: Record, path: Path) -> None:
    id_ = taken(record)
    withdraw(record, "P-1", id_, "It was Ben's file", By(NOW + timedelta(hours=1)))
    assert home_readings(record, "P-1") == ()
    (one,) = HomeLog(record).imports("P-1")
    assert (one.stands, one.withdrawn_because) == (False, "It was Ben's file")
    assert PracticeLog(record).read_only(ImportWithdrawn) == (
        ImportWithdrawn(subject="P-1", id=id_),
    )
    assert not known_for(record, "P-1", NOW).imported
    assert check(path).state is State.INTACT


def test_the_same_file_again_is_asked_about(record: Record) -> None:
    taken(record)
    known = known_for(record, "P-1", NOW)
    found = looked_at(FILE, known=known)
    assert {line.reason for line in found.lines[:2]} == {Reason.AGAIN}
    with pytest.raises(ValueError, match="open question"):
        take_readings(record, found, file="again.csv", by=BY)


def test_a_reading_of_a_session_is_known_by_its_minute(record: Record) -> None:
    entries = entries_of(opened(), recorded(pressure()), dose(), ended())
    SessionLog(record).append("s-1", entries)
    minute = entries[1].at.utc.replace(second=0, microsecond=0)
    assert known_for(record, "P-1", NOW).in_sessions == {minute}


# --- a session of another installation --------------------------------------------------------


def lines_of(folder: Path, *, simulated: bool = False, upto: int | None = None) -> bytes:
    """A session of another installation, as its export has it."""
    entries = list(whole_session("far-1"))
    entries[0] = entries_of(opened("far-1", simulated=simulated))[0]
    with open_record(folder / "far" / FILE_NAME) as record:
        log = SessionLog(record)
        log.append("far-1", entries[:upto])
        return "".join(jsonl_lines(log, "far-1")).encode()


def test_a_session_keeps_its_digests_and_says_where_it_came_from(
    record: Record, path: Path
) -> None:
    octets = lines_of(path.parent)
    assert take_session(record, session_in(octets), BY, same_patient=False)
    assert "".join(jsonl_lines(SessionLog(record), "far-1")).encode() == octets
    assert from_elsewhere(record) == {"far-1"}
    assert not take_session(record, session_in(octets), BY, same_patient=False)
    assert check(path).state is State.INTACT
    row = Library(record).session("far-1")
    assert row is not None
    assert row.simulated is False


def test_another_chain_of_the_same_name_is_refused(record: Record, path: Path) -> None:
    SessionLog(record).append("far-1", whole_session("far-1"))
    with pytest.raises(Refused, match="another session"):
        take_session(record, session_in(lines_of(path.parent)), BY, same_patient=True)
    assert from_elsewhere(record) == frozenset()


def test_a_longer_file_changes_nothing(record: Record, path: Path) -> None:
    octets = lines_of(path.parent)
    short = b"".join(octets.splitlines(keepends=True)[:4])
    rebuild(short.decode().splitlines(), record)
    with pytest.raises(Refused, match="only up to entry 4"):
        take_session(record, session_in(octets), BY, same_patient=True)


def test_a_session_that_has_not_ended_stays_where_it_is(record: Record, path: Path) -> None:
    with pytest.raises(Refused, match="not ended"):
        take_session(record, session_in(lines_of(path.parent, upto=5)), BY, same_patient=True)


def test_a_pseudonym_that_is_known_here_is_asked_about(record: Record, path: Path) -> None:
    Library(record).keep_patient(Patient(id="P-1", name="Anna Rivers", added=START))
    arriving = session_in(lines_of(path.parent))
    with pytest.raises(PseudonymKnown, match="P-1"):
        take_session(record, arriving, BY, same_patient=False)
    assert take_session(record, arriving, BY, same_patient=True)


@given(st.data())
def test_no_file_breaks_the_reader_of_sessions(data: st.DataObject) -> None:
    lines = EVERY.splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines) - 1))
    place = data.draw(st.integers(0, len(lines[at])))
    lines[at] = lines[at][:place] + data.draw(st.binary(max_size=4)) + lines[at][place + 1 :]
    octets = data.draw(st.one_of(st.binary(), st.just(b"".join(lines))))
    try:
        found = session_in(octets)
    except NotASession:
        return
    assert len(found.proved.entries) == len(EVERY.splitlines())


def test_lines_of_home_readings_are_no_session(record: Record) -> None:
    taken(record)
    with pytest.raises(NotASession):
        rebuild(jsonl_lines(SessionLog(record), home_of("P-1")), record)
    with pytest.raises(ValueError, match="home readings"):
        SessionLog(record).append("home:P-9", entries_of(opened("home:P-9")))
