"""Text that a device or a driver chip chose, made fit to be shown.

A name on the air is written by whoever holds the radio. Control characters, line breaks and
bidirectional overrides could garble a terminal, forge a line of a log, or make one device look
like another.
"""

from __future__ import annotations

import unicodedata

NAME_LIMIT = 64


def clean(text: str | None, limit: int = NAME_LIMIT) -> str:
    """Return `text` on one line, without control or format characters, at most `limit` long."""
    shown = "".join(map(_shown, text or ""))
    return " ".join(shown.split())[:limit].rstrip()


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cc" or category.startswith("Z"):
        return " "
    return "" if category.startswith("C") else character
