"""Decisions about what devices and the computer report. None of it is ever refused.

A value that no body can have is set aside whole; an unusual one is kept and doubted; a copy of a
frame that is already here is not recorded twice. A device that is not part of the session cannot
speak for its patient: what it says is kept, and never counts. What a device remembers from before
the session, or cannot place in time, may be another patient's: it is counted, and no value kept.
"""

from __future__ import annotations

from datetime import timedelta
from math import ceil
from typing import assert_never

from devices.event import (
    BatteryReported,
    ClockReported,
    CuffPressureChanged,
    FailureReason,
    Identified,
    LinkChanged,
    LinkState,
    Measured,
    MeasurementFailed,
    ProtocolViolated,
)
from devices.measurement import (
    BloodPressure,
    HeartRate,
    Measurement,
    Provenance,
    PulseOximetry,
)
from kapmonitor.language import mark, say
from kapmonitor.session.draft import Draft
from kapmonitor.session.event import (
    DeviceLinkRecorded,
    DeviceNoted,
    HostConditionChanged,
    MeasurementFailureRecorded,
    MeasurementQuarantined,
    MeasurementRecorded,
    MeasurementRequested,
    ProtocolViolationRecorded,
    RequestEnded,
)
from kapmonitor.session.facts.measuring import FROM_MEMORY
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import DeviceReport, HostReport, RequestFailed
from kapmonitor.session.plausibility import is_empty, judge, jump
from kapmonitor.session.relayed import (
    answers,
    by_the_device,
    dated,
    is_surely_here,
    is_trial,
    of_before,
    was_before,
)
from kapmonitor.session.relayed import taken as taken_at
from kapmonitor.session.schedule import due, satisfied_by
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Role

VIOLATION_GAP_S = 1.0
"""Broken octets of the same kind within this time are one entry: noise must not fill the disk."""

NO_VALUE = mark("The device sent no value.")
NOT_OF_THIS_SESSION = mark("The device is not part of this session.")


def report(draft: Draft, given: DeviceReport) -> None:
    """Record what a device reports, as far as it matters later."""
    event = given.event
    match event:
        case Measured():
            _measured(draft, given, event)
        case _ if not _is_chosen(draft.session, given):
            pass
        case MeasurementFailed():
            _failed(draft, given, event)
        case LinkChanged():
            _linked(draft, given, event)
        case Identified() | BatteryReported() | ClockReported():
            _noted(draft, given, event)
        case ProtocolViolated():
            _violated(draft, given, event)
        case CuffPressureChanged():
            pass
        case _:
            assert_never(event)


def host(draft: Draft, given: HostReport) -> None:
    """Record a change of the computer's state."""
    event = HostConditionChanged(
        condition=given.condition, active=given.active, detail=given.detail, value=given.value
    )
    if draft.session.host.get(given.condition) != event:
        draft.caused(event)


def request_failed(draft: Draft, given: RequestFailed) -> None:
    """End a request that could not be carried out; one that is over already stays so."""
    request = draft.session.request
    if request is None or request.request != given.request:
        return
    if request.by_program:
        fail(draft, request, reason=FailureReason.NO_ANSWER, text=given.reason)
    else:
        draft.caused(RequestEnded(request=request.request, reason=given.reason))


def fail(
    draft: Draft,
    request: MeasurementRequested,
    *,
    reason: FailureReason,
    text: str,
    frame: bytes = b"",
) -> None:
    """Record that a request brought no value, and end it."""
    device = draft.session.devices.get(request.role)
    draft.caused(
        MeasurementFailureRecorded(
            role=request.role,
            driver=device.driver if device else None,
            reason=reason,
            text=text,
            request=request.request,
            frame=frame,
        )
    )
    draft.caused(RequestEnded(request=request.request, reason=text or reason.value))


def due_for(session: Session, taken: Instant, cuff: Role, *, answers: bool = True) -> str | None:
    """Return the scheduled reading that one taken now is for: the one asked for, if it is open
    and this reading `answers` the request."""
    if cuff is not Role.CUFF:
        return None
    request = session.request if answers else None
    if request is not None and request.due is not None:
        open_ids = {each.id for each in due(session, taken) if each.open}
        if request.due in open_ids:
            return request.due
    return satisfied_by(session, taken)


