"""pytest-qt's hands, which wait for what must come as long as a busy machine may take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

PATIENCE_MS = 60_000
"""Costs a test that fails, and no other."""


class UnhurriedBot(QtBot):
    """Its waits end as soon as what they wait for is there, and fail no sooner than this."""

    def waitUntil(  # noqa: N802  its name
        self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS
    ) -> None:
        super().waitUntil(callback, timeout=max(timeout, PATIENCE_MS))

    def waitSignal(  # noqa: N802  its name
        self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any
    ) -> Any:
        return super().waitSignal(signal, timeout=max(timeout, PATIENCE_MS), **more)

    def waitExposed(  # noqa: N802  its name
        self, widget: QWidget, *, timeout: int = PATIENCE_MS
    ) -> Any:
        return super().waitExposed(widget, timeout=max(timeout, PATIENCE_MS))
