"""The quick card has the keys that there are, and the hazard log names tests that there are."""

import re

from kapmonitor.ui.keys import key_map
from tests.house.source import ROOT

CARD = (ROOT / "docs/quick-card.md").read_text(encoding="utf-8")
HAZARDS = (ROOT / "docs/hazards.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| \*\*(.+?)\*\* \| (.+?) \|$", re.MULTILINE)
PLACE = re.compile(r"`(tests/[\w/]+(?:\.py)?)(?:::(\w+))?`")


def test_the_card_lists_each_key_as_the_program_does() -> None:
    assert tuple(ROW.findall(CARD)) == key_map(None)


def test_each_test_that_a_hazard_names_is_there() -> None:
    for place, name in PLACE.findall(HAZARDS):
        assert (ROOT / place).exists(), place
        if name:
            text = (ROOT / place).read_text(encoding="utf-8")
            assert re.search(rf"^(?:async )?def {name}\(", text, re.MULTILINE), f"{place}::{name}"


def test_each_hazard_names_a_test() -> None:
    rows = re.findall(r"^\| \d\w* \|.*$", HAZARDS, re.MULTILINE)
    assert [row[:60] for row in rows if not PLACE.search(row)] == []
