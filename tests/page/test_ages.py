"""How old a request is, in the page's own code: told by pings that prove to be of now."""

from __future__ import annotations

import json

from tests.page.own_code import comes_to


def test_an_age_is_told_by_a_ping_that_knows_what_was_stored_here() -> None:
    course = [
        {"at": 600_000, "ping": {"t1": 0, "cum": 6, "sel": []}},  # of before this process
        {"at": 600_000, "stored": 7},
        {"at": 600_100, "ping": {"t1": 1_000, "cum": 6, "sel": []}},  # as old
        {"at": 601_000, "ping": {"t1": 600_950, "cum": 6, "sel": [[7, 8]]}},
        {"at": 602_000, "ping": {"t1": 601_000, "cum": 8, "sel": []}},  # it took a second
        {"at": 700_000, "stored": 9},  # their clock has stood for a minute
        {"at": 700_100, "ping": {"t1": 640_050, "cum": 9, "sel": []}},
    ]
    young, older = 601_000 - 50 - 590_000, 602_000 - 50 - 590_000
    found = comes_to(f"m.aged(590000, {json.dumps(course)})")
    assert found[:5] == [None, None, None, young, older]
    # From here on an instant of theirs is a minute older than it was.
    assert found[6] == 700_100 - (700_000 - 640_050) - 590_000
