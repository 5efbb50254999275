"""What becomes of the keyboard when the control that has it goes.

Qt hands it to the next control that is there, and the next press of Return would act on that one,
which nobody chose.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


@contextmanager
def keyboard_stays(inside: QWidget) -> Iterator[None]:
    """Keep the keyboard where nothing acts on Return, should what has it inside go meanwhile.

    It rests on `inside`, or on what is around it; Tab goes on from there.
    """
    before = QApplication.focusWidget()
    holds = before is not None and inside.isAncestorOf(before)
    yield
    if not holds or before is None or before.isVisible():
        return
    rest: QWidget | None = inside
    while rest is not None and not rest.isVisible():
        rest = rest.parentWidget()
    if rest is not None:
        rest.setFocus(Qt.FocusReason.OtherFocusReason)
