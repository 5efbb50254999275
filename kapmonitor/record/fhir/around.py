"""Whom and what the session was with: patient, people, devices, place, the encounter."""

from __future__ import annotations

from collections.abc import Iterator

from kapmonitor.record.fhir.codes import ACT_CODE, OURS
from kapmonitor.record.fhir.parts import Json, coding, concept, entry, ours, present, reference, urn
from kapmonitor.record.fhir.source import Source
from kapmonitor.session.event import DeviceAssigned, DeviceNoted
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import Role

SIMULATED = "SIMULATED, NOT A PATIENT"


def people(source: Source) -> Iterator[Json]:
    """Yield the patient, everybody who used the program, and who takes the patient home."""
    yield entry(source.subject["reference"], _patient(source))
    for operator in source.operators:
        resource = {
            "resourceType": "Practitioner",
            "meta": source.meta(),
            "identifier": [{"system": f"{OURS}:operator", "value": operator.id}],
            "name": [{"text": operator.name}],
        }
        yield entry(source.person(operator)["reference"], _whole(resource))
    if source.session.escort is not None:
        yield entry(source.address("escort"), _whole(_escort(source)))


def encounter(source: Source) -> Json:
    """Return the session as an encounter."""
    session = source.session
    kind = ("VR", "virtual") if source.far else ("AMB", "ambulatory")
    period = {"start": source.when(session.opened.utc)}
    if session.ended_at is not None:
        period["end"] = source.when(session.ended_at.utc)
    resource = {
        "resourceType": "Encounter",
        "meta": source.meta(),
        "identifier": [{"system": f"{OURS}:session", "value": session.id}],
        "status": "finished" if session.ended_at is not None else "in-progress",
        "class": coding(ACT_CODE, kind),
        "type": [concept(text=_what(session))],
        "subject": source.subject,
        "participant": [{"individual": source.person(each)} for each in source.operators],
        "period": period,
        "hospitalization": _left(session),
        "location": [{"location": reference(source.address("place"))}] if session.place else [],
    }
    return entry(source.address("encounter"), _whole(resource))


def place(source: Source) -> Iterator[Json]:
    """Yield where a patient far away was, as it was read back."""
    where = source.session.place
    if where is None:
        return
    phone = where.callback_phone.text
    other = where.backup_channel.text if where.backup_channel is not None else None
    read_back = where.read_back
    said = [
        f"Emergency number there: {where.emergency_number}.",
        f"Address read back: {read_back.value.replace('_', ' ')}." if read_back else "",
        f"Second channel: {other}." if other else "",
    ]
    resource = {
        "resourceType": "Location",
        "meta": source.meta(),
        "status": "active",
        "mode": "instance",
        "description": " ".join(filter(None, said)),
        "telecom": [{"system": "phone", "value": phone}] if phone else [],
        "address": {"text": where.address.text} if where.address.text else None,
    }
    yield entry(source.address("place"), _whole(resource))


def devices(source: Source) -> Iterator[Json]:
    """Yield every device that had a role, as it described itself."""
    told: dict[Role, DeviceNoted] = {}
    assigned: dict[str, tuple[DeviceAssigned, DeviceNoted | None]] = {}
    at_work: dict[Role, DeviceAssigned] = {}
    for each in source.entries:
        match each.event:
            case DeviceAssigned() as event:
                at_work[event.role] = event
                told.pop(event.role, None)
                assigned[event.address] = (event, None)
            case DeviceNoted(role=role) as event if role in at_work:
                told[role] = _merged(told.get(role), event)
                assigned[at_work[role].address] = (at_work[role], told[role])
    for event, note in assigned.values():
        yield entry(device_address(event.address), _whole(_device(source, event, note)))


def device_address(address: str) -> str:
    """Return the address of a device's resource: the same in every session."""
    return urn("device", address)


def _what(session: Session) -> str:
    number = session.session_number
    nth = "" if number is None else f", session {number}"
    of = "" if number is None or not session.planned_sessions else f" of {session.planned_sessions}"
    return f"Ketamine-assisted psychotherapy, dosing session{nth}{of}"


def _left(session: Session) -> Json | None:
    """Return how the patient left, in the words of the record."""
    if session.ended is None:
        return None
    outcome = session.ended.outcome
    return {"dischargeDisposition": ours("outcome", outcome, outcome.replace("_", " "))}


def _patient(source: Source) -> Json:
    session, known = source.session, source.patient
    name = known.name if known is not None and known.name else session.patient
    return _whole(
        {
            "resourceType": "Patient",
            "meta": source.meta("us-core-patient"),
            "identifier": [{"system": f"{OURS}:patient", "value": session.patient}],
            "name": [{"text": SIMULATED if session.simulated else name}],
            "gender": "unknown",
            "birthDate": known.born.isoformat() if known is not None and known.born else None,
        }
    )


def _escort(source: Source) -> Json:
    escort = source.session.escort
    assert escort is not None  # noqa: S101  the caller looked
    phone = escort.phone.text
    return {
        "resourceType": "RelatedPerson",
        "meta": source.meta(),
        "patient": source.subject,
        "relationship": [concept(text=escort.relationship)] if escort.relationship else [],
        "name": [{"text": escort.name.text}] if escort.name.text else [],
        "telecom": [{"system": "phone", "value": phone}] if phone else [],
    }


def _device(source: Source, event: DeviceAssigned, note: DeviceNoted | None) -> Json:
    firmware = note.firmware if note else None
    return {
        "resourceType": "Device",
        "meta": source.meta(),
        "identifier": [{"system": f"{OURS}:device", "value": event.address}],
        "manufacturer": note.manufacturer if note else None,
        "modelNumber": note.model if note else None,
        "serialNumber": note.serial if note else None,
        "deviceName": [{"name": event.title, "type": "user-friendly-name"}],
        "version": [{"value": firmware}] if firmware else [],
        "note": [{"text": f"kapmonitor driver {event.driver}, experimental"}],
    }


def _merged(old: DeviceNoted | None, new: DeviceNoted) -> DeviceNoted:
    if old is None:
        return new
    return DeviceNoted(
        role=new.role,
        manufacturer=new.manufacturer or old.manufacturer,
        model=new.model or old.model,
        serial=new.serial or old.serial,
        firmware=new.firmware or old.firmware,
    )


def _whole(resource: Json) -> Json:
    return present(**resource)
