"""The frame of the patient's window: how the connection stands, the clock, one screen, help.

What stands in the frame never scrolls away: the connection above, *I need help* below.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from kapmonitor.companion.view import (
    AWAY_S,
    LINKED,
    CompanionDesk,
    CompanionView,
    Dot,
    Screen,
)
from kapmonitor.language import say
from kapmonitor.ui.companion import words
from kapmonitor.ui.companion.calm_screen import CalmScreen
from kapmonitor.ui.companion.code_screen import CodeScreen
from kapmonitor.ui.companion.cuff_screen import CuffScreen
from kapmonitor.ui.companion.first_screens import CheckScreen, ConnectingScreen, PersonScreen
from kapmonitor.ui.companion.last_screens import (
    ConsentScreen,
    ElsewhereScreen,
    EndedScreen,
    EndingScreen,
    TestScreen,
)
from kapmonitor.ui.companion.looks import patient_sheet
from kapmonitor.ui.companion.screen import PatientScreen, centred, told
from kapmonitor.ui.one_press import OnePress
from kapmonitor.ui.pages.forms import chain
from kapmonitor.ui.shortcuts import hear
from kapmonitor.ui.theme import Theme, ThemeName
from kapmonitor.ui.widgets.parts import button, column, label, row, state

USUAL, SMALLEST = (1280, 800), (640, 460)
SECOND_MS = 1000
MARGIN = 34
_PAIRED = (Screen.PERSON, Screen.CUFF, Screen.TEST, Screen.CONSENT, Screen.CALM)
"""The screens on which the therapist can be reached, and called for help."""
_CODE = (Screen.CODE, Screen.CONNECTING)
"""The screens on which that is so where a session is open already."""
_OVER = (Screen.ENDED, Screen.OPEN_ELSEWHERE)
"""The screens on which nothing is lost by closing."""


class CompanionWindow(QMainWindow):
    """Shows one screen at a time."""

    languageAsked = Signal(str)
    closed = Signal()

    def __init__(
        self,
        desk: CompanionDesk,
        theme: Theme,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        """`now`: the time of day on this computer, in its zone."""
        super().__init__()
        self.desk = desk
        self._theme = theme
        self._now = now
        self._view: CompanionView | None = None
        self._close_up = False
        self._away_s = 0
        self._seen = True
        self._one_press: OnePress | None = None
        self._make_frame()
        self._screens = self._make_screens()
        self._stack = QStackedWidget()
        for each in self._screens.values():
            self._stack.addWidget(each)
        self._lay_out()
        self._connect()
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        self._dress()
        self._tick()

    def _make_frame(self) -> None:
        self.dot, self.connection = label("●", "dot"), label("")
        self.clock = label("", "aside")
        self.trouble = label("", "error", wraps=True)
        self.simulated = label(say(words.SIMULATED), "strong", wraps=True)
        self.help = button(say(words.HELP), "help")
        self.help_said = centred(label("", "question", wraps=True))
        self.keep = label(say(words.KEEP), "secondary", wraps=True)
        self.keep.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.colours = button("", "link")
        self.stay, self.leave = button(say("Stay"), "primary"), button(say("Close anyway"))
        self.digits = button(say("Type new digits"))
        self._away = QWidget()
        told_digits = row(label(say(words.AWAY), "secondary", wraps=True), self.digits, spacing=18)
        told_digits.setStretch(0, 1)
        self._away.setLayout(told_digits)
        self._leaving = QFrame()
        self._leaving.setProperty("kind", "card")
        asked = label(say(words.LEAVING), "strong", wraps=True)
        laid = row(asked, self.stay, self.leave, spacing=14)
        laid.setStretch(0, 1)
        laid.setContentsMargins(16, 12, 16, 12)
        self._leaving.setLayout(laid)
        told_when_there = (self._leaving, self.trouble, self.simulated, self._away, self.help_said)
        for each in (*told_when_there, self.dot, self.connection, self.help):
            each.hide()  # until the first view says otherwise
        self.keep.setText("")

    def _make_screens(self) -> dict[Screen, PatientScreen]:
        kinds: tuple[type[PatientScreen], ...] = (
            CheckScreen,
            CodeScreen,
            ConnectingScreen,
            PersonScreen,
            CuffScreen,
            TestScreen,
            ConsentScreen,
            CalmScreen,
            EndingScreen,
            EndedScreen,
            ElsewhereScreen,
        )
        return {each.shows: each(self.desk, self._theme) for each in kinds}

    def _lay_out(self) -> None:
        top = row(self.dot, self.connection, 1, self.clock, spacing=10)
        foot = row(self.colours, self.help, self.keep)
        for place, share in enumerate((1, 0, 1)):
            foot.setStretch(place, share)
        foot.setAlignment(self.colours, Qt.AlignmentFlag.AlignLeft)
        above = (top, self._leaving, self.trouble, self.simulated, self._away)
        laid = column(*above, self._stack, self.help_said, foot, spacing=10)
        laid.setStretch(len(above), 1)
        laid.setContentsMargins(MARGIN, 24, MARGIN, MARGIN)
        holder = QWidget()
        holder.setProperty("kind", "ground")
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(laid)
        self.setCentralWidget(holder)

    def _connect(self) -> None:
        self.help.clicked.connect(self._call)
        self.digits.clicked.connect(self._new_code)
        self.colours.clicked.connect(self._theme.switch)
        self._theme.changed.connect(self._dress)
        self.stay.clicked.connect(self._leaving.hide)
        self.leave.clicked.connect(self._leave)
        for each in self._screens.values():
            if isinstance(each, CheckScreen):
                each.spoken.connect(self.languageAsked)
            if isinstance(each, EndedScreen):
                each.left.connect(self._leave)
        hear(self, (("F9", self._theme.switch),))
        self.second = QTimer(self, interval=SECOND_MS)
        self.second.timeout.connect(self._tick)
        self.second.start()

    @property
    def shown(self) -> PatientScreen:
        """The screen in sight."""
        found = self._stack.currentWidget()
        assert isinstance(found, PatientScreen)  # noqa: S101  nothing else is in the stack
        return found

    @Slot(object)
    def show_view(self, view: CompanionView) -> None:
        """Show what the patient's side says now."""
        newly = self._view is None or view.screen is not self._view.screen
        asked = view.request is not None and (self._view is None or self._view.request is None)
        self._view = view
        screen = self._screens[view.screen]
        screen.show_view(view)
        self._show_frame(view)
        if newly:
            self._turn_to(screen)
        self.setWindowTitle(f"{screen.title.text()} – kapmonitor")
        if asked:
            self._come_forward()

    @Slot(str)
    def show_stopped(self, _reason: str) -> None:
        """Say that the program behind the window stopped by itself."""
        self._close_up = True
        told(self.trouble, say(words.STOPPED))
        self._show_dot(Dot.RECONNECTING, say("Not connected"))
        self.help.setEnabled(False)

    def _turn_to(self, screen: PatientScreen) -> None:
        code = self._screens[Screen.CODE]
        tried = screen.shows in (Screen.CODE, Screen.CONNECTING)
        if isinstance(code, CodeScreen) and not tried:
            code.clear()
        self._stack.setCurrentWidget(screen)
        chain(self)
        wanted = screen.next_thing()
        (wanted or screen).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_frame(self, view: CompanionView) -> None:
        calm, paired = view.screen is Screen.CALM, _is_paired(view)
        linked = paired or view.screen is Screen.ENDING
        self._show_dot(view.dot, say(words.DOTS[view.dot]))
        for part in (self.dot, self.connection):
            part.setVisible(linked)
        told(self.trouble, "" if calm and view.request is None else view.trouble)
        self.simulated.setVisible(view.simulated)
        self.help.setVisible(paired)
        told(self.help_said, words.of_help(view.help, view.dot) if paired else "")
        kept = say(words.KEEP) if calm else ""  # its place keeps help in the middle
        self.keep.setText((view.power or kept) if linked else "")
        state(self.keep, "lost" if view.power and linked else "")
        self._show_away(view)
        if view.screen in _OVER:
            self._leaving.hide()

    def _show_away(self, view: CompanionView) -> None:
        """Offer new digits where the therapist has been away for a while."""
        away = view.screen in _PAIRED and view.dot not in LINKED and view.request is None
        self._away_s = self._away_s if away else 0
        offered = away and self._away_s >= AWAY_S
        if offered is self._away.isHidden():
            self._away.setVisible(offered)
            chain(self)

    def _show_dot(self, dot: Dot, said: str) -> None:
        good = dot in LINKED
        self.dot.setText("●" if good else "○")
        state(self.dot, "" if good else "lost")
        self.dot.setAccessibleName(say("Connection"))
        self.connection.setText(said)

    def _come_forward(self) -> None:
        """A request can be answered only where it is seen."""
        if self.isMinimized():
            self.showNormal()
        if QGuiApplication.platformName() != "offscreen":  # which cannot, and says so each time
            self.raise_()

    @Slot()
    def _tick(self) -> None:
        self.clock.setText(f"{self._now():%H:%M}")
        self._away_s += 1
        if self._view is not None:
            self._show_away(self._view)

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(patient_sheet(self._theme.colours))
        dark = self._theme.name is ThemeName.ROOM
        self.colours.setText(say("Lighter screen") if dark else say("Darker screen"))
        self.colours.setAccessibleName(self.colours.text())

    @Slot()
    def _call(self) -> None:
        self.desk.call_for_help()

    @Slot()
    def _new_code(self) -> None:
        self.desk.new_code()

    @Slot()
    def _leave(self) -> None:
        self._close_up = True
        self.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Let one press act once, however long a key is held."""
        super().showEvent(event)
        handle = self.windowHandle()
        if self._one_press is None and handle is not None:
            self._one_press = OnePress(handle)

    def changeEvent(self, event: QEvent) -> None:
        """Minimized nothing is seen here, which is told; back from it, a request can be seen."""
        super().changeEvent(event)
        if event.type() is not QEvent.Type.WindowStateChange:
            return
        seen = not self.isMinimized()
        if seen is not self._seen:
            self._seen = seen
            self.desk.window_seen(seen=seen)
        if seen:
            shown = self.shown
            if isinstance(shown, CalmScreen | TestScreen):
                QTimer.singleShot(0, shown.shown, shown.shown.tell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what was asked about closing, and nothing else."""
        if event.key() == Qt.Key.Key_Escape:
            self._leaving.hide()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first, in the window and not over it, while readings still go out from here."""
        view = self._view
        open_still = view is not None and (_is_paired(view) or view.screen is Screen.ENDING)
        if open_still and not self._close_up:
            self._leaving.show()
            event.ignore()
            return
        event.accept()
        self.closed.emit()


def _is_paired(view: CompanionView) -> bool:
    """Return whether a session is open behind this screen."""
    taken = view.may_use_here and view.screen is Screen.OPEN_ELSEWHERE
    return taken or view.screen in _PAIRED or (view.again and view.screen in _CODE)
