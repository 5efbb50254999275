"""The key map, generated from the one table; shown in the page, never over an alarm."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from kapmonitor.session.protocol import ProtocolPreset
from kapmonitor.ui.keys import key_map
from kapmonitor.ui.widgets.parts import Card, button, clear, column, label, row

_COLUMNS = 2


class KeyHelp(QWidget):
    """Every key and what it does."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(8)
        self._close = button("Close", "primary", key="Esc")
        self._close.clicked.connect(self.closed)
        card = Card("Keys of the live screen")
        card.body.addLayout(self._grid)
        outer = column(card, row(1, self._close), 1)
        outer.setContentsMargins(28, 24, 28, 24)
        self.setLayout(outer)

    def show_keys(self, preset: ProtocolPreset | None) -> None:
        """List the keys with those of a preset."""
        clear(self._grid)
        rows = key_map(preset)
        half = (len(rows) + _COLUMNS - 1) // _COLUMNS
        for place, (key, words) in enumerate(rows):
            line, column_ = place % half, place // half * 2
            self._grid.addWidget(label(key, "key"), line, column_, Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(label(words), line, column_ + 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self._close.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
