"""The therapist's telehealth screens: the badge, pairing by voice, a test reading, a lost link."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.composition import pages
from kapmonitor.port import Snapshot
from kapmonitor.session.event import CompanionStated, HelpAnswered
from kapmonitor.session.intent import Note, RemoteLinkReport, RemotePairingDone, RequestReading
from kapmonitor.session.intents.remote import PatientSaid, ProgramEnded
from kapmonitor.session.vocabulary import LinkStanding
from kapmonitor.telehealth.view import (
    Badge,
    CodeShown,
    LinkView,
    Pairing,
    PatientSide,
    RequestShown,
    Side,
    Stage,
    TestReading,
)
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.chart_view import chart_view
from kapmonitor.ui.frame import SMALLEST
from kapmonitor.ui.link_words import Tone, badge_words, request_words
from kapmonitor.ui.next_view import next_view
from kapmonitor.ui.pages.monitoring import MonitoringPage
from kapmonitor.ui.pages.telehealth_calls import CallsCard
from kapmonitor.ui.pages.telehealth_card import called
from kapmonitor.ui.pages.telehealth_details import LinkDetails
from kapmonitor.ui.pages.telehealth_end import end_steps, end_words
from kapmonitor.ui.pages.telehealth_words import details
from kapmonitor.ui.view import present
from kapmonitor.ui.window import Window
from tests.support.afar import Afar
from tests.support.builders import TELEHEALTH, dosed, opened
from tests.support.far_port import FarPort
from tests.ui.at_home import CUFF, DOWN, OK, Room, away
from tests.ui.pages import Hands, theme


@pytest.mark.parametrize(
    ("link", "tone", "text"),
    [
        (LinkView(), Tone.WAITING, "NO LINK"),
        (LinkView(pairing=Pairing.SOMEONE), Tone.WAITING, "LINK WAITING"),
        (replace(DOWN, pairing=Pairing.WAITING), Tone.DOWN, "LINK DOWN 0:14 patient"),
        (replace(OK, badge=Badge.WAITING), Tone.WAITING, "LINK WAITING"),
        (OK, Tone.OK, "LINK OK 1 s"),
        (replace(OK, badge=Badge.LATE, silent_s=6.2), Tone.LATE, "LINK LATE 6 s"),
        (DOWN, Tone.DOWN, "LINK DOWN 0:14 patient"),
        (replace(DOWN, side=Side.OURS), Tone.DOWN, "LINK DOWN 0:14 our side"),
        (replace(DOWN, side=Side.SERVER), Tone.DOWN, "LINK DOWN 0:14 server"),
        (replace(OK, cuff=replace(CUFF, gone_s=40.0)), Tone.GONE, "CUFF GONE 0:40"),
    ],
)
def test_the_badge_says_word_seconds_and_side(link: LinkView, tone: Tone, text: str) -> None:
    shown = badge_words(opened(TELEHEALTH).session, link)
    assert shown is not None
    assert (shown.tone, shown.text) == (tone, text)


def test_the_badge_tells_what_is_still_on_the_way_and_a_disk_that_takes_nothing() -> None:
    session = opened(TELEHEALTH).session
    behind = badge_words(session, replace(OK, on_the_way=2))
    assert behind is not None
    assert behind.more == "2 readings still on the way"
    full = badge_words(session, replace(OK, patient=PatientSide(records=False), on_the_way=2))
    assert full is not None
    assert full.more == "Patient's side cannot record"


def test_an_office_session_has_no_badge() -> None:
    assert badge_words(opened().session, OK) is None


@pytest.mark.parametrize("silent", [DOWN, replace(OK, badge=Badge.WAITING), LinkView()])
def test_a_value_whose_side_is_silent_is_hollow_and_says_so(silent: LinkView) -> None:
    course = away(dosed(TELEHEALTH))
    seen = present(Snapshot(session=course.session, at=course.at, link=OK))
    lost = present(Snapshot(session=course.session, at=course.at, link=silent))
    assert seen is not None
    assert lost is not None
    assert not seen.blood_pressure.stale
    assert lost.blood_pressure.stale
    assert lost.blood_pressure.age.startswith("link down · ")
    assert lost.blood_pressure.text == seen.blood_pressure.text
    assert lost.heart_rate.age.startswith("link down · "), "it is the cuff's pulse"
    assert not lost.spo2.stale, "typed here"


def test_a_request_shows_its_stage_and_how_long() -> None:
    course = away(dosed(TELEHEALTH))
    asked = RequestShown(request="r", stage=Stage.EXPIRED, age_s=30.0, ttl_s=30.0)
    view = next_view(course.session, course.at, replace(OK, request=asked))
    assert view.prompt.startswith("The request expired: nothing late will start.")
    open_one = replace(OK, request=replace(asked, stage=Stage.SHOWN, age_s=45.0))
    assert "Shown" not in next_view(course.session, course.at, open_one).prompt, "asked by nobody"


def test_a_window_that_is_put_away_is_told_where_a_request_waits_and_in_the_details() -> None:
    course = dosed(TELEHEALTH)
    course.wait(3)
    Afar(course).pair()
    course.ask(RequestReading())
    assert course.session.request is not None
    asked = RequestShown(
        request=course.session.request.request, stage=Stage.SENT, age_s=4.0, ttl_s=30.0
    )
    seen = replace(OK, request=asked, patient=PatientSide(sight="visible"))
    hidden = replace(seen, patient=PatientSide(sight="hidden"))
    assert "not shown yet" in request_words(course.session, seen)
    assert "Their window is put away: ask them" in request_words(course.session, hidden)
    assert "Patient's window" in dict(details(course.session, hidden))
    assert "Patient's window" not in dict(details(course.session, seen))


def test_the_chart_shades_the_time_in_which_the_link_was_down() -> None:
    course = away(dosed(TELEHEALTH))
    link = 32 * "0"
    course.give(RemotePairingDone(link=link, key_id=0))
    for standing in (LinkStanding.OK, LinkStanding.DOWN, LinkStanding.OK):
        course.give(RemoteLinkReport(link=link, standing=standing, bound_s=0.1))
        course.wait(5)
    shaded = [g for g in chart_view(course.session, course.at).gaps if g.words == "link down"]
    assert [round(each.end - each.start) for each in shaded] == [5]


@pytest.fixture
def room(qtbot: QtBot, qapp: QApplication) -> Room:
    return Room(qtbot, qapp)


def test_a_cuff_is_paired_by_voice_and_tried_out(room: Room) -> None:
    assert not room.page.away.proof.isVisible(), "nothing is asked of a reading that is not there"
    room.press("Show a code")
    code = CodeShown(spoken="4123 6756 890", seconds_left=552, tries_allowed=3)
    waiting = LinkView(pairing=Pairing.WAITING, code=code, can_send=True)
    said = room.see(waiting)
    assert "Waiting for patient. Read these digits aloud:" in said
    assert "4123 6756 890" in said
    assert "9:12 left" in said
    room.press("Send link instead")
    room.press("New code")
    said = room.see(replace(waiting, pairing=Pairing.SOMEONE, code=replace(code, tries=1)))
    assert "Someone is connecting (try 1 of 3)." in said
    said = room.see(replace(waiting, code=replace(code, tries=1)))
    assert "Those were not these digits (try 1 of 3)." in said
    said = room.see(LinkView(pairing=Pairing.WORDS, words=("bridge", "harbor")))
    assert "bridge   harbor" in said
    room.press("They match")
    assert "UA-651BLE · memory for user 1 · battery 80 % · ready" in room.see(OK)
    room.press("Ask for a test reading")
    came = TestReading(
        seq=9, systolic=121.0, diastolic=78.0, pulse_rate=66.0, live=True, delay_s=1.24
    )
    said = room.see(replace(OK, test=came, ahead_s=3733.0, bound_s=0.04))
    assert "Test reading 121/78 · pulse 66\narrived after 1.2 s" in said
    assert "their clock 1:02:13 ahead (±0.04 s)" in said
    room.press("Accept the test reading")
    told = ["invite", "link", "new code", "match True", "test", "accept 9"]
    assert room.desk.asked == told


def test_the_next_return_throws_no_code_away(room: Room) -> None:
    begin = room.button("Show a code")
    begin.setFocus()
    assert begin.hasFocus()
    code = CodeShown(
        spoken="4123 6756 890", seconds_left=552, tries_allowed=3, address="kap.example"
    )
    said = room.see(LinkView(pairing=Pairing.WAITING, code=code))
    assert "If their program asks for the clinic's address: kap.example" in said
    assert "Send link instead" not in said  # there is no page that it could lead to
    assert room.page.away.hasFocus()


def test_a_test_reading_that_nothing_proves_is_asked_about(room: Room) -> None:
    came = TestReading(
        seq=9, systolic=121.0, diastolic=78.0, pulse_rate=None, live=False, delay_s=0.1, asks=True
    )
    said = room.see(replace(OK, test=came))
    assert "not proven to be of now: answer below" in said
    assert "remembered by the cuff" not in said


def test_words_that_differ_stop_it(room: Room) -> None:
    room.see(LinkView(pairing=Pairing.WORDS, words=("bridge", "harbor")))
    room.press("Stop: the words differ")
    assert room.desk.asked == ["match False"]


def test_what_was_said_of_the_words_is_seen_to_be_kept_while_the_record_fails(room: Room) -> None:
    asked = LinkView(pairing=Pairing.WORDS, words=("bridge", "harbor"))
    room.see(asked)
    room.button("They match").setFocus()
    said = room.see(replace(asked, said=True))
    assert room.page.away.hasFocus(), "a second Return says nothing else"
    assert "You said: they match. That is kept" in said
    assert "They match" not in said.splitlines()
    room.press("Stop: the words differ")
    said = room.see(replace(asked, said=False))
    assert "You said: they differ. That is kept" in said
    room.press("They match")
    assert room.desk.asked == ["match False", "match True"]


def test_a_reading_remembered_by_the_cuff_proves_nothing(room: Room) -> None:
    old = TestReading(
        seq=9, systolic=121.0, diastolic=78.0, pulse_rate=None, live=False, delay_s=None
    )
    assert "remembered by the cuff, not of now" in room.see(replace(OK, test=old))
    assert not room.page.away.trial.accept.isVisible()


def test_what_failed_is_said_with_the_way_on(room: Room) -> None:
    why = "Code burnt after 3 wrong tries."
    assert why in room.see(LinkView(pairing=Pairing.FAILED, why=why, can_send=True))
    room.press("New code")
    room.press("Send link instead")
    assert room.desk.asked == ["new code", "link"]
    assert why in room.see(replace(OK, why=why)), "also while two sides are linked"


def test_a_person_says_that_readings_are_typed(room: Room) -> None:
    room.press("Readings will be typed")
    assert room.desk.asked == ["stop"], "no code goes on working unseen"
    assert room.port.asked[-1] == Note(fact=CompanionStated(used=False))
    assert room.now().remote.used is False
    assert "Readings are typed" in room.see(LinkView())
    shown = badge_words(room.now(), LinkView())
    assert shown is not None
    assert shown.text == "READINGS TYPED"
    linked = badge_words(room.now(), OK)
    assert linked is not None
    assert linked.text == "LINK OK 1 s", "a patient who is linked is never hidden behind words"


def test_a_name_is_never_sent_whole() -> None:
    assert [called(each) for each in ("Alex Rivera", "Nora", "")] == ["Alex R.", "Nora", ""]


def test_the_badge_opens_details_and_the_alarm_bar_answers_a_call_from_any_page(
    qtbot: QtBot, qapp: QApplication
) -> None:
    course = dosed(TELEHEALTH)
    bridge = Bridge(FarPort(course), "test")
    window = Window(bridge, theme(qapp), pages(bridge, theme(qapp)))
    qtbot.addWidget(window)
    window.resize(*SMALLEST)
    window.show()
    bridge.show(Snapshot(session=course.session, at=course.at, utc=course.at.utc, link=DOWN))
    badge = window.findChild(LinkDetails)
    assert isinstance(badge, LinkDetails)
    window._top.link.click()  # noqa: SLF001  the badge is the way in
    assert badge.isVisible()
    words = "\n".join(each.text() for each in badge.findChildren(QLabel) if each.isVisible())
    assert "Call the patient: 555-0188." in words
    assert "○ UA-651BLE" in words, "what is not heard is not shown as there"
    assert "when last heard" in words
    assert window.minimumSizeHint().width() <= SMALLEST[0]
    badge.close_it.click()
    assert not badge.isVisible()
    far = Afar(course)
    far.pair()
    far.say(PatientSaid(code="help", help=True))
    window.go_to("discharge")
    bridge.show(Snapshot(session=course.session, at=course.at, utc=course.at.utc, link=OK))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=5000)
    qtbot.keyClick(window, Qt.Key.Key_F3)
    answer = QApplication.focusWidget()
    assert isinstance(answer, QAbstractButton)
    assert answer.text() == "I am with the patient"
    qtbot.keyClick(answer, Qt.Key.Key_Return)
    (call,) = course.session.remote.calls
    assert call.answered is not None, "help is answered from every page"


def test_a_call_for_help_stays_until_a_person_is_with_the_patient(
    qtbot: QtBot, qapp: QApplication
) -> None:
    course = dosed(TELEHEALTH)
    afar = Afar(course)
    afar.pair()
    live = Hands(qtbot, qapp, MonitoringPage, course)
    for code in ("dizzy", "help"):
        afar.say(PatientSaid(code=code, help=code == "help"))
    live.draw()
    shown = [each.text() for each in live.page.findChildren(QLabel) if each.isVisible()]
    assert any(each.endswith("The patient asks for help.") for each in shown), "help comes first"
    assert "555-0188" in shown, "and whom to call"
    seqs = [each.seq for each in live.now().remote.calls]
    live.press("I am with the patient")
    live.press("I have seen it")
    assert live.port.asked[-2:] == [Note(fact=HelpAnswered(call=seq)) for seq in reversed(seqs)]
    card = live.page.findChild(CallsCard)
    assert isinstance(card, CallsCard)
    assert not card.isVisible()
    assert not any(each.answered is None for each in live.now().remote.calls)


def test_the_end_says_what_is_done_on_both_sides_and_what_is_waited_for() -> None:
    course = dosed(TELEHEALTH)
    afar = Afar(course)
    afar.pair()
    ending = replace(OK, pairing=Pairing.ENDING, on_the_way=2)
    assert [done for done, _words in end_steps(course.session, ending)] == [True, *3 * [False]]
    assert end_steps(course.session, ending)[1][1] == "2 readings still on the way"
    assert "nothing is erased" in end_words(ending)
    afar.say(ProgramEnded())
    assert [done for done, _words in end_steps(course.session, ending)] == [
        True,
        False,
        True,
        False,
    ], "its goodbye is no proof that everything is here"
    over = LinkView(pairing=Pairing.ENDED)
    assert all(done for done, _words in end_steps(course.session, over))
    kept = replace(over, why="The key could not be erased.")
    assert [done for done, _words in end_steps(course.session, kept)][-1] is False
    assert not end_words(over)
    assert "Finish it" in end_words(OK)


def test_a_request_that_came_to_nothing_is_told_for_a_while() -> None:
    course = away(dosed(TELEHEALTH))
    old = RequestShown(request="r", stage=Stage.DECLINED, age_s=200.0, ttl_s=30.0)
    assert "not now" not in next_view(course.session, course.at, replace(OK, request=old)).prompt
