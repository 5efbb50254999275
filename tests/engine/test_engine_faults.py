"""When the record cannot be written: seen and alarmed at once, saved whole and once afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from devices.event import LinkChanged, LinkState
from kapmonitor.engine import NO_MORE_KEPT
from kapmonitor.port import Answer
from kapmonitor.record.fault import RecordFault, RecordFull, RecordLocked
from kapmonitor.session.event import (
    AlarmAcknowledged,
    Event,
    HostConditionChanged,
    MeasurementRequested,
    NoteAdded,
)
from kapmonitor.session.evolve import fold
from kapmonitor.session.intent import (
    AcknowledgeAlarms,
    DeviceReport,
    Discharge,
    Note,
    RequestReading,
)
from kapmonitor.session.schedule import OVERDUE
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import AlarmKind, HostCondition, Priority, Role
from tests.conftest import ExpectedLog
from tests.devices.paced import play
from tests.support.builders import CUFF, Course, dosed, opening, words
from tests.support.engine_bench import Bench, bench, systolics

PLACE = Path("kapmonitor.db")
UNTIL_WORKING_S = 12.0
"""Longer than the longest pause between two tries."""


@pytest.fixture(autouse=True)
def the_fault_is_logged(expect_log: ExpectedLog) -> None:
    """Every test here makes the record fail, and the log says so once for each time."""
    expect_log("ERROR kapmonitor.engine: the record cannot be written")


def run(folder: Path, course: Course | None, script: Callable[[Bench], Awaitable[None]]) -> None:
    async def main() -> None:
        async with bench(folder, course) as made:
            await script(made)

    play(main())


def kinds(made: Bench, kind: type[Event]) -> list[Event]:
    return [entry.event for entry in made.saved() if isinstance(entry.event, kind)]


async def work_again(made: Bench) -> None:
    made.journal.work()
    await asyncio.sleep(UNTIL_WORKING_S)
    assert made.shown[-1].record_fault is None
    assert made.durable == fold(made.saved()) == made.seen
    assert [entry.seq for entry in made.saved()] == list(range(1, made.durable.next_seq))


@pytest.mark.parametrize("kind", [RecordFull, RecordLocked, RecordFault])
def test_a_dangerous_value_is_seen_and_alarmed_while_nothing_can_be_saved(
    tmp_path: Path, kind: type[RecordFault]
) -> None:
    async def script(made: Bench) -> None:
        durable, saved = made.durable, made.saved()
        fault = kind(PLACE)
        made.journal.fail(fault)
        made.read(210.0, 125.0)
        shown = made.shown[-1]
        assert shown.session is not None
        assert shown.session.readings[-1].measurement.systolic == 210.0
        assert shown.record_fault == str(fault)
        assert shown.unsaved_from == durable.next_seq
        assert signs_of(shown.session)
        assert shown.session.alarms["record-write-failed"].priority is Priority.HIGH
        assert made.durable == durable
        assert made.saved() == saved

    run(tmp_path, dosed(), script)


def test_afterwards_every_input_is_saved_in_order_and_once(tmp_path: Path) -> None:
    async def script(made: Bench) -> None:
        made.read(120.0)
        made.journal.fail(RecordFull(PLACE), times=3)
        began = made.engine.now().elapsed_s
        for number in range(5):
            made.read(130.0 + number)
            made.ask(said(f"n{number}"))
            await asyncio.sleep(0.5)
        seen = made.seen
        await work_again(made)
        assert systolics(made.saved())[-6:] == [120.0, *(130.0 + number for number in range(5))]
        notes = [event.text.ref for event in kinds(made, NoteAdded) if isinstance(event, NoteAdded)]
        assert notes == [f"n{number}" for number in range(5)]
        told = kinds(made, HostConditionChanged)
        assert [(e.condition, e.active) for e in told if isinstance(e, HostConditionChanged)] == [
            (HostCondition.RECORD_FAILING, True),
            (HostCondition.RECORD_FAILING, False),
        ]
        assert made.durable.readings[: len(seen.readings)] == seen.readings
        late = [reading.at.elapsed_s for reading in made.durable.readings[-5:]]
        assert late == [pytest.approx(began + number / 2) for number in range(5)]

    run(tmp_path, dosed(), script)


def signs_of(session: Session) -> list[str]:
    shown = session.alarms.items()
    return [code for code, alarm in shown if alarm.kind is AlarmKind.PHYSIOLOGICAL]


async def first_overdue(made: Bench) -> list[str]:
    for _ in range(120):
        await asyncio.sleep(60)
        if found := [code for code in made.seen.alarms if code.startswith(OVERDUE)]:
            return found
    raise AssertionError("no reading is overdue")


def said(text: str) -> Note:
    return Note(fact=NoteAdded(text=words(text, ref=text)))


def test_an_act_is_answered_as_done_but_not_saved_and_a_refusal_as_ever(tmp_path: Path) -> None:
    async def script(made: Bench) -> None:
        made.journal.fail(RecordFull(PLACE))
        assert made.ask(said("kept")) == Answer(saved=False)
        refused = made.ask(Discharge())
        assert refused.refusals
        await work_again(made)
        assert len(kinds(made, NoteAdded)) == 1
        assert made.ask(said("saved")) == Answer()

    run(tmp_path, dosed(), script)


def test_what_time_alone_brought_meanwhile_is_saved_as_it_was_seen(tmp_path: Path) -> None:
    """An alarm that only time raised was acknowledged: the answer must find it again."""

    async def script(made: Bench) -> None:
        made.journal.fail(RecordFull(PLACE))
        made.read(121.0)
        overdue = await first_overdue(made)
        assert made.ask(AcknowledgeAlarms(codes=tuple(overdue))) == Answer(saved=False)
        seen = made.seen
        await work_again(made)
        (answer,) = kinds(made, AlarmAcknowledged)
        assert isinstance(answer, AlarmAcknowledged)
        assert answer.codes == tuple(overdue)
        assert {code: made.durable.alarms[code].raised for code in overdue} == {
            code: seen.alarms[code].raised for code in overdue
        }

    run(tmp_path, dosed(), script)


def test_a_start_is_handed_on_as_not_saved_and_never_again_when_the_record_works(
    tmp_path: Path,
) -> None:
    async def script(made: Bench) -> None:
        await asyncio.sleep(60)  # the arm rests
        made.journal.fail(RecordFull(PLACE))
        assert made.ask(RequestReading()) == Answer(saved=False)
        asked = [e for e in made.carried_unsaved if isinstance(e.event, MeasurementRequested)]
        assert len(asked) == 1
        ready = LinkChanged(state=LinkState.READY)
        made.engine.post(DeviceReport(role=Role.CUFF, driver=CUFF, device="D", event=ready))
        await work_again(made)
        assert not [e for e in made.carried if isinstance(e.event, MeasurementRequested)]
        assert len(kinds(made, MeasurementRequested)) == 1

    run(tmp_path, dosed(can_start=True), script)


def test_at_the_bound_the_engine_says_that_it_keeps_no_more(tmp_path: Path) -> None:
    async def script(made: Bench) -> None:
        made.engine.waiting_bound = 4
        made.journal.fail(RecordFull(PLACE))
        for number in range(6):
            made.read(120.0 + number)
        assert made.shown[-1].record_fault == NO_MORE_KEPT
        assert made.ask(said("too many")).refusals == (NO_MORE_KEPT,)
        kept = systolics(made.saved())
        await work_again(made)
        assert systolics(made.saved()) == [*kept, 120.0, 121.0, 122.0]

    run(tmp_path, dosed(), script)


def test_a_record_that_fails_again_while_it_catches_up_loses_nothing(tmp_path: Path) -> None:
    async def script(made: Bench) -> None:
        made.journal.fail(RecordLocked(PLACE))
        for number in range(4):
            made.read(120.0 + number)
        kept = systolics(made.saved())
        for _ in range(3):
            made.journal.fail(RecordLocked(PLACE), after=1)
            await asyncio.sleep(UNTIL_WORKING_S)
        await work_again(made)
        assert systolics(made.saved()) == [*kept, *(120.0 + number for number in range(4))]

    run(tmp_path, dosed(), script)


def test_a_session_whose_opening_could_not_be_saved_is_open_all_the_same(tmp_path: Path) -> None:
    async def script(made: Bench) -> None:
        made.journal.fail(RecordFull(PLACE))
        assert made.ask(opening()) == Answer(saved=False)
        assert made.shown[-1].unsaved_from == 1
        assert made.seen.id == "s-1"
        await work_again(made)
        assert made.saved()[0].seq == 1

    run(tmp_path, None, script)


def test_what_waits_is_tried_once_more_before_the_record_is_closed(tmp_path: Path) -> None:
    async def script(made: Bench) -> None:
        made.journal.fail(RecordFull(PLACE))
        made.read(150.0)
        made.journal.work()
        made.engine.last_try()
        assert systolics(made.saved())[-1] == 150.0

    run(tmp_path, dosed(), script)
