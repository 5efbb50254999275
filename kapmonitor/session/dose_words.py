"""A corrected dose in words: what it truly was, what had stood, who changed it and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from kapmonitor.language import figure, say
from kapmonitor.session.code_words import coded, sentence
from kapmonitor.session.fact import fact
from kapmonitor.session.instant import Instant
from kapmonitor.session.kept import Dose, DoseChange, NeverGiven
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Origin

Clock = Callable[[datetime], str]
"""How a time of day is written where the words go."""


@fact
class Told:
    """One line of the record about a dose, with its place in time and in the record."""

    at: Instant
    seq: int
    words: str


def named(dose: Dose, amount: float | None = None) -> str:
    """Return what a dose is called: Dose 100 mg."""
    what = say("Booster") if dose.booster else say("Dose")
    return f"{what} {figure(dose.amount if amount is None else amount)} {dose.unit}"


def changed(dose: Dose, place: int, clock: Clock) -> str:
    """Return what a correction changed: taken 14:10, not 14:20."""
    before = dose.changes[place]
    last = place + 1 == len(dose.changes)
    after: Dose | DoseChange = dose if last else dose.changes[place + 1]
    parts = []
    if after.taken != before.taken:
        parts.append(
            (say("taken {time}").format(time=clock(after.taken.utc)), clock(before.taken.utc))
        )
    if after.amount != before.amount:
        unit = dose.unit
        parts.append((f"{figure(after.amount)} {unit}", f"{figure(before.amount)} {unit}"))
    if after.route != before.route:
        parts.append((coded(after.route), coded(before.route)))
    return ", ".join(
        say("{true}, not {recorded}").format(true=true, recorded=recorded)
        for true, recorded in parts
    )


def corrections(dose: Dose, clock: Clock) -> str:
    """Return every correction of a dose in one line; nothing where there is none."""
    return "; ".join(
        say("corrected {time}{by}: {changed} ({reason})").format(
            time=clock(each.at.utc),
            by=_by(each.by),
            changed=changed(dose, place, clock),
            reason=each.reason,
        )
        for place, each in enumerate(dose.changes)
    )


def no_longer(dose: Dose) -> tuple[str, ...]:
    """Return what was said of a dose before it was corrected, and is not said of it now."""
    said = [text for each in dose.changes for text in each.deviations]
    return tuple(dict.fromkeys(text for text in said if text not in dose.deviations))


def in_error(never: NeverGiven, clock: Clock) -> str:
    """Return a dose that was never given, with who said so and why."""
    return say("{dose} at {time}: recorded in error, never given ({reason}{by})").format(
        dose=named(never.dose),
        time=clock(never.dose.taken.utc),
        reason=never.reason,
        by=_by(never.by),
    )


def crossed_out(session: Session, clock: Clock) -> Iterator[Told]:
    """Yield what had been recorded of each dose and is not so, where it stood in time."""
    for dose in session.doses:
        yield from _before(dose, clock)
    for never in session.never_given:
        dose = never.dose
        yield from _before(dose, clock)
        words = say("× {dose}: never given").format(dose=named(dose))
        yield Told(at=dose.taken, seq=dose.seq, words=words)


def explained(session: Session, clock: Clock) -> Iterator[Told]:
    """Yield each correction where it was made, with its reason."""
    for dose in (*session.doses, *(each.dose for each in session.never_given)):
        for place, each in enumerate(dose.changes):
            words = say("Dose corrected{by}: {changed}. {reason}").format(
                by=_by(each.by), changed=changed(dose, place, clock), reason=sentence(each.reason)
            )
            yield Told(at=each.at, seq=each.seq, words=words)
    for never in session.never_given:
        words = say("Dose recorded in error{by}: {dose} at {time} was never given. {reason}")
        told = words.format(
            by=_by(never.by),
            dose=named(never.dose),
            time=clock(never.dose.taken.utc),
            reason=sentence(never.reason),
        )
        yield Told(at=never.at, seq=never.seq, words=told)


def _before(dose: Dose, clock: Clock) -> Iterator[Told]:
    for place, each in enumerate(dose.changes):
        words = say("× {dose}: {changed}").format(
            dose=named(dose, each.amount), changed=changed(dose, place, clock)
        )
        yield Told(at=each.taken, seq=dose.seq, words=words)


def _by(origin: Origin | None) -> str:
    if origin is None:
        return ""
    return say(" by {acknowledged_by}").format(acknowledged_by=origin.operator.name)
