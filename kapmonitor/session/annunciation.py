"""What light, sound and banner are to say: a function of the session at a moment.

Nothing here is a one-time effect. After a restart or a skipped frame the same session annunciates
the same: an alarm that nobody answered cannot be lost.
"""

from __future__ import annotations

from kapmonitor.session.fact import fact
from kapmonitor.session.instant import Instant
from kapmonitor.session.state import Alarm, Session
from kapmonitor.session.vocabulary import AlarmKind, Priority, SoundMode


@fact
class BannerLine:
    """One alarm as the bar shows it, the most urgent line first."""

    code: str
    kind: AlarmKind
    priority: Priority
    text: str
    """The value, whether it is confirmed, which limit and by how much."""
    action: str
    """What to do, with the number to call."""
    confirmed: bool
    acknowledged: bool
    acknowledged_by: str
    active: bool
    """False: the condition is over, and shown until a person acknowledges it."""
    raised: Instant


@fact
class Annunciation:
    """Everything that the alarm bar and the sound need at one moment."""

    priority: Priority | None
    """The highest that is shown; None: nothing is."""
    audible: bool
    """Whether alarm sound is due now, in the manner of `sounding`."""
    sounding: Priority | None
    """The highest unanswered priority that sounds."""
    flashing: bool
    lines: tuple[BannerLine, ...]
    reminder_at: Instant | None
    """When unanswered alarms are to be shown afresh."""
    audio_paused_until: Instant | None
    audio_left_s: float | None
    """How much longer the sound is paused; None: it is not."""
    muted: bool
    """Whether an unanswered medium alarm is silent because its sound was set off."""


def annunciation(session: Session, at: Instant) -> Annunciation:
    """Return what to show and sound at this moment."""
    shown = sorted(session.alarms.values(), key=_urgency)
    unanswered = [alarm for alarm in shown if alarm.acknowledged is None]
    paused = _paused_until(session, at)
    sounding = _highest([alarm for alarm in unanswered if _sounds(session, alarm)])
    return Annunciation(
        priority=_highest(shown),
        audible=sounding is not None and paused is None,
        sounding=sounding,
        flashing=any(alarm.priority is not Priority.LOW for alarm in unanswered),
        lines=tuple(_line(alarm) for alarm in shown),
        reminder_at=_reminder(session, unanswered, at),
        audio_paused_until=paused,
        audio_left_s=None if paused is None else paused.elapsed_s - at.elapsed_s,
        muted=any(_is_muted(session, alarm) for alarm in unanswered),
    )


def _urgency(alarm: Alarm) -> tuple[int, bool, bool, bool, float]:
    """Unanswered first, then the patient before the equipment, what is proven, the older."""
    return (
        -alarm.priority.rank,
        alarm.acknowledged is not None,
        alarm.kind is AlarmKind.TECHNICAL,
        not alarm.confirmed,
        alarm.raised.elapsed_s,
    )


def _highest(alarms: list[Alarm]) -> Priority | None:
    found = (alarm.priority for alarm in alarms)
    return max(found, key=lambda priority: priority.rank, default=None)


def _sounds(session: Session, alarm: Alarm) -> bool:
    """High always sounds; medium unless it was set off; low only where it was set soft."""
    if alarm.priority is Priority.HIGH:
        return True
    silent = SoundMode.OFF if alarm.priority is Priority.LOW else SoundMode.SOFT
    return session.sound.get(alarm.priority, silent) is SoundMode.SOFT


def _is_muted(session: Session, alarm: Alarm) -> bool:
    return alarm.priority is Priority.MEDIUM and not _sounds(session, alarm)


def _paused_until(session: Session, at: Instant) -> Instant | None:
    until = session.audio_paused_until_s
    if until is None or at.elapsed_s >= until:
        return None
    return at.later(seconds=until - at.elapsed_s)


def _line(alarm: Alarm) -> BannerLine:
    return BannerLine(
        code=alarm.code,
        kind=alarm.kind,
        priority=alarm.priority,
        text=alarm.reason,
        action=alarm.action,
        confirmed=alarm.confirmed,
        acknowledged=alarm.acknowledged is not None,
        acknowledged_by=alarm.acknowledged_by,
        active=alarm.active,
        raised=alarm.raised,
    )


def _reminder(session: Session, unanswered: list[Alarm], at: Instant) -> Instant | None:
    """Return the next moment at which an unanswered alarm counts as new again."""
    every = session.preset.sound.reminder_s
    if not unanswered or every <= 0:
        return None
    first = min((alarm.priority_since or alarm.raised).elapsed_s for alarm in unanswered)
    passed = at.elapsed_s - first
    return at.later(seconds=every - passed % every)
