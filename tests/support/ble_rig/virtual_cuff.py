"""A blood-pressure cuff that exists only as a Bumble peripheral.

Its habits are those of cuffs on sale: a bond demanded at the first subscription, stored readings
replayed oldest first the moment it is subscribed, a link that it drops when all is sent. It sends
whatever octets the test gives it, and knows nothing of their meaning.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from bumble import att, hci
from bumble.core import AdvertisingData, BaseBumbleError
from bumble.device import Device, DeviceConfiguration
from bumble.gatt import Characteristic, Service
from bumble.host import Host
from bumble.keys import MemoryKeyStore
from bumble.pairing import PairingConfig, PairingDelegate

from tests.support.ble_rig.air import Air, Radio

P = Characteristic.Properties
READABLE, WRITEABLE = att.Attribute.READABLE, att.Attribute.WRITEABLE


@dataclass(frozen=True, kw_only=True)
class Habits:
    """How this cuff behaves."""

    address: str = "C4:64:E3:00:00:02"
    name: str = "UA-651BLE_0A1B2C"
    service: int = 0x1810
    """The service it advertises."""
    needs_bond: bool = False
    notifies_too: bool = False
    """Whether it offers its readings as notifications as well, as QardioArm does."""
    hangs_up: bool = True
    """When the replay is over."""
    lingers_s: float = 0.0
    """How long it waits before that."""
    drops_after: int | None = None
    """Out of reach for a moment after so many readings, once."""
    clock: bytes = bytes(10)
    """What the cuff's clock shows (2A2B): never set, by default."""


