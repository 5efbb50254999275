"""A pretend Bluetooth daemon on a private bus: bleak's own Linux backend runs on it unchanged.

What BlueZ does on a bad day (a refused pairing, a daemon that dies, a connection that never
comes) cannot be ordered from a real one. Here any method can be told to fail or to keep silent.
"""

from __future__ import annotations

import asyncio
import logging
import subprocess
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import pytest
from dbus_fast import BusType, DBusError, Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from devices.transport.ble import release

ADAPTER = "/org/bluez/hci0"
DEVICE = f"{ADAPTER}/dev_C4_64_E3_00_00_02"
SERVICE = f"{DEVICE}/service0010"
READING = f"{SERVICE}/char0011"
CLOCK = f"{SERVICE}/char0013"
ADDRESS = "C4:64:E3:00:00:02"

BLUEZ = "org.bluez."
PROPERTIES = "org.freedesktop.DBus.Properties"
OBJECTS = "org.freedesktop.DBus.ObjectManager"
HANG = "hang"
"""As a fault: the method never answers."""

TAKEN_AT_ONCE = 20
"""Signals; a Unix socket holds several hundred of them."""

Tree = dict[str, dict[str, dict[str, Variant]]]
Services = list[tuple[str, str, dict[str, Variant]]]


class FakeBlueZ:
    """One adapter and one cuff with 2A35 and a clock. Set `faults` by the method's name."""

    def __init__(self, bus: MessageBus) -> None:
        """Answer on a connected bus."""
        self._bus = bus
        self._beacon: asyncio.Task[None] | None = None
        self.faults: dict[str, DBusError | str] = {}
        self.calls: list[str] = []
        self.advertises = True
        self.name = "BP7000"
        self.advertised = "1810"
        """The service that it is found by."""
        self.services: Callable[[], Services] = _gatt
        self.speaks = READING
        """The characteristic on which it says something."""
        self.told: Callable[[bytes], Iterable[bytes]] = lambda _octets: ()
        """What it says to what is written to it."""
        self.wants_bond = False
        self.keeps_waiting = False
        """Pair at a subscription, and let it wait for ever where that is refused, as BlueZ does."""
        self.passkey: int | None = None
        """Shown on the cuff; pairing then asks the agent for it."""
        self.shows: int | None = None
        """Shown on cuff and computer; pairing then asks the agent whether they are the same."""
        self.asked: list[str] = []
        """What the agent answered."""
        self.clock: Callable[[], bytes] = lambda: bytes(10)
        """What the cuff's clock shows (2A2B): never set, by default."""
        self.memory: list[bytes] = []
        """Sent as soon as somebody is subscribed."""
        self.eager: list[bytes] = []
        """Sent and deleted the moment the link stands, heard only by who is still subscribed."""
        self._agents: list[str] = []
        self._subscribed: set[str] = set()
        self._working: set[asyncio.Task[None]] = set()
        self._unsent: list[BaseException] = []
        self.tree: Tree = {ADAPTER: {f"{BLUEZ}Adapter1": _adapter()}}
        bus.add_message_handler(self._answer)

    def power(self, on: bool) -> None:
        """Switch the adapter, before bleak has asked for it."""
        self.tree[ADAPTER][f"{BLUEZ}Adapter1"]["Powered"] = Variant("b", on)

    def send(self, octets: bytes) -> None:
        """Indicate a value. Many at once go through `send_all`."""
        self._change(self.speaks, "GattCharacteristic1", Value=Variant("ay", octets))

    async def send_all(self, values: Iterable[bytes]) -> None:
        """Indicate many values of 2A35, as fast as the bus takes them.

        A connection to the bus holds some hundred messages that nobody has read yet; dbus-fast
        gives it up at the one after that. So the bus is asked now and then for a sign of life,
        which comes when everything before the question has been read.
        """
        for number, octets in enumerate(values, start=1):
            self.send(octets)
            if number % TAKEN_AT_ONCE == 0:
                await self._bus.call(_to_the_bus("org.freedesktop.DBus.Peer", "Ping"))

    def drop(self) -> None:
        """Let the cuff hang up."""
        off = Variant("b", False)
        self._change(DEVICE, "Device1", Connected=off, ServicesResolved=off)

    def already_connected(self) -> None:
        """Be as after a crash of a program that held the cuff."""
        self._publish(DEVICE, "Device1", _device(self.name, self.advertised))
        self._connect()
        self.advertises = False

    def die(self) -> None:
        """Fall off the bus; the bus lives on."""
        self._stop_discovery()
        self._bus.disconnect()

    def _answer(self, message: Message) -> Message | bool | None:
        if message.message_type is not MessageType.METHOD_CALL or message.member is None:
            return None
        self.calls.append(message.member)
        fault = self.faults.get(message.member)
        if fault == HANG:
            return True
        if isinstance(fault, DBusError):
            raise fault
        pairs = "StartNotify" if self.keeps_waiting else "Pair"
        if message.member == pairs and self._agents and self.wants_bond:
            self._later(self._pair_with_agent(message))
            return True
        signature, body = self._act(message)
        return Message.new_method_return(message, signature, body)

    def _act(self, message: Message) -> tuple[str, list[Any]]:
        sender = message.sender or ""
        acts: dict[str, Callable[[], None]] = {
            "StartDiscovery": self._start_discovery,
            "StopDiscovery": self._stop_discovery,
            "Connect": self._connect,
            "Disconnect": self.drop,
            "Pair": self._pair,
            "StartNotify": lambda: self._start_notify(sender),
            "RegisterAgent": lambda: self._agents.append(sender),
            "WriteValue": lambda: self._written(bytes(message.body[0])),
        }
        if message.member in acts:
            acts[message.member]()
        answers: dict[str, tuple[str, list[Any]]] = {
            "GetManagedObjects": ("a{oa{sa{sv}}}", [self.tree]),
            "ReadValue": ("ay", [self.clock()]),
        }
        return answers.get(message.member or "", ("", []))

    def _written(self, octets: bytes) -> None:
        for answer in self.told(octets):
            asyncio.get_running_loop().call_soon(self.send, answer)

    def _start_discovery(self) -> None:
        self._beacon = asyncio.get_running_loop().create_task(self._advertise())

    def _stop_discovery(self) -> None:
        if self._beacon is not None:
            self._beacon.cancel()

    def _pair(self) -> None:
        self.wants_bond = False

    async def _pair_with_agent(self, message: Message) -> None:
        member, signature, body = "RequestAuthorization", "o", list[Any]([DEVICE])
        if self.passkey is not None:
            member = "RequestPasskey"
        if self.shows is not None:
            member, signature, body = "RequestConfirmation", "ou", [DEVICE, self.shows]
        question = Message(
            destination=self._agents[-1],
            path="/kapmonitor/agent",
            interface=f"{BLUEZ}Agent1",
            member=member,
            signature=signature,
            body=body,
        )
        answer = await self._bus.call(question)
        assert answer is not None
        self.asked.append(f"{member}: {answer.error_name or answer.body}")
        refused = answer.error_name is not None
        if refused and self.keeps_waiting:
            return
        if refused or (self.passkey is not None and answer.body != [self.passkey]):
            failed = f"{BLUEZ}Error.AuthenticationFailed"
            await self._bus.send(Message.new_error(message, failed, "Authentication Failed"))
            return
        self._pair()
        if self.keeps_waiting:
            self._start_notify(message.sender or "")
        await self._bus.send(Message.new_method_return(message))

    def take_back(self) -> None:
        """Cancel the question that the agent was asked."""
        cancel = Message(
            destination=self._agents[-1],
            path="/kapmonitor/agent",
            interface=f"{BLUEZ}Agent1",
            member="Cancel",
        )
        self._send(cancel)

    async def leavers(self) -> None:
        """Forget what belongs to a program when its connection to the bus ends."""
        rule = "type='signal',member='NameOwnerChanged'"
        await self._bus.call(_to_the_bus("org.freedesktop.DBus", "AddMatch", "s", [rule]))

        def left(signal: Message) -> None:
            if signal.member == "NameOwnerChanged" and signal.body[2] == "":
                self._subscribed.discard(signal.body[0])
                self._agents = [agent for agent in self._agents if agent != signal.body[0]]

        self._bus.add_message_handler(left)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._working.add(task)
        task.add_done_callback(self._working.discard)

    def _start_notify(self, sender: str) -> None:
        if self.wants_bond:
            raise DBusError(f"{BLUEZ}Error.NotPermitted", "Not paired")
        self._subscribed.add(sender)
        for octets in self.memory:
            asyncio.get_running_loop().call_soon(self.send, octets)
        self.memory = []

    async def _advertise(self) -> None:
        """Repeat, as advertisers do: bleak starts to listen a moment after discovery begins."""
        while self.advertises:
            if DEVICE in self.tree:
                self._change(DEVICE, "Device1", RSSI=Variant("n", -60))
            else:
                self._publish(DEVICE, "Device1", _device(self.name, self.advertised))
            await asyncio.sleep(0.02)

    def _connect(self) -> None:
        self._change(DEVICE, "Device1", Connected=Variant("b", True))
        for path, kind, properties in self.services():
            self._publish(path, kind, properties)
        eager, self.eager = self.eager, []
        for octets in eager if self._subscribed else ():
            self.send(octets)
        self._change(DEVICE, "Device1", ServicesResolved=Variant("b", True))

    def _publish(self, path: str, kind: str, properties: dict[str, Variant]) -> None:
        interfaces = {BLUEZ + kind: properties}
        self.tree[path] = interfaces
        self._signal("/", OBJECTS, "InterfacesAdded", "oa{sa{sv}}", [path, interfaces])

    def _change(self, path: str, kind: str, **properties: Variant) -> None:
        if path in self.tree:
            self.tree[path][BLUEZ + kind] |= properties
            body = [BLUEZ + kind, properties, []]
            self._signal(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", body)

    def _signal(self, path: str, interface: str, member: str, *typed: Any) -> None:
        self._send(Message.new_signal(path, interface, member, *typed))

    def _send(self, message: Message) -> None:
        self._bus.send(message).add_done_callback(self._sent)

    def _sent(self, sending: asyncio.Future[None]) -> None:
        if not sending.cancelled() and (fault := sending.exception()) is not None:
            self._unsent.append(fault)

    async def end(self) -> None:
        """Leave the bus, and what was begun with it. Raises what kept a message from going out."""
        self.die()
        for task in self._working:
            task.cancel()
        await asyncio.gather(*self._working, return_exceptions=True)
        if self._unsent:
            raise BaseExceptionGroup("the pretended daemon could not send", self._unsent)


@asynccontextmanager
async def fake_bluez(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeBlueZ]:
    """Start a bus of our own, name it the system bus, and put the daemon on it."""
    with private_bus() as address, _without_remarks():
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        bus = await MessageBus(bus_type=BusType.SYSTEM).connect()
        await bus.request_name("org.bluez")
        bluez = FakeBlueZ(bus)
        await bluez.leavers()
        try:
            yield bluez
        finally:
            release()
            await bluez.end()


@contextmanager
def private_bus() -> Iterator[str]:
    """Run a bus daemon and yield its address."""
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        try:
            yield daemon.stdout.readline().strip()
        finally:
            daemon.terminate()


@contextmanager
def _without_remarks() -> Iterator[None]:
    """Silence bleak: it warns where there is no bluetoothctl and when its bus is taken away."""
    logger = logging.getLogger("bleak")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _to_the_bus(interface: str, member: str, signature: str = "", body: Any = ()) -> Message:
    return Message(
        destination="org.freedesktop.DBus",
        path="/org/freedesktop/DBus",
        interface=interface,
        member=member,
        signature=signature,
        body=list(body),
    )


def _adapter() -> dict[str, Variant]:
    return {
        "Address": Variant("s", "00:1A:7D:DA:71:13"),
        "Powered": Variant("b", True),
        "Discovering": Variant("b", False),
        "Roles": Variant("as", ["central"]),
    }


def _device(name: str, service: str) -> dict[str, Variant]:
    return {
        "Address": Variant("s", ADDRESS),
        "AddressType": Variant("s", "random"),
        "Adapter": Variant("o", ADAPTER),
        "Alias": Variant("s", name),
        "Name": Variant("s", name),
        "UUIDs": Variant("as", [_long(service)]),
        "RSSI": Variant("n", -61),
        "Paired": Variant("b", False),
        "Connected": Variant("b", False),
        "ServicesResolved": Variant("b", False),
    }


def _gatt() -> Services:
    return [
        (SERVICE, "GattService1", _service("1810")),
        (READING, "GattCharacteristic1", _characteristic("2a35", ["indicate"])),
        (CLOCK, "GattCharacteristic1", _characteristic("2a2b", ["read", "write"])),
    ]


def two_ways(service: str, says: str, hears: str) -> Services:
    """Return a maker's own service: one characteristic to speak on, one to be told on."""
    return [
        (SERVICE, "GattService1", _service(service)),
        (READING, "GattCharacteristic1", _characteristic(says, ["notify"])),
        (CLOCK, "GattCharacteristic1", _characteristic(hears, ["write"])),
    ]


def _service(uuid: str) -> dict[str, Variant]:
    return {
        "UUID": Variant("s", _long(uuid)),
        "Primary": Variant("b", True),
        "Device": Variant("o", DEVICE),
    }


def _characteristic(uuid: str, flags: list[str]) -> dict[str, Variant]:
    return {
        "UUID": Variant("s", _long(uuid)),
        "Service": Variant("o", SERVICE),
        "Flags": Variant("as", flags),
        "Notifying": Variant("b", False),
        "Value": Variant("ay", b""),
        "MTU": Variant("q", 23),
    }


def _long(uuid: str) -> str:
    return f"0000{uuid}-0000-1000-8000-00805f9b34fb"
