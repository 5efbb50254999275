"""Decisions about answers to alarms, and about taking an entry back."""

from __future__ import annotations

from typing import assert_never

from kapmonitor.language import figure, say
from kapmonitor.session.draft import Draft
from kapmonitor.session.event import AlarmAcknowledged, AudioPaused, AudioResumed, EntryWithdrawn
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import AcknowledgeAlarms, PauseAudio, ResumeAudio, Withdraw
from kapmonitor.session.state import Session

Alarming = AcknowledgeAlarms | PauseAudio | ResumeAudio | Withdraw

UNDO_S = 10.0
"""How long an entry is within reach of undo; after that it is amended."""


def answer(draft: Draft, intent: Alarming) -> None:
    """Add the entries that an answer to an alarm makes. Raises Refused."""
    match intent:
        case AcknowledgeAlarms():
            _acknowledge(draft, intent)
        case PauseAudio():
            _pause(draft, intent)
        case ResumeAudio():
            paused = draft.session.audio_paused_until_s is not None
            draft.refuse_for(None if paused else say("The sound is not paused."))
            draft.asked(AudioResumed())
        case Withdraw():
            draft.refuse_for(*_against_withdrawing(draft, intent.seq))
            draft.asked(EntryWithdrawn(seq=intent.seq))
        case _:
            assert_never(intent)


def _acknowledge(draft: Draft, intent: AcknowledgeAlarms) -> None:
    open_now = [code for code, alarm in draft.session.alarms.items() if alarm.acknowledged is None]
    codes = tuple(code for code in open_now if not intent.codes or code in intent.codes)
    draft.refuse_for(None if codes else say("There is no unanswered alarm of that kind."))
    draft.asked(AlarmAcknowledged(codes=codes))


def _pause(draft: Draft, intent: PauseAudio) -> None:
    allowed = draft.session.preset.sound.audio_pause_s
    menu = ", ".join(figure(seconds) for seconds in allowed)
    draft.refuse_for(
        None
        if intent.seconds in allowed
        else say("The sound can be paused for {menu} s.").format(menu=menu)
    )
    draft.asked(AudioPaused(until_s=draft.at.elapsed_s + intent.seconds))


def _against_withdrawing(draft: Draft, seq: int) -> tuple[str | None, ...]:
    made = _made(draft.session, seq)
    if made is None:
        return (say("This entry cannot be taken back. Amend it."),)
    late = draft.at.elapsed_s - made.elapsed_s > UNDO_S
    return (say("More than {undo_s:g} s ago. Amend it.").format(undo_s=UNDO_S) if late else None,)


def _made(session: Session, seq: int) -> Instant | None:
    """Return when an entry that may be taken back was made."""
    if session.returned_seq == seq:
        return session.returned
    if session.lozenge is not None and session.lozenge.out_seq == seq:
        return session.lozenge.out
    seen = [each.at for each in session.observations if each.seq == seq and not each.withdrawn]
    said = [each.at for each in session.notes if each.seq == seq and not each.withdrawn]
    looked = [each.at for each in session.checks if each.seq == seq]
    scored = [each.at for each in session.scores if each.seq == seq]
    return next(iter((*seen, *said, *looked, *scored)), None)
