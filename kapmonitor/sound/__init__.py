"""Alarm sound: what it sounds like, and the output that plays it. Knows no Qt and no session.

The output itself, in `speaker`, is not imported here: its library is slow to load.
"""

from __future__ import annotations

from kapmonitor.sound.fault import NoOutput
from kapmonitor.sound.tones import Urgency
from kapmonitor.sound.voice import Voice

__all__ = ["NoOutput", "Urgency", "Voice"]
