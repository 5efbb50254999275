"""An output of this computer, through the sound library's own silent one: it asks in real time."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import miniaudio
import pytest

from kapmonitor.sound import NoOutput
from kapmonitor.sound.speaker import DISCARDS, GONE_S, Speaker, outputs

NULL = (miniaudio.Backend.NULL,)


class Watch:
    """A clock that tells when it was read a second time: by the output, in its thread."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.read = Event()
        self._reads = 0

    def __call__(self) -> float:
        self._reads += 1
        if self._reads > 1:
            self.read.set()
        return self.now_s


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def speaker(watch: Watch) -> Iterator[Speaker]:
    (name,) = outputs(NULL)
    made = Speaker(name, backends=NULL, monotonic=watch)
    yield made
    made.close()


def test_an_output_asks_for_samples(speaker: Speaker, watch: Watch) -> None:
    assert watch.read.wait(10)
    assert speaker.alive


def test_an_output_that_no_longer_asks_is_gone(speaker: Speaker, watch: Watch) -> None:
    speaker.close()
    watch.now_s = GONE_S
    assert not speaker.alive


def test_an_output_that_is_not_there_is_never_replaced_by_another() -> None:
    with pytest.raises(NoOutput, match='"Earbud" is not there'):
        Speaker("Earbud", backends=NULL)


def test_a_pretended_output_is_none() -> None:
    assert "NULL Playback Device" not in outputs()


def test_an_output_that_discards_everything_is_none() -> None:
    assert not [each for each in outputs() if each.startswith(DISCARDS)]
    there = [each["name"] for each in miniaudio.Devices().get_playbacks()]
    for name in (each for each in there if each.startswith(DISCARDS)):
        with pytest.raises(NoOutput, match="is not there"):
            Speaker(name)
