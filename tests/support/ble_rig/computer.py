"""A computer whose Bluetooth is a Bumble host: bleak's own front end runs on it unchanged.

What bleak calls a backend is the part that talks to an operating system. These three classes
talk to a virtual controller instead, through a complete host stack (L2CAP, ATT, GATT, SMP), so
indications, bonding, ATT errors and lost links happen as they do over the air.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from bleak.assigned_numbers import gatt_char_props_to_strs
from bleak.backends import BleakBackend
from bleak.backends.adapter import BaseBleakAdapter
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import BaseBleakClient
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData, BaseBleakScanner
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakError,
    BleakGATTProtocolError,
)
from bleak.uuids import normalize_uuid_str
from bumble import att, hci
from bumble.core import UUID, AdvertisingData, BaseBumbleError, ProtocolError
from bumble.device import Device, DeviceConfiguration, Peer
from bumble.host import Host
from bumble.keys import MemoryKeyStore
from bumble.pairing import PairingConfig, PairingDelegate

from tests.support.ble_rig.air import Air, Radio

NEEDS_BOND = {0x05, 0x08, 0x0C, 0x0F}
SERVICE_LIST_KINDS = {
    AdvertisingData.COMPLETE_LIST_OF_16_BIT_SERVICE_CLASS_UUIDS,
    AdvertisingData.INCOMPLETE_LIST_OF_16_BIT_SERVICE_CLASS_UUIDS,
}
NAME_KINDS = {AdvertisingData.COMPLETE_LOCAL_NAME, AdvertisingData.SHORTENED_LOCAL_NAME}


@dataclass
class Computer:
    """The host and its habits. `answers_pairing` False leaves the pairing question open."""

    device: Any
    powered: bool = True
    answers_pairing: bool = True
    connecting: int = 0
    scanners: int = 0
    remembers_services: bool = False
    """Keep a bonded device's services, as Windows does, even when they have changed."""
    hears_only_services: bool = False
    """Report nothing to who asked for no service, as macOS 12.0 to 12.2."""
    calls_it: str | None = None
    """What this system makes of a device's name."""
    backend: BleakBackend | str = "bumble"
    """The system that bleak takes this for."""
    remembered: dict[str, Any] = field(default_factory=dict)
    clients: list[Client] = field(default_factory=list)
    """Those that are connected."""

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        """Let every bleak object made without `backend=` use this computer."""
        kinds = {"scanner": Scanner, "client": Client, "adapter": Adapter}
        with contextlib.ExitStack() as stack:
            for name, kind in kinds.items():
                bound = type(kind.__name__, (kind,), {"computer": self})
                stack.enter_context(
                    mock.patch(
                        f"bleak.get_platform_{name}_backend_type",
                        lambda b=bound: (b, self.backend),
                    )
                )
            yield


async def make_computer(air: Air) -> Computer:
    """Switch on a computer within reach of `air`."""
    radio = Radio("computer", link=air)
    config = DeviceConfiguration(name="computer", address=hci.Address("C0:00:00:00:00:01"))
    device = Device(config=config, host=Host(radio, radio))
    delegate = PairingDelegate(PairingDelegate.NO_OUTPUT_NO_INPUT)
    device.pairing_config_factory = lambda _connection: PairingConfig(
        sc=True, mitm=False, bonding=True, delegate=delegate
    )
    await device.power_on()
    device.keystore = MemoryKeyStore()
    return Computer(device)


