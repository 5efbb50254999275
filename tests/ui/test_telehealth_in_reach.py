"""A session at home for a screen reader, the keyboard and the eye, in each state of its link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapmonitor.composition import pages
from kapmonitor.session.intents.remote import PatientSaid
from kapmonitor.telehealth.view import CodeShown, LinkView, Pairing, TestReading
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.frame import SMALLEST
from kapmonitor.ui.link_badge import LinkBadge
from kapmonitor.ui.window import Window
from tests.support import layout, reader
from tests.support.afar import Afar
from tests.support.builders import TELEHEALTH, Course, dosed, opened
from tests.support.far_port import FarPort
from tests.support.in_front import in_front
from tests.support.laid_out import lay_out
from tests.ui.at_home import DOWN, OK
from tests.ui.pages import RUTH, theme

CODE = CodeShown(spoken="4123 6756 890", seconds_left=300, tries_allowed=3, address="mqtts://a:1")
CAME = TestReading(
    seq=9, systolic=121.0, diastolic=78.0, pulse_rate=66.0, live=True, delay_s=1.0, verified=False
)


def paired() -> Course:
    course = opened(TELEHEALTH)
    Afar(course).pair()
    return course


def called() -> Course:
    course = dosed(TELEHEALTH)
    afar = Afar(course)
    afar.pair()
    for help_ in (False, True):
        afar.say(PatientSaid(code="help" if help_ else "dizzy", help=help_))
    return course


def unpaired() -> Course:
    return opened(TELEHEALTH)


STATES: dict[str, tuple[Callable[[], Course], str, LinkView]] = {
    "code": (unpaired, "prepare", LinkView(pairing=Pairing.WAITING, code=CODE, can_send=True)),
    "words": (unpaired, "prepare", LinkView(pairing=Pairing.WORDS, words=("bridge", "jacket"))),
    "test": (paired, "prepare", replace(OK, test=CAME)),
    "silent": (called, "monitoring", replace(DOWN, on_the_way=2)),
}


def test_every_control_has_a_name_and_comes_by_tab(qtbot: QtBot, qapp: QApplication) -> None:
    port = FarPort(unpaired())
    port.only_keep = True
    bridge = Bridge(port, "test")
    bridge.operator = RUTH
    window = Window(bridge, theme(qapp), pages(bridge, theme(qapp)))
    qtbot.addWidget(window)
    window.resize(*SMALLEST)
    window.show()
    bridge.start()
    in_front(qtbot, window)
    badge = window.findChild(LinkBadge)
    assert isinstance(badge, LinkBadge)

    said: list[str] = []
    for state, (make, page, link) in STATES.items():
        port.course, port.link = make(), link
        port.show()
        window.go_to(page)
        lay_out()
        if page == "monitoring":
            said += layout.complaints(window)
        badge.click()
        lay_out()
        said += [f"{state}: {each}" for each in reader.complaints(window)]
        if page == "monitoring":
            said += [f"Tab never comes to {each}" for each in reader.out_of_reach(window)]
        badge.click()
    assert not said, "\n".join(said)
