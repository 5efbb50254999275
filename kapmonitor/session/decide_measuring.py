"""Decisions about readings that people ask for, type, move or skip."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import assert_never

from devices.event import LinkState
from devices.measurement import BloodPressure, HeartRate, Measurement, Provenance, PulseOximetry
from kapmonitor.language import mark, say
from kapmonitor.session.clinic import CuffStart
from kapmonitor.session.decide_device import due_for
from kapmonitor.session.draft import Draft
from kapmonitor.session.event import (
    MeasurementRecorded,
    MeasurementRequested,
    ReadingMissed,
    ReadingPostponed,
    RequestEnded,
)
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import (
    CancelReading,
    EnterReading,
    PostponeReading,
    RequestReading,
    SkipReading,
)
from kapmonitor.session.plausibility import judge, jump
from kapmonitor.session.remote_notes import against_asking, is_remote, may_start
from kapmonitor.session.schedule import Due, DueState, due
from kapmonitor.session.state import Session
from kapmonitor.session.times import future
from kapmonitor.session.vocabulary import CUFFS, Role

Measuring = RequestReading | CancelReading | EnterReading | PostponeReading | SkipReading

LONG_AGO = timedelta(hours=12)
"""A typed time further back than this is kept and doubted."""

NO_CUFF = mark(
    "No cuff is connected, so there is none to start. Connect one in Prepare, or type what a "
    "display shows: any digit begins."
)
_ASKED_ALREADY = mark("A reading is already asked for.")


def answer(draft: Draft, intent: Measuring) -> None:
    """Add the entries that an intent about readings makes. Raises Refused."""
    match intent:
        case RequestReading():
            _request(draft, intent)
        case CancelReading():
            _cancel(draft, intent)
        case EnterReading():
            _enter(draft, intent)
        case PostponeReading():
            _postpone(draft, intent)
        case SkipReading():
            _skip(draft, intent)
        case _:
            assert_never(intent)


def can_start(session: Session, role: Role) -> bool:
    """Return whether the program could inflate this device now, and the clinic lets it."""
    if session.clinic.cuff_start is CuffStart.OWN_BUTTON:
        return False
    device, link = session.devices.get(role), session.links.get(role)
    if device is not None and is_remote(device) and not may_start(session):
        return False
    lost = link is not None and link.state in {LinkState.LOST, LinkState.ABSENT}
    return device is not None and device.can_start and not lost


def starts_by_itself(session: Session) -> bool:
    """Return whether the program may start a cuff on its schedule: the clinic said so once, and
    clinic and patient agreed to it in this session."""
    return session.clinic.cuff_start is CuffStart.SCHEDULE and session.cuff_start_agreed


def seconds_to_wait(session: Session, at: Instant) -> float:
    """Return how long the cuff must still rest before it may inflate again."""
    if session.last_start is None:
        return 0.0
    rested = at.elapsed_s - session.last_start.elapsed_s
    return max(0.0, session.preset.min_start_interval_s - rested)


def request_id(session: Session) -> str:
    """Return an id for a request that the next entry makes."""
    return f"request-{session.next_seq}"


def _request(draft: Draft, intent: RequestReading) -> None:
    session = draft.session
    starts = can_start(session, intent.role)
    wait = seconds_to_wait(session, draft.at) if starts else 0.0
    draft.refuse_for(
        None if intent.role in session.devices else say(NO_CUFF),
        say(_ASKED_ALREADY) if session.request is not None else None,
        against_asking(session, intent.role),
        say("The arm rests between readings: {wait:.0f} s to go.").format(wait=wait)
        if wait > 0
        else None,
    )
    draft.asked(
        MeasurementRequested(
            request=request_id(session),
            role=intent.role,
            reason=intent.reason,
            due=None,
            by_program=starts,
        )
    )


def _cancel(draft: Draft, intent: CancelReading) -> None:
    request = draft.session.request
    if request is None:
        draft.refuse(say("No reading is running."))
    draft.refuse_for()
    draft.asked(RequestEnded(request=request.request, reason=intent.reason))


def _enter(draft: Draft, intent: EnterReading) -> None:
    measured = tuple(_typed(intent))
    draft.refuse_for(*_against_typed(draft, intent, measured))
    taken = draft.at
    if intent.taken_utc is not None and intent.taken_utc < draft.at.utc:
        taken = draft.at.at_utc(intent.taken_utc)
    for role, measurement in measured:
        _record_typed(draft, intent, (role, measurement), taken)


def _record_typed(
    draft: Draft, intent: EnterReading, one: tuple[Role, Measurement], taken: Instant
) -> None:
    role, measurement = one
    session = draft.session
    pressure = isinstance(measurement, BloodPressure)
    queried = judge(measurement, session.preset.plausibility).queried
    if pressure:
        queried = (*queried, *jump(session, intent.systolic, taken, role))
    if draft.at.utc - taken.utc > LONG_AGO:
        queried = (
            *queried,
            say("Said to be taken {taken:%Y-%m-%d %H:%M} UTC, long ago.").format(taken=taken.utc),
        )
    answered = session.request if pressure else None
    draft.asked(
        MeasurementRecorded(
            measurement=measurement,
            provenance=Provenance.MANUAL,
            role=role,
            driver=None,
            device=None,
            request=answered.request if answered and answered.role is role else None,
            due=due_for(session, taken, role) if pressure else None,
            queried=queried,
            source=intent.source,
            corrected_utc=taken.utc if taken is not draft.at else None,
        )
    )


def _typed(intent: EnterReading) -> Iterator[tuple[Role, Measurement]]:
    """Yield what was typed; a rate without pressures is a heart rate by itself."""
    if intent.systolic is not None or intent.diastolic is not None:
        yield (
            intent.cuff,
            BloodPressure(
                systolic=intent.systolic,
                diastolic=intent.diastolic,
                pulse_rate=intent.pulse_rate,
            ),
        )
    elif intent.pulse_rate is not None:
        yield Role.STRAP, HeartRate(heart_rate=intent.pulse_rate)
    if intent.spo2 is not None:
        yield Role.OXIMETER, PulseOximetry(spo2=intent.spo2)


def _against_typed(
    draft: Draft, intent: EnterReading, measured: tuple[tuple[Role, Measurement], ...]
) -> Iterator[str | None]:
    if not measured:
        yield say("Type at least one value.")
    if (intent.systolic is None) is not (intent.diastolic is None):
        yield say("Type both pressures: systolic, then diastolic.")
    if intent.cuff not in CUFFS:
        yield say("Blood pressure comes from a cuff.")
    for _, measurement in measured:
        yield from judge(measurement, draft.session.preset.plausibility).impossible
    yield future(draft.at, intent.taken_utc)


def _find(session: Session, at: Instant, name: str) -> Due | None:
    return next((each for each in due(session, at) if each.id == name), None)


def _postpone(draft: Draft, intent: PostponeReading) -> None:
    """Move a reading, at most to its latest time."""
    wanted = _find(draft.session, draft.at, intent.due)
    left = _minutes_left(wanted, draft.at)
    draft.refuse_for(
        _not_open(wanted),
        say("The time to wait must be above zero.") if intent.minutes <= 0 else None,
        say("It cannot wait any longer.") if wanted is not None and left <= 0 else None,
    )
    minutes = min(intent.minutes, left)
    draft.asked(ReadingPostponed(due=intent.due, minutes=minutes, reason=intent.reason))


def _minutes_left(wanted: Due | None, at: Instant) -> float:
    if wanted is None or wanted.latest_s is None:
        return 0.0
    return (wanted.latest_s - at.elapsed_s) / 60


def _skip(draft: Draft, intent: SkipReading) -> None:
    draft.refuse_for(
        _not_open(_find(draft.session, draft.at, intent.due)),
        None if intent.reason.strip() else say("Say why it is not taken."),
    )
    draft.asked(ReadingMissed(due=intent.due, reason=intent.reason))


def _not_open(wanted: Due | None) -> str | None:
    if wanted is None:
        return say("There is no such reading in the plan.")
    if wanted.state is DueState.DONE:
        return say("This reading is already taken.")
    if wanted.state is DueState.MISSED:
        return say("This reading is already recorded as missed.")
    if wanted.state is DueState.NOT_TAKEN:
        return say("This reading is already recorded as not taken.")
    return None