class Scanner(BaseBleakScanner):
    """What the computer hears."""

    computer: Computer

    def __init__(
        self, detection_callback: Any, service_uuids: list[str] | None, _mode: str, **_: Any
    ) -> None:
        super().__init__(detection_callback, service_uuids)
        self._deaf = self.computer.hears_only_services and not service_uuids

    async def start(self) -> None:
        if not self.computer.powered:
            reason = BleakBluetoothNotAvailableReason.POWERED_OFF
            raise BleakBluetoothNotAvailableError("switched off", reason)
        if self.computer.scanners:
            raise BleakError("the controller is already scanning")  # as BlueZ: InProgress
        self.computer.scanners += 1
        self.seen_devices = {}
        self.computer.device.on("advertisement", self._heard)
        await self.computer.device.start_scanning(active=True, filter_duplicates=False)

    async def stop(self) -> None:
        self.computer.scanners -= 1
        self.computer.device.remove_listener("advertisement", self._heard)
        await self.computer.device.stop_scanning()

    def _heard(self, advertisement: Any) -> None:
        name, services, made_by = _taken_apart(advertisement.data.ad_structures)
        if self._deaf or not self.is_allowed_uuid(services):
            return
        data = AdvertisementData(name, made_by, {}, services, None, advertisement.rssi, ())
        address = advertisement.address.to_string(False)
        device = self.create_or_update_device(address, address, name, advertisement.address, data)
        self.call_detection_callbacks(device, data)


class Client(BaseBleakClient):
    """A connection of the computer."""

    computer: Computer

    def __init__(self, address_or_ble_device: Any, services: Any = None, **options: Any) -> None:
        super().__init__(
            address_or_ble_device,
            disconnected_callback=options.get("disconnected_callback"),
            timeout=options.get("timeout", 10.0),
        )
        self._name: str | None = self.computer.calls_it or address_or_ble_device.name
        self._target: hci.Address = address_or_ble_device.details
        self._stale = False
        self._cached = options.get("winrt", {}).get("use_cached_services", True)
        self._connection: Any = None
        self._peer: Any = None
        self._listening: dict[int, Any] = {}

    @property
    def name(self) -> str:
        return self._name or self.address

    @property
    def mtu_size(self) -> int:
        return 23

    @property
    def is_connected(self) -> bool:
        return self._connection is not None

    async def connect(self, pair: bool, **_: Any) -> None:
        if self.computer.connecting:
            raise BleakError("the controller is already connecting")  # as BlueZ: InProgress
        self.computer.connecting += 1
        try:
            self._connection = await self._dial()
        finally:
            self.computer.connecting -= 1
        self._connection.on("disconnection", self._hung_up)
        try:
            self._peer = Peer(self._connection)
            if pair or await self._keys():
                await self._secure()
            await self._peer.discover_all()
            services = self._peer.services
            if self.computer.remembers_services and self._cached:
                services = self.computer.remembered.setdefault(self.address, services)
                self._stale = _handles(services) != _handles(self._peer.services)
            self.computer.remembered[self.address] = services
            self.services = _described(services)
            self.computer.clients.append(self)
        except BaseException:
            await self.disconnect()
            raise

    async def disconnect(self) -> None:
        connection = self._connection
        if connection is not None:
            with contextlib.suppress(BaseBumbleError):
                await connection.disconnect()
            self._hung_up()

    async def pair(self, *_: Any, **__: Any) -> None:
        await self._secure()

    async def unpair(self) -> None:
        await self.computer.device.keystore.delete(str(self._connection.peer_address))

    async def read_gatt_char(self, characteristic: Any, **_: Any) -> bytearray:
        return bytearray(await self._ask(lambda: self._peer.read_value(characteristic.obj)))

    async def read_gatt_descriptor(self, descriptor: Any, **_: Any) -> bytearray:
        return bytearray(await self._ask(lambda: self._peer.read_value(descriptor.obj)))

    async def write_gatt_char(self, characteristic: Any, data: Any, response: bool) -> None:
        await self._ask(lambda: self._peer.write_value(characteristic.obj, bytes(data), response))

    async def write_gatt_descriptor(self, descriptor: Any, data: Any) -> None:
        await self._ask(lambda: self._peer.write_value(descriptor.obj, bytes(data), True))

    async def start_notify(self, characteristic: Any, callback: Any, **options: Any) -> None:
        if self._stale:  # what is written now has no meaning for the peer
            raise BleakGATTProtocolError(att.ATT_INVALID_HANDLE_ERROR)

        def arrived(value: bytes) -> None:
            callback(bytearray(value))

        notified = not options.get("force_indicate", False)
        await self._ask(lambda: self._peer.subscribe(characteristic.obj, arrived, notified))
        self._listening[characteristic.handle] = arrived

    async def stop_notify(self, characteristic: Any) -> None:
        arrived = self._listening.pop(characteristic.handle)
        await self._ask(lambda: self._peer.unsubscribe(characteristic.obj, arrived))

    def flood(self, uuid: str, octets: bytes, times: int) -> None:
        """Let so many values arrive within one moment."""
        for handle, arrived in self._listening.items():
            if self.services is not None and self.services.characteristics[handle].uuid == uuid:
                for _ in range(times):
                    arrived(octets)

    async def _dial(self) -> Any:
        device = self.computer.device
        try:
            async with asyncio.timeout(self._timeout):
                return await device.connect(self._target)
        except (TimeoutError, asyncio.CancelledError):
            device.le_connecting = True  # or Bumble does not send the cancel command
            await device.cancel_connection()
            device.le_connecting = False
            raise
        except BaseBumbleError as error:
            raise BleakError(str(error)) from error

    async def _keys(self) -> Any:
        return await self.computer.device.keystore.get(str(self._connection.peer_address))

    async def _secure(self) -> None:
        if not self.computer.answers_pairing:
            await asyncio.Event().wait()  # Linux without an agent: for ever
        try:
            await (self._connection.encrypt() if await self._keys() else self._connection.pair())
        except BaseBumbleError as error:
            raise BleakError(f"pairing failed: {error}") from error

    async def _ask(self, operation: Callable[[], Awaitable[Any]]) -> Any:
        """Do it; where the peer asks for security, raise it and repeat, as BlueZ and macOS do."""
        for last in (False, True):
            if self._connection is None:
                raise BleakError("Not connected")
            connection = self._connection
            try:
                return await connection.cancel_on_disconnection(operation())
            except ProtocolError as error:
                if last or error.error_code not in NEEDS_BOND:
                    raise BleakGATTProtocolError(error.error_code or 0) from error
                await self._secure()
            except asyncio.CancelledError:
                if self.is_connected:
                    raise
                raise BleakError("disconnected") from None
        raise AssertionError

    def _hung_up(self, _reason: int = 0) -> None:
        if self._connection is None:
            return
        self._connection = self._peer = self.services = None
        self._listening.clear()
        if self in self.computer.clients:
            self.computer.clients.remove(self)
        if self._disconnected_callback is not None:
            self._disconnected_callback()


