"""The chart system on screen: one press sends, and what became of it stands there."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kapmonitor.push.server import token_of
from kapmonitor.push.standing import State
from kapmonitor.record.practice import SettingChanged
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.report_send import SendCard
from kapmonitor.ui.settings.chart import ChartCard
from tests.push.conftest import SESSION, Bench
from tests.support.builders import recovered
from tests.support.far_port import FarPort
from tests.support.fhir_server import refusing
from tests.ui.pages import RUTH

T = TypeVar("T")


pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def bridge(bench: Bench) -> Bridge:
    port = FarPort(recovered())
    port.beside = bench.practice
    made = Bridge(port, "test")
    made.operator = RUTH
    return made


def test_a_signed_session_is_sent_by_a_press_and_its_way_is_told(
    bench: Bench, bridge: Bridge, qtbot: QtBot
) -> None:
    card = SendCard(bridge, "report")
    qtbot.addWidget(card)
    session = bench.practice.open_past(SESSION).session
    card.show_session(session)
    qtbot.waitUntil(card.isVisible)
    assert card.where.text() == "To localhost"
    assert card.whom.text().startswith("Nora Quill, born 3 May 1982, as a new patient there, ")
    card.send.click()
    qtbot.waitUntil(lambda: card.state.text() == "Waiting to be sent.")
    assert not card.send.isVisible()
    bench.chart.moods.append(refusing(422, "no"))
    bench.attempt()
    card.refresh()
    qtbot.waitUntil(lambda: "refused the session" in card.state.text())
    assert card.send.text() == "Send again"
    card.send.click()
    qtbot.waitUntil(lambda: bench.standing().state is State.WAITING)
    bench.attempt()
    card.refresh()
    qtbot.waitUntil(lambda: card.state.text().startswith("Sent."))
    assert not card.send.isVisible(), "this state of the record is there"


def test_without_a_chart_system_there_is_no_card(
    bench: Bench, bridge: Bridge, qtbot: QtBot
) -> None:
    bench.set_up(chart_server="")
    card = SendCard(bridge, "report")
    qtbot.addWidget(card)
    card.show_session(bench.practice.open_past(SESSION).session)
    QApplication.processEvents()
    assert not card.isVisible()


def test_address_and_token_are_kept_recorded_and_tried(
    bench: Bench, bridge: Bridge, qtbot: QtBot
) -> None:
    card = ChartCard(bridge)
    qtbot.addWidget(card)
    card.show()
    assert card.token.line.echoMode() is QLineEdit.EchoMode.Password
    card.address.line.setText("http://chart.example")
    card.save.click()
    qtbot.waitUntil(lambda: "https://" in card.refusal.text())
    card.address.line.setText(f"{bench.base}/")
    card.token.line.setText("another-token")
    card.trial.setChecked(True)
    card.save.click()
    qtbot.waitUntil(lambda: "only you may read" in card.said.text())
    assert card.token.line.text() == ""
    assert token_of(bench.folder, bench.base) == "another-token"
    (change,) = bench.practice.facts_of(SettingChanged)
    assert isinstance(change.event, SettingChanged)
    assert (change.event.name, change.event.after) == ("chart.is_test", "True")
    card.check.click()
    qtbot.waitUntil(lambda: card.said.text() == "It answers: Strict FHIR 4.0.1")
    bench.chart.moods.append(refusing(503))
    card.check.click()
    qtbot.waitUntil(lambda: card.refusal.text().startswith("The server is busy."))
