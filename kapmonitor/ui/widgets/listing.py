"""A table to read and choose from, alike wherever sessions are listed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget

from kapmonitor.language import say

ROW_PX, APART_PX = 40, 24


def listing(
    heads: Sequence[str], name: str, *, stretched: int, tight: bool = False
) -> QTableWidget:
    """Make an empty table of marked heads; the column at `stretched` takes what room is left.

    A `tight` one has many columns in small letters, and breaks the words of the stretched one.
    """
    table = QTableWidget(0, len(heads))
    table.setHorizontalHeaderLabels([say(each) for each in heads])
    table.setAccessibleName(name)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW_PX)
    table.setShowGrid(False)
    table.setWordWrap(tight)
    if tight:
        table.setProperty("kind", "tight")
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    laid = table.horizontalHeader()
    laid.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    laid.setHighlightSections(False)
    laid.setMinimumSectionSize(APART_PX * (1 if tight else 3))
    laid.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    laid.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return table
