"""A message from the station stays in sight until a person in the room has read it."""

from __future__ import annotations

from kapmonitor.session.event import StationMessageSeen, StationWrote
from kapmonitor.session.evolve import fold
from kapmonitor.session.from_station import lines, unseen
from kapmonitor.session.intent import Asked, Note
from kapmonitor.session.personal import personal
from kapmonitor.session.vocabulary import Operator, Origin
from tests.support.builders import Course, opened

SUPERVISOR = Origin(
    operator=Operator(id="", name="Dr. Sora Vance", role="supervisor"), station="desk"
)


def wrote(course: Course, text: str) -> int:
    fact = StationWrote(text=personal(text, ref=text, salt="00"))
    return course.give(Asked(intent=Note(fact=fact), origin=SUPERVISOR))[0].seq


def test_it_is_unseen_until_a_person_has_read_it_and_says_by_whom() -> None:
    course = opened()
    first, second = wrote(course, "room 3 is next"), wrote(course, "tea is ready")
    waiting = unseen(course.session.from_station)
    assert [(each.seq, each.by, each.station) for each in waiting] == [
        (first, "Dr. Sora Vance", "desk"),
        (second, "Dr. Sora Vance", "desk"),
    ]
    course.note(StationMessageSeen(message=first))
    assert [each.seq for each in unseen(course.session.from_station)] == [second]
    told = [words for _at, _seq, words in lines(course.session.from_station)]
    assert told[0] == "From the station, Dr. Sora Vance: room 3 is next"
    assert len(told) == 3
    assert fold(course.entries) == course.session


def test_reading_twice_keeps_who_was_first_and_no_message_cannot_be_read() -> None:
    course = opened()
    seq = wrote(course, "look at the cuff")
    course.note(StationMessageSeen(message=seq))
    before = course.session.from_station
    course.note(StationMessageSeen(message=seq))
    assert course.session.from_station == before
    assert course.refusals(Note(fact=StationMessageSeen(message=seq + 1))) == (
        "There is no such message.",
    )
