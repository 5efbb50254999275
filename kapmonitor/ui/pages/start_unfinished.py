"""Sessions that wait for somebody on the first page: not ended, or not signed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapmonitor.language import say
from kapmonitor.session.code_words import coded
from kapmonitor.ui.dates import short_day
from kapmonitor.ui.widgets.parts import Card, button, clear, label, row

if TYPE_CHECKING:  # the first page is painted before the rest is loaded
    from kapmonitor.record.session_index import SessionRow

UNSIGNED_SHOWN = 5


class Unfinished(Card):
    """Sessions that were left without an outcome, or without a signature."""

    resume = Signal(str)

    def __init__(self) -> None:
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        super().__init__(say("Unfinished sessions"), self._list)
        self._rows: tuple[tuple[SessionRow, str], ...] = ()
        self.hide()

    def show_rows(self, rows: tuple[tuple[SessionRow, str], ...]) -> None:
        """Show each with its button; nothing unfinished hides the card."""
        self.setVisible(bool(rows))
        if rows == self._rows:
            return
        self._rows = rows
        clear(self._list)
        ended = [each for each in rows if each[0].ended is not None]
        for each, name in rows[: len(rows) - len(ended)] + tuple(ended[:UNSIGNED_SHOWN]):
            self._list.addWidget(self._row(each, name))
        if ended[UNSIGNED_SHOWN:]:
            self._list.addWidget(label(say("More are not signed yet: see History."), "secondary"))

    def _row(self, each: SessionRow, name: str) -> QWidget:
        begun = each.opened + timedelta(minutes=each.utc_offset_min)
        over = each.ended is not None
        stands = say("ended, not signed") if over else coded(each.phase)
        told = f"{short_day(begun)}, {begun:%H:%M} · {stands}"
        shown = say("SIMULATED") if each.simulated else name or each.patient
        does = say("Finish") if over else say("Resume")
        go = button(does, name=f"{does} {shown}, {told}")
        go.clicked.connect(lambda: self.resume.emit(each.id))
        words = label(told, "secondary")
        line = QWidget()
        line.setLayout(row(label(shown, "strong"), words, 1, go))
        return line
