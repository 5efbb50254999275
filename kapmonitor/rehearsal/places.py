"""Where the patient's side of a simulated session keeps its disk, in the session's own folder."""

from __future__ import annotations

FOLDER = "patient-side"
DISK_AT_A_CRASH = "patient-side-at-a-crash"
"""The disk as it stood when the program was killed, while that one ends."""
