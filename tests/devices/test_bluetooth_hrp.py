"""The standard heart-rate profile."""

import pytest

from devices.decoder import Read, Subscribe
from devices.event import BatteryReported, Measured, ProtocolViolated
from devices.measurement import HeartRate
from tests.devices.talk import Talk

SLUG = "bluetooth_hrp"


def sample(octets: str) -> HeartRate:
    (event,) = Talk(SLUG).hear(bytes.fromhex(octets), "2a37")
    assert isinstance(event, Measured)
    assert isinstance(event.measurement, HeartRate)
    return event.measurement


def test_rates_in_one_octet_and_in_two() -> None:
    assert sample("0048").heart_rate == 72.0
    assert sample("192c0110270004").heart_rate == 300.0


def test_intervals_are_kept_unrounded() -> None:
    assert sample("1642b503d503").rr_intervals_ms == (926.7578125, 958.0078125)
    assert sample("1048").rr_intervals_ms == ()


@pytest.mark.parametrize(("flags", "contact"), [("00", None), ("02", None), ("06", True)])
def test_contact(flags: str, contact: bool | None) -> None:
    assert sample(f"{flags}48").contact is contact


def test_lost_contact_means_no_heart_rate() -> None:
    assert sample("1448b503") == HeartRate(
        heart_rate=None, contact=False, frame=bytes.fromhex("1448b503")
    )


def test_rate_zero_is_no_beat_found_and_never_asystole() -> None:
    assert sample("0600").heart_rate is None


@pytest.mark.parametrize(
    "octets",
    ["", "00", "0148", "0848", "084800", "004800", "1048b5", "8048", "0005", "012d01"],
)
def test_what_does_not_fit_is_refused(octets: str) -> None:
    (event,) = Talk(SLUG).hear(bytes.fromhex(octets), "2a37")
    assert isinstance(event, ProtocolViolated)
    assert event.frame == bytes.fromhex(octets)


def test_it_subscribes_and_asks_who_it_is() -> None:
    talk = Talk(SLUG)
    talk.open()
    assert talk.steps[0] == Subscribe("2a37")
    assert Read("2a19") in talk.steps
    assert talk.decoder.deadline is None
    assert talk.wait(60) == []
    assert talk.start() == talk.stop() == []


def test_details_and_unknown_channels() -> None:
    assert Talk(SLUG).hear(b"\x32", "2a19") == [BatteryReported(percent=50.0)]
    (event,) = Talk(SLUG).hear(b"\x01", "2a38")
    assert isinstance(event, ProtocolViolated)
