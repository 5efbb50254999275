"""What is peculiar to families of standard cuffs, by name and borne out by the octets."""

from datetime import datetime

import pytest
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData

from devices.capture import Capture, Frame, decode
from devices.catalog import find
from devices.event import DeviceEvent, Measured, ProtocolViolated
from devices.measurement import BloodPressure, MeasurementStatus
from devices.redaction import redacted
from devices.scan import IN_PAIRING_MODE, NOT_IN_PAIRING_MODE, OWN_PROTOCOL, advertiser
from devices.wire.cuff_family import FAMILIES, family_name, family_of
from devices.wire.omron_advertisement import COMPANY_ID, read_omron_advertisement
from tests.devices.talk import Talk

SLUG = "bluetooth_blp"
CAPTURED = "566a0047000000ea07080b121f00003f000000"


def heard(octets: str, name: str) -> DeviceEvent:
    talk = Talk(SLUG)
    assert talk.hear(name.encode(), "2a00") == []
    (event,) = talk.hear(bytes.fromhex(octets), "2a35")
    return event


def reading(octets: str, name: str) -> BloodPressure:
    event = heard(octets, name)
    assert isinstance(event, Measured)
    assert isinstance(event.measurement, BloodPressure)
    assert event.measurement.frame == bytes.fromhex(octets)
    return event.measurement


@pytest.mark.parametrize(
    ("octets", "values"),
    [  # captures of a Beurer BM85, published with derdilla/blood-pressure-monitor-fl
        (CAPTURED, (106, 71, 63, 0, "2026-08-11T18:31", ())),
        (
            "56710049000000ea07080b1438000041010000",
            (113, 73, 65, 1, "2026-08-11T20:56", ()),
        ),
        (
            "56770046000000ea07080b1439000057010040",
            (119, 70, 87, 1, "2026-08-11T20:57", ()),
        ),
        (
            "56760050000000ea07080b141b00003c000004",
            (118, 80, 60, 0, "2026-08-11T20:27", (MeasurementStatus.IRREGULAR_PULSE,)),
        ),
    ],
)
def test_beurers_own_layout(octets: str, values: tuple[object, ...]) -> None:
    found = reading(octets, "Beurer BM85")
    pressures = (found.systolic, found.diastolic, found.pulse_rate, found.user)
    assert (*pressures, found.device_time, found.status) == (
        *values[:4],
        datetime.fromisoformat(str(values[4])),
        values[5],
    )
    assert found.mean is None


def test_a_name_alone_changes_nothing() -> None:
    assert isinstance(heard(CAPTURED, "UA-651BLE_0A1B2C"), ProtocolViolated)
    assert isinstance(heard(CAPTURED[:-2], "BM85"), ProtocolViolated)
    assert isinstance(heard("5e" + CAPTURED[2:], "BM85"), ProtocolViolated)
    standard = reading("1467003f004d0040000000", "BM85")
    assert (standard.systolic, standard.pulse_rate) == (103, 64)


def test_families_are_told_apart_and_hold_no_name_twice() -> None:
    parts = [part for family in FAMILIES for part in family.parts]
    assert all(family_of(part) is not None for part in parts)
    assert len({id(family_of(part)) for part in parts}) == len(FAMILIES)
    assert family_of("") is None
    assert all(family.quirks.endswith(".") for family in FAMILIES)
    silvercrest = family_of("SBM69")
    assert silvercrest is not None
    assert "Shows a number" in silvercrest.quirks
    assert family_name("A&D_UA-651BLE_0A1B2C") == "A&D_UA-"
    assert family_name("Polar H10 12345678") == ""


def test_a_redacted_capture_keeps_the_family_and_not_the_unit() -> None:
    frames = (
        Frame(at_ms=0, channel="2a00", octets=b"BM85 of Ada 4711"),
        Frame(at_ms=5, channel="2a35", octets=bytes.fromhex(CAPTURED)),
    )
    driver = find(SLUG)
    capture = redacted(Capture(device="", driver=SLUG, source="", frames=frames), driver)
    assert [frame.octets for frame in capture.frames] == [b"BM85", frames[1].octets]
    assert [len(events) for _, events in decode(driver, capture.frames)] == [0, 1]
    stranger = (Frame(at_ms=0, channel="2a00", octets=b"Cuff of Ada"), frames[1])
    kept = redacted(Capture(device="", driver=SLUG, source="", frames=stranger), driver)
    assert [frame.channel for frame in kept.frames] == ["2a35"]


@pytest.mark.parametrize(
    ("name", "octets", "hint"),
    [
        ("BLEsmart_0000011F005FBFBE315B", "", IN_PAIRING_MODE),
        ("BLESmart_0000021F005FBF88C25B", "", NOT_IN_PAIRING_MODE),
        ("BLEsmart_00000160005FBF0CD044", "", IN_PAIRING_MODE),
        ("BLESmart_0000021F005FBF88C25B", "0128030008", IN_PAIRING_MODE),
        ("BLESmart_0000021F005FBF88C25B", "0115030008000000", OWN_PROTOCOL),
        ("BLESmart_0000021F005FBF88C25B", "0120030008", NOT_IN_PAIRING_MODE),
        ("UA-651BLE_0A1B2C", "", ""),
    ],
)
def test_an_advertisement_says_whether_it_can_be_paired(name: str, octets: str, hint: str) -> None:
    told = {COMPANY_ID: bytes.fromhex(octets)} if octets else {}
    data = AdvertisementData(name, told, {}, ["1810"], None, -60, ())
    candidate = advertiser(BLEDevice("C4:64:E3:00:00:02", name, None), data)
    assert candidate is not None
    assert candidate.hint == hint


def test_an_omron_advertisement() -> None:
    one = read_omron_advertisement(bytes.fromhex("0128030008"))
    assert one is not None
    assert (one.pairing, one.clock_set, one.standard_services) == (True, True, True)
    assert one.records == ((3, 8),)
    two = read_omron_advertisement(bytes.fromhex("0115030008000000"))
    assert two is not None
    assert (two.pairing, two.clock_set, two.standard_services) == (False, False, False)
    assert two.records == ((3, 8), (0, 0))
    assert read_omron_advertisement(bytes.fromhex("0228030008")) is None
    assert read_omron_advertisement(bytes.fromhex("01280300")) is None
    assert read_omron_advertisement(b"") is None
