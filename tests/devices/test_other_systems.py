"""What Windows and macOS need, as far as bleak's own seam shows it: no such computer was used."""

import platform
from collections.abc import AsyncIterator

import pytest
from bleak.backends import BleakBackend

from devices.catalog import find
from devices.decoder import Subscribe
from devices.scan import BY_NAME_UNHEARD, scan
from devices.transport import EnvironmentFault
from devices.transport.ble_radio import ONLY_SERVICES
from devices.url import BleUrl, open_transport
from tests.devices.over_air import NOW, cuff_at, reading, told, values
from tests.devices.test_scan import LISTEN_S
from tests.support.ble_rig.rig import Rig, ble_rig
from tests.support.ble_rig.virtual_cuff import Habits


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with ble_rig() as made:
        yield made


def on_macos(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    monkeypatch.setattr(platform, "mac_ver", lambda: (version, ("", "", ""), "arm64"))


@pytest.mark.parametrize("version", ["12.0.1", "12.1", "12.2.1"])
async def test_a_macos_that_hears_only_services_is_asked_for_them(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    on_macos(monkeypatch, version)
    rig.computer.hears_only_services = True
    far = await rig.cuff([reading(128, 82, NOW)])
    found = await scan(LISTEN_S)
    assert [one.url for one in found.candidates if isinstance(one.url, BleUrl)] == [
        BleUrl(far.habits.address)
    ]
    assert found.notes == (BY_NAME_UNHEARD,)
    assert [value[:2] for value in values(await told(cuff_at(far)))] == [(128, 82)]


async def test_a_device_that_shows_only_its_name_is_not_waited_for_there(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_macos(monkeypatch, "12.2.1")
    with pytest.raises(EnvironmentFault) as fault:
        async with open_transport(find("viatom_bpm188"), BleUrl("C4:64:E3:00:00:07")):
            pass
    assert fault.value.text == ONLY_SERVICES
    assert not fault.value.retryable
    assert rig.computer.scanners == 0


@pytest.mark.parametrize("version", ["", "12.3", "12.20"])
async def test_every_other_system_hears_names_too(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    on_macos(monkeypatch, version)
    await rig.cuff(habits=Habits(name="BPM-188", service=0x18F0))
    found = await scan(LISTEN_S)
    drivers = [one.driver for one in found.candidates if isinstance(one.url, BleUrl)]
    assert drivers == [find("viatom_bpm188")]
    assert found.notes == ()


@pytest.mark.parametrize("system", [BleakBackend.WIN_RT, BleakBackend.CORE_BLUETOOTH])
async def test_windows_is_told_to_take_indications_where_both_are_offered(
    rig: Rig, system: BleakBackend
) -> None:
    rig.computer.backend = system
    habits = Habits(notifies_too=True, hangs_up=False)
    far = await rig.cuff([], habits)
    async with open_transport(find("bluetooth_blp"), BleUrl(habits.address)) as link:
        await link.send(Subscribe("2a35"))
    assert ("subscribed" in far.events) is (system is BleakBackend.WIN_RT)
