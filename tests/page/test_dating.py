"""When a reading was taken, in the page's own code: as the other side of the program dates one."""

from __future__ import annotations

import json
from datetime import timedelta

from devices.dating import Tie, within
from tests.devices.judged import NOON
from tests.page.own_code import comes_to

LIVE_MS = 180_000
STAMPS = (7, -3, -50, -100, -101, -170, -1_200)
"""When each was stamped, in s from noon by the cuff's clock; noon is a whole minute."""
CLOCKS = ((0, None), (40, None), (40, -120), (-3_600, -300), (3_600, -1_000))
"""How far the cuff's clock was ahead in s, and when it was set, in s from noon."""


def _here(stamp_s: int, ahead_s: int, set_s: int | None, *, live: bool) -> list[int] | None:
    stamp = NOON + timedelta(seconds=stamp_s)
    ties = [Tie(timedelta(seconds=ahead_s), NOON, 0.0)]
    if set_s is not None and stamp_s >= set_s - 60:
        ties.append(Tie(timedelta(0), NOON, 0.0))
    found = within([each.ago(stamp, NOON, 0.0) for each in ties], LIVE_MS / 1000 if live else None)
    if found is None:
        return None
    ago, bound = found.ago_s, found.within_s
    return (
        [0, round((ago + bound) * 1000)]
        if live and ago <= 2
        else [
            round(ago * 1000),
            round(bound * 1000),
        ]
    )


def test_a_reading_that_waited_in_the_cuff_is_dated_as_on_the_other_side() -> None:
    cases = [
        (stamp, ahead, since, live)
        for stamp in STAMPS
        for ahead, since in CLOCKS
        for live in (True, False)
    ]
    asked = [
        [stamp * 1000, 0, {"aheadMs": a * 1000, "setMs": None if s is None else s * 1000}]
        + [LIVE_MS if live else None]
        for stamp, a, s, live in cases
    ]
    found = comes_to(f"{json.dumps(asked)}.map((each) => m.waited(...each))")
    for case, each in zip(cases, found, strict=True):
        stamp, ahead, since, live = case
        told = None if each["ago"] is None else [each["ago"], each["pm"]]
        assert told == _here(stamp, ahead, since, live=live), case
    assert comes_to("[m.waited(-9000, 0, null, null)]") == [{"ago": None, "pm": None}]


def test_a_reading_of_before_it_was_asked_for_answers_no_request() -> None:
    assert comes_to("[m.answeredBy(1000, 999), m.answeredBy(1000, 1000)]") == [None, "ab"]
