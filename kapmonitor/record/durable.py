"""Putting a finished file in its place so that a power cut finds the old one or the new one."""

from __future__ import annotations

import os
from pathlib import Path


def move_durably(part: Path, target: Path) -> None:
    """Flush `part` and give it the name `target`. Raises OSError."""
    _flush(part, os.O_RDWR)
    part.replace(target)
    if os.name == "posix":  # elsewhere a folder cannot be opened, and need not be
        _flush(target.parent, os.O_RDONLY)


def _flush(path: Path, how: int) -> None:
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
