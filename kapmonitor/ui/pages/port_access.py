"""What to do when a serial port does not open, with the commands to copy."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from devices.scan import UsbIdentity
from kapmonitor.language import mark, say
from kapmonitor.pairing.reach import Found
from kapmonitor.ui.widgets.parts import Card, button, column, label, row

DENIED = mark("This account may not use the port yet")
TROUBLE = mark("If it does not open")
BUSY = mark(
    "If another program holds the port, close that program, then try again: the maker's own "
    "program, a terminal, a second kapmonitor. Only one can use a port at a time."
)
NOT_ALLOWED = mark(
    "Let somebody who may change this computer run one of these two lines in a terminal, once. "
    "Nothing was sent, and nothing is lost."
)
ALL_PORTS = mark("Every port, for this account. Then sign out and in again.")
THIS_CABLE = mark(
    "This cable alone, for whoever sits at the screen; it also keeps the modem service away from "
    "the monitor. Then plug the cable in again."
)
GROUP = 'sudo usermod -aG dialout "$USER"'


class AccessCard(Card):
    """In sight when a port cannot be used; a trouble that can be seen before is told before."""

    def __init__(self) -> None:
        self._busy = label(say(BUSY), wraps=True)
        self._group = _Command(say(ALL_PORTS), GROUP)
        self._cable = _Command(say(THIS_CABLE), "")
        self._denied = QWidget()
        commands = column(
            label(say(DENIED), "strong", wraps=True),
            label(say(NOT_ALLOWED), wraps=True),
            self._group,
            self._cable,
            spacing=10,
        )
        self._denied.setLayout(commands)
        super().__init__(say(TROUBLE), self._busy, self._denied)
        self.hide()

    def show_trouble(self, port: Found, trouble: str = "") -> None:
        """Show what helps: `trouble` is why the port could not be opened, if somebody tried."""
        linux = sys.platform.startswith("linux")
        self._busy.setVisible(not port.denied)
        self._denied.setVisible(linux and port.denied)
        self._cable.setVisible(port.usb is not None)
        self._cable.set_command(rule_for(port.usb) if port.usb is not None else "")
        self.setVisible(port.denied or bool(trouble))


def rule_for(usb: UsbIdentity) -> str:
    """Return the command that gives a cable to whoever sits at the screen (systemd's uaccess).

    The rule also keeps ModemManager off, which asks every new serial port whether it is a modem.
    """
    rule = (
        f'SUBSYSTEM=="tty", ATTRS{{idVendor}}=="{usb.vendor}", '
        f'ATTRS{{idProduct}}=="{usb.product}", TAG+="uaccess", ENV{{ID_MM_DEVICE_IGNORE}}="1"'
    )
    file = f"/etc/udev/rules.d/70-kapmonitor-{usb.vendor}-{usb.product}.rules"
    return f"echo '{rule}' | sudo tee {file} && sudo udevadm control --reload"


class _Command(QWidget):
    """A command that can be read whole, selected and copied."""

    def __init__(self, about: str, command: str) -> None:
        super().__init__()
        self._line = label(command, "command", wraps=True)
        self._line.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._line.setAccessibleName(command)
        self._copy = button(say("Copy"), "small", name=say("Copy. {about}").format(about=about))
        self._copy.clicked.connect(self._to_clipboard)
        line = row(self._line, self._copy)
        line.setStretch(0, 1)
        self.setLayout(column(label(about, "secondary", wraps=True), line, spacing=4))

    def set_command(self, command: str) -> None:
        if command != self._line.text():
            self._line.setText(command)
            self._line.setAccessibleName(command)
            self._copy.setText(say("Copy"))

    @Slot()
    def _to_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(self._line.text())
        self._copy.setText(say("Copied"))
