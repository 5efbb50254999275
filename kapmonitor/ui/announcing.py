"""Alarms for who does not see the bar: a screen reader says them as they come, once each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from kapmonitor.central.view import AlarmWord
from kapmonitor.language import say
from kapmonitor.session.annunciation import BannerLine
from kapmonitor.session.vocabulary import Priority
from kapmonitor.ui.alarm_history_view import PRIORITIES

Politeness = QAccessible.AnnouncementPoliteness
Speak = Callable[[QWidget, str, Politeness], None]
"""Says words on behalf of a widget."""
Alarmed = BannerLine | AlarmWord
"""An alarm of this room, or as another room tells it."""


class Announcing:
    """Says an alarm when it comes and when it grows graver; never what stands and was said."""

    def __init__(self, widget: QWidget, speak: Speak) -> None:
        self._widget, self._speak = widget, speak
        self._said: dict[str, int] = {}
        """How grave each alarm in sight was when it was said, by its code."""
        self._fault = ""

    def hear(self, lines: Sequence[Alarmed], fault: str = "") -> None:
        """Take what is shown now. `fault`: why the record cannot be written; empty: it can."""
        active = [each for each in lines if each.active]
        fresh = [each for each in active if each.priority.rank > self._said.get(each.code, 0)]
        words = [_words(each) for each in fresh if not each.acknowledged]
        grave = any(each.priority is not Priority.LOW for each in fresh)
        if fault and fault != self._fault:
            words, grave = [fault, *words], True
        self._said = {each.code: each.priority.rank for each in active}
        self._fault = fault
        if words:
            how = Politeness.Assertive if grave else Politeness.Polite
            self._speak(self._widget, " ".join(words), how)


def speak_up(widget: QWidget, words: str, how: Politeness) -> None:
    """Let a screen reader say it, where one is running."""
    if not QAccessible.isActive():
        return
    told = QAccessibleAnnouncementEvent(widget, words)
    told.setPoliteness(how)
    QAccessible.updateAccessibility(told)


def _words(line: Alarmed) -> str:
    priority = say(PRIORITIES[line.priority]).upper()
    return " ".join(filter(None, (f"{priority}: {line.text}", line.action)))
