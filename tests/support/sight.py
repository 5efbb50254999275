"""The program as it is, with somebody who says what is to be seen in its window.

`python -m tests.support.sight SOCKET [arguments of kapmonitor]` runs the program itself; beside it
a thread answers each line on the socket with one JSON line: what is in sight, where on the screen,
and what it is called. It presses nothing: hands are elsewhere, at the X server.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QObject, QRect, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from kapmonitor.cli import main

Told = dict[str, object]


class Sight(QObject):
    """Looks when it is asked to, on the window's own thread."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.seen = "[]"
        self.asked.connect(self._look, Qt.ConnectionType.BlockingQueuedConnection)

    def answer(self, path: Path) -> None:
        """Answer whoever connects, one at a time, for as long as the program runs."""
        with socket.socket(socket.AF_UNIX) as door:
            door.bind(str(path))
            door.listen()
            while True:
                asker, _ = door.accept()
                with asker, asker.makefile("rw") as line:
                    while line.readline():
                        self.asked.emit()
                        line.write(self.seen + "\n")
                        line.flush()

    @Slot()
    def _look(self) -> None:
        here = QApplication.focusWidget()
        windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        shown = [
            told(each, here)
            for top in windows
            for each in (top, *top.findChildren(QWidget))
            if each.isVisible() and speaks(each)
        ]
        self.seen = json.dumps(shown)


def speaks(each: QWidget) -> bool:
    """Return whether it says something, or takes something."""
    kinds = (QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QComboBox)
    return isinstance(each, kinds) or each.isWindow() or bool(each.accessibleName())


def says(each: QWidget) -> str:
    """Return the words in it."""
    if isinstance(each, QComboBox):
        return each.currentText()
    if isinstance(each, QPlainTextEdit):
        return each.toPlainText()
    if isinstance(each, QAbstractButton | QLabel | QLineEdit) and each.text():
        return each.text()
    return each.accessibleDescription()


def told(each: QWidget, here: QWidget | None) -> Told:
    """Return one thing: what it is called, what it says, and which part of it is in sight."""
    part = each.visibleRegion().boundingRect()
    seen = QRect(each.mapToGlobal(part.topLeft()), part.size())
    there = QApplication.widgetAt(seen.center())
    if there is not each and not (there and each.isAncestorOf(there)):
        seen = QRect()  # something lies over it
    text = says(each)
    return {
        "kind": type(each).__name__,
        "name": each.accessibleName() or (each.windowTitle() if each.isWindow() else text),
        "text": text,
        "at": (seen.x(), seen.y(), seen.width(), seen.height()),
        "whole": seen.size() == each.size(),
        "enabled": each.isEnabled(),
        "focus": each is here,
        "acts": isinstance(each, QAbstractButton | QLineEdit | QComboBox | QPlainTextEdit),
    }


if __name__ == "__main__":
    path, *arguments = sys.argv[1:]
    sight = Sight()
    threading.Thread(target=sight.answer, args=(Path(path),), daemon=True).start()
    sys.exit(main(arguments))
