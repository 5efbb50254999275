"""Readings that come over the link are read again from their octets, for every cuff there is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devices.capture import decode
from devices.catalog import find
from devices.event import Measured
from devices.measurement import BloodPressure, Taken
from kapmonitor.companion.reading import Origin, Rates, message_of
from kapmonitor.companion.session import CANNOT_RECORD, RECORDING
from kapmonitor.link.message import Reading, State, body_of
from kapmonitor.link.offset import Offsets
from kapmonitor.link.patient import Now
from kapmonitor.session.intents.remote import CuffSaid, SideChanged
from kapmonitor.telehealth.reading import UNVERIFIED, Scene, taken
from tests.devices.driver_kind import PRESSURE_SLUGS, capture


def _readings(slug: str) -> list[tuple[Reading, BloodPressure]]:
    """Return each captured blood pressure with what the companion says of it."""
    driver = find(slug)
    origin = Origin(
        driver=slug,
        cuff="c",
        channel=driver.channels[0] if driver.channels else None,
        simulated=False,
        now=Now(0, 0),
        epoch=1,
    )
    return [
        (message_of(event, event.measurement, origin, bytes(16)), event.measurement)
        for _, events in decode(driver, capture(slug).frames)
        for event in events
        if isinstance(event, Measured) and isinstance(event.measurement, BloodPressure)
    ]


@pytest.mark.parametrize(
    ("told", "said"),
    [(Taken(ago_s=162.5, within_s=2.0), (162.5, 2.0)), (None, None)],
)
def test_how_long_a_reading_waited_in_the_cuff_is_told(
    told: Taken | None, said: tuple[float, float] | None
) -> None:
    message, value = _readings("bluetooth_blp")[0]
    event = Measured(measurement=value, taken=told)
    origin = Origin(
        driver="bluetooth_blp", cuff="c", channel="2a35", simulated=False, now=Now(0, 0), epoch=1
    )
    message = message_of(event, value, origin, bytes(16))
    scene = Scene(
        link="00" * 16, simulated=False, driver="", offsets=Offsets(), asked=lambda _name: None
    )
    content = taken(1, bytes(32), message, body_of(message), scene).content
    assert isinstance(content, CuffSaid)
    assert isinstance(content.event, Measured)
    heard = content.event.taken
    assert (None if heard is None else (heard.ago_s, heard.within_s)) == said


def _taken(message: Reading) -> tuple[BloodPressure, tuple[str, ...]]:
    scene = Scene(
        link="00" * 16, simulated=False, driver="", offsets=Offsets(), asked=lambda _name: None
    )
    made = taken(1, bytes(32), message, body_of(message), scene)
    assert isinstance(made.content, CuffSaid)
    measured = made.content.event
    assert isinstance(measured, Measured)
    assert isinstance(measured.measurement, BloodPressure)
    return measured.measurement, made.doubts


@pytest.mark.parametrize("slug", PRESSURE_SLUGS)
def test_no_good_reading_of_any_cuff_is_set_aside(slug: str) -> None:
    readings = _readings(slug)
    assert readings
    for message, value in readings:
        again, doubts = _taken(message)
        assert doubts == ()
        assert replace(again, age_s=None) == replace(value, age_s=None)


@pytest.mark.parametrize("slug", [each for each in PRESSURE_SLUGS if each not in UNVERIFIED])
def test_numbers_that_the_octets_do_not_say_are_set_aside(slug: str) -> None:
    for message, _ in _readings(slug):
        _, doubts = _taken(replace(message, systolic=(message.systolic or 0) + 10))
        assert doubts


def _verified(message: Reading, driver: str = "") -> bool | None:
    scene = Scene(
        link="00" * 16, simulated=False, driver=driver, offsets=Offsets(), asked=lambda _name: None
    )
    made = taken(1, bytes(32), message, body_of(message), scene)
    assert isinstance(made.content, CuffSaid)
    assert made.doubts == ()
    return made.content.verified


def test_what_could_not_be_read_again_here_is_taken_and_says_so() -> None:
    message, _ = _readings("bluetooth_blp")[0]
    assert _verified(message) is True
    assert _verified(replace(message, driver="of_next_year")) is False
    assert _verified(replace(message, raw=None, source="manual")) is False
    assert _verified(replace(message, driver=None), driver="bluetooth_blp") is True


def test_a_pulse_that_came_in_a_line_of_its_own_is_kept() -> None:
    message, value = _readings("ge_dinamap")[0]
    again, doubts = _taken(replace(message, pulse_rate=71.0))
    assert (again.pulse_rate, again.systolic, doubts) == (71.0, value.systolic, ())


def _side(**said: object) -> SideChanged:
    scene = Scene(
        link="00" * 16, simulated=False, driver="", offsets=Offsets(), asked=lambda _name: None
    )
    message = State(**said)  # type: ignore[arg-type]  # each test names its own
    made = taken(1, bytes(32), message, body_of(message), scene).content
    assert isinstance(made, SideChanged)
    return made


@pytest.mark.parametrize("allowed", [True, False, None])
def test_what_the_patient_says_of_a_start_by_us_reaches_the_session(allowed: bool | None) -> None:
    assert _side(may_start=allowed).start_allowed is allowed


def test_a_disk_that_takes_again_is_no_longer_a_fault() -> None:
    assert _side(error=CANNOT_RECORD).error == CANNOT_RECORD
    assert _side(error=RECORDING).error == ""
    assert _side().error is None


def test_no_heart_rate_takes_the_place_of_another() -> None:
    rates, told = Rates(), []
    instants = (0, 1_040, 1_960, 3_010, 3_020, 2_000, 40_000)
    for place, at in enumerate(instants):
        told += rates.take(60.0 + place, Now(at, at), 1)
    told += rates.flush()
    said = [value for each in told for value in each.values if value is not None]
    assert said == [60.0 + place for place in range(len(instants))]
    assert [each.values for each in told][0] == (60.0, 61.0, 62.0, 63.0)
