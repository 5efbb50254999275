"""A reading that a person takes: waited for as long as this cuff needs, and typed as an equal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kapmonitor.pairing.habit import Waits
from kapmonitor.port import Snapshot
from kapmonitor.session.event import DeviceAssigned, HeartRateSourceChosen
from kapmonitor.session.intent import Note, RequestReading
from kapmonitor.session.vocabulary import Role
from kapmonitor.settings import KnownDevice, Settings, load, save
from kapmonitor.ui.next_view import next_view
from kapmonitor.ui.view import present
from tests.support.builders import CUFF, Course, assign, dosed

DEVICE = KnownDevice(role="cuff", driver=CUFF, address="D", title="UA-651BLE")


def paced(usual_wait_s: float | None) -> Course:
    """Return a session that waits for a reading that a person takes."""
    course = dosed()
    cuff = DeviceAssigned(
        role=Role.CUFF,
        driver=DEVICE.driver,
        address=DEVICE.address,
        title=DEVICE.title,
        can_start=False,
        simulated=True,
        usual_wait_s=usual_wait_s,
    )
    course.note(cuff)
    course.ask(RequestReading(reason="test"))
    return course


def prompt(course: Course) -> str:
    return next_view(course.session, course.at).prompt


def test_the_wait_is_this_cuffs_and_its_end_is_said_with_what_to_do() -> None:
    course = paced(60.0)
    assert prompt(course) == "Press START on the cuff. Its reading takes about a minute."
    course.wait(1.5)
    assert prompt(course).startswith("Press START")
    course.wait(0.5)
    assert prompt(course) == (
        "No reading after 2 min. Type what the cuff's display shows: it counts as well."
    )
    course.typed(128, 82, 66)
    assert course.session.request is None
    assert course.session.readings[-1].counts


def test_of_an_unknown_cuff_nothing_is_promised() -> None:
    assert prompt(paced(None)) == "Press START on the cuff."


def test_how_long_a_cuff_took_is_learned_from_its_readings_and_not_from_typed_ones(
    tmp_path: Path,
) -> None:
    save(tmp_path, Settings(devices=(DEVICE, replace(DEVICE, address="other"))))
    course, waits = paced(None), Waits(tmp_path)
    course.wait(0.9)
    course.read(128, 82)
    course.ask(RequestReading(reason="test"))
    course.wait(0.5)
    course.typed(130, 84, 70)
    waits.follow(tuple(course.entries))
    learned, other = load(tmp_path).devices
    assert learned.waits_s == (54.0,)
    assert other.waits_s == ()


def test_the_chosen_source_drives_the_heart_rate_while_it_is_current() -> None:
    course = dosed()
    assign(course, Role.STRAP)
    course.read(128, 82, 66)
    assert "66" in rate(course)
    course.pass_s(1)
    course.beat(91.0)
    assert "91" in rate(course)
    assert "strap" in rate(course)
    course.note(HeartRateSourceChosen(role=Role.CUFF))
    assert "66" in rate(course)
    assert "cuff" in rate(course)
    course.note(HeartRateSourceChosen(role=Role.STRAP))
    course.wait(1)
    course.read(130, 84, 70)
    assert "70" in rate(course), "a strap that fell silent hides nothing newer"
    absent = Note(fact=HeartRateSourceChosen(role=Role.OXIMETER))
    assert course.refusals(absent) == ("That device is not in this session.",)


def rate(course: Course) -> str:
    session, at = course.session, course.at
    view = present(Snapshot(session=session, at=at, utc=at.utc, saved_utc=at.utc))
    assert view is not None
    return view.heart_rate.spoken
