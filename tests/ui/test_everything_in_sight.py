"""Every page and whatever opens on it: for a screen reader, for the keyboard, for the eye."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapmonitor.language import speak_by
from kapmonitor.record.connect import Record
from kapmonitor.session.event import ObservationRecorded
from kapmonitor.session.intent import Discharge
from kapmonitor.session.vocabulary import ObservationKind
from kapmonitor.ui.frame import SMALLEST
from tests.support import layout, reader
from tests.support.builders import (
    TELEHEALTH,
    Course,
    dosed,
    gated,
    opened,
    prepared,
    recovered,
)
from tests.support.in_front import in_front
from tests.support.long_words import lengthened
from tests.support.walk import Walk, house


def held() -> Course:
    return gated(baseline=(152.0, 96.0, 68.0))


def alarmed() -> Course:
    """A rise that was confirmed, a red flag, and what happened before them."""
    course = dosed()
    course.until(30, step_s=60)
    for _ in range(2):
        course.read(186, 112)
        course.wait(1, step_s=30)
    course.note(
        ObservationRecorded(
            code="chest_pain", kind=ObservationKind.RED_FLAG, label="Chest pain or tightness"
        )
    )
    return course


def ended() -> Course:
    course = recovered()
    course.ask(Discharge())
    return course


WHOLE = ("nobody", "alarmed")
"""From these every page is visited; from the others the one to which the session leads."""
COURSES: dict[str, Callable[[], Course | None]] = {
    "nobody": lambda: None,
    "opened": opened,
    "telehealth": lambda: opened(TELEHEALTH),
    "prepared": prepared,
    "held": held,
    "clear": gated,
    "alarmed": alarmed,
    "recovered": recovered,
    "ended": ended,
}


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with house(tmp_path, ended()) as opened_record:
        yield opened_record


@pytest.fixture
def long_and_mirrored(qapp: QApplication) -> Iterator[None]:
    """Words as long as a translation's, written from right to left."""
    speak_by(lengthened)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    speak_by(None)


@pytest.mark.lengthy
@pytest.mark.timeout(300)
@pytest.mark.parametrize("course", COURSES)
def test_a_screen_reader_and_a_keyboard_find_everything_and_nothing_is_cut_off(
    course: str, qtbot: QtBot, qapp: QApplication, record: Record
) -> None:
    walk = Walk(qtbot, qapp, record, COURSES[course]())
    walk.window.resize(*SMALLEST)
    in_front(qtbot, walk.window)
    found: dict[str, str] = {}
    kinds: set[tuple[type, str]] = set()
    for state in walk.states(onward=course in WHOLE):
        said = [*reader.complaints(walk.window), *layout.complaints(walk.window)]
        if "after" not in state:
            in_front(qtbot, walk.window)  # its strip may have taken the keyboard
            said += reader.unseen_focus(walk.window, kinds)
            said += [f"Tab never comes to {each}" for each in reader.out_of_reach(walk.window)]
        for each in said:
            found.setdefault(each, state)
    assert not found, told(found)


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("long_and_mirrored")
@pytest.mark.parametrize("course", COURSES)
def test_longer_words_from_right_to_left_are_not_cut_off_either(
    course: str, qtbot: QtBot, qapp: QApplication, record: Record
) -> None:
    walk = Walk(qtbot, qapp, record, COURSES[course]())
    walk.window.resize(*SMALLEST)
    found: dict[str, str] = {}
    for state in walk.states(onward=course in WHOLE):
        for each in layout.complaints(walk.window):
            found.setdefault(each, state)
    assert not found, told(found)


def told(found: dict[str, str]) -> str:
    return "\n".join(f"{state}: {each}" for each, state in found.items())
