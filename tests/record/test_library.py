"""Lists show what the entries say, by pages, and can be made anew from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kapmonitor.record.check import State, check
from kapmonitor.record.connect import Record, open_history, open_record
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.record.patient import Patient
from kapmonitor.record.session_index import SessionRow
from kapmonitor.session.event import (
    BaselineBegun,
    DischargeCheckOpened,
    Event,
    MonitoringContinued,
    RecordSigned,
)
from kapmonitor.session.phase import Phase
from kapmonitor.session.vocabulary import Outcome, Setting
from tests.record.examples import (
    START,
    at,
    dose,
    ended,
    entries_of,
    heart_rate,
    note,
    opened,
    pressure,
    recorded,
    tampering,
    whole_session,
)


@pytest.fixture
def library(record: Record) -> Library:
    return Library(record)


def test_a_row_follows_its_session(log: SessionLog, library: Library) -> None:
    steps: list[tuple[Event, Phase, int]] = [
        (opened(), Phase.PREPARATION, 0),
        (BaselineBegun(), Phase.BASELINE, 0),
        (recorded(), Phase.BASELINE, 1),
        (heart_rate(), Phase.BASELINE, 1),
        (dose(240.0), Phase.MONITORING, 1),
        (recorded(pressure(None, None)), Phase.MONITORING, 2),
        (DischargeCheckOpened(), Phase.RECOVERY, 2),
        (MonitoringContinued(), Phase.MONITORING, 2),
        (DischargeCheckOpened(), Phase.RECOVERY, 2),
        (dose(600.0, booster=True), Phase.MONITORING, 2),
        (ended(), Phase.CLOSED, 2),
        (recorded(), Phase.CLOSED, 3),
        (RecordSigned(signed_by="Ada", digest="a"), Phase.LOCKED, 3),
        (note(), Phase.LOCKED, 3),
    ]
    for seq, (event, phase, readings) in enumerate(steps, start=1):
        log.append("s-1", entries_of(event, first=seq))
        row = library.session("s-1")
        assert row is not None
        assert (row.phase, row.readings) == (phase, readings)
    assert library.session("s-1") == SessionRow(
        id="s-1",
        opened=START,
        utc_offset_min=60,
        simulated=True,
        setting=Setting.OFFICE,
        preset="kap-im-office",
        patient="P-1",
        session_number=3,
        planned_sessions=8,
        phase=Phase.LOCKED,
        readings=3,
        dosed=at(240.0).utc,
        ended=at(600.0).utc,
        outcome=Outcome.DISCHARGED,
        signed=at(720.0).utc,
    )


def test_unfinished_sessions_are_those_to_resume_then_those_to_sign(
    log: SessionLog, library: Library
) -> None:
    log.append("running", whole_session("running")[:6])
    log.append("over", whole_session("over"))
    log.append("signed", whole_session("signed"))
    signature = RecordSigned(signed_by="Ada", digest="a")
    log.append("signed", entries_of(signature, first=len(whole_session()) + 1))
    found = [(row.id, row.ended is not None) for row in library.unfinished()]
    assert found == [("running", False), ("over", True)]
    assert log.read("running") == whole_session("running")[:6]


def test_pages_go_from_the_newest_to_the_oldest(log: SessionLog, library: Library) -> None:
    for number in range(7):
        (first,) = entries_of(opened(f"s-{number}"))
        # Two open at the same moment: the page's edge must not fall between them unnoticed.
        log.append(f"s-{number}", [replace(first, at=at(60.0 * (number // 2)))])
    seen: list[SessionRow] = []
    while page := library.sessions(before=seen[-1] if seen else None, limit=2):
        seen += page
    assert [row.id for row in seen] == [f"s-{number}" for number in reversed(range(7))]


def test_a_patients_course_by_pseudonym(log: SessionLog, library: Library) -> None:
    for session, patient in (("a", "P-1"), ("b", "P-2"), ("c", "P-1")):
        log.append(session, whole_session(session, patient))
    assert [row.id for row in library.sessions_of("P-1")] == ["c", "a"]
    assert library.sessions_of("P-3") == ()


def test_an_unknown_session_or_patient_is_none(library: Library) -> None:
    assert library.session("none") is None
    assert library.patient("none") is None


def test_the_index_can_be_made_anew(two_sessions: Path) -> None:
    with open_history(two_sessions) as history:
        rows = Library(history).sessions()
    with tampering(two_sessions) as connection:
        connection.execute("DELETE FROM session WHERE id = 's-1'")
        connection.execute("UPDATE session SET phase = 'nonsense'")
    assert check(two_sessions).state is State.DAMAGED
    with open_record(two_sessions) as record:
        Library(record).rebuild()
        assert Library(record).sessions() == rows
    assert check(two_sessions).state is State.INTACT


NORA = Patient(
    id="P-1",
    name="Nora O'Quill",
    born=date(1980, 2, 29),
    local_id="A-4711",
    emergency_name="Jo",
    emergency_phone="555-0143",
    notes="left arm; 50 % less",
    added=START,
)


def test_patients_are_kept_and_changed(library: Library) -> None:
    library.keep_patient(NORA)
    assert library.patient("P-1") == NORA
    changed = replace(NORA, name="N. O'Q.", born=None)
    library.keep_patient(changed)
    assert library.patients() == (changed,)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", ["P-3", "P-1", "P-2"]),
        ("o'q", ["P-1"]),
        ("nora", ["P-1"]),
        ("p-2", ["P-2"]),
        ("%", ["P-2"]),
        ("_", []),
        ("!", []),
        ("zed", []),
        ("oquill", []),
        ("no", ["P-1"]),
        ("noq", ["P-1"]),
        ("quill nora", ["P-1"]),
        ("1980-02", ["P-1"]),
        ("29.2.1980", ["P-1"]),
        ("2/29/1980", ["P-1"]),
        ("a-47", ["P-1"]),
        ("EMIL", ["P-3"]),
        ("emíl", ["P-3"]),
    ],
)
def test_patients_are_found_by_name_initials_number_or_birth(
    library: Library, search: str, found: list[str]
) -> None:
    library.keep_patient(NORA)
    library.keep_patient(Patient(id="P-2", name="Two %", added=START))
    library.keep_patient(Patient(id="P-3", name="Emil", added=START + timedelta(days=1)))
    assert [patient.id for patient in library.patients(search)] == found


def test_names_that_begin_with_the_search_come_first_and_no_more_than_are_asked_for(
    library: Library,
) -> None:
    for at_, name in enumerate(("Zoe Anders", "Ann Zobel", "Anders Olm")):
        library.keep_patient(Patient(id=f"P-{at_}", name=name, added=START))
    assert [each.name for each in library.patients("an")] == [
        "Anders Olm",
        "Ann Zobel",
        "Zoe Anders",
    ]
    assert [each.name for each in library.patients("zo", limit=1)] == ["Zoe Anders"]


@pytest.mark.parametrize(
    ("name", "born", "local_id"),
    [
        ("Nora O'Quill", date(1980, 2, 29), ""),
        ("Nora O'Quill", date(1999, 1, 1), ""),
        ("O'Quill, Nora", None, ""),
        ("Norah OQuill", date(1980, 2, 29), ""),
        ("Nora O'Quil", date(1980, 2, 28), ""),
        ("N. O. Q.", date(1980, 2, 29), ""),
        ("N. Quill", date(1980, 2, 29), ""),
        ("Somebody Else", None, "a-4711"),
    ],
)
def test_who_might_be_the_same_person_is_found(
    library: Library, name: str, born: date | None, local_id: str
) -> None:
    library.keep_patient(NORA)
    new = Patient(id="P-9", name=name, born=born, local_id=local_id, added=START)
    assert library.alike(new) == (NORA,)


@pytest.mark.parametrize(
    ("name", "born"),
    [
        ("Emil Zander", date(1980, 2, 29)),
        ("Norah OQuill", date(1971, 5, 3)),
        ("N. O. Q.", date(1971, 5, 3)),
        ("", None),
    ],
)
def test_another_person_is_not_taken_for_the_same(
    library: Library, name: str, born: date | None
) -> None:
    library.keep_patient(NORA)
    assert library.alike(Patient(id="P-9", name=name, born=born, added=START)) == ()
    assert library.alike(NORA) == (), "nobody is alike to themselves"


def test_identity_is_in_no_other_table(library: Library, log: SessionLog, record: Record) -> None:
    library.keep_patient(NORA)
    log.append("s-1", whole_session())
    for table in ("event", "session"):
        rows = record.connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - from above
        assert "Quill" not in str(rows)
