"""Which decision answers which intent; the type checker holds the list complete."""

from __future__ import annotations

from typing import assert_never

from kapmonitor.language import say
from kapmonitor.session import (
    decide_alarming,
    decide_dosing,
    decide_ending,
    decide_measuring,
    decide_noting,
    decide_opening,
)
from kapmonitor.session.draft import Draft
from kapmonitor.session.intent import (
    BeginBaseline,
    Intent,
    Note,
    OpenSession,
    ResumeSession,
    StartRest,
)


def answer(draft: Draft, intent: Intent) -> None:
    """Add the entries that an intent makes. Raises Refused."""
    if isinstance(intent, Note):
        decide_noting.note(draft, intent.fact)
    elif isinstance(intent, decide_measuring.Measuring):
        decide_measuring.answer(draft, intent)
    elif isinstance(intent, decide_dosing.Dosing):
        decide_dosing.answer(draft, intent)
    elif isinstance(intent, decide_alarming.Alarming):
        decide_alarming.answer(draft, intent)
    elif isinstance(intent, decide_ending.Ending):
        decide_ending.answer(draft, intent)
    else:
        _opening(draft, intent)


def _opening(draft: Draft, intent: OpenSession | ResumeSession | BeginBaseline | StartRest) -> None:
    match intent:
        case OpenSession():
            draft.refuse_for(say("A session is already open."))
        case ResumeSession():
            decide_opening.resume(draft, intent)
        case BeginBaseline():
            decide_opening.begin_baseline(draft)
        case StartRest():
            decide_opening.start_rest(draft)
        case _:
            assert_never(intent)
