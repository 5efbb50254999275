"""What can go wrong with a sound output."""

from __future__ import annotations


class NoOutput(Exception):
    """There is no such output, or it cannot be opened; the text says what to do."""
