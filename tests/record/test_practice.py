"""The practice's own stream: people, signatures, exports, in the same chain."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kapmonitor.record.check import State, check
from kapmonitor.record.connect import Record
from kapmonitor.record.practice import (
    ExportMade,
    OperatorAdded,
    OperatorRetired,
    PracticeEntry,
    PracticeLog,
    PresetSigned,
)
from kapmonitor.session.event import Approval
from kapmonitor.session.vocabulary import Operator
from tests.record.examples import START, THERAPIST


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
