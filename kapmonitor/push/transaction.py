"""A session's bundle as a transaction: all or nothing, and nothing twice.

Each resource is created only where the server has none with its address of ours (`ifNoneExist`):
however often it is sent, it is there once. A session to which anything was added since it was
signed replaces its own resources (an earlier state may be there, whose answer was lost), and only
those: people, devices and places stay as the chart has them.

The patient is either one whom the chart was found to know (`whom`), or made there once, under our
pseudonym. Never matched by a name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

from kapmonitor.record.fhir.codes import OURS
from kapmonitor.record.fhir.parts import Json

RESOURCE = f"{OURS}:resource"
"""The system of our addresses, as identifiers."""
_SHARED = {"Patient", "Practitioner", "RelatedPerson", "Device", "Location"}
_NO_IDENTIFIER = {"Provenance"}
"""These have no identifier in R4: a tag stands in."""


def transaction(bundle: Json, *, patient: str = "", replaces: bool = False) -> bytes:
    """Return the octets to send.

    `patient`: the id of the chart's own Patient; empty: made under our pseudonym. `replaces`: an
    earlier state of this session was delivered.
    """
    entries = list(_entries(bundle["entry"], known=bool(patient), replaces=replaces))
    whole = {
        "resourceType": "Bundle",
        "meta": bundle.get("meta"),
        "type": "transaction",
        "entry": entries,
    }
    text = json.dumps({name: each for name, each in whole.items() if each}, separators=(",", ":"))
    if patient:
        ours = next(each["fullUrl"] for each in bundle["entry"] if _kind(each) == "Patient")
        text = text.replace(json.dumps(ours), json.dumps(f"Patient/{patient}"))
    return text.encode()


def _entries(entries: list[Json], *, known: bool, replaces: bool) -> Iterator[Json]:
    for each in entries:
        kind = _kind(each)
        if known and kind == "Patient":
            continue
        resource = _named(each["resource"])
        where = _where(resource)
        if replaces and kind not in _SHARED:
            request = {"method": "PUT", "url": f"{kind}?{where}"}
        else:
            request = {"method": "POST", "url": kind, "ifNoneExist": where}
        yield {"fullUrl": each["fullUrl"], "resource": resource, "request": request}


def _named(resource: Json) -> Json:
    """Return a resource with our address for it as an identifier, or as a tag; without our id."""
    mine = {"system": RESOURCE, "value": resource["id"]}
    whole = {name: each for name, each in resource.items() if name != "id"}
    if resource["resourceType"] in _NO_IDENTIFIER:
        meta = resource.get("meta", {})
        tags = [*meta.get("tag", ()), {"system": RESOURCE, "code": resource["id"]}]
        return whole | {"meta": meta | {"tag": tags}}
    if resource["resourceType"] == "QuestionnaireResponse":  # one identifier at most
        return whole | {"identifier": mine}
    return whole | {"identifier": [*resource.get("identifier", ()), mine]}


def pseudonym(bundle: Json) -> tuple[str, str]:
    """Return the system and value by which a Patient of ours is known there."""
    resource = next(each["resource"] for each in bundle["entry"] if _kind(each) == "Patient")
    return RESOURCE, str(resource["id"])


def _where(resource: Json) -> str:
    if resource["resourceType"] in _NO_IDENTIFIER:
        return f"_tag={_query(f'{RESOURCE}|' + resource['meta']['tag'][-1]['code'])}"
    own = resource["identifier"]
    mine = own if isinstance(own, dict) else own[-1]
    return f"identifier={_query(RESOURCE + '|' + mine['value'])}"


def _query(text: str) -> str:
    return quote(text, safe=":|")


def _kind(entry: Json) -> str:
    return str(entry["resource"]["resourceType"])
