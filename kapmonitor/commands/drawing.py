"""The report and the live screen as files, drawn by Qt without a display."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from kapmonitor.exports import write_whole
from kapmonitor.machine import offscreen_obstacles
from kapmonitor.practice import PastSession
from kapmonitor.session.state import Session


class CannotDraw(Exception):
    """Qt cannot draw here; the text has the cure."""


def prepare_drawing() -> None:
    """Make Qt draw without a display. Raises CannotDraw before it could abort the program."""
    if obstacles := offscreen_obstacles():
        raise CannotDraw(" ".join(map(str, obstacles)))
    if find_spec("PySide6") is None:
        raise CannotDraw("Qt for Python is not installed. `kapmonitor doctor` says how to get it.")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Without a window system Qt warns of each wish that no window system is there to grant.
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")


def draw_report(past: PastSession, path: Path) -> str:
    """Write the PDF report; return its SHA-256. Raises CannotDraw, ExportFault."""
    prepare_drawing()
    from kapmonitor.app import QtFault, write_report_offscreen

    try:
        return write_whole(path, lambda part: write_report_offscreen(past, part))
    except QtFault as fault:
        raise CannotDraw(str(fault)) from fault


def draw_live_screen(session: Session, path: Path) -> str:
    """Write the live screen as it looked at the session's last entry. Raises as above."""
    prepare_drawing()
    from kapmonitor.app import QtFault, write_live_picture

    try:
        return write_whole(path, lambda part: write_live_picture(session, session.last, part))
    except QtFault as fault:
        raise CannotDraw(str(fault)) from fault
