"""Where scenarios lie: those that ship with the program, or a file."""

from __future__ import annotations

import os.path
from pathlib import Path

from devices.peer_text import clean
from devices.simulator import Scenario, ScenarioError, load
from kapmonitor.assets import resource
from kapmonitor.given_name import too_long


def names() -> tuple[str, ...]:
    """Return the names of the shipped scenarios."""
    return tuple(sorted(path.stem for path in resource("scenarios").glob("*.toml")))


def find(name: str) -> Scenario:
    """Return the shipped scenario of that name, or the one in that file. Raises ScenarioError."""
    if fault := too_long("scenario", name):
        raise ScenarioError(fault)
    known = names()
    if name in known:
        return load(resource("scenarios", f"{name}.toml"))
    if name.endswith(".toml") or os.path.isfile(name):  # noqa: PTH113  unlike Path, never raises
        return load(Path(name))
    raise ScenarioError(f"{clean(name)}: no such scenario. Known: {', '.join(known)}")
