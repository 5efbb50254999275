"""What the patient's disk does not take is told beside it: by signs of life, and of now only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kapmonitor.link.message import Help, Message, State
from kapmonitor.link.peer import Passing
from tests.support.link_ends import Ends, exchange

FULL = State(error="cannot_record")


@pytest.fixture
def ends(tmp_path: Path) -> Iterator[Ends]:
    both = Ends(tmp_path)
    yield both
    both.stop_patient()


def _told(ends: Ends) -> list[Message]:
    return [each.message for each in ends.shown if isinstance(each, Passing)]


def test_it_goes_with_each_sign_of_life_and_without_a_number(ends: Ends) -> None:
    ends.connect()
    exchange(ends)
    ends.patient.unkept = (FULL, Help())
    ends.tick(2_000)
    exchange(ends)
    assert _told(ends) == [FULL, Help()]
    ends.patient.unkept = ()
    ends.tick(2_000)
    exchange(ends)
    assert _told(ends) == [FULL, Help()]
    assert ends.committed == []


def test_an_old_one_that_somebody_replays_is_not_believed(ends: Ends) -> None:
    ends.connect()
    ends.patient.unkept = (FULL,)
    ends.tick(2_000)
    while ends.down:
        ends.arrive_down()
    replayed = list(ends.up)
    exchange(ends)
    told = _told(ends)
    assert told
    ends.up += replayed
    exchange(ends)
    assert _told(ends) == told
    ends.start_station()  # which knows of no sign of life yet
    ends.up += replayed
    exchange(ends)
    assert _told(ends) == told
