"""The report and the sheet on paper, as a reader of the file finds them."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from kapmonitor.record.patient import Patient
from kapmonitor.session.event import FindingRecorded
from kapmonitor.session.intent import (
    CountersignEntry,
    Discharge,
    Note,
    OverrideDischarge,
    OverrideGate,
    ReportDoseTaken,
    SignRecord,
)
from kapmonitor.session.preset_edit import copied, differences, edited, with_changes
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Answer, Role
from kapmonitor.ui.chart_flags import Flag
from kapmonitor.ui.notice import notice
from kapmonitor.ui.paper.chart import RATE, paint_session_chart
from kapmonitor.ui.paper.chart_words import LANE_ROWS, lane_places, spread
from kapmonitor.ui.paper.dim import dimmed
from kapmonitor.ui.paper.report import report_picture, write_report
from kapmonitor.ui.paper.report_view import facts
from kapmonitor.ui.paper.sheet import WATERMARK
from kapmonitor.ui.paper.take_home import write_take_home
from kapmonitor.ui.theme import ROOM, load_fonts
from tests.support.builders import IM, assign, dose, dosed, gated, prepared, recovered
from tests.support.parts import OFFICE, START, document

HEAD = "5e59c8aa8c8924b34e97c8bd0574ebadd3e2b15870b612835bc478b9a71fb040"
PULSES = range(41, 199)
ANN = Patient(
    id="p-7",
    name="Ann Sample",
    born=date(1984, 3, 2),
    emergency_name="",
    emergency_phone="",
    notes="",
    added=datetime(2026, 1, 1, tzinfo=UTC),
)

pytestmark = pytest.mark.usefixtures("qapp")


@cache
def usual() -> Session:
    """A session that was discharged and signed."""
    course = recovered()
    course.ask(Discharge())
    course.ask(SignRecord(signed_by="Ruth Sample", digest=HEAD))
    return course.session


def real(session: Session) -> Session:
    return replace(session, simulated=False)


def printed(session: Session, folder: Path, patient: Patient | None = None) -> list[str]:
    path = folder / "report.pdf"
    write_report(session, path, head=HEAD, patient=patient)
    return words_of(path)


def words_of(path: Path) -> list[str]:
    """Return the words of each page; a font's blank is read back as a tab."""
    return [_plain(page.extract_text()) for page in PdfReader(path).pages]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


FIRST = (
    "Session 3 of 8, 2 March 2026",
    "ketamine, 100 mg sublingual",
    "Dr. Sample, 555-0142",
    "120/78 pulse 68",
    "Discharged at",
    "✓ all 17 met",
    "Ann Escort, sister, 555-0177",
    "only after a night's sleep",
    "Alarms and answers: ",
    "Signed by Ruth Sample (name typed) over the digest",
    f"Record digest {HEAD}",
)
"""What one look at the first page of a usual session tells."""


def test_the_first_page_tells_a_usual_session_and_the_next_one_every_reading(
    tmp_path: Path,
) -> None:
    first, second = printed(usual(), tmp_path)
    for words in (*FIRST, "page 1 of 2"):
        assert words in first, words
    for words in ("✓ met", "Every reading", "122/79", "page 2 of 2"):
        assert words in second, words


def test_every_page_carries_watermark_disclaimer_and_number(tmp_path: Path) -> None:
    pages = printed(_long(), tmp_path)
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert page.startswith(WATERMARK)
        assert notice() in page
        assert f"page {number} of {len(pages)}" in page
        assert f"digest {HEAD[:16]}" in page


def test_no_reading_is_left_out_of_a_long_table(tmp_path: Path) -> None:
    table = " ".join(printed(_long(), tmp_path)).split("Every reading", 1)[1]
    found = re.findall(r"118/76 – (\d+) – typed", table)
    assert [int(each) for each in found] == list(PULSES)


@cache
def _long() -> Session:
    course = dosed()
    for pulse in PULSES:
        course.pass_s(20)
        course.typed(118.0, 76.0, float(pulse))
    return course.session


