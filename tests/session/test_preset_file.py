"""Presets are read strictly, and every shipped one stands within its guardrails."""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapmonitor.presets import PresetFault, find, guardrails, load, preset_paths
from kapmonitor.session.guardrail import parse_guardrails
from kapmonitor.session.preset_file import canonical, digest, parse
from kapmonitor.session.preset_reader import PresetError, Problem
from kapmonitor.session.protocol import Anchor, Bound, Comparison, Signal
from kapmonitor.session.technical_rules import BUILT_IN
from kapmonitor.session.vocabulary import Priority, Setting

Document = dict[str, Any]
SHIPPED = [path.stem for path in preset_paths()]


def document(name: str = "kap-sublingual-office") -> Document:
    path = next(path for path in preset_paths() if path.stem == name)
    return tomllib.loads(path.read_text("utf-8"))


def problems_of(changed: Document) -> dict[str, str]:
    with pytest.raises(PresetError) as caught:
        parse(changed, guardrails())
    return {
        problem.key: f"{problem.found} | {problem.permitted}" for problem in caught.value.problems
    }


def outcome(changed: Document) -> tuple[Problem, ...]:
    try:
        parse(changed, guardrails())
    except PresetError as error:
        return error.problems
    return ()


def by_id(tables: list[Document], name: str) -> Document:
    return next(table for table in tables if table.get("id") == name)


def test_the_five_presets_ship() -> None:
    assert SHIPPED == [
        "iv-infusion-clinic",
        "kap-im-office",
        "kap-sublingual-office",
        "kap-sublingual-telehealth",
        "spravato-rems",
    ]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_preset_reads_clean_and_is_nowhere_unusual(name: str) -> None:
    preset = find(name).preset
    assert preset.id == name
    assert preset.unusual == ()
    assert {source.key for source in preset.sources} >= {
        key for evidence in preset.evidence.values() for key in evidence.sources
    }


@pytest.mark.parametrize("name", SHIPPED)
def test_no_alarm_sounds_at_a_value_the_gate_lets_through(name: str) -> None:
    preset = find(name).preset
    for limit in preset.gate.limits:
        for rule in preset.alarms:
            if rule.signal is limit.signal and rule.bound is not None:
                same_side = rule.bound.comparison.value[0] == limit.bound.comparison.value[0]
                assert not (same_side and rule.bound.holds(limit.bound.value)), (limit.id, rule.id)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_last_required_reading_counts_from_the_last_dose(name: str) -> None:
    final = find(name).preset.schedule[-1]
    assert (final.final, final.required, final.anchor) == (True, True, Anchor.LAST_DOSE)


def test_numbers_arrive_with_their_source_and_grade() -> None:
    preset = find("kap-sublingual-office").preset
    assert preset.setting is Setting.OFFICE
    limit = next(limit for limit in preset.gate.limits if limit.id == "systolic-high")
    assert limit.bound == Bound(comparison=Comparison.ABOVE, value=140)
    assert preset.evidence["gate.limit[systolic-high]"].grade == "V"
    rise = next(rule for rule in preset.alarms if rule.id == "sbp-rise-urgent")
    facts = (rise.signal, rise.priority, rise.confirm_within_min)
    assert facts == (Signal.SYSTOLIC_RISE, Priority.MEDIUM, 2)


def test_every_fault_is_named_at_once() -> None:
    changed = document()
    changed["alarm"][0]["value"] = 400
    changed["zero_point"] = "injection"
    changed["discharge"]["vitals"]["max_age"]["grade"] = "Z"
    del changed["sound"]
    found = problems_of(changed)
    assert set(found) == {
        "alarm[sbp-advisory].value",
        "zero_point",
        "discharge.vitals.max_age.grade",
        "sound",
    }
    assert "50 to 280" in found["alarm[sbp-advisory].value"]
    assert "unknown key" in found["zero_point"]


def _invert_gate(changed: Document) -> None:
    by_id(changed["gate"]["limit"], "systolic-high")["value"] = 85


def _invert_alarm(changed: Document) -> None:
    by_id(changed["alarm"], "sbp-critical")["value"] = 170


def _digit_key(changed: Document) -> None:
    changed["observation"][0]["key"] = "7"


def _red_flag_key(changed: Document) -> None:
    changed["red_flag"][0]["key"] = "C"


def _shorter_no_driving(changed: Document) -> None:
    changed["discharge"]["no_driving"]["hours"]["value"] = 8


def _twice(changed: Document) -> None:
    changed["checklist"].append(copy.deepcopy(changed["checklist"][0]))


def _carried_over(changed: Document) -> None:
    by_id(changed["checklist"], "suicide-risk")["standing"] = True


def _unit(changed: Document) -> None:
    by_id(changed["alarm"], "sbp-critical")["unit"] = "kPa"


def _unknown_source(changed: Document) -> None:
    by_id(changed["alarm"], "sbp-critical")["source"] = ["nobody"]


def _text_for_number(changed: Document) -> None:
    by_id(changed["alarm"], "sbp-critical")["value"] = "200"


