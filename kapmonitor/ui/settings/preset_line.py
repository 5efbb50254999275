"""One value of a preset to be changed: its name, what it may be, and whether that is usual."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from kapmonitor.language import mark, say
from kapmonitor.session.preset_fields import Field, Kind, Value
from kapmonitor.ui.keys import deed_of
from kapmonitor.ui.pages.forms import YES_NO
from kapmonitor.ui.preset_words import unit_words, value_words
from kapmonitor.ui.settings.numbers import number_in, shown
from kapmonitor.ui.widgets.parts import Answers, column, label, row, state

FIELD_PX, WORDS_PX, UNIT_PX = 96, 280, 44
WHOLE_UNITS = ("1", "{score}")
"""Units of what is counted or scored: whole numbers only."""
NO_NUMBER = mark("{name}: “{text}” is no number.")
NOT_WHOLE = mark("{name}: {value} is no whole number.")
OUTSIDE = mark("{name}: {value}; permitted: {low} to {high}.")
KEY_TAKEN = mark("{name}: the key {key} belongs to the program on every live screen.")
UNUSUAL = mark("▲ unusual; usual is {low} to {high}")


class PresetLine(QWidget):
    """Emits `changed` when a person changed the value."""

    changed = Signal()

    def __init__(self, field: Field, words: str, in_full: str) -> None:
        """`in_full`: its name where the part of the preset is not in sight."""
        super().__init__()
        self.field = field
        self.words = words
        self.in_full = in_full
        self._flag: bool | None = None
        self.line: QLineEdit | None = None
        self.answers: Answers | None = None
        self.told = label(self._permitted(), "secondary", wraps=True)
        name = label(words, wraps=True)
        editor = self._editor()
        name.setBuddy(editor)
        unit = label(unit_words(field.unit), "secondary")
        unit.setFixedWidth(UNIT_PX)
        top = row(name, editor, unit, spacing=10)
        top.setStretch(0, 1)
        body = column(top, self.told, spacing=2)
        body.setContentsMargins(0, 2, 0, 2)
        self.setLayout(body)
        self._judge()

    @property
    def value(self) -> Value:
        """Return what stands there now; ask `wrong` first."""
        if self.field.kind is Kind.FLAG:
            return self._flag
        typed = self.line.text().strip() if self.line is not None else ""
        if self.field.kind is Kind.WORDS:
            return typed.upper() if self.field.path[-1] == "key" else typed
        return number_in(typed)

    @property
    def wrong(self) -> str:
        """Return why this value cannot be kept; nothing while it can."""
        typed = self.line.text().strip() if self.line is not None else ""
        if self.field.kind is Kind.WORDS:
            own = self.field.path[-1] == "key" and deed_of(typed.upper()) is not None
            return say(KEY_TAKEN).format(name=self.in_full, key=typed.upper()) if own else ""
        if self.field.kind is Kind.FLAG or (self.field.value is None and not typed):
            return ""
        return self._against(typed)

    def _against(self, typed: str) -> str:
        value, span = number_in(typed), self.field.absolute
        if value is None:
            return say(NO_NUMBER).format(name=self.in_full, text=typed)
        if self.field.unit in WHOLE_UNITS and not value.is_integer():
            return say(NOT_WHOLE).format(name=self.in_full, value=shown(value))
        if span is not None and not span.contains(value):
            return say(OUTSIDE).format(
                name=self.in_full, value=shown(value), low=shown(span.low), high=shown(span.high)
            )
        return ""

    def _editor(self) -> QWidget:
        if self.field.kind is Kind.FLAG:
            self._flag = bool(self.field.value)
            self.answers = Answers(self.words, YES_NO, looks="small")
            self.answers.show_answer("yes" if self._flag else "no")
            self.answers.answered.connect(self._answer)
            return self.answers
        self.line = QLineEdit()
        value = self.field.value
        self.line.setText(value if isinstance(value, str) else _number(value))
        wide = self.field.kind is Kind.WORDS and self.field.path[-1] != "key"
        self.line.setFixedWidth(WORDS_PX if wide else FIELD_PX)
        self.line.setAccessibleName(self.words)
        self.line.textEdited.connect(self._edited)
        return self.line

    def _permitted(self) -> str:
        span = self.field.absolute
        if span is None:
            return ""
        return say("{low} to {high}").format(low=shown(span.low), high=shown(span.high))

    @Slot(str)
    def _answer(self, value: str) -> None:
        self._flag = value == "yes"
        self._told_change()

    @Slot(str)
    def _edited(self, _text: str) -> None:
        self._told_change()

    def _told_change(self) -> None:
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        """Say what is wrong, what is unusual, what it was; else what is permitted."""
        usual, value = self.field.usual, self.value
        was = ""
        if value != self.field.value:
            before = value_words(self.field.value, self.field.unit)
            was = say("was {before}").format(before=before)
        told, looks = " · ".join(filter(None, (self._permitted(), was))), ""
        if self.wrong:
            told, looks = self.wrong, "not_met"
        elif usual is not None and isinstance(value, float) and not usual.contains(value):
            odd = say(UNUSUAL).format(low=shown(usual.low), high=shown(usual.high))
            told, looks = " · ".join(filter(None, (odd, was))), "not_met"
        self.told.setText(told)
        self.told.setVisible(bool(told))
        state(self.told, looks)


def _number(value: Value) -> str:
    return shown(float(value)) if isinstance(value, int | float) else ""
