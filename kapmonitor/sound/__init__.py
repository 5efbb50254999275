"""Alarm sound: what it sounds like, and the output that plays it. Knows no Qt and no session."""

from __future__ import annotations

from kapmonitor.sound.speaker import NoOutput, Speaker, outputs
from kapmonitor.sound.tones import Urgency
from kapmonitor.sound.voice import Voice

__all__ = ["NoOutput", "Speaker", "Urgency", "Voice", "outputs"]
