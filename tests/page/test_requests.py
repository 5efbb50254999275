"""Requests on the page, in its own code: never late or twice, each taken back by its name."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest

from tests.page.test_page import VECTORS

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
        ["ab declined"],
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
        ["ab accepted", "ab failed"],
        None,
    ),
    "without a value": (
        [ASKED, {"call": "measured", "at": 9, "why": "the cuff gave no value"}],
        ["ab failed"],
        None,
    ),
}


def test_a_request_is_never_late_and_never_twice() -> None:
    if (node := shutil.which("node")) is None:
        pytest.skip("node is not installed")
    given = json.dumps([steps for steps, _, _ in COURSES.values()])
    call = f"import(process.argv[1]).then((m) => {given}.map((each) => m.played(each)))"
    words = [node, "-e", f"{call}.then((found) => console.log(JSON.stringify(found)))"]
    told = subprocess.run([*words, VECTORS.as_uri()], check=True, capture_output=True, text=True)
    for (name, (_, answers, stands)), played in zip(
        COURSES.items(), json.loads(told.stdout), strict=True
    ):
        assert [each for step in played for each in step["answers"]] == answers, name
        assert played[-1]["stands"] == stands, name
