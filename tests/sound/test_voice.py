"""What is heard when: an alarm until told otherwise, and a call when nobody tells anything."""

from __future__ import annotations

import pytest

from kapmonitor.sound import Urgency, Voice
from kapmonitor.sound.tones import RATE
from kapmonitor.sound.voice import UNATTENDED_S


class Room:
    """A voice in a room where time passes as it is heard."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.voice = Voice(lambda: self.now_s)

    def hears(self, seconds: float) -> bool:
        """Listen for a while; return whether anything was heard."""
        heard = False
        for _ in range(round(seconds * 10)):
            heard = any(self.voice.take(RATE // 10)) or heard
            self.now_s += 0.1
        return heard


def test_nothing_is_heard_before_anybody_speaks() -> None:
    assert not Room().hears(60)


def test_an_alarm_is_heard_until_it_is_answered() -> None:
    room = Room()
    room.voice.sound(Urgency.HIGH)
    assert room.hears(1)
    room.voice.sound(None)
    assert not room.hears(1)


def test_saying_the_same_again_does_not_begin_the_burst_anew() -> None:
    room = Room()
    room.voice.sound(Urgency.MEDIUM)
    assert room.hears(2)
    for _ in range(20):
        room.voice.sound(Urgency.MEDIUM)
        assert not room.hears(1)


@pytest.mark.parametrize("last", [None, Urgency.HIGH])
def test_a_window_that_says_nothing_more_is_called_for(last: Urgency | None) -> None:
    room = Room()
    room.voice.sound(last)
    room.hears(UNATTENDED_S)
    assert room.hears(9)


def test_a_window_that_speaks_again_ends_the_call() -> None:
    room = Room()
    room.voice.sound(None)
    room.hears(UNATTENDED_S + 3)
    room.voice.sound(None)
    assert not room.hears(UNATTENDED_S - 1)


def test_at_rest_nobody_is_called() -> None:
    room = Room()
    room.voice.sound(Urgency.LOW)
    room.voice.rest()
    assert not room.hears(120)


def test_a_test_is_heard_once_and_hides_no_alarm_after_it() -> None:
    room = Room()
    room.voice.test()
    assert room.hears(1)
    assert not room.hears(60)
    room.voice.sound(Urgency.HIGH)
    assert room.hears(1)
