"""The right column of the live screen: what is next, what happened, and the timeline under them.

The timeline keeps its place at the foot, however much stands above it; what is too high for the
window scrolls there, and nothing else does. While an alarm needs the column the foot's list goes
where it finds no room beside what there is to do: its heading stays, with what corrects a mistake.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from kapmonitor.ui.widgets.parts import column

WIDTH = 304
GAP = 8
_INSIDE = (16, 8, 16, 8)
LIST_LEAST = 110
"""Pixels of the foot with a few lines of its list."""


class SideColumn(QWidget):
    """Cards in a place that scrolls, over a foot that stays."""

    def __init__(self, cards: tuple[QWidget, ...], foot: QWidget, listed: QWidget) -> None:
        """`listed`: the list in the foot."""
        super().__init__()
        self._foot, self._listed = foot, listed
        self._needed = False
        inside = QWidget()
        for each in (*cards, foot):
            _tighten(each)
        laid = column(*cards, 1, spacing=GAP)
        laid.setContentsMargins(0, 0, 12, 0)
        inside.setLayout(laid)
        self._place = _AsHighAsNeeded(inside)
        self._below = column(foot)
        self._below.setContentsMargins(0, 0, 12, 0)
        whole = column(self._place, self._below, spacing=GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFixedWidth(WIDTH)

    def bring(self, widget: QWidget) -> None:
        """Scroll so far that a widget shows."""
        self._place.ensureWidgetVisible(widget, 0, 8)

    def give_room(self, *, needed: bool) -> None:
        """Let the foot's list go where it has no room, while what is above it is `needed`."""
        self._needed = needed
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Look anew whether there is room for the list: here or above it something changed."""
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._fit()
        return done

    def _fit(self) -> None:
        left = self.height() - self._place.sizeHint().height() - GAP
        shown = not self._needed or left >= LIST_LEAST
        if shown is self._listed.isHidden():
            self._listed.setVisible(shown)
            fills = Qt.AlignmentFlag(0) if shown else Qt.AlignmentFlag.AlignTop
            self._below.setAlignment(self._foot, fills)


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