def _is_chosen(session: Session, given: DeviceReport) -> bool:
    """Return whether a person gave this very device its role: not its twin, nor its forerunner."""
    assigned = session.devices.get(given.role)
    if assigned is None or assigned.address != given.device:
        return False
    # Over a link the address names the pairing, and only the patient's side knows its cuff.
    return given.relay is not None or assigned.driver == given.driver


def _measured(draft: Draft, given: DeviceReport, event: Measured) -> None:
    given = dated(draft.at, given)
    doubts = given.relay.doubts if given.relay is not None else ()
    if doubts:
        _quarantine(draft, given, event, doubts)
    elif _is_of_before(draft, given, event):
        told = of_before(draft.session, given, event)
        _quarantine(draft, given, event, (told,)) if told else _set_aside(draft, given, event)
    elif not _is_chosen(draft.session, given):
        _quarantine(draft, given, event, (say(NOT_OF_THIS_SESSION),))
    elif is_empty(event.measurement):
        _without_value(draft, given, event)
    elif not _is_copy(draft.session, given.role, event):
        verdict = judge(event.measurement, draft.session.preset.plausibility)
        if verdict.impossible:
            _quarantine(draft, given, event, verdict.impossible)
        else:
            _record(draft, given, event, verdict.queried)


def _record(draft: Draft, given: DeviceReport, event: Measured, queried: tuple[str, ...]) -> None:
    measurement, relay, taken = event.measurement, given.relay, by_the_device(given)
    request, wanted = None, None
    queried = (*queried, *(relay.queried if relay is not None else ()))
    if isinstance(measurement, BloodPressure) and event.provenance is not Provenance.STORED:
        moment = taken_at(draft.at, given)
        queried = (*queried, *jump(draft.session, measurement.systolic, moment, given.role))
        request = (
            _request_of(draft.session, given.role)
            if answers(draft.session, draft.at, given)
            else None
        )
        complete = measurement.systolic is not None and measurement.diastolic is not None
        if complete:
            wanted = due_for(draft.session, moment, given.role, answers=request is not None)
    draft.caused(
        MeasurementRecorded(
            measurement=measurement,
            provenance=event.provenance,
            role=given.role,
            driver=given.driver,
            device=given.device,
            request=request,
            due=wanted,
            queried=queried,
            corrected_utc=given.corrected_utc,
            waited_s=round(taken.ago_s, 1) if taken is not None else None,
            taken_within_s=ceil(taken.within_s * 10) / 10 if taken is not None else None,
            relayed=relay.seq if relay is not None else None,
            trial=is_trial(draft.session, given, answered=request),
            verified=relay.verified if relay is not None else None,
        )
    )


def _request_of(session: Session, role: Role) -> str | None:
    request = session.request
    return request.request if request is not None and request.role is role else None


def _is_memory(event: Measured) -> bool:
    stored = event.provenance is Provenance.STORED
    return stored and not isinstance(event.measurement, HeartRate)


def _is_of_before(draft: Draft, given: DeviceReport, event: Measured) -> bool:
    """Return whether a reading may be of before this session, and then anybody's."""
    if _is_memory(event):
        return not is_surely_here(draft.session, draft.at, given)
    return was_before(draft.session, draft.at, given)


def _set_aside(draft: Draft, given: DeviceReport, event: Measured) -> None:
    """Count a reading out of the memory, and keep none of its values."""
    if is_empty(event.measurement):
        return
    empty: Measurement = BloodPressure(systolic=None, diastolic=None)
    if isinstance(event.measurement, PulseOximetry):
        empty = PulseOximetry(spo2=None)
    draft.caused(
        MeasurementQuarantined(
            measurement=empty,
            role=given.role,
            driver=given.driver,
            reasons=(FROM_MEMORY,),
            relayed=given.relay.seq if given.relay is not None else None,
        )
    )


def _is_copy(session: Session, role: Role, event: Measured) -> bool:
    """Return whether this device's very frame, with its own time on it, is in the session."""
    new = event.measurement
    if not isinstance(new, BloodPressure) or new.device_time is None or not new.frame:
        return False
    known = [reading.measurement for reading in session.readings if reading.role is role]
    known += [
        kept.measurement
        for kept in session.quarantined
        if kept.role is role and isinstance(kept.measurement, BloodPressure)
    ]
    return any((old.frame, old.device_time) == (new.frame, new.device_time) for old in known)


