"""The port page: what is said before a patient is on the cable, and when a port does not open."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from serial.tools.list_ports_common import ListPortInfo

from devices.scan import UsbIdentity, may_not_use, port
from devices.transport.serial_port import SerialTransport
from kapmonitor.pairing.cable import KnownCable, Sameness, known_cable
from kapmonitor.pairing.probe import Probe, find_out
from kapmonitor.pairing.reach import Found, found, real_reach
from kapmonitor.settings import KnownDevice
from kapmonitor.ui.pages.port_access import GROUP, rule_for
from kapmonitor.ui.pages.port_words import in_list
from kapmonitor.ui.pages.ports import PortView
from tests.support.in_front import in_front
from tests.support.pty_line import PtyLine, Silence
from tests.ui.pages import theme

FTDI = UsbIdentity("0403", "6001")
HOLD = """
import serial, sys
with serial.Serial(sys.argv[1], exclusive=True):
    print("held", flush=True)
    sys.stdin.read()
"""


def cable(device: str, location: str, number: str | None = "A600b3gB") -> Found:
    """Return what the search shows of a cable with an FTDI chip, as the system lists it."""
    info = ListPortInfo(device)
    info.vid, info.pid, info.serial_number, info.location = 0x0403, 0x6001, number, location
    info.product = "FT232R USB UART"
    return found(port(info))


CABLE = cable("/dev/ttyUSB1", "1-1.3")
ROOM_2 = KnownDevice(
    role="cuff",
    driver="ge_dinamap",
    address=CABLE.kept_as,
    title="FT232R USB UART",
    name="Room 2",
    socket="1-1.3",
)


def page(
    qtbot: QtBot, qapp: QApplication, port: Found, known: KnownCable | None = None
) -> PortView:
    made = PortView(theme(qapp))
    qtbot.addWidget(made)
    made.show_port(port, known)
    made.show()
    return made


def texts(made: PortView) -> str:
    return "\n".join(each.text() for each in made.findChildren(QLabel) if each.isVisible())


def test_rule_7_the_page_tells_of_isolation_before_a_patient(
    qtbot: QtBot, qapp: QApplication
) -> None:
    assert "isolated serial adapter" in texts(page(qtbot, qapp, CABLE))


def test_a_cables_chip_is_a_guess_and_chooses_nothing(qtbot: QtBot, qapp: QApplication) -> None:
    made = page(qtbot, qapp, CABLE)
    assert "FTDI chip" in texts(made)
    assert "Perhaps GE DINAMAP monitor" in texts(made)
    assert "no proof" in texts(made)
    assert made.kind.currentData() is None
    assert made.kind.itemData(1) == "ge_dinamap", "what is guessed stands first in the list"
    assert not made.go.isEnabled()


def test_where_several_may_be_on_a_cable_all_are_named() -> None:
    several = replace(CABLE, guesses=("suntech_oem", "contec_cms50d"))
    assert in_list(several, None)[1] == (
        "perhaps SunTech OEM blood-pressure module or Contec CMS50D+ finger oximeter"
    )
    claimed = replace(several, driver="suntech_oem")
    assert in_list(claimed, None)[1].startswith("probably SunTech OEM blood-pressure module or ")
    assert in_list(replace(CABLE, guesses=()), None)[1] == "what is on it is not known"


@pytest.mark.parametrize(
    ("now", "number", "says"),
    [
        ("1-1.3", "A600b3gB", "The cable of Room 2, which you used before."),
        ("2-4", "A600b3gB", "The cable of Room 2, which you used before, now in another socket."),
        ("2-4", None, "Perhaps the cable of Room 2 in another socket."),
        ("2-4", "B7", "Perhaps GE DINAMAP monitor"),
    ],
)
def test_a_known_cable_is_recognised_in_another_socket(
    qtbot: QtBot, qapp: QApplication, now: str, number: str | None, says: str
) -> None:
    before = cable("/dev/ttyUSB0", "1-1.3", number if number != "B7" else "A600b3gB")
    after = cable("/dev/ttyUSB3", now, number)
    known = known_cable(after, [replace(ROOM_2, address=before.kept_as)], [after])
    made = page(qtbot, qapp, after, known)
    assert says in texts(made)
    assert made.kind.currentData() == ("ge_dinamap" if known is not None else None)


def test_two_cables_without_a_number_are_not_taken_for_one_another() -> None:
    one, other = cable("/dev/ttyUSB0", "1-1.3", None), cable("/dev/ttyUSB1", "2-4", None)
    known = [replace(ROOM_2, address=one.kept_as)]
    assert known_cable(other, known, [one, other]) is None
    assert known_cable(one, known, [one, other]) == KnownCable(known[0], Sameness.SAME)


def test_a_cable_that_is_pulled_out_and_put_in_elsewhere_is_followed(
    qtbot: QtBot, qapp: QApplication
) -> None:
    known = KnownCable(ROOM_2, Sameness.SAME)
    made = page(qtbot, qapp, CABLE, known)
    assert made.go.isEnabled()
    made.show_there(None, None)
    made.show_probe(None)
    assert "The cable was pulled out, and nothing is lost." in texts(made)
    assert not made.go.isEnabled()
    assert not made.ask.isEnabled()
    moved = cable("/dev/ttyUSB4", "2-4")
    made.show_there(moved, known_cable(moved, [ROOM_2], [moved]))
    made.show_probe(None)
    assert "Port /dev/ttyUSB4" in texts(made)
    assert "now in another socket" in texts(made)
    assert "pulled out" not in texts(made)
    assert made.go.isEnabled()


def test_an_answer_chooses_once_and_the_keyboard_is_never_lost(
    qtbot: QtBot, qapp: QApplication
) -> None:
    made = page(qtbot, qapp, CABLE)
    in_front(qtbot, made)
    made.ask.setFocus()
    made.show_probe(None)
    assert made.ask.hasFocus()
    with qtbot.waitSignal(made.probeAsked):
        qtbot.keyClick(made.ask, Qt.Key.Key_Return)
    made.show_probe(Probe(port=CABLE, asking="ge_dinamap"))
    assert not made.ask.isEnabled()
    assert made.kind.hasFocus(), "not on whatever comes next in the window"
    answered = Probe(port=CABLE, answered="suntech_oem", over=True)
    made.show_probe(answered)
    assert made.go.hasFocus()
    assert made.kind.currentData() == "suntech_oem"
    made.kind.setFocus()
    made.kind.setCurrentIndex(made.kind.findData("csv3"))
    made.show_probe(answered)  # as with each piece of news of the search
    assert made.kind.hasFocus()
    assert made.kind.currentData() == "csv3"
    made.go.setFocus()
    made.show_there(None, None)
    assert made.kind.hasFocus()


@contextmanager
def held_by_another(line: PtyLine) -> Iterator[None]:
    """Let another program have the port."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, line.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        yield


