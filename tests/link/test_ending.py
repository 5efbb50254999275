"""The end of a session, where the patient's disk takes nothing in that instant."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapmonitor.link.message import End
from kapmonitor.link.outbox import OutboxFault
from kapmonitor.link.peer import Asked, Delivered
from tests.support.link_ends import Ends, exchange


def test_an_end_whose_answer_the_disk_does_not_take_is_not_heard_until_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_size: int) -> bytes:
        raise OSError(28, "No space left on device")

    ends = Ends(tmp_path)
    ends.connect()
    ends.ask(End())
    again = list(ends.down)
    with monkeypatch.context() as ill:
        ill.setattr(ends.patient, "entropy", full)
        ends.down = again[-1:]
        with pytest.raises(OutboxFault):
            ends.arrive_down()
    ends.down = again
    exchange(ends)
    ends.settle()
    assert [body["t"] for body in ends.bodies()] == ["bye"]
    assert [each for each in ends.shown if isinstance(each, Asked)] == [Asked(End())]
    ends.stop_patient()


def test_an_end_that_was_heard_is_heard_by_the_next_process_too(tmp_path: Path) -> None:
    ends = Ends(tmp_path)
    ends.connect()
    ends.say()
    exchange(ends)
    ends.ask(End())
    while ends.down:
        ends.arrive_down()
    ends.stop_patient()
    ends.start_patient()
    assert ends.patient.is_ended
    ends.settle()
    ends.tick(2_000)
    assert Delivered() in ends.shown
    assert [body["t"] for body in ends.bodies()] == ["sym", "bye"]
    ends.stop_patient()
