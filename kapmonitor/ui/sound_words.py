"""How alarm sound stands, as a sign and in words, for the top bar and for Prepare. Pure; no Qt.

Each state has a sign and a word of its own (after IEC 60601-1-8: audio paused, audio off, alarm
off): soft, paused with the time left, off for medium alarms, by light only, an alarm that is off.
"""

from __future__ import annotations

from dataclasses import dataclass

from kapmonitor.language import mark, say
from kapmonitor.port import SoundState
from kapmonitor.session.annunciation import Annunciation
from kapmonitor.session.intent import PauseAudio, ResumeAudio
from kapmonitor.session.limits import personal_limits
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Priority, SoundMode
from kapmonitor.ui.limits_view import change_words
from kapmonitor.ui.wording import countdown

LIGHT_ONLY = mark("light only")
LOST = mark("sound lost, light only")
SOFT, PAUSED, MEDIUM_OFF, AUDIO_OFF = "sound-soft", "audio-paused", "medium-off", "audio-off"
ALARM_OFF, ACKNOWLEDGED = "alarm-off", "acknowledged"
"""Signs, by the names of their files."""
_LONGEST = 18


@dataclass(frozen=True, slots=True)
class Signed:
    """A state: its sign, its words, and more of them where there is room."""

    sign: str
    words: str
    more: str = ""
    short: str = ""
    """The words where there is little room; empty: the same."""


def sound_words(state: SoundState) -> str:
    """Return where alarms sound."""
    if not state.chosen:
        return say(LIGHT_ONLY)
    if state.fault:
        return say(LOST)
    name = state.chosen
    short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
    return short if state.ready else say("sound is opening")


def sound_now(state: SoundState, session: Session, alarms: Annunciation) -> Signed:
    """Return where alarms sound in this session, and what a person silenced in it."""
    said = sound_words(state)
    if not state.ready:
        return Signed(AUDIO_OFF, said, state.fault)
    if alarms.audio_left_s is not None:
        left = say("paused, {time} left").format(time=countdown(alarms.audio_left_s))
        return Signed(PAUSED, left, state.chosen, countdown(alarms.audio_left_s))
    if session.sound.get(Priority.MEDIUM) is SoundMode.OFF:
        both = say("{said}, medium off").format(said=said)
        return Signed(MEDIUM_OFF, both, state.chosen, say("medium off"))
    return Signed(SOFT, say("soft, {said}").format(said=said), state.chosen, say("soft"))


def pause_or_sound(session: Session) -> PauseAudio | ResumeAudio | None:
    """Return what one key does to alarm sound: pause it as long as the preset allows, or end that.

    A new high alarm ends a pause by itself.
    """
    if session.audio_paused_until_s is not None:
        return ResumeAudio()
    spans = session.preset.sound.audio_pause_s
    return PauseAudio(seconds=max(spans)) if spans else None


def alarms_off(session: Session) -> Signed | None:
    """Return which alarms were turned off for this patient; None for none."""
    off = [each for each in personal_limits(session).values() if each.value is None]
    if not off:
        return None
    words = say("{count} alarm off") if len(off) == 1 else say("{count} alarms off")
    more = "\n".join(change_words(session, each) for each in off)
    return Signed(
        ALARM_OFF, words.format(count=len(off)), more, say("{count} off").format(count=len(off))
    )
