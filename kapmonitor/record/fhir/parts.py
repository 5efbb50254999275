"""The small pieces that every resource is made of: codes, quantities, times, references."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from kapmonitor.record.fhir.codes import ABSENT, OURS, UCUM
from kapmonitor.session.wall import Wall, offset_min

Json = dict[str, Any]
"""A resource, or a part of one, as it is written."""


def coding(system: str, code: tuple[str, str] | str) -> Json:
    """Return one coding; a code alone has no display that anybody verified."""
    if isinstance(code, str):
        return {"system": system, "code": code}
    return {"system": system, "code": code[0], "display": code[1]}


def concept(*codings: Json, text: str = "") -> Json:
    """Return a CodeableConcept."""
    return present(coding=list(codings), text=text)


def ours(kind: str, code: str, text: str = "") -> Json:
    """Return a concept of our own system, where no standard code was verified."""
    return concept(coding(f"{OURS}:{kind}", code), text=text)


def quantity(value: float, unit: tuple[str, str]) -> Json:
    """Return a quantity in a UCUM unit, unrounded; whole numbers without a point."""
    whole = int(value) if float(value).is_integer() else value
    return {"value": whole, "unit": unit[1], "system": UCUM, "code": unit[0]}


def absent(code: str) -> Json:
    """Return why a value is missing (HL7 data-absent-reason)."""
    return concept(coding(ABSENT, code))


def urn(session: str, *parts: object) -> str:
    """Return the address of a resource in the bundle: the same at every export."""
    return uuid5(NAMESPACE_URL, ":".join((OURS, session, *map(str, parts)))).urn


def reference(address: str, text: str = "") -> Json:
    """Return a reference to another resource of the bundle."""
    return present(reference=address, display=text)


def moment(wall: Wall, utc: datetime) -> str:
    """Return a moment with the offset of the wall's clock at that time (FHIR instant)."""
    zone = timezone(timedelta(minutes=offset_min(wall, utc)))
    return utc.astimezone(zone).isoformat(timespec="milliseconds")


def notes(texts: Iterable[str]) -> list[Json]:
    """Return annotations."""
    return [{"text": text} for text in texts if text]


def present(**parts: object) -> Json:
    """Return what there is: FHIR allows no empty element."""
    return {name: value for name, value in parts.items() if value not in (None, "", [], {})}


def entry(address: str, resource: Mapping[str, object]) -> Json:
    """Return an entry of the bundle; the resource's id is the last part of its address."""
    whole = {"resourceType": resource["resourceType"], "id": address.rsplit(":", 1)[1]}
    return {"fullUrl": address, "resource": whole | dict(resource)}
