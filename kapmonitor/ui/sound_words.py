"""How alarm sound stands, in the words of the top bar and of Prepare. Pure; no Qt."""

from __future__ import annotations

from kapmonitor.language import mark, say
from kapmonitor.port import SoundState
from kapmonitor.session.annunciation import Annunciation
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Priority, SoundMode
from kapmonitor.ui.wording import clock

LIGHT_ONLY = mark("light only")
LOST = mark("sound lost, light only")
NOTE = "♪"
_LONGEST = 18


def sound_words(state: SoundState) -> str:
    """Return where alarms sound."""
    if not state.chosen:
        return say(LIGHT_ONLY)
    if state.fault:
        return say(LOST)
    name = state.chosen
    short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
    return f"{NOTE} {short}" if state.ready else say("{note} opening").format(note=NOTE)


def sound_now(state: SoundState, session: Session, alarms: Annunciation) -> str:
    """Return where alarms sound in this session, and what a person silenced in it."""
    said = sound_words(state)
    if not state.ready:
        return said
    if alarms.audio_paused_until is not None:
        return say("{note} paused to {time}").format(
            note=NOTE, time=clock(session, alarms.audio_paused_until.utc, seconds=True)
        )
    if session.sound.get(Priority.MEDIUM) is SoundMode.OFF:
        return say("{said}, medium off").format(said=said)
    return said
