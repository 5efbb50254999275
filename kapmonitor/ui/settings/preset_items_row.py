"""What a part of a preset may lose, and what may be added to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from kapmonitor.language import mark, say
from kapmonitor.session.preset_fields import Document
from kapmonitor.session.preset_items import (
    PLACES,
    Item,
    removable,
    with_button,
    with_reading,
    with_words,
    without,
)
from kapmonitor.terms import terms
from kapmonitor.ui.settings.numbers import number_in
from kapmonitor.ui.widgets.choice import Choice
from kapmonitor.ui.widgets.parts import Field, button, column, label, row, rule

Change = Callable[[Document], dict[str, object]]
ADDS = {
    "checklist": mark("Another item of the checklist"),
    "observation": mark("Another button"),
    "reading": mark("Another reading, minutes after the dose"),
    "discharge": mark("Another criterion, met by yes"),
}
STAYS = mark(
    "What must be answered yes, a required reading and a criterion that ships are not left out."
)


class ItemsRow(QWidget):
    """Emits `asked` with how the document is to be changed."""

    asked = Signal(object)

    def __init__(self, part: str, document: Document, original: Document) -> None:
        super().__init__()
        self._part = part
        self._original = original
        self._there = removable(document, part, original)
        self.field: Field | None = None
        self.choice: Choice | None = None
        self.refusal = label("", "refusal", wraps=True)
        self.refusal.hide()
        self._add = button(say("Add"), "small", name=say(ADDS[part]))
        self._add.clicked.connect(self._add_one)
        leaving = [self._line(each) for each in self._there]
        self.setLayout(
            column(
                rule(),
                *leaving,
                label(say(STAYS), "secondary", wraps=True),
                row(self._editor(), self._add, 1),
                self.refusal,
            )
        )

    def _line(self, item: Item) -> QWidget:
        words = say(item.words)
        out = button(say("Leave out"), "small", name=say("Leave out: {item}").format(item=words))
        out.clicked.connect(partial(self._leave_out, item.name))
        made = QWidget()
        laid = row(label(words, wraps=True), out)
        laid.setStretch(0, 1)
        made.setLayout(laid)
        return made

    def _editor(self) -> QWidget:
        name = say(ADDS[self._part])
        if self._part != "observation":
            self.field = Field(name)
            self.field.line.returnPressed.connect(self._add_one)
            return self.field
        self.choice = Choice()
        self.choice.setAccessibleName(name)
        known = {each.name for each in self._there}
        for each in terms():
            if each.code not in known:
                self.choice.addItem(say(each.label), each)
        return self.choice

    def _leave_out(self, name: str, _checked: bool = False) -> None:
        self.asked.emit(partial(without, part=self._part, name=name, original=self._original))

    @Slot()
    def _add_one(self) -> None:
        change = self._change()
        self.refusal.setVisible(change is None)
        if change is None:
            self.refusal.setText(say("Type it first."))
        else:
            self.asked.emit(change)

    def _change(self) -> Change | None:
        if self.choice is not None:
            return partial(with_button, button=self.choice.currentData())
        typed = self.field.text if self.field is not None else ""
        if self._part == "reading":
            minute = number_in(typed)
            return partial(with_reading, minute=minute) if minute is not None else None
        return partial(with_words, part=self._part, words=typed) if typed else None


def offers_items(part: str) -> bool:
    """Return whether items of a part may be added or left out."""
    return part in PLACES
