"""One serial port: what is probably on it, and what to know before a patient is wired to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from devices.catalog import all_drivers, find
from devices.driver import TransportKind
from kapmonitor.pairing.probe import Probe
from kapmonitor.pairing.reach import Found
from kapmonitor.settings import KnownDevice
from kapmonitor.ui.pages import pairing_words as words
from kapmonitor.ui.pages.forms import scrolled, under
from kapmonitor.ui.pages.port_access import AccessCard
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.drawing import Drawing
from kapmonitor.ui.widgets.parts import Card, button, column, kind, label, row

NEVER_INFLATES = (
    "Both only ask the monitor who it is and how it stands. Neither ever inflates a cuff."
)
NOTHING_ANSWERS = (
    "Nothing answered. Check that the monitor is switched on, that the cable is the one for it, "
    "and that its serial port is switched on in its own settings."
)


class PortView(QWidget):
    """The port page."""

    left = Signal()
    chosen = Signal(object, str)  # Found, driver slug
    probeAsked = Signal(object)  # Found

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._port: Found | None = None
        self._title = label("", "title", wraps=True)
        self._about = label("", wraps=True)
        self.back = button("Back")
        self.kind = QComboBox()
        self.kind.setAccessibleName("What is on this port")
        self.ask = button("Find out what is there")
        self.asked = label("", "secondary", wraps=True)
        self.asked.hide()
        self.go = button("Connect", "primary")
        self.go.setEnabled(False)
        self._access = AccessCard()
        self._lay_out(theme)
        self.back.clicked.connect(self.left)
        self.kind.currentIndexChanged.connect(self._may_go)
        self.go.clicked.connect(self._go)
        self.ask.clicked.connect(self._ask)

    def _lay_out(self, theme: Theme) -> None:
        top = row(self._title, self.back)
        top.setStretch(0, 1)
        choose = Card(
            "What is on it",
            self._about,
            under("What is on this port", self.kind),
            self.asked,
            label(NEVER_INFLATES, "secondary", wraps=True),
            row(self.go, self.ask, 1),
        )
        cable = Card(
            "Before a patient is on the other end",
            Drawing(theme, "cable"),
            label(words.ISOLATION, wraps=True),
        )
        halves = row(column(choose, self._access, 1, spacing=14), column(cable, 1), spacing=20)
        halves.setStretch(0, 1)
        halves.setStretch(1, 1)
        self.setLayout(column(scrolled(column(top, halves, 1, spacing=14))))

    def show_port(self, port: Found, known: KnownDevice | None = None) -> None:
        """Show a port; what a cable suggests is offered, and never taken for granted.

        `known`: the device that was used here on the same cable, in whatever port.
        """
        self._port = port
        self._access.show_cable(port.usb)
        self._title.setText(f"Port {port.address}")
        self._about.setText(_about(port, known))
        self.kind.clear()
        self.kind.addItem("Choose…", None)
        for driver in all_drivers():
            if driver.transport is TransportKind.SERIAL:
                self.kind.addItem(driver.title, driver.slug)
        suggested = known.driver if known is not None else port.driver
        if suggested is not None:
            self.kind.setCurrentIndex(self.kind.findData(suggested))
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_probe(self, probe: Probe | None) -> None:
        """Show what was found out; an answer chooses the kind, and nothing else."""
        self.ask.setEnabled(probe is None or probe.over)
        self.asked.setVisible(probe is not None)
        if probe is None or probe.port != self._port:
            return
        self.asked.setText(_told(probe))
        kind(
            self.asked, "refusal" if probe.trouble else "strong" if probe.answered else "secondary"
        )
        if probe.answered and self.kind.currentData() != probe.answered:
            self.kind.setCurrentIndex(self.kind.findData(probe.answered))
        if probe.answered:
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _ask(self) -> None:
        self.probeAsked.emit(self._port)

    @Slot(int)
    def _may_go(self, _index: int) -> None:
        self.go.setEnabled(self.kind.currentData() is not None)

    @Slot()
    def _go(self) -> None:
        slug = self.kind.currentData()
        if self._port is not None and slug is not None:
            self.chosen.emit(self._port, str(slug))


def _told(probe: Probe) -> str:
    if probe.trouble:
        return probe.trouble
    if probe.answered:
        return f"{find(probe.answered).title} answers."
    if probe.over:
        return NOTHING_ANSWERS
    return f"Asking whether it is a {find(probe.asking).title}…"


def _about(port: Found, known: KnownDevice | None) -> str:
    if known is not None:
        return f"{port.title}. On this cable you used {known.called}. Is it the same one?"
    if port.driver is None:
        said = port.hint or "The cable does not say what is plugged into it."
        return f"{port.title}. {said} Choose what is on it, or find out."
    guess = find(port.driver).title
    return f"{port.title}. Probably {guess}: the cable says so, which is no proof."
