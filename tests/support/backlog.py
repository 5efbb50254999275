"""A telehealth session whose patient was away, and then brings everything at once.

The room, its record, the meeting and both ends are the program's own, over a server in memory;
the patient's side has stored its readings while nothing could be sent.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from kapmonitor.clock import LoopClock
from kapmonitor.desk import Desk
from kapmonitor.link.code import heard
from kapmonitor.link.envelope import Keys
from kapmonitor.link.line import PatientLine
from kapmonitor.link.meet import join
from kapmonitor.link.meeting import Paired
from kapmonitor.link.memory import MemoryBroker
from kapmonitor.link.message import Cuff, Hello, Reading, State
from kapmonitor.link.outbox import Outbox
from kapmonitor.link.patient import Now, PatientEnd
from kapmonitor.port import Answer, Snapshot
from kapmonitor.room import Outlets, Room, Surroundings
from kapmonitor.runtime import MAX_SPEED, PacedLoop
from kapmonitor.session.event import DeviceAssigned
from kapmonitor.supervisor import DeviceSource
from kapmonitor.telehealth.view import Pairing
from tests.support.builders import START, TELEHEALTH, THERAPIST, opening

DRIVER = "bluetooth_blp"
EVERY_MS = 100


def frame_of(systolic: int) -> bytes:
    """Return a Blood Pressure Measurement (0x2A35) in mmHg with a pulse rate of 64."""
    return bytes([0x04, systolic, 0, 78, 0, 92, 0, 64, 0])


def systolic_of(number: int) -> int:
    """Return the value of a reading, by which an exchanged one would show."""
    return 100 + number % 50


def percent_of(number: int) -> int:
    """Return the battery of a message that is no reading."""
    return 50 + number % 50


def is_reading(number: int) -> bool:
    """Return whether this message is a reading; the others tell of the patient's computer."""
    return number % 30 == 0


@dataclass(frozen=True, slots=True)
class Flow:
    """When the backlog begins to come, and when all of it is in the record; for any thread."""

    begins: threading.Event = field(default_factory=threading.Event)
    is_over: threading.Event = field(default_factory=threading.Event)
    speed: float = MAX_SPEED
    """Of the engine's time from there on."""


def desk_with_backlog(folder: Path, count: int, flow: Flow) -> Desk:
    """Return a desk whose patient brings `count` messages, all at once."""

    async def programme(outlets: Outlets, at_work: Callable[[Room], None]) -> None:
        shown: list[Snapshot] = []

        def show(snapshot: Snapshot) -> None:
            shown[:] = [snapshot]
            outlets.snapshot(snapshot)

        loop, broker = asyncio.get_running_loop(), MemoryBroker(0.02)
        room = Room(
            folder,
            LoopClock(START, loop.time),
            replace(outlets, snapshot=show),
            resolve=_none,
            around=Surroundings(cables=broker.cable),
        )
        room.open()
        at_work(room)
        try:
            room.submit(opening(TELEHEALTH), THERAPIST, _agree)
            await _bring(room, broker, folder, shown, (count, flow))
            await asyncio.Event().wait()
        finally:
            await room.close()

    return Desk(programme, make_loop=lambda: PacedLoop(MAX_SPEED))


async def _bring(
    room: Room, broker: MemoryBroker, folder: Path, shown: list[Snapshot], what: tuple[int, Flow]
) -> None:
    count, flow = what
    loop = asyncio.get_running_loop()
    assert isinstance(loop, PacedLoop)
    paired = await _met(room, broker, shown)

    def now() -> Now:
        ms = round(loop.time() * 1000)
        return Now(round(START.timestamp() * 1000) + ms, ms)

    await asyncio.sleep(count * EVERY_MS / 1000)  # away
    end = _end(Outbox(folder / "outbox.db"), paired, now())
    _say_all(end, now(), count)
    line = PatientLine(end, broker.cable, now, lambda _told: None)
    loop.pace(flow.speed)
    flow.begins.set()
    holding = asyncio.create_task(line.run())
    try:
        while end.store.count_waiting():  # noqa: ASYNC110  a disk has no event
            await asyncio.sleep(0.1)
        await asyncio.sleep(1.0)
        flow.is_over.set()
    finally:
        holding.cancel()
        await asyncio.wait({holding})
        end.store.close()


async def _met(room: Room, broker: MemoryBroker, shown: list[Snapshot]) -> Paired:
    """Have both sides meet, and the words compared."""
    room.telehealth(lambda desk: desk.invite("A. R."), THERAPIST)
    while shown[-1].link.code is None:  # noqa: ASYNC110  a picture has no event
        await asyncio.sleep(0.1)
    code = heard(shown[-1].link.code.spoken)
    assert code is not None
    paired = await join(code, broker.cable, os.urandom)
    assert isinstance(paired, Paired)
    while shown[-1].link.pairing is not Pairing.WORDS:  # noqa: ASYNC110  as above
        await asyncio.sleep(0.1)
    room.telehealth(lambda desk: desk.words_match(match=True), THERAPIST)
    return paired


def _end(store: Outbox, paired: Paired, now: Now) -> PatientEnd:
    session = paired.offer.session
    return PatientEnd(
        session=session,
        keys=Keys.of(paired.root, session, paired.offer.key_id),
        store=store,
        entropy=os.urandom,
        instance="ab" * 8,
        epoch=store.next_epoch(),
        started=now,
    )


def _say_all(end: PatientEnd, now: Now, count: int) -> None:
    cuff = Cuff(id="c1", model="UA-651", battery_percent=80, driver=DRIVER)
    hello = Hello(instance="ab" * 8, app="1", system="t", epoch=end.epoch, cuff=cuff, zone_min=0)
    end.say(hello, now)
    for number in range(count):
        at = replace(now, wall_ms=now.wall_ms - (count - number) * EVERY_MS)
        end.say(_reading(number, at, end.epoch) if is_reading(number) else _state(number), now)


def _state(number: int) -> State:
    return State(power="ac", battery_percent=percent_of(number))


def _reading(number: int, at: Now, epoch: int) -> Reading:
    systolic = systolic_of(number)
    return Reading(
        id=f"{number:032x}",
        source="cuff",
        systolic=systolic,
        diastolic=78,
        mean=92,
        pulse_rate=64,
        unit="mm[Hg]",
        at=at.wall_ms,
        up=at.up_ms,
        epoch=epoch,
        verdict="live",
        raw=frame_of(systolic),
        channel="2a35",
        driver=DRIVER,
        cuff="c1",
    )


def _agree(answer: Answer) -> None:
    assert not answer.refusals


def _none(_assigned: DeviceAssigned) -> DeviceSource:
    raise AssertionError("the devices are at home")
