"""The top bar: who, which plan, devices, sound, since dose and the clock. It never hides."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from kapmonitor.language import mark, say
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Role
from kapmonitor.ui.device_line import DeviceLine
from kapmonitor.ui.link_badge import LinkBadge
from kapmonitor.ui.sound_words import Signed
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.view import SessionView
from kapmonitor.ui.widgets.parts import Elided, column, label, row
from kapmonitor.ui.widgets.sign import Sign

HEIGHT = 54
NARROW = 1000
NAME_LEAST = 120
"""How far a long name may shrink, in pixels; the second identifier never does."""
WORDS_LEAST = 20
"""How far the words of a device or of the sound may shrink; their sign stays."""
WIDE = 1100
"""From this width on the bar says what a booster would change."""
NOBODY = mark("No session open")


class TopBar(QFrame):
    """Two identifiers of the patient, always in sight."""

    linkAsked = Signal()
    """A person wants to know more about the link."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self.setFixedHeight(HEIGHT)
        self._who = Elided("strong", least=NAME_LEAST)
        self._who.setText(say(NOBODY))
        self._second = label("", "strong")
        self._plan = Elided("secondary")
        self._plan.hide()
        self._devices = [_Device(theme) for _ in Role]
        self.link = LinkBadge(theme)
        self.link.clicked.connect(self.linkAsked)
        self._sound = SignedLabel(theme)
        self._off = SignedLabel(theme)
        self._since = label("", "clock")
        self._when = label("", "secondary")
        self._earliest = label("", "secondary")
        self._earliest_words = self._booster = ""
        clocks = column(1, self._when, self._earliest, 1, spacing=0)
        patient = column(1, row(self._who, self._second, 1), self._plan, 1, spacing=0)
        states = (*self._devices, self.link, self._off, self._sound)
        laid = row(patient, *states, self._since, clocks, spacing=12)
        laid.setContentsMargins(20, 0, 20, 0)
        laid.setStretch(0, 1)
        self.setLayout(laid)

    def show_session(
        self, session: Session, view: SessionView, who: tuple[str, str], *, locked: bool = False
    ) -> None:
        """Show the session; `who` is name and second identifier; `locked`: not whose it is."""
        name, second = who
        self._who.setText(name)
        self._who.setToolTip(name)
        self._second.setText(f"· {second}" if second else "")
        signed = session.approval.signed_by if session.approval else say("not signed")
        told = (_course(session), say(session.preset.name), signed)
        self._plan.setText(" · ".join(filter(None, told)))
        self._plan.setVisible(not locked)
        self._plan.setToolTip(
            say("{preset}\nSigned by: {signed}").format(
                preset=say(session.preset.name), signed=signed
            )
        )
        for place, each in enumerate(self._devices):
            each.show_device(view.devices[place] if place < len(view.devices) else None)
        self.link.show_words(view.link)
        self._sound.show_state(view.sound)
        self._off.show_state(view.alarms_off)
        self._since.setText(view.since_dose)
        before = say("since dose · ") if view.since_dose else ""
        self._when.setText(f"{before}{view.time_of_day}")
        self._earliest_words, self._booster = view.earliest, view.booster
        self._show_booster()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room of a narrow window to the patient's name; the rest is told on hover."""
        for each in (self._sound, self._off):
            each.shorten(short=self.width() < NARROW)
        super().resizeEvent(event)
        self._show_booster()

    def _show_booster(self) -> None:
        words = self._earliest_words
        if self._booster and self.width() >= WIDE:
            words = f"{words} ({self._booster})"
        self._earliest.setText(words)
        self._earliest.setToolTip(self._booster)

    def show_stalled(self, *, stalled: bool) -> None:
        """Take the running clock away while it does not run."""
        self._since.setVisible(not stalled)

    def show_nothing(self) -> None:
        """Show that no session is open."""
        self._who.setText(say(NOBODY))
        self._earliest_words = self._booster = ""
        for each in (self._second, self._plan, self._since, self._when, self._earliest):
            each.setText("")
        self.link.show_words(None)
        self._plan.hide()  # or the words above it would not stand in the middle
        for device in self._devices:
            device.show_device(None)
        for state in (self._sound, self._off):
            state.show_state(None)


class SignedLabel(QWidget):
    """A state by its sign and its words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._sign = Sign(theme, "secondary")
        self._words = Elided("secondary", least=WORDS_LEAST)
        self.setLayout(row(self._sign, self._words, spacing=6))
        self._state: Signed | None = None
        self._short = False
        self.hide()

    def show_state(self, state: Signed | None) -> None:
        """Show a state, or nothing."""
        self._state = state
        self.setVisible(state is not None)
        if state is not None:
            self._sign.show_sign(state.sign)
            short = self._short and state.short
            self._words.setText(state.short if short else state.words)
            self.setToolTip("\n".join(filter(None, (state.words, state.more))))

    def shorten(self, *, short: bool) -> None:
        """Use fewer words, for a narrow window: who the patient is comes first."""
        if short is not self._short:
            self._short = short
            self.show_state(self._state)


def _course(session: Session) -> str:
    """Return which session of the course it is."""
    number = session.session_number
    if not number:
        return ""
    course = say("session {session_number}").format(session_number=number)
    if session.planned_sessions:
        course += say(" of {planned_sessions}").format(planned_sessions=session.planned_sessions)
    return course


class _Device(QWidget):
    """A device's state: a dot that is filled when ready, and the words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._ready = False
        self._words = Elided("secondary", least=WORDS_LEAST)
        laid = row(self._words)
        laid.setContentsMargins(16, 0, 0, 0)
        self.setLayout(laid)
        theme.changed.connect(self._repaint)
        self.hide()

    def show_device(self, line: DeviceLine | None) -> None:
        self.setVisible(line is not None)
        if line is not None:
            self._words.setText(line.text)
            self.setToolTip(line.text)
            self.setAccessibleName(say("Device"))
            self.setAccessibleDescription(line.text)
            self._ready = line.ready
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(self._theme.colours.met if self._ready else self._theme.colours.secondary)
        painter.setPen(colour)
        painter.setBrush(colour if self._ready else QColor(0, 0, 0, 0))
        painter.drawEllipse(1, self.height() // 2 - 4, 8, 8)

    @Slot()
    def _repaint(self) -> None:
        self.update()
