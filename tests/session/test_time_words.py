"""What is said of when a reading was taken: nothing where it simply came, else by which clock."""

from __future__ import annotations

import pytest

from devices.event import Measured
from devices.measurement import BloodPressure, Provenance, Taken
from kapmonitor.session.time_words import ARRIVAL, ARRIVAL_THERE, of_time
from kapmonitor.ui.chart_view import chart_view
from kapmonitor.ui.timeline_view import timeline
from tests.support.afar import Afar, reading
from tests.support.builders import TELEHEALTH, dosed, opened

WAITED = Taken(ago_s=158.6, within_s=2.0)


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        (Taken(ago_s=0.0, within_s=9.0), ""),
        (WAITED, "waited 159 s in the cuff, by its clock ± 2 s"),
        (None, ARRIVAL),
    ],
)
def test_a_reading_of_a_cuff_here(taken: Taken | None, words: str) -> None:
    course = dosed()
    pressure = BloodPressure(systolic=131.0, diastolic=84.0, frame=b"x")
    course.report(Measured(measurement=pressure, provenance=Provenance.LIVE, taken=taken))
    (kept,) = course.session.readings[-1:]
    assert of_time(kept) == words
    (bar,) = [each for each in chart_view(course.session, course.at).bars if each.seq == kept.seq]
    assert words in bar.words
    assert any(words in line for line in timeline(course.session) if "131/84" in line)


def test_a_reading_of_a_cuff_at_home() -> None:
    course = opened(TELEHEALTH)
    afar = Afar(course)
    afar.pair()
    course.pass_s(600)
    afar.arrive(reading(1, (131.0, 84.0), course.at, waited=WAITED))
    afar.arrive(reading(2, (132.0, 84.0), course.at, waited=None))
    early, unknown = course.session.readings
    assert of_time(early) == "waited 159 s in the cuff, by its clock ± 2 s"
    assert of_time(unknown) == ARRIVAL_THERE
    assert any(ARRIVAL_THERE in line for line in timeline(course.session) if "132/84" in line)


def test_what_a_person_typed_has_the_time_that_they_said() -> None:
    course = opened()
    course.typed(124, 80, 70)
    assert of_time(course.session.readings[-1]) == ""
