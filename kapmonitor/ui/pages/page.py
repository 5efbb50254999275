"""What every page of the window is: it draws the newest snapshot and sends intents.

A page holds what a person is typing and nothing else; everything shown comes from the snapshot,
so that a skipped frame or a restart changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kapmonitor.port import Answer, Snapshot
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.theme import Theme

if TYPE_CHECKING:
    from kapmonitor.session.intent import Intent


class Page(QWidget):
    """One step of the session, or one place beside it."""

    name = ""
    """What the record says about where an intent came from."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self.bridge = bridge
        self.theme = theme
        self.setProperty("kind", "page")

    def draw(self, snapshot: Snapshot) -> None:
        """Show this snapshot; called for the page in sight only, and when it comes in sight."""

    def correct_dose(self) -> None:
        """Open what corrects a dose, on the pages that have it."""

    def show_patients_cuff(self) -> None:
        """Bring the card of the patient's cuff in sight, on the page that has it."""

    def ask(self, intent: Intent, done: Callable[[Answer], None] | None = None) -> None:
        """Send an intent from this page."""
        self.bridge.submit(intent, done, page=self.name)
