"""The key map, generated from the one table; beside what it is about, never over it.

It opens at the right edge, over buttons that have the same keys, and leaves the keyboard where it
is: every key does what the list says while the list is read.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from kapmonitor.language import say
from kapmonitor.session.protocol import ProtocolPreset
from kapmonitor.ui.keys import key_map
from kapmonitor.ui.widgets.parts import button, clear, column, label, row

WIDTH = 328


class KeyHelp(QFrame):
    """Every key and what it does."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        close = button(say("Close  ?"), "small", name=say("Close the keys, key ?"))
        close.clicked.connect(self.closed)
        outer = column(row(label(say("Keys"), "section"), 1, close), self._list(), spacing=10)
        outer.setContentsMargins(16, 12, 4, 12)
        self.setLayout(outer)
        self.hide()

    def show_keys(self, preset: ProtocolPreset | None) -> None:
        """List the keys with those of a preset."""
        clear(self._grid)
        for line, (key, words) in enumerate(key_map(preset)):
            self._grid.addWidget(label(key, "key"), line, 0, Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(label(words, wraps=True), line, 1)
        self.show()
        self.raise_()

    def _list(self) -> QScrollArea:
        inside = QWidget()
        inside.setLayout(column(self._grid, 1))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area
