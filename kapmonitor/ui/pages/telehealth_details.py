"""What is known of the link, in a panel at the right edge: opened by the badge.

It stands over buttons that have keys of their own, never over numerals or the alarm bar, and
leaves with Esc.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from kapmonitor.language import say
from kapmonitor.port import Snapshot
from kapmonitor.session.vocabulary import Setting
from kapmonitor.telehealth.view import Badge, Pairing
from kapmonitor.ui.pages.forms import Ask
from kapmonitor.ui.pages.telehealth_calls import CallsCard
from kapmonitor.ui.pages.telehealth_card import AskDesk
from kapmonitor.ui.pages.telehealth_words import details, what_to_do
from kapmonitor.ui.widgets.parts import Field, button, clear, column, label, row

WIDTH = 328
NAMES = 104
"""Pixels of the names, so that what they name has the most of the panel."""
LONGEST = 200
"""Characters of a message: more is not read at a glance."""


class LinkDetails(QFrame):
    """Phone, clock, cuff, battery and program of the patient's side."""

    devicesAsked = Signal()
    """A person wants to pair anew, or to see the cuff."""

    def __init__(self, ask: AskDesk, note: Ask) -> None:
        super().__init__()
        self._ask = ask
        self.setProperty("kind", "rail")
        self.setAccessibleName(say("Telehealth link"))
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._heard = False
        self._shown: list[tuple[str, str]] = []
        self._what = label("", "strong", wraps=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.close_it = button(say("Close"), "small", name=say("Close the link's details"))
        self.pair = button(say("Patient's cuff…"), name=say("Go to the patient's cuff"))
        self.calls = CallsCard(note)
        self.message = Field(say("Message on the patient's screen, for a minute"), wraps=True)
        self.message.line.setMaxLength(LONGEST)
        self.show_it = button(say("Show the message"))
        self._sent = label("", "secondary", wraps=True)
        self._message = QWidget()
        self._message.setLayout(column(self.message, self.show_it, self._sent))
        head = row(label(say("Telehealth link"), "section"), 1, self.close_it)
        parts = (self.calls, self._what, self._grid, self._message)
        inside = QWidget()
        inside.setLayout(column(*parts, 1, spacing=12))
        outer = column(head, _scrolled(inside), self.pair, spacing=12)  # it keeps its place
        outer.setContentsMargins(16, 12, 16, 12)
        self.setLayout(outer)
        self.close_it.clicked.connect(self.hide)
        self.pair.clicked.connect(self._pair)
        self.show_it.clicked.connect(self._show_message)
        self.message.line.returnPressed.connect(self._show_message)
        self.hide()

    def turn(self, snapshot: Snapshot) -> None:
        """Open, or close where it is open."""
        if self.isVisible():
            self.hide()
            return
        self.draw(snapshot)
        self.show()
        self.raise_()
        self.close_it.setFocus(Qt.FocusReason.OtherFocusReason)

    def draw(self, snapshot: Snapshot) -> None:
        """Show what is known at this moment; without a telehealth session there is nothing."""
        session = snapshot.session
        if session is None or session.setting is not Setting.TELEHEALTH:
            self.hide()
            return
        self.calls.draw(session)
        self._message.setVisible(snapshot.link.pairing is Pairing.CONNECTED)
        self._heard = snapshot.link.badge in {Badge.OK, Badge.LATE}
        said = what_to_do(session, snapshot.link)
        self._what.setText(said)
        self._what.setVisible(bool(said))
        lines = details(session, snapshot.link)
        if lines == self._shown:
            return
        self._shown = lines
        clear(self._grid)
        for place, (name, value) in enumerate(lines):
            named = label(name, "secondary", wraps=True)
            named.setFixedWidth(NAMES)
            self._grid.addWidget(named, place, 0, Qt.AlignmentFlag.AlignTop)
            shown = label(value, wraps=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(shown, place, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    @Slot()
    def _show_message(self) -> None:
        """Send what was typed once; whether it was seen is not known here."""
        text = self.message.text
        if not text:
            return
        if not self._heard:
            self._sent.setText(say("Not sent: the link is down. Speak to the patient."))
            return
        self._ask(lambda desk: desk.show_message(text))
        self.message.line.clear()
        self._sent.setText(say("Sent: {text}").format(text=text))

    def _pair(self) -> None:
        self.hide()
        self.devicesAsked.emit()


def _scrolled(inside: QWidget) -> QScrollArea:
    """Return what is read to its end also where an alarm leaves little room."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    area.setWidget(inside)
    return area
