"""A session of the past as the window shows one: whole, at its last moment, and read only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kapmonitor.port import Snapshot

if TYPE_CHECKING:  # the first page is painted before the rest is loaded
    from kapmonitor.practice import PastSession


def snapshot_of(past: PastSession) -> Snapshot:
    """Return what the pages draw of it."""
    session = past.session
    return Snapshot(
        session=session,
        at=session.last,
        utc=session.last.utc,
        saved_utc=session.last.utc,
        head=past.head,
        read_only=True,
    )
