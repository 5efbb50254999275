"""Alarm behaviour as one table, in the office and far away: `alarms.toml` is to be read first."""

from __future__ import annotations

import pytest

from kapmonitor.session.protocol import Signal
from tests.session.alarm_plays import Row, named_rules, perform, rows
from tests.support.builders import PRESETS, dosed, preset, signs


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=f"{row.preset}: {row.says}") for row in rows()]
)
def test_a_row_of_the_table(row: Row) -> None:
    perform(row)


def test_the_table_names_every_alarm_rule_of_every_shipped_preset() -> None:
    plans = [preset(name) for name in PRESETS]
    shipped = {rule.id for plan in plans for rule in plan.alarms}
    shipped |= {rule.id for plan in plans for rule in plan.technical}
    assert shipped - named_rules() == set()


@pytest.mark.parametrize("name", PRESETS)
def test_a_patient_at_the_gates_own_limits_raises_no_alarm(name: str) -> None:
    limits = {limit.id: limit.bound.value for limit in preset(name).gate.limits}
    for side, spo2 in (("high", 99.0), ("low", limits["spo2-low"])):
        values = (
            limits[f"systolic-{side}"],
            limits[f"diastolic-{side}"],
            limits[f"heart-rate-{side}"],
        )
        course = dosed(name, baseline=values)
        course.pass_s(300)
        course.read(*values)
        course.typed(spo2=spo2)
        assert signs(course) == []
    assert {Signal.SYSTOLIC, Signal.SPO2} <= {limit.signal for limit in preset(name).gate.limits}
