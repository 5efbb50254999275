"""First run to the end of the guided tour, through the real window, by the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kapmonitor.app import MovingIn
from kapmonitor.composition import desk_of
from kapmonitor.port import Snapshot
from kapmonitor.record.connect import FILE_NAME, open_history
from kapmonitor.record.library import Library
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.ui.alarm_bar import AlarmBar
from kapmonitor.ui.frame import Frame
from kapmonitor.ui.tour import TourBar
from kapmonitor.ui.tour_plan import STOPS, can_be_told
from kapmonitor.ui.widgets.numeric import Numeric
from tests.support.hands import Hands
from tests.support.in_front import in_front
from tests.ui.pages import theme


@pytest.fixture
def moving(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[MovingIn]:
    """Open the program on a fresh folder."""
    frame = Frame(theme(qapp))
    qtbot.addWidget(frame)
    moved = MovingIn(frame, theme(qapp), lambda: desk_of(tmp_path))
    frame.show()
    in_front(qtbot, frame)
    yield moved
    moved.stop()


def bar(moving: MovingIn) -> TourBar:
    assert moving.household is not None
    return moving.household.tour


def begin(moving: MovingIn, qtbot: QtBot) -> tuple[QWidget, Hands]:
    """Go through the first run into the tour."""
    frame = moving.parent()
    assert isinstance(frame, QWidget)
    hands = Hands(qtbot, frame)
    hands.fill("Your name", "Ruth Sample")
    hands.press("Role: Therapist")
    hands.press("Add yourself")
    hands.press("I have read this")
    hands.press("Start the guided tour")
    return frame, hands


def tour(moving: MovingIn, qtbot: QtBot, stops: int) -> list[str]:
    """Go through so many stops; return the pages that they were on."""
    frame, hands = begin(moving, qtbot)
    pages = []
    for _ in range(stops):
        qtbot.waitUntil(bar(moving).next.isEnabled, timeout=60_000)
        assert moving.household is not None
        pages.append(moving.household.window.shown)
        nothing_is_covered(frame)
        hands.press("Next part of the tour")
    return pages


def test_three_steps_lead_into_the_tour_and_the_practice_comes_back_untouched(
    moving: MovingIn, qtbot: QtBot, tmp_path: Path
) -> None:
    assert tour(moving, qtbot, 4) == ["prepare", "prepare", "baseline", "monitoring"]
    frame = moving.parent()
    assert isinstance(frame, QWidget)
    hands = Hands(qtbot, frame)
    hands.press("End the simulation")
    hands.see("New session")
    household = moving.household
    assert household is not None
    assert household.bridge.operator.name == "Ruth Sample"
    with open_history(tmp_path / FILE_NAME) as record:
        assert Library(record).count() == (0, 0), "nothing of it is in the practice's record"


@pytest.mark.long
def test_the_whole_tour(moving: MovingIn, qtbot: QtBot) -> None:
    pages = tour(moving, qtbot, len(STOPS))
    assert pages == [each.page for each in STOPS]
    assert not bar(moving).touring


def test_the_tour_is_left_at_any_time_and_nothing_real_can_begin_there(
    moving: MovingIn, qtbot: QtBot
) -> None:
    frame, hands = begin(moving, qtbot)
    hands.press("Leave the tour")
    hands.gone("Next part of the tour")
    assert not bar(moving).touring
    household = moving.household
    assert household is not None
    bridge = household.bridge
    qtbot.waitUntil(lambda: phase_now(bridge.snapshot) is Phase.BASELINE, timeout=30_000)
    household.window.go_to("start")
    names = [each.accessibleName() for each in frame.findChildren(QWidget) if each.isVisible()]
    assert "End the simulation" in names
    assert "New session" not in names


def phase_now(snapshot: Snapshot) -> Phase | None:
    return phase_of(snapshot.session) if snapshot.session is not None else None


def nothing_is_covered(frame: QWidget) -> None:
    """The bar lies below alarms and numerals, never over them."""
    (foot,) = (each for each in frame.findChildren(TourBar) if each.isVisible())
    top = foot.mapTo(frame, foot.rect().topLeft()).y()
    for kind in (AlarmBar, Numeric):
        for part in frame.findChildren(kind):
            if part.isVisible() and not part.visibleRegion().isEmpty():
                inside = part.visibleRegion().boundingRect()
                assert part.mapTo(frame, inside.bottomLeft()).y() < top


def test_no_stop_is_told_before_there_is_a_session() -> None:
    assert not any(can_be_told(stop, Snapshot()) for stop in STOPS)
