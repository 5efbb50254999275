"""The engine in its own thread: started and stopped in order, and deaf to a stalled window."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TypeVar

import pytest

from devices.drivers.bluetooth_hrp import DRIVER as HRP
from devices.transport.memory import Wire
from kapmonitor.clock import SystemClock
from kapmonitor.desk import ENGINE_GONE, Desk, keep_open
from kapmonitor.port import Answer, Snapshot
from kapmonitor.record.connect import FILE_NAME, open_history, open_record
from kapmonitor.record.fault import RecordFault, RecordLocked
from kapmonitor.record.log import SessionLog
from kapmonitor.room import NO_SUCH_SESSION, STILL_OPEN, Outlets, Room
from kapmonitor.session.event import DeviceAssigned, MeasurementRecorded
from kapmonitor.session.intent import Intent, Note
from kapmonitor.session.vocabulary import Role
from kapmonitor.supervisor import DeviceSource
from tests.conftest import ExpectedLog
from tests.support.builders import STRAP, THERAPIST, opening

T = TypeVar("T")
PATIENCE_S = 90
STALL_S = 1.5
BEATS = 200
STRAPPED = DeviceAssigned(
    role=Role.STRAP, driver=STRAP, address="D", title="A strap", can_start=False, simulated=True
)
AtWork = Callable[[Room], None]


def programme(folder: Path, wire: Wire | None = None) -> Callable[..., Coroutine[None, None, None]]:
    def resolve(assigned: DeviceAssigned) -> DeviceSource:
        assert wire is not None
        return DeviceSource(
            role=assigned.role,
            driver=HRP,
            address="D",
            title="A strap",
            transport=lambda _tell: wire.transport(),
        )

    async def run(outlets: Outlets, at_work: AtWork) -> None:
        await keep_open(Room(folder, SystemClock(), outlets, resolve=resolve), at_work)

    return run


def never(fault: BaseException) -> None:
    raise fault


def answer_to(ask: Callable[[Callable[[T], None]], None]) -> T:
    answers: queue.Queue[T] = queue.Queue()
    ask(answers.put)
    return answers.get(timeout=PATIENCE_S)


def submitted(desk: Desk, intent: Intent) -> Answer:
    def ask(done: Callable[[Answer], None]) -> None:
        desk.submit(intent, THERAPIST, done)

    return answer_to(ask)


def operators(desk: Desk) -> object:
    def ask(done: Callable[[object], None]) -> None:
        desk.practice(lambda practice: practice.operators(), done)

    return answer_to(ask)


def test_what_is_asked_is_answered_and_stopping_gives_the_record_back(tmp_path: Path) -> None:
    desk = Desk(programme(tmp_path))
    desk.start(never)
    assert submitted(desk, opening()) == Answer()
    assert answer_to(desk.leave) == Answer((STILL_OPEN,))
    assert desk.stop()
    open_record(tmp_path / FILE_NAME).close()
    assert submitted(desk, opening()) == Answer((ENGINE_GONE,))
    gone = operators(desk)
    assert isinstance(gone, RuntimeError)


def test_what_is_asked_before_the_room_is_open_waits_for_it(tmp_path: Path) -> None:
    may_open = threading.Event()

    async def run(outlets: Outlets, at_work: AtWork) -> None:
        await asyncio.to_thread(may_open.wait, PATIENCE_S)
        await programme(tmp_path)(outlets, at_work)

    desk = Desk(run)
    desk.start(never)
    answers: queue.Queue[tuple[str, object]] = queue.Queue()
    desk.practice(lambda practice: practice.operators(), lambda told: answers.put(("who", told)))
    desk.resume("s-9", THERAPIST, lambda told: answers.put(("resumed", told)))
    assert answers.empty()
    may_open.set()
    assert answers.get(timeout=PATIENCE_S) == ("who", ())
    assert answers.get(timeout=PATIENCE_S) == ("resumed", Answer((NO_SUCH_SESSION,)))
    assert desk.stop()


def test_a_record_that_cannot_be_opened_is_told(tmp_path: Path, expect_log: ExpectedLog) -> None:
    expect_log("ERROR kapmonitor.desk: the engine stopped")
    with open_record(tmp_path / FILE_NAME):
        desk = Desk(programme(tmp_path))
        fault = answer_to(desk.start)
        assert desk.stop()
    assert isinstance(fault, RecordFault)
    assert isinstance(fault, RecordLocked)


def test_what_waits_for_a_room_that_does_not_open_is_told_why(
    tmp_path: Path, expect_log: ExpectedLog
) -> None:
    expect_log("ERROR kapmonitor.desk: the engine stopped")
    may_open = threading.Event()

    async def run(outlets: Outlets, at_work: AtWork) -> None:
        await asyncio.to_thread(may_open.wait, PATIENCE_S)
        await programme(tmp_path)(outlets, at_work)

    answers: queue.Queue[object] = queue.Queue()
    faults: queue.Queue[BaseException] = queue.Queue()
    with open_record(tmp_path / FILE_NAME):
        desk = Desk(run)
        desk.start(faults.put)
        desk.submit(opening(), THERAPIST, answers.put)
        desk.practice(lambda practice: practice.operators(), answers.put)
        may_open.set()
        fault = faults.get(timeout=PATIENCE_S)
        assert answers.get(timeout=PATIENCE_S) == Answer((str(fault),))
        told = answers.get(timeout=PATIENCE_S)
        assert isinstance(told, RuntimeError)
        assert str(told) == str(fault)
        assert desk.stop()


def test_whoever_listens_late_hears_the_newest_state_at_once(tmp_path: Path) -> None:
    desk = Desk(programme(tmp_path))
    desk.start(never)
    submitted(desk, opening())
    shown: list[Snapshot] = []
    desk.subscribe(shown.append, lambda _pressure: None)
    assert shown[0].session is not None
    assert shown[0].session.id == "s-1"
    assert desk.stop()


@pytest.mark.parametrize("holds_the_interpreter", [False, True])
def test_a_window_that_stalls_loses_nothing(tmp_path: Path, *, holds_the_interpreter: bool) -> None:
    """Heart rates arrive every few milliseconds while the window's thread does not look."""
    wire = Wire()
    sent: list[float | None] = []

    async def run(outlets: Outlets, at_work: AtWork) -> None:
        beating = asyncio.create_task(beat(wire, sent))
        try:
            await programme(tmp_path, wire)(outlets, at_work)
        finally:
            beating.cancel()

    desk = Desk(run)
    seen: queue.Queue[Snapshot] = queue.Queue()
    desk.subscribe(seen.put, lambda _pressure: None)
    desk.start(never)
    submitted(desk, opening())
    submitted(desk, Note(fact=STRAPPED))
    stall(tmp_path, holds_the_interpreter=holds_the_interpreter)
    rates: list[float | None] = []
    while len(rates) < BEATS:
        session = seen.get(timeout=PATIENCE_S).session
        rates = [sample.heart_rate for sample in session.samples] if session is not None else []
    assert desk.stop()
    assert rates == beats(tmp_path) == sent


async def beat(wire: Wire, sent: list[float | None]) -> None:
    await wire.connected.wait()
    for number in range(BEATS):
        rate = 50 + number % 100
        wire.deliver("2a37", bytes([0x06, rate]))
        sent.append(float(rate))
        await asyncio.sleep(0.005)


def stall(folder: Path, *, holds_the_interpreter: bool) -> None:
    """Do not look at what is told until some of it is on the disk, and for a while at least."""
    until = time.monotonic() + STALL_S
    while time.monotonic() < until or not beats(folder):
        if holds_the_interpreter:
            sum(range(1000))
        else:
            time.sleep(0.05)


def beats(folder: Path) -> list[float | None]:
    with open_history(folder / FILE_NAME) as record:
        entries = SessionLog(record).read("s-1")
    events = [entry.event for entry in entries]
    rates = [each.measurement for each in events if isinstance(each, MeasurementRecorded)]
    return [each.heart_rate for each in rates if hasattr(each, "heart_rate")]
