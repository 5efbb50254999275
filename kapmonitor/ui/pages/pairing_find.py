"""What can be set up: devices known here, what is on the air, and the serial ports.

Rows stay where they are while somebody chooses; a screen reader hears name, strength and kind.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from devices.catalog import find
from devices.driver import Driver
from kapmonitor.language import say
from kapmonitor.pairing.cable import KnownCable, known_cable
from kapmonitor.pairing.guide import guide_for, kind_of
from kapmonitor.pairing.reach import Found
from kapmonitor.pairing.search import Findings, Heard
from kapmonitor.session.state import Session
from kapmonitor.session.technical import ROLE_WORDS
from kapmonitor.session.vocabulary import Role
from kapmonitor.settings import KnownDevice
from kapmonitor.ui.pages import pairing_words as words
from kapmonitor.ui.pages.forms import scrolled
from kapmonitor.ui.pages.known_devices import place_in, use_words
from kapmonitor.ui.pages.port_words import in_list
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.drawing import Drawing
from kapmonitor.ui.widgets.halves import Halves
from kapmonitor.ui.widgets.parts import Card, button, clear, column, label, row, rule
from kapmonitor.ui.widgets.signal_bars import SignalBars, loudness
from kapmonitor.ui.wording import about


class FindView(QWidget):
    """The first of the pages: choose what to set up, or use what is known."""

    chosen = Signal(object)  # Found
    used = Signal(object)  # KnownDevice
    forgotten = Signal(object)  # KnownDevice
    rebuilt = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._known: tuple[KnownDevice, ...] = ()
        self._drawn: object = None
        self._rows: dict[str, _FoundRow] = {}
        self._places: dict[str, QLabel] = {}
        self._known_rows = QVBoxLayout()
        self._air = QVBoxLayout()
        self._ports = QVBoxLayout()
        self._listening = label(say(words.LISTENING), "secondary", wraps=True)
        self._no_ports = label(say(words.NO_PORTS), "secondary", wraps=True)
        self.trouble = label("", "refusal", wraps=True)
        self.simulated = label(say(words.ONLY_SIMULATED), "strong", wraps=True)
        self.back = button(say("Back"))
        self.back.clicked.connect(self.left)
        self.setLayout(column(scrolled(self._laid_out())))

    def _laid_out(self) -> QVBoxLayout:
        title = row(label(say("Find a device"), "title"), 1, self.back)
        about = label(say(words.RECONNECTS), "secondary", wraps=True)
        known = Card(say("Known here"), self._known_rows, about)
        air = Card(say("Bluetooth, in reach now"), self._air, self._listening, self.trouble)
        ports = Card(say("On a cable"), self._ports, self._no_ports)
        left = column(known, air, ports, 1, spacing=14)
        right = column(_Advice(self._theme), 1, spacing=14)
        halves = Halves(left, right, (3, 2))
        return column(title, self.simulated, halves, 1, spacing=14)

    def show_known(self, known: tuple[KnownDevice, ...], session: Session | None) -> None:
        """Show the devices that were set up here before."""
        simulated = session is not None and session.simulated
        open_in = session if not simulated else None
        devices = dict(session.devices) if session is not None else None
        if (drawn := (known, devices, simulated)) == self._drawn:
            return
        self._drawn, self._known = drawn, known
        clear(self._known_rows)
        self._places.clear()
        for each in known:
            self._known_rows.addWidget(self._known_row(each, open_in))
        if not known:
            self._known_rows.addWidget(label(say(words.NONE_KNOWN), "secondary", wraps=True))
        self.rebuilt.emit()

    def show_findings(self, findings: Findings, *, simulated: bool) -> None:
        """Show what is on the air and which ports there are."""
        self.simulated.setVisible(simulated)
        self.trouble.setText(say(findings.trouble))
        self.trouble.setVisible(bool(findings.trouble))
        self._listening.setVisible(not findings.trouble)
        self._listening.setText(words.listening(findings))
        self._no_ports.setVisible(not findings.ports)
        before = set(self._rows)
        self._drop_unheard(findings)
        for heard in findings.heard:
            self._row(heard.found, self._air).show_heard(heard)
        for port in findings.ports:
            known = known_cable(port, self._known, findings.ports)
            self._row(port, self._ports).show_port(port, known)
        self._mark_known()
        if set(self._rows) != before:
            self.rebuilt.emit()

    def _row(self, found: Found, into: QVBoxLayout) -> _FoundRow:
        if found.address not in self._rows:
            made = _FoundRow(found, self._theme)
            made.choose.clicked.connect(partial(self._choose, found.address))
            self._rows[found.address] = made
            into.addWidget(made)
        return self._rows[found.address]

    def _choose(self, address: str, _checked: bool = False) -> None:
        self.chosen.emit(self._rows[address].found)

    def _drop_unheard(self, findings: Findings) -> None:
        """Take away what this search does not know: unplugged ports, rows of an earlier search."""
        there = {each.address for each in findings.ports}
        there.update(each.found.address for each in findings.heard)
        for address in set(self._rows) - there:
            made = self._rows.pop(address)
            made.hide()
            made.deleteLater()

    def _mark_known(self) -> None:
        """Say of a known device that it is in reach."""
        there = {made.found.kept_as for made in self._rows.values() if not made.silent}
        for known, place in self._places.items():
            place.setText(say("● in reach now") if known in there else "")

    def _known_row(self, known: KnownDevice, session: Session | None) -> QWidget:
        role = Role(known.role)
        facts = [say(ROLE_WORDS[role]), say(known.title)] if known.name else [say(ROLE_WORDS[role])]
        if known.usual_wait_s is not None:
            facts.append(say("a reading takes {about}").format(about=about(known.usual_wait_s)))
        text = column(
            label(words.breakable(known.called), "strong", wraps=True),
            label(words.breakable(" · ".join(facts)), "secondary", wraps=True),
            spacing=2,
        )
        place = _place(known, session)
        use = button(use_words(place), "small", name=f"{use_words(place)} {known.called}")
        if place is None:
            use.hide()  # never shown before it has its place: it would flash as a window
        use.clicked.connect(partial(self._use, known))
        forget = button(
            say("Forget"), "link", name=say("Forget {called}").format(called=known.called)
        )
        forget.clicked.connect(partial(self._forget, known))
        line = QWidget()
        self._places[known.address] = label("", "secondary")
        made = row(text, self._places[known.address], use, forget, spacing=12)
        made.setStretch(0, 1)
        line.setLayout(made)
        return line

    def _use(self, known: KnownDevice, _checked: bool = False) -> None:
        self.used.emit(known)

    def _forget(self, known: KnownDevice, _checked: bool = False) -> None:
        self.forgotten.emit(known)


def _place(known: KnownDevice, session: Session | None) -> Role | None:
    if session is None:
        return None
    try:
        return place_in(session, find(known.driver), known.address)
    except KeyError:
        return None


class _FoundRow(QWidget):
    """One device or port."""

    def __init__(self, found: Found, theme: Theme) -> None:
        super().__init__()
        self.found = found
        self.silent = False
        self._bars = SignalBars(theme)
        if found.wired:
            self._bars.hide()
        self._title = label(words.breakable(say(found.title)), "strong", wraps=True)
        self._facts = label("", "secondary", wraps=True)
        self.choose = button(say("Set up"), "small")
        made = row(self._bars, column(self._title, self._facts, spacing=2), self.choose, spacing=12)
        made.setStretch(1, 1)
        made.setContentsMargins(0, 4, 0, 4)
        self.setLayout(made)

    def show_heard(self, heard: Heard) -> None:
        """Show a device on the air."""
        self.found, self.silent = heard.found, heard.silent
        _bars, loud = loudness(heard.found.signal_dbm)
        state = (
            say("not heard any more") if heard.silent else say("signal {loud}").format(loud=loud)
        )
        driver = _driver(heard.found)
        self._bars.show_strength(heard.found.signal_dbm, silent=heard.silent)
        self._show(
            heard.found.title,
            (say(kind_of(heard.found.title, driver)), state, say(heard.found.hint)),
        )

    def show_port(self, port: Found, known: KnownCable | None) -> None:
        """Show a serial port, and which device was used here on its cable."""
        self.found = port
        self._show(port.address, in_list(port, known))

    def _show(self, title: str, facts: tuple[str, ...]) -> None:
        text = " · ".join(each for each in facts if each)
        self._title.setText(words.breakable(title))
        self._facts.setText(text)
        self.choose.setAccessibleName(say("Set up {title}").format(title=title))
        self.choose.setAccessibleDescription(text)


class _Advice(Card):
    """What to press, and what else may hold the cuff."""

    def __init__(self, theme: Theme) -> None:
        guide = guide_for("", None)
        presses = [
            label(f"{at}.  {say(each)}", wraps=True) for at, each in enumerate(guide.pair, 1)
        ]
        super().__init__(
            say("Not on the list?"),
            Drawing(theme, guide.drawing, high=150),
            *presses,
            rule(),
            Drawing(theme, "phone-off", high=110),
            label(say(words.CLOSE_THE_APP), "secondary", wraps=True),
        )


def _driver(found: Found) -> Driver | None:
    return find(found.driver) if found.driver is not None else None
