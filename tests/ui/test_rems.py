"""The summary for the REMS form: its fields and time points, and that it says what it is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from kapmonitor.session.event import ObservationDetailed, ObservationRecorded
from kapmonitor.session.intent import Discharge
from kapmonitor.session.vocabulary import ObservationKind
from kapmonitor.ui.paper.rems import write_rems
from kapmonitor.ui.paper.rems_view import blocks, has_form
from tests.support.builders import OFFICE, SPRAVATO, Course, dosed, recovered

pytestmark = pytest.mark.usefixtures("qapp")


def told(course: Course) -> dict[str, dict[str, str]]:
    return {
        block.heading: {line.name: line.words for line in block.lines}
        for block in blocks(course.session, None)
    }


def test_only_sessions_of_that_drug_have_it() -> None:
    assert has_form(dosed(SPRAVATO).session)
    assert not has_form(dosed(OFFICE).session)


def test_the_three_time_points_come_from_the_readings() -> None:
    course = dosed(SPRAVATO)
    course.until(30, step_s=60)
    course.read(131.0, 84.0)
    course.until(42, step_s=60)
    course.read(139.0, 88.0)
    course.until(119, step_s=60)
    course.read(122.0, 80.0)
    found = told(course)["Blood pressure"]
    assert found["Before the dose"] == "120/78"
    assert found["40 min after"] == "139/88 at 42 min"
    assert found["Before the end"].startswith("122/80 at ")


def test_what_was_not_recorded_is_never_a_no() -> None:
    course = dosed(SPRAVATO)
    found = told(course)
    assert found["Blood pressure"]["40 min after"] == "not recorded"
    assert found["Vital signs in an acceptable range"]["Before the end"] == "not recorded"
    assert set(found["Events"].values()) <= {"not recorded", "none logged"}
    assert found["Other drugs"]["The question was asked"] == "yes"
    assert found["Other drugs"]["Opioid"] == "not recorded"
    assert found["Session"]["Lot number"] == "not recorded"
    assert found["Session"]["Ready to leave without the 2 hours, after"] == "not recorded"


def test_events_carry_their_onset_and_end() -> None:
    course = dosed(SPRAVATO)
    course.pass_s(600)
    course.note(ObservationRecorded(code="dissociation", kind=ObservationKind.EXPECTED))
    seq = course.session.observations[-1].seq
    course.note(ObservationDetailed(seq=seq, severity="moderate", duration_min=25))
    words = told(course)["Events"]["Dissociation"]
    assert re.fullmatch(r"Dissociation \d\d:\d\d, moderate, 25 min", words)


def test_it_is_one_page_and_says_that_it_is_not_the_form(tmp_path: Path) -> None:
    course = recovered(SPRAVATO)
    course.ask(Discharge())
    path = tmp_path / "rems.pdf"
    write_rems(course.session, path, head="ab" * 32, patient=None)
    (page,) = [re.sub(r"\s+", " ", each.extract_text()) for each in PdfReader(path).pages]
    assert "This is not the REMS form, and it is sent to nobody." in page
    assert "yes: within the clinic's limits" in page
    assert "SIMULATED" in page
    assert "No" not in re.findall(r"Sex (\w+)", page)
