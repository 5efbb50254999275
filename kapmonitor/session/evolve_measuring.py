"""How measurements, requests and devices change a session."""

from __future__ import annotations

from typing import assert_never

from devices.event import LinkState
from devices.measurement import BloodPressure, HeartRate, Provenance, PulseOximetry
from kapmonitor.session.event import (
    DeviceLinkRecorded,
    DeviceNoted,
    Entry,
    MeasurementConfirmed,
    MeasurementFailureRecorded,
    MeasurementMarkedInError,
    MeasurementQuarantined,
    MeasurementRecorded,
    MeasurementRequested,
    MeasuringStated,
    ProtocolViolationRecorded,
    ReadingMissed,
    ReadingPostponed,
    RequestEnded,
)
from kapmonitor.session.fact import replace
from kapmonitor.session.instant import Instant
from kapmonitor.session.readings import STREAM_GAP_S
from kapmonitor.session.state import (
    Failure,
    Link,
    Quarantined,
    Reading,
    Sample,
    Session,
    Silence,
    Stated,
    Violation,
)
from kapmonitor.session.vocabulary import CUFFS, Role

Measuring = (
    MeasurementRecorded
    | MeasurementRequested
    | RequestEnded
    | MeasurementFailureRecorded
    | MeasurementQuarantined
    | ProtocolViolationRecorded
    | MeasurementConfirmed
    | MeasurementMarkedInError
    | MeasuringStated
    | ReadingPostponed
    | ReadingMissed
    | DeviceLinkRecorded
    | DeviceNoted
)


def changed(entry: Entry, event: Measuring, session: Session) -> Session:  # noqa: C901  one line each
    """Return the session after a fact of measuring."""
    match event:
        case MeasurementRecorded():
            return _recorded(entry, event, session)
        case MeasurementRequested():
            return _requested(entry, event, session)
        case RequestEnded():
            return _answered(session, event.request)
        case MeasurementFailureRecorded():
            return _failed(entry, event, session)
        case MeasurementQuarantined():
            return _quarantined(entry, event, session)
        case ProtocolViolationRecorded():
            seen = Violation(seq=entry.seq, at=entry.at, reason=event.reason)
            return replace(session, violations={**session.violations, event.role: seen})
        case MeasurementConfirmed():
            return _judged(session, event.seq, confirmed_now=event.taken_now)
        case MeasurementMarkedInError():
            return _judged(session, event.seq, error_reason=event.reason)
        case MeasuringStated():
            said = Stated(seq=entry.seq, at=entry.at, fact=event)
            return replace(session, stated=(*session.stated, said))
        case ReadingPostponed():
            return _postponed(entry, event, session)
        case ReadingMissed():
            return replace(session, missed={**session.missed, event.due: event.reason})
        case DeviceLinkRecorded():
            return _linked(entry, event, session)
        case DeviceNoted():
            return _noted(event, session)
        case _:
            assert_never(event)


def _recorded(entry: Entry, event: MeasurementRecorded, session: Session) -> Session:
    measurement = event.measurement
    if not isinstance(measurement, BloodPressure):
        return _sampled(entry, event, measurement, session)
    after = _answered(session, event.request)
    reading = _reading(entry, event, measurement, session)
    started = session.last_start if event.source is not None else reading.when
    return replace(
        after, readings=(*after.readings, reading), last_start=_later(session.last_start, started)
    )


def _later(known: Instant | None, new: Instant | None) -> Instant | None:
    """Return when the arm was squeezed last: a reading that comes late rests it no longer."""
    if known is None or new is None:
        return known or new
    return max(known, new, key=lambda each: each.elapsed_s)


