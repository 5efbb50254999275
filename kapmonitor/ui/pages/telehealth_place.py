"""Whom to call for a patient at home, in figures that are read in the dark: in sight when needed.

While the patient's side is silent, or an alarm says to reach the patient, the next call may be to
the emergency number of another town. Nobody looks for that number then.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from kapmonitor.language import say
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Priority, Setting
from kapmonitor.telehealth.view import Badge, LinkView
from kapmonitor.ui.ladder_view import ERASED, ladder
from kapmonitor.ui.link_words import asks_to_call
from kapmonitor.ui.widgets.parts import Card, clear, label


class PlaceCard(Card):
    """The patient, who is with them, and help where they are; hidden while nothing asks for it."""

    def __init__(self) -> None:
        self._shown: tuple[tuple[str, str], ...] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        super().__init__(say("Whom to call"), self._grid)
        self.hide()

    def draw(self, session: Session, at: Instant, link: LinkView) -> None:
        """Show who can be called now; build anew only what changed."""
        lines = whom_to_call(session, at) if is_needed(session, link) else ()
        self.setVisible(bool(lines))
        if lines == self._shown:
            return
        self._shown = lines
        clear(self._grid)
        for place, (name, value) in enumerate(lines):
            shown = label(value, "question", wraps=not name)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if name:
                self._grid.addWidget(label(name, wraps=True), place, 0)
                self._grid.addWidget(shown, place, 1, Qt.AlignmentFlag.AlignRight)
            else:
                self._grid.addWidget(shown, place, 0, 1, 2)
        self.setAccessibleDescription(". ".join(" ".join(each).strip() for each in lines))


def is_needed(session: Session, link: LinkView) -> bool:
    """Return whether the patient is silent, or something graver than a hiccup says to call."""
    if session.setting is not Setting.TELEHEALTH or session.ended is not None:
        return False
    if link.badge is Badge.DOWN and session.doses:
        return True
    return any(
        asks_to_call(alarm.code) and alarm.active and alarm.priority is not Priority.LOW
        for alarm in session.alarms.values()
    )


def whom_to_call(session: Session, at: Instant) -> tuple[tuple[str, str], ...]:
    """Return names with numbers, and the address without a name.

    What the steps of an alarm about the patient say beside this is not said twice.
    """
    steps = ladder(session, at)
    said = {rung.who for rung in steps.rungs} if steps is not None else set()
    lines: list[tuple[str, str]] = []
    place, escort = session.place, session.escort
    if place is not None and place.callback_phone.text:
        lines.append((say("Patient"), place.callback_phone.text))
    if escort is not None and escort.phone.text and "escort" not in said:
        name = escort.name.text or say(ERASED)
        lines.append((say("Chaperone {name}").format(name=name), escort.phone.text))
    if place is not None and "emergency services" not in said:
        lines.append((say("Emergency"), place.emergency_number))
        lines.append(("", place.address.text or say(ERASED)))
    return tuple(lines)