class VirtualCuff:
    """Advertise, be connected, replay, send, hang up. `events` is what happened, in order."""

    def __init__(self, air: Air, habits: Habits | None = None) -> None:
        """Lie in the air, switched off."""
        self.habits = habits or Habits()
        self.events: list[str] = []
        self.made_by = b""
        """What it advertises from its maker: the company's number and what follows."""
        self.connected = asyncio.Event()
        self.subscribed = asyncio.Event()
        self.disconnected = asyncio.Event()
        self._pressure_wanted = asyncio.Event()
        self._memory: list[bytes] = []
        self._connection: Any = None
        self._tasks: set[asyncio.Task[None]] = set()
        radio = Radio(self.habits.name, link=air)
        config = DeviceConfiguration(
            name=self.habits.name,
            address=hci.Address(self.habits.address),
            advertising_interval_min=20,
            advertising_interval_max=20,
        )
        self._device = Device(config=config, host=Host(radio, radio))
        self._build()
        self._device.on("connection", self._connected)
        self._device.pairing_config_factory = lambda _connection: PairingConfig(
            sc=True, mitm=False, bonding=True, delegate=PairingDelegate()
        )
        self._guard_subscription()

    def store(self, readings: Sequence[bytes]) -> None:
        """Put readings into memory."""
        self._memory += readings

    async def switch_on(self, memory: Sequence[bytes] = ()) -> None:
        """Advertise, with these readings in memory and no bond."""
        self.store(memory)
        await self._device.power_on()
        self._device.keystore = MemoryKeyStore()
        await self.advertise()

    async def advertise(self) -> None:
        """Be heard."""
        kinds = AdvertisingData
        structures = [
            (kinds.FLAGS, b"\x06"),
            (
                kinds.COMPLETE_LIST_OF_16_BIT_SERVICE_CLASS_UUIDS,
                self.habits.service.to_bytes(2, "little"),
            ),
            (kinds.COMPLETE_LOCAL_NAME, self.habits.name.encode()),
        ]
        if self.made_by:
            structures.append((kinds.MANUFACTURER_SPECIFIC_DATA, self.made_by))
        self._device.advertising_data = bytes(AdvertisingData(structures))
        await self._device.start_advertising(auto_restart=False)

    async def fall_silent(self) -> None:
        """Stop advertising, as cuffs do after a minute."""
        await self._device.stop_advertising()

    async def show_pressure(self, octets: bytes) -> None:
        """Send one value of the cuff pressure characteristic, once somebody wants it."""
        await self._pressure_wanted.wait()
        await self._device.notify_subscribers(self._pressure, octets)

    async def measure(self, octets: bytes) -> None:
        """Send a reading to whoever is subscribed and wait for the confirmation."""
        await self._device.indicate_subscriber(self._connection, self._reading, octets)
        self.events.append("sent")

    async def hang_up(self) -> None:
        """End the link."""
        await self._connection.disconnect()

    def update_firmware(self) -> None:
        """Have another table of services from now on: everything moves behind a new service."""
        server = self._device.gatt_server
        server.attributes.clear()
        server.services.clear()
        server.attributes_by_handle.clear()
        server.subscribers.clear()
        news = [Characteristic("2A26", P.READ, READABLE, b"2.0") for _ in range(20)]
        self._device.add_services([Service("FE59", news)])
        self._build()

    def _build(self) -> None:
        self._pressure = Characteristic("2A36", P.NOTIFY, READABLE, b"")
        offered = P.INDICATE | P.NOTIFY if self.habits.notifies_too else P.INDICATE
        self._reading = Characteristic("2A35", offered, READABLE, b"")
        clock: Characteristic[Any] = Characteristic(
            "2A2B",
            P.READ | P.WRITE,
            READABLE | WRITEABLE,
            cast(
                Any, att.AttributeValue(lambda _connection: self.habits.clock, self._clock_written)
            ),
        )
        details = [
            Characteristic("2A29", P.READ, READABLE, b"A&D\x1b[31m Medical\r\n"),
            Characteristic("2A24", P.READ, READABLE, b"UA-651BLE"),
        ]
        self._device.add_services(
            [
                Service("1810", [self._reading, self._pressure]),
                Service("1805", [clock]),
                Service("180A", details),
            ]
        )
        self._reading.on("subscription", self._subscription)
        self._pressure.on("subscription", lambda *_: self._pressure_wanted.set())

    def _guard_subscription(self) -> None:
        """Refuse an unencrypted subscription: Bumble's server leaves that to the cuff."""
        server = self._device.gatt_server
        write = server.write_cccd

        def guarded(bearer: Any, characteristic: Any, value: bytes) -> None:
            if self.habits.needs_bond and not bearer.is_encrypted:
                self.events.append("refused")
                raise att.ATT_Error(att.ATT_INSUFFICIENT_AUTHENTICATION_ERROR)
            write(bearer, characteristic, value)

        server.write_cccd = guarded  # type: ignore[method-assign]  # the one hook there is

    def _clock_written(self, _connection: Any, _octets: bytes) -> None:
        self.events.append("clock written")

    def _connected(self, connection: Any) -> None:
        self._connection = connection
        self.disconnected.clear()
        self.connected.set()
        self.events.append("connected")
        connection.on("pairing", lambda *_: self.events.append("bonded"))
        connection.on("disconnection", self._gone)

    def _gone(self, _reason: int) -> None:
        self.events.append("disconnected")
        self.connected.clear()
        self.subscribed.clear()
        self._pressure_wanted.clear()
        self.disconnected.set()
        for task in self._tasks:
            task.cancel()

    def _subscription(self, _connection: Any, _notify: bool, indicate: bool) -> None:
        if indicate:
            self.events.append("subscribed")
            task = asyncio.get_running_loop().create_task(self._replay())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _replay(self) -> None:
        try:
            while self._memory:
                if self._drops_now():
                    self.events.append("out of reach")
                    await self.hang_up()
                    return
                await self.measure(self._memory[0])
                del self._memory[0]  # only once the other side confirmed it
            self.subscribed.set()
            if self.habits.hangs_up:
                await asyncio.sleep(self.habits.lingers_s)
                await self.hang_up()
        except (BaseBumbleError, TimeoutError):
            self.events.append("replay broken off")

    def _drops_now(self) -> bool:
        sent = self.events.count("sent")
        return sent == self.habits.drops_after and "out of reach" not in self.events
