"""Who did what: found by person, patient, session, kind and day; every deed has its sentence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kapmonitor.record.access import KINDS, Wanted, every, page
from kapmonitor.record.access_words import HEADS, as_csv, sentence
from kapmonitor.record.connect import Record
from kapmonitor.record.log import SessionLog
from kapmonitor.record.practice import (
    PRACTICE_FACTS,
    ExportMade,
    PatientLookedUp,
    PracticeLog,
    RecordAccessed,
    SessionHeadNoted,
    SettingChanged,
)
from kapmonitor.session.vocabulary import Operator, Origin
from tests.record.examples import START, THERAPIST, whole_session
from tests.record.golden import PRACTICE

GRACE = Origin(operator=Operator(id="2", name="Grace 100%", role="prescriber"), station="x")
DAY = timedelta(days=1)


@pytest.fixture
def used(record: Record) -> Record:
    SessionLog(record).append("s-1", whole_session("s-1", patient="P-1"))
    log = PracticeLog(record)
    log.append(RecordAccessed(session="s-1", how="opened"), START, THERAPIST)
    log.append(ExportMade(session="s-1", format="pdf"), START + DAY, GRACE)
    log.append(PatientLookedUp(patient="P-1", how="found"), START + 2 * DAY, GRACE)
    log.append(SettingChanged(name="theme", before=None, after="=1+1"), START + 3 * DAY)
    return record


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), [5, 4, 3, 2]),
        (Wanted(person="grace"), [4, 3]),
        (Wanted(person="100%"), [4, 3]),
        (Wanted(person="%"), [4, 3]),
        (Wanted(about="s-1"), [3, 2]),
        (Wanted(about="P-1"), [4, 3, 2]),
        (Wanted(about="s-"), []),
        (Wanted(kinds=("export_made",)), [3]),
        (Wanted(since=START + DAY, until=START + 2 * DAY), [3]),
        (Wanted(person="Ada", about="P-1", kinds=("record_accessed",)), [2]),
    ],
)
def test_what_is_asked_for_is_found_newest_first(
    used: Record, wanted: Wanted, found: list[int]
) -> None:
    assert [entry.seq for entry in every(used, wanted)] == found


def test_a_page_goes_on_where_the_last_one_ended(used: Record) -> None:
    first = page(used, Wanted(), limit=3)
    rest = page(used, Wanted(), before=first[-1].seq)
    assert [entry.seq for entry in (*first, *rest)] == [5, 4, 3, 2]


def test_every_deed_has_a_sentence_and_no_code() -> None:
    deeds = {PRACTICE_FACTS.kind_of(fact).name: sentence(fact) for fact in PRACTICE}
    assert set(deeds) == set(KINDS)
    assert SessionHeadNoted not in {type(fact) for fact in PRACTICE}
    for name, said in deeds.items():
        assert said != name.replace("_", " ")
        assert "None" not in said


def test_as_a_spreadsheet_no_text_becomes_a_formula(used: Record) -> None:
    lines = as_csv(every(used, Wanted())).splitlines()
    assert lines[0] == ",".join(HEADS)
    assert len(lines) == 5
    assert not any(cell.startswith(("=", "+", "@")) for line in lines for cell in line.split(","))
    assert lines[2].startswith("2026-11-25T10:00:00.000000Z,Grace 100%,prescriber,x,,")
