"""What is asked once about a whole file of home readings; nothing is answered beforehand."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QWidget

from devices.measurement import PressureUnit
from kapmonitor.imports.moments import Order
from kapmonitor.imports.preview import Asked, Preview
from kapmonitor.imports.questions import WORDS, Answers, Keep, Reason
from kapmonitor.imports.zones import Zone
from kapmonitor.language import mark, say
from kapmonitor.ui.widgets.parts import Answers as Buttons
from kapmonitor.ui.widgets.parts import Card, Field, button, column, label, row

ORDERS = (
    (Order.DMY.value, mark("Day, month, year")),
    (Order.MDY.value, mark("Month, day, year")),
    (Order.YMD.value, mark("Year, month, day")),
)
UNITS = ((PressureUnit.MMHG.value, "mmHg"), (PressureUnit.KPA.value, "kPa"))
KEEP = ((Keep.TAKE.value, mark("Take them")), (Keep.LEAVE_OUT.value, mark("Leave them out")))
ABOVE = (
    (Keep.TAKE.value, mark("The date above holds for them")),
    (Keep.LEAVE_OUT.value, mark("Leave them out")),
)
_CHOICES = {
    Reason.ORDER: ORDERS,
    Reason.UNIT: UNITS,
    Reason.ABOVE: ABOVE,
    Reason.TWICE: KEEP,
    Reason.AGAIN: KEEP,
    Reason.IN_SESSION: KEEP,
}
NO_ZONE = mark("There is no time zone of that name. Write it as Europe/Madrid.")


class FileQuestions(Card):
    """Emits `changed` when a person answers."""

    changed = Signal()

    def __init__(self, here: str) -> None:
        """`here`: the name of this computer's zone; empty where it has none."""
        self._given: dict[Reason, str] = {}
        self._zone: Zone | None = None
        self._asked: dict[Reason, QLabel] = {}
        self._rows: dict[Reason, QWidget] = {}
        self._buttons: dict[Reason, Buttons] = {}
        self._order = label("", "secondary", wraps=True)
        self.zone = ZoneField(here)
        parts = [self._row(reason) for reason in WORDS if reason in _CHOICES]
        parts.insert(2, self._zone_row())
        super().__init__(say("About the whole file"), *parts, self._order)
        self.zone.named.connect(self._name_zone)
        self.hide()

    @property
    def answers(self) -> Answers:
        """Return what was said so far."""
        given = self._given
        keep = {
            reason: Keep(given[reason])
            for reason in (Reason.ABOVE, Reason.TWICE, Reason.AGAIN, Reason.IN_SESSION)
            if reason in given
        }
        return Answers(
            order=Order(given[Reason.ORDER]) if Reason.ORDER in given else None,
            unit=PressureUnit(given[Reason.UNIT]) if Reason.UNIT in given else None,
            zone=self._zone,
            above=keep.get(Reason.ABOVE),
            twice=keep.get(Reason.TWICE),
            again=keep.get(Reason.AGAIN),
            in_session=keep.get(Reason.IN_SESSION),
        )

    def forget(self) -> None:
        """Take every answer back: they were about another file."""
        self._given.clear()
        self._zone = None
        self.zone.forget()
        for each in self._buttons.values():
            each.show_answer(None)
        self.hide()

    def show_asked(self, found: Preview) -> None:
        """Show the questions of a file."""
        asked = {each.reason: each for each in found.asked}
        for reason, held in self._rows.items():
            held.setVisible(reason in asked)
            if reason in asked:
                self._asked[reason].setText(_question(asked[reason]))
        self._order.setText(_proof(found))
        self._order.setVisible(bool(self._order.text()))
        self.setVisible(bool(asked) or bool(self._order.text()))

    def _row(self, reason: Reason) -> QWidget:
        self._asked[reason] = label("", wraps=True)
        self._buttons[reason] = Buttons(say(WORDS[reason]), _CHOICES[reason])
        self._buttons[reason].answered.connect(partial(self._answer, reason))
        return self._held(reason, self._buttons[reason])

    def _zone_row(self) -> QWidget:
        self._asked[Reason.ZONE] = label("", wraps=True)
        return self._held(Reason.ZONE, self.zone)

    def _held(self, reason: Reason, inside: QWidget) -> QWidget:
        held = QWidget()
        held.setLayout(column(self._asked[reason], inside, spacing=4))
        self._rows[reason] = held
        return held

    def _answer(self, reason: Reason, value: str) -> None:
        self._given[reason] = value
        self.changed.emit()

    @Slot(object)
    def _name_zone(self, zone: Zone | None) -> None:
        self._zone = zone
        self.changed.emit()


class ZoneField(QWidget):
    """Asks in which place it was measured; emits `named` with the Zone, or None."""

    named = Signal(object)

    def __init__(self, here: str) -> None:
        super().__init__()
        self.field = Field(say("Time zone"), "Europe/Madrid", width=240)
        self._use = button(say("Use it"), name=say("Use this time zone"))
        self._said = label("", "secondary", wraps=True)
        self._here = button(say("This computer's: {zone}").format(zone=here), "small")
        self._here.setVisible(bool(here))
        self._zone = here
        line = row(self.field, self._use, self._here, 1)
        for each in (self._use, self._here):
            line.setAlignment(each, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(column(line, self._said, spacing=4))
        self._use.clicked.connect(self._take)
        self._here.clicked.connect(self._take_here)
        self.field.line.returnPressed.connect(self._take)

    def forget(self) -> None:
        """Show that no place was named."""
        self.field.line.clear()
        self._said.setText("")

    @Slot()
    def _take_here(self) -> None:
        self.field.line.setText(self._zone)
        self._take()

    @Slot()
    def _take(self) -> None:
        try:
            zone = Zone(self.field.text) if self.field.text else None
        except ValueError:
            zone = None
            self._said.setText(say(NO_ZONE))
        else:
            told = say("Times of the file are times in {zone}.")
            self._said.setText(told.format(zone=zone.name) if zone else "")
        self.named.emit(zone)


def _question(asked: Asked) -> str:
    about = say("{words} Rows: {rows}, from row {first} on.")
    return about.format(words=say(WORDS[asked.reason]), rows=asked.rows, first=asked.first)


def _proof(found: Preview) -> str:
    if found.proof is None or found.order is None or found.answers.order is not None:
        return ""
    words = dict(ORDERS)[found.order.value]
    return say("Dates are read as {order}: row {row} proves it.").format(
        order=say(words).lower(), row=found.proof
    )
