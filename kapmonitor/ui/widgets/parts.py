"""The small parts that every page is made of: cards, labels, buttons, answers, fields.

Looks come from the style sheet by the dynamic property `kind`; nothing here knows a colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kapmonitor.language import say
from kapmonitor.ui.widgets.fitting import GRID, flow


def kind(widget: QWidget, name: str) -> None:
    """Give a widget the looks of a kind."""
    if widget.property("kind") != name:
        widget.setProperty("kind", name)
        _polish(widget)


def state(widget: QWidget, name: str) -> None:
    """Give a widget the looks of a state."""
    if widget.property("state") != name:
        widget.setProperty("state", name)
        _polish(widget)


def label(text: str = "", looks: str = "", *, wraps: bool = False) -> QLabel:
    """Make a label; plain text always, so that no name can become markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if looks:
        made.setProperty("kind", looks)
    return made


class Elided(QLabel):
    """A label that ends in an ellipsis where there is no room, and tells the rest on hover."""

    def __init__(self, looks: str = "", *, least: int = 0) -> None:
        """`least`: it asks for its whole width and shrinks to so many pixels; 0: asks for none."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        across = QSizePolicy.Policy.Preferred if least else QSizePolicy.Policy.Ignored
        self.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        self._least = least
        if looks:
            self.setProperty("kind", looks)

    def minimumSizeHint(self) -> QSize:
        """Return how small it may get."""
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), self._least), whole.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.setPen(self.palette().windowText().color())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), middle, words)


def button(text: str, looks: str = "", *, name: str = "", key: str = "") -> QPushButton:
    """Make a push button; `name` is what a screen reader says when the text is not enough."""
    made = QPushButton(text)
    made.setAccessibleName(name or text)
    made.setAutoDefault(True)  # or Return would not press it on every platform
    if looks:
        made.setProperty("kind", looks)
    if key:
        made.setToolTip(say("Key: {key}").format(key=key))
    return made


class Wrapping(QPushButton):
    """A push button as wide as its place, and as high as its words need: none is cut off."""

    USUAL = 220

    def __init__(self, text: str, looks: str, *, name: str = "") -> None:
        """`name` is what a screen reader says when the text is not enough."""
        super().__init__()
        self.setProperty("kind", looks)
        self.setAccessibleName(name or text)
        self.setAutoDefault(True)  # or Return would not press it on every platform
        self._words = label(text, wraps=True)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._inside = column(self._words)
        self._inside.setContentsMargins(10, 6, 10, 6)
        self.setLayout(self._inside)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Show other words."""
        self._words.setText(text)

    def hasHeightForWidth(self) -> bool:
        """Words that wrap are higher where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words at a width."""
        return self._inside.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        """Return a usual width, and the height of the words at it."""
        return QSize(self.USUAL, self.heightForWidth(self.USUAL))

    def minimumSizeHint(self) -> QSize:
        """Return the width of the longest word."""
        return QSize(self._inside.totalMinimumSize().width(), self.heightForWidth(self.USUAL))


def rule() -> QFrame:
    """Make a thin line."""
    made = QFrame()
    made.setProperty("kind", "rule")
    return made


def row(*parts: QWidget | QLayout | int, spacing: int = GRID) -> QHBoxLayout:
    """Lay parts side by side; a number is a stretch."""
    made = QHBoxLayout()
    made.setSpacing(spacing)
    made.setContentsMargins(0, 0, 0, 0)
    _fill(made, parts)
    return made


def column(*parts: QWidget | QLayout | int, spacing: int = GRID) -> QVBoxLayout:
    """Lay parts one below the other; a number is a stretch."""
    made = QVBoxLayout()
    made.setSpacing(spacing)
    made.setContentsMargins(0, 0, 0, 0)
    _fill(made, parts)
    return made


