"""The end of a session, and of a program that is closed before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapmonitor.link.message import Bye, End
from kapmonitor.link.outbox import OutboxFault
from kapmonitor.link.peer import Asked, Delivered, LinkState
from tests.support.link_ends import Ends, exchange, hello_of


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


def _greeted(folder: Path) -> Ends:
    """Return two ends, and the patient's program has said who it is."""
    ends = Ends(folder)
    _greet(ends)
    return ends


def _greet(ends: Ends) -> None:
    ends.connect()
    ends.say(hello_of(ends))
    exchange(ends)
    assert ends.station.state(ends.now_ms) is LinkState.OK


def test_a_program_that_is_closed_is_down_at_once_and_up_when_it_is_opened_again(
    tmp_path: Path,
) -> None:
    ends = _greeted(tmp_path)
    ends.say(Bye())
    exchange(ends)
    assert ends.station.state(ends.now_ms) is LinkState.DOWN
    assert ends.station.told_lost
    ends.stop_patient()
    ends.start_patient()
    _greet(ends)
    ends.stop_patient()


def test_a_goodbye_that_comes_after_the_next_start_says_nothing_about_it(tmp_path: Path) -> None:
    ends = _greeted(tmp_path)
    ends.say(Bye())
    late = ends.up.pop()
    ends.stop_patient()
    ends.start_patient()
    _greet(ends)
    ends.up.append(late)
    exchange(ends)
    assert ends.station.state(ends.now_ms) is LinkState.OK
    ends.stop_patient()


def test_the_goodbye_that_answers_an_end_is_no_alarm(tmp_path: Path) -> None:
    ends = _greeted(tmp_path)
    ends.ask(End())
    exchange(ends)
    ends.settle()
    assert [body["t"] for body in ends.bodies()] == ["hello", "bye"]
    assert not ends.station.told_lost
    ends.stop_patient()


@pytest.mark.parametrize("said", [False, True])
def test_a_goodbye_that_nobody_answers_is_waited_for_and_a_reading_for_ever(
    tmp_path: Path, *, said: bool
) -> None:
    """The last answer was lost, and the other side has left with all that counts."""
    ends = Ends(tmp_path)
    ends.connect()
    ends.greet()
    if said:
        ends.say()
        ends.up.clear()
    ends.ask(End())
    while ends.down:
        ends.arrive_down()
    ends.up.clear()
    for _ in range(9):
        _alone(ends, 60_000)
    assert Delivered() not in ends.shown
    ends.patient.disconnected()
    _alone(ends, 7_200_000)  # whoever is not connected cannot know
    assert Delivered() not in ends.shown
    ends.of_patient(ends.patient.connected(ends.theirs()))
    _alone(ends, 59_000)
    assert Delivered() not in ends.shown
    _alone(ends, 1_000)
    assert (Delivered() in ends.shown) is not said
    ends.stop_patient()


def _alone(ends: Ends, ms: int) -> None:
    ends.now_ms += ms
    ends.of_patient(ends.patient.tick(ends.theirs()))
