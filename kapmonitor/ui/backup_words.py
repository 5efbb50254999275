"""How the practice stands with its backups, in words that promise nothing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kapmonitor.language import mark, say

if TYPE_CHECKING:  # the first page is painted before the rest is loaded
    from kapmonitor.backups import BackupState

UNDECIDED = mark("Nobody has decided yet where backups go: see Settings, Data.")
OFF = mark("Backups by themselves are off.")
MB = 1_000_000


def backups_told(state: BackupState) -> str:
    """Return the line of the first page; empty while there is nothing to lose."""
    if not state.anything:
        return ""
    rule = say(UNDECIDED) if not state.when else say(OFF) if state.when == "off" else ""
    return " ".join(filter(None, (last_told(state), rule, fault_told(state))))


def last_told(state: BackupState) -> str:
    """Return when the last proved backup was made."""
    return say("Last proved backup: {when}.").format(when=_ago(state.last, state.now))


def fault_told(state: BackupState) -> str:
    """Return why the last try failed; empty: it did not."""
    return say("The last try failed: {why}").format(why=state.fault) if state.fault else ""


def size_told(octets: int) -> str:
    """Return a size as a person reads it."""
    return f"{octets / MB:.1f} MB" if octets < 100 * MB else f"{octets / MB / 1000:.1f} GB"


def _ago(last: datetime | None, now: datetime) -> str:
    if last is None:
        return say("none yet")
    days = (now - last).days
    if days < 1:
        return say("less than a day ago")
    return say("one day ago") if days == 1 else say("{days} days ago").format(days=days)