def grid(parts: Sequence[QWidget], columns: int, *, spacing: int = 4) -> QGridLayout:
    """Lay parts in lines of so many."""
    made = QGridLayout()
    made.setSpacing(spacing)
    made.setContentsMargins(0, 0, 0, 0)
    for place, each in enumerate(parts):
        made.addWidget(each, place // columns, place % columns)
    return made


class Card(QFrame):
    """A surface with a heading and what belongs together."""

    def __init__(self, title: str, *parts: QWidget | QLayout | int) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self.body = column(*parts)
        outer = column(spacing=10)
        outer.setContentsMargins(16, 14, 16, 14)
        self.heading = label(title, "section", wraps=True)
        if title:
            outer.addWidget(self.heading)
        outer.addLayout(self.body)
        self.setLayout(outer)


class Answers(QWidget):
    """Plain answers side by side, none of them given before a person gives it."""

    answered = Signal(str)

    def __init__(
        self,
        question: str,
        answers: Sequence[tuple[str, str]],
        *,
        looks: str = "answer",
        upright: bool = False,
        abreast: int = 0,
    ) -> None:
        """`answers` are pairs of value and marked word, translated here; `upright` lays them one
        below the other, `abreast` so many in a line."""
        super().__init__()
        # No button group: one would hide all its buttons but one from Tab.
        self._values = [value for value, _word in answers]
        self._words = [say(word) for _value, word in answers]
        self.buttons: list[QPushButton] = []
        for value, word in answers:
            name = f"{question} {say(word)}"
            plain = button if not upright else Wrapping
            made = plain(say(word), looks, name=name)
            made.setCheckable(True)
            made.clicked.connect(partial(self._clicked, value))
            self.buttons.append(made)
        columns = 1 if upright else abreast
        apart = 4 if looks == "digit" else GRID
        self.setLayout(
            grid(self.buttons, columns) if columns else flow(*self.buttons, spacing=apart)
        )

    def rename(self, question: str) -> None:
        """Ask something else, with the same answers."""
        for made, word in zip(self.buttons, self._words, strict=True):
            made.setAccessibleName(f"{question} {word}")

    def show_answer(self, value: str | None) -> None:
        """Show the recorded answer; None: none was given."""
        for each, own in zip(self.buttons, self._values, strict=True):
            each.setChecked(own == value)

    def _clicked(self, value: str, _checked: bool = False) -> None:
        self.show_answer(value)
        self.answered.emit(value)


class Field(QWidget):
    """A line to type in, under its name."""

    edited = Signal()

    def __init__(self, name: str, hint: str = "", *, width: int = 0, wraps: bool = False) -> None:
        """`wraps`: a long name goes on in a second line."""
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(name)
        if width:
            self.line.setFixedWidth(width)
        self._heading = label(name, "secondary", wraps=wraps)
        self._heading.setBuddy(self.line)
        self.setLayout(column(self._heading, self.line, spacing=4))
        self.line.textEdited.connect(self._edited)

    @property
    def text(self) -> str:
        """What was typed, without blanks around it."""
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Show a text, unless a person is typing there."""
        if not self.line.hasFocus() and self.line.text() != text:
            self.line.setText(text)

    def rename(self, name: str) -> None:
        """Ask for something else."""
        self._heading.setText(name)
        self.line.setAccessibleName(name)

    def _edited(self, _text: str) -> None:
        self.edited.emit()


class KeyButton(QWidget):
    """A button with the key that does the same."""

    pressed = Signal()

    def __init__(self, text: str, key: str, made: QPushButton | None = None) -> None:
        """`made`: a button of another sort, instead of an ordinary one."""
        super().__init__()
        self.button = made or button(
            text, "keyed", name=say("{text}, key {key}").format(text=text, key=key), key=key
        )
        badge = label(key, "key")
        badge.setFixedHeight(20)
        inner = QHBoxLayout(self.button)
        inner.setContentsMargins(0, 0, 6, 0)
        inner.addStretch(1)
        inner.addWidget(badge)
        self.button.setMinimumWidth(0)
        self.button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setLayout(column(self.button))
        self.setFocusProxy(self.button)
        self._badge = badge
        self.button.clicked.connect(self._clicked)

    def sizeHint(self) -> QSize:
        """Return room for the words and the key beside them."""
        inside = self.button.sizeHint()
        return QSize(inside.width() + self._badge.sizeHint().width(), inside.height())

    def _clicked(self) -> None:
        self.pressed.emit()


class Inline(QFrame):
    """A panel that opens in the page, never over it: nothing may cover an alarm."""

    def __init__(self, title: str, *parts: QWidget | QLayout | int) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self.heading = label(title, "strong", wraps=True)
        self.refusal = label("", "refusal", wraps=True)
        self.refusal.hide()
        outer = column(self.heading, *parts, self.refusal, spacing=10)
        outer.setContentsMargins(16, 14, 16, 14)
        self.setLayout(outer)
        self.hide()

    def refuse(self, reasons: Sequence[str]) -> None:
        """Show every reason against what was asked; none hides the line."""
        self.refusal.setText("\n".join(reasons))
        self.refusal.setVisible(bool(reasons))


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def _fill(box: QHBoxLayout | QVBoxLayout, parts: Sequence[QWidget | QLayout | int]) -> None:
    for part in parts:
        if isinstance(part, QWidget):
            box.addWidget(part)
        elif isinstance(part, QLayout):
            box.addLayout(part)
        else:
            box.addStretch(part)


def _polish(widget: QWidget) -> None:
    widget.style().unpolish(widget)
    widget.style().polish(widget)
