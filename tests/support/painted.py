"""Which widgets paint themselves."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

WORDED = (QAbstractButton,)
"""What paints more than Qt would, but still has its words for a screen reader."""


def paints_itself(each: QWidget) -> bool:
    """Whether what can be seen of it is known to its painting alone."""
    ours = type(each).__module__.startswith("kapmonitor")
    worded = isinstance(each, QLabel) and each.pixmap().isNull()
    painting = any("paintEvent" in kind.__dict__ for kind in type(each).__mro__ if _ours(kind))
    return ours and painting and not worded and not isinstance(each, WORDED)


def _ours(kind: type) -> bool:
    return kind.__module__.startswith("kapmonitor")
