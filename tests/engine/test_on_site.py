"""The words of the record lead to a device, or are refused before anything runs."""

from __future__ import annotations

import pytest

from kapmonitor.on_site import resolve_device
from kapmonitor.session.event import DeviceAssigned
from kapmonitor.session.vocabulary import Role


def assigned(driver: str, address: str, *, simulated: bool = False) -> DeviceAssigned:
    return DeviceAssigned(
        role=Role.CUFF,
        driver=driver,
        address=address,
        title="A cuff",
        can_start=False,
        simulated=simulated,
    )


@pytest.mark.parametrize(
    ("device", "complaint"),
    [
        (assigned("bluetooth_blp", "/dev/ttyUSB0"), "does not fit"),
        (assigned("suntech_oem", "ble://00:11:22:33:44:55"), "does not fit"),
        (assigned("suntech_oem", "replay://file"), "no real device"),
        (assigned("suntech_oem", "sim:suntech_oem", simulated=True), "was simulated"),
    ],
)
def test_what_leads_to_no_device_is_refused_in_words(
    device: DeviceAssigned, complaint: str
) -> None:
    """Later, in the device's own task, it would pass for a fault of the program: a high alarm."""
    with pytest.raises(ValueError, match=complaint):
        resolve_device(device)


def test_a_device_that_fits_is_not_opened_yet() -> None:
    source = resolve_device(assigned("suntech_oem", "/dev/there/is/none"))
    assert source.address == "/dev/there/is/none"
    assert not source.simulated
