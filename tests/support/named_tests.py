"""Which tests there are, by their names: for tables that say which test proves what."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1]
_NAMED = re.compile(r"^(?:async )?def (test_\w+)\(", re.MULTILINE)


@cache
def all_tests() -> frozenset[str]:
    """Return the name of every test."""
    files = TESTS.rglob("test_*.py")
    return frozenset(name for file in files for name in _NAMED.findall(file.read_text("utf-8")))
