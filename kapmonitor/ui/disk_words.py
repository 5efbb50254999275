"""A disk nearly full, said before a session begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kapmonitor.language import say

if TYPE_CHECKING:  # the first page is painted before the rest is loaded
    from kapmonitor.practice import Practice


def disk_told(practice: Practice) -> str:
    """Return how little room there is; empty while there is enough. Raises SettingsFault."""
    from kapmonitor.disk_room import sessions_that_fit

    fit = sessions_that_fit(practice.record.path.parent)
    if fit is None or fit >= practice.settings().disk_low_sessions:
        return ""
    if fit < 1:
        return say(
            "The record's disk has no room for a whole session. Free some space before one begins."
        )
    return say(
        "The record's disk is nearly full: room for about {count} sessions. Free some space."
    ).format(count=fit)
