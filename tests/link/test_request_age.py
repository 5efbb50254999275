"""How old a request is: told by pings that prove to be of now, never by one that was held up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kapmonitor.link.message import Reply, State, body_of
from kapmonitor.link.peer import Asked
from tests.support.link_ends import Ends, command, exchange, hello_of

SLEPT_MS = 600_000


@pytest.fixture
def ends(tmp_path: Path) -> Iterator[Ends]:
    both = Ends(tmp_path)
    both.connect()
    both.greet()
    yield both
    both.stop_patient()


def _on_the_way(ends: Ends) -> list[bytes]:
    """Return a ping and a request that have left, and have not come."""
    ends.tick(2_000)
    ends.ask(command(ends))
    held = list(ends.down)
    ends.down.clear()
    return held


def _arrive(ends: Ends, octets: list[bytes]) -> None:
    ends.down = octets
    while ends.down:
        ends.arrive_down()


def _asked(ends: Ends) -> list[Asked]:
    return [each for each in ends.shown if isinstance(each, Asked)]


def _is_void(ends: Ends) -> None:
    ends.settle()
    ends.tick(2_000)
    exchange(ends)
    assert _asked(ends) == []
    assert ends.bodies()[-1] == body_of(Reply(request="ab" * 8, stage="expired"))


def test_what_a_computer_had_in_its_buffers_when_it_fell_asleep_is_old(ends: Ends) -> None:
    held = _on_the_way(ends)
    ends.now_ms += SLEPT_MS
    ends.patient.new_epoch(2)
    ends.say(State(slept_ms=SLEPT_MS, epoch=2))
    _arrive(ends, held)
    _is_void(ends)


def test_what_a_broker_held_back_for_a_process_that_ended_is_old(ends: Ends) -> None:
    held = _on_the_way(ends)
    ends.now_ms += SLEPT_MS
    ends.stop_patient()
    ends.start_patient()
    ends.of_patient(ends.patient.connected(ends.theirs()))
    ends.say(hello_of(ends))
    _arrive(ends, held)
    _is_void(ends)


def test_a_computer_that_slept_at_the_other_side_is_believed_again_soon(ends: Ends) -> None:
    """Its clock that no setting moves stood meanwhile: one request lapses, and then none."""
    ends.ahead_ms += SLEPT_MS
    first, second = (replace(command(ends), id=name * 8) for name in ("aa", "bb"))
    ends.ask(first)
    exchange(ends)
    for _ in range(2):
        ends.tick(2_000)
        exchange(ends)
    second = replace(second, at=ends.now_ms)
    ends.ask(second)
    exchange(ends)
    assert _asked(ends) == [Asked(second)]


def test_a_request_waits_no_longer_than_a_ping_after_the_sleep(ends: Ends) -> None:
    ends.now_ms += SLEPT_MS
    ends.patient.new_epoch(2)
    ends.say(State(slept_ms=SLEPT_MS, epoch=2))
    asked = command(ends)
    ends.ask(asked)
    exchange(ends)
    ends.tick(2_000)
    exchange(ends)
    assert _asked(ends) == [Asked(asked)]
