"""What is installed is what is here: the wheel leaves no profile, preset, font or sound out."""

from hatchling.builders.wheel import WheelBuilder

from tests.house.source import ROOT, files, named

PLACES = {"devices": "devices", "kapmonitor": "kapmonitor", "resources": "kapmonitor/resources"}


def test_every_file_of_the_program_is_in_the_wheel() -> None:
    built = {each.distribution_path for each in WheelBuilder(str(ROOT)).recurse_included_files()}
    ours = {
        inside + named(path).removeprefix(folder)
        for folder, inside in PLACES.items()
        for path in files(ROOT / folder)
    }
    assert "devices/profiles/csv3.toml" in ours
    assert not ours - built
    assert not {each for each in built if each.startswith("tests/")}
