"""How a Bluetooth device is found and connected, with a limit on every wait.

The order is the one that loses least. The device is looked for first, because many cuffs are
silent until they have something to say, and it is connected while the scanner still runs,
because Linux forgets a device soon after. On Linux an agent answers from then on what the system
asks about pairing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass

from bleak import BleakClient
from bleak.backends.device import BLEDevice

from devices.decoder import Received
from devices.transport.ble_attendant import BleStep, Company
from devices.transport.ble_fault import told_plainly
from devices.transport.ble_link import BleLink, on_linux
from devices.transport.ble_patience import BlePatience
from devices.transport.ble_radio import Heard, already_connected, first_heard, listening
from devices.transport.ble_table import is_trusted
from devices.transport.inbox import Inbox
from devices.wire.cuff_family import family_of
from devices.wire.omron_advertisement import (
    ADVERTISED,
    COMPANY_ID,
    read_omron_advertisement,
)

NOT_HEARD = "The device was not heard. Switch it on, start a measurement on it, or bring it nearer."
NO_ANSWER = "The device was heard but does not let this computer connect. Bring it nearer."


async def connect(
    address: str, services: Iterable[str], *, patience: BlePatience, company: Company
) -> BleLink:
    """Look for the device and connect, leaving the radio to others in between."""
    search = _Search(address, tuple(services), patience, company)
    company.attendant.hears(BleStep.SEARCHING, None)
    link = None
    with told_plainly(NOT_HEARD):
        async with asyncio.timeout(patience.find_s) as limit:
            while link is None:
                link = await search.take_turn(limit)
    return link


@dataclass(frozen=True, slots=True)
class _Search:
    address: str
    services: tuple[str, ...]
    patience: BlePatience
    company: Company

    async def take_turn(self, limit: asyncio.Timeout) -> BleLink | None:
        """Listen for a while; once the device is heard, connecting has a limit of its own."""
        link = None
        try:
            async with listening(self.services) as heard:
                device = await already_connected(self.address, self.services)
                inbox = Inbox()
                if device is None:
                    device = await self._find(heard, inbox)
                if device is not None:
                    limit.reschedule(None)
                    link = await self._open(device, inbox)
        except BaseException:
            if link is not None:  # connected, and then the scanner could not be stopped
                await link.hang_up()
            raise
        return link

    async def _find(self, heard: Heard, inbox: Inbox) -> BLEDevice | None:
        found = await first_heard(self.address, heard, self.patience.turn_s)
        if found is None:
            return None
        device, advertisement = found
        self.company.attendant.hears(BleStep.FOUND, advertisement.rssi)
        octets = advertisement.manufacturer_data.get(COMPANY_ID, b"")
        if read_omron_advertisement(octets) is not None:
            inbox.deliver(Received(ADVERTISED, octets))
        return device

    async def _open(self, device: BLEDevice, inbox: Inbox) -> BleLink:
        self.company.attendant.hears(BleStep.CONNECTING, None)
        seconds = self.patience.connect_s
        trusted = is_trusted(device.address)
        client = BleakClient(
            device,
            lambda _client: inbox.end(),
            timeout=seconds,
            winrt={} if trusted else {"use_cached_services": False},
        )
        async with AsyncExitStack() as agent:
            if on_linux(client):
                from devices.transport.bluez_agent import answering

                limit = self.patience.compare_s
                answers = answering(self.address, self.company, compare_s=limit)
                await agent.enter_async_context(answers)
            with told_plainly(NO_ANSWER):
                async with asyncio.timeout(seconds):
                    await client.connect()
            if (family := family_of(device.name or "")) is not None:
                await asyncio.sleep(family.settle_s)
            return BleLink(
                client, inbox, patience=self.patience, company=self.company, agent=agent.pop_all()
            )
