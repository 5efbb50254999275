"""The top bar: who, which plan, devices, sound, since dose and the clock. It never hides."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from kapmonitor.language import mark, say
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Role
from kapmonitor.ui.sound_words import Signed
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.view import DeviceLine, SessionView
from kapmonitor.ui.widgets.parts import Elided, column, label, row
from kapmonitor.ui.widgets.sign import Sign

HEIGHT = 54
NARROW = 1000
NOBODY = mark("No session open")


class TopBar(QFrame):
    """Two identifiers of the patient, always in sight."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self.setFixedHeight(HEIGHT)
        self._who = label(say(NOBODY), "strong")
        self._about = Elided("secondary")
        self._plan = Elided("secondary")
        self._devices = [_Device(theme) for _ in Role]
        self._sound = SignedLabel(theme)
        self._off = SignedLabel(theme)
        self._since = label("", "clock")
        self._when = label("", "secondary")
        self._earliest = label("", "secondary")
        clocks = column(1, self._when, self._earliest, 1, spacing=0)
        laid = row(
            self._who,
            self._about,
            self._plan,
            1,
            *self._devices,
            self._off,
            self._sound,
            self._since,
            clocks,
            spacing=16,
        )
        laid.setContentsMargins(20, 0, 20, 0)
        self.setLayout(laid)
        laid.setStretch(1, 3)
        laid.setStretch(2, 3)
        laid.setStretch(3, 0)

    def show_session(self, session: Session, view: SessionView, who: tuple[str, str]) -> None:
        """Show the session; `who` is name and second identifier."""
        name, second = who
        self._who.setText(name)
        course = (
            say("session {session_number}").format(session_number=session.session_number)
            if session.session_number
            else ""
        )
        if course and session.planned_sessions:
            course += say(" of {planned_sessions}").format(
                planned_sessions=session.planned_sessions
            )
        self._about.setText(" · ".join(part for part in (second, course) if part))
        signed = session.approval.signed_by if session.approval else say("not signed")
        self._plan.setText(f"{say(session.preset.name)} · {signed}")
        self._plan.setToolTip(
            say("{preset}\nSigned by: {signed}").format(
                preset=say(session.preset.name), signed=signed
            )
        )
        for place, each in enumerate(self._devices):
            each.show_device(view.devices[place] if place < len(view.devices) else None)
        self._sound.show_state(view.sound)
        self._off.show_state(view.alarms_off)
        self._since.setText(view.since_dose)
        before = say("since dose · ") if view.since_dose else ""
        self._when.setText(f"{before}{view.time_of_day}")
        self._earliest.setText(view.earliest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room of a narrow window to the patient's name."""
        for each in (self._sound, self._off):
            each.shorten(short=self.width() < NARROW)
        super().resizeEvent(event)

    def show_stalled(self, *, stalled: bool) -> None:
        """Take the running clock away while it does not run."""
        self._since.setVisible(not stalled)

    def show_nothing(self) -> None:
        """Show that no session is open."""
        self._who.setText(say(NOBODY))
        for each in (self._about, self._plan, self._since, self._when, self._earliest):
            each.setText("")
        for device in self._devices:
            device.show_device(None)
        for state in (self._sound, self._off):
            state.show_state(None)


class SignedLabel(QWidget):
    """A state by its sign and its words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._sign = Sign(theme, "secondary")
        self._words = label("", "secondary")
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


class _Device(QWidget):
    """A device's state: a dot that is filled when ready, and the words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._ready = False
        self._words = label("", "secondary")
        laid = row(self._words)
        laid.setContentsMargins(16, 0, 0, 0)
        self.setLayout(laid)
        theme.changed.connect(self._repaint)
        self.hide()

    def show_device(self, line: DeviceLine | None) -> None:
        self.setVisible(line is not None)
        if line is not None:
            self._words.setText(line.text)
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
