"""A window after everything that moves in it has come to rest."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

ROUNDS = 6
"""So deep do layouts lie in one another; lines that wrap find their heights one by one."""


def lay_out() -> None:
    """Let layouts and answers arrive.

    At the end without timers: one that fires in the last round moves things, and what it posts
    would lie there unread while somebody looks at what is where.
    """
    for _ in range(ROUNDS):
        QApplication.processEvents()
    for _ in range(ROUNDS):
        QApplication.sendPostedEvents()
