"""The first step: before a session is open, who and under which plan; then all that comes before
the baseline."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from kapmonitor.language import say
from kapmonitor.port import Answer, Snapshot
from kapmonitor.practice import Practice
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import BeginBaseline
from kapmonitor.session.permitted import permitted
from kapmonitor.session.state import PersonalLimit, Session
from kapmonitor.settings import Settings
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.forms import chain, refusal_line, refuse, scrolled
from kapmonitor.ui.pages.limits_card import LimitsCard
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.pages.prepare_checklist import ChecklistCard
from kapmonitor.ui.pages.prepare_devices import DevicesCard
from kapmonitor.ui.pages.prepare_opening import Opening
from kapmonitor.ui.pages.prepare_order import OrderCard
from kapmonitor.ui.pages.prepare_people import AgreementCard, EscortCard, PlaceCard
from kapmonitor.ui.pages.prepare_sound import SoundCard
from kapmonitor.ui.pages.words import open_line, still_open
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.parts import button, column, label, row


@dataclass(frozen=True, slots=True)
class Beside:
    """What the practice knows beside the session."""

    settings: Settings
    returning: bool
    last_limits: tuple[PersonalLimit, ...]
    """The limits that were personal at the end of the patient's last session."""


class PreparePage(Page):
    """Asks for everything that comes before the baseline."""

    name = "prepare"
    devicesAsked = Signal()
    leave = Signal()
    """Back to the first page, from a session that was not opened."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self.opening = Opening(bridge, self.ask)
        self.order = OrderCard(self.ask)
        self.devices = DevicesCard(bridge, self.ask)
        self.sound = SoundCard(bridge, self.ask)
        self.escort = EscortCard(self.ask)
        self.place = PlaceCard(self.ask)
        self.limits = LimitsCard(self.ask)
        self.checklist = ChecklistCard(self.ask)
        self.agreement = AgreementCard(self.ask)
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
        self.devices.findAsked.connect(self.devicesAsked)

    def _preparation(self) -> QWidget:
        people = (self.escort, self.place)
        left = column(self.order, self.limits, self.devices, self.sound, *people, 1, spacing=14)
        foot = row(self.missing, self.go)
        foot.setStretch(0, 1)
        right = column(self.checklist, self.agreement, self.refusal, foot, 1, spacing=14)
        halves = row(left, right, spacing=20)
        halves.setStretch(0, 1)
        halves.setStretch(1, 1)
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
        this, patient = session.id, session.patient

        def look(practice: Practice) -> Beside:
            earlier = [each for each in practice.sessions_of(patient) if each.id != this]
            limits = practice.limits_of(earlier[0].id) if earlier else ()
            return Beside(practice.settings(), bool(earlier), limits)

        self.bridge.practice(look, self._show_beside)

    def _show_beside(self, found: Beside | Exception) -> None:
        if isinstance(found, Exception):
            refuse(self.refusal, (str(found),))
            return
        self._returning = found.returning
        self.order.offer_contacts(found.settings)
        self.limits.offer(found.last_limits)
        self.devices.offer(found.settings)
        self.place.offer_number(found.settings)

    @Slot()
    def _rechain(self) -> None:
        chain(self._session_part)

    @Slot()
    def _begin(self) -> None:
        self.ask(BeginBaseline(), self._begun)

    def _begun(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)