@contextmanager
def forbidden(line: PtyLine) -> Iterator[None]:
    """Take away the account's right to the port, an administrator's as well."""
    Path(line.path).chmod(0)
    administrator = os.geteuid() == 0
    if administrator:
        os.seteuid(65534)
    try:
        yield
    finally:
        if administrator:
            os.seteuid(0)


@pytest.mark.parametrize(
    ("obstacle", "says"),
    [
        (held_by_another, ("Another program holds", "Close it and try again.")),
        (forbidden, ("This account may not use", "add the account to the group dialout")),
    ],
)
def test_a_port_that_does_not_open_says_why_what_is_kept_and_what_to_do(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    obstacle: Callable[[PtyLine], AbstractContextManager[None]],
    says: tuple[str, str],
) -> None:
    told: list[Probe] = []
    silence = Silence()

    async def ask() -> Found:
        line = PtyLine(tmp_path)
        line.plug(silence)
        port = Found(address=line.path, title="A port", driver=None, wired=True, usb=FTDI)
        with obstacle(line):
            port = replace(port, denied=may_not_use(line.path))
            await find_out(real_reach(), port, told.append)
        async with SerialTransport(line.path):
            pass  # it is free again
        line.unplug()
        return port

    made = page(qtbot, qapp, asyncio.run(ask()))
    made.show_probe(told[-1])
    assert all(each in made.asked.text() for each in (*says, "nothing was sent"))
    assert silence.heard == b""
    assert made.ask.isEnabled(), "it can be tried again"
    if sys.platform.startswith("linux"):
        assert (GROUP in texts(made)) is (obstacle is forbidden)
        assert (rule_for(FTDI) in texts(made)) is (obstacle is forbidden)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is no such right")
def test_a_missing_right_is_told_before_anything_is_tried_with_the_way_to_copy(
    qtbot: QtBot, qapp: QApplication
) -> None:
    denied = replace(CABLE, denied=True)
    assert in_list(denied, None)[-1] == "this account may not use it yet"
    made = page(qtbot, qapp, denied)
    assert "This account may not use the port yet" in texts(made)
    copies = [each for each in made.findChildren(QPushButton) if each.text() == "Copy"]
    copies[1].click()
    assert QGuiApplication.clipboard().text() == rule_for(FTDI)
    assert 'ATTRS{idVendor}=="0403", ATTRS{idProduct}=="6001"' in rule_for(FTDI)
    copies[0].click()
    assert QGuiApplication.clipboard().text() == GROUP
    made.show_there(CABLE, None)
    assert "may not use" not in texts(made), "the right was given meanwhile"
