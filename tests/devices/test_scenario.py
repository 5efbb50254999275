"""Scenario files: what ships is whole, and what does not fit is refused in plain words."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.simulator import Scenario, ScenarioError, load, parse
from devices.simulator.faults import CuffFault, LinkDrops, StrapFault
from devices.simulator.features import Feature, Spike
from devices.simulator.moment import Anchor
from devices.simulator.people import (
    Act,
    BoosterGiven,
    Discharged,
    DischargeOverridden,
    Ending,
    GateOverridden,
    NotDosed,
    SymptomSeen,
)
from devices.simulator.scenario import CuffKind, HandOver, Route

FOLDER = Path(__file__).parents[2] / "resources" / "scenarios"
SHIPPED = sorted(FOLDER.glob("*.toml"))
ASKED_FOR = {
    "quiet", "hypertensive_spike", "vasovagal", "tachycardia_panic", "slow_breathing",
    "white_coat", "gate_held", "gate_overridden", "booster", "late_second_peak",
    "cuff_trouble", "irregular_pulse", "link_drops", "clock_skew", "strap_three_hours",
    "left_against_advice", "discharge_override", "care_transferred", "already_taken",
    "overdue_ignored",
}  # fmt: skip


def read(**document: Any) -> Scenario:
    return parse({"title": "A test", **document}, name="test", file="test.toml")


def refusal(**document: Any) -> str:
    with pytest.raises(ScenarioError) as caught:
        read(**document)
    return str(caught.value)


def test_every_scenario_that_was_promised_ships() -> None:
    assert {path.stem for path in SHIPPED} >= ASKED_FOR


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_scenario_loads_and_says_what_it_is(path: Path) -> None:
    scenario = load(path)
    assert scenario.name == path.stem
    assert scenario.title
    assert scenario.summary.endswith(".")


def test_every_way_a_session_can_end_and_every_cuff_occurs() -> None:
    scenarios = [load(path) for path in SHIPPED]
    assert {scenario.ending.TAG for scenario in scenarios} == {
        "discharged", "overridden", "left_against_advice", "care_transferred", "not_dosed",
    }  # fmt: skip
    both_links = {CuffKind.BLUETOOTH_BLP, CuffKind.SUNTECH_OEM, CuffKind.GE_DINAMAP}
    assert {scenario.cuff.kind for scenario in scenarios} >= both_links


def test_a_title_alone_is_a_whole_scenario() -> None:
    scenario = read()
    assert scenario.patient.route is None
    assert scenario.strap is None
    assert scenario.ending == Discharged()
    assert scenario.starts_at.tzinfo is not None


def test_every_part_of_a_file_arrives_typed() -> None:
    scenario = read(
        starts_at=datetime(2026, 5, 1, 9, tzinfo=UTC),
        patient={
            "age_years": 66,
            "route": "intranasal",
            "features": [{"kind": "spike", "systolic": 70, "minutes": 35}],
        },
        cuff={"kind": "bluetooth_blp", "faults": [{"kind": "drops", "attempts": [2, 3]}]},
        strap={"faults": [{"kind": "silent", "during": {"after": "dose", "minutes": 5}}]},
        people=[
            {"act": "symptom", "code": "nausea", "after": "return", "minutes": 3},
            {"act": "booster"},
            {"act": "override_gate", "reason": "Usual pressure.", "clinician": "Dr. Sample"},
        ],
        ending={"outcome": "overridden", "reason": "No symptoms.", "clinician": "Dr. Sample"},
    )
    assert scenario.starts_at == datetime(2026, 5, 1, 9, tzinfo=UTC)
    assert scenario.patient.route is Route.INTRANASAL
    assert scenario.patient.features == (Spike(systolic=70.0, minutes=35.0),)
    assert scenario.cuff.faults == (LinkDrops(attempts=(2, 3)),)
    assert scenario.people == (
        SymptomSeen(code="nausea", after=Anchor.RETURN, minutes=3.0),
        BoosterGiven(),
        GateOverridden(reason="Usual pressure.", clinician="Dr. Sample"),
    )
    assert scenario.ending == DischargeOverridden(reason="No symptoms.", clinician="Dr. Sample")


def test_a_person_at_the_window_is_told_by_no_file_what_to_do() -> None:
    assert read(by_hand_from="monitoring").by_hand_from is HandOver.MONITORING
    told = "does not go with by_hand_from: a person at the window plays this session."
    for key, value in (("people", []), ("ending", {"outcome": "discharged"})):
        assert refusal(by_hand_from="baseline", **{key: value}) == f"test.toml: {key}: {told}"


def test_an_ending_without_its_reason_is_refused() -> None:
    assert refusal(ending={"outcome": "not_dosed"}) == "test.toml: ending.reason: is missing."
    assert read(ending={"outcome": "not_dosed", "reason": "Held."}).ending == NotDosed(
        reason="Held."
    )


@pytest.mark.parametrize(
    ("document", "text"),
    [
        ({"title": 5}, "test.toml: title: 5 is not a text."),
        ({"title": " "}, "test.toml: title: is empty; a text is needed."),
        (
            {"starts_at": "tomorrow"},
            "test.toml: starts_at: 'tomorrow' is not a date with a time.",
        ),
        (
            {"starts_at": datetime(2026, 5, 1, 9)},  # noqa: DTZ001  the zone is what is missing
            "test.toml: starts_at: needs a time zone, for instance 2026-03-03T14:00:00Z.",
        ),
        (
            {"patient": {"age_years": 12}},
            "test.toml: patient.age_years: 12 is outside the permitted range 18 to 100 years.",
        ),
        (
            {"patient": {"age_years": True}},
            "test.toml: patient.age_years: True is not a whole number.",
        ),
        (
            {"patient": {"baseline": {"systolic": "high"}}},
            "test.toml: patient.baseline.systolic: 'high' is not a number.",
        ),
        (
            {"patient": {"baseline": {"systolic": float("nan")}}},
            "test.toml: patient.baseline.systolic: nan is outside the permitted range"
            " 30 to 260 mmHg.",
        ),
        (
            {"cuff": {"kind": "omron"}},
            f"test.toml: cuff.kind: 'omron' is not one of: {', '.join(CuffKind)}.",
        ),
        (
            {"cuff": {"faults": {"kind": "drops"}}},
            "test.toml: cuff.faults: {'kind': 'drops'} is not permitted here; a list is.",
        ),
        (
            {"cuff": {"faults": [{"kind": "drops"}, {"kind": "bad_checksum"}]}},
            "test.toml: cuff.faults[2].kind: 'bad_checksum' does not exist for a"
            " bluetooth_blp cuff.",
        ),
        (
            {"cuff": {"faults": [{"kind": "drops", "attempts": [0]}]}},
            "test.toml: cuff.faults[1].attempts[1]: 0 is outside the permitted range 1 to 200.",
        ),
        ({"strap": 3}, "test.toml: strap: 3 is not permitted here; a table is."),
        (
            {"strap": {"faults": [{"kind": ["silent"]}]}},
            "test.toml: strap.faults[1].kind: ['silent'] is not one of: contact_lost, link_lost,"
            " silent.",
        ),
        (
            {"host": {"clock_steps": [{}]}},
            "test.toml: host.clock_steps[1].step_min: is missing.",
        ),
        (
            {"people": [{"act": "symptom", "code": "nausea", "colour": "green"}]},
            "test.toml: people[1].colour: no such key. Permitted keys: after, code, distress,"
            " kind, minutes, severity.",
        ),
        (
            {"name": "other"},
            "test.toml: name: no such key. Permitted keys: by_hand_from, cuff, ending, host,"
            " link, oximeter, patient, people, second_cuff, starts_at, strap, summary, title,"
            " utc_offset_min.",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_file_key_value_and_what_is_permitted(
    document: dict[str, Any], text: str
) -> None:
    assert refusal(**document) == text


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(key=st.sampled_from(["patient", "cuff", "strap", "host", "people", "ending"]), junk=JUNK)
def test_junk_is_refused_and_never_breaks_the_loader(key: str, junk: object) -> None:
    try:
        read(**{key: junk})
    except ScenarioError as error:
        said = str(error)
    else:
        said = f"test.toml: {key} was accepted"
    assert said.startswith(f"test.toml: {key}")


def test_a_text_without_end_is_refused_by_key_and_limit() -> None:
    assert "title: 4001 characters; at most 4000 are permitted" in refusal(title="x" * 4001)
    assert len(refusal(**{"k" * 5000: 1})) < 300


def test_a_file_that_is_not_there_or_not_toml_is_said_plainly(tmp_path: Path) -> None:
    absent = tmp_path / "absent.toml"
    with pytest.raises(ScenarioError, match="absent.toml: cannot be read: No such file"):
        load(absent)
    broken = tmp_path / "broken.toml"
    broken.write_text("title = \n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="broken.toml: is not TOML: .*line 1"):
        load(broken)
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ScenarioError, match="binary.toml: is not TOML"):
        load(binary)


def test_the_guide_beside_the_scenarios_names_every_kind() -> None:
    guide = (FOLDER / "README.md").read_text(encoding="utf-8")
    kinds = [*get_args(Feature), *get_args(CuffFault), *get_args(StrapFault)]
    kinds += [*get_args(Act), *get_args(Ending)]
    assert [kind.TAG for kind in kinds if f"`{kind.TAG}`" not in guide] == []
