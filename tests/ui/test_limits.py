"""Limits of one patient at the screen: in force, moved with a reason, offered from last time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.clock import SystemClock
from kapmonitor.practice import Practice
from kapmonitor.record.connect import open_record
from kapmonitor.record.log import SessionLog
from kapmonitor.session.event import LimitMadePersonal, LimitRestored
from kapmonitor.session.instant import Instant
from kapmonitor.session.limits import personal_limits
from kapmonitor.session.state import PersonalLimit
from kapmonitor.ui.chart_view import chart_view
from kapmonitor.ui.limits_view import change_words, limit_lines, personal_lines
from kapmonitor.ui.pages.prepare import PreparePage
from kapmonitor.ui.timeline_view import timeline
from tests.support.builders import IM, START, dosed, opened
from tests.ui.pages import Hands

URGENT = "Medium: systolic from"


def hands_at(qtbot: QtBot, qapp: QApplication) -> Hands[PreparePage]:
    return Hands(qtbot, qapp, PreparePage, opened(IM))


def test_a_limit_is_set_for_this_patient_with_a_reason_and_a_name(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = hands_at(qtbot, qapp)
    hands.press("Show the limits")
    hands.press(f"Change: {URGENT} 180")
    form = hands.page.limits.editor.form
    assert form.value.text == ""
    hands.press("Set for this patient")
    assert form.refusal.text() == "Type the limit as a number."
    hands.type(form.value.line, "190")
    hands.press("Set for this patient")
    assert "Say why." in form.refusal.text()
    assert "name the prescriber" in form.refusal.text()
    hands.type(form.reason.line, "treated hypertension")
    hands.type(form.agreed.line, "Dr. Sample")
    hands.press("Set for this patient")
    (change,) = hands.now().limit_changes
    assert (change.value, change.authorised_by, change.by) == (190.0, "Dr. Sample", "Ruth Sample")
    assert not form.isVisible()
    hands.press(f"Change: {URGENT} 190")
    hands.type(form.reason.line, "not needed")
    hands.press("As the preset has it")
    assert not personal_limits(hands.now())


def test_last_time_is_an_offer_and_who_agrees_is_asked_anew(
    qtbot: QtBot, qapp: QApplication
) -> None:
    hands = hands_at(qtbot, qapp)
    last = PersonalLimit(
        seq=9,
        at=Instant(START, 0.0),
        by="Ann Earlier",
        rule="sbp-urgent",
        value=190.0,
        reason="treated hypertension",
        authorised_by="Dr. Before",
    )
    hands.page.limits.offer((last,))
    assert not hands.now().limit_changes
    hands.draw()
    words = (
        f"Last time: {URGENT} 190 instead of 180 (Ann Earlier, agreed by Dr. Before): "
        "treated hypertension"
    )
    hands.press(f"Use again: {words}")
    form = hands.page.limits.editor.form
    assert (form.value.text, form.reason.text, form.agreed.text) == (
        "190",
        "treated hypertension",
        "",
    )
    hands.press("Set for this patient")
    assert not hands.now().limit_changes
    hands.type(form.agreed.line, "Dr. Now")
    hands.press("Set for this patient")
    assert hands.now().limit_changes[0].authorised_by == "Dr. Now"
    shown = [each.text() for each in hands.page.limits.findChildren(QLabel) if each.isVisible()]
    assert words not in shown


def test_every_change_is_in_words_and_in_the_timeline() -> None:
    course = dosed(IM)
    course.note(
        LimitMadePersonal(
            rule="hr-low", value=None, reason="an athlete", authorised_by="Dr. Sample"
        )
    )
    course.note(LimitMadePersonal(rule="sbp-urgent", value=170.0, reason="frail"))
    assert personal_lines(course.session) == (
        "Low: heart rate below 50: off for this patient (Ruth Sample, agreed by Dr. Sample): "
        "an athlete",
        "Medium: systolic from 170 instead of 180 (Ruth Sample): frail",
    )
    course.note(LimitRestored(rule="hr-low", reason="dizzy"))
    last = change_words(course.session, course.session.limit_changes[-1])
    assert last == "Low: heart rate below 50 again, as the preset has it (Ruth Sample): dizzy"
    assert sum("Limit: " in line for line in timeline(course.session)) == 3


def test_the_list_tells_how_far_each_limit_may_go() -> None:
    lines = {each.rule: each for each in limit_lines(opened(IM).session)}
    assert lines["sbp-urgent"].room == "From 70 to 220. Past 180, name the prescriber who agreed."
    assert "red-flag" not in lines


def test_the_chart_shows_the_limit_in_force_and_who_set_it() -> None:
    course = dosed(IM)
    course.note(LimitMadePersonal(rule="sbp-urgent", value=170.0, reason="frail"))
    bands = [band.words for band in chart_view(course.session, course.at).bands]
    assert "systolic 170 · Ruth Sample" in bands
    assert "systolic 160 · not signed" in bands


def test_what_was_personal_at_the_end_of_a_session_comes_back_from_the_record(
    tmp_path: Path,
) -> None:
    course = dosed(IM)
    course.note(
        LimitMadePersonal(rule="hr-low", value=None, reason="an athlete", authorised_by="Dr. S")
    )
    course.note(LimitMadePersonal(rule="sbp-urgent", value=170.0, reason="frail"))
    course.note(LimitRestored(rule="hr-low", reason="dizzy"))
    with open_record(tmp_path / "kapmonitor.db") as record:
        SessionLog(record).append("s-1", course.entries)
        kept = Practice(record, tmp_path, SystemClock()).limits_of("s-1")
    assert [(each.rule, each.value, each.by) for each in kept] == [
        ("sbp-urgent", 170.0, "Ruth Sample")
    ]
