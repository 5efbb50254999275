"""Both themes hold their contrast, and the dark one stays dark."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from kapmonitor.session.vocabulary import Priority
from kapmonitor.ui.style import style_sheet
from kapmonitor.ui.theme import DAY, FAMILY, ROOM, Colours, Theme, ThemeName, font

THEMES = pytest.mark.parametrize("colours", [ROOM, DAY], ids=["room", "day"])


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    made = QColor(colour)
    parts = (made.redF(), made.greenF(), made.blueF())
    linear = [p / 12.92 if p <= 0.04045 else float(((p + 0.055) / 1.055) ** 2.4) for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXTS = ("text", "secondary", "met", "blood_pressure", "heart_rate", "spo2", "accent")
"""Roles that something is written in, on the three grounds."""


@THEMES
@pytest.mark.parametrize("role", TEXTS)
def test_text_has_enough_contrast_on_every_ground(colours: Colours, role: str) -> None:
    for ground in (colours.ground, colours.surface, colours.raised):
        assert contrast(getattr(colours, role), ground) >= 4.5
    if role == "text":
        assert contrast(getattr(colours, role), colours.line) >= 4.5  # under the pointer, chosen


@THEMES
def test_words_in_an_alarm_colour_and_on_the_accent_can_be_read(colours: Colours) -> None:
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    for priority in Priority:
        mark = colours.alert(priority).mark
        assert all(contrast(mark, ground) >= 4.5 for ground in (colours.ground, colours.surface))


@THEMES
def test_marks_have_enough_contrast_on_every_ground(colours: Colours) -> None:
    for ground in (colours.ground, colours.surface):
        assert contrast(colours.edge, ground) >= 3
        assert contrast(colours.baseline, ground) >= 3
        for priority in Priority:
            assert contrast(colours.alert(priority).mark, ground) >= 3


@THEMES
def test_alarm_text_has_enough_contrast_on_its_own_ground(colours: Colours) -> None:
    for priority in Priority:
        for text in (colours.text, colours.secondary):
            assert contrast(text, colours.alert(priority).ground) >= 4.5
        assert contrast(colours.alert(priority).mark, colours.alert(priority).ground) >= 3


def test_the_room_is_dark_and_its_numbers_are_the_brightest() -> None:
    limit = luminance("#1d1612")
    assert all(luminance(g) <= limit for g in (ROOM.ground, ROOM.surface, ROOM.raised))
    brightest = luminance(ROOM.blood_pressure)
    others = (ROOM.text, ROOM.secondary, ROOM.accent, ROOM.heart_rate, ROOM.spo2, ROOM.edge)
    assert all(luminance(colour) <= brightest for colour in others)


def test_no_alarm_colour_looks_like_the_numbers() -> None:
    for priority in Priority:
        assert contrast(ROOM.alert(priority).mark, ROOM.blood_pressure) > 1.2


@THEMES
def test_the_style_sheet_knows_no_colour_of_its_own(colours: Colours) -> None:
    known = set(re.findall(r"#[0-9a-f]{6}", repr(colours)))
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}", style_sheet(colours))) <= known


def test_one_call_changes_the_theme_for_everything(qapp: QApplication) -> None:
    theme = Theme(qapp)
    told: list[ThemeName] = []
    theme.changed.connect(lambda: told.append(theme.name))
    dark = qapp.palette().window().color().name()
    theme.switch()
    assert told == [ThemeName.DAY]
    assert (dark, qapp.palette().window().color().name()) == (ROOM.ground, DAY.ground)
    theme.use(ThemeName.DAY)
    assert told == [ThemeName.DAY]


def test_the_shipped_typeface_is_the_one_that_is_used(qapp: QApplication) -> None:
    Theme(qapp)
    assert font(20).family() == FAMILY
    assert font(20).pixelSize() == 20
