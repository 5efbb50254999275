"""Papers that are kept: PDF/A-1b (ISO 19005-1), as far as a reader without a judge can tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from kapmonitor.session.intent import Discharge
from kapmonitor.ui.paper.report import write_report
from kapmonitor.ui.paper.take_home import write_take_home
from tests.support.builders import recovered

pytestmark = pytest.mark.usefixtures("qapp")
SEE_THROUGH = {"/ca": 1, "/CA": 1, "/SMask": "/None", "/BM": "/Normal"}
"""What a file may say of transparency: that there is none (6.4)."""
FORBIDDEN = {"/Encrypt", "/JS", "/AA", "/EF", "/LZWDecode"}


@pytest.fixture(params=["report", "sheet"])
def paper(request: pytest.FixtureRequest, tmp_path: Path) -> PdfReader:
    course = recovered()
    course.ask(Discharge())
    path = tmp_path / "paper.pdf"
    if request.param == "report":
        write_report(course.session, path, head="d" * 64, patient=None)
    else:
        write_take_home(course.session, path)
    return PdfReader(path)


def test_it_says_what_it_is_and_means_one_thing_by_a_colour(paper: PdfReader) -> None:
    root: Any = paper.root_object
    told = root["/Metadata"].get_data().decode()
    assert 'pdfaid:part="1" pdfaid:conformance="B"' in told
    assert paper.pdf_header == "%PDF-1.4"
    trailer: Any = paper.trailer
    assert len(trailer["/ID"]) == 2
    (intent,) = (each.get_object() for each in root["/OutputIntents"])
    assert intent["/S"] == "/GTS_PDFA1"
    profile = intent["/DestOutputProfile"].get_object()
    assert profile.get_data()[36:40] == b"acsp", "a colour profile (ICC.1, 7.2)"


def test_what_it_is_called_is_told_twice_and_alike(paper: PdfReader) -> None:
    root: Any = paper.root_object
    told = root["/Metadata"].get_data().decode()
    assert paper.metadata is not None
    assert paper.metadata.title is not None
    assert paper.metadata.title in told
    created = paper.metadata.creation_date
    assert created is not None
    assert f'xmp:CreateDate="{created.isoformat()}"' in told


def test_its_fonts_are_inside(paper: PdfReader) -> None:
    pages: Any = paper.pages
    fonts = [
        each.get_object()["/DescendantFonts"][0].get_object()
        for page in pages
        for each in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    for each in fonts:
        assert each["/FontDescriptor"].get_object()["/FontFile2"].get_data()
        assert "/CIDToGIDMap" in each


def test_nothing_in_it_is_see_through_or_runs(paper: PdfReader) -> None:
    trailer: Any = paper.trailer
    kept = [paper.get_object(number) for number in range(1, trailer["/Size"])]
    dictionaries = [each for each in kept if isinstance(each, DictionaryObject)]
    assert any(isinstance(each, StreamObject) for each in dictionaries)
    for each in dictionaries:
        assert not FORBIDDEN & set(each)
        assert {name: each[name] for name in SEE_THROUGH if name in each}.items() <= (
            SEE_THROUGH.items()
        )
