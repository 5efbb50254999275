"""One serial port: what is probably on it, and what to know before a patient is wired to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from devices.catalog import all_drivers, find
from devices.driver import TransportKind
from kapmonitor.pairing.reach import Found
from kapmonitor.ui.pages import pairing_words as words
from kapmonitor.ui.pages.forms import scrolled, under
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.drawing import Drawing
from kapmonitor.ui.widgets.parts import Card, button, column, label, row

NEVER_INFLATES = (
    "Connecting asks the monitor who it is and how it stands. It never inflates a cuff."
)
NOT_ALLOWED = (
    "On Linux, if the port may not be used: run  sudo usermod -aG dialout $USER  once, sign out "
    "and in again. If another program holds the port, close that program first."
)


class PortView(QWidget):
    """The port page."""

    left = Signal()
    chosen = Signal(object, str)  # Found, driver slug

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._port: Found | None = None
        self._title = label("", "title", wraps=True)
        self._about = label("", wraps=True)
        self.back = button("Back")
        self.kind = QComboBox()
        self.kind.setAccessibleName("What is on this port")
        self.go = button("Connect", "primary")
        self.go.setEnabled(False)
        self._lay_out(theme)
        self.back.clicked.connect(self.left)
        self.kind.currentIndexChanged.connect(self._may_go)
        self.go.clicked.connect(self._go)

    def _lay_out(self, theme: Theme) -> None:
        top = row(self._title, self.back)
        top.setStretch(0, 1)
        choose = Card(
            "What is on it",
            self._about,
            under("What is on this port", self.kind),
            label(NEVER_INFLATES, "secondary", wraps=True),
            row(self.go, 1),
        )
        cable = Card(
            "Before a patient is on the other end",
            Drawing(theme, "cable"),
            label(words.ISOLATION, wraps=True),
        )
        trouble = Card("If it cannot be opened", label(NOT_ALLOWED, "secondary", wraps=True))
        halves = row(column(choose, trouble, 1, spacing=14), column(cable, 1), spacing=20)
        halves.setStretch(0, 1)
        halves.setStretch(1, 1)
        self.setLayout(column(scrolled(column(top, halves, 1, spacing=14))))

    def show_port(self, port: Found) -> None:
        """Show a port; what a cable suggests is offered, and never taken for granted."""
        self._port = port
        self._title.setText(f"Port {port.address}")
        self._about.setText(_about(port))
        self.kind.clear()
        self.kind.addItem("Choose…", None)
        for driver in all_drivers():
            if driver.transport is TransportKind.SERIAL:
                self.kind.addItem(driver.title, driver.slug)
        if port.driver is not None:
            self.kind.setCurrentIndex(self.kind.findData(port.driver))
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _may_go(self, _index: int) -> None:
        self.go.setEnabled(self.kind.currentData() is not None)

    @Slot()
    def _go(self) -> None:
        slug = self.kind.currentData()
        if self._port is not None and slug is not None:
            self.chosen.emit(self._port, str(slug))


def _about(port: Found) -> str:
    if port.driver is None:
        return f"{port.title}. The cable does not say what is plugged into it. Choose it yourself."
    guess = find(port.driver).title
    return f"{port.title}. Probably {guess}: the cable says so, which is no proof."
