"""What several pages share: panels with fields, rows that ask, words kept apart.

A row shows only what the record holds: a click changes nothing until the record says so.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from kapmonitor.language import mark, say
from kapmonitor.port import Answer
from kapmonitor.session.intent import Intent
from kapmonitor.session.personal import PersonalText, personal
from kapmonitor.ui.pages.words import SIGNS
from kapmonitor.ui.theme import TEXT
from kapmonitor.ui.widgets.fitting import GRID, flow
from kapmonitor.ui.widgets.parts import (
    Answers,
    Field,
    Inline,
    button,
    column,
    label,
    row,
    state,
)

YES_NO = (("yes", mark("Yes")), ("no", mark("No")))
FINDINGS = (*YES_NO, ("not_assessed", mark("Not assessed")))
ZERO_TO_TEN = tuple((str(value), str(value)) for value in range(11))
LEAST_PX = 110
"""Room for two or three words: where there is no more, answers go on in a second line."""
READABLE_PX = 200
"""A question narrower than this beside its time and person has them under it instead."""
MARGIN = (28, 20, 28, 16)


class Ask(Protocol):
    """How a card sends an intent from its page."""

    def __call__(self, intent: Intent, done: Callable[[Answer], None] | None = None, /) -> None:
        """Send it; `done` hears the answer."""


def words_about(text: str) -> PersonalText:
    """Return words about a person, under a reference and a salt of their own."""
    return personal(text, ref=secrets.token_hex(8), salt=secrets.token_hex(16))


def scrolled(inside: QLayout) -> QScrollArea:
    """Return a place for what may be higher than the window; Tab follows into it."""
    body = QWidget()
    inside.setContentsMargins(*MARGIN)
    body.setLayout(inside)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    return area


def without_margins(inside: QWidget) -> QScrollArea:
    """Return a place that scrolls in a page which has its own margins."""
    laid = column(inside, 1)
    area = scrolled(laid)
    laid.setContentsMargins(0, 0, 0, 0)
    return area


def refusal_line() -> QLabel:
    """Return a line for reasons, hidden while there are none."""
    made = label("", "refusal", wraps=True)
    made.hide()
    return made


def refuse(line: QLabel, reasons: Sequence[str]) -> None:
    """Show every reason, in sight; none hides the line."""
    line.setText("\n".join(reasons))
    line.setVisible(bool(reasons))
    if reasons:
        QTimer.singleShot(0, line, partial(into_sight, line))


def into_sight(widget: QWidget) -> None:
    """Scroll the page so far that the whole widget shows."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(widget, 0, 8)


def under(name: str, inside: QWidget) -> QWidget:
    """Return a widget under its name, as a field stands."""
    heading = label(name, "secondary")
    heading.setBuddy(inside)
    made = QWidget()
    made.setLayout(column(heading, inside, spacing=4))
    return made


def level(*fields: QWidget) -> QHBoxLayout:
    """Lay fields side by side with their names in one line, whatever stands under them."""
    made = row(*fields, 1)
    for each in fields:
        made.setAlignment(each, Qt.AlignmentFlag.AlignTop)
    return made


def fill(field: Field, text: str | None) -> None:
    """Show what the record holds, unless a person is typing something else there."""
    if field.text:
        field.set_text(text or "")
    else:
        field.line.setText(text or "")


def beside(left: QWidget, right: QWidget) -> QLayout:
    """Lay a part and the words about it side by side; the words take the room."""
    made = row(left, right)
    made.setStretch(1, 1)
    return made


def chain(root: QWidget) -> None:
    """Let Tab go through a page as the eye does: rows made later come after the ones above them."""
    stops = list(_stops(root))
    for here, there in pairwise(stops):
        QWidget.setTabOrder(here, there)


class Panel(Inline):
    """A panel of fields that opens in the page; Esc leaves it, the button reports it."""

    confirmed = Signal()

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        confirm: str,
        *more: QWidget | QLayout,
        note: str = "",
        abreast: bool = False,
    ) -> None:
        """`abreast` lays the fields side by side."""
        self.fields: tuple[Field, ...] = tuple(fields)
        self.confirm = button(confirm)
        self._leave = button(say("Never mind"))
        told = (label(note, "secondary", wraps=True),) if note else ()
        lines = (row(*self.fields),) if abreast else self.fields
        super().__init__(title, *told, *lines, *more, flow(self.confirm, self._leave))
        self._opener: QWidget | None = None
        self.confirm.clicked.connect(self._confirm)
        self._leave.clicked.connect(self.close_up)
        for field in self.fields:
            field.line.returnPressed.connect(self._confirm)

    def open_from(self, opener: QWidget) -> None:
        """Open, with the focus on the first field; back to `opener` afterwards."""
        self._opener = opener
        self.refuse(())
        self.show()
        first = self.fields[0].line if self.fields else self.confirm
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, partial(into_sight, self))

    def answered(self, answer: Answer) -> None:
        """Show why it was refused, or close."""
        self.refuse(answer.refusals)
        if not answer.refusals:
            for field in self.fields:
                field.line.clear()
            self.close_up()

    @Slot()
    def close_up(self) -> None:
        """Close, keeping what was typed for the next time."""
        self.hide()
        if self._opener is not None and self._opener.isVisible():
            self._opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
            return
        super().keyPressEvent(event)

    @Slot()
    def _confirm(self) -> None:
        self.confirmed.emit()


