"""What preparation still lacks, in words: what must be there before the dose, and what may stay
open. Pure; no Qt.

Nothing here locks anything: the gate judges what must be answered, and says so again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kapmonitor.language import say
from kapmonitor.session.protocol import ChecklistItem
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Answer, Setting
from kapmonitor.ui.pages.words import taker

SHOWN = 3
"""How many are told by name."""


@dataclass(frozen=True, slots=True)
class StillOpen:
    """What is open, in a few words each."""

    before_dose: tuple[str, ...] = ()
    may_stay: tuple[str, ...] = ()


def still_open(session: Session) -> StillOpen:
    """Return what preparation has not recorded yet, or was answered with no."""
    soft = [
        _small(item)
        for item in session.preset.checklist
        if not item.hard and not item.at_baseline and item.id not in session.checklist
    ]
    return StillOpen(tuple(_needed(session)), tuple(soft))


def open_line(found: StillOpen) -> str:
    """Return "n open: …" with the first few, and how many may stay open."""
    parts = []
    if found.before_dose:
        parts.append(_counted(found.before_dose))
    if found.may_stay:
        count = len(found.may_stay)
        parts.append(say("{count} more may stay open.").format(count=count))
    return " ".join(parts) or say("Nothing open.")


def _needed(session: Session) -> Iterator[str]:
    if session.order is None:
        yield say("order")
    for item in session.preset.checklist:
        if item.hard and not item.at_baseline:
            given = session.checklist.get(item.id)
            answer = given.fact.answer if given is not None else None
            if answer is None:
                yield _small(item)
            elif answer is not Answer.YES:
                yield say("no to “{item}”").format(item=_small(item))
    yield from _people(session)
    if session.agreement is None:
        yield say("agreement")


def _people(session: Session) -> Iterator[str]:
    home = session.setting is Setting.TELEHEALTH
    escort, place = session.escort, session.place
    if escort is None:
        yield taker(session).lower()
    elif home:
        asked = (escort.adult, escort.in_the_home, escort.looks_in)
        if any(answer is not Answer.YES for answer in asked):
            yield say("chaperone's answers")
    if home and place is None:
        yield say("place")
    elif place is not None and home and place.read_back is not Answer.YES:
        yield say("address read back")


def _small(item: ChecklistItem) -> str:
    text = say(item.text)
    return text[0].lower() + text[1:]


def _counted(missing: tuple[str, ...]) -> str:
    left = len(missing) - SHOWN
    more = say(" and {count} more").format(count=left) if left > 0 else ""
    return say("{count} open: {missing}{more}.").format(
        count=len(missing), missing=", ".join(missing[:SHOWN]), more=more
    )
