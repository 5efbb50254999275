"""What US Core asks of a bundle's vital signs, written down a second time from its pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
PROFILE = "http://hl7.org/fhir/us/core/StructureDefinition/"
LOINC, UCUM = "http://loinc.org", "http://unitsofmeasure.org"
HALVES = {
    "us-core-blood-pressure": ("85354-9", "8480-6", "8462-4"),
    "us-core-average-blood-pressure": ("96607-7", "96608-5", "96609-3"),
}
VALUES = {
    "us-core-heart-rate": ({"8867-4"}, "/min"),
    "us-core-pulse-oximetry": ({"59408-5", "2708-6"}, "%"),
}


def complaints(bundle: Json) -> Iterator[str]:
    """Say whatever a receiver by US Core would refuse."""
    entries = bundle["entry"]
    addresses = {each["fullUrl"] for each in entries}
    if len(addresses) != len(entries):
        yield "two resources have one address"
    for each in entries:
        resource = each["resource"]
        name = f"{resource['resourceType']} {each['fullUrl']}"
        if not each["fullUrl"].endswith(resource["id"]):
            yield f"{name}: another id"
        yield from (f"{name}: {one} is in no entry" for one in _lost(resource, addresses))
        yield from (f"{name}: {one}" for one in _profiled(resource))
        if _empty(resource):
            yield f"{name}: an empty element"


def resources(bundle: Json, kind: str) -> list[Json]:
    """Return the resources of a type."""
    found = [each["resource"] for each in bundle["entry"]]
    return [each for each in found if each["resourceType"] == kind]


def coded(bundle: Json, code: str) -> list[Json]:
    """Return the observations with a LOINC code."""
    return [each for each in resources(bundle, "Observation") if code in _codes(each)]


def _profiled(resource: Json) -> Iterator[str]:
    for profile in resource.get("meta", {}).get("profile", ()):
        name = profile.removeprefix(PROFILE)
        if resource["resourceType"] == "Observation":
            yield from _observation(resource)
        if name in HALVES:
            yield from _panel(resource, *HALVES[name])
        elif name in VALUES:
            yield from _value(resource, *VALUES[name])


def _observation(resource: Json) -> Iterator[str]:
    (category,) = resource["category"]
    if category["coding"][0]["code"] != "vital-signs":
        yield "not among the vital signs"
    if not {"subject", "status"} <= set(resource):
        yield "without subject or status"
    if not {"effectiveDateTime", "effectivePeriod"} & set(resource):
        yield "without a time"


def _panel(resource: Json, whole: str, *halves: str) -> Iterator[str]:
    if _codes(resource) != {whole}:
        yield f"coded {_codes(resource)}"
    for half in halves:
        found = [each for each in resource["component"] if _codes(each) == {half}]
        if len(found) != 1:
            yield f"{len(found)} components {half}"
        yield from (one for each in found for one in _quantity(each, "mm[Hg]"))


def _value(resource: Json, codes: set[str], unit: str) -> Iterator[str]:
    if _codes(resource) != codes:
        yield f"coded {_codes(resource)}"
    yield from _quantity(resource, unit)


def _quantity(part: Json, unit: str) -> Iterator[str]:
    value = part.get("valueQuantity")
    if (value is None) == ("dataAbsentReason" not in part):
        yield "neither a value nor a reason, or both"
    if value is not None and (value["system"], value["code"]) != (UCUM, unit):
        yield f"in {value['code']}"


def _codes(part: Json) -> set[str]:
    return {each["code"] for each in part["code"]["coding"] if each["system"] == LOINC}


def _lost(part: object, addresses: set[str]) -> Iterator[str]:
    if isinstance(part, dict):
        target = part.get("reference")
        if isinstance(target, str) and target not in addresses:
            yield target
        for each in part.values():
            yield from _lost(each, addresses)
    elif isinstance(part, list):
        for each in part:
            yield from _lost(each, addresses)


def _empty(part: object) -> bool:
    if isinstance(part, dict):
        return not part or any(_empty(each) for each in part.values())
    if isinstance(part, list):
        return not part or any(_empty(each) for each in part)
    return part is None or part == ""
