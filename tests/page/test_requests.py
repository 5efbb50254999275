"""The page's own code, without a browser: requests, and what it tells of refused envelopes."""

from __future__ import annotations

import json
from typing import Any

from kapmonitor.link.envelope import Refusal, Refused
from kapmonitor.link.peer import Suspicion, Suspicious
from tests.page.own_code import comes_to

Step = dict[str, Any]
ASKED: Step = {"call": "ask", "at": 0, "id": "ab", "for": 30_000}
COURSES: dict[str, tuple[list[Step], list[str], str | None]] = {
    "in time": (
        [
            ASKED,
            {"call": "shown", "at": 1},
            {"call": "shown", "at": 2},
            {"call": "accepted", "at": 3},
            {"call": "measuring", "at": 4},
            {"call": "tick", "at": 60_000},  # a cuff that measures is waited for
            {"call": "measured", "at": 70_000},
        ],
        ["ab shown", "ab accepted", "ab started", "ab done"],
        None,
    ),
    "late": ([{**ASKED, "for": 0}], ["ab expired"], None),
    "lapsed": (
        [ASKED, {"call": "accepted", "at": 30_000}, {"call": "tick", "at": 30_000}],
        ["ab expired"],
        None,
    ),
    "lapsed while the machine slept": (
        [
            ASKED,
            {"call": "shown", "at": 5, "ahead": 60_000},
            {"call": "tick", "at": 5, "ahead": 60_000},
        ],
        ["ab expired"],
        None,
    ),
    "lapsed with the clock set back": (
        [ASKED, {"call": "tick", "at": 30_000, "ahead": -3_600_000}],
        ["ab expired"],
        None,
    ),
    "twice": (
        [ASKED, ASKED, {"call": "declined", "at": 1}, ASKED],
        ["ab shown", "ab declined"],
        None,
    ),
    "another beside it": (
        [ASKED, {**ASKED, "id": "cd"}],
        ["cd failed"],
        "ab waiting",
    ),
    "taken back": ([ASKED, {"call": "cancel", "at": 1, "id": "ab"}, ASKED], ["ab failed"], None),
    "another was taken back, late": (
        [ASKED, {"call": "cancel", "at": 1, "id": "cd"}],
        [],
        "ab waiting",
    ),
    "taken back before it came": ([{"call": "cancel", "at": 0, "id": "ab"}, ASKED], [], None),
    "never measured": (
        [ASKED, {"call": "accepted", "at": 1}, {"call": "tick", "at": 200_001}],
        ["ab shown", "ab accepted", "ab failed"],
        None,
    ),
    "without a value": (
        [ASKED, {"call": "measured", "at": 9, "why": "the cuff gave no value"}],
        ["ab failed"],
        None,
    ),
}


REFUSALS: list[str | int | None] = [
    *["not_authentic", "other_key", "foreign"] * 6,
    *[2, 2, None, 2, 3, 3, 2],
    *["truncated"] * 40,
]
"""Why each envelope is refused: a number is the other side's version; None was understood."""


def test_refused_envelopes_are_told_as_on_the_other_side() -> None:
    told: list[int | str] = []
    suspicion = Suspicion()
    for each in REFUSALS:
        if each is None:
            suspicion.understood()
            continue
        if isinstance(each, int):
            refused = Refused(Refusal.OTHER_VERSION, each)
        else:
            refused = Refused(Refusal(each))
        for action in suspicion.note(refused):
            told.append(action.refusals if isinstance(action, Suspicious) else f"version {each}")
    assert comes_to(f"m.suspected({json.dumps(REFUSALS)})") == told
    assert told == [3, 6, 12, "version 2", "version 2", "version 3", "version 2", 24, 48]


def test_a_request_is_never_late_and_never_twice() -> None:
    given = json.dumps([steps for steps, _, _ in COURSES.values()])
    for (name, (_, answers, stands)), played in zip(
        COURSES.items(), comes_to(f"{given}.map((each) => m.played(each))"), strict=True
    ):
        assert [each for step in played for each in step["answers"]] == answers, name
        assert played[-1]["stands"] == stands, name
