"""Every scenario with every preset, to its end, and the same once more."""

import pytest

from devices.simulator import parse
from kapmonitor.presets import preset_paths
from kapmonitor.record.check import State, check
from kapmonitor.record.connect import FILE_NAME
from kapmonitor.scenarios import find, names
from kapmonitor.simulation import SimulationFault
from tests.support.whole_session import COARSE_S, complaints, fast_folder, lines_of, played

PLAYED = [name for name in names() if find(name).by_hand_from is None and not find(name).link]
"""The others wait for a person at a window, or are about a link, which has its own tests."""
PRESETS = [path.stem for path in preset_paths()]


def test_there_is_much_to_play() -> None:
    assert len(PLAYED) >= 24
    assert len(PRESETS) >= 5


@pytest.mark.timeout(300)
@pytest.mark.parametrize("scenario", PLAYED)
def test_every_scenario_with_every_preset_ends_as_written_with_a_record_that_agrees(
    scenario: str,
) -> None:
    assert [each for preset in PRESETS for each in complaints(scenario, preset)] == []


@pytest.mark.parametrize(
    ("scenario", "preset"),
    [
        ("cuff_trouble", "kap-im-office"),
        ("gate_held", "spravato-rems"),
    ],
)
def test_the_same_seed_gives_the_same_record_bit_for_bit(scenario: str, preset: str) -> None:
    runs = []
    for _ in range(2):
        with fast_folder() as folder:
            session = played(find(scenario), preset, folder)
            runs.append(lines_of(folder, session.id))
    assert runs[0] == runs[1]


@pytest.mark.lengthy
@pytest.mark.timeout(300)
def test_three_hours_with_a_heart_rate_each_second() -> None:
    with fast_folder() as folder:
        script = find("strap_three_hours")
        session = played(script, "kap-sublingual-office", folder, tick_s=COARSE_S)
    assert session.last.elapsed_s > 3 * 3600
    assert len(session.samples) > 10_000


def test_a_session_that_never_ends_is_stopped_and_keeps_its_record() -> None:
    nobody_answers = {"act": "ignore_prompts", "after": "check", "lasts_min": 360}
    document = {"title": "x", "people": [{"act": "stay_longer", "until_min": 480}, nobody_answers]}
    script = parse(document, name="endless", file="endless.toml")
    with fast_folder() as folder:
        with pytest.raises(SimulationFault, match="did not end within 12 hours"):
            played(script, "kap-im-office", folder, tick_s=COARSE_S)
        assert check(folder / FILE_NAME).state is State.INTACT
