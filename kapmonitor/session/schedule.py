"""What is due when: readings after the dose, silent checks, and the end of the minimum time.

Everything is counted in session time from the dose as taken, so that a clock that is set moves
nothing. A required reading is open from its tolerance before its time until the next required
one is due; then it is missed, by itself. An optional one is offered within its tolerance, is
never overdue, and afterwards was not taken rather than missed. Readings that count from the last
dose start anew with a further dose. Nobody is late for what could not be known: lateness counts
from when the time of the dose was recorded, or last corrected.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from kapmonitor.session.fact import fact
from kapmonitor.session.instant import Instant
from kapmonitor.session.protocol import Anchor, CheckRule, ScheduledReading, Signal
from kapmonitor.session.readings import countable
from kapmonitor.session.state import CheckDone, Dose, Session

OVERDUE = "reading-overdue"


class DueState(StrEnum):
    """Where a scheduled reading stands."""

    COMING = "coming"
    OFFERED = "offered"
    DUE = "due"
    OVERDUE = "overdue"
    POSTPONED = "postponed"
    DONE = "done"
    MISSED = "missed"
    NOT_TAKEN = "not taken"
    """Offered, and its time went by: nothing was owed."""


@fact
class Due:
    """A scheduled reading at one moment; times are seconds of session time."""

    id: str
    reading: ScheduledReading
    state: DueState
    target_s: float
    """When it is to be taken."""
    opens_s: float
    """From when a reading counts for it."""
    until_s: float | None
    """When it is missed; None: it stays open until it is taken or skipped."""
    latest_s: float | None
    """Up to when it may be postponed."""
    known_s: float
    """Since when the dose it counts from has been known with its true time."""
    done: int
    needed: int

    @property
    def measure(self) -> tuple[Signal, ...]:
        """Return what it asks for."""
        return self.reading.measure

    @property
    def spacing_min(self) -> float:
        """Return how far apart its readings must be."""
        return self.reading.spacing_min

    @property
    def late_from_s(self) -> float:
        """Return from when it is late: its time, or when its time could first be known."""
        return max(self.target_s, self.known_s)

    @property
    def required(self) -> bool:
        """Return whether it is asked for, not merely offered."""
        return self.reading.required and not self.reading.offered

    @property
    def open(self) -> bool:
        """Return whether it may still be taken."""
        return self.state not in {DueState.DONE, DueState.MISSED, DueState.NOT_TAKEN}


@fact
class CheckStatus:
    """A recurring silent look at one moment; times are seconds of session time."""

    rule: CheckRule
    due_s: float
    """When the next look is due."""
    since_s: float
    """When the first look that has not been done was due."""
    missed: int
    """How many in a row were missed."""


def due(session: Session, at: Instant) -> tuple[Due, ...]:
    """Return every scheduled reading, in the order of the plan; none before the dose."""
    if not session.doses:
        return ()
    taken = _taken_for(session)
    starts = [(_base_s(session, rule), rule) for rule in session.preset.schedule]
    required = sorted(base for base, rule in starts if rule.required and not rule.offered)
    found = []
    for base, rule in starts:
        following = next((other for other in required if other > base), None)
        found.append(_due(session, at, rule, (taken, base, following)))
    return tuple(found)


def next_reading(session: Session, at: Instant) -> Due | None:
    """Return the reading to take now or next; a required one before an offered one."""
    waiting = [each for each in due(session, at) if each.open]
    asked = [each for each in waiting if each.state in {DueState.DUE, DueState.OVERDUE}]
    return min(asked or waiting, key=lambda each: each.target_s, default=None)


def satisfied_by(session: Session, taken: Instant) -> str | None:
    """Return which scheduled reading a complete reading taken at this moment is for."""
    fitting = [
        each
        for each in due(session, taken)
        if each.open and each.opens_s <= taken.elapsed_s and _far_enough(session, each, taken)
    ]
    asked = [each for each in fitting if each.required]
    chosen = min(asked or fitting, key=lambda each: each.target_s, default=None)
    return chosen.id if chosen is not None else None


def earliest_discharge(session: Session) -> Instant | None:
    """Return when the minimum time after the last dose is over; None before a dose."""
    if not session.doses:
        return None
    last = max((dose.taken for dose in session.doses), key=lambda taken: taken.elapsed_s)
    return would_become(session, last)


def would_become(session: Session, at: Instant) -> Instant:
    """Return what the earliest discharge would be with a further dose at this moment."""
    return at.later(seconds=session.preset.discharge.minimum_observation_min * 60)


def overdue_steps(session: Session) -> tuple[float, ...]:
    """Return the minutes after which a reading is overdue, and then more urgently so."""
    rule = next((rule for rule in session.preset.technical if rule.id == OVERDUE), None)
    return tuple(step.after_min or 0.0 for step in rule.steps) if rule is not None else ()


def checks(session: Session) -> tuple[CheckStatus, ...]:
    """Return the silent looks while they are asked for: from the dose until the return."""
    if not session.doses or session.returned is not None or session.check_opened is not None:
        return ()
    if session.ended is not None:
        return ()
    return tuple(_check(session, rule) for rule in session.preset.checks)


def checks_due(session: Session, at: Instant) -> tuple[str, ...]:
    """Return the silent looks that are due now."""
    return tuple(each.rule.id for each in checks(session) if at.elapsed_s >= each.due_s)


def _taken_for(session: Session) -> dict[str, list[float]]:
    """Return when the readings for each scheduled one were taken, in session time."""
    found: dict[str, list[float]] = {}
    for reading in session.readings:
        if reading.due is not None and reading.counts and reading.complete:
            found.setdefault(reading.due, []).append(reading.when.elapsed_s)
    return found


def _anchor(session: Session, rule: ScheduledReading) -> Dose:
    """Return the dose from which a reading counts."""
    if rule.anchor is Anchor.DOSE:
        return session.doses[0]
    return max(session.doses, key=lambda dose: dose.taken.elapsed_s)


def _base_s(session: Session, rule: ScheduledReading) -> float:
    """Return when a reading is planned, the patient's return included."""
    anchor = _anchor(session, rule).taken.elapsed_s
    planned = anchor + rule.at_min * 60
    if rule.on_return and session.returned is not None:
        return max(anchor, min(planned, session.returned.elapsed_s))
    return planned


