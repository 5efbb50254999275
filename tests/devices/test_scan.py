"""What a search finds, on real bleak over the air and with pyserial's own port records."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from serial.tools.list_ports_common import ListPortInfo

from devices.catalog import find
from devices.scan import lasting_url, port, scan
from devices.url import BleUrl, SerialUrl, open_transport
from tests.support.ble_rig.rig import Rig, ble_rig
from tests.support.ble_rig.virtual_cuff import Habits
from tests.support.pty_line import PtyLine, Silence

LISTEN_S = 0.3


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with ble_rig() as made:
        yield made


async def test_cuffs_are_found_with_their_driver_and_a_name_fit_to_be_shown(rig: Rig) -> None:
    await rig.cuff()
    await rig.cuff(habits=Habits(address="C4:64:E3:00:00:03", name="Bad\x1b[2J\nname"))
    found = await scan(LISTEN_S)
    over_air = {str(one.url): one for one in found.candidates if isinstance(one.url, BleUrl)}
    assert {url: one.title for url, one in over_air.items()} == {
        "ble://C4:64:E3:00:00:02": "UA-651BLE_0A1B2C",
        "ble://C4:64:E3:00:00:03": "Bad [2J name",
    }
    for one in over_air.values():
        assert one.driver is not None
        assert one.driver.slug == "bluetooth_blp"
        assert one.signal_dbm is not None
    assert found.notes == ()


async def test_what_no_driver_knows_is_left_out(rig: Rig) -> None:
    await rig.cuff(habits=Habits(name="headphones", service=0x110B))
    assert not [one for one in (await scan(LISTEN_S)).candidates if isinstance(one.url, BleUrl)]


async def test_the_ports_are_listed_where_bluetooth_is_off(rig: Rig) -> None:
    rig.computer.powered = False
    found = await scan(LISTEN_S)
    assert len(found.notes) == 1
    assert "Bluetooth is switched off" in found.notes[0]
    assert all(isinstance(one.url, SerialUrl) for one in found.candidates)


def test_a_cable_is_named_by_its_maker_and_never_taken_for_a_cuff() -> None:
    info = ListPortInfo("/dev/ttyUSB0")
    info.vid, info.pid = 0x0403, 0x6001
    info.manufacturer, info.product = "FTDI", "USB <-> Serial\r\n\x1b[0m"
    candidate = port(info)
    assert candidate.url == SerialUrl("/dev/ttyUSB0")
    assert candidate.title == "FTDI USB <-> Serial [0m"
    assert candidate.driver is None


def test_a_port_that_says_nothing_of_itself_has_a_plain_title() -> None:
    assert port(ListPortInfo("/dev/ttyS0")).title == "Serial port"


async def test_a_cable_is_found_again_in_another_port(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = usb("/dev/ttyUSB0", serial_number="A600b3gB")
    lasting = lasting_url(first)
    assert lasting is not None
    line = PtyLine(tmp_path)
    line.plug(Silence())
    others = [usb("/dev/ttyUSB0", serial_number="B7"), usb(line.path, serial_number="A600b3gB")]
    monkeypatch.setattr("serial.tools.list_ports.comports", lambda *_: others)  # the system's list
    async with open_transport(find("suntech_oem"), lasting) as port:
        line.send(b"here")
        assert (await anext(aiter(port.received()))).octets in {b"h", b"he", b"her", b"here"}
    line.unplug()


@pytest.mark.parametrize("number", [None, "0001", "A50285BI"])
def test_a_number_that_many_cables_share_is_none(number: str | None) -> None:
    cable = usb("/dev/ttyUSB0", serial_number=number, location="1-1.2")
    assert "LOCATION" in str(lasting_url(cable))
    assert lasting_url(usb("/dev/ttyUSB0", serial_number=number)) is None


def usb(device: str, *, serial_number: str | None, location: str | None = None) -> ListPortInfo:
    """Return what the system tells of a cable with an FTDI chip."""
    info = ListPortInfo(device)
    info.vid, info.pid = 0x0403, 0x6001
    info.serial_number, info.location = serial_number, location
    info.hwid = info.usb_info()
    return info
