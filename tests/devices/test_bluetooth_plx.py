"""The standard pulse-oximeter profile: what its values mean, and which of them are of now."""

from datetime import datetime, timedelta

import pytest

from devices.catalog import find, match_advertisement
from devices.decoder import Subscribe, WriteClock
from devices.event import ClockReported, DeviceEvent, Measured, ProtocolViolated
from devices.ieee11073 import encode_current_time, encode_date_time
from devices.measurement import Provenance, PulseOximetry
from devices.provenance import Duplicate, ProvenanceJudge
from tests.devices.talk import Talk

SLUG = "bluetooth_plx"
NINE = datetime.fromisoformat("2026-11-23T09:00:00")
SPOT = bytes.fromhex("01 6100 4800") + encode_date_time(NINE)


def decode(octets: str | bytes, channel: str = "2a5f") -> DeviceEvent:
    raw = bytes.fromhex(octets) if isinstance(octets, str) else octets
    (event,) = Talk(SLUG).hear(raw, channel)
    return event


def sample(octets: str | bytes, channel: str = "2a5f") -> PulseOximetry:
    event = decode(octets, channel)
    assert isinstance(event, Measured)
    assert isinstance(event.measurement, PulseOximetry)
    return event.measurement


def test_saturation_and_pulse_with_every_optional_field() -> None:
    plain = sample("0061004800")
    assert (plain.spo2, plain.pulse_rate, plain.status) == (97.0, 72.0, ())
    full = sample("1f61004800620049006000470000010000000a00")
    assert (full.spo2, full.pulse_rate, full.status) == (97.0, 72.0, ("fully_qualified",))
    assert sample("00b1f3ff07").spo2 == 94.5


@pytest.mark.parametrize("bit", range(10, 16))
def test_a_number_that_the_status_speaks_against_is_absent(bit: int) -> None:
    found = sample(b"\x04\x61\x00\x48\x00" + (1 << bit).to_bytes(2, "little"))
    assert found.spo2 is None
    assert found.pulse_rate is None
    assert len(found.status) == 1


@pytest.mark.parametrize("bit", [1, 11, 13, 14, 15])
def test_a_sensor_off_the_finger_or_broken_has_no_number(bit: int) -> None:
    assert sample(b"\x08\x61\x00\x48\x00" + (1 << bit).to_bytes(3, "little")).spo2 is None


def test_an_early_estimate_and_a_weak_signal_are_marked_and_kept() -> None:
    found = sample("0c61004800400020 0000".replace(" ", ""))
    assert found.spo2 == 97.0
    assert found.status == ("early_estimate", "low_perfusion")


@pytest.mark.parametrize(
    "octets",
    ["", "00610048", "2061004800", "0065004800", "0000004800", "006100ff0f", "006100480000"],
)
def test_length_flags_and_plausibility_come_first(octets: str) -> None:
    assert isinstance(decode(octets), ProtocolViolated)


def test_subscriptions_come_first_and_the_clock_is_told_before_it_is_set() -> None:
    talk = Talk(SLUG)
    talk.open()
    assert talk.steps[:2] == [Subscribe("2a5f", optional=True), Subscribe("2a5e", optional=True)]
    talk.steps.clear()
    assert talk.hear(encode_current_time(NINE), "2a2b") == [ClockReported(device_time=NINE)]
    assert [type(step) for step in talk.steps] == [WriteClock]


def verdicts(*events: DeviceEvent, clock: datetime | None = NINE) -> list[Provenance]:
    """Return how these are judged at nine o'clock, the device's clock showing `clock`."""
    judge = ProvenanceJudge(has_memory=True, opened=0.0)
    told: list[DeviceEvent | Duplicate] = []
    told += judge.feed(ClockReported(device_time=clock), 20.0, NINE)
    for event in events:
        told += judge.feed(event, 20.0, NINE)
    told += judge.closing()
    return [one.provenance for one in told if isinstance(one, Measured)]


def test_a_stream_is_of_now_and_a_spot_check_only_if_its_time_says_so() -> None:
    old = b"\x01\x60\x00\x48\x00" + encode_date_time(NINE - timedelta(hours=1))
    assert verdicts(decode("0061004800")) == [Provenance.LIVE]
    assert verdicts(decode(SPOT, "2a5e")) == [Provenance.LIVE]
    assert verdicts(decode(old, "2a5e"), decode(SPOT, "2a5e")) == [
        Provenance.STORED,
        Provenance.LIVE,
    ]
    assert verdicts(decode(SPOT, "2a5e"), decode(SPOT, "2a5e")) == [Provenance.LIVE]
    assert verdicts(decode("0061004800", "2a5e")) == [Provenance.UNCONFIRMED]
    stored = bytes.fromhex("1361004800000000000000000002")
    assert verdicts(decode(stored, "2a5e")) == [Provenance.STORED]


def test_an_oximeter_is_found_by_its_service() -> None:
    assert match_advertisement(["1822"], "Oximeter 5") is find(SLUG)
