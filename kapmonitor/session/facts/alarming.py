"""Alarm conditions, the answers to them, and the computer's own troubles."""

from __future__ import annotations

from kapmonitor.session.fact import fact
from kapmonitor.session.vocabulary import (
    AlarmKind,
    HostCondition,
    Priority,
    SoundMode,
)


@fact
class AlarmRaised:
    """An alarm condition began."""

    code: str
    kind: AlarmKind
    priority: Priority
    reason: str
    action: str
    confirmed: bool
    evidence: tuple[int, ...]


@fact
class AlarmChanged:
    """An open alarm condition was confirmed, escalated, or has new evidence."""

    code: str
    priority: Priority
    reason: str
    action: str
    confirmed: bool
    evidence: tuple[int, ...]


@fact
class AlarmCleared:
    """An alarm condition ended; a latching one stays shown until acknowledged."""

    code: str
    released: bool = False
    """Whether it is no longer shown: a graver one took its place, or the values are normal."""


@fact
class AlarmAcknowledged:
    """A person saw the alarm. It does not hide it and never clears it."""

    codes: tuple[str, ...]


@fact
class AlarmActionRecorded:
    """What a person did about an alarm."""

    code: str
    did: str


@fact
class AudioPaused:
    """Alarm sound was paused until a moment of session time."""

    until_s: float


@fact
class AudioResumed:
    """The audio pause ended, or a new high alarm broke through it."""


@fact
class SoundSet:
    """Medium and low alarm sound was set soft or off for this session."""

    priority: Priority
    mode: SoundMode


@fact
class SoundTested:
    """A test tone was played before the dose, and a person said what came of it."""

    output: str
    """What the computer calls the output."""
    heard: bool
    """Whether the therapist heard it, and the patient did not."""


@fact
class HostConditionChanged:
    """The computer reported a technical condition, or its end."""

    condition: HostCondition
    active: bool
    detail: str
    value: float | None = None


@fact
class ClockDiscontinuityDetected:
    """UTC and the monotonic clock disagree by `step_s` since the last input."""

    step_s: float
