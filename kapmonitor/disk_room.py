"""How many sessions the record's disk still has room for, told before one begins.

While a session is open the watch over the computer tells it, by the limits of the preset.
"""

from __future__ import annotations

import shutil
from pathlib import Path

SESSION_OCTETS = 15_000_000
"""What a long session takes: three hours with strap and oximeter once a second are 10 MB in the
record (measured, 460 octets an entry), and SQLite's log beside it comes to 4 MB before it is
folded in."""


def sessions_that_fit(folder: Path) -> int | None:
    """Return for how many sessions there is room; None where the disk does not say."""
    try:
        return shutil.disk_usage(folder).free // SESSION_OCTETS
    except OSError:
        return None
