"""A whole session, from opening to the signed record, for every shipped preset."""

from __future__ import annotations

import pytest

from kapmonitor.session.discharge import assess
from kapmonitor.session.evolve import fold
from kapmonitor.session.intent import Discharge, SignRecord
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.vocabulary import Outcome
from tests.support.builders import PRESETS, events, recovered


@pytest.mark.parametrize("name", PRESETS)
def test_a_whole_session_ends_signed(name: str) -> None:
    course = recovered(name)
    assert not [each for each in assess(course.session, course.at) if each.blocks]
    ended = course.ask(Discharge())
    assert events(ended)[0] == "SessionEnded"
    assert course.session.ended is not None
    assert course.session.ended.outcome is Outcome.DISCHARGED
    assert len(course.session.ended.assessment) > 10
    course.ask(SignRecord(signed_by="Ruth Sample", digest="d"))
    assert phase_of(course.session) is Phase.LOCKED
    assert fold(course.entries) == course.session
    assert [entry.seq for entry in course.entries] == list(range(1, len(course.entries) + 1))
