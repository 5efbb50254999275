"""Finds what is cut off and what lies over its neighbour on a page as it is laid out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QScrollBar, QWidget

from kapmonitor.ui.widgets.parts import Elided

SLACK_PX = 1


def faults(root: QWidget) -> list[str]:
    """Return in words what a person could not read in a window that is shown."""
    seen = [each for each in root.findChildren(QWidget) if each.isVisible()]
    return [*_cut_off(seen), *_overlapping(seen)]


def _cut_off(widgets: list[QWidget]) -> Iterator[str]:
    for each in widgets:
        match each:
            case Elided() | QScrollBar():
                continue  # made to end in an ellipsis
            case QLabel() if each.text() and each.wordWrap():
                short = each.heightForWidth(each.width()) > each.height() + SLACK_PX
                narrow = _longest_word(each) > each.contentsRect().width() + SLACK_PX
            case QLabel() if each.text():
                short = each.sizeHint().height() > each.height() + SLACK_PX
                narrow = each.sizeHint().width() > each.width() + SLACK_PX
            case QAbstractButton() | QComboBox():
                short = each.minimumSizeHint().height() > each.height() + SLACK_PX
                narrow = each.minimumSizeHint().width() > each.width() + SLACK_PX
            case _:
                continue
        if short or narrow:
            size = f"{each.width()}x{each.height()}"
            yield f"cut off at {size}: {type(each).__name__} {_words(each)!r}"


def _overlapping(widgets: list[QWidget]) -> Iterator[str]:
    for parent in {each.parentWidget() for each in widgets}:
        layout = parent.layout() if parent is not None else None
        if parent is None or layout is None or isinstance(parent, QAbstractButton):
            continue
        laid = [each for each in widgets if each.parentWidget() is parent]
        laid = [each for each in laid if layout.indexOf(each) >= 0]
        for one, other in combinations(laid, 2):
            shared = one.geometry() & other.geometry()
            if shared.width() > SLACK_PX and shared.height() > SLACK_PX:
                yield f"{_words(one)!r} and {_words(other)!r} lie over one another"


def _longest_word(shown: QLabel) -> int:
    words = shown.text().replace("\u200b", " ").split() or [""]
    return max(shown.fontMetrics().horizontalAdvance(word) for word in words)


def _words(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    named = widget.accessibleName() or type(widget).__name__
    return str(text())[:60] if callable(text) and text() else named


def mirrored(root: QWidget) -> bool:
    """Return whether a window is laid out from right to left."""
    return root.layoutDirection() is Qt.LayoutDirection.RightToLeft
