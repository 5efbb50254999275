"""The preview of the report: larger and smaller by key, and whole again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.ui.pages.report_preview import ReportPreview
from tests.support.builders import dosed
from tests.ui.pages import theme


def test_the_preview_can_be_made_larger_by_key(qtbot: QtBot, qapp: QApplication) -> None:
    preview = ReportPreview(theme(qapp))
    qtbot.addWidget(preview)
    preview.resize(500, 400)
    preview.show()
    preview.show_report(dosed().session, "ab" * 32, None)
    paper = preview.widget()
    assert isinstance(paper, QLabel)
    fits = paper.pixmap().width()
    for _ in range(2):
        qtbot.keyClick(preview, Qt.Key.Key_Plus)
    assert paper.pixmap().width() > fits * 1.4
    qtbot.keyClick(preview, Qt.Key.Key_Minus)
    assert paper.pixmap().width() < fits * 1.3
    qtbot.keyClick(preview, Qt.Key.Key_0)
    assert paper.pixmap().width() <= fits
