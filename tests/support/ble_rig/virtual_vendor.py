"""A device with a maker's own service, as a Bumble peripheral: it answers what is written to it.

The test says which octets bring which answers. An answer longer than a small packet goes out in
pieces, as over a link that never asked for larger ones.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Any, cast

from bumble import att, hci
from bumble.core import AdvertisingData
from bumble.device import Device, DeviceConfiguration
from bumble.gatt import Characteristic, Service
from bumble.host import Host

from tests.support.ble_rig.air import Air, Radio

P = Characteristic.Properties
READABLE, WRITEABLE = att.Attribute.READABLE, att.Attribute.WRITEABLE
PIECE = 20

Answer = Callable[[bytes], Iterable[bytes]]


class VirtualVendor:
    """Advertise by name, take octets on one characteristic, answer on another or the same."""

    address = "C4:64:E3:00:00:07"

    def __init__(self, air: Air, name: str, service: str, answer: Answer) -> None:
        """Lie in the air, switched off, with a service yet to be given its characteristics."""
        self.heard: list[bytes] = []
        self._service, self._answer = service, answer
        self._tasks: set[asyncio.Task[None]] = set()
        radio = Radio(name, link=air)
        config = DeviceConfiguration(
            name=name,
            address=hci.Address(self.address),
            advertising_interval_min=20,
            advertising_interval_max=20,
        )
        self._device = Device(config=config, host=Host(radio, radio))
        self._name = name

    async def switch_on(self, *, notifies: str, takes: str) -> None:
        """Offer the characteristics, which may be one, and advertise."""
        written = cast(Any, att.AttributeValue(write=self._written))
        both = P.NOTIFY | P.WRITE
        if notifies == takes:
            self._speaks: Characteristic[Any] = Characteristic(
                notifies, both, READABLE | WRITEABLE, written
            )
            offered = [self._speaks]
        else:
            self._speaks = Characteristic(notifies, P.NOTIFY, READABLE, b"")
            offered = [self._speaks, Characteristic(takes, P.WRITE, WRITEABLE, written)]
        self._device.add_services([Service(self._service, offered)])
        await self._device.power_on()
        name = [(AdvertisingData.COMPLETE_LOCAL_NAME, self._name.encode())]
        self._device.advertising_data = bytes(
            AdvertisingData([(AdvertisingData.FLAGS, b"\x06"), *name])
        )
        await self._device.start_advertising(auto_restart=False)

    def _written(self, _connection: Any, octets: bytes) -> None:
        self.heard.append(bytes(octets))
        task = asyncio.get_running_loop().create_task(self._say(self._answer(bytes(octets))))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _say(self, answers: Iterable[bytes]) -> None:
        for octets in answers:
            for at in range(0, len(octets), PIECE):
                await self._device.notify_subscribers(self._speaks, octets[at : at + PIECE])
