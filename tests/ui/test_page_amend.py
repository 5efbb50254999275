"""Amending a record on the report's page: what it is, which entry, why; nothing is pre-filled."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from kapmonitor.session.vocabulary import Amendment
from kapmonitor.ui.wording import clock
from tests.ui import test_page_report as report
from tests.ui.test_page_report import ReportHands

place, closed, locked = report.place, report.closed, report.locked


def test_before_the_lock_an_entry_is_amended_too(closed: ReportHands) -> None:
    _choose(closed, closed.now().doses[0].seq, "Note to an entry")
    closed.type(closed.line("The note"), "Taken with water")
    closed.type(closed.line("Reason"), "asked for later")
    closed.press("Add amendment")
    (note,) = closed.now().notes
    assert (note.manner, note.amends) == (Amendment.NOTE, closed.now().doses[0].seq)


def test_a_late_entry_says_when_it_happened(locked: ReportHands) -> None:
    _box(locked, "What it is").setCurrentText("Late entry")
    locked.type(locked.line("What happened"), "Sat up and asked for water")
    locked.type(locked.line("Reason"), "hands were full")
    locked.press("Add amendment")
    assert "Say when it happened, as 14:05." in locked.said()
    end = locked.now().ended_at
    assert end is not None
    locked.type(locked.line("When it happened"), clock(locked.now(), end.utc)[:5])
    locked.press("Add amendment")
    (note,) = locked.now().notes
    assert note.manner is Amendment.LATE_ENTRY
    assert note.happened is not None
    assert abs((note.happened.utc - end.utc).total_seconds()) < 60


def test_an_entry_is_marked_in_error_without_more_words(locked: ReportHands) -> None:
    seq = locked.now().readings[0].seq
    _choose(locked, seq, "Marked in error")
    locked.type(locked.line("Reason"), "another patient's arm")
    locked.press("Add amendment")
    (note,) = locked.now().notes
    assert (note.amends, note.text.text, note.manner) == (seq, "", Amendment.IN_ERROR)


def test_an_amendment_names_what_it_corrects_and_why(locked: ReportHands) -> None:
    seq = locked.now().doses[0].seq
    _choose(locked, seq)
    locked.type(locked.line("What is right"), "The dose was 50 mg")
    locked.type(locked.line("Reason"), "misread the label")
    locked.press("Add amendment")
    (note,) = locked.now().notes
    assert (note.amends, note.text.text, note.reason) == (
        seq,
        "The dose was 50 mg",
        "misread the label",
    )
    assert locked.line("What is right").text() == ""


def test_an_amendment_without_a_reason_is_refused_and_kept(locked: ReportHands) -> None:
    _choose(locked, locked.now().doses[0].seq)
    locked.type(locked.line("What is right"), "The dose was 50 mg")
    locked.press("Add amendment")
    assert "Say why." in locked.said()
    assert locked.line("What is right").text() == "The dose was 50 mg"
    assert not locked.now().notes


def _choose(hands: ReportHands, seq: int, manner: str = "Corrected") -> None:
    _box(hands, "What it is").setCurrentText(manner)
    entries = _box(hands, "Which entry")
    entries.setCurrentIndex(entries.findData(seq))


def _box(hands: ReportHands, name: str) -> QComboBox:
    boxes = hands.page.findChildren(QComboBox)
    (found,) = [each for each in boxes if each.accessibleName() == name]
    return found
