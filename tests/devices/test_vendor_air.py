"""Vendors' own services over the air: real bleak, the ordinary drivers, devices that answer."""

from collections.abc import AsyncIterator

import pytest

from devices.catalog import find
from devices.cuff import Cuff
from devices.event import CuffPressureChanged, LinkChanged, LinkState, Measured
from devices.measurement import BloodPressure, Provenance
from devices.url import BleUrl, open_transport
from devices.wire.taidoc_frame import CLOCK, MODEL, RECORD, RECORD_TIME
from devices.wire.viatom_bpm import GET_STATE, START
from tests.devices.test_taidoc_bp import NINE, answer, packed
from tests.devices.test_viatom_bpm188 import RESULT, STANDBY, pressure
from tests.support.ble_rig.rig import Rig, ble_rig
from tests.support.ble_rig.virtual_vendor import VirtualVendor


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with ble_rig() as made:
        yield made


def cuff_at(far: VirtualVendor, slug: str) -> Cuff:
    return Cuff(find(slug), open_transport(find(slug), BleUrl(far.address)))


async def test_a_cuff_with_short_uuids_is_asked_started_and_heard(rig: Rig) -> None:
    said = {GET_STATE: [STANDBY], START: [pressure(20), pressure(150.5), RESULT]}
    far = VirtualVendor(rig.air, "BPM-188", "18F0", lambda octets: said.get(octets, []))
    await far.switch_on(notifies="2AF0", takes="2AF1")
    pressures, found = list[float | None](), None
    async with cuff_at(far, "viatom_bpm188") as cuff:
        async for event in cuff.events():
            match event:
                case LinkChanged(state=LinkState.READY) if not pressures:
                    await cuff.start_measurement()
                case CuffPressureChanged(pressure=mmhg):
                    pressures.append(mmhg)
                case Measured():
                    found = event
                    break
                case _:
                    pass
    assert far.heard[:2] == [GET_STATE, START]
    assert pressures == [20.0, 150.5]
    assert found is not None
    assert found.provenance is Provenance.LIVE


async def test_a_meter_with_long_uuids_answers_on_the_channel_that_it_hears(rig: Rig) -> None:
    said = {
        MODEL: answer(MODEL, 0x40, 0x31, 0, 0),
        CLOCK: answer(CLOCK, *packed(NINE, 0)),
        RECORD_TIME: answer(RECORD_TIME, *packed(NINE)),
        RECORD: answer(RECORD, 128, 0, 82, 66),
    }
    service = "00001523-1212-EFDE-1523-785FEABCD123"
    channel = "00001524-1212-EFDE-1523-785FEABCD123"
    far = VirtualVendor(rig.air, "FORA P30 PLUS", service, lambda octets: [said[octets[1]]])
    await far.switch_on(notifies=channel, takes=channel)
    async with cuff_at(far, "taidoc_bp") as cuff:
        async for event in cuff.events():
            if isinstance(event, Measured):
                break
    assert [octets[1] for octets in far.heard] == [MODEL, CLOCK, RECORD_TIME, RECORD]
    assert isinstance(event, Measured)
    assert isinstance(event.measurement, BloodPressure)
    assert (event.measurement.systolic, event.measurement.device_time) == (128.0, NINE)
    assert event.provenance is Provenance.LIVE  # by the meter's own clock, read on this link
