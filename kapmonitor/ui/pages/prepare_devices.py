"""The session's devices: which are known here, how each link stands, a test reading, consent.

A device takes part only when a person says so; that the program may inflate the cuff by itself is
asked, never assumed.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from devices.catalog import all_drivers, find
from devices.event import LinkState
from devices.url import parse_device_url
from kapmonitor.language import mark, say
from kapmonitor.port import Answer
from kapmonitor.session.clinic import CuffStart
from kapmonitor.session.event import (
    CuffStartAgreed,
    DeviceAssigned,
    DeviceReleased,
    HeartRateSourceChosen,
)
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import CancelReading, Note, RequestReading
from kapmonitor.session.state import Link, Session
from kapmonitor.session.technical import ROLE_WORDS
from kapmonitor.session.vocabulary import CUFFS, Role
from kapmonitor.settings import KnownDevice, Settings
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.link_words import is_away
from kapmonitor.ui.pages.forms import YES_NO, Ask, Panel, refusal_line, refuse, under
from kapmonitor.ui.pages.known_devices import place_in, remember, use_words, usual_wait
from kapmonitor.ui.pages.pairing_words import role_of
from kapmonitor.ui.pages.words import clock_words
from kapmonitor.ui.widgets.choice import Choice
from kapmonitor.ui.widgets.parts import (
    Answers,
    Card,
    Field,
    button,
    clear,
    column,
    label,
    row,
    state,
)
from kapmonitor.ui.wording import ago

RATE_FROM = mark("Heart rate shown from")
RATES = (
    (Role.STRAP.value, mark("Strap")),
    (Role.OXIMETER.value, mark("Oximeter")),
    (Role.CUFF.value, mark("Cuff's pulse")),
)
MAY_START = mark("May the program start the cuff by itself? Ask the patient.")
_LINKS: Mapping[LinkState | None, str] = {
    None: mark("not seen yet"),
    LinkState.ABSENT: mark("not in reach. Check that it is switched on and near."),
    LinkState.CONNECTING: mark("connecting"),
    LinkState.PAIRING: mark("pairing. Confirm on the device."),
    LinkState.READY: mark("ready"),
    LinkState.MEASURING: mark("measuring"),
    LinkState.LOST: mark("not answering. Check that it is switched on and near."),
}

POLICIES = {
    CuffStart.OWN_BUTTON: mark("This clinic lets readings begin with the cuff's own button only."),
    CuffStart.PERSON: mark("This clinic lets a person start each reading, and no schedule."),
}
"""What the clinic decided about starting a cuff, where that leaves nothing to agree."""


class DevicesCard(Card):
    """Devices in the session, devices known here, and one more by hand."""

    rebuilt = Signal()
    findAsked = Signal()

    def __init__(self, bridge: Bridge, ask: Ask) -> None:
        self._bridge = bridge
        self._ask = ask
        self._session: Session | None = None
        self._known: tuple[KnownDevice, ...] = ()
        self._rows = {role: _DeviceRow(role) for role in Role}
        self._offers = QVBoxLayout()
        self._listed: tuple[_Offer, ...] | None = None
        self.look = button(say("Find a device"))
        self._add = button(say("Type its address…"), "link")
        self._panel = _AddPanel()
        self._may = Answers(say(MAY_START), YES_NO, looks="small")
        consent = row(label(say(MAY_START), wraps=True), self._may)
        consent.setStretch(0, 1)
        self._consent = QWidget()
        self._consent.setLayout(consent)
        self._agreed: str | None = None
        self._policy = label("", "secondary", wraps=True)
        self._rate = Answers(say(RATE_FROM), RATES, looks="small")
        self._rates = QWidget()
        self._rates.setLayout(row(label(say(RATE_FROM)), self._rate, 1))
        self.refusal = refusal_line()
        super().__init__(say("Devices"), *self._rows.values(), self._offers)
        self.body.addLayout(row(self.look, self._add, 1))
        for part in (self._panel, self._consent, self._policy, self._rates, self.refusal):
            self.body.addWidget(part)
        self._connect()

    def _connect(self) -> None:
        for role, each in self._rows.items():
            each.test.clicked.connect(lambda _on=False, role=role: self._test(role))
            each.release.clicked.connect(lambda _on=False, role=role: self._release(role))
        self.look.clicked.connect(self.findAsked)
        self._add.clicked.connect(lambda: self._panel.open_from(self._add))
        self._panel.confirmed.connect(self._take_new)
        self._may.answered.connect(self._agree)
        self._rate.answered.connect(self._choose_rate)

    def offer(self, settings: Settings) -> None:
        """Offer the devices that were used here before."""
        self._known = settings.devices

    def draw(self, session: Session, at: Instant) -> None:
        """Show links and batteries; offer what has no place yet."""
        if self._session is None or self._session.id != session.id:
            self._agreed = None
        self._session = session
        for each in self._rows.values():
            each.draw(session, at)
        offered = () if session.simulated else _offered(self._known, session)
        if offered != self._listed:
            self._listed = offered
            self._list(offered)
        cuffs = [session.devices[role] for role in CUFFS if role in session.devices]
        can = any(each.can_start for each in cuffs)
        self._consent.setVisible(can and session.clinic.cuff_start is CuffStart.SCHEDULE)
        policy = POLICIES.get(session.clinic.cuff_start) if can else None
        self._policy.setText(say(policy) if policy is not None else "")
        self._policy.setVisible(policy is not None)
        if session.cuff_start_agreed:
            self._agreed = "yes"
        self._may.show_answer(self._agreed)
        self._draw_rates(session)

    def _draw_rates(self, session: Session) -> None:
        """Offer a choice where there is one."""
        self._rates.setVisible(len(session.devices) > 1)
        for made, (value, _words) in zip(self._rate.buttons, RATES, strict=True):
            made.setVisible(Role(value) in session.devices)
        chosen = session.heart_rate_source
        self._rate.show_answer(None if chosen is None else chosen.value)

    def _list(self, offered: tuple[_Offer, ...]) -> None:
        clear(self._offers)
        for each, place in offered:
            words = use_words(place)
            made = button(words, "small", name=f"{words} {each.called}")
            made.clicked.connect(lambda _on=False, known=each: self._take(known))
            kinds = [
                say(ROLE_WORDS[Role(each.role)]),
                *([say(each.title)] if each.name else []),
            ]
            what = column(label(each.called), label(" · ".join(kinds), "secondary"), spacing=2)
            line = QWidget()
            line.setLayout(row(label("○"), what, 1, made))
            self._offers.addWidget(line)
        self.rebuilt.emit()

    def _take(self, known: KnownDevice) -> None:
        session = self._session
        if session is None:
            return
        try:
            driver = find(known.driver)
        except KeyError as fault:
            refuse(self.refusal, (str(fault.args[0]),))
            return
        fact = DeviceAssigned(
            role=place_in(session, driver, known.address) or Role(known.role),
            driver=known.driver,
            address=known.address,
            title=known.called,
            can_start=driver.capabilities.can_start,
            simulated=session.simulated,
            usual_wait_s=usual_wait(known),
        )
        self._ask(Note(fact=fact), self._answered)

    @Slot()
    def _take_new(self) -> None:
        known = self._panel.device()
        if known is None:
            return
        self._panel.answered(Answer())
        self._take(known)
        self._bridge.practice(lambda practice: remember(practice, known), self._remembered)

    def _remembered(self, settings: Settings | Exception) -> None:
        if isinstance(settings, Exception):
            refuse(
                self.refusal,
                (
                    say("The device is used now, but not remembered. {settings}").format(
                        settings=settings
                    ),
                ),
            )
        else:
            self.offer(settings)

    def _test(self, role: Role) -> None:
        """Ask for a test reading, or stop the one that is asked for."""
        asked = self._session is not None and _is_asked(self._session, role)
        wanted = CancelReading() if asked else RequestReading(role=role, reason="test")
        self._ask(wanted, self._answered)

    def _release(self, role: Role) -> None:
        self._ask(Note(fact=DeviceReleased(role=role)), self._answered)

    @Slot(str)
    def _agree(self, value: str) -> None:
        def done(answer: Answer) -> None:
            self._answered(answer)
            if not answer.refusals:
                self._agreed = value

        self._ask(Note(fact=CuffStartAgreed(agreed=value == "yes")), done)

    @Slot(str)
    def _choose_rate(self, value: str) -> None:
        self._ask(Note(fact=HeartRateSourceChosen(role=Role(value))), self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)


class _DeviceRow(QWidget):
    """One device in its role."""

    def __init__(self, role: Role) -> None:
        super().__init__()
        self._role = role
        self._sign = label("○")
        self._words = label("", wraps=True)
        self.test: QPushButton = button(say("Test reading"), "small")
        self.release = button(
            say("Release"),
            "link",
            name=say("Release the {role_words}").format(role_words=say(ROLE_WORDS[role]).lower()),
        )
        made = row(self._sign, self._words, self.test, self.release)
        made.setStretch(1, 1)
        self.setLayout(made)

    def draw(self, session: Session, at: Instant) -> None:
        """Show the link as it stands; hidden while the role is empty."""
        device = session.devices.get(self._role)
        self.setVisible(device is not None)
        if device is None:
            return
        link = session.links.get(self._role)
        ready = link is not None and link.state in (LinkState.READY, LinkState.MEASURING)
        self._sign.setText("●" if ready else "○")
        state(self._sign, "met" if ready else "not_met")
        away = is_away(session, self._role)
        parts = [say(device.title), _link_words(link)]
        if away:
            parts.insert(1, say("at the patient's"))
        if self._role is Role.SECOND_CUFF:
            parts.insert(0, say("Second cuff"))
        noted = session.device_notes.get(self._role)
        if noted is not None and noted.battery_percent is not None:
            parts.append(
                say("battery {battery_percent:.0f} %").format(battery_percent=noted.battery_percent)
            )
        if noted is not None and (off := clock_words(noted.clock_offset_s or 0.0)):
            parts.append(off)
        if link is not None and not ready:
            parts.append(say("since {ago}").format(ago=ago(at.elapsed_s - link.since.elapsed_s)))
        if session.request is not None and _is_asked(session, self._role) and not away:
            parts.append(
                say("measuring…") if session.request.by_program else say("asked, press START")
            )
        self._words.setText(" · ".join(parts))
        self.test.setVisible(self._role in CUFFS and not away)  # it has a card of its own
        asked = _is_asked(session, self._role)
        self.test.setText(say("Stop") if asked else say("Test reading"))
        self.test.setAccessibleName(say("Stop the test reading") if asked else say("Test reading"))


def _is_asked(session: Session, role: Role) -> bool:
    return session.request is not None and session.request.role is role


_Offer = tuple[KnownDevice, Role]


def _offered(known: tuple[KnownDevice, ...], session: Session) -> tuple[_Offer, ...]:
    """Return the known devices for which a part in the session is free, and which it is."""
    places = ((each, _place(each, session)) for each in known)
    return tuple((each, place) for each, place in places if place is not None)


def _place(known: KnownDevice, session: Session) -> Role | None:
    """Return the part of a known device; one whose driver is gone is offered, and says so."""
    try:
        return place_in(session, find(known.driver), known.address)
    except KeyError:
        return Role(known.role)


def _link_words(link: Link | None) -> str:
    """Return how a link stands: its own sentence where it has one for a trouble."""
    if link is not None and link.state in _TROUBLES and link.text:
        return say(link.text)
    return say(_LINKS[link.state if link else None])


_TROUBLES = (LinkState.ABSENT, LinkState.LOST)


class _AddPanel(Panel):
    """A device by driver and address."""

    def __init__(self) -> None:
        self._drivers = Choice()
        self._drivers.setAccessibleName(say("Kind of device"))
        self._drivers.addItem(say("Choose…"), None)
        for driver in all_drivers():
            self._drivers.addItem(say(driver.title), driver.slug)
        self._kind = under(say("Kind of device"), self._drivers)
        super().__init__(
            say("Add a device"),
            (Field(say("Address"), "ble://AA:BB:CC:DD:EE:FF or /dev/ttyUSB0 or COM4"),),
            say("Add"),
            column(self._kind),
        )

    def device(self) -> KnownDevice | None:
        """Return the device as given; None, with the reason shown, when it is none."""
        slug, address = self._drivers.currentData(), self.fields[0].text
        if slug is None or not address:
            self.refuse((say("Choose the kind of device and give its address."),))
            return None
        try:
            url = parse_device_url(address)
        except ValueError as fault:
            self.refuse((str(fault),))
            return None
        driver = find(str(slug))
        return KnownDevice(
            role=role_of(driver).value, driver=driver.slug, address=str(url), title=driver.title
        )