def sign_width() -> int:
    """Return how wide the widest sign of a criterion is, so that all rows begin alike."""
    bold = QFont(QApplication.font())
    bold.setPixelSize(TEXT)
    bold.setWeight(QFont.Weight.DemiBold)
    measured = QFontMetrics(bold)
    signs = (*map(say, SIGNS.values()), say("○ no value"))
    return max(map(measured.horizontalAdvance, signs)) + GRID


class AskRow(QWidget):
    """One question: its sign, its words, its answers until one is recorded, then by whom."""

    answered = Signal(str)

    def __init__(
        self,
        question: str,
        answers: Sequence[tuple[str, str]],
        *,
        sign_width: int = 24,
        upright: bool = False,
    ) -> None:
        """`upright` lays the answers one below the other, for answers of many words."""
        super().__init__()
        self.sign = label("○")
        self.sign.setMinimumWidth(sign_width)
        self.question = label(question, wraps=True)
        self.question.setMinimumWidth(LEAST_PX)
        self.detail = label("", "secondary")
        looks = "digit" if answers == ZERO_TO_TEN else "small"
        self.answers = Answers(question, answers, looks=looks, upright=upright)
        self.change = button(
            say("Change"), "link", name=say("Change: {question}").format(question=question)
        )
        self.change.hide()
        self.change.clicked.connect(self._open)
        self.answers.answered.connect(self._answer)
        self._below = upright or len(answers) > len(FINDINGS)
        self._recorded: str | None = None
        self._open_again = False
        beside: tuple[QWidget, ...] = () if self._below else (self.answers,)
        self._words = row(self.question, self.detail)
        self._words.setStretch(0, 1)
        top = row(self.sign, self._words, *beside, self.change)
        top.setStretch(1, 1)
        body = column(top, *((self.answers,) if self._below else ()), spacing=4)
        if upright:
            self.answers.setContentsMargins(sign_width + GRID, 0, 0, 0)
        body.setContentsMargins(0, 4, 0, 4)
        self.setLayout(body)

    def show_recorded(self, value: str | None, sign: str, looks: str, detail: str) -> None:
        """Show what the record holds; None: nothing yet."""
        self.sign.setText(sign)
        state(self.sign, looks)
        self.detail.setText(detail)
        if value != self._recorded:
            self._recorded, self._open_again = value, False
        self.answers.show_answer(value)
        asked = value is None or self._open_again
        if self.answers.isVisibleTo(self) is not asked:
            self._turn(asked=asked)
        self._stack()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay time and person beside the question, or under it where it is narrow."""
        super().resizeEvent(event)
        self._stack()

    def _stack(self) -> None:
        beside: list[QWidget] = [self.sign, self.detail]
        beside += [] if self._below or self.answers.isHidden() else [self.answers]
        beside += [] if self.change.isHidden() else [self.change]
        taken = sum(each.sizeHint().width() + GRID for each in beside)
        under = self.width() - taken < READABLE_PX
        ways = QBoxLayout.Direction
        self._words.setDirection(ways.TopToBottom if under else ways.LeftToRight)
        self._words.setSpacing(0 if under else GRID)
        self.detail.setVisible(bool(self.detail.text()) or not under)

    def _turn(self, *, asked: bool) -> None:
        """Swap answers and "Change", keeping the keyboard where it was."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        self.answers.setVisible(asked)
        self.change.setVisible(not asked)
        if inside and not asked:
            self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _open(self) -> None:
        self._open_again = True
        self.answers.show()
        self.change.hide()
        self.answers.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _answer(self, value: str) -> None:
        self._open_again = False
        self.answered.emit(value)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """Yield what takes the keyboard, in the order of the layouts."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    inside = widget.widget() if isinstance(widget, QScrollArea) else None
    if inside is not None:
        yield from _stops(inside)
    layout = widget.layout()
    if layout is not None and not isinstance(widget, QAbstractButton):
        yield from _stops_of(layout)


def _stops_of(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        inner = item.layout() if item is not None else None
        widget = item.widget() if item is not None else None
        if widget is not None:
            yield from _stops(widget)
        elif inner is not None:
            yield from _stops_of(inner)


def joined(first: QLineEdit, *lines: QLineEdit) -> None:
    """Let Return lead from one line to the next."""
    for here, there in zip((first, *lines), lines, strict=False):
        here.returnPressed.connect(there.setFocus)
