"""A telehealth session as the window shows it: a link in each state, a desk, a preparation."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kapmonitor.session.event import DeviceAssigned
from kapmonitor.session.vocabulary import Role
from kapmonitor.telehealth.view import (
    Badge,
    LinkView,
    Pairing,
    RemoteCuff,
    Side,
)
from kapmonitor.ui.pages.prepare import PreparePage
from tests.support.builders import TELEHEALTH, Course, opened
from tests.ui.pages import Hands

CUFF = RemoteCuff(model="UA-651BLE", slot=1, battery_percent=80, state="ready")
OK = LinkView(pairing=Pairing.CONNECTED, badge=Badge.OK, silent_s=1.4, cuff=CUFF)
DOWN = replace(OK, badge=Badge.DOWN, silent_s=14.0, side=Side.PATIENT)


class Desk:
    """Keeps what a person asks of the link."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def invite(self, label: str) -> None:
        self.asked.append(f"invite {label}".strip())

    def new_code(self) -> None:
        self.asked.append("new code")

    def send_link(self) -> None:
        self.asked.append("link")

    def words_match(self, *, match: bool) -> None:
        self.asked.append(f"match {match}")

    def stop(self) -> None:
        self.asked.append("stop")

    def cancel(self) -> None:
        self.asked.append("cancel")

    def ask_test(self) -> None:
        self.asked.append("test")

    def accept_test(self, seq: int) -> None:
        self.asked.append(f"accept {seq}")

    def show_message(self, text: str) -> None:
        self.asked.append(text)

    def finish(self) -> None:
        self.asked.append("finish")

    def take_over(self, label: str) -> None:
        self.asked.append(f"take over {label}".strip())


def away(course: Course) -> Course:
    """Let the session's cuff be one at the patient's side."""
    course.note(
        DeviceAssigned(
            role=Role.CUFF,
            driver="simulated_cuff",
            address="link://" + 32 * "0",
            title="Patient's cuff",
            can_start=False,
            simulated=True,
        )
    )
    return course


class Room(Hands[PreparePage]):
    """The preparation of a telehealth session, with a link behind it."""

    def __init__(self, qtbot: QtBot, qapp: QApplication) -> None:
        super().__init__(qtbot, qapp, PreparePage, opened(TELEHEALTH))
        self.desk = Desk()
        self.port.desk = self.desk

    def see(self, link: LinkView) -> str:
        """Let the link be so, and return the words of the card."""
        self.port.link = link
        self.draw()
        shown = self.page.away.findChildren(QLabel)
        return "\n".join(each.text() for each in shown if each.isVisible())
