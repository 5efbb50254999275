"""Every simulated cuff against the ordinary driver of its kind: a scripted agent at the far end.

A driver without an agent fails here.
"""

import pytest

from devices.catalog import find
from devices.event import (
    CuffPressureChanged,
    FailureReason,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import BloodPressure, Provenance
from devices.simulator.body import CuffReading
from devices.simulator.scenario import CuffKind, OximeterKind
from tests.devices.driver_kind import SLUGS
from tests.devices.simulated_session import Act, Room, Told, of_kind, pressures, told

KINDS = sorted(CuffKind, key=str)
STARTED = [kind for kind in KINDS if find(kind.value).capabilities.can_start]
CALM = {"failure_share": 0.0, "irregular_share": 0.0, "offset": {}}
ASKED_ABOUT = {
    CuffKind.MICROLIFE_BT,
    CuffKind.YONKER_BP,
    CuffKind.OMRON_HBP9030_F5,
    CuffKind.ACCUTORR3,
    CuffKind.CSV3,
    CuffKind.LABELLED,
}
"""Nothing that these send proves that it is of now, or nothing checks what they send."""


def session(
    kind: CuffKind, acts: list[Act], *, lasts_s: float = 150.0, **cuff: object
) -> tuple[list[Told], Room]:
    rooms: list[Room] = []

    async def look(room: Room) -> None:
        rooms.append(room)

    document = {"cuff": {"kind": kind.value, **CALM, **cuff}}
    found = told(document, lasts_s=lasts_s, acts=[*acts, (lasts_s - 1.0, look)])
    return found, rooms[0]


def start(kind: CuffKind) -> Act:
    return (30.0, Room.start if kind in STARTED else Room.press_start)


def test_every_driver_has_an_agent() -> None:
    worn = {kind.value for kind in OximeterKind} | {"bluetooth_hrp"}
    assert set(SLUGS) == {kind.value for kind in KINDS} | worn


@pytest.mark.parametrize("kind", KINDS)
def test_one_measurement_brings_one_reading_that_the_display_shows(kind: CuffKind) -> None:
    found, room = session(kind, [start(kind)])
    assert not of_kind(found, ProtocolViolated)
    assert not of_kind(found, MeasurementFailed)
    ((measured, reading),) = pressures(found)
    shown = room.simulation.display
    assert isinstance(shown, CuffReading)
    assert (reading.systolic, reading.diastolic) == (shown.systolic, shown.diastolic)
    assert reading.mean in (None, shown.mean)
    asked = measured.provenance is Provenance.UNCONFIRMED
    assert asked == (kind in ASKED_ABOUT)
    if find(kind.value).capabilities.live_pressure:
        curve = [event.pressure or 0.0 for event in of_kind(found, CuffPressureChanged)]
        assert max(curve) > shown.systolic


@pytest.mark.parametrize("kind", STARTED)
def test_a_stop_lets_the_air_out_and_brings_no_reading(kind: CuffKind) -> None:
    found, room = session(kind, [start(kind), (40.0, Room.stop)])
    failed = [event.reason for event in of_kind(found, MeasurementFailed)]
    assert failed == [FailureReason.ABORTED]
    assert not [event for event in of_kind(found, Measured) if is_pressure(event)]
    assert room.simulation.display is None
    assert of_kind(found, LinkChanged)[-1].state is LinkState.READY


@pytest.mark.parametrize("kind", STARTED)
def test_a_failed_measurement_is_told_once(kind: CuffKind) -> None:
    faults = [{"kind": "fails", "reason": "cuff_loose"}]
    found, _ = session(kind, [start(kind)], faults=faults)
    assert len(of_kind(found, MeasurementFailed)) == 1
    assert not pressures(found)


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_that_drops_while_it_measures_invents_nothing(kind: CuffKind) -> None:
    faults = [{"kind": "drops", "away_s": 20}]
    found, room = session(kind, [start(kind)], faults=faults, lasts_s=240.0)
    shown = room.simulation.display
    assert isinstance(shown, CuffReading)
    for _, reading in pressures(found):
        assert (reading.systolic, reading.diastolic) == (shown.systolic, shown.diastolic)
    assert len(pressures(found)) <= 1


def is_pressure(event: Measured) -> bool:
    return isinstance(event.measurement, BloodPressure)