def _future_schema(changed: Document) -> None:
    changed["schema"] = 2


@pytest.mark.parametrize(
    ("spoil", "key", "says"),
    [
        (_invert_gate, "gate.limit[systolic-high].value", "above 90"),
        (_invert_alarm, "alarm[sbp-critical].value", "above 180"),
        (_digit_key, "observation[nausea].key", "one letter"),
        (_red_flag_key, "red_flag[chest-pain].key", "no single key"),
        (_shorter_no_driving, "discharge.no_driving.hours.value", "24 to 336"),
        (_twice, "checklist", "twice"),
        (_carried_over, "checklist[suicide-risk].standing", "asked anew"),
        (_unit, "alarm[sbp-critical].unit", "mm[Hg]"),
        (_unknown_source, "alarm[sbp-critical].source", "design"),
        (_text_for_number, "alarm[sbp-critical].value", "a number"),
        (_future_schema, "schema", "1"),
    ],
)
def test_bad_presets_are_refused_by_key(
    spoil: Callable[[Document], None], key: str, says: str
) -> None:
    changed = document()
    spoil(changed)
    found = problems_of(changed)
    assert list(found) == [key]
    assert says in found[key]


def test_a_record_is_read_though_a_rule_for_new_sessions_came_after_it() -> None:
    kept = document()
    _carried_over(kept)
    kept["observation"][0]["label"] = " "
    assert parse(json.loads(canonical(kept))).digest == digest(canonical(kept))
    with pytest.raises(PresetError, match="asked anew"):
        parse(kept, guardrails())


def test_an_outlier_within_the_absolute_bounds_is_marked_not_refused() -> None:
    changed = document()
    by_id(changed["alarm"], "sbp-critical")["value"] = 240
    assert parse(changed, guardrails()).unusual == ("alarm[sbp-critical]",)


def test_alarm_sound_is_never_paused_for_longer_than_two_minutes() -> None:
    changed = document()
    changed["sound"]["audio_pause"][-1]["value"] = 300
    with pytest.raises(PresetError, match="sound.audio_pause.*300.*10 to 120"):
        parse(changed, guardrails())


def test_the_digest_follows_the_content_and_not_the_layout() -> None:
    one, other = document(), document()
    reordered = dict(reversed(list(other.items())))
    assert digest(canonical(one)) == digest(canonical(reordered)) == parse(one).digest
    by_id(other["alarm"], "sbp-critical")["value"] = 201
    assert digest(canonical(other)) != digest(canonical(one))


def test_the_canonical_text_reads_back_to_the_same_preset() -> None:
    one = document()
    assert parse(json.loads(canonical(one))) == parse(one)


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False)
        | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
        ),
        max_leaves=6,
    ),
    st.data(),
)
def test_any_value_at_any_key_is_read_or_refused_in_words(
    value: object, data: st.DataObject
) -> None:
    changed = document()
    key = data.draw(st.sampled_from(sorted(changed)))
    changed[key] = value
    assert all(problem.permitted for problem in outcome(changed))


def test_guardrails_refuse_a_broken_file() -> None:
    with pytest.raises(PresetError, match="absolute"):
        parse_guardrails(
            {"guardrail": [{"quantity": "systolic", "absolute": [9, 1], "usual": [1, 9]}]}
        )


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"a = [", "not TOML"), (b"\xff\xfe", "not UTF-8"), (b"schema = 1\n", "missing")],
)
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(PresetFault, match=says) as caught:
        load(path)
    assert all(line.startswith(str(path)) for line in caught.value.lines)


def test_an_unknown_id_names_the_known_ones() -> None:
    with pytest.raises(PresetFault, match="kap-im-office"):
        find("nothing")


def test_a_clinic_folder_adds_presets_and_never_shadows_a_shipped_id(tmp_path: Path) -> None:
    text = next(p for p in preset_paths() if p.stem == "kap-im-office").read_text("utf-8")
    (tmp_path / "kap-im-office.toml").write_text(text.replace("injection", "elsewhere"), "utf-8")
    (tmp_path / "ours.toml").write_text(text.replace('"kap-im-office"', '"ours"'), "utf-8")
    assert find("ours", tmp_path).preset.id == "ours"
    assert find("kap-im-office", tmp_path).preset.zero == "injection"


def test_a_text_without_end_is_refused_by_key_and_limit() -> None:
    changed = document()
    changed |= {"name": "x" * 4001, "notes": ["x" * 4001], "k" * 5000: 1}
    found = problems_of(changed)
    assert found["name"] == found["notes"] == "4001 characters | at most 4000 characters"
    assert max(map(len, found)) == 200


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(PresetFault, match="cannot be read"):
        find(str(tmp_path / "gone.toml"))


def test_what_is_wrong_with_a_link_is_ruled_by_the_preset_for_telehealth() -> None:
    """The rules in the code are for presets that were made before there was a link."""
    ruled = {rule.id for rule in find("kap-sublingual-telehealth").preset.technical}
    assert {name for name in BUILT_IN if name.startswith("remote-")} <= ruled
