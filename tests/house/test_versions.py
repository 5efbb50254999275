"""One version, told alike everywhere; one pin for each dependency, inside its stated range."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement

import kapmonitor
from tests.house.source import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
STATED = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
PINNED = [
    Requirement(line)
    for line in (ROOT / ".constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_changelog_begins_with_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\S+)", changelog, re.MULTILINE)
    assert newest is not None
    assert newest.group(1) == kapmonitor.__version__


@pytest.mark.parametrize("stated", STATED)
def test_dependency_is_pinned_inside_its_range(stated: str) -> None:
    wanted = Requirement(stated)
    pins = [pin for pin in PINNED if pin.name.lower() == wanted.name.lower()]
    assert pins, f"run ./dev pins: {wanted.name} has no pin"
    for pin in pins:
        (exact,) = pin.specifier
        assert exact.operator == "=="
        assert wanted.specifier.contains(exact.version)


def test_every_dependency_has_its_reason() -> None:
    reasons = (ROOT / "docs/decisions/dependencies.md").read_text(encoding="utf-8").lower()
    names = {Requirement(stated).name.lower() for stated in STATED}
    assert not {name for name in names if name not in reasons}


def test_pins_name_no_address() -> None:
    assert not [pin for pin in PINNED if pin.url]
