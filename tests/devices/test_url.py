import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.driver import BleMatch, Capabilities, Driver, TransportKind
from devices.drivers.bluetooth_blp import DRIVER as BLP
from devices.transport.ble import BleTransport
from devices.transport.serial_port import SerialTransport
from devices.url import (
    BleUrl,
    DeviceUrl,
    ReplayUrl,
    SerialUrl,
    SimulatorUrl,
    advertised_services,
    open_transport,
    parse_device_url,
)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("/dev/ttyUSB0", SerialUrl("/dev/ttyUSB0")),
        ("COM4", SerialUrl("COM4")),
        (r"\\.\COM10", SerialUrl(r"\\.\COM10")),
        (" /dev/pts/3\n", SerialUrl("/dev/pts/3")),
        ("socket://127.0.0.1:7000", SerialUrl("socket://127.0.0.1:7000")),
        ("hwgrep://0403:6001", SerialUrl("hwgrep://0403:6001")),
        ("RFC2217://host:2217", SerialUrl("RFC2217://host:2217")),
        ("loop://", SerialUrl("loop://")),
        ("ble://c4:64:e3:00:00:02", BleUrl("C4:64:E3:00:00:02")),
        (
            "ble://12345678-1234-1234-1234-123456789abc",
            BleUrl("12345678-1234-1234-1234-123456789ABC"),
        ),
        ("sim://calm", SimulatorUrl("calm")),
        ("sim:///home/my scenario.toml", SimulatorUrl("/home/my scenario.toml")),
        ("replay://captures/omron.toml", ReplayUrl("captures/omron.toml")),
    ],
)
def test_each_kind_of_device_has_its_own_writing(text: str, url: DeviceUrl) -> None:
    assert parse_device_url(text) == url


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "needs a name"),
        ("ble://", "names no Bluetooth address"),
        ("ble://C4:64:E3", "names no Bluetooth address"),
        ("sim://", "needs the name of a scenario"),
        ("replay://", "needs the name of a capture file"),
        ("http://example", "use a serial port, ble://ADDRESS"),
        ("nonsense://\x1b[2J", "is no device"),
    ],
)
def test_a_wrong_writing_is_refused_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says) as refusal:
        parse_device_url(text)
    assert str(refusal.value).isprintable()


@given(st.text())
def test_any_text_is_a_url_that_reads_back_or_a_plain_refusal(text: str) -> None:
    url = _parsed(text)
    if isinstance(url, str):
        assert url.isprintable()
    else:
        assert parse_device_url(str(url)) == url


def test_the_transport_is_the_one_of_the_driver() -> None:
    ble = open_transport(BLP, BleUrl("C4:64:E3:00:00:02"))
    serial = open_transport(_driver(TransportKind.SERIAL), SerialUrl("/dev/ttyUSB0"))
    assert isinstance(ble, BleTransport)
    assert isinstance(serial, SerialTransport)


def test_a_driver_is_not_sent_down_the_wrong_kind_of_link() -> None:
    with pytest.raises(ValueError, match="bluetooth_blp speaks over Bluetooth"):
        open_transport(BLP, SerialUrl("/dev/ttyUSB0"))
    with pytest.raises(ValueError, match="speaks over a serial port"):
        open_transport(_driver(TransportKind.SERIAL), BleUrl("C4:64:E3:00:00:02"))


def test_a_device_known_by_name_only_is_looked_for_without_a_filter() -> None:
    by_name = _driver(TransportKind.BLE, BleMatch(name="QardioARM"), BleMatch(service="1810"))
    assert advertised_services(by_name) == ()
    assert advertised_services(BLP) == ("1810",)


def test_nothing_heavy_is_loaded_before_a_device_is_opened() -> None:
    program = (
        "import sys, devices.url, devices.scan, devices.reconnect, devices.transport.ble\n"
        "print({'bleak', 'serial', 'dbus_fast'} & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "set()\n"


def _parsed(text: str) -> DeviceUrl | str:
    try:
        return parse_device_url(text)
    except ValueError as refusal:
        return str(refusal)


def _driver(kind: TransportKind, *matches: BleMatch) -> Driver:
    return Driver(
        slug="test",
        title="Test",
        transport=kind,
        capabilities=Capabilities(),
        decoder=BLP.decoder,
        matches=matches,
    )
