"""One Bluetooth connection: held, used and given up with a limit on every wait.

The steps come from the decoder, subscription first: a cuff may send its readings the moment it is
subscribed. How a device is found and connected is `ble_search`.

On Linux a subscription to a cuff that wants to be paired waits for ever when nobody answers the
pairing question, and a Bluetooth service that dies leaves bleak believing in its connection.
The first is told as pairing and given up in time, with an agent of our own to answer; the second
is found by asking for the service now and then. A cuff that speaks before bleak listens is heard
by the keeper. All three are Linux' alone and imported where they are used.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, TypeVar, assert_never

from bleak import BleakClient
from bleak.backends import BleakBackend
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.exc import BleakError, BleakGATTProtocolError
from bleak.uuids import normalize_uuid_str

from devices.decoder import Read, Received, Send, Subscribe, Write
from devices.event import LinkChanged, LinkState
from devices.transport.ble_attendant import BleStep, Company
from devices.transport.ble_fault import (
    BLE_ERRORS,
    PAIR_FIRST,
    SERVICE_GONE,
    ServiceGone,
    needs_bond,
    told_plainly,
)
from devices.transport.ble_patience import BlePatience
from devices.transport.ble_radio import daemon_answers
from devices.transport.ble_table import distrusted, trust
from devices.transport.inbox import Inbox
from devices.transport.seam import EnvironmentFault
from devices.transport.two_ears import TwoEars

if TYPE_CHECKING:
    from devices.transport.bluez_keeper import Keeper

ENDED = "The device ended the connection."
SLOW = "The device does not answer any more."
PAIRING = "The cuff asks to be paired. Confirm on this computer, and type the number it shows."
NOT_PAIRED = (
    "The cuff did not let this computer listen: it waits to be paired. Pair it in the computer's "
    "Bluetooth settings, with its maker's app closed on every phone, and try again."
)
OTHER_MODEL = (
    "The device does not offer what this driver needs (characteristic {channel}). "
    "Choose the driver that fits the model."
)

DEVICE_NAME = "2a00"
"""Answered by the name that was heard: BlueZ hides the characteristic, and no request is needed."""
NAME_OCTETS = 248
"""The longest name there may be (Bluetooth Core, Vol 3, Part C, 12.1)."""

SUBSCRIBABLE = frozenset({"notify", "indicate"})

_Answer = TypeVar("_Answer")
Keep = Callable[[], Awaitable[None]]


class BleLink:
    """An open connection. `inbox` ends when either side hangs up."""

    def __init__(
        self,
        client: BleakClient,
        inbox: Inbox,
        *,
        patience: BlePatience,
        company: Company,
        agent: AsyncExitStack,
    ) -> None:
        """Take over a connected client whose end closes `inbox`; `agent` answers until then."""
        self.inbox = inbox
        self._agent = agent
        self._kept: set[str] = set()
        self._client, self._patience, self._company = client, patience, company
        self._accepted = False
        self._sending = asyncio.Lock()
        self._watch = asyncio.create_task(self._watch_service())

    async def send(self, what: Send) -> None:
        """Carry out one step. Raises EnvironmentFault, but for an optional step that fails."""
        async with self._sending:
            try:
                with told_plainly(NOT_PAIRED if isinstance(what, Subscribe) else SLOW):
                    await self._carry_out(what)
            except ServiceGone as fault:
                self.inbox.end(fault)
                raise
            except EnvironmentFault:
                if not what.optional:
                    raise

    async def hang_up(self) -> None:
        """Disconnect; never raises on a link that is already gone."""
        self._watch.cancel()
        if self._kept and (keeper := await _keeper()) is not None:
            for path in self._kept:
                keeper.rest(path)
        await self._agent.aclose()
        with contextlib.suppress(*BLE_ERRORS):
            async with asyncio.timeout(self._patience.disconnect_s):
                await self._client.disconnect()
        self.inbox.end()

    async def _carry_out(self, what: Send) -> None:
        if what == Read(DEVICE_NAME):
            name = self._client.name.encode(errors="replace")  # some systems keep half characters
            self.inbox.deliver(Received(DEVICE_NAME, name[:NAME_OCTETS]))
            return
        characteristic = self._characteristic(what.channel)
        match what:
            case Subscribe():
                await self._subscribe(characteristic, what.channel)
            case Read():
                await self._read(characteristic, what.channel)
            case Write():
                await self._write(characteristic, what.octets)
            case _:
                assert_never(what)

    def _characteristic(self, channel: str) -> BleakGATTCharacteristic:
        if self.inbox.ended or not self._client.is_connected:
            raise EnvironmentFault(ENDED)
        wanted = normalize_uuid_str(channel)
        for characteristic in self._client.services.characteristics.values():
            if characteristic.uuid == wanted:
                return characteristic
        raise EnvironmentFault(OTHER_MODEL.format(channel=channel), retryable=False)

    async def _subscribe(self, characteristic: BleakGATTCharacteristic, channel: str) -> None:
        if not SUBSCRIBABLE.intersection(characteristic.properties):
            raise EnvironmentFault(OTHER_MODEL.format(channel=channel), retryable=False)

        ears = TwoEars(lambda octets: self.inbox.deliver(Received(channel, octets)))
        hears = ears.ear("bleak")

        def arrived(_characteristic: BleakGATTCharacteristic, octets: bytearray) -> None:
            hears(bytes(octets))

        if not self._accepted:
            self._company.attendant.hears(BleStep.SUBSCRIBING, None)
        hint = asyncio.get_running_loop().call_later(self._patience.pairing_hint_s, self._hint)
        try:
            async with asyncio.timeout(self._patience.subscribe_s) as limit, self._refusal(limit):
                keep = await self._kept_by(characteristic, ears)
                both = self._offers_both(characteristic)
                await self._bonded(
                    lambda: self._client.start_notify(characteristic, arrived, force_indicate=both)
                )
                await keep()
        except BleakGATTProtocolError as error:
            raise distrusted(self._client.address, error) or error from error
        except TimeoutError as error:
            if self._company.refused.is_set():
                raise EnvironmentFault(PAIR_FIRST, retryable=False) from error
            raise
        finally:
            hint.cancel()
        self._accepted = True
        trust(self._client.address)
        await self._agent.aclose()

    @asynccontextmanager
    async def _refusal(self, limit: asyncio.Timeout) -> AsyncIterator[None]:
        """Let the wait end soon once somebody said no: the system may never say so."""

        async def hurry() -> None:
            await self._company.refused.wait()
            limit.reschedule(asyncio.get_running_loop().time() + self._patience.refused_s)

        watch = asyncio.create_task(hurry(), name="pairing refused")
        try:
            yield
        finally:
            watch.cancel()

    def _offers_both(self, characteristic: BleakGATTCharacteristic) -> bool:
        """Return whether Windows would take notifications though indications are offered."""
        windows = self._client.backend_id is BleakBackend.WIN_RT
        return windows and set(characteristic.properties) >= SUBSCRIBABLE

    async def _kept_by(self, characteristic: BleakGATTCharacteristic, ears: TwoEars) -> Keep:
        """Linux: hear what was sent before this link listened. Returns how to stay subscribed."""
        needs_it = {"indicate"} == {"indicate", "read"}.intersection(characteristic.properties)
        keeper = await _keeper() if needs_it and on_linux(self._client) else None
        if keeper is None:
            return _keep_nothing
        path = str(characteristic.obj[0])
        self._kept.add(path)
        keeper.listen(path, ears.ear("keeper"))
        return lambda: keeper.hold(path)

    async def _read(self, characteristic: BleakGATTCharacteristic, channel: str) -> None:
        async with asyncio.timeout(self._patience.exchange_s):
            octets = await self._bonded(lambda: self._client.read_gatt_char(characteristic))
        self.inbox.deliver(Received(channel, bytes(octets)))

    async def _write(self, characteristic: BleakGATTCharacteristic, octets: bytes) -> None:
        confirmed = "write" in characteristic.properties
        async with asyncio.timeout(self._patience.exchange_s):
            await self._bonded(
                lambda: self._client.write_gatt_char(characteristic, octets, response=confirmed)
            )

    async def _bonded(self, ask: Callable[[], Awaitable[_Answer]]) -> _Answer:
        """Ask; where the device wants a bond first, pair and ask once more."""
        try:
            return await ask()
        except BleakError as error:
            if not needs_bond(error):
                raise
        self._hint()
        await self._client.pair()
        return await ask()

    def _hint(self) -> None:
        if not self._accepted:  # a later slow step has another cause
            self._company.attendant.hears(BleStep.PAIRING, None)
            self._company.tell(LinkChanged(state=LinkState.PAIRING, text=PAIRING))

    async def _watch_service(self) -> None:
        if not on_linux(self._client):
            return
        from devices.transport.bluez_keeper import let_go

        while await daemon_answers():  # noqa: ASYNC110  the service is elsewhere and sets no Event
            await asyncio.sleep(self._patience.service_check_s)
        let_go()
        self.inbox.end(ServiceGone(SERVICE_GONE))


def on_linux(client: BleakClient) -> bool:
    """Return whether the client speaks with Linux' Bluetooth service."""
    return client.backend_id is BleakBackend.BLUEZ_DBUS


async def _keeper() -> Keeper | None:
    from devices.transport.bluez_keeper import keeper

    return await keeper()


async def _keep_nothing() -> None:
    """Do what there is to do elsewhere: nothing."""
