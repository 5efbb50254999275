"""The practice's own stream: people, signatures, exports, in the same chain."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kapmonitor.record.check import State, check
from kapmonitor.record.connect import Record
from kapmonitor.record.erasure import erase
from kapmonitor.record.library import Library
from kapmonitor.record.patient import Patient
from kapmonitor.record.people_facts import OperatorAdded, OperatorRetired
from kapmonitor.record.practice import (
    ExportMade,
    PatientCorrected,
    PracticeEntry,
    PracticeLog,
    PresetSigned,
)
from kapmonitor.session.event import Approval
from kapmonitor.session.vocabulary import Operator
from tests.record.examples import START, THERAPIST, words


@pytest.fixture
def practice(record: Record) -> PracticeLog:
    return PracticeLog(record)


def test_facts_are_read_back_in_order(practice: PracticeLog, record: Record) -> None:
    added = OperatorAdded(id="op-1", name="Ada", role="therapist")
    export = ExportMade(session="s-1", format="csv")
    practice.append(added, START)
    practice.append(export, START + timedelta(hours=1), THERAPIST)
    assert practice.read() == (
        PracticeEntry(seq=1, utc=START, origin=None, event=added),
        PracticeEntry(seq=2, utc=START + timedelta(hours=1), origin=THERAPIST, event=export),
    )
    assert practice.read_only(ExportMade) == (export,)
    assert check(record.path).state is State.INTACT


def test_operators_are_those_added_and_not_retired(practice: PracticeLog) -> None:
    practice.append(OperatorAdded(id="1", name="Ada", role="therapist"), START)
    practice.append(OperatorAdded(id="2", name="Grace", role="prescriber"), START)
    practice.append(OperatorAdded(id="1", name="Ada L.", role="therapist"), START)
    practice.append(OperatorRetired(id="2"), START)
    assert practice.operators() == (Operator(id="1", name="Ada L.", role="therapist"),)
    practice.append(OperatorAdded(id="2", name="Grace", role="prescriber"), START)
    assert [one.id for one in practice.operators()] == ["1", "2"]


def test_the_latest_signature_over_a_preset_counts(practice: PracticeLog) -> None:
    first = Approval(signed_by="Grace", role="prescriber", signed_at=START, digest="d")
    later = Approval(signed_by="Ida", role="prescriber", signed_at=START, digest="d")
    other = Approval(signed_by="Ida", role="prescriber", signed_at=START, digest="e")
    for approval in (first, later, other):
        practice.append(PresetSigned(preset="kap", approval=approval), START)
    assert practice.approvals() == {"d": later, "e": other}


def test_a_correction_keeps_what_was_there_before_apart_from_the_chain(
    practice: PracticeLog, record: Record
) -> None:
    before = words("name: Nora Quil", ref="before")
    fact = PatientCorrected(patient="P-1", fields=("name",), before=before)
    patient = Patient(id="P-1", name="Nora Quill", added=START)
    practice.keep_patient(patient, fact, START, THERAPIST)
    (entry,) = practice.read()
    assert isinstance(entry.event, PatientCorrected)
    assert (entry.event.before.text, entry.origin) == ("name: Nora Quil", THERAPIST)
    assert Library(record).patient("P-1") == patient
    assert "Quil" not in str(record.connection.execute("SELECT * FROM event").fetchall())
    assert check(record.path).state is State.INTACT
    erase(record, "P-1", START, THERAPIST, "asked for")
    entry, _ = practice.read()
    assert isinstance(entry.event, PatientCorrected)
    assert entry.event.before.text is None
    assert check(record.path).state is State.INTACT
