"""The one consumer of all inputs: one order, durable before visible, never out of step."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kapmonitor.engine import FAILED_AT_THIS, Engine
from kapmonitor.port import Snapshot
from kapmonitor.record.connect import open_history
from kapmonitor.record.log import SessionLog
from kapmonitor.session.event import ClockDiscontinuityDetected, Entry, NoteAdded
from kapmonitor.session.evolve import fold
from kapmonitor.session.intent import Asked, Discharge, Note, OpenDischargeCheck, Tick
from kapmonitor.session.vocabulary import Priority
from tests.conftest import ExpectedLog
from tests.devices.paced import play
from tests.support.builders import (
    THERAPIST,
    dosed,
    opening,
    prepared,
    words,
)
from tests.support.engine_bench import SESSION, Bench, bench, cuff_reading, systolics

TWO_HOURS_S = 7200.0


def said(text: str) -> Note:
    return Note(fact=NoteAdded(text=words(text, ref=text)))


def test_inputs_of_every_kind_are_recorded_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    async def main() -> tuple[Entry, ...]:
        async with bench(tmp_path, prepared()) as made:
            for number in range(20):
                made.read(110.0 + number)
                made.ask(said(f"n{number}"))
                made.engine.post(Tick())
                await asyncio.sleep(number % 3)
            return made.saved()

    entries = play(main())
    assert systolics(entries) == [110.0 + number for number in range(20)]
    notes = [entry.event.text.ref for entry in entries if isinstance(entry.event, NoteAdded)]
    assert notes == [f"n{number}" for number in range(20)]
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))


def test_what_is_shown_is_in_the_file_already(tmp_path: Path) -> None:
    behind: list[int] = []

    async def main() -> int:
        async with bench(tmp_path, prepared()) as made:
            made.engine = Engine(made.journal, made.clock, look(made))
            made.engine.resume(fold(made.saved()), "")
            for number in range(10):
                made.read(120.0 + number)
                await asyncio.sleep(1)
            return made.durable.next_seq

    def look(made: Bench) -> Callable[[Snapshot], None]:
        def compare(snapshot: Snapshot) -> None:
            assert snapshot.session is not None
            with open_history(made.path) as record:
                head = SessionLog(record).head(SESSION)
            behind.append(snapshot.session.next_seq - 1 - head.seq)

        return compare

    assert play(main()) > 10
    assert len(behind) >= 10
    assert set(behind) == {0}


def test_a_refusal_gives_every_reason_and_changes_nothing(tmp_path: Path) -> None:
    course = dosed()
    course.ask(OpenDischargeCheck())
    wanted = course.refusals(Discharge())
    assert len(wanted) > 2

    async def main() -> None:
        async with bench(tmp_path, course) as made:
            before, saved = made.durable, made.saved()
            answer = made.ask(Discharge())
            assert answer.refusals == wanted
            assert made.durable == before
            assert made.saved() == saved
            assert made.shown[-1].session == before

    play(main())


def test_an_input_that_cannot_be_decided_is_reported_and_leaves_the_session_alone(
    tmp_path: Path, expect_log: ExpectedLog
) -> None:
    expect_log("ERROR kapmonitor.engine: the engine failed at NoIntent")

    class NoIntent:
        """A mistake of ours: nothing the core knows."""

    async def main() -> None:
        async with bench(tmp_path, prepared()) as made:
            before = made.durable
            mistake = Asked(intent=NoIntent(), origin=THERAPIST)  # type: ignore[arg-type]  # the mistake
            made.engine.post(mistake, made.answers.append)
            assert made.answers[-1].refusals == (FAILED_AT_THIS,)
            assert made.durable == before
            await asyncio.sleep(0)
            assert made.seen.alarms["internal-fault"].priority is Priority.HIGH
            made.read(131.0)
            assert systolics(made.saved()) == [131.0]

    play(main())


def test_an_entry_that_cannot_be_written_is_reported_and_the_next_one_is(
    tmp_path: Path, expect_log: ExpectedLog
) -> None:
    expect_log("ERROR kapmonitor.engine: the engine failed at DeviceReport")

    async def main() -> None:
        async with bench(tmp_path, prepared()) as made:
            made.journal.fail(ValueError("a mistake of ours"), times=1)
            made.read(141.0)
            made.read(142.0)
            await asyncio.sleep(0)
            assert "internal-fault" in made.seen.alarms
            assert systolics(made.saved()) == [142.0]
            assert fold(made.saved()) == made.durable

    play(main())


@pytest.mark.parametrize("who", ["show", "carry_out", "answer"])
def test_whoever_fails_on_being_told_stops_nothing_and_doubles_nothing(
    tmp_path: Path, expect_log: ExpectedLog, who: str
) -> None:
    expect_log("ERROR kapmonitor.engine: .*failed")

    def fail(*_told: object) -> None:
        raise RuntimeError("gone")

    async def main() -> None:
        async with bench(tmp_path, prepared()) as made:
            engine = Engine(
                made.journal,
                made.clock,
                fail if who == "show" else made.show,
                on_entries=fail if who == "carry_out" else made.carry_out,
            )
            engine.resume(made.durable, "")
            answered = fail if who == "answer" else made.answers.append
            for number in range(3):
                engine.post(cuff_reading(120.0 + number), answered)
                await asyncio.sleep(0)
            assert systolics(made.saved()) == [120.0, 121.0, 122.0]
            assert engine.session == fold(made.saved())

    play(main())


@pytest.mark.parametrize("step_s", [TWO_HOURS_S, -TWO_HOURS_S])
def test_a_clock_that_is_set_by_two_hours_loses_nothing(tmp_path: Path, step_s: float) -> None:
    async def main() -> None:
        async with bench(tmp_path, dosed()) as made:
            began = made.durable.last.elapsed_s
            for number in range(6):
                made.clock.skew_s = step_s if number >= 3 else 0.0
                await asyncio.sleep(60)
                made.read(120.0 + number)
            entries = made.saved()
            assert systolics(entries)[-6:] == [120.0 + number for number in range(6)]
            assert made.durable.last.elapsed_s == pytest.approx(began + 6 * 60)
            elapsed = [entry.at.elapsed_s for entry in entries]
            assert elapsed == sorted(elapsed)
            steps = [
                e.event.step_s for e in entries if isinstance(e.event, ClockDiscontinuityDetected)
            ]
            assert steps == [pytest.approx(step_s)]
            assert "clock-stepped" in made.seen.alarms

    play(main())


def test_a_session_goes_on_where_its_record_ends(tmp_path: Path) -> None:
    course = dosed()

    async def main() -> None:
        async with bench(tmp_path, course) as made:
            assert made.durable == course.session
            await asyncio.sleep(90)
            made.read(126.0)
            assert made.durable.last.elapsed_s == pytest.approx(course.at.elapsed_s + 90)
            assert made.shown[-1].saved_utc == made.clock.read().utc

    play(main())


def test_seconds_that_nobody_watched_count(tmp_path: Path) -> None:
    course = dosed()

    async def main() -> None:
        async with bench(tmp_path, course) as made:
            made.clock.skew_s = 600.0
            gap = made.engine.resume(course.session, "")
            assert gap == pytest.approx(600.0)
            assert made.engine.now().elapsed_s == pytest.approx(course.at.elapsed_s + 600)

    play(main())


def test_another_thread_is_turned_away(tmp_path: Path) -> None:
    faults: list[str] = []

    async def main() -> None:
        async with bench(tmp_path) as made:

            def intrude() -> None:
                async def post() -> None:
                    made.engine.post(Tick())

                with pytest.raises(RuntimeError, match="another thread") as caught:
                    asyncio.run(post())
                faults.append(str(caught.value))

            thread = threading.Thread(target=intrude)
            thread.start()
            thread.join()

    play(main())
    assert len(faults) == 1


def test_before_a_session_is_open_time_passes_and_nothing_is_recorded(tmp_path: Path) -> None:
    async def main() -> None:
        async with bench(tmp_path) as made:
            await asyncio.sleep(30)
            assert made.shown[-1].session is None
            assert made.ask(said("early")).refusals == ("No session is open.",)
            assert made.saved() == ()
            assert made.ask(opening()).refusals == ()
            assert len(made.saved()) == made.durable.next_seq - 1

    play(main())
