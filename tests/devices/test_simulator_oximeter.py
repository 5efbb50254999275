"""The simulated oximeter, read by the ordinary driver."""

from devices.event import BatteryReported, LinkChanged, LinkState, Measured
from devices.measurement import Provenance, PulseOximetry
from tests.devices.simulated_session import Told, of_kind, told

OFF = {"after": "open", "minutes": 0.5, "lasts_min": 0.5}
SILENT = {"after": "open", "minutes": 1.5, "lasts_min": 0.5}
AWAY = {"after": "open", "minutes": 2.5, "lasts_min": 0.25}


def samples(found: list[Told]) -> list[tuple[float, PulseOximetry]]:
    return [
        (item.at, item.event.measurement)
        for item in found
        if isinstance(item.event, Measured) and isinstance(item.event.measurement, PulseOximetry)
    ]


def test_a_worn_oximeter_streams_and_says_when_it_is_not() -> None:
    faults = [
        {"kind": "contact_lost", "during": OFF},
        {"kind": "silent", "during": SILENT},
        {"kind": "link_lost", "during": AWAY},
    ]
    document = {"oximeter": {"faults": faults, "battery_percent": 40}}
    found = told(document, lasts_s=240, role="oximeter")
    worn = [sample for at, sample in samples(found) if at < 29]
    off = [sample for at, sample in samples(found) if 31 < at < 59]
    assert len(worn) >= 28
    assert all(sample.spo2 and 96 <= sample.spo2 <= 100 for sample in worn)
    assert all(sample.pulse_rate and 40 < sample.pulse_rate < 110 for sample in worn)
    assert off
    assert all(sample.spo2 is None and "sensor_off_patient" in sample.status for sample in off)
    assert not [at for at, _ in samples(found) if 92 < at < 118]
    assert {event.provenance for event in of_kind(found, Measured)} == {Provenance.LIVE}
    assert LinkState.LOST in [event.state for event in of_kind(found, LinkChanged)]
    assert [at for at, _ in samples(found) if at > 180], "it came back"
    assert BatteryReported(percent=40.0) in of_kind(found, BatteryReported)
