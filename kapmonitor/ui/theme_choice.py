"""The theme that was chosen, kept for the next start; one that cannot be kept holds for now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kapmonitor.ui.bridge import Bridge

if TYPE_CHECKING:  # the first page is painted before the rest is loaded
    from kapmonitor.practice import Practice


def keep_theme(bridge: Bridge, name: str) -> None:
    """Keep a theme in the practice's settings; a simulated session has none."""
    session = bridge.snapshot.session

    def keep(practice: Practice) -> None:
        practice.keep_settings(replace(practice.settings(), theme=name))

    if session is None or not session.simulated:
        bridge.practice(keep, _whatever)


def _whatever(_answer: object) -> None:
    """Whatever the answer, there is nothing to do about it here."""
