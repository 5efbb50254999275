"""The rows of the checklist, as they are built."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kapmonitor.session.protocol import ChecklistItem, ItemKind
from kapmonitor.ui.pages.prepare_checklist import ItemRow


class Windows(QObject):
    """Counts the windows that appear."""

    seen = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt calls it so
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self.seen += watched.isWindow()
        return False


@pytest.mark.parametrize("kind", list(ItemKind))
def test_a_row_that_is_built_is_no_window_of_its_own(
    qtbot: QtBot, qapp: QApplication, kind: ItemKind
) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    row = ItemRow(ChecklistItem(id="asked", text="Asked", kind=kind, hard=False, standing=False))
    qapp.removeEventFilter(windows)
    qtbot.addWidget(row)
    assert windows.seen == 0
