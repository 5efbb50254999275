"""What to do when this account may not use a serial port, with the commands to copy."""

from __future__ import annotations

import sys

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from devices.scan import UsbIdentity
from kapmonitor.ui.widgets.parts import Card, button, column, label, row

BUSY = "If another program holds the port, close that program, then try again."
NOT_ALLOWED = (
    "If this account may not use the port, run one of these once in a terminal, as somebody who "
    "may change the computer."
)
GROUP = ("For every port; then sign out and in again:", 'sudo usermod -aG dialout "$USER"')
CABLE = "For this cable alone, at once, for whoever sits at the screen; then plug it in again:"


class AccessCard(Card):
    """Shown beside every port: the trouble is met before anything can be tried."""

    def __init__(self) -> None:
        self._group = _Command(*GROUP)
        self._cable = _Command(CABLE, "")
        self._denied = QWidget()
        self._denied.setLayout(column(label(NOT_ALLOWED, wraps=True), self._group, self._cable))
        self._denied.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]  # just set
        super().__init__("If it cannot be opened", label(BUSY, wraps=True), self._denied)
        self._denied.setVisible(sys.platform.startswith("linux"))

    def show_cable(self, usb: UsbIdentity | None) -> None:
        """Show the rule for a cable; one without an identity has none."""
        self._group.reset()
        self._cable.reset()
        self._cable.setVisible(usb is not None)
        if usb is not None:
            self._cable.set_command(rule_for(usb))


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
    """A command in one line that can be read, selected and copied."""

    def __init__(self, about: str, command: str) -> None:
        super().__init__()
        self._line = QLineEdit(command)
        self._line.setReadOnly(True)
        self._line.setAccessibleName(about)
        self._line.setCursorPosition(0)
        self._copy = button("Copy", "small", name=f"Copy. {about}")
        self._copy.clicked.connect(self._to_clipboard)
        line = row(self._line, self._copy)
        line.setStretch(0, 1)
        self.setLayout(column(label(about, "secondary", wraps=True), line, spacing=4))

    def set_command(self, command: str) -> None:
        self._line.setText(command)
        self._line.setCursorPosition(0)

    def reset(self) -> None:
        self._copy.setText("Copy")

    @Slot()
    def _to_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(self._line.text())
        self._copy.setText("Copied")
