"""Pairing a Bluetooth device for the first time, stage by stage, for whoever shows it.

    async with aclosing(pair(driver, address, ask_passkey=ask)) as stages:
        async for news in stages:
            ...

The stages come in the order in which they happen and may return to an earlier one: many cuffs
hang up right after pairing and come on the air again only with a reading, which is waited for. The
iterator ends with TESTED, when a reading arrived end to end, or with FAILED, whose text says what
to do. Leaving it hangs up and keeps the bond. Nothing here stores or shows a patient's reading:
what comes from the device's memory is told as such and counts as no test.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from enum import StrEnum

from devices.conversation import CuffMemory
from devices.cuff import Cuff
from devices.driver import Driver
from devices.event import DeviceEvent, LinkChanged, LinkState, Measured, MeasurementFailed
from devices.measurement import BloodPressure, HeartRate, Provenance, PulseOximetry
from devices.transport.ble_attendant import AskPasskey, Attendant, BleStep
from devices.transport.ble_patience import BlePatience
from devices.url import BleUrl, open_transport

PAIRING_PATIENCE = BlePatience(find_s=60.0)
"""A person presses a button meanwhile, perhaps for the first time."""


class PairingStage(StrEnum):
    """Where a pairing stands."""

    SEARCHING = "searching"
    FOUND = "found"
    CONNECTING = "connecting"
    PAIRING = "pairing"
    PASSKEY_WANTED = "passkey_wanted"
    SUBSCRIBING = "subscribing"
    READY = "ready"
    TESTED = "tested"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingNews:
    """One stage with a sentence for the person beside the device."""

    stage: PairingStage
    text: str
    signal_dbm: int | None = None
    """How loud the device was heard, with FOUND."""
    reading: Measured | None = None
    """The test reading, with TESTED."""


TEXTS = {
    PairingStage.SEARCHING: "Looking for the device. Put it into pairing mode now.",
    PairingStage.FOUND: "The device is heard.",
    PairingStage.CONNECTING: "Connecting.",
    PairingStage.PAIRING: "The device asks to be paired. Answer what this computer asks.",
    PairingStage.PASSKEY_WANTED: "Type the six digits that the device shows.",
    PairingStage.SUBSCRIBING: "Asking the device for its readings.",
    PairingStage.READY: "Connected. Take a test reading on the device now.",
}
RETURNS = (
    "The device is paired and has hung up, as many do. Take a test reading on it: it comes on the "
    "air by itself afterwards."
)
STORED = "Readings from the device's memory arrived and were set aside. Take a test reading now."
TEST_FAILED = "The device reports that its measurement failed. Take another test reading."
DOORS = {
    "win32": "If the device shows a number, pair it in Windows Settings, Bluetooth & devices, then "
    "come back here. Windows asks for the number there and nowhere else.",
    "darwin": "macOS asks in a window of its own when the device wants to be paired. Type the "
    "number that the device shows there.",
}


def pairing_door(platform: str = sys.platform) -> str:
    """Return where this system asks for a number that the device shows; empty if right here."""
    return DOORS.get(platform, "")


async def pair(
    driver: Driver,
    address: str,
    *,
    ask_passkey: AskPasskey | None = None,
    patience: BlePatience = PAIRING_PATIENCE,
) -> AsyncGenerator[PairingNews, None]:
    """Yield the stages until a test reading has arrived, or until it failed.

    `ask_passkey` is awaited after PASSKEY_WANTED and returns the digits, or None to give up.
    """
    pairing = _Pairing(driver, address, ask_passkey, patience)
    task = asyncio.create_task(pairing.run(), name="pairing")
    try:
        while (news := await pairing.news.get()) is not None:
            yield news
        await task
    finally:
        task.cancel()
        await asyncio.wait({task})


class _Pairing:
    def __init__(
        self, driver: Driver, address: str, ask: AskPasskey | None, patience: BlePatience
    ) -> None:
        self.news: asyncio.Queue[PairingNews | None] = asyncio.Queue()
        self._driver, self._address, self._patience = driver, address, patience
        self._ask = ask
        self._was_ready = self._over = False

    async def run(self) -> None:
        memory = CuffMemory()
        try:
            while not self._over:
                await self._connect_once(memory)
        finally:
            self.news.put_nowait(None)

    async def _connect_once(self, memory: CuffMemory) -> None:
        attendant = Attendant(hears=self._step, passkey=self._passkey)
        transport = open_transport(
            self._driver, BleUrl(self._address), patience=self._patience, attendant=attendant
        )
        cuff = Cuff(self._driver, transport, memory=memory)
        async with cuff:
            async for event in cuff.events():
                self._note(event)
                if self._over:
                    return
        if cuff.fault is not None and not (self._was_ready and cuff.fault.retryable):
            self._tell(PairingStage.FAILED, cuff.fault.text)
            self._over = True
            return
        await asyncio.sleep(self._patience.settle_s)

    def _step(self, step: BleStep, signal_dbm: int | None) -> None:
        stage = PairingStage(step.value)
        returning = self._was_ready and stage is PairingStage.SEARCHING
        self._tell(stage, RETURNS if returning else TEXTS[stage], signal_dbm=signal_dbm)

    async def _passkey(self) -> str | None:
        self._tell(PairingStage.PASSKEY_WANTED, TEXTS[PairingStage.PASSKEY_WANTED])
        digits = None if self._ask is None else await self._ask()
        self._tell(PairingStage.PAIRING, TEXTS[PairingStage.PAIRING])
        return digits

    def _note(self, event: DeviceEvent) -> None:
        match event:
            case LinkChanged(state=LinkState.READY) if not self._was_ready:
                self._was_ready = True
                self._tell(PairingStage.READY, TEXTS[PairingStage.READY])
            case Measured(provenance=Provenance.STORED):
                self._tell(PairingStage.READY, STORED)
            case Measured() if _has_a_value(event):
                self._tell(PairingStage.TESTED, "A reading arrived.", reading=event)
                self._over = True
            case MeasurementFailed(provenance=provenance):
                if provenance is not Provenance.STORED:
                    self._tell(PairingStage.READY, TEST_FAILED)
            case _:
                pass

    def _tell(
        self,
        stage: PairingStage,
        text: str,
        *,
        signal_dbm: int | None = None,
        reading: Measured | None = None,
    ) -> None:
        self.news.put_nowait(
            PairingNews(stage=stage, text=text, signal_dbm=signal_dbm, reading=reading)
        )


def _has_a_value(event: Measured) -> bool:
    match event.measurement:
        case (
            BloodPressure(systolic=value) | HeartRate(heart_rate=value) | PulseOximetry(spo2=value)
        ):
            return value is not None
