"""The alarms of a session with the evidence of each: on the screen and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.session.event import AlarmActionRecorded, CallLogged, MeasurementMarkedInError
from kapmonitor.session.intent import AcknowledgeAlarms
from kapmonitor.session.vocabulary import HostCondition, Priority
from kapmonitor.ui.alarm_history_view import ToldAlarm, alarm_history
from kapmonitor.ui.pages.alarm_history import AlarmHistory
from kapmonitor.ui.pages.alarms_panel import AlarmsPanel
from kapmonitor.ui.pages.monitoring import MonitoringPage
from kapmonitor.ui.paper.report import write_report
from kapmonitor.ui.paper.report_alarms import alarm_evidence
from kapmonitor.ui.widgets.numeric import Numeric
from kapmonitor.ui.widgets.vitals_chart import VitalsChart
from tests.support.builders import IM, Course, dosed
from tests.ui.pages import Hands, theme


def answered() -> Course:
    """A pressure that rose, was repeated, called about, answered, and came down."""
    course = dosed(IM)
    course.until(10)
    course.read(184, 95, 77)
    course.pass_s(120)
    course.read(186, 96, 78)
    course.pass_s(60)
    course.note(CallLogged(to="prescriber", result="spoken to"))
    course.pass_s(5)
    course.note(AlarmActionRecorded(code="sbp-urgent", did="checked patient"))
    course.ask(AcknowledgeAlarms())
    course.pass_s(600)
    course.read(128, 82, 70)
    return course


def told(course: Course) -> ToldAlarm:
    return next(each for each in alarm_history(course.session) if "Systolic" in each.reason)


def test_an_alarm_is_told_from_its_beginning_to_its_end() -> None:
    one = told(answered())
    assert one.priority is Priority.MEDIUM
    assert one.stands.startswith("over, acknowledged")
    words = [step.split("  ", 1)[1] for step in one.steps]
    assert words[0].startswith("Medium alarm: 184/95, not confirmed.")
    assert words[1].startswith("Confirmed, medium: 186/96.")
    assert words[2:] == [
        "Called prescriber: spoken to",
        "Checked patient, Ruth Sample",
        "Acknowledged, Ruth Sample",
        "Over",
    ]
    assert [each.split(" ", 1)[1] for each in one.evidence] == [
        "184/95, 77, cuff",
        "186/96, 78, cuff",
    ]


def test_what_became_of_the_evidence_is_told() -> None:
    course = answered()
    seq = course.session.readings[-2].seq
    course.note(MeasurementMarkedInError(seq=seq, reason="arm bent"))
    assert told(course).evidence[1].endswith("excluded: arm bent")


def test_the_newest_comes_first_and_equipment_is_told_apart() -> None:
    course = answered()
    course.host(HostCondition.SOUND_LOST)
    first, *_rest = alarm_history(course.session)
    assert first.kind == "technical"
    assert first.evidence == ()
    assert first.stands == "stands, not acknowledged"


def test_the_list_shows_each_with_its_word_and_its_evidence(
    qtbot: QtBot, qapp: QApplication
) -> None:
    shown = AlarmHistory(theme(qapp))
    qtbot.addWidget(shown)
    shown.show()
    shown.draw(dosed(IM).session)
    assert "No alarm so far." in [each.text() for each in shown.findChildren(QLabel)]
    shown.draw(answered().session)
    QApplication.processEvents()
    words = [each.text() for each in shown.findChildren(QLabel) if each.isVisible()]
    assert "MEDIUM · patient" in words
    assert any(each.startswith("Evidence: ") for each in words)


def test_on_the_live_screen_they_take_the_place_of_the_chart(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = Hands(qtbot, qapp, MonitoringPage, answered())
    hands.page.build_chart()
    hands.press("Alarms and limits")
    panel = hands.page.findChild(AlarmsPanel)
    chart = hands.page.findChild(VitalsChart)
    assert panel is not None
    assert chart is not None
    assert (panel.isVisible(), chart.isVisible()) == (True, False)
    assert all(each.isVisible() for each in hands.page.findChildren(Numeric)[:1])
    hands.press("Alarms and limits Limits")
    hands.press("Change: Medium: systolic from 180")
    hands.type(panel.limits.form.value.line, "170")
    hands.type(panel.limits.form.reason.line, "frail")
    hands.press("Set for this patient")
    assert [each.value for each in hands.now().limit_changes] == [170.0]
    hands.course.read(204, 95)
    hands.draw()
    asked = []
    hands.page.acknowledgeAsked.connect(lambda: asked.append("A"))
    hands.bot.keyClick(hands.button("Close"), Qt.Key.Key_A)
    assert asked == ["A"], "an alarm is answered from here as well"
    hands.press("Close")
    assert (panel.isVisible(), chart.isVisible()) == (False, True)


@pytest.mark.usefixtures("qapp")
def test_the_report_has_the_course_of_what_concerned_the_patient(tmp_path: Path) -> None:
    course = answered()
    course.host(HostCondition.SOUND_LOST)
    (line,) = alarm_evidence(course.session)
    assert "Evidence: " in line.words
    path = tmp_path / "report.pdf"
    write_report(course.session, path, head="h", patient=None)
    words = "".join(page.extract_text() for page in PdfReader(path).pages)
    assert "Alarms with their evidence" in words.replace("\t", " ")
