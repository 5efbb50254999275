"""Alarms, the answers to them and the computer's own troubles, as the record writes them."""

from __future__ import annotations

from kapmonitor.record.kind import Kind, kind
from kapmonitor.record.shapes import FLAG, NUMBER, TEXT, WHOLE, choice, many, maybe
from kapmonitor.session.event import (
    AlarmAcknowledged,
    AlarmActionRecorded,
    AlarmChanged,
    AlarmCleared,
    AlarmRaised,
    AudioPaused,
    AudioResumed,
    ClockDiscontinuityDetected,
    Event,
    HostConditionChanged,
    LimitMadePersonal,
    LimitRestored,
    SoundSet,
    SoundTested,
)
from kapmonitor.session.vocabulary import AlarmKind, HostCondition, Priority, SoundMode

ALARMING: tuple[Kind[Event], ...] = (
    kind(
        AlarmRaised,
        "alarm_raised",
        code=TEXT,
        kind=choice(AlarmKind),
        priority=choice(Priority),
        reason=TEXT,
        action=TEXT,
        confirmed=FLAG,
        evidence=many(WHOLE),
    ),
    kind(
        AlarmChanged,
        "alarm_changed",
        code=TEXT,
        priority=choice(Priority),
        reason=TEXT,
        action=TEXT,
        confirmed=FLAG,
        evidence=many(WHOLE),
    ),
    kind(AlarmCleared, "alarm_cleared", code=TEXT, released=FLAG),
    kind(AlarmAcknowledged, "alarm_acknowledged", codes=many(TEXT)),
    kind(AlarmActionRecorded, "alarm_action_recorded", code=TEXT, did=TEXT),
    kind(AudioPaused, "audio_paused", until_s=NUMBER),
    kind(AudioResumed, "audio_resumed"),
    kind(SoundSet, "sound_set", priority=choice(Priority), mode=choice(SoundMode)),
    kind(SoundTested, "sound_tested", output=TEXT, heard=FLAG),
    kind(
        LimitMadePersonal,
        "limit_made_personal",
        rule=TEXT,
        value=maybe(NUMBER),
        reason=TEXT,
        authorised_by=TEXT,
    ),
    kind(LimitRestored, "limit_restored", rule=TEXT, reason=TEXT),
    kind(
        HostConditionChanged,
        "host_condition_changed",
        condition=choice(HostCondition),
        active=FLAG,
        detail=TEXT,
        value=maybe(NUMBER),
    ),
    kind(ClockDiscontinuityDetected, "clock_discontinuity_detected", step_s=NUMBER),
)
