"""One serial port: what is probably on it, and what to know before a patient is wired to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from devices.catalog import all_drivers
from devices.driver import TransportKind
from kapmonitor.language import say
from kapmonitor.pairing.cable import KnownCable
from kapmonitor.pairing.probe import Probe
from kapmonitor.pairing.reach import Found
from kapmonitor.ui.pages import pairing_words, port_words
from kapmonitor.ui.pages.forms import scrolled, under
from kapmonitor.ui.pages.port_access import AccessCard
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.choice import Choice
from kapmonitor.ui.widgets.drawing import Drawing
from kapmonitor.ui.widgets.halves import Halves
from kapmonitor.ui.widgets.parts import Card, button, column, kind, label, row


class PortView(QWidget):
    """The port page."""

    left = Signal()
    chosen = Signal(object, str)  # Found, driver slug
    probeAsked = Signal(object)  # Found

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._port: Found | None = None
        self._there = True
        self._probe: Probe | None = None
        self._title = label("", "title", wraps=True)
        self._cable = label("", "secondary", wraps=True)
        self._guess = label("", "strong", wraps=True)
        self._advice = label("", wraps=True)
        self.back = button(say("Back"))
        self.kind = Choice()
        self.kind.setAccessibleName(say("What is on this port"))
        self.ask = button(say("Find out what is there"))
        self.asked = label("", "secondary", wraps=True)
        self.gone = label(say(port_words.GONE), "refusal", wraps=True)
        self._complaints = label("", wraps=True)
        mending = label(say(port_words.MEND), "secondary", wraps=True)
        self._own = Card(say(port_words.OWN_FILES), self._complaints, mending)
        for hidden in (self.asked, self.gone, self._own):
            hidden.hide()
        self.go = button(say("Connect"), "primary")
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
            say("What is on it"),
            self._cable,
            self._guess,
            self._advice,
            self.gone,
            under(say("What is on this port"), self.kind),
            self.asked,
            label(say(port_words.NEVER_INFLATES), "secondary", wraps=True),
            row(self.go, self.ask, 1),
        )
        cable = Card(
            say("Before a patient is on the other end"),
            Drawing(theme, "cable"),
            label(say(pairing_words.ISOLATION), wraps=True),
        )
        left = column(choose, self._access, self._own, 1, spacing=14)
        halves = Halves(left, column(cable, 1))
        self.setLayout(column(scrolled(column(top, halves, 1, spacing=14))))

    def show_port(self, port: Found, known: KnownCable | None = None) -> None:
        """Show a port; what a cable suggests is offered, and never taken for granted.

        `known`: the device that was used here on the same cable, in whatever socket.
        """
        self._show(port, known)
        self._fill()
        suggested = known.device.driver if known is not None else port.driver
        if suggested is not None:
            self.kind.setCurrentIndex(max(0, self.kind.findData(suggested)))
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_there(self, now: Found | None, known: KnownCable | None) -> None:
        """Follow the cable on the page: its rights may change, it may be pulled out or moved."""
        self._there = now is not None
        if now is not None and now != self._port:
            self._show(now, known)
        self.gone.setVisible(not self._there)
        self._may_go()

    def show_own(self, complaints: Sequence[str]) -> None:
        """Offer the practice's own devices as well, and say which of its files cannot be used."""
        chosen = self.kind.currentData()
        self._fill()
        self.kind.setCurrentIndex(max(0, self.kind.findData(chosen)))
        self._complaints.setText("\n".join(complaints))
        self._own.setVisible(bool(complaints))

    def show_probe(self, probe: Probe | None) -> None:
        """Show what was found out; an answer chooses the kind, and nothing else."""
        self._let_press(self.ask, self._there and (probe is None or probe.over))
        self.asked.setVisible(probe is not None)
        before, self._probe = self._probe, probe
        if probe is None or self._port is None or probe.port.address != self._port.address:
            return
        if probe == before:  # what was chosen since stays chosen
            return
        self.asked.setText(port_words.told(probe))
        kind(
            self.asked, "refusal" if probe.trouble else "strong" if probe.answered else "secondary"
        )
        self._access.show_trouble(self._port, probe.trouble)
        if probe.answered and self.kind.currentData() != probe.answered:
            self.kind.setCurrentIndex(self.kind.findData(probe.answered))
        if probe.answered:
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _let_press(self, made: QPushButton, may: bool) -> None:
        """Let a button be pressed or not; it never loses the keyboard to whatever comes next."""
        if not may and made.hasFocus():
            self.kind.setFocus(Qt.FocusReason.OtherFocusReason)
        made.setEnabled(may)

    @property
    def port(self) -> Found | None:
        """Return the port on the page."""
        return self._port

    def _show(self, port: Found, known: KnownCable | None) -> None:
        self._port = port
        self._access.show_trouble(port)
        self._title.setText(say("Port {address}").format(address=port.address))
        self._cable.setText(port_words.cable_words(port))
        self._guess.setText(guess := port_words.guess_words(port, known))
        self._guess.setVisible(bool(guess))
        self._advice.setText(port_words.advice(port, known))

    def _fill(self) -> None:
        self.kind.clear()
        self.kind.addItem(say("Choose…"), None)
        guesses = self._port.guesses if self._port is not None else ()
        wired = (each for each in all_drivers() if each.transport is TransportKind.SERIAL)
        for driver in sorted(
            wired, key=lambda each: (each.slug not in guesses, each.title.lower())
        ):
            self.kind.addItem(say(driver.title), driver.slug)

    @Slot()
    def _ask(self) -> None:
        """Have it found out; what is chosen is asked for first."""
        if self._port is not None:
            likely = self.kind.currentData() or self._port.driver
            self.probeAsked.emit(replace(self._port, driver=likely))

    @Slot(int)
    def _may_go(self, _index: int = 0) -> None:
        self._let_press(self.go, self._there and self.kind.currentData() is not None)

    @Slot()
    def _go(self) -> None:
        slug = self.kind.currentData()
        if self._port is not None and slug is not None:
            self.chosen.emit(self._port, str(slug))
