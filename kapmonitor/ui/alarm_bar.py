"""The alarm bar: what is wrong, whether it is confirmed, and what to do, while it is.

It is there whenever something is active or unanswered, and closes when nothing is. The most urgent
alarm is told in full; others take a line each, so that the numerals below keep their place. Only
the bar itself flashes, twice a second at the most. While alarms are by light only, it says so.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QWidget

from kapmonitor.language import mark, say
from kapmonitor.session.annunciation import Annunciation, BannerLine
from kapmonitor.session.schedule import OVERDUE
from kapmonitor.session.vocabulary import AlarmKind, Priority
from kapmonitor.ui.alarm_history_view import KIND_SIGNS, KINDS, PRIORITIES
from kapmonitor.ui.announcing import Announcing, Speak, speak_up
from kapmonitor.ui.sound_words import (
    ACKNOWLEDGED,
    AUDIO_OFF,
    LIGHT_ONLY,
    MEDIUM_OFF,
    PAUSED,
    Signed,
)
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.held_button import held_button
from kapmonitor.ui.widgets.numeric import paint_signs
from kapmonitor.ui.widgets.parts import Elided, button, column, kind, label, row
from kapmonitor.ui.widgets.sign import Sign
from kapmonitor.ui.wording import countdown

FLASH_MS = {Priority.HIGH: 250, Priority.MEDIUM: 850}
"""Half periods: 2 Hz and 0.6 Hz (IEC 60601-1-8 gives 1.4 to 2.8 and 0.4 to 0.8)."""
SIGN = 19
BRIEF = 2
"""Alarms beside the most urgent one that are told in a line each."""
DEEDS = {
    "check-overdue": mark("Seen  V"),
    "lozenge-not-out": mark("Lozenge out  L"),
    "remote-help": mark("I am with the patient"),
    "remote-report": mark("I have seen it"),
}
"""What one press answers, by the alarm that asks for it."""
OF_THE_PATIENT = ("remote-help", "remote-report")
"""What the patient says from their own screen: no fault of any equipment."""
NOT_SAVED = mark("The record cannot be written. Values shown are NOT SAVED.")


class AlarmBar(QWidget):
    """Shows the most urgent alarms; never hides one that nobody answered."""

    acknowledged = Signal(tuple)
    """The codes of the alarms in sight that are to be acknowledged."""
    repeatAsked = Signal()
    pauseAsked = Signal()
    deedAsked = Signal(str)
    """The code of the first alarm, where one press does what it asks for."""

    def __init__(self, theme: Theme, speak: Speak = speak_up) -> None:
        super().__init__()
        self._theme = theme
        self._announcing = Announcing(self, speak)
        self._alarms: Annunciation | None = None
        self._fault = ""
        self._lit = True
        self._word = _Word(theme)
        self._seen = Sign(theme)
        self._what = label("", "alarm", wraps=True)
        self._do = label("", "age", wraps=True)
        self._briefs = [_Brief(theme) for _ in range(BRIEF)]
        self._more = label("", "secondary")
        self._repeat = held_button(say("Repeat now"), "primary", key="M")
        self._deed = button("", "primary")
        self._pause = button("")
        self._say_pause(paused=False)
        self._acknowledge = button(say("Acknowledge"), key="A")
        self.setLayout(self._laid_out())
        self._flash = QTimer(self)
        self._flash.timeout.connect(self._blink)
        self._asks = ""
        self._deed.clicked.connect(self._ask_deed)
        self._repeat.clicked.connect(self._ask_repeat)
        self._pause.clicked.connect(self._ask_pause)
        self._acknowledge.clicked.connect(self.acknowledge)
        theme.changed.connect(self._repaint)
        self.setAccessibleName(say("Alarms"))
        self.hide()

    def show_alarms(
        self, alarms: Annunciation | None, fault: str, *, can_repeat: bool, sounds: bool
    ) -> None:
        """Show these alarms; `fault` is the record's own trouble, more urgent than any."""
        lines = alarms.lines if alarms is not None else ()
        self._alarms, self._fault = alarms, fault
        self._announcing.hear(lines, fault)
        wanted = bool(lines) or bool(fault)
        self.setVisible(wanted)
        if not wanted:
            self._flash.stop()
            return
        self._fill(lines)
        self._word.show_word(self.priority, _kind(lines, fault), _sound(alarms, sounds=sounds))
        self._say_repeat(lines, can_repeat=can_repeat)
        self._say_deed(lines)
        filled = not (self._repeat.isVisibleTo(self) or self._deed.isVisibleTo(self))
        kind(self._acknowledge, "primary" if filled else "")
        paused = alarms is not None and alarms.audio_left_s is not None
        audible = alarms is not None and alarms.audible
        self._pause.setVisible(sounds and (audible or paused))
        self._say_pause(paused=paused)
        self._acknowledge.setVisible(bool(self._unanswered()))
        self._set_flashing(bool(fault) or (alarms is not None and alarms.flashing))
        self.setAccessibleDescription(
            ". ".join([fault, *(each.text for each in lines)]).strip(". ")
        )
        self.update()

    @Slot()
    def acknowledge(self) -> None:
        """Answer the alarms in sight, and no other."""
        codes = self._unanswered()
        if codes:
            self.acknowledged.emit(codes)

    @property
    def priority(self) -> Priority:
        """The highest priority shown."""
        if self._fault:
            return Priority.HIGH
        shown = self._alarms.priority if self._alarms is not None else None
        return shown or Priority.LOW

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground of the priority, and its edge while lit."""
        colours = self._theme.colours.alert(self.priority)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.ground))
        mark = QColor(colours.mark if self._lit else colours.ground)
        painter.fillRect(0, 0, 6, self.height(), mark)
        if self._lit and self.priority is Priority.HIGH:
            painter.fillRect(0, 0, self.width(), 3, mark)
            painter.fillRect(0, self.height() - 3, self.width(), 3, mark)

    def _laid_out(self) -> QLayout:
        first = row(self._seen, self._what, spacing=6)
        first.setStretch(1, 1)
        lines = column(first, self._do, *self._briefs, self._more, spacing=3)
        laid = row(
            self._word, lines, self._repeat, self._deed, self._pause, self._acknowledge, spacing=16
        )
        laid.setStretch(1, 1)
        laid.setContentsMargins(20, 8, 20, 8)
        return laid

    def _fill(self, lines: tuple[BannerLine, ...]) -> None:
        told = [_words(each) for each in lines]
        if self._fault:
            told.insert(0, (say(NOT_SAVED), self._fault))
        what, do = told[0]
        self._seen.show_sign(_seen(lines, 0, self._fault))
        self._what.setText(what)
        self._do.setText(do)
        self._do.setVisible(bool(do))
        for place, brief in enumerate(self._briefs, 1):
            brief.setVisible(place < len(told))
            if place < len(told):
                brief.show_line(_seen(lines, place, self._fault), told[place])
        hidden = len(told) - 1 - BRIEF
        self._more.setText(say("{hidden} more").format(hidden=hidden) if hidden > 0 else "")
        self._more.setVisible(hidden > 0)

    def _say_repeat(self, lines: tuple[BannerLine, ...], *, can_repeat: bool) -> None:
        """Offer a reading where it would confirm what stands, or where one is overdue."""
        again = any(_wants_repeat(each) for each in lines)
        overdue = any(each.active and each.code.startswith(OVERDUE) for each in lines)
        self._repeat.setVisible(can_repeat and (again or overdue))
        words = say("Repeat now") if again else say("Measure now")
        self._repeat.setText(words)
        self._repeat.setAccessibleName(words)

    def _say_deed(self, lines: tuple[BannerLine, ...]) -> None:
        """Offer what the alarm told in full asks for, where one press does it."""
        first = lines[0].code if lines and lines[0].active and not self._fault else ""
        words = DEEDS.get(first.partition(":")[0])
        self._deed.setVisible(words is not None)
        self._asks = first
        if words is not None:
            self._deed.setText(say(words))
            self._deed.setAccessibleName(say(words))

    def go_to_answer(self) -> bool:
        """Put the keyboard on the answer to what the patient calls for; return whether they do."""
        called = self._deed.isVisible() and self._asks.startswith(OF_THE_PATIENT)
        if called:
            self._deed.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return called

    @Slot()
    def _ask_deed(self) -> None:
        self.deedAsked.emit(self._asks)

    def _say_pause(self, *, paused: bool) -> None:
        words = say("Sound on") if paused else say("Pause sound")
        self._pause.setText(f"{words}  F7")
        self._pause.setAccessibleName(say("{words}, key F7").format(words=words))

    def _unanswered(self) -> tuple[str, ...]:
        """Return the codes of the alarms in sight that nobody answered."""
        lines = self._alarms.lines if self._alarms is not None else ()
        in_sight = lines[: BRIEF if self._fault else 1 + BRIEF]
        return tuple(each.code for each in in_sight if not each.acknowledged)

    def _set_flashing(self, flashing: bool) -> None:
        every = FLASH_MS.get(self.priority)
        if not flashing or every is None:
            self._flash.stop()
            self._lit = True
        elif self._flash.interval() != every or not self._flash.isActive():
            self._flash.start(every)

    @Slot()
    def _blink(self) -> None:
        self._lit = not self._lit
        self.update()

    @Slot()
    def _ask_repeat(self) -> None:
        self.repeatAsked.emit()

    @Slot()
    def _ask_pause(self) -> None:
        self.pauseAsked.emit()

    @Slot()
    def _repaint(self) -> None:
        self.update()


class _Word(QWidget):
    """The triangles and the word of a priority, and how its sound stands."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._priority = Priority.LOW
        self._word = label("", "strong")
        self._kind = label("", "secondary")
        self._about = Sign(theme, "secondary", size=15)
        self._sign = Sign(theme, "secondary", size=15)
        self._sound = label("", "secondary")
        heard = row(self._sign, self._sound, 1, spacing=4)
        named = row(self._word, self._about, self._kind, 1, spacing=6)
        space = column(named, heard, 1, spacing=0)
        space.setContentsMargins(0, SIGN + 6, 0, 0)
        self.setLayout(space)

    def show_word(self, priority: Priority, about: AlarmKind, sound: Signed | None) -> None:
        self._priority = priority
        self._word.setText(say(PRIORITIES[priority]).upper())
        self._about.show_sign(KIND_SIGNS[about])
        self._kind.setText(say(KINDS[about]))
        self._sign.show_sign("" if sound is None else sound.sign)
        self._sound.setText("" if sound is None else sound.words)
        self._sound.setVisible(sound is not None)
        self.setAccessibleName(say("Priority"))
        self.setAccessibleDescription(f"{self._word.text()}, {self._kind.text()}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(136, super().sizeHint().width()), 2 * SIGN + 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_signs(painter, self._priority, QPointF(0, 2), SIGN, self._theme)


class _Brief(QWidget):
    """One further alarm in a line, with its sign once it was answered."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._seen = Sign(theme, "secondary", size=15)
        self._words = Elided("age")
        laid = row(self._seen, self._words, spacing=6)
        laid.setStretch(1, 1)
        self.setLayout(laid)

    def show_line(self, sign: str, told: tuple[str, str]) -> None:
        self._seen.show_sign(sign)
        self._words.setText(told[0])
        self._words.setToolTip("\n".join(told))


def _words(line: BannerLine) -> tuple[str, str]:
    said = line.text if line.active else say("Over: {line}").format(line=line.text)
    if not line.acknowledged:
        return said, line.action
    seen = say("acknowledged")
    if line.acknowledged_by:
        seen = say("acknowledged by {name}").format(name=line.acknowledged_by)
    return f"{said} ({seen})", line.action if line.active else ""


def _seen(lines: tuple[BannerLine, ...], place: int, fault: str) -> str:
    """Return the sign of an alarm that was answered; the record's own fault comes before all."""
    at = place - 1 if fault else place
    return ACKNOWLEDGED if at >= 0 and lines[at].acknowledged else ""


def _sound(alarms: Annunciation | None, *, sounds: bool) -> Signed | None:
    """Return why an alarm in sight is not heard; None where it sounds as it should."""
    if not sounds:
        return Signed(AUDIO_OFF, say(LIGHT_ONLY))
    if alarms is not None and alarms.audio_left_s is not None:
        return Signed(PAUSED, countdown(alarms.audio_left_s))
    if alarms is not None and alarms.muted:
        return Signed(MEDIUM_OFF, say("medium off"))
    return None


def _kind(lines: tuple[BannerLine, ...], fault: str) -> AlarmKind:
    called = bool(lines) and lines[0].code.startswith(OF_THE_PATIENT)
    technical = fault or (lines and lines[0].kind is AlarmKind.TECHNICAL and not called)
    return AlarmKind.TECHNICAL if technical else AlarmKind.PHYSIOLOGICAL


def _wants_repeat(line: BannerLine) -> bool:
    return line.active and line.kind is AlarmKind.PHYSIOLOGICAL and not line.confirmed
