"""An edited preset: whatever is accepted can be read, stays inside the guardrails, and says so."""

from __future__ import annotations

import tomllib
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapmonitor.presets import guardrails, preset_paths
from kapmonitor.session.preset_edit import (
    Difference,
    checked,
    copied,
    differences,
    edited,
    origin_of,
)
from kapmonitor.session.preset_fields import (
    NO_DRIVING,
    NO_DRIVING_TEXT,
    Document,
    Field,
    Kind,
    Path,
    Value,
    fields,
)
from kapmonitor.session.preset_file import canonical, digest, parse
from kapmonitor.session.preset_reader import PresetError
from kapmonitor.toml_text import toml_text
from tests.support.parts import OFFICE

GATE = ("gate", "limit", "systolic-high")


@cache
def shipped(name: str = OFFICE) -> Document:
    (path,) = (each for each in preset_paths() if each.stem == name)
    return tomllib.loads(path.read_text("utf-8"))


@cache
def offered(name: str = OFFICE) -> tuple[Field, ...]:
    return fields(shipped(name), guardrails())


def a_value(field: Field) -> st.SearchStrategy[Value]:
    """Return values near what is permitted, on both sides of it."""
    if field.kind is Kind.FLAG:
        return st.booleans()
    if field.kind is Kind.WORDS:
        return st.sampled_from(["", "Q", "S", "Sleepy now"])
    span = field.absolute
    assert span is not None, field
    wide = st.integers(int(span.low) - 2, int(span.high) + 2).map(float)
    halves = st.floats(span.low, span.high, allow_nan=False)
    return st.just(field.value) | wide | halves


changes = st.lists(st.sampled_from(offered()), min_size=1, max_size=4, unique=True).flatmap(
    lambda some: st.fixed_dictionaries({each.path: a_value(each) for each in some})
)


@settings(max_examples=50)
@given(changes)
def test_whatever_is_accepted_reads_back_inside_the_guardrails(wanted: dict[Path, Value]) -> None:
    document = edited(shipped(), wanted)
    try:
        preset = checked(document, shipped(), guardrails())
    except PresetError:
        return
    again = tomllib.loads(toml_text(document))
    assert parse(again, guardrails()).digest == preset.digest
    assert preset.discharge.no_driving.hours >= 24
    for field in fields(document, guardrails()):
        if field.absolute is not None and field.value is not None:
            assert isinstance(field.value, int | float)
            assert field.absolute.contains(field.value), field
    said = {each.path: each.after for each in differences(shipped(), document)}
    assert said.keys() <= wanted.keys()
    assert all(wanted[path] == after for path, after in said.items())


@pytest.mark.parametrize("name", [path.stem for path in preset_paths()])
def test_every_number_that_is_offered_has_a_guardrail_and_nothing_changes_by_itself(
    name: str,
) -> None:
    numbers = [each for each in offered(name) if each.kind is Kind.NUMBER]
    assert [each.path for each in numbers if each.usual is None] == []
    kept = {each.path: each.value for each in offered(name)}
    assert edited(shipped(name), kept) == shipped(name)


def test_a_changed_number_says_that_the_clinic_set_it() -> None:
    document = edited(shipped(), {GATE: 150.0})
    preset = checked(document, shipped(), guardrails())
    evidence = preset.evidence["gate.limit[systolic-high]"]
    assert (evidence.sources, evidence.grade) == (("clinic",), "D")
    assert evidence.note == "set by the clinic; it was 140"
    assert "clinic" in {each.key for each in preset.sources}
    assert preset.digest != digest(canonical(shipped()))
    assert differences(shipped(), document) == (Difference(path=GATE, before=140.0, after=150.0),)


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({GATE: 400.0}, "gate.limit[systolic-high].value: 400; permitted: 50 to 280"),
        ({GATE: 80.0}, "not above the low limit; permitted: above 90"),
        ({NO_DRIVING: 12.0}, "permitted: 24 to 336"),
        ({NO_DRIVING: 48.0}, "permitted: the rule of 48 h in words"),
        ({("alarm", "sbp-urgent"): 150.0}, "inverted against sbp-advisory"),
        ({("observation", "nausea", "key"): "D"}, "key D twice; permitted: each key once"),
        ({("observation", "nausea", "label"): " "}, "permitted: what the button says"),
    ],
)
def test_a_refusal_names_key_value_and_what_is_permitted(
    wanted: dict[Path, Value], says: str
) -> None:
    with pytest.raises(PresetError) as caught:
        checked(edited(shipped(), wanted), shipped(), guardrails())
    assert says in str(caught.value)


def test_the_driving_rule_is_lengthened_with_its_words_and_never_back() -> None:
    longer = edited(shipped(), {NO_DRIVING: 48.0, NO_DRIVING_TEXT: "Two days."})
    assert checked(longer, shipped(), guardrails()).discharge.no_driving.hours == 48
    with pytest.raises(PresetError, match="never shortened"):
        checked(edited(longer, {NO_DRIVING: 30.0}), longer, guardrails())


def test_a_copy_tells_what_it_was_made_from_and_differs_in_nothing_else() -> None:
    made = copied(shipped(), "d" * 64, "Ours", "ours")
    assert origin_of(made) == (OFFICE, "d" * 64)
    assert origin_of(shipped()) is None
    assert differences(shipped(), made) == ()
    assert checked(made, shipped(), guardrails()).name == "Ours"
    assert made["status"] != shipped()["status"]


def test_what_is_absent_can_be_set_and_left_absent() -> None:
    moaas = ("booster", "moaas_at_least")
    gait = ("discharge", "human", "gait", "overridable")
    assert edited(shipped(), {moaas: None, gait: True}) == shipped()
    preset = checked(edited(shipped(), {moaas: 5.0, gait: False}), shipped(), guardrails())
    assert preset.booster.moaas_at_least == 5
    assert not next(each for each in preset.discharge.human if each.id == "gait").overridable


def test_a_value_that_is_not_offered_is_no_way_in() -> None:
    for path in (("plausibility", "nothing"), ("booster", "nothing"), ("gate", "limit", "x")):
        with pytest.raises(KeyError):
            edited(shipped(), {path: 1.0})
