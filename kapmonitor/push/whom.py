"""Which patient of the chart a session belongs to, asked before any of it is sent.

A reference by number inside a transaction is for the server to check, and some do not: they keep a
session of a number that they do not know. A server may also leave out what it cannot search by, and
answer with everybody (R4, Search, Handling Errors). So the one who is found must carry the number.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from kapmonitor.push.post import Failed, Limits, fetch, outcome
from kapmonitor.push.server import Server
from kapmonitor.record.push_facts import NotSent

_ID = re.compile(r"[A-Za-z0-9.-]{1,64}")
_APART = re.compile(r"([\\,$|])")
"""Signs that would part a value, unless a backslash stands before them (R4, Search, Escaping)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An identifier by which the chart is to know a patient."""

    system: str
    value: str

    def __repr__(self) -> str:
        return "Known(...)"


def find(server: Server, token: str, known: Known, limits: Limits | None = None) -> str:
    """Return the id of the one Patient who carries an identifier. Raises Failed."""
    wanted = f"{_whole(known.system)}|{_whole(known.value)}"
    status, told = fetch(server, token, f"Patient?identifier={quote(wanted, safe='')}", limits)
    if told.get("resourceType") != "Bundle" or told.get("type") != "searchset":
        raise Failed(NotSent.NOT_FHIR, status=status, told=outcome(told), final=True)
    found = _found(told, status)
    if not found:
        raise Failed(NotSent.NO_PATIENT, final=True)
    if not all(_carries(each, known) for each in found):
        raise Failed(NotSent.UNPROVEN_PATIENT, final=True)
    if len(found) > 1 or _has_more(told):
        raise Failed(NotSent.SEVERAL_PATIENTS, final=True)
    name = found[0].get("id")
    if not isinstance(name, str) or not _ID.fullmatch(name):
        raise Failed(NotSent.NOT_FHIR, status=status, final=True)
    return name


def mark_of(session: str, server: Server, patient: str) -> str | None:
    """Return what is kept of the Patient whom a session went to; None where nobody told who."""
    if not patient:
        return None
    return hashlib.sha256("\n".join((session, server.base, patient)).encode()).hexdigest()


def _found(told: dict[str, Any], status: int) -> list[dict[str, Any]]:
    """Return whom a search found; warnings may come beside."""
    entries = told.get("entry", [])
    if not isinstance(entries, list):
        raise Failed(NotSent.NOT_FHIR, status=status, final=True)
    found = []
    for each in entries:
        resource = each.get("resource") if isinstance(each, dict) else None
        kind = resource.get("resourceType") if isinstance(resource, dict) else None
        if kind == "OperationOutcome":
            continue
        if not isinstance(resource, dict) or kind != "Patient":
            raise Failed(NotSent.NOT_FHIR, status=status, final=True)
        found.append(resource)
    return found


def _carries(patient: dict[str, Any], known: Known) -> bool:
    """Return whether a Patient has an identifier, and still has it."""
    own = patient.get("identifier")
    return any(
        isinstance(each, dict)
        and (each.get("system"), each.get("value")) == (known.system, known.value)
        and each.get("use") != "old"
        for each in (own if isinstance(own, list) else ())
    )


def _has_more(told: dict[str, Any]) -> bool:
    """Return whether there are more than came on this page."""
    total, links = told.get("total"), told.get("link")
    follows = any(
        isinstance(each, dict) and each.get("relation") == "next"
        for each in (links if isinstance(links, list) else ())
    )
    return follows or (isinstance(total, int) and total > 1)


def _whole(text: str) -> str:
    return _APART.sub(r"\\\1", text)
