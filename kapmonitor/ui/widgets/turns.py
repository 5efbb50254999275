"""Two controls that take each other's place: the keyboard stays with whichever is there.

Hidden under the keyboard, a control hands it to the next one on the page: from *Measure* into a
line of text, say, where the next press would write.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def take_turns(there: QWidget, gone: QWidget) -> None:
    """Show one in the place of the other, which may have the keyboard or hold what has it."""
    focus = QApplication.focusWidget()
    held = focus is not None and (focus is gone or gone.isAncestorOf(focus))
    there.show()
    if held:
        (there.focusProxy() or there).setFocus(Qt.FocusReason.OtherFocusReason)
    gone.hide()