def _sampled(
    entry: Entry,
    event: MeasurementRecorded,
    measurement: HeartRate | PulseOximetry,
    session: Session,
) -> Session:
    """Add a sample, and its place in the record: a strap sends one each second for hours."""
    heart_rate, spo2 = _felt(measurement)
    sample = Sample(
        seq=entry.seq,
        at=_taken(entry.at, event) or entry.at,
        role=event.role,
        heart_rate=heart_rate,
        spo2=spo2,
        provenance=event.provenance,
    )
    latest = session.sample_latest
    known = latest.get(event.role)
    newest = known is None or known.at.elapsed_s <= sample.at.elapsed_s
    silent = _silent_before(sample, session)
    return replace(
        session,
        samples=session.samples + (sample,),
        silences=(*session.silences, silent) if silent is not None else session.silences,
        sample_latest={**latest, event.role: sample} if sample.counts and newest else latest,
        last=entry.at,
        next_seq=entry.seq + 1,
    )


def _reading(
    entry: Entry, event: MeasurementRecorded, measurement: BloodPressure, session: Session
) -> Reading:
    """Return a reading; the message that brought it is the newest that the session heard of."""
    return Reading(
        seq=entry.seq,
        at=entry.at,
        measurement=measurement,
        provenance=event.provenance,
        role=event.role,
        driver=event.driver,
        request=event.request,
        due=event.due,
        queried=event.queried,
        source=event.source,
        corrected_utc=event.corrected_utc,
        taken=_taken(entry.at, event),
        waited_s=event.waited_s,
        taken_within_s=event.taken_within_s,
        relayed=event.relayed,
        ahead_s=session.remote.ahead_s if event.relayed is not None else None,
        bound_s=session.remote.bound_s if event.relayed is not None else None,
        trial=event.trial,
        verified=event.verified,
    )


def _taken(at: Instant, event: MeasurementRecorded) -> Instant | None:
    """Return when it was taken, where that was said; never later than it arrived."""
    if event.corrected_utc is None or event.corrected_utc >= at.utc:
        return None
    return at.at_utc(event.corrected_utc)


def _silent_before(sample: Sample, session: Session) -> Silence | None:
    """Return the span in which a source in reach sent nothing; a lost link has its own span."""
    before = session.sample_latest.get(sample.role)
    if before is None or sample.at.elapsed_s - before.at.elapsed_s <= STREAM_GAP_S:
        return None
    if not sample.counts or Provenance.MANUAL in (sample.provenance, before.provenance):
        return None
    known = any(
        each.role is sample.role
        and (each.end is None or each.end.elapsed_s > before.at.elapsed_s)
        and each.start.elapsed_s < sample.at.elapsed_s
        for each in session.silences
    )
    return None if known else Silence(role=sample.role, start=before.at, end=sample.at)


def _felt(measurement: HeartRate | PulseOximetry) -> tuple[float | None, float | None]:
    """Return heart rate and saturation; a sensor that feels no skin has no heart rate."""
    if isinstance(measurement, PulseOximetry):
        return (measurement.pulse_rate, measurement.spo2)
    return (measurement.heart_rate if measurement.contact is not False else None, None)


def _requested(entry: Entry, event: MeasurementRequested, session: Session) -> Session:
    changed = replace(session, request=event, requested_at=entry.at)
    if event.by_program:
        changed = replace(changed, last_start=entry.at)
    if event.due is not None:
        starts = {**session.starts, event.due: session.starts.get(event.due, 0) + 1}
        changed = replace(changed, starts=starts)
    if event.reason == "repeat":
        changed = replace(
            changed,
            repeats=session.repeats | {event.request},
            repeat_of={**session.repeat_of, event.role: newest_seq(session, event.role)},
        )
    return changed


def newest_seq(session: Session, cuff: Role) -> int:
    """Return the entry of a cuff's newest reading, whether it counts or not; 0 before the first."""
    return next((each.seq for each in reversed(session.readings) if each.role is cuff), 0)


def _answered(session: Session, request: str | None) -> Session:
    if session.request is None or session.request.request != request:
        return session
    return replace(session, request=None, requested_at=None)


