"""Loops in simulated time, and the engine's thread."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Coroutine
from typing import TypeVar

import pytest

from kapmonitor.runtime import MAX_SPEED, EngineThread, PacedLoop

Result = TypeVar("Result")


def run_paced(speed: float, main: Coroutine[None, None, Result]) -> Result:
    with asyncio.Runner(loop_factory=lambda: PacedLoop(speed)) as runner:
        return runner.run(main)


def never(fault: BaseException) -> None:
    raise fault


def test_at_maximum_speed_time_jumps_to_the_next_timer() -> None:
    async def three_hours() -> float:
        for _ in range(3 * 60):
            await asyncio.sleep(60)
        return asyncio.get_running_loop().time()

    assert run_paced(MAX_SPEED, three_hours()) == pytest.approx(3 * 3600)


def test_timers_fire_in_the_order_of_their_times() -> None:
    async def several() -> list[str]:
        seen: list[str] = []

        async def later(seconds: float, name: str) -> None:
            await asyncio.sleep(seconds)
            seen.append(name)

        await asyncio.gather(later(30, "c"), later(10, "a"), later(20, "b"))
        return seen

    assert run_paced(MAX_SPEED, several()) == ["a", "b", "c"]


def test_another_speed_goes_on_from_the_same_moment() -> None:
    async def changed() -> tuple[float, float, float]:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, PacedLoop)
        await asyncio.sleep(30)
        before = loop.time()
        loop.pace(MAX_SPEED)
        after = loop.time()
        await asyncio.sleep(3600)
        return before, after, loop.time()

    before, after, end = run_paced(1000.0, changed())
    assert 30 <= before <= after
    assert end >= after + 3600


def test_a_time_limit_is_in_simulated_time() -> None:
    async def limited() -> float:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(900):
                await asyncio.Event().wait()
        return asyncio.get_running_loop().time()

    assert run_paced(MAX_SPEED, limited()) == pytest.approx(900)


def test_another_thread_still_gets_through_at_maximum_speed() -> None:
    async def woken() -> bool:
        loop = asyncio.get_running_loop()
        called = asyncio.Event()
        thread = threading.Thread(target=lambda: loop.call_soon_threadsafe(called.set))
        thread.start()
        await called.wait()
        thread.join()
        return True

    assert run_paced(MAX_SPEED, woken())


def test_a_faster_loop_counts_more_seconds() -> None:
    async def nap() -> float:
        began = asyncio.get_running_loop().time()
        await asyncio.sleep(5)
        return asyncio.get_running_loop().time() - began

    assert run_paced(1000, nap()) >= 5


def test_what_the_loop_works_is_no_time_that_passes() -> None:
    async def busy() -> float:
        loop = asyncio.get_running_loop()
        await asyncio.sleep(1)
        began = loop.time()
        until = time.monotonic() + 0.02  # a stall of 20 s, if it counted
        while time.monotonic() < until:
            pass
        await asyncio.sleep(1)
        return loop.time() - began

    assert run_paced(1000.0, busy()) == pytest.approx(1)


def test_the_thread_stops_in_order_and_lets_its_work_clean_up() -> None:
    begun, cleaned = threading.Event(), threading.Event()

    async def work() -> None:
        try:
            begun.set()
            await asyncio.Event().wait()
        finally:
            cleaned.set()

    thread = EngineThread(work, failed=never)
    thread.start()
    assert begun.wait(10)
    assert thread.stop()
    assert cleaned.is_set()
    assert not thread.call(lambda: None)


def test_a_thread_that_is_stopped_at_once_stops() -> None:
    async def work() -> None:
        await asyncio.Event().wait()

    for _ in range(20):
        thread = EngineThread(work, failed=never)
        thread.start()
        assert thread.stop()


def test_a_fault_in_the_thread_is_handed_over_and_never_lost() -> None:
    told: list[BaseException] = []
    ended = threading.Event()

    async def work() -> None:
        raise ValueError("broken")

    def failed(fault: BaseException) -> None:
        told.append(fault)
        ended.set()

    thread = EngineThread(work, failed=failed)
    thread.start()
    assert ended.wait(10)
    assert thread.stop()
    assert [str(fault) for fault in told] == ["broken"]
