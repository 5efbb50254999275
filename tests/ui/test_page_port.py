"""The port page: what is said before a patient is on the cable, and when a port does not open."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from devices.scan import BRIDGES, UsbIdentity
from devices.transport.serial_port import SerialTransport
from kapmonitor.pairing.probe import Probe, find_out
from kapmonitor.pairing.reach import Found, real_reach
from kapmonitor.settings import KnownDevice
from kapmonitor.ui.pages.port_access import AccessCard, rule_for
from kapmonitor.ui.pages.ports import PortView
from kapmonitor.ui.widgets.parts import button
from tests.support.pty_line import PtyLine, Silence
from tests.ui.pages import theme

FTDI = UsbIdentity("0403", "6001")
CABLE = Found(
    address="/dev/ttyUSB1",
    title="USB Serial",
    driver=None,
    wired=True,
    usb=FTDI,
    lasting="hwgrep://VID:PID=0403:6001 SER=A600b3gB",
    hint=BRIDGES[0x0403, 0x6001],
)


def page(
    qtbot: QtBot, qapp: QApplication, port: Found, known: KnownDevice | None = None
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


def test_a_cables_chip_suggests_nothing(qtbot: QtBot, qapp: QApplication) -> None:
    made = page(qtbot, qapp, CABLE)
    assert "FTDI chip" in texts(made)
    assert made.kind.currentData() is None
    assert not made.go.isEnabled()


def test_a_known_cable_is_recognised_in_another_port(qtbot: QtBot, qapp: QApplication) -> None:
    known = KnownDevice(
        role="cuff", driver="ge_dinamap", address=CABLE.kept_as, title="DINAMAP", name="Room 2"
    )
    made = page(qtbot, qapp, CABLE, known)
    assert "On this cable you used Room 2." in texts(made)
    assert made.kind.currentData() == "ge_dinamap"


@contextmanager
def held_by_another(line: PtyLine) -> Iterator[None]:
    """Let another program have the port."""
    import serial

    with serial.Serial(line.path, exclusive=True):
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
    [(held_by_another, "Another program holds"), (forbidden, "This account may not use")],
)
def test_a_port_that_does_not_open_says_why_and_what_to_do(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    obstacle: Callable[[PtyLine], AbstractContextManager[None]],
    says: str,
) -> None:
    told: list[Probe] = []

    async def ask() -> Found:
        line = PtyLine(tmp_path)
        line.plug(Silence())
        port = Found(address=line.path, title="A port", driver=None, wired=True)
        with obstacle(line):
            await find_out(real_reach(), port, told.append)
        async with SerialTransport(line.path):
            pass  # it is free again
        line.unplug()
        return port

    made = page(qtbot, qapp, asyncio.run(ask()))
    made.show_probe(told[-1])
    assert says in made.asked.text()
    assert made.asked.isVisible()
    assert made.ask.isEnabled(), "it can be tried again"


def test_the_way_to_the_port_can_be_copied(qtbot: QtBot) -> None:
    card = AccessCard()
    qtbot.addWidget(card)
    card.show_cable(FTDI)
    copies = [each for each in card.findChildren(type(button(""))) if each.text() == "Copy"]
    copies[1].click()
    assert QGuiApplication.clipboard().text() == rule_for(FTDI)
    assert 'ATTRS{idVendor}=="0403", ATTRS{idProduct}=="6001"' in rule_for(FTDI)
    card.show_cable(None)
    assert copies[1].text() == "Copy"
