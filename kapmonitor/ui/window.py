"""The one window: frame and navigation. What is shown is the pages' business."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from kapmonitor.language import say
from kapmonitor.port import CuffPressureNow, Snapshot
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import CUFFS, Role
from kapmonitor.ui.alarm_bar import AlarmBar
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.frame import SMALLEST, USUAL
from kapmonitor.ui.key_help import KeyHelp
from kapmonitor.ui.leave_bar import LeaveBar
from kapmonitor.ui.live_deeds import LiveDeeds
from kapmonitor.ui.message_line import MessageLine
from kapmonitor.ui.next_view import next_view
from kapmonitor.ui.page_stack import MakePage, PageStack
from kapmonitor.ui.page_titles import STEP_OF, title_of
from kapmonitor.ui.pages.telehealth_details import LinkDetails
from kapmonitor.ui.past import snapshot_of
from kapmonitor.ui.rail import Rail
from kapmonitor.ui.shortcuts import hear
from kapmonitor.ui.sound_words import pause_or_sound
from kapmonitor.ui.strip import Strip
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.theme_choice import keep_theme
from kapmonitor.ui.top_bar import TopBar
from kapmonitor.ui.view import STALLED, present
from kapmonitor.ui.whose import Whose
from kapmonitor.ui.widgets.parts import label

if TYPE_CHECKING:  # the first page is painted before the rest is loaded
    from kapmonitor.practice import PastSession
    from kapmonitor.ui.pages.monitoring import MonitoringPage
    from kapmonitor.ui.pages.page import Page

START = "start"


class Window(QMainWindow):
    """Rail, top bar, alarm bar and the page in sight."""

    tourAsked = Signal()
    languageAsked = Signal(str)
    patientAsked = Signal()
    retired = Signal()
    """The pages of a session went; those of the next can be made ahead."""

    def __init__(self, bridge: Bridge, theme: Theme, makers: Mapping[str, MakePage]) -> None:
        """`makers` of pages by name: start, the six steps, history, pairing, settings."""
        super().__init__()
        self._bridge = bridge
        self._theme = theme
        self._shown = START
        self._phase: Phase | None = None
        self._session_id: str | None = None
        self._live = False
        """Whether the session in sight is open, and not one of the past."""
        self._whose = Whose(bridge, self._draw_again)
        self._locked = False
        self._rail = Rail()
        self._top = TopBar(theme)
        self._alarms = AlarmBar(theme)
        self._stalled = label(say(STALLED), "alarm", wraps=True)
        self._deeds = LiveDeeds(self, bridge, self._alarms)
        self._message = MessageLine(bridge.submit)
        self._leave = LeaveBar()
        self._help = KeyHelp()
        self._link = LinkDetails(bridge.telehealth, bridge.submit)
        self._stack = PageStack(makers)
        self._stack.made.connect(self._join)
        self._stack.retired.connect(self.retired)
        self._strip = Strip()
        self._foot = QVBoxLayout()
        self._lay_out()
        self._connect()
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)

    def go_to(self, name: str) -> None:
        """Bring a page in sight."""
        page = self._stack.page(name)
        if page is None:
            return
        self._shown = name
        self._stack.setCurrentWidget(page)
        self.setWindowTitle(title_of(name))
        page.draw(self._bridge.snapshot)
        self._draw_frame(self._bridge.snapshot)
        page.setFocus()

    def add_foot(self, bar: QWidget) -> None:
        """Put a bar at the foot; everything above it stays in sight."""
        self._foot.addWidget(bar)

    def add_cover(self, cover: QWidget) -> None:
        """Put what stands where the pages stand while the screen is locked."""
        self._place.addWidget(cover, 0, 0)

    def show_locked(self, *, locked: bool) -> None:
        """Show nobody's name, or everything again; the alarm bar stands in either case."""
        self._locked = locked
        self._help.hide()
        self._link.hide()
        self._stack.setVisible(not locked)
        self._draw_frame(self._bridge.snapshot)
        if not locked:
            self.go_to(self._shown)

    @Slot(bool)
    def _show_stalled(self, stalled: bool) -> None:
        """Say that the engine does not answer: nothing shown may look current."""
        self._stalled.setVisible(stalled)
        self.monitoring.show_stalled(stalled=stalled)
        self._top.show_stalled(stalled=stalled)
        if stalled:
            self._strip.show_stalled()

    @Slot(str)
    def show_fault(self, text: str) -> None:
        """Say that the engine stopped, and why."""
        self._stalled.setText(text)
        self._show_stalled(True)

    @property
    def shown(self) -> str:
        """The name of the page in sight."""
        return self._shown

    @property
    def page_in_sight(self) -> Page | None:
        """The page in sight."""
        return self._stack.page(self._shown)

    @property
    def monitoring(self) -> MonitoringPage:
        """The live screen."""
        from kapmonitor.ui.pages.monitoring import MonitoringPage

        page = self._stack.page("monitoring")
        assert isinstance(page, MonitoringPage)  # noqa: S101  the caller's makers have one
        return page

    def make_ahead(self) -> bool:
        """Make one thing that nobody needed yet; return whether there was any."""
        return self._stack.make_ahead() or self.monitoring.build_chart()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Refuse to close over an open session, unless a person said so in the bar."""
        session = self._bridge.snapshot.session
        if session is None or session.ended is not None or self._leave.confirmed:
            self._strip.close()
            event.accept()
            return
        self._leave.show()
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Show the strip while the window is not in front."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ActivationChange, QEvent.Type.WindowStateChange):
            session = self._bridge.snapshot.session
            live = session is not None and session.ended is None and bool(session.doses)
            self._strip.setVisible(live and not self.isActiveWindow() and self.isVisible())

    def _lay_out(self) -> None:
        self._stack.page(START)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.setContentsMargins(0, 0, 0, 0)
        for part in (self._top, self._alarms, self._stalled, self._message, self._leave):
            right.addWidget(part)
        place = QGridLayout()
        place.addWidget(self._stack, 0, 0)
        for beside in (self._help, self._link):
            place.addWidget(beside, 0, 0, Qt.AlignmentFlag.AlignRight)
        self._place = place
        right.addLayout(place, 1)
        right.addLayout(self._foot)
        self._stalled.setContentsMargins(24, 12, 24, 12)
        self._stalled.hide()
        both = QHBoxLayout()
        both.setSpacing(0)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(self._rail)
        both.addLayout(right, 1)
        holder = QWidget()
        holder.setProperty("kind", "ground")
        holder.setLayout(both)
        self.setCentralWidget(holder)

    def _connect(self) -> None:
        self._bridge.sessionChanged.connect(self._draw)
        self._bridge.cuffPressure.connect(self._draw_pressure)
        self._bridge.engineStalled.connect(self._show_stalled)
        self._rail.chosen.connect(self.go_to)
        self._rail.themeAsked.connect(self._switch_theme)
        self._rail.helpAsked.connect(self._turn_help)
        self._help.closed.connect(self._help.hide)
        self._top.linkAsked.connect(lambda: self._link.turn(self._bridge.snapshot))
        self._link.devicesAsked.connect(self._deeds.to_patients_cuff)
        self._alarms.acknowledged.connect(self._acknowledge)
        self._alarms.repeatAsked.connect(partial(self._deeds.do, "repeat"))
        self._alarms.deedAsked.connect(self._deeds.answer)
        self._alarms.pauseAsked.connect(self._pause_sound)
        self._strip.clicked.connect(self._come_back)
        self._leave.left.connect(self._close_all)
        steps = ((f"Ctrl+{place + 1}", partial(self._rail.choose, place)) for place in range(6))
        hear(
            self,
            (
                ("F9", self._switch_theme),
                ("F8", partial(self._deeds.do, "toggle_large")),
                ("F7", self._pause_sound),
                ("F6", partial(self._deeds.do, "toggle_last")),
                ("F5", self._deeds.turn_alarms),
                ("F4", self._deeds.correct_dose),
                ("F3", self._deeds.to_do),
                ("F2", self._message.go_there),
                ("F1", self._turn_help),
                ("A", self._alarms.acknowledge),  # wherever the bar is, but in a field
                *steps,
            ),
        )

    @Slot(str)
    def _join(self, name: str) -> None:
        """Join what a page asks of the frame."""
        page = self._stack.known(name)
        for asking, signal, slot in (
            ("start", "newSession", partial(self.go_to, "prepare")),
            ("start", "historyAsked", partial(self.go_to, "history")),
            ("prepare", "leave", self._go_start),
            ("history", "opened", self._read_past),
            ("history", "left", self._go_start),
            ("report", "left", self._go_start),
            ("baseline", "doseAsked", partial(self.go_to, "dose")),
            ("baseline", "prepareAsked", partial(self.go_to, "prepare")),
            ("baseline", "cuffAsked", self._deeds.to_patients_cuff),
            ("discharge", "prepareAsked", partial(self.go_to, "prepare")),
            ("monitoring", "devicesAsked", partial(self.go_to, "prepare")),
            ("start", "devicesAsked", partial(self.go_to, "pairing")),
            ("prepare", "devicesAsked", partial(self.go_to, "pairing")),
            ("pairing", "left", self._leave_pairing),
            ("start", "tourAsked", self.tourAsked),
            ("start", "languageAsked", self.languageAsked),
            ("start", "patientAsked", self.patientAsked),
            ("start", "settingsAsked", partial(self.go_to, "settings")),
            ("settings", "left", self._go_start),
            ("settings", "devicesAsked", partial(self.go_to, "pairing")),
            ("monitoring", "helpAsked", self._turn_help),
            ("monitoring", "acknowledgeAsked", self._alarms.acknowledge),
        ):
            if asking == name and hasattr(page, signal):
                getattr(page, signal).connect(slot)

    @Slot()
    def _leave_pairing(self) -> None:
        """Go back to where devices are asked for: the preparation, or the first page."""
        self.go_to(START if self._bridge.snapshot.session is None else "prepare")

    @Slot()
    def _go_start(self) -> None:
        if self._bridge.snapshot.read_only:
            self._bridge.show(Snapshot())
        self.go_to(START)

    @Slot(object)
    def _read_past(self, past: PastSession) -> None:
        self._bridge.show(snapshot_of(past))

    @Slot(object)
    def _draw(self, snapshot: Snapshot) -> None:
        self._follow(snapshot.session, live=not snapshot.read_only)
        if snapshot.session is None or snapshot.session.ended is not None:
            self._leave.hide()  # what it asks is over
        page = self._stack.known(self._shown)
        if page is not None:
            page.draw(snapshot)
        self._draw_frame(snapshot)

    def _draw_frame(self, snapshot: Snapshot) -> None:
        view, session = present(snapshot), snapshot.session
        self._link.draw(snapshot)
        self._message.draw(snapshot, locked=self._locked)
        self._rail.show_boards(snapshot.boards)
        if view is None or session is None:
            self._top.show_nothing()
            fault = snapshot.record_fault or ""
            self._alarms.show_alarms(None, fault, can_repeat=False, sounds=False)
            self._rail.show_steps((), self._shown)
            self._rail.show_saved("", fault)
            return
        who = self._whose.names(session, locked=self._locked)
        self._top.show_session(session, view, who, locked=self._locked)
        there = Role.CUFF in session.devices
        can_repeat = session.request is None and session.ended is None and there
        self._alarms.show_alarms(
            view.alarms, view.not_saved, can_repeat=can_repeat, sounds=snapshot.sound.ready
        )
        self._rail.show_steps(() if self._locked else view.steps, self._shown)
        self._rail.show_saved(view.saved, view.not_saved)
        if self._strip.isVisible() and snapshot.at is not None:
            self._strip.show_session(view, next_view(session, snapshot.at).title)

    def _follow(self, session: Session | None, *, live: bool) -> None:
        """Move on with the session's own steps; between them the person chooses."""
        phase = phase_of(session) if session is not None else None
        identity = session.id if session is not None else None
        renewed = identity != self._session_id and self._session_id is not None and self._live
        if renewed:
            self._stack.retire()
        if identity != self._session_id:
            self._session_id, self._live = identity, live
            self._whose.follow(session)
        if phase is not self._phase or renewed:
            self._phase = phase
            self.go_to(START if phase is None else STEP_OF[phase])

    def _draw_again(self) -> None:
        self._draw_frame(self._bridge.snapshot)

    @Slot(object)
    def _draw_pressure(self, now: CuffPressureNow) -> None:
        if now.role in CUFFS:
            self.monitoring.show_pressure(now)

    @Slot(tuple)
    def _acknowledge(self, codes: tuple[str, ...]) -> None:
        from kapmonitor.session.intent import AcknowledgeAlarms

        self._bridge.submit(AcknowledgeAlarms(codes=codes), page=self._shown)

    @Slot()
    def _pause_sound(self) -> None:
        """Pause alarm sound, or end the pause."""
        session = self._bridge.snapshot.session
        if session is not None and (intent := pause_or_sound(session)) is not None:
            self._bridge.submit(intent, page=self._shown)

    @Slot()
    def _turn_help(self) -> None:
        """Open the list of keys, or close it."""
        session = self._bridge.snapshot.session
        if self._help.isVisible():
            self._help.hide()
        else:
            self._help.show_keys(session.preset if session is not None else None)

    @Slot()
    def _switch_theme(self) -> None:
        """Change the theme and keep the choice."""
        self._theme.switch()
        keep_theme(self._bridge, self._theme.name.value)

    @Slot()
    def _close_all(self) -> None:
        self.window().close()

    @Slot()
    def _come_back(self) -> None:
        top = self.window()
        top.setWindowState(top.windowState() & ~Qt.WindowState.WindowMinimized)
        top.raise_()
        top.activateWindow()
