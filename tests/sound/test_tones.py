"""What an alarm sounds like, measured in its samples."""

from __future__ import annotations

from array import array
from itertools import groupby, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapmonitor.sound.tones import RATE, Loop, Urgency, pattern


def pulses(samples: array[int]) -> list[tuple[float, float]]:
    """Return when each pulse begins and ends, in seconds; a pulse is what is above silence."""
    loud = np.abs(np.array(samples)).reshape(-1, 441).max(axis=1) > 100
    found, place = [], 0
    for is_loud, run in groupby(loud):
        length = len(list(run))
        if is_loud:
            found.append((place * 441 / RATE, (place + length) * 441 / RATE))
        place += length
    return found


@pytest.mark.parametrize(
    ("urgency", "count"), [(Urgency.HIGH, 10), (Urgency.MEDIUM, 3), (Urgency.LOW, 1)]
)
def test_the_more_urgent_the_more_pulses(urgency: Urgency, count: int) -> None:
    assert len(pulses(Loop(urgency).take(5 * RATE))) == count


def test_high_comes_in_fives_of_three_and_two() -> None:
    heard = pulses(Loop(Urgency.HIGH).take(5 * RATE))
    gaps = [after[0] - before[1] for before, after in pairwise(heard)]
    short = [gap < 0.2 for gap in gaps]
    assert short == [True, True, False, True, False, True, True, False, True]
    assert max(gaps) == gaps[4]


@pytest.mark.parametrize("urgency", Urgency)
def test_a_burst_begins_anew_after_its_while(urgency: Urgency) -> None:
    every = pattern(urgency).every_s
    heard = pulses(Loop(urgency).take(round(1.5 * every) * RATE))
    first, second = (begin for begin, _end in heard if begin % every < 0.01)
    assert second - first == pytest.approx(every, abs=0.02)


def test_a_tone_has_four_harmonics_near_its_fundamental() -> None:
    """IEC 60601-1-8: between 150 and 1000 Hz, four above it to 4000 Hz, within 15 dB."""
    pulse = np.array(Loop(Urgency.MEDIUM).take(round(0.2 * RATE)), dtype=float)
    strength = np.abs(np.fft.rfft(pulse * np.hanning(len(pulse))))
    hertz = np.fft.rfftfreq(len(pulse), 1 / RATE)
    fundamental = hertz[strength.argmax()]
    assert 150 <= fundamental <= 1000
    levels = [
        20 * np.log10(strength[np.abs(hertz - order * fundamental) < 20].max() / strength.max())
        for order in (2, 3, 4, 5)
    ]
    assert 5 * fundamental <= 4000
    assert all(abs(level) <= 15 for level in levels)


def test_a_pulse_swells_from_silence() -> None:
    samples = np.abs(np.array(Loop(Urgency.HIGH).take(round(0.15 * RATE))))
    assert samples[:100].max() < samples.max() / 20
    assert samples[-100:].max() < samples.max() / 20
    assert samples.max() < 32_767 * 0.6


@given(st.lists(st.integers(1, 30_000), max_size=20), st.sampled_from([*Urgency, None]))
def test_the_output_may_ask_in_any_pieces(sizes: list[int], urgency: Urgency | None) -> None:
    whole, pieces = Loop(urgency), Loop(urgency)
    joined = array("h")
    for size in sizes:
        joined += pieces.take(size)
    assert joined == whole.take(sum(sizes))


def test_once_is_once() -> None:
    loop = Loop(Urgency.MEDIUM, once=True)
    assert len(pulses(loop.take(60 * RATE))) == 3
    assert loop.over