class Adapter(BaseBleakAdapter):
    """The computer's list of connections."""

    computer: Computer

    @classmethod
    async def get(cls, **_: Any) -> Adapter:
        return cls()

    async def get_connected_devices(self, service_uuids: frozenset[str]) -> list[BLEDevice]:
        return []


def _taken_apart(structures: Any) -> tuple[str | None, list[str], dict[int, bytes]]:
    name, services, made_by = None, [], {}
    for kind, octets in structures:
        if kind in NAME_KINDS:
            name = octets.decode()
        elif kind in SERVICE_LIST_KINDS:
            services += [
                _uuid(UUID.from_bytes(octets[i : i + 2])) for i in range(0, len(octets), 2)
            ]
        elif kind == AdvertisingData.MANUFACTURER_SPECIFIC_DATA:
            made_by[int.from_bytes(octets[:2], "little")] = octets[2:]
    return name, services, made_by


def _handles(services: Any) -> list[int]:
    return [one.handle for service in services for one in service.characteristics]


def _described(services: Any) -> BleakGATTServiceCollection:
    collection = BleakGATTServiceCollection()
    for service in services:
        described = BleakGATTService(service, service.handle, _uuid(service.uuid))
        collection.add_service(described)
        for one in service.characteristics:
            properties = list(gatt_char_props_to_strs(int(one.properties)))
            collection.add_characteristic(
                BleakGATTCharacteristic(
                    one, one.handle, _uuid(one.uuid), properties, lambda: 20, described
                )
            )
    return collection


def _uuid(uuid: UUID) -> str:
    return normalize_uuid_str(uuid.to_hex_str("-").lower())
