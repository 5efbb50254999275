"""Putting a finished file in its place so that a power cut finds the old one or the new one."""

from __future__ import annotations

import os
from pathlib import Path


def move_durably(part: Path, target: Path) -> None:
    """Flush `part` and give it the name `target`. Raises OSError."""
    flush(part)
    part.replace(target)
    if os.name == "posix":  # elsewhere a folder cannot be opened, and need not be
        flush(target.parent, os.O_RDONLY)


def flush(path: Path, how: int = os.O_RDWR) -> None:
    """Let the disk itself have everything of a file, or the names in a folder. Raises OSError."""
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
