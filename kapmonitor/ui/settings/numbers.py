"""Numbers as people type them in a setting, and as they are shown there. Pure; no Qt."""

from __future__ import annotations

from math import isfinite

from kapmonitor.language import figure


def number_in(text: str) -> float | None:
    """Return the number that was typed, with a point or a comma; None where there is none."""
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return value if isfinite(value) else None


def shown(value: float | None) -> str:
    """Return a number without a false decimal; nothing where there is none."""
    return "" if value is None else figure(value)
