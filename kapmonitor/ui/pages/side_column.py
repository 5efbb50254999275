"""The right column of the live screen: what is next, what happened, and the timeline under them.

The timeline keeps its place at the foot, however much stands above it; what is too high for the
window scrolls there, and nothing else does.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from kapmonitor.ui.widgets.parts import column

WIDTH = 304
GAP = 8
_INSIDE = (16, 8, 16, 8)
ROOMY = 900
"""Pixels of height from which everything stands in the column while an alarm needs room."""


class SideColumn(QWidget):
    """Cards in a place that scrolls, over a foot that stays."""

    def __init__(self, cards: tuple[QWidget, ...], foot: QWidget) -> None:
        super().__init__()
        inside = QWidget()
        for each in (*cards, foot):
            _tighten(each)
        laid = column(*cards, 1, spacing=GAP)
        laid.setContentsMargins(0, 0, 12, 0)
        inside.setLayout(laid)
        self._place = _AsHighAsNeeded(inside)
        below = column(foot)
        below.setContentsMargins(0, 0, 12, 0)
        whole = column(self._place, below, spacing=GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFixedWidth(WIDTH)

    def bring(self, widget: QWidget) -> None:
        """Scroll so far that a widget shows."""
        self._place.ensureWidgetVisible(widget, 0, 8)


class _AsHighAsNeeded(QScrollArea):
    """A place that asks for the height of what is in it, and scrolls when it gets less."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        inside.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """Return the room that everything inside needs at this width."""
        inside = self.widget()
        laid = inside.layout() if inside is not None else None
        if laid is None:
            return super().sizeHint()
        wide = max(self.viewport().width(), laid.minimumSize().width())
        high = laid.totalHeightForWidth(wide) if laid.hasHeightForWidth() else -1
        return QSize(wide, high if high > 0 else laid.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """It may shrink: it scrolls."""
        return QSize(0, 80)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another height when what is inside changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def _tighten(card: QWidget) -> None:
    """Let a card take no more height than it needs: everything is to be in sight at once."""
    laid = card.layout()
    if laid is not None:
        laid.setContentsMargins(*_INSIDE)
        laid.setSpacing(4)
