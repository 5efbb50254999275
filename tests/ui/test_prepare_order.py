"""An order of another day or of a file: read line by line, confirmed by a person, never taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from kapmonitor.clock import SystemClock
from kapmonitor.practice import Practice
from kapmonitor.record.connect import open_record
from kapmonitor.record.library import Library
from kapmonitor.record.log import SessionLog
from kapmonitor.record.patient import Patient
from kapmonitor.session.event import Approval, SessionOpened
from kapmonitor.session.state import PersonalLimit
from kapmonitor.session.vocabulary import Identifier, LozengeEnd, OrderSource
from kapmonitor.settings import Settings
from kapmonitor.ui.pages.prepare import PreparePage
from tests.session.test_order_reader import TEXT
from tests.support.builders import START, Course, dosed, opening, preset
from tests.ui.pages import Hands

NORA = Patient(id="p-7", name="Nora Quill", born=date(1984, 3, 2), local_id="A-4711", added=START)


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    """A practice that knows the patient."""
    with open_record(tmp_path / "kapmonitor.db") as record:
        Library(record).keep_patient(NORA)
        yield Practice(record, tmp_path, SystemClock())


def earlier(practice: Practice, course: Course, *, simulated: bool = False) -> None:
    """Keep a session of the past."""
    first, *rest = course.entries
    assert isinstance(first.event, SessionOpened)
    event = replace(first.event, session="earlier", simulated=simulated)
    SessionLog(practice.record).append("earlier", [replace(first, event=event), *rest])


def real() -> Course:
    """Return a session with a real patient, just opened."""
    course = Course()
    signature = Approval(signed_by="Dr. Sample", role="MD", signed_at=START, digest=preset().digest)
    both = (Identifier.NAME, Identifier.BORN)
    course.ask(replace(opening(), simulated=False, approval=signature, identified_by=both))
    return course


def at_work(qtbot: QtBot, qapp: QApplication, practice: Practice) -> Hands[PreparePage]:
    return Hands(qtbot, qapp, PreparePage, real(), beside=practice)


def test_the_last_order_is_a_proposal_whose_lines_a_person_confirms(
    qtbot: QtBot, qapp: QApplication, practice: Practice
) -> None:
    earlier(practice, dosed())
    hands = at_work(qtbot, qapp, practice)
    card = hands.page.order
    hands.press("Read the order of last time")
    assert hands.checked() == []
    assert (card.drug.text, card.amount.text, card.prescriber.text) == ("", "", "")
    hands.press("Holds today: Drug ketamine")
    assert (card.drug.text, card.amount.text) == ("ketamine", "")
    for line in ("Amount 100 mg", "Hold 15 min", "Swish every 3 min", "Then spit out"):
        hands.press(f"Holds today: {line}")
    hands.press("Record order")
    assert hands.now().order is None, "a line was not confirmed"
    assert "booster" in card.refusal.text()
    hands.press("Holds today: Booster allowed")
    hands.press("Holds today: Prescriber Dr. Sample 555-0142")
    hands.press("Record order")
    order = hands.now().order
    assert order is not None
    assert (order.amount, order.lozenge_end) == (100.0, LozengeEnd.SPIT)
    assert order.source is OrderSource.LAST_TIME


def test_an_order_of_which_a_line_was_typed_over_unconfirmed_counts_as_typed(
    qtbot: QtBot, qapp: QApplication, practice: Practice
) -> None:
    earlier(practice, dosed())
    hands = at_work(qtbot, qapp, practice)
    hands.press("Read the order of last time")
    card = hands.page.order
    hands.type(card.drug.line, "ketamine")
    for line in (
        "Amount 100 mg",
        "Hold 15 min",
        "Swish every 3 min",
        "Then spit out",
        "Booster allowed",
        "Prescriber Dr. Sample 555-0142",
    ):
        hands.press(f"Holds today: {line}")
    hands.press("Record order")
    order = hands.now().order
    assert order is not None
    assert (order.drug, order.source) == ("ketamine", OrderSource.TYPED)


def test_an_unreadable_session_of_the_past_keeps_nothing_else_from_being_offered(
    qtbot: QtBot, qapp: QApplication, practice: Practice
) -> None:
    earlier(practice, dosed())
    practice.keep_settings(Settings(prescriber_name="Dr. Kept", emergency_number="112"))
    with practice.record.transaction() as connection:
        connection.execute("PRAGMA ignore_check_constraints = 1")
        connection.execute("DROP TRIGGER IF EXISTS event_is_never_changed")
        connection.execute("UPDATE event SET body = '{}' WHERE stream = 'earlier' AND seq = 1")
    hands = at_work(qtbot, qapp, practice)
    assert "cannot be read" in hands.page.refusal.text()
    assert hands.page.order.prescriber.text == "Dr. Kept"


def test_limits_of_another_patient_are_never_offered(
    qtbot: QtBot, qapp: QApplication, practice: Practice
) -> None:
    hands = at_work(qtbot, qapp, practice)
    card = hands.page.limits
    limit = PersonalLimit(
        seq=9, at=hands.now().last, by="", rule="sbp-critical", value=190, reason="knows it"
    )

    def offered() -> list[str]:
        return [
            each.accessibleName()
            for each in card.findChildren(QAbstractButton)
            if each.accessibleName().startswith("Use again") and not each.isHidden()
        ]

    card.offer((limit,))
    assert len(offered()) == 1
    card.forget()
    hands.draw()
    assert offered() == []


def test_an_order_that_was_changed_after_reading_counts_as_typed(
    qtbot: QtBot, qapp: QApplication, practice: Practice
) -> None:
    earlier(practice, dosed())
    hands = at_work(qtbot, qapp, practice)
    hands.press("Read the order of last time")
    for line in ("Drug ketamine", "Amount 100 mg", "Booster allowed"):
        hands.press(f"Holds today: {line}")
    hands.page.order.amount.line.clear()
    hands.type(hands.page.order.amount.line, "150")
    hands.press("Record order")
    order = hands.now().order
    assert order is not None
    assert (order.amount, order.source) == (150.0, OrderSource.TYPED)


def test_a_simulated_session_is_nobodys_last_time(
    qtbot: QtBot, qapp: QApplication, practice: Practice
) -> None:
    earlier(practice, dosed(), simulated=True)
    hands = at_work(qtbot, qapp, practice)
    assert not hands.page.last_time.isVisible()
    assert not hands.page.order.reading.from_last.isVisible()
    assert not hands.page.checklist.still_true.isVisible()


def test_last_time_stands_beside_the_order_with_its_date(
    qtbot: QtBot, qapp: QApplication, practice: Practice
) -> None:
    earlier(practice, dosed())
    hands = at_work(qtbot, qapp, practice)
    card = hands.page.last_time
    assert card.isVisible()
    assert card.accessibleName().startswith(f"Last time: {START.day} ")
    assert "ketamine 100 mg" in card.accessibleDescription()
    assert hands.page.checklist.still_true.isVisible()


def test_an_order_file_is_read_line_by_line_or_refused_in_its_own_words(
    qtbot: QtBot, qapp: QApplication, practice: Practice, tmp_path: Path
) -> None:
    path = tmp_path / "order.toml"
    path.write_text(TEXT.replace("born = 1984-03-02", "born = 1990-01-01"), encoding="utf-8")
    hands = at_work(qtbot, qapp, practice)
    card = hands.page.order
    hands.press("Read an order from a file")
    hands.type(card.reading.file.fields[0].line, str(path))
    hands.press("Read the file")
    told = card.reading.file.refusal.text()
    assert told.startswith("order.toml: patient.born: another day of birth; permitted: ")
    assert not card.reading.proposal.isVisible()
    path.write_text(TEXT, encoding="utf-8")
    hands.press("Read the file")
    assert card.drug.text == ""
    hands.press("Holds today: Drug ketamine lozenge")
    hands.press("Holds today: Amount 150 mg")
    hands.press("Holds today: Booster allowed, 50.5 mg")
    for line in ("Hold 12 min", "Swish every 2 min", "Then spit out"):
        hands.press(f"Holds today: {line}")
    hands.press("Holds today: Prescriber Dr. Grace Sample 555-0142")
    hands.press("Record order")
    order = hands.now().order
    assert order is not None
    assert (order.amount, order.booster_amount) == (150.0, 50.5)
    assert order.source is OrderSource.FILE
    assert order.source_digest is not None
    assert len(order.source_digest) == 64
