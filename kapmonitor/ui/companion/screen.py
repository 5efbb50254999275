"""What every screen of the patient's window is made of: a heading, a few words, one next thing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLayout, QWidget

from kapmonitor.companion.view import CompanionDesk, CompanionView, Screen
from kapmonitor.language import say
from kapmonitor.ui.companion.words import TITLES
from kapmonitor.ui.pages.forms import scrolled
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.parts import column, label, row

WIDEST = 760
"""Pixels that a line of words may be long, at most: longer ones are hard to follow."""
APART, CLOSE = 18, 8
"""Pixels between parts, and where there is little room."""
ROOM_FOR_PICTURES = 420
"""Pixels: on a lower screen the drawing goes, so that what is to be pressed stays in sight."""


class PatientScreen(QWidget):
    """One screen; shows what a view says and asks the desk."""

    shows: Screen

    def __init__(self, desk: CompanionDesk, theme: Theme) -> None:
        super().__init__()
        self.desk = desk
        self.theme = theme
        self.title = label(say(TITLES[self.shows]), "title", wraps=True)
        self.error = label("", "error", wraps=True)
        self.error.hide()
        self._picture: QWidget | None = None

    def show_view(self, view: CompanionView) -> None:
        """Show what is to be seen now."""
        told(self.error, view.error)

    def next_thing(self) -> QWidget | None:
        """Return what the keyboard is to be on when the screen comes; None: on nothing."""
        return None

    def show_picture(self, picture: QWidget, *, wanted: bool) -> None:
        """Show a drawing, or take no room for it where there is none to spare."""
        self._picture = picture if wanted else None
        picture.setVisible(wanted and self.height() >= ROOM_FOR_PICTURES)

    def focusNextPrevChild(self, ahead: bool) -> bool:
        """Lead from a screen that has just come to the first thing on it."""
        first = self._first_stop() if ahead and self.window().focusWidget() is self else None
        if first is None:
            return super().focusNextPrevChild(ahead)
        first.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _first_stop(self) -> QWidget | None:
        """Return what stands first of all that takes the keyboard."""
        takes = Qt.FocusPolicy.TabFocus
        stops = [each for each in self.findChildren(QWidget) if each.focusPolicy() & takes]
        seen = [each for each in stops if each.isVisible() and each.isEnabled()]
        # By their middles: of two side by side, the one that was chosen is a little higher.
        places = [(each.mapTo(self, each.rect().center()), each) for each in seen]
        if not places:
            return None
        top, highest = min(((at.y(), each.height()) for at, each in places))
        row = [place for place in places if place[0].y() < top + highest / 2]  # a pixel is no row
        return min(row, key=lambda place: place[0].x())[1]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for what matters more."""
        super().resizeEvent(event)
        roomy = self.height() >= ROOM_FOR_PICTURES
        self._inside.setSpacing(APART if roomy else CLOSE)
        if self._picture is not None:
            self._picture.setVisible(roomy)

    def lay_out(self, *parts: QWidget | QLayout | int, middle: bool = False) -> None:
        """Put the heading and the parts into the middle, one below the other.

        `middle` puts them half way down as well.
        """
        self._inside = column(*(1,) * middle, self.title, *parts, 1, spacing=APART)
        held = QWidget()
        held.setMaximumWidth(WIDEST)
        held.setLayout(self._inside)
        self.setLayout(column(scrolled(row(held))))


def told(line: QLabel, text: str) -> None:
    """Show a line of words, or take no room for none."""
    line.setText(text)
    line.setVisible(bool(text))


def centred(line: QLabel) -> QLabel:
    """Return a label whose words stand in the middle."""
    line.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return line