def _due_id(session: Session, rule: ScheduledReading) -> str:
    """A further dose makes a new instance of what counts from the last dose."""
    again = rule.anchor is Anchor.LAST_DOSE and len(session.doses) > 1
    return f"{rule.id}/{len(session.doses)}" if again else rule.id


def _due(
    session: Session,
    at: Instant,
    rule: ScheduledReading,
    context: tuple[dict[str, list[float]], float, float | None],
) -> Due:
    taken, base, following = context
    name = _due_id(session, rule)
    done = taken.get(name, [])
    target = max(base, session.postponed_until_s.get(name, base))
    if done:
        target = max(done) + rule.spacing_min * 60
    tolerance = rule.tolerance_min * 60
    asked = rule.required and not rule.offered
    until = following if asked else base + tolerance
    known = _anchor(session, rule).timed.elapsed_s
    if len(done) >= rule.count:
        state = DueState.DONE
    elif name in session.missed or (until is not None and at.elapsed_s >= until):
        state = DueState.MISSED if asked else DueState.NOT_TAKEN
    elif not asked:
        offered = at.elapsed_s >= base - tolerance
        state = DueState.OFFERED if offered else DueState.COMING
    else:
        moved = name in session.postponed and not done
        state = _asked_state(session, at.elapsed_s, (target, known), moved=moved)
    return Due(
        id=name,
        reading=rule,
        state=state,
        target_s=target,
        opens_s=base - tolerance,
        until_s=until,
        latest_s=_latest_s(session, rule, base),
        known_s=known,
        done=len(done),
        needed=rule.count,
    )


def _latest_s(session: Session, rule: ScheduledReading, base: float) -> float:
    """A reading without a latest time may be moved to the end of its tolerance."""
    if rule.latest_min is None:
        return base + rule.tolerance_min * 60
    return _anchor(session, rule).taken.elapsed_s + rule.latest_min * 60


def _asked_state(
    session: Session, now_s: float, since: tuple[float, float], *, moved: bool
) -> DueState:
    """Return where a required reading stands that is neither done nor missed."""
    target, known = since
    if now_s < target:
        return DueState.POSTPONED if moved else DueState.COMING
    steps = overdue_steps(session)
    late = now_s - max(target, known)
    return DueState.OVERDUE if steps and late >= steps[0] * 60 else DueState.DUE


def _far_enough(session: Session, each: Due, taken: Instant) -> bool:
    """A second reading of the same kind counts only so far from the first."""
    return all(
        abs(taken.minutes_since(reading.when)) >= each.spacing_min
        for reading in countable(session)
        if reading.due == each.id
    )


def _check(session: Session, rule: CheckRule) -> CheckStatus:
    last = max(session.doses, key=lambda dose: dose.taken.elapsed_s)
    start = last.taken.elapsed_s
    first = max(start + (rule.from_min or rule.every_min) * 60, last.timed.elapsed_s)
    since = [each for each in session.checks if each.check == rule.id and _after(each, start)]
    seen = [each for each in since if each.seen]
    first_open = seen[-1].at.elapsed_s + rule.every_min * 60 if seen else first
    missed = [each for each in since if not seen or each.seq > seen[-1].seq]
    return CheckStatus(
        rule=rule,
        due_s=missed[-1].at.elapsed_s if missed else first_open,
        since_s=first_open,
        missed=len(missed),
    )


def _after(each: CheckDone, start: float) -> bool:
    return each.at.elapsed_s >= start


def overdue_checks(session: Session, at: Instant) -> Iterator[CheckStatus]:
    """Yield the silent looks whose whole interval went by without one."""
    for each in checks(session):
        if at.elapsed_s >= each.due_s + each.rule.every_min * 60:
            yield each
