"""The charts: what is joined and what is not, what is owed, and the strip of SpO2."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from devices.event import LinkChanged, LinkState, Measured
from devices.measurement import Provenance, PulseOximetry, Taken
from kapmonitor.session.event import ClockChange, MeasurementMarkedInError
from kapmonitor.session.fact import replace
from kapmonitor.session.schedule import DueState, due
from kapmonitor.session.vocabulary import Role
from kapmonitor.ui.chart_view import chart_view
from kapmonitor.ui.paper.chart import RATE, paint_session_chart
from kapmonitor.ui.paper.chart_stream import SATURATION
from kapmonitor.ui.stream_view import heart_rate, saturation, strands
from kapmonitor.ui.theme import Theme, ThemeName, load_fonts
from kapmonitor.ui.widgets.chart_time import TimeAxis
from kapmonitor.ui.widgets.vitals_chart import VitalsChart
from tests.support.builders import Course, assign, dosed, prepared

BESIDE = 24
"""Where the printed plot begins, in points: names and marks of the scale lie outside."""


def with_oximeter() -> Course:
    """A dose, then ten minutes of SpO2, a silence of ten, and ten again; and a typed value."""
    course = dosed()
    assign(course, Role.OXIMETER)
    for minute in (0, 10):
        for second in range(0, 600, 5):
            course.pass_s(5)
            course.saturate(97.0 - (second // 60) % 3)
        if minute == 0:
            course.report(LinkChanged(state=LinkState.LOST), Role.OXIMETER)
            course.pass_s(600)
            course.report(LinkChanged(state=LinkState.READY), Role.OXIMETER)
    course.typed(spo2=93.0)
    return course


def test_a_line_joins_only_neighbours_of_one_source_that_count() -> None:
    course = with_oximeter()
    assign(course, Role.STRAP)
    course.beat(80.0)
    old, taken = PulseOximetry(spo2=91.0), Taken(ago_s=0.0, within_s=2.0)
    stored = Measured(measurement=old, provenance=Provenance.STORED, taken=taken)
    course.report(stored, Role.OXIMETER)
    course.saturate(95.0)
    course.beat(82.0)
    course.pass_s(5)
    course.beat(None)
    course.pass_s(5)
    course.beat(84.0)
    found = strands(course.session.samples, saturation)
    assert [len(line) for line in found.lines] == [120, 121]
    assert [(each.value, each.mark) for each in found.lone] == [
        (97.0, "typed"),
        (93.0, "typed"),
        (91.0, "stored"),
    ]
    rates = strands(course.session.samples, heart_rate)
    assert [[value for _sample, value in line] for line in rates.lines] == [[80.0, 82.0]]
    assert [(each.value, each.mark) for each in rates.lone] == [(84.0, "")]
    excluded = course.session.samples[50]
    course.note(MeasurementMarkedInError(seq=excluded.seq, reason="finger moved"))
    after = strands(course.session.samples, saturation)
    assert (excluded.seq, "excluded") in [(each.sample.seq, each.mark) for each in after.lone]


def test_an_offer_that_nobody_took_is_not_called_missed() -> None:
    course = dosed()
    course.until(100, step_s=60)
    planned = due(course.session, course.at)
    assert any(each.state is DueState.NOT_TAKEN for each in planned), "an offer's time is over"
    shown = chart_view(course.session, course.at).coming
    assert [each.missed for each in shown if each.optional] == [False] * sum(
        each.open and not each.required for each in planned
    )
    owed = [each for each in planned if each.required and each.state is DueState.MISSED]
    assert len([each for each in shown if each.missed]) == len(owed)


@pytest.mark.parametrize("theme", ThemeName)
def test_the_live_strip_of_saturation(qapp: QApplication, theme: ThemeName) -> None:
    course = with_oximeter()
    made = Theme(qapp, theme)
    chart = VitalsChart(made)
    chart.resize(900, 560)
    chart.show_session(course.session, course.at)
    columns = _columns(chart.grab().toImage(), made.colours.spo2, after=60)
    steps = [after - before for before, after in zip(columns, columns[1:], strict=False)]
    assert max(steps) > 30, "the silence is a gap"
    chart.show_session(prepared().session, None)
    chart.deleteLater()


def test_what_is_read_and_zoomed_stays_while_readings_come(qapp: QApplication) -> None:
    course = dosed()
    for high in (121.0, 133.0):
        course.pass_s(300)
        course.read(high, 80.0)
    chart = VitalsChart(Theme(qapp))
    chart.resize(900, 560)
    chart.show_session(course.session, course.at)
    words = chart.findChildren(QLabel)[0]
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert "133/80, pulse 70, cuff, +10 min from dose" in words.text()
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert "121/80" in words.text()
    QTest.keyClick(chart, Qt.Key.Key_Plus)
    shown = chart._plot.vb.viewRange()[0]  # noqa: SLF001  the axis is no widget
    course.pass_s(3600)
    course.read(228.0, 80.0)
    chart.show_session(course.session, course.at)
    assert "121/80" in words.text(), "not moved by what came"
    assert "121/80" in chart.accessibleDescription()
    (low, high_now), (_bottom, top) = chart._plot.vb.viewRange()  # noqa: SLF001  as above
    assert [low, high_now] == shown
    assert top > 228, "a high value is not cut off by a zoom of time"
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert "228/80" in words.text()
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert "Whole session" in words.text()
    for _ in range(8):
        QTest.keyClick(chart, Qt.Key.Key_Minus)
    assert words.text() == ""
    assert chart._plot.vb.viewRange()[0][1] > high_now  # noqa: SLF001  as above
    chart.deleteLater()


@pytest.mark.usefixtures("qapp")
def test_the_axis_goes_on_across_midnight() -> None:
    session = dosed().session
    start = session.doses[0].taken.utc + timedelta(minutes=session.utc_offset_min)
    before = 24 * 60 - (start.hour * 60 + start.minute) - 1
    axis = TimeAxis()
    axis.set_zero(session)
    late, early = axis.tickStrings([before, before + 2], 1.0, 1.0)
    assert (late, early) == (f"+{before}\n23:59", f"+{before + 2}\n00:01")


@pytest.mark.usefixtures("qapp")
def test_the_axis_follows_a_daylight_saving_step_and_its_minutes_do_not() -> None:
    session = dosed().session
    step = session.doses[0].taken.utc + timedelta(minutes=30)
    ahead = ClockChange(at=step, utc_offset_min=session.utc_offset_min + 60)
    axis = TimeAxis()
    axis.set_zero(session)
    before = axis.tickStrings([29, 31], 1.0, 1.0)
    axis.set_zero(replace(session, clock_changes=(ahead,)))
    after = axis.tickStrings([29, 31], 1.0, 1.0)
    assert [each.split("\n")[0] for each in after] == ["+29", "+31"]
    assert after[0] == before[0]
    hours = [int(each[1].split("\n")[1].split(":")[0]) for each in (before, after)]
    assert hours[1] == hours[0] + 1


@pytest.mark.usefixtures("qapp")
def test_the_printed_strip_of_saturation() -> None:
    load_fonts()
    course = with_oximeter()
    picture = QImage(520, 200, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFFFF)
    painter = QPainter(picture)
    paint_session_chart(painter, QRectF(0, 0, 520, 200), course.session)
    painter.end()
    columns = [each for each in _columns(picture, SATURATION, after=BESIDE) if each < 430]
    steps = [after - before for before, after in zip(columns, columns[1:], strict=False)]
    assert max(steps) > 20
    assert RATE != SATURATION


def _columns(picture: QImage, colour: str, *, after: int) -> list[int]:
    """Return where across a picture a colour is to be seen, or nearly so."""
    wanted = QColor(colour)
    return [
        x
        for x in range(after, picture.width())
        if any(_near(picture.pixelColor(x, y), wanted) for y in range(picture.height()))
    ]


def _near(one: QColor, other: QColor) -> bool:
    parts = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return all(abs(mine - theirs) < 24 for mine, theirs in parts)


def test_a_source_in_reach_that_sends_nothing_is_shaded_while_it_lasts_and_afterwards() -> None:
    course = dosed()
    assign(course, Role.STRAP)
    course.until(10)
    course.beat(70.0)
    course.pass_s(40)
    (gap,) = chart_view(course.session, course.at).gaps
    assert (gap.role, gap.words) == (Role.STRAP, "strap silent")
    assert gap.end - gap.start == pytest.approx(0.5)
    course.pass_s(20)
    course.beat(71.0)
    course.pass_s(1)
    course.beat(71.0)
    (gap,) = chart_view(course.session, course.at).gaps
    assert gap.end - gap.start == pytest.approx(1.0)
