"""The strip above other windows: what is seen when the program is not in front."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.port import Snapshot
from kapmonitor.ui.strip import STOPPED, Strip
from kapmonitor.ui.view import present
from kapmonitor.ui.wording import NOT_LIVE
from tests.support.builders import dosed


def test_it_never_shows_a_standing_age(qtbot: QtBot) -> None:
    course = dosed()
    course.wait(3)
    course.read(164, 98, 77)
    course.wait(1)
    view = present(Snapshot(session=course.session, at=course.at))
    assert view is not None
    strip = Strip()
    qtbot.addWidget(strip)

    def said() -> list[str]:
        return [each.text() for each in strip.findChildren(QLabel)]

    strip.show_session(view, "14:54")
    assert "164/98" in said()
    assert any(words.startswith("1 min ago") for words in said())
    strip.show_stalled()
    assert not any("min ago" in words for words in said())
    assert {NOT_LIVE, STOPPED} <= set(said())
