"""Last session's course behind the chart: the same patient's, at the dose, never a mixture."""

from __future__ import annotations

from datetime import timedelta

from kapmonitor.session.event import MeasurementMarkedInError
from kapmonitor.session.fact import replace
from kapmonitor.session.state import Session
from kapmonitor.ui.last_course import last_course
from tests.support.builders import dosed


def last_time() -> Session:
    course = dosed()
    course.until(20, step_s=60)
    course.read(150, 90)
    course.until(30, step_s=60)
    course.read(199, 90)
    course.note(MeasurementMarkedInError(seq=course.session.readings[-1].seq, reason="moved"))
    course.until(100, step_s=60)
    course.read(130, 80)
    return course.session


def today() -> Session:
    session = dosed().session
    opened = replace(session.opened, utc=session.opened.utc + timedelta(days=7))
    return replace(session, id="s-2", opened=opened)


def test_it_is_aligned_at_the_dose_and_holds_only_what_counted() -> None:
    last = last_time()
    found = last_course(last, today())
    assert found is not None
    early, late = found.strokes  # 20 and 100 min: too far apart to be joined
    assert [(round(minutes), systolic) for minutes, systolic in (*early, *late)][-2:] == [
        (20, 150),
        (100, 130),
    ]
    assert early[0][0] <= 0
    assert "no. 3" in found.words


def test_it_is_never_of_another_patient_nor_simulated_beside_real_nor_later() -> None:
    last = last_time()
    assert last_course(last, replace(today(), patient="p-8")) is None
    assert last_course(last, replace(today(), simulated=False)) is None
    assert last_course(today(), last) is None
