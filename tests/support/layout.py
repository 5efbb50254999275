"""What the eye finds in a window: nothing cut off, nothing over another, nothing outside."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QStackedWidget,
    QWidget,
)

from kapmonitor.ui.key_help import KeyHelp
from kapmonitor.ui.widgets.parts import Elided
from tests.support.reader import told

MARGIN_OF_A_LINE = 2
"""Pixels that a font's own measure may differ by."""
CHEVRON_PX = 28


def complaints(root: QWidget) -> Iterator[str]:
    """Say everything that is wrong with what is in sight."""
    for each in (root, *_ours(root)):
        yield from _cut_off(each)
        yield from _overlaps(each)
        if each is not root:
            yield from _outside(each)


def _cut_off(each: QWidget) -> Iterator[str]:
    if isinstance(each, QLabel) and each.text() and not isinstance(each, Elided):
        yield from _cut_label(each)
    elif isinstance(each, QAbstractButton) and each.text():
        room = each.width() - _badges(each)
        if _wide(each, each.text()) > room - MARGIN_OF_A_LINE:
            yield f"{told(each)} {each.text()!r} is cut off: {room} px"
    elif isinstance(each, QComboBox | QLineEdit):
        words, room = _in_line(each)
        if _wide(each, words) > room:
            yield f"{told(each)} {words!r} is cut off: {room} px"


def _in_line(each: QComboBox | QLineEdit) -> tuple[str, int]:
    """Return the program's own words in a line, and the room for them."""
    if isinstance(each, QComboBox):
        return each.currentText(), each.width() - CHEVRON_PX
    words = "" if each.text() else each.placeholderText()
    return words, each.width() - 2 * MARGIN_OF_A_LINE


def _cut_label(each: QLabel) -> Iterator[str]:
    room = each.contentsRect()
    spare = room.adjusted(0, 0, MARGIN_OF_A_LINE, MARGIN_OF_A_LINE)
    flags = Qt.TextFlag.TextWordWrap if each.wordWrap() else Qt.TextFlag(0)
    needed = each.fontMetrics().boundingRect(
        QRect(0, 0, max(room.width(), 1), 100_000), int(flags), each.text()
    )
    if needed.width() > spare.width() or needed.height() > spare.height():
        yield (
            f"{told(each)} {each.text()!r} is cut off: {needed.width()}x{needed.height()} in "
            f"{room.width()}x{room.height()}"
        )


def _overlaps(each: QWidget) -> Iterator[str]:
    if isinstance(each, QStackedWidget | QAbstractButton | QComboBox):
        return  # one of a stack is in sight; a button holds the badge of its key
    children = [child for child in _children(each) if not isinstance(child, KeyHelp)]
    for one, other in combinations(children, 2):
        if one.geometry().intersects(other.geometry()):
            yield f"{told(one)} lies over {told(other)}"


def _outside(each: QWidget) -> Iterator[str]:
    above = each.parentWidget()
    if above is None:
        return
    room, place = above.rect(), each.geometry()
    scrolling = isinstance(above.parentWidget(), QScrollArea)
    if scrolling:
        place = QRect(place.left(), 0, place.width(), 1)
    if not room.contains(place):
        yield f"{told(each)} sticks out of {told(above)}: {place} in {room}"


def _ours(root: QWidget) -> Iterator[QWidget]:
    """Yield what is in sight, without the inner parts of Qt's own lists."""
    for child in _children(root):
        yield child
        if isinstance(child, QScrollArea):
            inside = child.widget()
            if inside is not None and inside.isVisible():
                yield inside
                yield from _ours(inside)
        elif not isinstance(child, QAbstractScrollArea | QComboBox | QLineEdit):
            yield from _ours(child)


def _children(each: QWidget) -> list[QWidget]:
    found = each.children()
    return [
        child
        for child in found
        if isinstance(child, QWidget)
        and child.isVisible()
        and not child.isWindow()
        and not isinstance(child, QScrollBar)
    ]


def _wide(each: QWidget, text: str) -> int:
    return max((each.fontMetrics().horizontalAdvance(line) for line in text.split("\n")), default=0)


def _badges(each: QAbstractButton) -> int:
    """Return the width that the badge of a key takes of a button."""
    return sum(child.width() for child in _children(each))
