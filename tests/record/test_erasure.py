"""Erasing a patient: no octet of the words is left, the chain holds, and it is told who did it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapmonitor.record import heads
from kapmonitor.record.backup import back_up, restore
from kapmonitor.record.check import State, check
from kapmonitor.record.connect import Record, open_record
from kapmonitor.record.erasure import EraseRefused, erasable, erase, erased_before
from kapmonitor.record.erasure_words import lines
from kapmonitor.record.fault import RecordMissing
from kapmonitor.record.heads import beside
from kapmonitor.record.jsonl import jsonl_lines, rebuild
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.record.patient import Patient
from kapmonitor.record.practice import (
    ExportMade,
    PatientAdded,
    PatientCorrected,
    PatientErased,
    PracticeLog,
)
from kapmonitor.session.fact import replace
from tests.record.examples import START, THERAPIST, note, whole_session, words
from tests.record.golden import PATIENT

SECRETS = (b"Nora Quill", b"nora quil", b"1980-02-29", b"4711", b"555-0143", b"O'Hara", b"Quil ")


def filled(record: Record) -> None:
    """Two sessions of one patient and one of another, with a corrected name and an export."""
    practice = PracticeLog(record)
    practice.keep_patient(PATIENT, PatientAdded(patient="P-1"), START, THERAPIST)
    before = words("name: Nora Quil ", ref="before")
    corrected = PatientCorrected(patient="P-1", fields=("name",), before=before)
    practice.keep_patient(PATIENT, corrected, START, THERAPIST)
    other = Patient(id="P-2", name="Ola Other", added=START)
    practice.keep_patient(other, PatientAdded(patient="P-2"), START, THERAPIST)
    for session, patient in (("s-1", "P-1"), ("s-2", "P-1"), ("s-3", "P-2")):
        entries = whole_session(session, patient=patient)
        if patient == "P-2":
            entries = tuple(
                replace(each, event=note("Kept: a lake")) if each.seq == 7 else each
                for each in entries
            )
        SessionLog(record).append(session, entries)
    practice.append(ExportMade(session="s-1", format="pdf", digest="d"), START, THERAPIST)


@pytest.fixture
def full(record: Record) -> Record:
    filled(record)
    return record


def octets_of(record: Path) -> bytes:
    return b"".join(each.read_bytes() for each in record.parent.iterdir() if each.is_file())


def test_what_would_go_and_what_stays_is_said_first(full: Record) -> None:
    what = erasable(full, "P-1")
    assert (what.known, len(what.sessions), what.words, len(what.exports)) == (True, 2, 3, 1)
    told = "\n".join(lines(what))
    assert "3 texts about people" in told
    assert "Saved from session s-1 on 2026-11-23 10:00 UTC: pdf." in told
    assert Library(full).patient("P-1") == PATIENT


def test_no_octet_of_the_words_is_left_while_it_is_open_and_after(full: Record) -> None:
    assert all(each in octets_of(full.path) for each in SECRETS)
    erase(full, "P-1", START, THERAPIST, "asked for")
    left = octets_of(full.path)
    assert [each for each in SECRETS if each in left] == []
    assert b"Kept: a lake" in left
    assert b"Ola Other" in left
    full.close()
    assert not any(each in octets_of(full.path) for each in SECRETS)


def test_the_record_stays_whole_and_tells_of_it(full: Record) -> None:
    erase(full, "P-1", START, THERAPIST, "asked for")
    verdict = check(full.path, (beside(full.path),))
    assert verdict.state is State.INTACT
    said = "Words about P-1 erased on 2026-11-23 10:00 UTC by Ada Therapist."
    assert verdict.erased == (said,)
    (fact,) = PracticeLog(full).read_only(PatientErased)
    assert (fact.patient, fact.sessions, fact.words) == ("P-1", ("s-1", "s-2"), 3)
    readings = [entry.seq for entry in SessionLog(full).read("s-1")]
    assert readings == list(range(1, 11))
    assert Library(full).patient("P-1") is None
    assert Library(full).patients("nora") == ()


def test_a_patient_in_a_running_session_is_not_erased(full: Record) -> None:
    SessionLog(full).append("s-4", whole_session("s-4", patient="P-1")[:5])
    with pytest.raises(EraseRefused, match="has not ended"):
        erase(full, "P-1", START, THERAPIST, "")
    assert Library(full).patient("P-1") == PATIENT
    assert erasable(full, "P-1").words == 3


def test_what_is_gone_or_unknown_is_said(full: Record) -> None:
    erase(full, "P-1", START, THERAPIST, "")
    with pytest.raises(EraseRefused, match="Nothing is left"):
        erase(full, "P-1", START, THERAPIST, "")
    with pytest.raises(EraseRefused, match="knows no patient"):
        erase(full, "P-9", START, THERAPIST, "")


def test_after_a_restored_backup_it_is_known_who_is_back(full: Record, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    back_up(full.path, backup)
    erase(full, "P-1", START, THERAPIST, "")
    full.close()
    noted = heads.erased(beside(full.path))
    assert noted == {heads.digest_of_pseudonym("P-1")}
    restore(backup, full.path, START)
    with open_record(full.path) as record:
        assert erased_before(record, noted) == ("P-1",)
        assert erasable(record, "P-1").copies  # the record that was replaced lies beside
        erase(record, "P-1", START, THERAPIST, "again")
        assert erased_before(record, noted) == ()
    assert check(full.path, (beside(full.path),)).state is State.INTACT


def test_a_session_without_its_words_can_go_elsewhere(full: Record, tmp_path: Path) -> None:
    erase(full, "P-1", START, THERAPIST, "")
    exported = list(jsonl_lines(SessionLog(full), "s-1"))
    elsewhere = tmp_path / "elsewhere" / "kapmonitor.db"
    with pytest.raises(RecordMissing):
        check(elsewhere)
    with open_record(elsewhere) as record:
        assert rebuild(exported, record) == "s-1"
    assert check(elsewhere, (beside(elsewhere),)).state is State.INTACT
