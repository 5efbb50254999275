"""The command that works out the alarm load, on a handful of sessions."""

from __future__ import annotations

import pytest

from kapmonitor.session.vocabulary import Priority
from tests.load.figures import ALARMS, EXPECTED, PLANS, READINGS, page, tally
from tests.load.one_session import minutes, played

FEW = 6


def test_the_same_seed_gives_the_same_session() -> None:
    plan = PLANS["IM"]
    assert played(plan, "seed 1") == played(plan, "seed 1")
    assert played(plan, "seed 1") != played(plan, "seed 2")


def test_each_plan_is_read_as_often_as_the_table_says() -> None:
    assert [len(minutes(plan.preset)) for plan in PLANS.values()] == [3, 3, 6, 8, 3]


def test_an_alarm_is_counted_only_where_a_reading_gave_cause() -> None:
    found = tally("IV", PLANS["IV"], 4 * FEW)
    quiet = [one for one in found.sessions if not one.raised]
    assert quiet
    for one in found.sessions:
        urgent = READINGS["≥ 180 or ≥ 110"](one) or READINGS["rise ≥ 40/25"](one)
        assert not urgent or Priority.MEDIUM in one.raised or Priority.HIGH in one.raised


def test_the_page_has_a_figure_in_every_place() -> None:
    tallies = {name: tally(name, plan, FEW) for name, plan in PLANS.items()}
    made = page(tallies, FEW)
    for words in (*READINGS, *ALARMS):
        (line,) = [each for each in made.splitlines() if each.startswith(f"| {words} |")]
        assert "%" in line
    assert set(EXPECTED) == set(READINGS)
    assert tallies["SL"].share(lambda _one: True) == pytest.approx(100)
