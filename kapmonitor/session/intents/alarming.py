"""Answers to alarms."""

from __future__ import annotations

from kapmonitor.session.fact import fact


@fact
class AcknowledgeAlarms:
    """Acknowledge alarms by code; empty means all that are open now."""

    codes: tuple[str, ...] = ()


@fact
class PauseAudio:
    """Pause alarm sound for one of the preset's permitted spans."""

    seconds: float


@fact
class ResumeAudio:
    """End the audio pause."""
