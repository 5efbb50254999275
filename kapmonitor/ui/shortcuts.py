"""The keys that are heard on every page, wherever the keyboard is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def hear(window: QWidget, keys: Iterable[tuple[str, Callable[[], object]]]) -> None:
    """Let each key do what it is for while this window has the keyboard, once a press.

    A held A would otherwise answer the alarm that comes next, unseen.
    """
    for key, do in keys:
        made = QShortcut(QKeySequence(key), window)
        made.setAutoRepeat(False)
        made.activated.connect(do)
