"""What else is said of a handover: kept, added to, and never asked for by the check."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kapmonitor.session.decide import Refused
from kapmonitor.session.discharge import assess
from kapmonitor.session.event import HandoverDetailed
from kapmonitor.session.intent import Discharge
from kapmonitor.session.vocabulary import Answer
from kapmonitor.ui.handover_words import handover_details
from tests.support.builders import recovered, words


def test_what_is_said_later_adds_to_what_was_said_before() -> None:
    course = recovered()
    before = assess(course.session, course.at)
    course.note(HandoverDetailed(arrived=course.at, confirmed="by phone"))
    course.note(HandoverDetailed(keys=Answer.YES, tonight=words("her sister", "w8")))
    assert handover_details(course.session) == (
        "escort arrived 11:11",
        "confirmed: by phone",
        "keys with the escort: yes",
        "tonight: her sister",
    )
    assert assess(course.session, course.at) == before


def test_it_can_be_said_after_the_patient_left_and_with_its_true_time() -> None:
    course = recovered()
    course.ask(Discharge())
    course.pass_s(600)
    course.note(HandoverDetailed(camera_ended=course.at.later(seconds=-300)))
    assert handover_details(course.session) == ("camera ended 11:16",)


def test_a_time_that_has_not_come_is_refused() -> None:
    course = recovered()
    with pytest.raises(Refused, match="not come yet"):
        course.note(HandoverDetailed(arrived=course.at.later(seconds=600)))


def test_words_that_were_erased_say_so() -> None:
    course = recovered()
    tonight = replace(words("her sister", "w8"), text=None)
    course.note(HandoverDetailed(tonight=tonight))
    assert handover_details(course.session) == ("tonight: erased",)
