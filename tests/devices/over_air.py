"""Cuffs in the air and what the ordinary driver makes of them, over real bleak."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from devices.catalog import find
from devices.conversation import CuffMemory
from devices.cuff import Cuff
from devices.event import DeviceEvent, LinkChanged, LinkState, Measured
from devices.ieee11073 import encode_current_time, encode_date_time
from devices.measurement import BloodPressure, Provenance
from devices.reconnect import Pauses, keep_connected
from devices.transport.ble import BlePatience, BleTransport
from tests.devices.paced import START, wall
from tests.support.ble_rig.virtual_cuff import Habits, VirtualCuff

BLP = find("bluetooth_blp")
NOW = wall(START)
NOT_A_NUMBER = bytes.fromhex("14 ff07 ff07 ff07 ff07 0000")
KILOPASCAL = bytes.fromhex("01 b0f0 6bf0 82f0")
INFLATING = bytes.fromhex("00 9600 ff07 ff07")
STAYS = Habits(hangs_up=False, clock=encode_current_time(NOW))
ENOUGH = BlePatience(find_s=10, turn_s=0.5, connect_s=10, subscribe_s=10, disconnect_s=5)
"""Long enough for a busy computer: nothing here waits for its end."""


def reading(systolic: int, diastolic: int, at: datetime) -> bytes:
    """Build a 2A35 value in mmHg with time stamp, pulse 66 and a clean status."""
    pressures = bytes([systolic, 0, diastolic, 0, 0xFF, 0x07])
    return b"\x16" + pressures + encode_date_time(at) + b"\x42\x00\x00\x00"


def cuff_at(far: VirtualCuff, patience: BlePatience = ENOUGH) -> Cuff:
    transport = BleTransport(far.habits.address, ["1810"], patience=patience)
    return Cuff(BLP, transport, host_now=lambda: START)


async def told(cuff: Cuff) -> list[DeviceEvent]:
    async with cuff:
        return [event async for event in cuff.events()]


async def kept(
    far: VirtualCuff, again: Callable[[], Awaitable[None]], until: int
) -> list[DeviceEvent]:
    """Keep the cuff connected; after its first hang-up do `again`; stop at so many readings."""
    memory, events, enough = CuffMemory(), list[DeviceEvent](), asyncio.Event()

    def tell(event: DeviceEvent) -> None:
        events.append(event)
        if len(values(events)) == until:
            enough.set()

    def make(pairing: Callable[[LinkChanged], None]) -> Cuff:
        link = BleTransport(far.habits.address, ["1810"], patience=ENOUGH, tell=pairing)
        return Cuff(BLP, link, host_now=lambda: START, memory=memory)

    keeper = asyncio.create_task(keep_connected(make, tell, pauses=Pauses(settle_s=0)))
    await far.disconnected.wait()
    await again()
    await enough.wait()
    keeper.cancel()
    await asyncio.wait({keeper})
    return events


def values(events: list[DeviceEvent]) -> list[tuple[float | None, float | None, Provenance]]:
    return [
        (event.measurement.systolic, event.measurement.diastolic, event.provenance)
        for event in events
        if isinstance(event, Measured) and isinstance(event.measurement, BloodPressure)
    ]


def states(events: list[DeviceEvent]) -> list[LinkState]:
    return [event.state for event in events if isinstance(event, LinkChanged)]
