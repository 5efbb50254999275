"""Scores: which values there are, the painful level never asked, taking one back."""

from __future__ import annotations

import pytest

from kapmonitor.session.decide_alarming import UNDO_S
from kapmonitor.session.event import EntryWithdrawn, ScoreRecorded
from kapmonitor.session.intent import Note, Withdraw
from kapmonitor.session.scales import DISTRESS, GAIT, LEAST_MOAAS, MOAAS, ORIENTATION, VALUES
from kapmonitor.session.vocabulary import Priority
from tests.support.builders import PRESETS, dosed


def test_the_painful_levels_are_never_asked_for() -> None:
    assert min(VALUES[MOAAS]) == LEAST_MOAAS


@pytest.mark.parametrize("name", PRESETS)
def test_the_least_that_is_asked_for_raises_as_the_preset_says(name: str) -> None:
    course = dosed(name)
    course.note(ScoreRecorded(scale=MOAAS, value=3))
    assert all("moaas" not in code for code in course.session.alarms)
    course.note(ScoreRecorded(scale=MOAAS, value=LEAST_MOAAS))
    assert course.session.alarms["sedation-moaas"].priority is Priority.HIGH


@pytest.mark.parametrize(
    ("scale", "value"),
    [(MOAAS, 6), (MOAAS, 4.5), (ORIENTATION, 5), (GAIT, 2), (DISTRESS, 11), ("aldrete", -1)],
)
def test_what_is_no_score_on_a_scale_is_refused(scale: str, value: float) -> None:
    assert dosed().refusals(Note(fact=ScoreRecorded(scale=scale, value=value)))


def test_a_score_is_taken_back_within_reach_and_stays_in_the_record() -> None:
    course = dosed()
    course.note(ScoreRecorded(scale=DISTRESS, value=8))
    seq = course.session.scores[-1].seq
    course.ask(Withdraw(seq=seq))
    assert all(each.seq != seq for each in course.session.scores)
    assert [each.value for each in course.session.scores_withdrawn] == [8]
    assert isinstance(course.entries[-1].event, EntryWithdrawn)
    course.note(ScoreRecorded(scale=DISTRESS, value=3))
    course.pass_s(UNDO_S + 1)
    assert course.refusals(Withdraw(seq=course.session.scores[-1].seq))
