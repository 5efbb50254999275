"""Pairing a Bluetooth device for the first time, stage by stage, for whoever shows it.

    async with aclosing(pair(driver, address, person=Person(passkey=ask))) as stages:
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
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum

from devices.conversation import CannotStart, CuffMemory
from devices.cuff import Cuff, Observer
from devices.driver import Driver
from devices.event import DeviceEvent, LinkChanged, LinkState, Measured, MeasurementFailed
from devices.measurement import BloodPressure, HeartRate, Provenance, PulseOximetry
from devices.transport import Transport
from devices.transport.ble_attendant import Attendant, BleStep, Person
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
    COMPARISON_WANTED = "comparison_wanted"
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
    number: str | None = None
    """The six digits to compare with those on the device, with COMPARISON_WANTED."""
    reading: Measured | None = None
    """The test reading, with TESTED."""
    event: DeviceEvent | None = None
    """What the device told, where that is the news; its text is empty if no stage changed."""


Connect = Callable[[Attendant], Transport]
"""Returns an unconnected way to the device."""

TEXTS = {
    PairingStage.SEARCHING: "Looking for the device. Put it into pairing mode now.",
    PairingStage.FOUND: "The device is heard.",
    PairingStage.CONNECTING: "Connecting.",
    PairingStage.PAIRING: "The device asks to be paired. Answer what this computer asks.",
    PairingStage.PASSKEY_WANTED: "Type the six digits that the device shows.",
    PairingStage.COMPARISON_WANTED: "Compare the six digits with those that the device shows.",
    PairingStage.SUBSCRIBING: "Asking the device for its readings.",
    PairingStage.READY: "Connected. Take a test reading on the device now.",
}
_QUESTIONS = frozenset({PairingStage.PASSKEY_WANTED, PairingStage.COMPARISON_WANTED})

RETURNS = (
    "The device is paired and has hung up, as many do. Take a test reading on it: it comes on the "
    "air by itself afterwards."
)
STORED = "Readings from the device's memory arrived and were set aside. Take a test reading now."
DIFFERENT = (
    "You said that the device does not show the same number, so nothing was paired. Perhaps "
    "another device answered. Put yours alone into pairing mode and try again."
)
NOT_COMPARED = (
    "Nobody said in time that the two numbers are the same, so nothing was paired. Put the device "
    "into pairing mode and try again."
)
NOT_CONNECTED = "The cuff is not connected: nothing was started."
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
    person: Person | None = None,
    patience: BlePatience = PAIRING_PATIENCE,
) -> AsyncGenerator[PairingNews, None]:
    """Yield the stages until a test reading has arrived, or until it failed.

    `person.passkey` is awaited after PASSKEY_WANTED, `person.compare` after COMPARISON_WANTED.
    Either is cancelled when its time is over; nothing is paired then.
    """

    def connect(attendant: Attendant) -> Transport:
        url = BleUrl(address)
        return open_transport(driver, url, patience=patience, attendant=attendant)

    pairing = Pairing(driver, connect, person=person, settle_s=patience.settle_s)
    async with aclosing(pairing.stages()) as stages:
        async for news in stages:
            if news.text:
                yield news


class Pairing:
    """One pairing, over any link: iterate `stages` once.

    Everything the device tells is news, under the stage that stands. `observer` sees the raw
    exchange, for a capture. `memory` tells when the device was last started.
    """

    def __init__(  # noqa: PLR0913  all but two have the default of a first pairing
        self,
        driver: Driver,
        connect: Connect,
        *,
        person: Person | None = None,
        observer: Observer | None = None,
        memory: CuffMemory | None = None,
        settle_s: float = PAIRING_PATIENCE.settle_s,
    ) -> None:
        """Stay unconnected until `stages` is iterated."""
        self._news: asyncio.Queue[PairingNews | None] = asyncio.Queue()
        self._driver, self._connect, self._settle_s = driver, connect, settle_s
        self._person, self._observer = person or Person(), observer
        self._memory = memory or CuffMemory()
        self._stage = PairingStage.SEARCHING
        self._number: str | None = None
        self._refused = ""
        self._cuff: Cuff | None = None
        self._was_ready = self._over = False

    async def stages(self) -> AsyncGenerator[PairingNews, None]:
        """Yield the stages until a test reading has arrived, or until it failed."""
        task = asyncio.create_task(self._run(), name="pairing")
        try:
            while (news := await self._news.get()) is not None:
                yield news
            await task
        finally:
            task.cancel()
            await asyncio.wait({task})

    async def start_measurement(self) -> None:
        """Let the cuff inflate for its test reading. Raises CannotStart."""
        if self._cuff is None:
            raise CannotStart(NOT_CONNECTED)
        await self._cuff.start_measurement()

    async def stop_measurement(self) -> None:
        """Let the cuff deflate, if it can be told."""
        if self._cuff is not None:
            await self._cuff.stop_measurement()

    async def _run(self) -> None:
        try:
            while not self._over:
                await self._connect_once()
        finally:
            self._news.put_nowait(None)

    async def _connect_once(self) -> None:
        answers = Person(passkey=self._passkey, compare=self._compare)
        transport = self._connect(Attendant(hears=self._step, person=answers))
        cuff = Cuff(self._driver, transport, memory=self._memory, observer=self._observer)
        self._cuff = cuff
        async with cuff:
            async for event in cuff.events():
                self._note(event)
                if self._over:
                    return
        if cuff.fault is not None and not (self._was_ready and cuff.fault.retryable):
            self._tell(PairingStage.FAILED, self._refused or cuff.fault.text)
            self._over = True
            return
        await asyncio.sleep(self._settle_s)

    def _step(self, step: BleStep, signal_dbm: int | None) -> None:
        if self._stage in _QUESTIONS:  # whoever is asked must not lose the question to a hint
            return
        stage = PairingStage(step.value)
        returning = self._was_ready and stage is PairingStage.SEARCHING
        self._tell(stage, RETURNS if returning else TEXTS[stage], signal_dbm=signal_dbm)

    async def _passkey(self) -> str | None:
        with self._asking(PairingStage.PASSKEY_WANTED):
            return await self._person.passkey()

    async def _compare(self, number: str) -> bool:
        self._number, self._refused = number, NOT_COMPARED
        with self._asking(PairingStage.COMPARISON_WANTED):
            same = await self._person.compare(number)
        self._refused = "" if same else DIFFERENT
        return same

    @contextmanager
    def _asking(self, question: PairingStage) -> Iterator[None]:
        """Let a question stand until it is answered or taken back."""
        self._tell(question, TEXTS[question])
        try:
            yield
        finally:
            self._tell(PairingStage.PAIRING, TEXTS[PairingStage.PAIRING])

    def _note(self, event: DeviceEvent) -> None:
        match event:
            case LinkChanged(state=LinkState.READY) if not self._was_ready:
                self._was_ready = True
                self._tell(PairingStage.READY, TEXTS[PairingStage.READY], event=event)
            case LinkChanged(state=LinkState.LOST, text=text) if self._gives_up():
                self._tell(PairingStage.FAILED, self._refused or text, event=event)
                self._over = True
            case Measured(provenance=Provenance.STORED):
                self._tell(PairingStage.READY, STORED, event=event)
            case Measured() if _has_a_value(event):
                self._tell(PairingStage.TESTED, "A reading arrived.", reading=event, event=event)
                self._over = True
            case MeasurementFailed(provenance=provenance) if provenance is not Provenance.STORED:
                self._tell(PairingStage.READY, TEST_FAILED, event=event)
            case _:
                self._tell(self._stage, "", event=event)

    def _gives_up(self) -> bool:
        """Return whether a lost link is the end: one that opened, and where nobody answered."""
        fault = self._cuff.fault if self._cuff is not None else None
        return not self._was_ready and fault is None

    def _tell(
        self,
        stage: PairingStage,
        text: str,
        *,
        signal_dbm: int | None = None,
        reading: Measured | None = None,
        event: DeviceEvent | None = None,
    ) -> None:
        self._stage = stage
        told = PairingNews(
            stage=stage, text=text, signal_dbm=signal_dbm, reading=reading, event=event
        )
        if stage is PairingStage.COMPARISON_WANTED:
            told = replace(told, number=self._number)
        self._news.put_nowait(told)


def _has_a_value(event: Measured) -> bool:
    match event.measurement:
        case (
            BloodPressure(systolic=value) | HeartRate(heart_rate=value) | PulseOximetry(spo2=value)
        ):
            return value is not None
