"""The first step: before a session is open, who and under which plan; then all that comes before
the baseline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from kapmonitor.language import say
from kapmonitor.orders import OrderFile
from kapmonitor.port import Answer, Snapshot
from kapmonitor.practice import Practice
from kapmonitor.record.course import CourseSession
from kapmonitor.record.fault import RecordFault
from kapmonitor.record.home_log import HomeLog
from kapmonitor.record.session_index import SessionRow
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import BeginBaseline
from kapmonitor.session.permitted import permitted
from kapmonitor.session.state import PersonalLimit, Session
from kapmonitor.settings import Settings, SettingsFault
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.home_view import last_at_home
from kapmonitor.ui.pages.forms import chain, into_sight, refusal_line, refuse, scrolled
from kapmonitor.ui.pages.limits_card import LimitsCard
from kapmonitor.ui.pages.open_words import open_line, still_open
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.pages.prepare_agreement import AgreementCard
from kapmonitor.ui.pages.prepare_checklist import ChecklistCard
from kapmonitor.ui.pages.prepare_devices import DevicesCard
from kapmonitor.ui.pages.prepare_last_time import LastTimeCard
from kapmonitor.ui.pages.prepare_opening import Opening, local_today
from kapmonitor.ui.pages.prepare_order import OrderCard
from kapmonitor.ui.pages.prepare_people import EscortCard, PlaceCard
from kapmonitor.ui.pages.prepare_sound import SoundCard
from kapmonitor.ui.pages.telehealth_card import PatientsCuffCard
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.halves import Halves
from kapmonitor.ui.widgets.parts import button, column, label, row

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Beside:
    """What the practice knows beside the session."""

    settings: Settings | None
    """None: they cannot be read."""
    returning: bool
    """Whether the patient had a real session before."""
    last_limits: tuple[PersonalLimit, ...]
    """The limits that were personal at the end of the patient's last session."""
    last: CourseSession | None
    route: str
    """Of the session that was asked for."""
    home: str
    """The newest home reading in words; empty: none was imported."""
    faults: tuple[str, ...]
    """What could not be read: it keeps nothing else from being offered."""


