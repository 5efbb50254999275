"""The guided tour's bar at the foot of the window, and the frame around what it talks about.

It opens nothing and covers nothing: the frame is only a line, and takes no clicks. The session
plays on by itself between two stops and keeps the world's time while a person reads.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from kapmonitor.desk import Desk
from kapmonitor.language import mark, say
from kapmonitor.port import Snapshot
from kapmonitor.ui.alarm_bar import AlarmBar
from kapmonitor.ui.pages.forms import into_sight
from kapmonitor.ui.pages.happened_card import HappenedCard
from kapmonitor.ui.pages.next_card import NextCard
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.rail import Rail
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.top_bar import TopBar
from kapmonitor.ui.tour_plan import FREE_SPEED, STOPS, can_be_told, is_past
from kapmonitor.ui.widgets.numeric import Numeric
from kapmonitor.ui.widgets.parts import button, column, label, row
from kapmonitor.ui.window import Window

PLAYING = mark("The session plays on to the next part.")
OVER = mark("That is all. The session goes on by itself; look around as long as you like.")
SIMULATED = mark("Simulated session: no patient, nothing enters your record.")
PARTS: dict[str, type[QWidget]] = {
    "rail": Rail,
    "top": TopBar,
    "alarms": AlarmBar,
    "page": Page,
    "numeral": Numeric,
    "next": NextCard,
    "happened": HappenedCard,
}
"""The parts of the window by what the plan calls them; the first one in sight is meant."""
LINE_PX, AROUND_PX, RADIUS_PX = 2, 3, 12


class TourBar(QFrame):
    """Emits `left` when a person wants back to the practice."""

    left = Signal()

    def __init__(self, window: Window, theme: Theme, desk: Desk) -> None:
        """`desk` of the simulated session, which plays on and waits as the tour asks."""
        super().__init__()
        self._window = window
        self._desk = desk
        self._at = 0
        self._shown = False
        """Whether the words of the stop stand there; else it is waited for."""
        self._seen = Snapshot()
        self._pointed: QWidget | None = None
        self.setProperty("kind", "rail")
        self.setAccessibleName(say("Guided tour"))
        self._count = label("", "secondary")
        self.words = label(say(PLAYING), wraps=True)
        self.next = button(say("Next"), "primary", name=say("Next part of the tour"))
        self.stop = button(say("Leave the tour"))
        leave = button(say("End the simulation"))
        told = column(self._count, self.words, spacing=2)
        laid = row(told, self.next, self.stop, leave, spacing=12)
        laid.setStretch(0, 1)
        laid.setContentsMargins(24, 10, 24, 10)
        self.setLayout(laid)
        self._frame = _Frame(window, theme)
        self.next.clicked.connect(self._go_on)
        self.stop.clicked.connect(self._leave_tour)
        leave.clicked.connect(self.left)
        self._wait()

    @property
    def touring(self) -> bool:
        """Whether there is still something to be said."""
        return self._at < len(STOPS)

    @Slot(object)
    def follow(self, snapshot: Snapshot) -> None:
        """Say what can be said now; leave out what the session went past."""
        self._seen = snapshot
        if not self.touring:
            return
        if self._shown:
            self._point()
            return
        ahead = range(self._at, len(STOPS))
        at = next((each for each in ahead if not is_past(STOPS[each], snapshot)), len(STOPS))
        moved, self._at = at != self._at, at
        if at == len(STOPS):
            self._end()
        elif STOPS[at].there(snapshot):
            self._show()
        elif moved:
            self._wait()

    def _show(self) -> None:
        stop = STOPS[self._at]
        self._shown = True
        if self._window.shown != stop.page:
            self._window.go_to(stop.page)
        self._count.setText(
            say("Guided tour, {part} of {parts}").format(part=self._at + 1, parts=len(STOPS))
        )
        self.words.setText(say(stop.words))
        self.next.setEnabled(True)
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        self._point()

    def _wait(self) -> None:
        """Play on to the next part."""
        self._shown = False
        self._desk.play_on(partial(can_be_told, STOPS[self._at]))
        self._frame.hide()
        self._count.setText(say(SIMULATED))
        self.words.setText(say(PLAYING))
        self.next.setEnabled(False)

    @Slot()
    def _go_on(self) -> None:
        self._at += 1
        if not self.touring:
            self._end()
            return
        if STOPS[self._at].there(self._seen):
            self._show()
        else:
            self._wait()
            self.follow(self._seen)

    @Slot()
    def _leave_tour(self) -> None:
        self._at = len(STOPS)
        self._end()

    def _end(self) -> None:
        self._frame.hide()
        self._count.setText(say(SIMULATED))
        self.words.setText(say(OVER))
        self.next.hide()
        self.stop.hide()
        self._desk.pace(FREE_SPEED)

    def _point(self) -> None:
        stop = STOPS[self._at]
        there = self._window.shown == stop.page
        found = self._window.findChildren(PARTS[stop.part]) if there else []
        part = next((each for each in found if each.isVisible()), None)
        if part is not None and part is not self._pointed:
            into_sight(part)
        self._pointed = part
        self._frame.surround(part)


class _Frame(QWidget):
    """A line around one part of the window."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._above = window
        self._theme = theme
        self._part: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)
        theme.changed.connect(self.update)
        self.hide()

    def surround(self, part: QWidget | None) -> None:
        """Draw the line around a part in sight; nothing to point at hides it."""
        self._part = part
        if part is None or part.visibleRegion().isEmpty():
            self.hide()
            return
        inside = part.visibleRegion().boundingRect()
        place = QRect(part.mapTo(self._above, inside.topLeft()), inside.size())
        wide = place.adjusted(-AROUND_PX, -AROUND_PX, AROUND_PX, AROUND_PX)
        self.setGeometry(wide.intersected(self._above.rect()))
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the part when the window takes another size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.surround(self._part)
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw nothing but the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.colours.accent), LINE_PX))
        inside = self.rect().adjusted(LINE_PX, LINE_PX, -LINE_PX, -LINE_PX)
        painter.drawRoundedRect(inside, RADIUS_PX, RADIUS_PX)
