"""The left rail: the steps of the session in sight, and of no other."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kapmonitor.port import Snapshot
from kapmonitor.ui.rail import Rail
from kapmonitor.ui.view import Step, present
from tests.support.builders import recovered


def test_without_a_session_no_step_of_the_last_one_is_left(qtbot: QtBot) -> None:
    """Ticks of the patient before, beside the form for the next one, would be taken for his."""
    rail = Rail()
    qtbot.addWidget(rail)
    rail.show()

    def in_sight() -> list[str]:
        steps = (each for each in rail.findChildren(QPushButton) if each.isCheckable())
        return [each.text().split()[-1] for each in steps if each.isVisible()]

    course = recovered()
    view = present(Snapshot(session=course.session, at=course.at))
    assert view is not None
    steps: tuple[Step, ...] = view.steps
    rail.show_steps(steps, "discharge")
    qtbot.waitUntil(lambda: in_sight() == [each.label for each in steps])
    rail.show_steps((), "start")
    assert in_sight() == []
    rail.show_steps(steps, "discharge")
    qtbot.waitUntil(lambda: in_sight() == [each.label for each in steps])
