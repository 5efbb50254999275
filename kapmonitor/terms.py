"""What can be logged beside a preset's own buttons: the terms that ship, found by their words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from kapmonitor.assets import resource
from kapmonitor.session.protocol import ObservationButton


@cache
def terms() -> tuple[ObservationButton, ...]:
    """Return every term that ships, without a key, in the order of their groups."""
    return tuple(
        ObservationButton(code=each["code"], label=each["label"], key="", kind=each["kind"])
        for each in _shipped()
    )


@cache
def verified_codes() -> Mapping[str, Mapping[str, str]]:
    """Return each term's verified codes of MedDRA (`meddra`) and SNOMED CT (`snomed_ct`)."""
    return {
        each["code"]: {name: each[name] for name in ("meddra", "snomed_ct") if name in each}
        for each in _shipped()
    }


def beside(buttons: tuple[ObservationButton, ...]) -> tuple[ObservationButton, ...]:
    """Return these and every term whose code is not among them."""
    known = {each.code for each in buttons}
    return (*buttons, *(each for each in terms() if each.code not in known))


def _shipped() -> list[dict[str, str]]:
    document = tomllib.loads(resource("side-effects.toml").read_text(encoding="utf-8"))
    found: list[dict[str, str]] = document["term"]
    return found
