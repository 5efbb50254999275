"""The simulated oximeters, each read by the ordinary driver of its kind."""

import pytest

from devices.event import BatteryReported, LinkChanged, LinkState, Measured, ProtocolViolated
from devices.measurement import Provenance, PulseOximetry
from devices.simulator.scenario import OximeterKind
from tests.devices.simulated_session import Told, of_kind, told

OFF = {"after": "open", "minutes": 0.5, "lasts_min": 0.5}
SILENT = {"after": "open", "minutes": 1.5, "lasts_min": 0.5}
SAY_NOT_WHY = (OximeterKind.NONIN_3230, OximeterKind.NONIN_ASCII, OximeterKind.MASIMO_ASCII)
AWAY = {"after": "open", "minutes": 2.5, "lasts_min": 0.25}


def samples(found: list[Told]) -> list[tuple[float, PulseOximetry]]:
    return [
        (item.at, item.event.measurement)
        for item in found
        if isinstance(item.event, Measured) and isinstance(item.event.measurement, PulseOximetry)
    ]


@pytest.mark.parametrize("kind", sorted(OximeterKind, key=str))
def test_a_worn_oximeter_streams_and_says_when_it_is_not(kind: OximeterKind) -> None:
    faults = [
        {"kind": "contact_lost", "during": OFF},
        {"kind": "silent", "during": SILENT},
        {"kind": "link_lost", "during": AWAY},
    ]
    document = {"oximeter": {"kind": kind.value, "faults": faults, "battery_percent": 40}}
    found = told(document, lasts_s=240, role="oximeter")
    worn = [sample for at, sample in samples(found) if 2 < at < 29]
    off = [sample for at, sample in samples(found) if 33 < at < 59]
    assert len(worn) >= (12 if kind is OximeterKind.VIATOM_O2RING else 25), "it is asked each 2 s"
    assert all(sample.spo2 and 96 <= sample.spo2 <= 100 for sample in worn)
    assert all(sample.pulse_rate and 40 < sample.pulse_rate < 110 for sample in worn)
    assert off
    assert all(sample.spo2 is None and sample.pulse_rate is None for sample in off)
    if kind not in SAY_NOT_WHY:
        assert all("sensor_off_patient" in sample.status for sample in off)
    assert not [at for at, _ in samples(found) if 94 < at < 118]
    assert {event.provenance for event in of_kind(found, Measured)} == {Provenance.LIVE}
    assert LinkState.LOST in [event.state for event in of_kind(found, LinkChanged)]
    assert [at for at, _ in samples(found) if at > 180], "it came back"
    assert not of_kind(found, ProtocolViolated)


def test_the_charge_is_told() -> None:
    found = told({"oximeter": {"battery_percent": 40}}, lasts_s=20, role="oximeter")
    assert BatteryReported(percent=40.0) in of_kind(found, BatteryReported)
