"""A corrected dose in everything that leaves the program: the true time, and what had stood."""

from __future__ import annotations

import csv
from datetime import timedelta

from kapmonitor.record.check import State, check
from kapmonitor.record.connect import Record
from kapmonitor.record.csv_export import csv_lines
from kapmonitor.record.fhir.dose import doses
from kapmonitor.record.fhir.source import Source
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.record.note_text import note_lines
from kapmonitor.session.event import BaselineBegun, DoseCorrected, DoseWithdrawn, Event
from kapmonitor.session.intent import CorrectDose, WithdrawDose
from kapmonitor.session.phase import Phase
from tests.record.examples import at, dose, entries_of, opened
from tests.support.builders import IM, Course, dosed
from tests.support.us_core import Json


def corrected() -> Course:
    course = dosed(IM)
    course.pass_s(60)
    given = course.session.doses[0]
    true = given.taken.utc - timedelta(minutes=4)
    course.ask(CorrectDose(seq=given.seq, reason="clock misread", taken_utc=true, amount=90.0))
    return course


def fhir(course: Course) -> Json:
    source = Source(
        session=course.session, entries=tuple(course.entries), head="d" * 64, patient=None, terms={}
    )
    made: Json = [each["resource"] for each in doses(source)][-1]
    return made


def test_a_table_counts_from_the_true_dose_and_shows_what_had_been_counted() -> None:
    rows = list(csv.DictReader(csv_lines(corrected().entries)))
    true, first = "minutes_since_dose", "minutes_since_dose_as_first_recorded"
    assert all(float(row[true]) == float(row[first]) + 4 for row in rows)
    assert {row[first] for row in csv.DictReader(csv_lines(dosed(IM).entries))} == {""}


def test_fhir_and_the_note_tell_both_and_who_changed_it() -> None:
    course = corrected()
    told = fhir(course)
    notes = " ".join(str(each) for each in told["note"])
    assert "clock misread" in notes
    assert "Until then: 100 mg" in notes
    assert "Ruth Sample" in notes
    said = next(line for line in note_lines(course.session) if line.startswith("Dose "))
    assert "90 mg, not 100 mg (clock misread)" in said


def test_a_dose_never_given_leaves_as_entered_in_error() -> None:
    course = dosed(IM)
    course.ask(WithdrawDose(seq=course.session.doses[0].seq, reason="pressed by mistake"))
    assert fhir(course)["status"] == "entered-in-error"
    assert any("never given (pressed by mistake" in line for line in note_lines(course.session))


def test_a_list_follows_and_can_be_made_anew(record: Record, log: SessionLog) -> None:
    library = Library(record)
    steps: tuple[tuple[Event, float | None, Phase], ...] = (
        (opened(), None, Phase.PREPARATION),
        (BaselineBegun(), None, Phase.BASELINE),
        (dose(240.0), 240.0, Phase.MONITORING),
        (DoseCorrected(seq=3, reason="r", taken=at(180.0)), 180.0, Phase.MONITORING),
        (DoseCorrected(seq=3, reason="r", amount=1.0), 180.0, Phase.MONITORING),
        (DoseWithdrawn(seq=3, reason="r"), None, Phase.BASELINE),
    )
    for seq, (event, dosed_s, phase) in enumerate(steps, start=1):
        log.append("s-1", entries_of(event, first=seq))
        row = library.session("s-1")
        assert row is not None
        assert row.dosed == (None if dosed_s is None else at(dosed_s).utc)
        assert row.phase is phase
    before = library.session("s-1")
    library.rebuild()
    assert library.session("s-1") == before
    assert check(record.path).state is State.INTACT
