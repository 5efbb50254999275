"""The fuzzer's own judgement, without the fuzzer: it finds what is wrong and nothing else."""

from dataclasses import replace

import pytest

from devices.capture import Frame
from devices.catalog import find
from devices.decoder import Write
from devices.event import Measured
from devices.measurement import BloodPressure
from tests.devices.driver_kind import (
    CHECKED,
    SLUGS,
    capture,
    has_a_checksum,
    reading_frames,
    told,
)
from tests.fuzz.conversation import FEED_CAPTURED, Finding, Session, seeds
from tests.fuzz.oracle import CHECKS, complaint


def received(slug: str) -> tuple[Frame, ...]:
    return tuple(frame for frame in capture(slug).frames if frame.step is None)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_seed_goes_well(slug: str) -> None:
    for seed in seeds(received(slug), find(slug)):
        Session(find(slug), received(slug)).play(seed)


def test_every_checksum_has_a_second_opinion() -> None:
    assert {slug for slug in SLUGS if has_a_checksum(slug)} <= set(CHECKS)


@pytest.mark.parametrize("slug", sorted(set(CHECKED) & set(CHECKS)))
def test_the_second_opinion_on_a_checksum_agrees_on_good_frames(slug: str) -> None:
    driver = find(slug)
    for frame in reading_frames(slug):
        for event in told(driver, frame.channel, [frame.octets]):
            if isinstance(event, Measured) and event.verified:
                assert complaint(driver, event, frame.octets) is None


@pytest.mark.parametrize("slug", sorted(CHECKS))
def test_an_accepted_bad_checksum_is_found(slug: str) -> None:
    driver = find(slug)
    event = next(
        event
        for frame in received(slug)
        for event in told(driver, frame.channel, [frame.octets])
        if isinstance(event, Measured) and event.verified
    )
    frame = bytearray(event.measurement.frame)
    frame[-3] ^= 1
    damaged = replace(event, measurement=replace(event.measurement, frame=bytes(frame)))
    assert "checksum" in str(complaint(driver, damaged, bytes(frame)))


def test_a_reading_that_no_person_has_is_found() -> None:
    driver = find("bluetooth_blp")
    upside_down = Measured(measurement=BloodPressure(systolic=60.0, diastolic=90.0))
    assert "systolic" in str(complaint(driver, upside_down, b""))


def test_a_write_that_nobody_asked_for_is_found() -> None:
    driver = find("viatom_bp2")
    silent = replace(driver, unasked=())
    assert any(isinstance(step, Write) for step in driver.decoder().opening(0.0))
    with pytest.raises(Finding, match="without being asked"):
        Session(silent, received("viatom_bp2")).play(bytes((1, FEED_CAPTURED, 0, 0, 0)))
