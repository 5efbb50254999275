"""One data folder at work: sessions opened, left and gone on with, devices, the practice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from devices.drivers.bluetooth_blp import DRIVER as BLP
from devices.wire.suntech_frame import ABORT
from devices.wire.suntech_frame import START as START_CUFF
from kapmonitor.clock import LoopClock
from kapmonitor.port import Answer, Snapshot
from kapmonitor.practice import PastSession
from kapmonitor.record import schema
from kapmonitor.record.check import State, check
from kapmonitor.record.connect import FILE_NAME, open_history, open_record
from kapmonitor.record.fault import RecordLocked, RecordNewer
from kapmonitor.record.log import SessionLog
from kapmonitor.room import NO_SUCH_SESSION, NOTHING_OPEN, STILL_OPEN, Outlets, Room
from kapmonitor.session.event import (
    Countersigned,
    DeviceAssigned,
    Entry,
    EntryAmended,
    MeasurementRequested,
    NoteAdded,
    SessionResumed,
)
from kapmonitor.session.intent import (
    CloseWithoutDose,
    CountersignEntry,
    Discharge,
    Intent,
    Note,
    OverrideDischarge,
    RequestReading,
    SignRecord,
)
from kapmonitor.session.phase import phase_of
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Operator, Role
from kapmonitor.supervisor import DeviceSource
from tests.devices.far import SUNTECH, Far, Module, frame
from tests.devices.far import serving as cuff_serving
from tests.devices.paced import play
from tests.support.builders import CUFF, START, THERAPIST, Course, dosed, opening, recovered, words
from tests.support.engine_bench import systolics

ASSIGNED = DeviceAssigned(
    role=Role.CUFF, driver=CUFF, address="D", title="A cuff", can_start=False, simulated=True
)


class House:
    """A room, what it showed, and what was answered."""

    def __init__(
        self,
        folder: Path,
        far: Far,
        start: Course | None = None,
        resolve: Callable[[DeviceAssigned], DeviceSource] | None = None,
    ) -> None:
        self.folder = folder
        self.shown: list[Snapshot] = []
        self._far = far
        clock = LoopClock(start.at.utc if start else START, asyncio.get_running_loop().time)
        outlets = Outlets(snapshot=self.shown.append, pressure=lambda _pressure: None)
        self.room = Room(folder, clock, outlets, resolve=resolve or self._resolve)

    def ask(self, intent: Intent) -> Answer:
        answers: list[Answer] = []
        self.room.submit(intent, THERAPIST, answers.append)
        (answer,) = answers
        return answer

    def resume(self, session: str = "s-1") -> Answer:
        answers: list[Answer] = []
        self.room.resume(session, THERAPIST, answers.append)
        (answer,) = answers
        return answer

    @property
    def session(self) -> Session:
        assert self.room.session is not None
        return self.room.session

    def saved(self, session: str = "s-1") -> tuple[Entry, ...]:
        with open_history(self.folder / FILE_NAME) as record:
            return SessionLog(record).read(session)

    def _resolve(self, assigned: DeviceAssigned) -> DeviceSource:
        if assigned.address != "D":
            raise ValueError(f"{assigned.address} is no device.")
        return DeviceSource(
            role=assigned.role,
            driver=BLP,
            address=assigned.address,
            title=assigned.title,
            transport=lambda _tell: self._far.wire.transport(),
        )


@asynccontextmanager
async def house(
    folder: Path,
    start: Course | None = None,
    *,
    resolve: Callable[[DeviceAssigned], DeviceSource] | None = None,
) -> AsyncIterator[tuple[House, Far]]:
    """Yield an open room; where a course is given, the record holds it already."""
    if start is not None:
        with open_record(folder / FILE_NAME) as record:
            SessionLog(record).append("s-1", start.entries)
    async with cuff_serving(Far(clock=None)) as far:
        made = House(folder, far, start, resolve)
        made.room.open()
        try:
            yield made, far
        finally:
            await made.room.close()


def test_a_room_opens_its_record_for_itself_and_gives_it_back(tmp_path: Path) -> None:
    async def main() -> None:
        async with house(tmp_path) as (made, _far):
            with pytest.raises(RecordLocked):
                open_record(tmp_path / FILE_NAME)
            assert made.shown[-1].session is None
        open_record(tmp_path / FILE_NAME).close()
        await made.room.close()  # once more does no harm

    play(main())
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_a_record_of_a_newer_program_is_read_and_nothing_begins_in_it(tmp_path: Path) -> None:
    async def main() -> None:
        with open_record(tmp_path / FILE_NAME) as record:
            SessionLog(record).append("s-1", dosed().entries)
            newer = schema.Version(schema.CURRENT.major, schema.CURRENT.minor + 1)
            schema.set_version(record.connection, newer)
        before = (tmp_path / FILE_NAME).read_bytes()
        async with house(tmp_path) as (made, _far):
            for answer in (made.ask(opening()), made.resume("s-1")):
                (why,) = answer.refusals
                assert "newer kapmonitor" in why
                assert "you can read and export it" in why
            told: list[object] = []
            made.room.practice(lambda practice: practice.open_past("s-1"), told.append)
            made.room.practice(lambda practice: practice.add_operator("A", "MD"), told.append)
            past, refused = told
            assert isinstance(past, PastSession)
            assert len(past.session.doses) == 1
            assert isinstance(refused, RecordNewer)
        assert (tmp_path / FILE_NAME).read_bytes() == before
        assert not (tmp_path / f"{FILE_NAME}-wal").exists()

    play(main())


def test_one_session_at_a_time(tmp_path: Path) -> None:
    async def main() -> None:
        async with house(tmp_path) as (made, _far):
            assert made.ask(RequestReading()) == Answer((NOTHING_OPEN,))
            assert made.ask(opening()) == Answer()
            assert made.ask(replace(opening(), session="s-2")) == Answer((STILL_OPEN,))
            assert made.resume("s-2") == Answer((STILL_OPEN,))
            assert await made.room.leave() == Answer((STILL_OPEN,))
            assert made.ask(CloseWithoutDose(reason="Patient is unwell.")) == Answer()
            assert await made.room.leave() == Answer()
            assert made.shown[-1].session is None
            assert made.ask(replace(opening(), session="s-2")) == Answer()
            assert made.session.id == "s-2"
            assert made.saved("s-1")[0].seq == 1

    play(main())


def test_an_opening_that_is_refused_leaves_the_room_free(tmp_path: Path) -> None:
    async def main() -> None:
        async with house(tmp_path) as (made, _far):
            refused = made.ask(replace(opening(), preset_document='{"id": "none"}'))
            assert refused.refusals
            await asyncio.sleep(1)
            assert made.room.session is None
            assert made.ask(opening()) == Answer()

    play(main())


def test_octets_of_an_assigned_cuff_become_a_reading_in_the_file(tmp_path: Path) -> None:
    async def main() -> None:
        async with house(tmp_path) as (made, far):
            made.ask(opening())
            made.ask(Note(fact=ASSIGNED))
            await asyncio.sleep(2)
            far.wire.deliver("2a35", frame(127, 83))
            await asyncio.sleep(60)
            assert systolics(made.saved()) == [127.0]
            made.ask(CloseWithoutDose(reason="A test."))
            await asyncio.sleep(5)
            assert far.wire.disconnected.is_set()

    play(main())


def test_rule_3_the_end_of_a_session_lets_the_air_out(tmp_path: Path) -> None:
    async def main() -> None:
        module = Module()

        def resolve(assigned: DeviceAssigned) -> DeviceSource:
            return DeviceSource(
                role=assigned.role,
                driver=SUNTECH,
                address=assigned.address,
                title=assigned.title,
                transport=lambda _tell: module.wire.transport(),
            )

        serving = asyncio.create_task(module.serve())
        async with house(tmp_path, resolve=resolve) as (made, _far):
            made.ask(opening())
            made.ask(Note(fact=replace(ASSIGNED, driver=SUNTECH.slug, can_start=True)))
            await asyncio.sleep(2)
            made.ask(RequestReading())
            await asyncio.sleep(3)
            assert START_CUFF in module.written
            made.ask(CloseWithoutDose(reason="A test."))
            await asyncio.sleep(5)
            assert module.written[-1] == ABORT
            assert module.wire.disconnected.is_set()
        serving.cancel()

    play(main())


def test_a_device_that_its_words_do_not_lead_to_is_alarmed(tmp_path: Path) -> None:
    async def main() -> None:
        async with house(tmp_path) as (made, _far):
            made.ask(opening())
            assert made.ask(Note(fact=replace(ASSIGNED, address="nowhere"))) == Answer()
            await asyncio.sleep(1)
            assert made.session.alarms["link-lost:cuff"].reason == "nowhere is no device."

    play(main())


def test_a_session_left_unfinished_goes_on_in_its_phase_with_its_devices(tmp_path: Path) -> None:
    course = dosed(can_start=True)
    course.pass_s(60)
    course.ask(RequestReading())
    before = len([e for e in course.entries if isinstance(e.event, MeasurementRequested)])

    async def main() -> None:
        async with house(tmp_path, course) as (made, far):
            assert made.resume() == Answer()
            assert phase_of(made.session) is phase_of(course.session)
            assert made.session.readings == course.session.readings
            await asyncio.sleep(2)
            assert far.wire.connected.is_set()
            assert made.session.request is None
            entries = made.saved()
            assert sum(isinstance(each.event, SessionResumed) for each in entries) == 1
            asked = [each for each in entries if isinstance(each.event, MeasurementRequested)]
            assert len(asked) == before

    play(main())


def test_what_is_not_there_is_not_gone_on_with_and_what_is_not_signed_is(tmp_path: Path) -> None:
    course = recovered()
    course.ask(Discharge())

    async def main() -> None:
        async with house(tmp_path, course) as (made, _far):
            assert made.resume("s-9") == Answer((NO_SUCH_SESSION,))
            assert made.resume() == Answer()  # ended, but not signed yet
            signed = SignRecord(signed_by="Ruth Sample", digest=made.room.head)
            assert made.ask(signed) == Answer()
            assert await made.room.leave() == Answer()
            assert made.ask(replace(opening(), session="s-2")) == Answer()

    play(main())


def test_a_signed_session_is_opened_for_amendments_and_countersignatures_only(
    tmp_path: Path,
) -> None:
    course = recovered()
    course.read(166, 99)
    course.ask(OverrideDischarge(reason="seen by video", clinician="Dr. Sample"))
    (override,) = course.session.overrides
    course.ask(SignRecord(signed_by="Ruth Sample", digest="d"))
    amended = EntryAmended(seq=override, text=words("by video", "a1"), reason="unclear")

    async def main() -> None:
        async with house(tmp_path, course) as (made, far):
            assert made.resume() == Answer()
            assert made.shown[-1].session == course.session
            await asyncio.sleep(60)  # neither time nor the computer adds anything
            assert made.saved() == tuple(course.entries)
            assert not far.wire.connected.is_set()
            closed = Answer(("This is not possible after the record was signed.",))
            assert made.ask(RequestReading()) == closed
            assert made.ask(Note(fact=NoteAdded(text=words("late", "n9")))) == closed
            assert made.ask(SignRecord(signed_by="Ruth Sample", digest="e")) == closed
            assert made.ask(Note(fact=amended)) == Answer()
            assert made.ask(CountersignEntry(seq=override, clinician="Dr. Other")) == Answer()
            added = made.saved()[len(course.entries) :]
            assert [type(each.event) for each in added] == [EntryAmended, Countersigned]
            assert await made.room.leave() == Answer()

    play(main())
    assert check(tmp_path / FILE_NAME).state is State.INTACT


def test_the_practice_answers_and_its_fault_is_handed_over(tmp_path: Path) -> None:
    told: list[object] = []

    async def main() -> None:
        async with house(tmp_path) as (made, _far):
            made.room.practice(lambda practice: practice.add_operator("Ruth", "nurse"), told.append)
            made.room.practice(lambda practice: practice.operators(), told.append)
            made.room.practice(lambda practice: practice.open_past("s-9"), told.append)

    play(main())
    added, all_of_them, fault = told
    assert isinstance(added, Operator)
    assert all_of_them == (added,)
    assert isinstance(fault, ValueError)
