"""What is said of an entry afterwards: each manner, before and after signing, beside it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kapmonitor.record.csv_export import csv_lines
from kapmonitor.session.amendment_words import after_signing, beside
from kapmonitor.session.event import EntryAmended, ObservationRecorded
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import Discharge, Note, SignRecord
from kapmonitor.session.personal import PersonalText, personal
from kapmonitor.session.vocabulary import Amendment, ObservationKind
from kapmonitor.ui.chart_view import chart_view
from kapmonitor.ui.timeline_view import timeline
from tests.support.builders import Course, recovered


def words(text: str, ref: str = "a-1") -> PersonalText:
    return personal(text, ref=ref, salt="s")


def signed() -> Course:
    course = recovered()
    course.ask(Discharge())
    course.ask(SignRecord(signed_by="Ruth Sample", digest="d" * 64))
    return course


@pytest.mark.parametrize("manner", [Amendment.CORRECTED, Amendment.NOTE, Amendment.IN_ERROR])
def test_after_signing_each_manner_stands_beside_its_reading_everywhere(manner: Amendment) -> None:
    course = signed()
    reading, before = course.session.readings[-1], course.session.readings
    text = None if manner is Amendment.IN_ERROR else words("It was 131")
    fact = EntryAmended(seq=reading.seq, reason="misread", text=text, manner=manner)
    course.note(fact)
    assert course.session.readings == before, "what was signed stays as it was"
    said = beside(course.session, lambda _utc: "")[reading.seq]
    bar = next(each for each in chart_view(course.session, None).bars if each.seq == reading.seq)
    assert said in bar.words
    assert any("reason: misread" in each for each in timeline(course.session))
    assert any(
        f"{manner.value}: " in line and "misread" in line for line in csv_lines(course.entries)
    )
    assert after_signing(course.session) == 1


def test_before_signing_what_was_logged_in_error_counts_no_more_and_stays_in_sight() -> None:
    course = recovered()
    logged = ObservationRecorded(code="nausea", kind=ObservationKind.SYMPTOM)
    course.note(logged)
    seen = course.session.observations[-1]
    course.note(
        EntryAmended(seq=seen.seq, reason="wrong key", text=None, manner=Amendment.IN_ERROR)
    )
    assert course.session.observations[-1].withdrawn
    assert any("marked in error" in each for each in timeline(course.session))
    assert after_signing(course.session) == 0


def test_a_late_entry_has_its_own_time_and_words() -> None:
    course = signed()
    happened = course.session.opened.later(seconds=60)
    late = EntryAmended(
        seq=1,
        reason="hands were full",
        text=words("Sat up"),
        manner=Amendment.LATE_ENTRY,
        happened=happened,
    )
    course.note(late)
    assert course.session.notes[-1].happened == happened
    assert any("late entry, happened" in each for each in timeline(course.session))


def test_what_makes_no_sense_is_refused_with_every_reason() -> None:
    course = signed()
    ahead = Instant(course.session.last.utc + timedelta(days=1), 0.0)
    none = EntryAmended(seq=999, reason=" ", text=None, manner=Amendment.LATE_ENTRY, happened=ahead)
    assert set(course.refusals(Note(fact=none))) >= {
        "There is no such entry.",
        "Say why.",
        "Say what is right, or what happened.",
        "That time has not come yet.",
    }


def test_before_signing_a_reading_is_excluded_and_a_dose_corrected_instead() -> None:
    course = recovered()
    for seq in (course.session.readings[0].seq, course.session.doses[0].seq):
        wrong = EntryAmended(seq=seq, reason="wrong", text=None, manner=Amendment.IN_ERROR)
        assert any("instead" in each for each in course.refusals(Note(fact=wrong)))
