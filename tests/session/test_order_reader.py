"""An order file says its order exactly, or is refused with every reason; never for another one."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date

import pytest

from kapmonitor.presets import guardrails
from kapmonitor.session.order_reader import OrderFor, PrescribedOrder, parse_order
from kapmonitor.session.preset_reader import PresetError
from kapmonitor.session.vocabulary import LozengeEnd, OrderSource

TEXT = """
schema = 1
kind = "kapmonitor-order"
written = 2026-11-20
valid_until = "2027-02-20"
[patient]
born = 1984-03-02
local_id = "A-4711"
[order]
drug = "ketamine lozenge"
amount = 150
unit = "mg"
route = "sublingual"
booster_allowed = true
booster_amount = 50.5
hold_min = 12
swish_interval_min = 2
lozenge_end = "spit"
[prescriber]
name = "Dr. Grace Sample"
phone = "555-0142"
"""
WANTED = OrderFor(
    born=date(1984, 3, 2),
    local_id="a-4711",
    route="sublingual",
    booster_allowed=True,
    today=date(2026, 11, 26),
)


def parsed(text: str, wanted: OrderFor = WANTED) -> PrescribedOrder:
    return parse_order(tomllib.loads(text), wanted, guardrails())


def faults(text: str, wanted: OrderFor = WANTED) -> list[str]:
    with pytest.raises(PresetError) as refusal:
        parsed(text, wanted)
    return [str(each) for each in refusal.value.problems]


def test_an_order_is_read_as_it_stands() -> None:
    found = parsed(TEXT)
    assert (found.written, found.valid_until) == (date(2026, 11, 20), date(2027, 2, 20))
    order = found.order
    assert (order.drug, order.amount, order.unit) == ("ketamine lozenge", 150.0, "mg")
    assert (order.booster_allowed, order.booster_amount) == (True, 50.5)
    assert (order.hold_min, order.swish_interval_min) == (12.0, 2.0)
    assert (order.lozenge_end, order.source) == (LozengeEnd.SPIT, OrderSource.FILE)
    assert (order.prescriber, order.prescriber_phone) == ("Dr. Grace Sample", "555-0142")


@pytest.mark.parametrize(
    ("line", "instead", "told"),
    [
        ("amount = 150", "amount = -3", "order.amount: -3; permitted: a number above 0"),
        ("amount = 150", 'amount = "150"', "order.amount: '150'; permitted: a number above 0"),
        ("amount = 150", "amount = inf", "order.amount: inf; permitted: a number above 0"),
        ("amount = 150", "", "order.amount: missing; permitted: a number above 0"),
        ("hold_min = 12", "hold_min = 90", "order.hold_min: 90; permitted: 1 to 60"),
        (
            "swish_interval_min = 2",
            "swish_interval_min = 20",
            "order.swish_interval_min: 20; permitted: at most the hold time, 12",
        ),
        (
            'route = "sublingual"',
            'route = "intramuscular"',
            "order.route: intramuscular; permitted: sublingual, the route of the protocol preset",
        ),
        (
            'lozenge_end = "spit"',
            'lozenge_end = "chew"',
            "order.lozenge_end: 'chew'; permitted: spit, swallowed",
        ),
        (
            "written = 2026-11-20",
            "written = 2026-12-20",
            "written: 2026-12-20; permitted: a day up to today, 2026-11-26",
        ),
        (
            'valid_until = "2027-02-20"',
            'valid_until = "2026-11-25"',
            "valid_until: 2026-11-25; permitted: a day from today on, 2026-11-26",
        ),
        (
            "born = 1984-03-02",
            "born = 1984-03-03",
            "patient.born: another day of birth; permitted: that of the patient of this session",
        ),
        (
            'local_id = "A-4711"',
            'local_id = "B-1"',
            "patient.local_id: another local number; "
            "permitted: that of the patient of this session",
        ),
    ],
)
def test_each_fault_names_key_value_and_what_is_permitted(
    line: str, instead: str, told: str
) -> None:
    assert faults(TEXT.replace(line, instead)) == [told]


def test_an_order_for_nobody_is_refused() -> None:
    nobody = TEXT.replace("born = 1984-03-02\n", "").replace('local_id = "A-4711"\n', "")
    (fault,) = faults(nobody)
    assert fault.startswith("patient.born: missing")


def test_what_is_not_part_of_the_format_is_refused_and_all_faults_are_told() -> None:
    found = faults(TEXT.replace('kind = "kapmonitor-order"', 'kind = "recipe"\nmood = "calm"'))
    assert len(found) == 2
    assert found[1].startswith("mood: unknown key")


def test_no_booster_where_the_preset_allows_none() -> None:
    (fault,) = faults(TEXT, replace(WANTED, booster_allowed=False))
    assert fault.startswith("order.booster_allowed: true")
