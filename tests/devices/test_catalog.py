"""Every driver is found by being there, and the right one for what is in reach."""

from itertools import combinations

import pytest

from devices.catalog import (
    CatalogFault,
    all_drivers,
    collect,
    find,
    match_advertisement,
    match_port,
    most_specific_ble,
    most_specific_usb,
)
from devices.decoder import Decoder
from devices.driver import BleMatch, Capabilities, Driver, TransportKind, UsbMatch


def driver(slug: str, *matches: BleMatch | UsbMatch) -> Driver:
    def nothing() -> Decoder:
        raise AssertionError("matching needs no decoder")

    return Driver(
        slug=slug,
        title=slug,
        transport=TransportKind.BLE,
        capabilities=Capabilities(),
        decoder=nothing,
        matches=matches,
    )


def test_the_first_drivers_are_there() -> None:
    slugs = {d.slug for d in all_drivers()}
    assert {"bluetooth_blp", "bluetooth_hrp", "suntech_oem", "ge_dinamap"} <= slugs


def test_an_unknown_slug_names_the_known_ones() -> None:
    with pytest.raises(KeyError, match="ge_dinamap"):
        find("sphygmomanometer")


def test_advertised_services_in_any_form() -> None:
    assert match_advertisement(["1810"], None) is find("bluetooth_blp")
    long = "0000180D-0000-1000-8000-00805F9B34FB"
    assert match_advertisement([long], "Strap") is find("bluetooth_hrp")
    assert match_advertisement(["180f"], "Watch") is None
    assert match_advertisement([], None) is None


def test_a_cable_chip_is_no_cuff() -> None:
    assert match_port(0x0403, 0x6001) is None
    assert match_port(None, None) is None


def test_the_most_specific_advertisement_wins() -> None:
    general = driver("general", BleMatch(service="1810"))
    named = driver("named", BleMatch(service="1810", name="Qardio"))
    longer = driver("longer", BleMatch(name="QardioARM"))
    choices = (general, named, longer)
    assert most_specific_ble(choices, ["1810"], "UA-651") is general
    assert most_specific_ble(choices, ["1810"], "Qardio 2") is named
    assert most_specific_ble(choices, ["1810"], "QardioARM") is longer
    assert most_specific_ble(choices, [], "QardioARM") is longer


def test_the_most_specific_port_wins() -> None:
    family = driver("family", UsbMatch(vendor_id=0x1234))
    model = driver("model", UsbMatch(vendor_id=0x1234, product_id=0x0001))
    assert most_specific_usb((family, model), 0x1234, 0x0001) is model
    assert most_specific_usb((family, model), 0x1234, 0x0002) is family
    assert most_specific_usb((family, model), 0x4321, 0x0001) is None


def test_no_two_drivers_claim_the_same() -> None:
    for one, other in combinations(all_drivers(), 2):
        assert not set(one.matches) & set(other.matches)


def test_an_installation_without_drivers_is_a_fault() -> None:
    with pytest.raises(CatalogFault, match="Install kapmonitor again"):
        collect([])


def test_a_driver_file_without_a_driver_is_a_fault() -> None:
    with pytest.raises(CatalogFault, match=r"devices\.event has no DRIVER"):
        collect(["devices.event"])


def test_two_drivers_of_one_name_are_a_fault() -> None:
    with pytest.raises(CatalogFault, match="called suntech_oem"):
        collect(["devices.drivers.suntech_oem"] * 2)