def test_a_simulated_session_names_nobody(tmp_path: Path) -> None:
    page = " ".join(printed(usual(), tmp_path, ANN))
    assert "SIMULATED, no patient" in page
    assert "Ann Sample" not in page
    assert "1984" not in page
    assert "p-7" not in page


def test_a_real_session_names_its_patient_twice_and_is_not_watermarked(tmp_path: Path) -> None:
    page = " ".join(printed(real(usual()), tmp_path, ANN))
    assert "Ann Sample, born 1984-03-02 · p-7" in page
    assert WATERMARK not in page


def test_a_patient_who_is_not_known_goes_by_the_pseudonym(tmp_path: Path) -> None:
    assert "2 March 2026 p-7 Dose" in printed(real(usual()), tmp_path)[0]


def test_a_protocol_that_nobody_signed_says_so(tmp_path: Path) -> None:
    assert "▲ no clinician has signed this protocol" in printed(usual(), tmp_path)[0]


def test_an_overridden_gate_stays_visible_and_tells_whether_it_was_countersigned(
    tmp_path: Path,
) -> None:
    course = gated(baseline=(170.0, 98.0, 80.0))
    course.ask(_override("usual for this patient"))
    course.ask(dose(course))
    page = " ".join(printed(course.session, tmp_path))
    reported = "▲ Gate overridden: usual for this patient (Dr. Sample, reported, not countersigned)"
    assert reported in page
    (seq,) = course.session.overrides
    course.ask(CountersignEntry(seq=seq, clinician="Dr. Other"))
    page = " ".join(printed(course.session, tmp_path))
    assert "(Dr. Sample, countersigned by Dr. Other, name typed)" in page
    assert "not countersigned" not in page


def test_the_override_of_a_booster_outlives_the_booster(tmp_path: Path) -> None:
    course = dosed(IM)
    course.wait(20, step_s=60)
    course.ask(_override("no score was signed", for_booster=True))
    course.ask(dose(course, booster=True))
    assert "▲ Gate of the booster overridden: no score was signed" in " ".join(
        printed(course.session, tmp_path)
    )


def _override(reason: str, *, for_booster: bool = False) -> OverrideGate:
    return OverrideGate(
        reason=reason, clinician="Dr. Sample", contact_utc=START, for_booster=for_booster
    )


def test_a_dose_that_was_taken_already_is_a_deviation(tmp_path: Path) -> None:
    course = prepared()
    given = dose(course)
    course.ask(
        ReportDoseTaken(
            drug=given.drug,
            amount=given.amount,
            unit=given.unit,
            route=given.route,
            taken_utc=course.at.utc,
        )
    )
    page = " ".join(printed(course.session, tmp_path))
    assert "▲ Deviation: " in page
    assert "gate held" in page


def test_a_long_reason_is_not_cut(tmp_path: Path) -> None:
    course = recovered()
    course.ask(_open_finding())
    reason = f"{'stayed with the patient and ' * 400}the last word"
    course.ask(OverrideDischarge(reason=reason, clinician="Dr. Sample"))
    whole = " ".join(printed(course.session, tmp_path))
    for page in range(1, 9):  # a reason runs over pages: their feet are in its middle
        whole = re.sub(rf"SIMULATED kapmonitor records .{{0,600}}? page {page} of \d+ ", "", whole)
    assert reason in whole
    assert "Dr. Sample, reported, not countersigned" in whole


def _open_finding() -> Note:
    return Note(fact=FindingRecorded(criterion="gait", answer=Answer.NO))


