"""Two clocks: the truth lies within the bound that is told, whatever the network does to it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapmonitor.link.offset import Epochs, Offsets, Sample

HOUR_MS = 3_600_000


def _sampled(ahead_ms: float, drift: float, there: list[int], back: list[int]) -> Offsets:
    offsets = Offsets()
    for number, (up, down) in enumerate(zip(there, back, strict=True)):
        t1 = 1_000_000 + number * 2_000
        theirs = t1 + up
        t2 = round(theirs + ahead_ms + drift * theirs)
        offsets.take(0, Sample(t1, t2, t2 + 3, t1 + up + 3 + down))
    return offsets


WAYS = st.lists(st.integers(0, 900), min_size=1, max_size=30)


@given(
    st.sampled_from([0, HOUR_MS, -HOUR_MS, 733]),
    st.floats(-50e-6, 50e-6),
    WAYS,
    st.randoms(use_true_random=False),
    st.integers(0, HOUR_MS),
)
def test_the_truth_lies_within_the_bound(
    ahead_ms: float, drift: float, there: list[int], rng: random.Random, later_ms: int
) -> None:
    back = [rng.randint(0, 900) for _ in there]
    offsets = _sampled(ahead_ms, drift, there, back)
    truth_ms = 1_000_000 + 30 * 2_000 + later_ms
    theirs = round(truth_ms + ahead_ms + drift * truth_ms)
    placed = offsets.place(theirs, 0)
    assert placed is not None
    assert placed.bound_ms is not None
    assert abs(placed.at_ms - truth_ms) <= placed.bound_ms


def test_the_shortest_trip_of_the_last_twelve_counts() -> None:
    ways = [400, 10, 400, 900]
    placed = _sampled(0, 0, ways, [10] * 4).place(1_000_000, 0)
    assert placed is not None
    assert placed.bound_ms == pytest.approx(10 + 1, abs=1)
    stale = _sampled(0, 0, [0] + [500] * 12, [0] * 13).place(1_000_000, 0)
    assert stale is not None
    assert stale.bound_ms is not None
    assert stale.bound_ms > 250


def test_an_epoch_without_a_sample_borrows_and_is_not_bounded() -> None:
    offsets = _sampled(HOUR_MS, 0, [20], [20])
    placed = offsets.place(1_000_000 + HOUR_MS, 3)
    assert placed is not None
    assert placed.bound_ms is None
    assert placed.at_ms == pytest.approx(1_000_000, abs=30)
    assert Offsets().place(1, 0) is None


def test_sleep_and_a_corrected_clock_end_an_epoch() -> None:
    epochs = Epochs(wall_ms=0, up_ms=0, epoch=4)
    assert epochs.tick(1_000, 1_000) is None
    assert epochs.tick(2_500, 2_000) is None  # half a second is no step
    assert epochs.tick(242_500, 3_000) == 240_000  # slept: the monotonic clock stood
    assert epochs.epoch == 5
    assert epochs.tick(302_500, 63_000) == 60_000  # slept: the monotonic clock ran on
    assert epochs.tick(-3_297_500, 64_000) == 1_000  # set back by an hour
    assert epochs.epoch == 7
