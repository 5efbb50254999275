"""What the desktop and a screen reader call the window: the page in sight, never a patient.

Titles stand in task bars, in lists of windows and in screens that are shared.
"""

from __future__ import annotations

from kapmonitor.language import mark, say
from kapmonitor.session.phase import Phase

PROGRAM = "kapmonitor"
_PAGES = {
    "prepare": mark("Prepare"),
    "baseline": mark("Baseline"),
    "dose": mark("Dose"),
    "monitoring": mark("Monitor"),
    "discharge": mark("Discharge"),
    "report": mark("Report"),
    "history": mark("History"),
    "pairing": mark("Devices"),
    "settings": mark("Settings"),
}

STEP_OF = {
    Phase.PREPARATION: "prepare",
    Phase.BASELINE: "baseline",
    Phase.MONITORING: "monitoring",
    Phase.RECOVERY: "discharge",
    Phase.CLOSED: "report",
    Phase.LOCKED: "report",
}
"""The page that belongs to each phase of a session."""


def title_of(page: str) -> str:
    """Return the window's title while a page is in sight; the first page is the program itself."""
    if page not in _PAGES:
        return PROGRAM
    return f"{say(_PAGES[page])} – {PROGRAM}"
