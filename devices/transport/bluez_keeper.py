"""Hears the cuff that speaks before anybody listens (Linux).

A bonded cuff keeps its subscription with the bond and sends as soon as the link is encrypted. The
Bluetooth service confirms the reading, the cuff deletes it, and bleak, which subscribes a moment
later, never sees it. The service forgets a program's subscription with the program's connection
to the bus, and bleak opens a new one for each link. So this keeps a connection of its own: it
subscribed once, stays, and hears what comes before and between the links.

What both hear is one value: see `two_ears`.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable
from weakref import WeakKeyDictionary

from dbus_fast import BusType, Message, MessageType
from dbus_fast.aio import MessageBus

ANSWER_S = 5.0
WAITING_LIMIT = 64
"""Values kept for a link that is not there yet: more than any cuff replays unasked."""

CHARACTERISTIC = "org.bluez.GattCharacteristic1"
RULE = (
    "type='signal',sender='org.bluez',interface='org.freedesktop.DBus.Properties',"
    "member='PropertiesChanged',path_namespace='/org/bluez'"
)

Deliver = Callable[[bytes], None]

_keepers: WeakKeyDictionary[asyncio.AbstractEventLoop, Keeper] = WeakKeyDictionary()


async def keeper() -> Keeper | None:
    """Return this loop's keeper, or None where the bus cannot be reached."""
    loop = asyncio.get_running_loop()
    if loop not in _keepers:
        made = Keeper()
        if not await made.connect():
            return None
        _keepers[loop] = made
    return _keepers[loop]


def let_go() -> None:
    """End this loop's keeper: no link is expected any more, or the Bluetooth service died."""
    kept = _keepers.pop(asyncio.get_running_loop(), None)
    if kept is not None:
        kept.disconnect()


class Keeper:
    """One long-lived connection to the bus, with an ear for each characteristic it was told."""

    def __init__(self) -> None:
        """Stay unconnected."""
        self._bus = MessageBus(bus_type=BusType.SYSTEM)
        self._ears: dict[str, Deliver] = {}
        self._waiting: dict[str, deque[bytes]] = {}

    async def connect(self) -> bool:
        """Begin to listen; returns whether the bus let us."""
        try:
            async with asyncio.timeout(ANSWER_S):
                await self._bus.connect()
                self._bus.add_message_handler(self._heard)
                bus = "org.freedesktop.DBus"
                await self._call(bus, "/org/freedesktop/DBus", (bus, "AddMatch"), RULE)
        except (OSError, EOFError, TimeoutError):
            self._bus.disconnect()
            return False
        return True

    def disconnect(self) -> None:
        """Stop listening."""
        self._bus.disconnect()

    def listen(self, path: str, deliver: Deliver) -> None:
        """Hand out what came meanwhile, then everything as it comes."""
        for octets in self._waiting.pop(path, ()):
            deliver(octets)
        self._ears[path] = deliver

    async def hold(self, path: str) -> None:
        """Subscribe in our own name, and stay subscribed when the link ends."""
        with contextlib.suppress(OSError, EOFError, TimeoutError):
            async with asyncio.timeout(ANSWER_S):
                await self._call("org.bluez", path, (CHARACTERISTIC, "StartNotify"))

    def rest(self, path: str) -> None:
        """Keep what comes from now on for the next link."""
        if self._ears.pop(path, None) is not None:
            self._waiting[path] = deque(maxlen=WAITING_LIMIT)

    def _heard(self, signal: Message) -> None:
        if signal.message_type is not MessageType.SIGNAL or signal.member != "PropertiesChanged":
            return
        interface, changed, *_ = signal.body
        if interface != CHARACTERISTIC or "Value" not in changed or signal.path is None:
            return
        octets = bytes(changed["Value"].value)
        if signal.path in self._ears:
            self._ears[signal.path](octets)
        elif signal.path in self._waiting:
            self._waiting[signal.path].append(octets)

    async def _call(self, destination: str, path: str, what: tuple[str, str], *body: str) -> None:
        interface, member = what
        await self._bus.call(
            Message(
                destination=destination,
                path=path,
                interface=interface,
                member=member,
                signature="s" * len(body),
                body=list(body),
            )
        )
