"""The quick card has the keys that there are, and the hazard log names tests that there are."""

import re

from kapmonitor.ui.keys import key_map
from tests.house.source import ROOT
from tests.support.named_tests import missing

CARD = (ROOT / "docs/quick-card.md").read_text(encoding="utf-8")
HAZARDS = (ROOT / "docs/hazards.md").read_text(encoding="utf-8")
KEY = re.compile(r"^\| \*\*(.+?)\*\* \| (.+?) \|$", re.MULTILINE)
ROW = re.compile(r"^\| \d\w* \|.*$", re.MULTILINE)
PLACE = re.compile(r"`(tests/[^`]+)`")


def test_the_card_lists_each_key_as_the_program_does() -> None:
    assert tuple(KEY.findall(CARD)) == key_map(None)


def test_each_hazard_names_tests_that_are_there_one_by_one() -> None:
    rows = ROW.findall(HAZARDS)
    assert len(rows) > 40
    assert [row[:60] for row in rows if not PLACE.search(row)] == []
    assert missing(place for row in rows for place in PLACE.findall(row)) == []
