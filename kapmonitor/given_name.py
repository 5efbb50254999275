"""What a person gives for a preset or a scenario: its name, or the path of a file."""

from __future__ import annotations

from devices.peer_text import clean

LONGEST = 1024
"""Characters; no path that somebody keeps files under is longer."""


def too_long(what: str, name: str) -> str | None:
    """Return what to say about a name that is no name for a `what`, or None."""
    if len(name) <= LONGEST:
        return None
    return (
        f"{clean(name)}…: {len(name)} characters; permitted for the name or the file of a {what}: "
        f"at most {LONGEST} characters"
    )
