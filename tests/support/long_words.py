"""Words as long as those of a language that needs more room than English."""

from __future__ import annotations

MORE = 0.4
"""How much longer a text gets: what is usually said of translations of short texts."""
_PIECE = "ñandú "


def lengthened(text: str) -> str:
    """Return a text with so much more behind it; patterns such as YYYY-MM-DD stay as they are."""
    more = round(len(text) * MORE) if any(each.islower() for each in text) else 0
    tail = (_PIECE * (more // len(_PIECE) + 1))[:more].strip()
    return f"{text} {tail}" if tail and text.strip() else text
