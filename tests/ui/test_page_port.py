"""The port page: what is said before anything is connected to a patient."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.pairing.reach import Found
from kapmonitor.ui.pages.ports import PortView
from tests.ui.pages import theme


def test_rule_7_the_page_tells_of_isolation_before_a_patient(
    qtbot: QtBot, qapp: QApplication
) -> None:
    page = PortView(theme(qapp))
    qtbot.addWidget(page)
    page.show_port(Found(address="/dev/ttyUSB0", title="USB serial", driver=None, wired=True))
    page.show()
    shown = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert any("isolated serial adapter" in text for text in shown)
