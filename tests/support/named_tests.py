"""Which tests there are, by their names: for tables that say which test proves what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1]
_NAMED = re.compile(r"^(?:async )?def (test_\w+)\(", re.MULTILINE)


@cache
def all_tests() -> frozenset[str]:
    """Return the name of every test."""
    files = TESTS.rglob("test_*.py")
    return frozenset(name for file in files for name in _NAMED.findall(file.read_text("utf-8")))


def missing(places: Iterable[str]) -> list[str]:
    """Return those of `tests/.../test_x.py::test_y` that are not there."""
    return [place for place in places if place.partition("::")[2] not in _in(place)]


@cache
def _in_file(name: str) -> frozenset[str]:
    file = TESTS.parent / name
    return frozenset(_NAMED.findall(file.read_text("utf-8"))) if file.is_file() else frozenset()


def _in(place: str) -> frozenset[str]:
    return _in_file(place.partition("::")[0])
