"""Documents tell what is there: keys, tests, files, and pictures that `./dev shots` makes."""

import re
from pathlib import Path

import pytest

from kapmonitor.shots import OUT, files
from kapmonitor.ui.keys import key_map
from tests.house.source import ROOT
from tests.support.named_tests import missing

HAZARDS = (ROOT / "docs/hazards.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
KEY = re.compile(r"^\| \*\*(.+?)\*\* \| (.+?) \|$", re.MULTILINE)
ROW = re.compile(r"^\| \d\w* \|.*$", re.MULTILINE)
PLACE = re.compile(r"`(tests/[^`]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize("name", ["quick-card", "user-guide"])
def test_keys_are_listed_as_the_program_lists_them(name: str) -> None:
    text = (ROOT / f"docs/{name}.md").read_text(encoding="utf-8")
    assert tuple(KEY.findall(text)) == key_map(None)


def test_each_hazard_names_tests_that_are_there_one_by_one() -> None:
    rows = ROW.findall(HAZARDS)
    assert len(rows) > 40
    assert [row[:60] for row in rows if not PLACE.search(row)] == []
    assert missing(place for row in rows for place in PLACE.findall(row)) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: each.name)
def test_every_link_leads_to_a_file_or_to_a_picture_that_is_made(document: Path) -> None:
    made = {ROOT / OUT / name for name in files()}
    for link in LINK.findall(document.read_text(encoding="utf-8")):
        if link.startswith(("https://", "#")):
            continue
        target = (document.parent / link.partition("#")[0]).resolve()
        assert target in made if target.suffix == ".png" else target.exists(), link
