"""Prepare, after a session is open: every answer a person's, nothing pre-answered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from devices.event import LinkChanged, LinkState
from kapmonitor.session.event import ChecklistAnswered
from kapmonitor.session.intent import BeginBaseline, RequestReading
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.vocabulary import Answer, LozengeEnd
from kapmonitor.ui.pages.prepare import PreparePage
from kapmonitor.ui.pages.prepare_checklist import ChecklistCard
from kapmonitor.ui.strokes import Drawing, read, written
from kapmonitor.ui.widgets.signature_pad import SignaturePad
from tests.support.builders import OFFICE, TELEHEALTH, Course, assign, opened, opening
from tests.ui.pages import RUTH, Hands


@pytest.fixture
def prepare(qtbot: QtBot, qapp: QApplication) -> Hands[PreparePage]:
    return Hands(qtbot, qapp, PreparePage, opened())


def test_nothing_is_answered_before_a_person_answers(prepare: Hands[PreparePage]) -> None:
    assert prepare.checked() == []
    assert prepare.page.order.drug.text == ""
    assert prepare.page.order.hold.text == ""
    assert prepare.now().checklist == {}


def test_the_order_goes_into_the_record_as_typed(prepare: Hands[PreparePage]) -> None:
    card = prepare.page.order
    for field, text in (
        (card.drug, "ketamine"),
        (card.amount, "150"),
        (card.unit, "mg"),
        (card.hold, "12"),
        (card.swish, "2"),
        (card.prescriber, "Dr. Sample"),
        (card.phone, "555-0142"),
    ):
        prepare.type(field.line, text)
    prepare.press("Record order")
    assert prepare.now().order is None
    assert "booster" in card.refusal.text()
    prepare.press("After the hold: Spit")
    prepare.press("Booster allowed No")
    prepare.press("Record order")
    order = prepare.now().order
    assert order is not None
    assert (order.drug, order.amount, order.unit) == ("ketamine", 150.0, "mg")
    assert (order.hold_min, order.swish_interval_min) == (12.0, 2.0)
    assert order.lozenge_end is LozengeEnd.SPIT
    assert not order.booster_allowed
    assert order.route == prepare.now().preset.route


def test_each_answer_has_its_time_and_person_and_can_be_changed(
    prepare: Hands[PreparePage],
) -> None:
    prepare.press("Identity and today's consent Yes")
    given = prepare.now().checklist["identity-consent"]
    assert given.fact.answer is Answer.YES
    assert given.origin is not None
    assert given.origin.operator == RUTH
    row = prepare.page.checklist.items.rows["identity-consent"].row
    assert row.detail.text() == "09:00, you"
    prepare.press("Change: Identity and today's consent")
    prepare.press("Identity and today's consent No")
    assert prepare.now().checklist["identity-consent"].fact.answer is Answer.NO
    assert (row.sign.text(), row.detail.text()) == ("×", "no · 09:00, you")


def test_a_score_and_words_are_kept_as_given(prepare: Hands[PreparePage]) -> None:
    prepare.press("Distress now, 0 to 10 4")
    assert [(each.scale, each.value) for each in prepare.now().scores] == [("distress", 4)]
    prepare.type(prepare.page.checklist.items.rows["touch"].line, "hand; stop: red", enter=True)
    fact = prepare.now().checklist["touch"].fact
    assert isinstance(fact, ChecklistAnswered)
    assert fact.detail is not None
    assert fact.detail.text == "hand; stop: red"


def test_standing_facts_of_a_returning_patient_are_one_key_and_nothing_else_is(
    qtbot: QtBot, prepare: Hands[PreparePage]
) -> None:
    card: ChecklistCard = prepare.page.checklist
    qtbot.keyClick(prepare.page, Qt.Key.Key_Y)
    assert prepare.now().checklist == {}, "a new patient has no standing facts"
    card.draw(prepare.now(), RUTH, returning=True)
    card.still_true.pressed.emit()
    standing = {each.id for each in prepare.now().preset.checklist if each.standing}
    assert set(prepare.now().checklist) == standing
    assert "suicide-risk" not in standing
    assert all(
        isinstance(each.fact, ChecklistAnswered) and each.fact.carried_over
        for each in prepare.now().checklist.values()
    )


def test_what_a_person_is_typing_survives_new_snapshots(prepare: Hands[PreparePage]) -> None:
    line = prepare.page.escort.person.line
    prepare.type(line, "Ann Es")
    prepare.press("Bathroom Yes")
    prepare.draw()
    assert line.text() == "Ann Es"


def test_escort_and_agreement_are_recorded_by_return(prepare: Hands[PreparePage]) -> None:
    card = prepare.page.escort
    headings = [each.text() for each in card.findChildren(QLabel) if each.isVisible()]
    assert headings[0] == "Escort, told and reached today"
    prepare.type(card.person.line, "Ann Escort")
    prepare.type(card.relationship.line, "sister")
    prepare.type(card.phone.line, "555-0177", enter=True)
    escort = prepare.now().escort
    assert escort is not None
    assert (escort.name.text, escort.relationship, escort.phone.text) == (
        "Ann Escort",
        "sister",
        "555-0177",
    )
    prepare.type(prepare.page.agreement.person.line, "A. R.", enter=True)
    signed = prepare.now().agreement
    assert signed is not None
    assert signed.text == prepare.now().preset.discharge.no_driving.text
    assert signed.name.text == "A. R."


def test_open_items_are_named_and_do_not_lock_the_way(prepare: Hands[PreparePage]) -> None:
    assert "open: order" in prepare.page.missing.text()
    prepare.press("Go to baseline")
    assert isinstance(prepare.port.asked[-1], BeginBaseline)
    assert phase_of(prepare.now()) is Phase.BASELINE


def test_a_cuff_is_tested_and_its_start_is_agreed_by_a_person(
    qtbot: QtBot, qapp: QApplication
) -> None:
    course = opened(OFFICE)
    assign(course, can_start=True)
    hands = Hands(qtbot, qapp, PreparePage, course)
    assert not hands.now().cuff_start_agreed
    assert hands.checked() == []
    hands.press("May the program start the cuff by itself? Ask the patient. Yes")
    assert hands.now().cuff_start_agreed
    hands.press("Test reading")
    asked = hands.port.asked[-1]
    assert isinstance(asked, RequestReading)
    assert asked.reason == "test"
    hands.press("Stop the test reading")
    assert hands.now().request is None


def test_a_cuff_out_of_reach_is_not_said_to_be_measuring(qtbot: QtBot, qapp: QApplication) -> None:
    course = opened(OFFICE)
    assign(course, can_start=True)
    course.report(LinkChanged(state=LinkState.ABSENT, text="There is no port."))
    hands = Hands(qtbot, qapp, PreparePage, course)
    hands.press("Test reading")
    said = [each.text() for each in hands.page.findChildren(QLabel) if each.isVisible()]
    assert any("asked, press START" in text for text in said)
    hands.press("Stop the test reading")
    assert hands.now().request is None


def test_telehealth_asks_for_the_place(qtbot: QtBot, qapp: QApplication) -> None:
    hands = Hands(qtbot, qapp, PreparePage, opened(TELEHEALTH))
    card = hands.page.place
    hands.type(card.address.line, "1 Sample Street")
    hands.press("Record the place")
    assert hands.now().place is None
    assert "Address and emergency number" in card.refusal.text()
    hands.type(card.emergency.line, "112", enter=False)
    hands.press("Record the place")
    assert hands.now().place is None, "nobody said whether it was read back"
    assert "read the address back" in card.refusal.text()
    hands.press("Read back by the patient just now? Yes")
    hands.type(card.backup.line, "555-0199")
    hands.press("Record the place")
    place = hands.now().place
    assert place is not None
    assert place.read_back is Answer.YES
    assert place.backup_channel is not None
    assert place.backup_channel.text == "555-0199"
    assert (place.address.text, place.emergency_number) == ("1 Sample Street", "112")


def test_nothing_of_one_session_stays_in_the_fields_of_the_next(
    qtbot: QtBot, qapp: QApplication
) -> None:
    first = Hands(qtbot, qapp, PreparePage, opened(TELEHEALTH))
    page = first.page
    first.type(page.place.address.line, "1 Old Street")
    first.type(page.place.emergency.line, "112")
    first.press("Record the place")
    for line in (page.order.drug, page.escort.person, page.agreement.person):
        first.type(line.line, "of last month")
    first.type(page.checklist.items.rows["touch"].line, "hand")
    later = Course(TELEHEALTH)
    later.ask(replace(opening(TELEHEALTH), session="s-2"))
    first.port.course = first.course = later
    first.draw()
    assert first.now().place is None
    left = [each.text() for each in page.findChildren(QLineEdit) if each.text()]
    assert left == []
    assert "Old Street" not in page.place.told.text()


def test_a_chaperone_is_asked_what_the_office_does_not_ask(
    qtbot: QtBot, qapp: QApplication, prepare: Hands[PreparePage]
) -> None:
    assert not prepare.page.escort.asked.isVisible()
    hands = Hands(qtbot, qapp, PreparePage, opened(TELEHEALTH))
    assert hands.checked() == []
    hands.press("18 or older? Yes")
    hands.press("In the home with the patient? Yes")
    hands.press("Looks in every 15 min? No")
    hands.type(hands.page.escort.person.line, "Ann Chaperone")
    hands.press("Record the chaperone")
    escort = hands.now().escort
    assert escort is not None
    assert (escort.adult, escort.in_the_home) == (Answer.YES, Answer.YES)
    assert escort.looks_in is Answer.NO


def test_the_agreement_is_drawn_or_typed(qtbot: QtBot, prepare: Hands[PreparePage]) -> None:
    card = prepare.page.agreement
    prepare.press("Sign the agreement")
    assert prepare.now().agreement is None
    qtbot.mousePress(card.pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    for x in range(30, 120, 10):
        move(card.pad, QPoint(x, 20 + x % 30))
    qtbot.mouseRelease(card.pad, Qt.MouseButton.LeftButton, pos=QPoint(120, 30))
    assert card.anew.isVisible()
    prepare.press("Sign the agreement")
    signed = prepare.now().agreement
    assert signed is not None
    assert signed.method == "drawn"
    assert signed.drawing is not None
    drawing = read(signed.drawing.text or "")
    assert drawing is not None
    assert len(drawing.strokes[0]) > 5
    assert card.signature.isVisible()
    assert card.pad.text() == "", "the field is empty for whoever signs again"


def move(pad: SignaturePad, to: QPoint) -> None:
    """Move with the button held, as a hand does: the test kit moves without one."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(to),
        QPointF(pad.mapToGlobal(to)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(pad, event)


@pytest.mark.parametrize(
    "text", ["", "1000x300", "1000x300 1,2;x", "0x0 1,2", "axb 1,2", "1000x300 1,2,3", "1000x300 ;"]
)
def test_what_is_no_drawing_is_none(text: str) -> None:
    assert read(text) is None


def test_a_drawing_comes_back_as_it_was_written() -> None:
    drawing = Drawing(1000, 250, (((1, 2), (30, 40)), ((5, 5),)))
    assert read(written(drawing)) == drawing
