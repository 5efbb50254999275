"""Readings that waited in a cuff at home: each of its own time, and none an answer to a later one.

What the cuff remembers of this session comes too, as history; what it remembers of before may be
anybody's.
"""

from __future__ import annotations

from functools import partial

from devices.measurement import Provenance, Taken
from kapmonitor.session.baseline import progress
from kapmonitor.session.event import CheckWordsCompared
from kapmonitor.session.facts.measuring import FROM_MEMORY
from kapmonitor.session.intent import RequestReading, StartRest
from kapmonitor.session.intents.remote import RemotePairingDone
from tests.session.test_remote import asked_for, far
from tests.support.afar import LINK, reading
from tests.support.builders import TELEHEALTH, dosed, opened, prepared


def waited(seconds: float, within_s: float = 2.0) -> Taken:
    return Taken(ago_s=seconds, within_s=within_s)


def test_a_reading_that_waited_in_the_cuff_answers_nothing_that_was_asked_since() -> None:
    course = dosed(TELEHEALTH)
    afar = far(course)
    course.pass_s(600)
    course.ask(RequestReading())
    request = asked_for(course)
    course.pass_s(20)
    afar.arrive(reading(1, (121.0, 78.0), course.at, waited=waited(170.0)))
    (kept,) = course.session.readings[-1:]
    assert (kept.request, kept.counts, kept.taken_within_s) == (None, True, 2.0)
    assert course.at.elapsed_s - kept.when.elapsed_s == 170
    assert asked_for(course) == request, "what was taken before it was asked for is no answer"
    afar.arrive(reading(2, (122.0, 78.0), course.at, waited=waited(0.0)))
    assert asked_for(course) == ""
    assert course.session.readings[-1].request == request


def test_what_the_cuff_remembers_of_this_session_comes_and_counts_for_nothing() -> None:
    course = prepared(TELEHEALTH)
    course.pass_s(600)
    afar = far(course)
    course.pass_s(600)
    course.ask(StartRest())
    course.ask(RequestReading())
    request = asked_for(course)
    old = partial(reading, values=(191.0, 118.0), taken=course.at, provenance=Provenance.STORED)
    afar.arrive(old(1, waited=waited(300.0)))
    (kept,) = course.session.readings
    assert (kept.provenance, kept.counts, kept.trial) == (Provenance.STORED, False, False)
    assert course.at.elapsed_s - kept.when.elapsed_s == 300
    assert (kept.request, asked_for(course)) == (None, request)
    assert not course.session.alarms
    assert progress(course.session).readings == ()
    course.pass_s(1)
    assert not course.session.alarms


def test_what_the_cuff_remembers_of_before_the_pairing_is_counted_without_its_value() -> None:
    course = opened(TELEHEALTH)
    course.pass_s(600)
    afar = far(course)
    course.pass_s(600)
    old = partial(reading, values=(191.0, 118.0), taken=course.at, provenance=Provenance.STORED)
    afar.arrive(
        old(1, waited=waited(900.0)),  # in this session, and nobody knows on whose arm
        old(2, waited=waited(599.0)),  # perhaps
        old(3, waited=None),
        old(4, waited=waited(300.0), placed=False),
        old(5, waited=waited(300.0), bound_s=None),
    )
    assert course.session.readings == ()
    assert [each.reasons for each in course.session.quarantined] == [(FROM_MEMORY,)] * 5
    assert "191" not in repr(course.entries[-10:])
    course.give(RemotePairingDone(link=LINK, key_id=1))
    course.note(CheckWordsCompared(link=LINK, same=True))
    afar.arrive(old(6, waited=waited(300.0)))
    assert len(course.session.readings) == 1, "paired anew, it is the same patient's cuff"
