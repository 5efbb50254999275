"""Attempts of the simulated cuffs: how long they take and how often they fail."""

from typing import Any

import pytest

from devices.simulator import parse
from devices.simulator.attempt import Attempt, Attempts
from devices.simulator.body import Body
from devices.simulator.timeline import Timeline

TRIES = 1200
RESTLESS = {"kind": "restless", "during": {"after": "open"}}


def attempts(cuff: dict[str, Any] | None = None, features: Any = ()) -> list[Attempt]:
    document = {"title": "A test", "cuff": cuff or {}, "patient": {"features": list(features)}}
    scenario = parse(document, name="test", file="test.toml")
    timeline = Timeline(scenario, lambda: 0.0)
    source = Attempts(scenario, 5, timeline, Body(scenario, 5, timeline))
    return [source.begin() for _ in range(TRIES)]


def share_failing(tried: list[Attempt]) -> float:
    return sum(attempt.fails is not None for attempt in tried) / TRIES


def test_inflating_takes_25_to_45_seconds() -> None:
    lasts = [attempt.lasts_s for attempt in attempts()]
    assert min(lasts) >= 25
    assert max(lasts) <= 45
    assert max(lasts) - min(lasts) > 15


@pytest.mark.parametrize(
    ("features", "share"),
    [((), 0.03), ((RESTLESS,), 0.15), (({**RESTLESS, "under_blanket": True},), 0.25)],
)
def test_attempts_fail_as_often_as_the_arm_is_disturbed(features: Any, share: float) -> None:
    assert share_failing(attempts(features=features)) == pytest.approx(share, abs=0.03)


def test_a_scenario_can_fix_how_often_attempts_fail() -> None:
    assert share_failing(attempts({"failure_share": 0.0}, (RESTLESS,))) == 0.0
    assert share_failing(attempts({"failure_share": 1.0})) == 1.0


def test_one_reading_in_fifty_is_flagged_irregular_without_a_script() -> None:
    flagged = sum(attempt.irregular for attempt in attempts())
    assert flagged / TRIES == pytest.approx(0.02, abs=0.013)


def test_the_cuff_fills_fast_past_systolic_and_empties_slowly_below_diastolic() -> None:
    attempt = attempts()[0]
    curve = [attempt.cuff_pressure(attempt.lasts_s * step / 50) for step in range(51)]
    top = curve.index(max(curve))
    assert top <= 10
    assert max(curve) > attempt.expected_systolic + 30
    assert curve[top:] == sorted(curve[top:], reverse=True)
    assert curve[-1] < attempt.expected_diastolic