def _quarantine(
    draft: Draft, given: DeviceReport, event: Measured, reasons: tuple[str, ...]
) -> None:
    draft.caused(
        MeasurementQuarantined(
            measurement=event.measurement,
            role=given.role,
            driver=given.driver,
            reasons=reasons,
            relayed=given.relay.seq if given.relay is not None else None,
        )
    )
    request = _request_of(draft.session, given.role)
    own = _is_chosen(draft.session, given) and answers(draft.session, draft.at, given)
    if request is not None and own and _is_present(event):
        draft.caused(RequestEnded(request=request, reason=reasons[0]))


def _is_present(event: Measured) -> bool:
    """Return whether it may answer a request: a cuff's result that is not out of its memory."""
    pressure = isinstance(event.measurement, BloodPressure)
    return pressure and event.provenance is not Provenance.STORED


def _without_value(draft: Draft, given: DeviceReport, event: Measured) -> None:
    """A cuff's reading without values is a failed attempt; a sample without one is nothing."""
    if not isinstance(event.measurement, BloodPressure):
        _record(draft, given, event, ())
    elif event.provenance is not Provenance.STORED:
        failed = MeasurementFailed(
            reason=FailureReason.NOT_A_NUMBER, text=say(NO_VALUE), frame=event.measurement.frame
        )
        _failed(draft, given, failed)


def _failed(draft: Draft, given: DeviceReport, event: MeasurementFailed) -> None:
    """Record a failed attempt of now; one out of a device's memory concerns nobody here."""
    if event.provenance is Provenance.STORED:
        return
    request = draft.session.request
    if (
        request is not None
        and request.role is given.role
        and answers(draft.session, draft.at, given)
    ):
        fail(draft, request, reason=event.reason, text=event.text, frame=event.frame)
        return
    draft.caused(
        MeasurementFailureRecorded(
            role=given.role,
            driver=given.driver,
            reason=event.reason,
            text=event.text,
            frame=event.frame,
        )
    )


def _linked(draft: Draft, given: DeviceReport, event: LinkChanged) -> None:
    """Record that a device came or went; how it got there is chatter."""
    known = draft.session.links.get(given.role)
    state = LinkState.READY if event.state is LinkState.MEASURING else event.state
    if state in _CHATTER:
        return
    if known is None or known.state is not state:
        draft.caused(DeviceLinkRecorded(role=given.role, state=state, text=event.text))


_CHATTER = (LinkState.CONNECTING, LinkState.PAIRING)


def _noted(
    draft: Draft, given: DeviceReport, event: Identified | BatteryReported | ClockReported
) -> None:
    note = DeviceNoted(role=given.role)
    match event:
        case Identified():
            note = DeviceNoted(
                role=given.role,
                manufacturer=event.manufacturer,
                model=event.model,
                serial=event.serial,
                firmware=event.firmware,
            )
        case BatteryReported():
            note = DeviceNoted(role=given.role, battery_percent=event.percent)
        case ClockReported(device_time=device_time) if device_time is not None:
            here = draft.at.utc + timedelta(minutes=draft.session.utc_offset_min)
            offset = (device_time.replace(tzinfo=None) - here.replace(tzinfo=None)).total_seconds()
            note = DeviceNoted(role=given.role, clock_offset_s=round(offset))
        case _:
            return
    if _is_news(draft.session, note):
        draft.caused(note)


def _is_news(session: Session, note: DeviceNoted) -> bool:
    known = session.device_notes.get(note.role)
    names = ("manufacturer", "model", "serial", "firmware", "battery_percent", "clock_offset_s")
    return any(
        getattr(note, name) is not None and getattr(note, name) != getattr(known, name, None)
        for name in names
    )


def _violated(draft: Draft, given: DeviceReport, event: ProtocolViolated) -> None:
    known = draft.session.violations.get(given.role)
    if known is not None and known.reason == event.reason and _is_close(known.at, draft.at):
        return
    draft.caused(
        ProtocolViolationRecorded(
            role=given.role, driver=given.driver, reason=event.reason, frame=event.frame
        )
    )


def _is_close(known: Instant, at: Instant) -> bool:
    return at.elapsed_s - known.elapsed_s < VIOLATION_GAP_S
