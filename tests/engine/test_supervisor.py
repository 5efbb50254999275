"""Devices of a session: every event goes to the engine, every request to the cuff, once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TypeVar

from devices.driver import Driver
from devices.event import (
    DeviceEvent,
    FailureReason,
    LinkChanged,
    LinkState,
    MeasurementFailed,
)
from devices.transport import Transport
from devices.wire.suntech_frame import ABORT, START
from kapmonitor.clock import LoopClock
from kapmonitor.port import CuffPressureNow
from kapmonitor.session.event import Entry, Event, MeasurementRequested, RequestEnded
from kapmonitor.session.intent import DeviceReport, Given, HostReport, RequestFailed, RequestReading
from kapmonitor.session.vocabulary import HostCondition, Role
from kapmonitor.supervisor import (
    AFTER_RESTART,
    NO_LONGER_READ,
    NOT_CONNECTED,
    NOT_RECORDED,
    DeviceSource,
    Supervisor,
)
from tests.conftest import ExpectedLog
from tests.devices.far import SCRIPTED, SUNTECH, Faulty, Module
from tests.devices.paced import START as NOON
from tests.devices.paced import play
from tests.support.builders import dosed

T = TypeVar("T")
WANTED = MeasurementRequested(
    request="r-1", role=Role.CUFF, reason="asked", due=None, by_program=True
)


@dataclass
class Desk:
    """Hears everything that a supervisor says."""

    posted: list[Given] = field(default_factory=list)
    pressures: list[CuffPressureNow] = field(default_factory=list)

    def all(self, kind: type[T]) -> list[T]:
        return [given for given in self.posted if isinstance(given, kind)]

    def events(self) -> list[DeviceEvent]:
        return [report.event for report in self.all(DeviceReport)]

    def links(self) -> list[LinkState]:
        return [event.state for event in self.events() if isinstance(event, LinkChanged)]


@asynccontextmanager
async def supervising(desk: Desk) -> AsyncIterator[Supervisor]:
    clock = LoopClock(NOON, asyncio.get_running_loop().time)
    supervisor = Supervisor(desk.posted.append, desk.pressures.append, clock)
    try:
        yield supervisor
    finally:
        await supervisor.close()


@asynccontextmanager
async def serving(module: Module) -> AsyncIterator[Module]:
    async def serve_always() -> None:
        while True:
            async with asyncio.TaskGroup() as group:
                serving = group.create_task(module.serve())
                await module.wire.connected.wait()
                await module.wire.disconnected.wait()
                serving.cancel()

    task = asyncio.create_task(serve_always())
    try:
        yield module
    finally:
        task.cancel()


def source(transport: Callable[[], Transport], driver: Driver = SUNTECH) -> DeviceSource:
    return DeviceSource(
        role=Role.CUFF,
        driver=driver,
        address="D",
        title="A cuff",
        transport=lambda _tell: transport(),
    )


def made(*events: Event) -> tuple[Entry, ...]:
    course = dosed()
    return tuple(
        Entry(seq=course.session.next_seq + number, at=course.at, origin=None, event=event)
        for number, event in enumerate(events)
    )


def test_every_event_of_a_device_is_told_with_what_and_where_it_is() -> None:
    async def main(desk: Desk) -> None:
        async with serving(Module()) as module, supervising(desk) as supervisor:
            supervisor.attach(source(module.wire.transport))
            await asyncio.sleep(2)

    desk = Desk()
    play(main(desk))
    assert desk.links()[:2] == [LinkState.CONNECTING, LinkState.READY]
    reports = desk.all(DeviceReport)
    assert {(each.role, each.driver, each.device) for each in reports} == {
        (Role.CUFF, "suntech_oem", "D")
    }


def test_a_request_starts_the_cuff_once_and_its_end_stops_it() -> None:
    async def main(desk: Desk) -> list[bytes]:
        async with serving(Module()) as module, supervising(desk) as supervisor:
            supervisor.attach(source(module.wire.transport))
            await asyncio.sleep(2)
            supervisor.react(made(WANTED), saved=True)
            await asyncio.sleep(5)
            assert module.written.count(START) == 1
            assert module.written.count(ABORT) == 0
            supervisor.react(made(RequestEnded(request="another", reason="-")), saved=True)
            await asyncio.sleep(1)
            assert module.written.count(ABORT) == 0
            supervisor.react(made(RequestEnded(request="r-1", reason="stopped")), saved=True)
            await asyncio.sleep(1)
            return module.written

    desk = Desk()
    written = play(main(desk))
    assert written.count(START) == 1
    assert written.count(ABORT) >= 1
    assert LinkState.MEASURING in desk.links()
    assert not desk.all(RequestFailed)


def test_a_reading_that_a_person_is_asked_for_starts_nothing() -> None:
    async def main(desk: Desk) -> list[bytes]:
        async with serving(Module()) as module, supervising(desk) as supervisor:
            supervisor.attach(source(module.wire.transport))
            await asyncio.sleep(2)
            supervisor.react(made(replace(WANTED, by_program=False)), saved=True)
            await asyncio.sleep(2)
            return module.written

    assert START not in play(main(Desk()))


def test_a_request_to_a_cuff_that_is_not_there_fails_at_once() -> None:
    async def main(desk: Desk) -> None:
        async with supervising(desk) as supervisor:
            supervisor.react(made(WANTED), saved=True)
            await asyncio.sleep(0.1)

    desk = Desk()
    play(main(desk))
    assert desk.posted == [RequestFailed(request="r-1", reason=NOT_CONNECTED)]


def test_a_request_that_is_not_durable_starts_nothing_but_what_runs_is_stopped() -> None:
    async def main(desk: Desk) -> list[bytes]:
        async with serving(Module()) as module, supervising(desk) as supervisor:
            supervisor.attach(source(module.wire.transport))
            await asyncio.sleep(2)
            supervisor.react(made(WANTED), saved=False)
            await asyncio.sleep(5)
            assert START not in module.written
            supervisor.react(made(replace(WANTED, request="r-2")), saved=True)
            await asyncio.sleep(1)
            supervisor.react(made(RequestEnded(request="r-2", reason="stopped")), saved=False)
            await asyncio.sleep(1)
            return module.written

    desk = Desk()
    written = play(main(desk))
    assert (written.count(START), written.count(ABORT) >= 1) == (1, True)
    assert desk.all(RequestFailed) == [RequestFailed(request="r-1", reason=NOT_RECORDED)]


def test_a_request_that_the_cuff_may_not_carry_out_fails_with_its_reason() -> None:
    async def main(desk: Desk) -> list[bytes]:
        async with serving(Module()) as module, supervising(desk) as supervisor:
            supervisor.attach(source(module.wire.transport))
            await asyncio.sleep(2)
            supervisor.react(made(WANTED), saved=True)
            await asyncio.sleep(1)
            supervisor.react(made(replace(WANTED, request="r-2")), saved=True)
            await asyncio.sleep(1)
            return module.written

    desk = Desk()
    assert play(main(desk)).count(START) == 1
    (failed,) = desk.all(RequestFailed)
    assert failed.request == "r-2"
    assert "already running" in failed.reason


def test_after_a_restart_a_request_that_was_open_is_given_up_and_nothing_inflates() -> None:
    course = dosed(can_start=True)
    course.pass_s(60)
    course.ask(RequestReading())
    request = course.session.request
    assert request is not None

    async def main(desk: Desk) -> list[bytes]:
        async with serving(Module()) as module, supervising(desk) as supervisor:
            supervisor.resumed(course.session)
            supervisor.attach(source(module.wire.transport))
            await asyncio.sleep(5)
            return module.written

    desk = Desk()
    assert START not in play(main(desk))
    assert desk.posted[0] == RequestFailed(request=request.request, reason=AFTER_RESTART)


def test_a_fault_of_ours_in_a_device_is_told_and_the_device_no_longer_counts_as_connected(
    expect_log: ExpectedLog,
) -> None:
    expect_log("ERROR kapmonitor.supervisor: a device task failed")

    async def main(desk: Desk) -> None:
        async with serving(Module()) as module, supervising(desk) as supervisor:
            supervisor.attach(source(module.wire.transport, SCRIPTED))
            await asyncio.sleep(1)
            module.wire.deliver("serial", b"anything")
            await asyncio.sleep(1)

    desk = Desk()
    play(main(desk))
    last = desk.events()[-1]
    assert last == LinkChanged(state=LinkState.LOST, text=NO_LONGER_READ)
    (report,) = desk.all(HostReport)
    assert (report.condition, report.active) == (HostCondition.INTERNAL_FAULT, True)


def test_rule_3_a_running_measurement_is_aborted_when_the_devices_are_let_go() -> None:
    async def main(desk: Desk) -> Module:
        async with serving(Module()) as module, supervising(desk) as supervisor:
            supervisor.attach(source(module.wire.transport))
            await asyncio.sleep(2)
            supervisor.react(made(WANTED), saved=True)
            await asyncio.sleep(1)
            await supervisor.close()
            return module

    desk = Desk()
    module = play(main(desk))
    assert ABORT in module.written
    assert module.wire.disconnected.is_set()
    failed = [event for event in desk.events() if isinstance(event, MeasurementFailed)]
    assert [each.reason for each in failed] == [FailureReason.ABORTED]


def test_a_device_takes_the_place_of_the_one_that_had_its_role() -> None:
    async def main(desk: Desk) -> tuple[bool, bool]:
        async with (
            serving(Module()) as old,
            serving(Module()) as new,
            supervising(desk) as supervisor,
        ):
            supervisor.attach(source(old.wire.transport))
            await asyncio.sleep(1)
            supervisor.attach(source(new.wire.transport))
            await asyncio.sleep(5)
            return old.wire.connected.is_set(), new.wire.connected.is_set()

    assert play(main(Desk())) == (False, True)


def test_cuff_pressure_is_shown_and_never_recorded() -> None:
    async def main(desk: Desk) -> None:
        async with serving(Module()) as module, supervising(desk) as supervisor:
            supervisor.attach(source(module.wire.transport))
            await asyncio.sleep(2)
            supervisor.react(made(WANTED), saved=True)
            await asyncio.sleep(10)

    desk = Desk()
    play(main(desk))
    assert len(desk.pressures) > 2
    assert desk.pressures[-1].pressure is None
    assert not any(type(event).__name__ == "CuffPressureChanged" for event in desk.events())


def test_a_device_that_breaks_at_connecting_is_lost_and_tried_again() -> None:
    async def main(desk: Desk) -> None:
        async with supervising(desk) as supervisor:
            supervisor.attach(source(lambda: Faulty(connects=False)))
            await asyncio.sleep(1)
            supervisor.detach(Role.CUFF)
            await asyncio.sleep(1)

    desk = Desk()
    play(main(desk))
    assert desk.links() == [LinkState.CONNECTING]
