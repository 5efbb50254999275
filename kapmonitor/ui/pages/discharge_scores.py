"""The optional scores: item by item, closed until somebody opens one, no total before it is whole.

A score only adds to the check; none of them discharges anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapmonitor.language import figure, say
from kapmonitor.port import Answer
from kapmonitor.session.criterion import CriterionResult
from kapmonitor.session.discharge_people import SCORE
from kapmonitor.session.event import Noted, ScoreItemRecorded, ScoreRecorded
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import Note
from kapmonitor.session.permitted import permitted
from kapmonitor.session.scale import Level, Scale, ScaleItem
from kapmonitor.session.scoring import ItemScored, Scored, scored
from kapmonitor.session.state import Session
from kapmonitor.ui.pages.forms import Ask, AskRow, refusal_line, refuse, sign_width
from kapmonitor.ui.pages.words import criterion_sign
from kapmonitor.ui.widgets.parts import Card, button, clear, column, label, row, rule, state

LOOKS = {"met": "met", "not_met": "not_met", "unknown": "open"}
Send = Callable[[Noted], None]


class ScoresCard(Card):
    """One line for each score that the preset names; its items open under it."""

    rebuilt = Signal()

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._digest = ""
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._scores: list[_ScoreRow] = []
        self.refusal = refusal_line()
        told = label(say("Only where your clinic uses them."), "secondary", wraps=True)
        super().__init__(say("Scores"), told, self._list, self.refusal)

    def draw(self, session: Session, at: Instant, results: Mapping[str, CriterionResult]) -> None:
        """Show what is scored; the rows change only with the preset."""
        if session.preset.digest != self._digest:
            self._digest = session.preset.digest
            self._build(session)
        may = ScoreItemRecorded in permitted(session)
        for each in self._scores:
            each.draw(
                scored(session, each.scale, at), results.get(f"{SCORE}{each.scale.id}"), may=may
            )
        self.setVisible(bool(self._scores))

    def _build(self, session: Session) -> None:
        clear(self._list)
        scales = (each.scale for each in session.preset.discharge.scores)
        self._scores = [_ScoreRow(each, self._send) for each in scales if each is not None]
        for made in self._scores:
            self._list.addWidget(made)
        self.rebuilt.emit()

    def _send(self, fact: Noted) -> None:
        self._ask(Note(fact=fact), self._answered)

    def _answered(self, answer: Answer) -> None:
        refuse(self.refusal, answer.refusals)


class _ScoreRow(QWidget):
    """A score: how it stands in one line, and its items when a person opened it."""

    def __init__(self, scale: Scale, send: Send) -> None:
        super().__init__()
        self.scale = scale
        self._send = send
        self._found: Scored | None = None
        self._sign = label("")
        self._sign.setFixedWidth(sign_width())
        self._told = label("", "secondary", wraps=True)
        self._open = button("", "small")
        self._back = button(say("Take the answers back"), "link")
        named = say("Take the answers of {score} back").format(score=say(scale.name))
        self._back.setAccessibleName(named)
        head = row(self._sign, label(say(scale.name)), self._told, self._open)
        head.setStretch(2, 1)
        head.setContentsMargins(0, 6, 0, 6)
        source = f"{say(scale.note)} {scale.source}. {scale.licence}".strip()
        self._items = {each.id: _item_row(scale, each, send) for each in scale.items}
        self._body = QWidget()
        self._body.setLayout(
            column(
                label(source, "secondary", wraps=True),
                *self._items.values(),
                row(self._back, 1),
                spacing=2,
            )
        )
        self._body.hide()
        self.setLayout(column(head, self._body, rule(), spacing=0))
        self._open.clicked.connect(self._turn)
        self._back.clicked.connect(self._take_back)
        self._name_button()

    def draw(self, found: Scored, result: CriterionResult | None, *, may: bool) -> None:
        """Show the total once it is whole; what is missing until then."""
        self._found = found
        self._sign.setText(criterion_sign(result) if result else say("optional"))
        state(self._sign, LOOKS[result.result.value] if result else "")
        self._told.setText(result.reason if result else say("Not scored."))
        for each in found.items:
            self._items[each.item.id].draw(each, may=may)
        answered = any(each.points is not None and not each.item.compared for each in found.items)
        self._back.setVisible(may and answered and not self.scale.is_single)

    @Slot()
    def _turn(self) -> None:
        self._body.setVisible(self._body.isHidden())
        self._name_button()

    def _name_button(self) -> None:
        shut = self._body.isHidden()
        self._open.setText(say("Score…") if shut else say("Close"))
        words = say("Score {score}") if shut else say("Close {score}")
        self._open.setAccessibleName(words.format(score=say(self.scale.name)))

    @Slot()
    def _take_back(self) -> None:
        for each in self._found.items if self._found else ():
            if each.points is not None and not each.item.compared:
                fact = ScoreItemRecorded(scale=self.scale.id, item=each.item.id, points=None)
                self._send(fact)


class _AskedItem(AskRow):
    """An item that a person answers."""

    def __init__(self, scale: Scale, item: ScaleItem, send: Send) -> None:
        answers = [(str(each.points), _level(scale, each)) for each in item.levels]
        super().__init__(say(item.text), answers, sign_width=sign_width(), upright=True)
        self.answered.connect(partial(_record, scale, item, send))

    def draw(self, found: ItemScored, *, may: bool) -> None:
        """Show the answer that counts."""
        self.setEnabled(may)
        if found.points is None:
            self.show_recorded(None, "○", "open", found.told)
            return
        texts = {each.points: say(each.text) for each in found.item.levels}
        told = texts.get(int(found.points), "")
        self.show_recorded(figure(found.points), figure(found.points), "", told)


class _ComputedItem(QWidget):
    """An item that the readings answer."""

    def __init__(self, item: ScaleItem) -> None:
        super().__init__()
        self._sign = label("○")
        self._sign.setFixedWidth(sign_width())
        self._told = label("", "secondary", wraps=True)
        made = row(self._sign, label(say(item.text), wraps=True), self._told)
        made.setStretch(1, 1)
        made.setStretch(2, 1)
        made.setContentsMargins(0, 4, 0, 4)
        self.setLayout(made)

    def draw(self, found: ItemScored, *, may: bool) -> None:
        """Show points and from what, or why there are none."""
        self._sign.setText("○" if found.points is None else figure(found.points))
        state(self._sign, "open" if found.points is None else "")
        self._told.setText(say("From the readings: {told}").format(told=found.told))


def _item_row(scale: Scale, item: ScaleItem, send: Send) -> _AskedItem | _ComputedItem:
    return _ComputedItem(item) if item.compared else _AskedItem(scale, item, send)


def _level(scale: Scale, level: Level) -> str:
    """Return a level in words; its points first, unless its words already begin with them."""
    told = scale.is_single and level.text.startswith(str(level.points))
    return say(level.text) if told else f"{level.points}  {say(level.text)}"


def _record(scale: Scale, item: ScaleItem, send: Send, value: str) -> None:
    if scale.is_single:
        send(ScoreRecorded(scale=scale.id, value=float(value)))
    else:
        send(ScoreItemRecorded(scale=scale.id, item=item.id, points=int(value)))