def _failed(entry: Entry, event: MeasurementFailureRecorded, session: Session) -> Session:
    failure = Failure(
        seq=entry.seq,
        at=entry.at,
        role=event.role,
        reason=event.reason,
        text=event.text,
        request=event.request,
    )
    started = entry.at if event.role in CUFFS else session.last_start
    return replace(session, failures=(*session.failures, failure), last_start=started)


def _quarantined(entry: Entry, event: MeasurementQuarantined, session: Session) -> Session:
    kept = Quarantined(
        seq=entry.seq,
        at=entry.at,
        role=event.role,
        measurement=event.measurement,
        reasons=event.reasons,
        relayed=event.relayed,
    )
    return replace(session, quarantined=(*session.quarantined, kept))


def _judged(
    session: Session,
    seq: int,
    *,
    confirmed_now: bool | None = None,
    error_reason: str | None = None,
) -> Session:
    """Return the session with a person's verdict on one measurement."""

    def verdict(one: Reading) -> Reading:
        if one.seq != seq:
            return one
        confirmed = one.confirmed_now if confirmed_now is None else confirmed_now
        return replace(one, confirmed_now=confirmed, error_reason=error_reason or one.error_reason)

    if any(reading.seq == seq for reading in session.readings):
        return replace(session, readings=tuple(map(verdict, session.readings)))
    return _judged_sample(session, seq, confirmed_now, error_reason)


def _judged_sample(
    session: Session, seq: int, confirmed_now: bool | None, error_reason: str | None
) -> Session:
    samples = tuple(
        sample
        if sample.seq != seq
        else replace(
            sample,
            confirmed_now=sample.confirmed_now if confirmed_now is None else confirmed_now,
            error_reason=error_reason or sample.error_reason,
        )
        for sample in session.samples
    )
    latest = {sample.role: sample for sample in samples if sample.counts}
    return replace(session, samples=samples, sample_latest=latest)


def _postponed(entry: Entry, event: ReadingPostponed, session: Session) -> Session:
    until = entry.at.elapsed_s + event.minutes * 60
    return replace(
        session,
        postponed={**session.postponed, event.due: event},
        postponed_until_s={**session.postponed_until_s, event.due: until},
    )


def _linked(entry: Entry, event: DeviceLinkRecorded, session: Session) -> Session:
    link = Link(state=event.state, since=entry.at, text=event.text)
    linked = replace(session, links={**session.links, event.role: link})
    if event.state in {LinkState.LOST, LinkState.ABSENT}:
        return _fell_silent(entry.at, event.role, linked)
    if event.state in {LinkState.READY, LinkState.MEASURING}:
        return _spoke_again(entry.at, event.role, linked)
    return linked


def _fell_silent(at: Instant, role: Role, session: Session) -> Session:
    if any(each.role is role and each.end is None for each in session.silences):
        return session
    silence = Silence(role=role, start=at, end=None)
    return replace(session, silences=(*session.silences, silence))


def _spoke_again(at: Instant, role: Role, session: Session) -> Session:
    return replace(
        session,
        silences=tuple(
            replace(each, end=at) if each.role is role and each.end is None else each
            for each in session.silences
        ),
    )


def _noted(event: DeviceNoted, session: Session) -> Session:
    """Keep the newest of each thing that a device said about itself."""
    known = session.device_notes.get(event.role, event)
    merged = DeviceNoted(
        role=event.role,
        manufacturer=event.manufacturer or known.manufacturer,
        model=event.model or known.model,
        serial=event.serial or known.serial,
        firmware=event.firmware or known.firmware,
        battery_percent=_newer(event.battery_percent, known.battery_percent),
        clock_offset_s=_newer(event.clock_offset_s, known.clock_offset_s),
    )
    return replace(session, device_notes={**session.device_notes, event.role: merged})


def _newer(new: float | None, known: float | None) -> float | None:
    return known if new is None else new
