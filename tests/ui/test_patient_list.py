"""Patients from a list in the settings: who looks alike is asked about, and nobody is merged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kapmonitor.record.connect import FILE_NAME, Record, open_record
from kapmonitor.record.library import Library
from kapmonitor.record.practice import PatientAdded, PracticeLog
from kapmonitor.session.vocabulary import Operator
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.settings.patient_list import PatientListCard
from tests.ui.pages import theme
from tests.ui.test_home_import import ANNA, RecordPort

LIST = (
    "Nombre;Fecha de nacimiento;NHC\nAnna Rivers;05/11/1980;4711\nZoé Ortiz;06/11/1990;\n"
    "Zoé Ortis;06/11/1990;\n;;\nBen Ochoa;31/31/1990;\n"
)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / FILE_NAME) as made:
        Library(made).keep_patient(ANNA)
        yield made


@pytest.fixture
def card(qtbot: QtBot, qapp: QApplication, record: Record, tmp_path: Path) -> PatientListCard:
    (tmp_path / "list.csv").write_text(LIST, encoding="cp1252")
    theme(qapp)
    bridge = Bridge(RecordPort(record, tmp_path), "test")
    bridge.operator = Operator(id="op-1", name="Ada Therapist", role="therapist")
    made = PatientListCard(bridge)
    qtbot.addWidget(made)
    made.resize(720, 700)
    made.show()
    made.file.line.setText(str(tmp_path / "list.csv"))
    qtbot.keyClick(made.file.line, Qt.Key.Key_Return)
    return made


def press(qtbot: QtBot, made: QPushButton) -> None:
    assert made.isVisible()
    made.setFocus()
    qtbot.keyClick(made, Qt.Key.Key_Space)


def becomes(card: PatientListCard) -> list[str]:
    cells = (card.table.item(at, 1) for at in range(card.table.rowCount()))
    return [each.text() for each in cells if each is not None]


def test_a_list_is_added_when_a_person_said_who_is_another_one(
    card: PatientListCard, record: Record, qtbot: QtBot
) -> None:
    assert becomes(card) == ["? asks", "? asks", "? asks", "✕ refused"]
    press(qtbot, card.order.buttons[0])
    assert becomes(card) == ["? asks", "✓ taken", "? asks", "✕ refused"]
    press(qtbot, card.add)
    assert "Rows that still ask: 2." in card.refusal.text()
    card.table.setCurrentCell(0, 0)
    another, out = (
        next(each for each in card.panel.findChildren(QPushButton) if each.text() == text)
        for text in ("Another person", "Leave this row out")
    )
    press(qtbot, another)
    card.table.setCurrentCell(2, 0)
    press(qtbot, out)
    assert becomes(card) == ["✓ taken", "✓ taken", "– left out", "✕ refused"]
    assert card.add.text() == "Add 2 patients"
    press(qtbot, card.add)
    names = [each.name for each in Library(record).patients()]
    assert names == ["Anna Rivers", "Anna Rivers", "Zoé Ortiz"]
    facts = PracticeLog(record).read_only(PatientAdded)
    assert [each.beside for each in facts] == [("P-1",), ()]


def test_what_is_no_list_is_said(card: PatientListCard, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "list.csv").write_bytes(b"%PDF-1.7")
    qtbot.keyClick(card.file.line, Qt.Key.Key_Return)
    assert "PDF" in card.refusal.text()
    assert not card.add.isVisible()
