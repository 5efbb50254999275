"""What the clinic decided once: read strictly, in force from the opening, lengthened only."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kapmonitor.presets import guardrails
from kapmonitor.session.clinic import (
    STRICTEST,
    UNDECIDED,
    Ceiling,
    ClinicRules,
    CuffStart,
    Side,
    clinic_document,
    parse_clinic,
    rule_changes,
)
from kapmonitor.session.decide_measuring import can_start, starts_by_itself
from kapmonitor.session.discharge_ride import alone_allowed, no_driving_text, not_before
from kapmonitor.session.fact import replace
from kapmonitor.session.facts.limits import LimitRoom
from kapmonitor.session.limits import rooms
from kapmonitor.session.preset_reader import PresetError
from kapmonitor.session.protocol import Signal
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Priority, Role
from tests.support.builders import dosed, prepared
from tests.support.parts import OFFICE, preset

WIDER = Ceiling(signal=Signal.SYSTOLIC, side=Side.ABOVE, priority=Priority.LOW, value=175.0)
RULES = ClinicRules(
    cuff_start=CuffStart.SCHEDULE,
    rideshare_alone_allowed=True,
    second_signature=True,
    no_driving_hours=48.0,
    ceilings=(
        WIDER,
        Ceiling(signal=Signal.SPO2, side=Side.BELOW, priority=Priority.MEDIUM, value=90.0),
    ),
)


def ceiling(**other: object) -> dict[str, object]:
    """Return a ceiling as the file has it."""
    usual = {"signal": "systolic", "side": "above", "priority": "low", "value": 170}
    return usual | other


def under(session: Session, rules: ClinicRules) -> Session:
    return replace(session, clinic=rules)


@pytest.mark.parametrize("rules", [RULES, UNDECIDED, STRICTEST])
def test_what_is_written_is_read(rules: ClinicRules) -> None:
    assert parse_clinic(clinic_document(rules), guardrails()) == (rules, ())


def test_undecided_is_strict() -> None:
    rules, _unusual = parse_clinic({"schema": 1})
    assert rules == UNDECIDED
    assert not rules.rideshare_alone_allowed
    assert rules.ceilings_for(preset(OFFICE)) == {}


def rooms_under(rules: ClinicRules) -> tuple[LimitRoom, ...]:
    plan = preset(OFFICE)
    return rooms(plan, guardrails(), rules.ceilings_for(plan))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"colour": 1}, "colour: unknown key"),
        ({"schema": 2}, "schema: 2; permitted: 1"),
        ({"cuff_start": "always"}, "permitted: own_button, person, schedule"),
        ({"second_signature": "no"}, "permitted: true or false"),
        ({"no_driving_hours": 12}, "no_driving_hours.value: 12; permitted: 24 to 336"),
        ({"no_driving_hours": float("nan")}, "permitted: a number"),
        ({"ceiling": [ceiling(value=400)]}, "permitted: 50 to 280"),
        ({"ceiling": [ceiling(), ceiling(value=400)]}, "permitted: 50 to 280"),
        ({"ceiling": [ceiling(), ceiling(value=180)]}, "systolic above low twice"),
        ({"ceiling": [ceiling(signal="red_flag")]}, "signal: red_flag; permitted"),
    ],
)
def test_faults_name_key_value_and_what_is_permitted(changed: dict[str, object], says: str) -> None:
    with pytest.raises(PresetError, match="permitted") as caught:
        parse_clinic({"schema": 1} | changed, guardrails())
    assert says in str(caught.value)


def test_a_ceiling_widens_and_never_narrows_what_is_in_force() -> None:
    found = {each.rule: each.ceiling for each in rooms_under(RULES)}
    assert found["sbp-advisory"] == 175.0
    assert found["sbp-urgent"] == 180.0
    assert found["spo2-low"] == 90.0
    narrower = ClinicRules(ceilings=(replace(WIDER, value=120.0),))
    assert {each.rule: each.ceiling for each in rooms_under(narrower)}["sbp-advisory"] == 160.0


def test_who_may_start_a_cuff_is_the_clinics_to_say() -> None:
    session = prepared(can_start=True).session
    assert can_start(session, Role.CUFF)
    assert starts_by_itself(session)
    person = under(session, UNDECIDED)
    assert can_start(person, Role.CUFF)
    assert not starts_by_itself(person)
    assert not can_start(under(session, STRICTEST), Role.CUFF)


def test_the_clinic_lengthens_the_no_driving_rule_and_never_shortens_it() -> None:
    session = dosed().session
    plain = not_before(session)
    assert plain is not None
    longer = under(session, RULES)
    assert not_before(longer) == plain + timedelta(hours=24)
    assert no_driving_text(longer).endswith("at least 48 hours.")
    assert not_before(under(session, ClinicRules(no_driving_hours=1.0))) == plain


def test_alone_in_a_taxi_needs_clinic_and_signed_preset() -> None:
    session = prepared().session
    assert not alone_allowed(under(session, RULES)), "the preset forbids it"
    rule = session.preset.discharge
    signed = replace(
        session.preset,
        discharge=replace(rule, handover=replace(rule.handover, rideshare_alone_allowed=True)),
    )
    both = replace(under(session, RULES), preset=signed)
    assert alone_allowed(both)
    assert not alone_allowed(under(both, UNDECIDED))


def test_each_change_is_told_with_what_was_and_what_is() -> None:
    assert rule_changes(RULES, RULES) == ()
    changes = rule_changes(UNDECIDED, RULES)
    assert ("clinic.cuff_start", "person", "schedule") in changes
    assert ("clinic.ceiling.systolic.above.low", None, "175") in changes
    assert ("clinic.no_driving_hours", "48", None) in rule_changes(RULES, UNDECIDED)