class PreparePage(Page):
    """Asks for everything that comes before the baseline."""

    name = "prepare"
    devicesAsked = Signal()
    leave = Signal()
    """Back to the first page, from a session that was not opened."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self.opening = Opening(bridge, self.ask)
        self.last_time = LastTimeCard()
        self.order = OrderCard(self.ask)
        self.devices = DevicesCard(bridge, self.ask)
        self.sound = SoundCard(bridge, self.ask)
        self.escort = EscortCard(self.ask)
        self.place = PlaceCard(self.ask)
        self.away = PatientsCuffCard(self.ask, bridge.telehealth, theme)
        self.limits = LimitsCard(self.ask)
        self.checklist = ChecklistCard(self.ask)
        self.agreement = AgreementCard(self.ask, theme)
        self.missing = label("", "secondary", wraps=True)
        self.refusal = refusal_line()
        self.go = button(say("Go to baseline"), "primary")
        self._returning = False
        self._asked_for = ""
        self._session_part = self._preparation()
        self._parts = QStackedWidget()
        self._parts.addWidget(self.opening)
        self._parts.addWidget(self._session_part)
        self.setLayout(column(self._parts))
        self.checklist.listen(self)
        self.go.clicked.connect(self._begin)
        self.opening.leave.connect(self.leave)
        self.checklist.items.rebuilt.connect(self._rechain)
        self.devices.rebuilt.connect(self._rechain)
        self.order.reading.fileAsked.connect(self._read_order)
        self.devices.findAsked.connect(self.devicesAsked)

    def _preparation(self) -> QWidget:
        people = (self.place, self.escort, self.away)
        cards = (self.last_time, self.order, self.limits, *people, self.devices, self.sound)
        left = column(*cards, 1, spacing=14)
        foot = row(self.missing, self.go)
        foot.setStretch(0, 1)
        right = column(self.checklist, self.agreement, self.refusal, foot, 1, spacing=14)
        halves = Halves(left, right)
        return scrolled(column(label(say("Prepare"), "title"), halves, 1, spacing=14))

    def draw(self, snapshot: Snapshot) -> None:
        """Ask who and under which plan; with a session open, all that comes before the baseline."""
        session, at = snapshot.session, snapshot.at
        if session is None or at is None:
            self._parts.setCurrentWidget(self.opening)
            self._asked_for = ""
            return
        self._parts.setCurrentWidget(self._session_part)
        self._ask_beside(session)
        self._draw_cards(session, at)
        self.sound.draw(snapshot.sound, session)
        self.away.draw(snapshot)

    def _draw_cards(self, session: Session, at: Instant) -> None:
        self.order.draw(session)
        self.limits.draw(session)
        self.devices.draw(session, at)
        self.escort.draw(session)
        self.place.draw(session)
        self.checklist.draw(session, self.bridge.operator, returning=self._returning)
        self.agreement.draw(session)
        self.missing.setText(open_line(still_open(session)))
        self.go.setVisible(BeginBaseline in permitted(session))

    def _ask_beside(self, session: Session) -> None:
        """Ask the practice once a session for what stands beside it."""
        if session.id == self._asked_for:
            return
        self._asked_for = session.id
        self._returning = False
        cards = (self.order, self.escort, self.place, self.agreement, self.checklist, self.limits)
        for each in cards:
            each.forget()
        self.last_time.show_session(None)
        refuse(self.refusal, ())
        looked, whose = partial(look_beside, session), session.patient
        self.bridge.practice(lambda practice: practice.patient(whose), self.away.know)
        self.bridge.practice(looked, partial(self._show_beside, session.id))

    def _show_beside(self, session: str, found: Beside | Exception) -> None:
        if session != self._asked_for:
            return  # an answer about a session that is no longer open
        if isinstance(found, Exception):
            refuse(self.refusal, (str(found),))
            return
        refuse(self.refusal, found.faults)
        self._returning = found.returning
        self.last_time.show_session(found.last, found.home)
        self.order.reading.offer_last(found.last, found.route)
        self.limits.offer(found.last_limits)
        if found.settings is not None:
            self.order.offer_contacts(found.settings)
            self.devices.offer(found.settings)
            self.place.offer_number(found.settings)
        self.draw(self.bridge.snapshot)

    def show_patients_cuff(self) -> None:
        """Bring the card of the patient's cuff in sight, with the keyboard on its first button."""
        QTimer.singleShot(0, self, partial(into_sight, self.away))  # once it has its place
        first = (each for each in self.away.findChildren(QPushButton) if each.isVisible())
        if (there := next(first, None)) is not None:
            there.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _read_order(self, path: str) -> None:
        session = self.bridge.snapshot.session
        if session is None:
            return
        place, today = Path(path).expanduser(), local_today()
        self.bridge.practice(
            lambda practice: practice.read_order(place, session, today),
            partial(self._show_order, session.id),
        )

    def _show_order(self, session: str, found: OrderFile | Exception) -> None:
        if session != self._asked_for:
            return  # it was read for a patient who is no longer the one of this page
        if isinstance(found, Exception):
            self.order.reading.file.refuse((str(found),))
            return
        self.order.reading.file.close_up()
        self.order.reading.propose(order_title(found), found.prescribed.order)

    @Slot()
    def _rechain(self) -> None:
        chain(self._session_part)

    @Slot()
    def _begin(self) -> None:
        self.ask(BeginBaseline(), self._begun)

    def _begun(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)


def look_beside(session: Session, practice: Practice) -> Beside:
    """Read everything that stands beside a session; what fails keeps none of the rest away."""
    faults: list[str] = []

    def read(ask: Callable[[], T], otherwise: T) -> T:
        try:
            return ask()
        except (RecordFault, SettingsFault) as fault:
            faults.append(str(fault))
            return otherwise

    patient, this = session.patient, session.id
    rows: tuple[SessionRow, ...] = ()
    home = ""
    if not session.simulated:
        rows = read(lambda: practice.sessions_of(patient), rows)
        home = read(lambda: last_at_home(HomeLog(practice.record).imports(patient)), home)
    earlier = [each for each in rows if each.id != this and not each.simulated]
    last: CourseSession | None = None
    limits: tuple[PersonalLimit, ...] = ()
    if earlier:
        last = read(lambda: practice.last_dosed(patient, apart_from=this), last)
        limits = read(lambda: practice.limits_of(earlier[0].id), limits)
    return Beside(
        settings=read(practice.settings, None),
        returning=bool(earlier),
        last_limits=limits,
        last=last,
        route=session.preset.route,
        home=home,
        faults=tuple(dict.fromkeys(faults)),
    )


def order_title(file: OrderFile) -> str:
    """Return what stands over the lines of an order file."""
    return say("{file}, written {day}. Which lines hold today?").format(
        file=file.path.name, day=file.prescribed.written
    )