@pytest.fixture(params=["UTC", "America/St_Johns", "Pacific/Kiritimati"])
def zone(request: pytest.FixtureRequest) -> Iterator[None]:
    """Set this computer's clock to a zone; Qt writes the time of a file in it."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be set")
@pytest.mark.usefixtures("zone")
def test_the_same_session_gives_the_same_octets(tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    for path in (first, second):
        write_report(usual(), path, head=HEAD, patient=None)
    assert first.read_bytes() == second.read_bytes()
    made = PdfReader(first).metadata
    assert made is not None
    assert made.creation_date == usual().last.utc.replace(microsecond=0)


def test_the_page_is_vector_with_its_fonts_inside(tmp_path: Path) -> None:
    printed(usual(), tmp_path)
    for page in PdfReader(tmp_path / "report.pdf").pages:
        assert not list(page.images)
        resources: Any = page["/Resources"]
        assert all(_embedded(font.get_object()) for font in resources["/Font"].values())


def _embedded(font: Any) -> bool:
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    described = inner["/FontDescriptor"].get_object()
    return "Inter" in described["/FontName"] and any(
        each in described for each in ("/FontFile", "/FontFile2", "/FontFile3")
    )


def test_a_session_without_a_dose_has_a_report_too(tmp_path: Path) -> None:
    page = printed(prepared().session, tmp_path)[0]
    assert "Not ended at" in page
    assert "Signature ____" in page


def test_the_sheet_for_home_names_no_drug_and_no_patient(tmp_path: Path) -> None:
    path = tmp_path / "home.pdf"
    write_take_home(real(usual()), path)
    (page,) = words_of(path)
    assert usual().preset.discharge.no_driving.text in page
    assert notice() in page
    assert "ketamine" not in page.lower()
    assert "p-7" not in page


def test_silence_of_the_strap_is_no_line() -> None:
    course = dosed()
    assign(course, Role.STRAP)
    for _ in range(2):
        for _ in range(60):
            course.pass_s(5)
            course.beat(150.0)
        course.pass_s(40 * 60)
    load_fonts()
    area = QRectF(0, 0, 520, 200)
    picture = QImage(520, 200, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFFFF)
    painter = QPainter(picture)
    paint_session_chart(painter, area, course.session)
    painter.end()
    green = [x for x in range(picture.width()) if _has(picture, x, RATE)]
    assert green
    steps = [after - before for before, after in pairwise(green)]
    assert max(steps) > 30  # a line across the silence would leave no gap


def _has(picture: QImage, x: int, colour: str) -> bool:
    wanted = QColor(colour)
    return any(
        abs(QColor(picture.pixel(x, y)).hue() - wanted.hue()) < 12
        and QColor(picture.pixel(x, y)).saturation() > 60
        for y in range(25, 60)
    )


def test_words_on_the_lane_never_cover_each_other() -> None:
    load_fonts()
    flags = [Flag(x=float(x), words=f"Something {x}") for x in range(40)]
    flags.append(Flag(x=20.5, words="Dose 100 mg", dose=True))
    placed = lane_places(flags, lambda x: x * 9, 500)
    assert len(placed) == len(flags)
    rows = {flag.words: row for flag, row in placed}
    assert rows["Dose 100 mg"] == 0
    assert None in rows.values()
    for row in range(LANE_ROWS):
        ends = sorted(flag.x * 9 for flag, place in placed if place == row)
        assert all(after - before > 30 for before, after in pairwise(ends))


def test_names_beside_the_plot_stand_apart() -> None:
    assert _closest(spread([10, 11, 12, 40])) >= 7


def _closest(heights: Iterable[float]) -> float:
    found = list(heights)
    return min(after - before for before, after in pairwise(found))


def test_paper_in_a_dark_room_is_dark() -> None:
    picture = report_picture(usual(), head=HEAD, patient=None, width=300)
    dark = dimmed(picture, ROOM)
    assert dark.size() == picture.size()
    assert QColor(dark.pixel(2, 2)).name() == ROOM.surface
    brightest = max(
        QColor(dark.pixel(x, y)).lightness()
        for x in range(dark.width())
        for y in range(0, dark.height(), 3)
    )
    assert brightest <= QColor(ROOM.blood_pressure).lightness()


def test_a_report_tells_what_the_clinic_changed_in_its_preset() -> None:
    original = json.loads(document(OFFICE))
    own = copied(original, "d" * 64, "Ours", "ours")
    changed = edited(own, {("gate", "limit", "systolic-high"): 150.0})
    whole = with_changes(changed, differences(original, changed))
    course = dosed(text=json.dumps(whole))
    lines = {each.name: each.words for each in facts(course.session)}
    assert (
        lines["Changed"]
        == "from kap-sublingual-office: Gate before the dose · Systolic above: 140 → 150"
    )
    assert "Changed" not in {each.name for each in facts(dosed().session)}
