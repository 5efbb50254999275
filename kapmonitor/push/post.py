"""One attempt to hand a transaction to a FHIR server, and what its answer means.

Blocks; run on a thread of its own. The certificate is always checked. A redirect is followed only
where it stays at the same place. Nothing here logs, and an answer's own words go to the screen
only: they may repeat a name.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from devices.peer_text import clean
from kapmonitor.push.server import Server
from kapmonitor.record.push_facts import NotSent

if TYPE_CHECKING:
    import httpx

FHIR_JSON = "application/fhir+json"
MOST_SENT, MOST_READ = 50_000_000, 20_000_000
"""Octets: beyond these a session is not sent, and an answer not read on."""
_TOLD = 300
_CONNECT_S, _READ_S, _WHOLE_S = 10.0, 60.0, 180.0
_LONGEST_WISH_S = 24 * 3600.0
_OK, _MULTIPLE, _BAD, _FAILED = 200, 300, 400, 500
_BUSY = (408, 409, 429, 503)
_WHY = {
    401: NotSent.TOKEN,
    403: NotSent.TOKEN,
    404: NotSent.NO_SERVER,
    405: NotSent.NO_SERVER,
    410: NotSent.NO_SERVER,
    413: NotSent.TOO_LARGE,
}
_SAME_PLACE = (307, 308)
_PATIENT = re.compile(r"(?:^|/)Patient/([A-Za-z0-9.-]{1,64})(?:/|$)")

for _name in ("httpx", "httpcore"):  # they log addresses, and one holds a patient's number
    logging.getLogger(_name).setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long to wait: to connect, for each part of an answer, for the whole; seconds."""

    connect_s: float = _CONNECT_S
    read_s: float = _READ_S
    whole_s: float = _WHOLE_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The server took it, all of it."""

    status: int
    location: str
    etag: str
    digest: str
    """SHA-256 of what was sent."""
    patient: str
    """The id of the Patient whom it made, or took for ours; empty: not told."""


class Failed(Exception):
    """It did not arrive, as far as can be told; `told`: what the server said, for the screen."""

    def __init__(
        self,
        reason: NotSent,
        *,
        status: int | None = None,
        told: str = "",
        after_s: float | None = None,
        final: bool = False,
    ) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.status = status
        self.told = told
        self.after_s = after_s
        """How long the server asks to wait."""
        self.final = final
        """Whether trying again would change nothing."""


def deliver(server: Server, token: str, body: bytes, limits: Limits | None = None) -> Taken:
    """Hand a transaction over. Raises Failed."""
    if len(body) > MOST_SENT:
        raise Failed(NotSent.TOO_LARGE, final=True)
    question = _Question("POST", server.base, body)
    status, headers, text = _exchange(server, token, question, limits or Limits())
    _check_status(status, headers, text)
    return _taken(status, text, body)


def try_connection(server: Server, token: str, limits: Limits | None = None) -> str:
    """Ask a server what it is; return what it calls itself. Nothing of a patient is sent.

    Raises Failed.
    """
    status, told = fetch(server, token, "metadata", limits)
    if told.get("resourceType") != "CapabilityStatement":
        raise Failed(NotSent.NOT_FHIR, status=status, final=True)
    version = clean(str(told.get("fhirVersion", "")))
    if not version.startswith("4."):
        raise Failed(NotSent.NOT_FHIR, status=status, told=version, final=True)
    software = told.get("software")
    name = software.get("name", "") if isinstance(software, dict) else ""
    return clean(f"{name} FHIR {version}", _TOLD)


def fetch(
    server: Server, token: str, path: str, limits: Limits | None = None
) -> tuple[int, dict[str, Any]]:
    """Read one thing; return the status and the object that came. Raises Failed."""
    question = _Question("GET", f"{server.base}/{path}")
    status, headers, text = _exchange(server, token, question, limits or Limits())
    _check_status(status, headers, text)
    return status, _object(text)


def outcome(told: dict[str, Any]) -> str:
    """Return what an OperationOutcome says, cleaned and short; empty for anything else."""
    issues = told.get("issue")
    words: list[str] = []
    for each in issues if isinstance(issues, list) else ():
        if isinstance(each, dict):
            details = each.get("details")
            named = details.get("text") if isinstance(details, dict) else None
            words.append(str(each.get("diagnostics") or named or each.get("code") or ""))
    return clean(" · ".join(filter(None, words)), _TOLD)


@dataclass(frozen=True, slots=True)
class _Question:
    method: str
    address: str
    body: bytes | None = None


def _exchange(
    server: Server, token: str, asked: _Question, allowed: Limits
) -> tuple[int, httpx.Headers, bytes]:
    import httpx  # imported here: a start, and a practice that sends nothing, need not wait for it

    headers = {"Accept": FHIR_JSON}
    if asked.body is not None:
        headers |= {"Content-Type": f"{FHIR_JSON}; charset=utf-8"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    timeout = httpx.Timeout(allowed.read_s, connect=allowed.connect_s)
    try:
        with httpx.Client(
            verify=_trusted(server), timeout=timeout, trust_env=False, follow_redirects=False
        ) as client:
            wanted = client.build_request(
                asked.method, asked.address, content=asked.body, headers=headers
            )
            return _whole(client, wanted, time.monotonic() + allowed.whole_s)
    except httpx.ConnectTimeout as error:
        raise Failed(NotSent.OFFLINE) from error
    except httpx.TimeoutException as error:
        raise Failed(NotSent.SLOW) from error
    except httpx.ConnectError as error:
        raise _not_connected(error) from error
    except (httpx.HTTPError, ssl.SSLError) as error:
        raise Failed(NotSent.CUT_OFF) from error


def _whole(
    client: httpx.Client, wanted: httpx.Request, until: float, *, moved: bool = False
) -> tuple[int, httpx.Headers, bytes]:
    """Send and read the whole answer; each part may come in time and the whole may not."""
    answer = client.send(wanted, stream=True)
    try:
        if answer.status_code in _SAME_PLACE and not moved:
            again = answer.next_request
            if again is not None and _place(again.url) == _place(wanted.url):
                return _whole(client, again, until, moved=True)
        read = bytearray()
        for part in answer.iter_bytes():
            read += part
            if len(read) > MOST_READ:
                raise Failed(NotSent.NOT_FHIR, status=answer.status_code, final=True)
            if time.monotonic() > until:
                raise Failed(NotSent.SLOW, status=answer.status_code)
        return answer.status_code, answer.headers, bytes(read)
    finally:
        answer.close()


def _place(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _trusted(server: Server) -> ssl.SSLContext:
    """Return what is trusted: the system's certificates, else Mozilla's, and the clinic's own."""
    import certifi

    if server.base.startswith("http:"):  # this computer itself: nothing needs to be trusted
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context = ssl.create_default_context()
        context.load_verify_locations(certifi.where())
        if server.ca_file:
            context.load_verify_locations(server.ca_file)
    except (OSError, ssl.SSLError) as error:
        raise Failed(NotSent.SETTINGS, final=True) from error
    return context


def _not_connected(error: httpx.ConnectError) -> Failed:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Failed(NotSent.CERTIFICATE, told=clean(cause.verify_message), final=True)
        cause = cause.__cause__ or cause.__context__
    return Failed(NotSent.OFFLINE)


def _check_status(status: int, headers: httpx.Headers, text: bytes) -> None:
    """Raise Failed for anything but a plain yes."""
    if _OK <= status < _MULTIPLE:
        return
    told = _outcome(text)
    if status in _BUSY:
        raise Failed(NotSent.BUSY, status=status, told=told, after_s=_wish(headers))
    if status >= _FAILED:
        raise Failed(NotSent.SERVER_FAILED, status=status, told=told, after_s=_wish(headers))
    reason = NotSent.MOVED if status < _BAD else _WHY.get(status, NotSent.REFUSED)
    raise Failed(reason, status=status, told=told, final=True)


def _taken(status: int, text: bytes, body: bytes) -> Taken:
    """Return where it is now. Raises Failed where the answer does not say so for each part."""
    sent, told = json.loads(body), _object(text)
    entries = told.get("entry")
    if told.get("resourceType") != "Bundle" or told.get("type") != "transaction-response":
        raise Failed(NotSent.NOT_FHIR, status=status, told=outcome(told), final=True)
    if not isinstance(entries, list) or len(entries) != len(sent["entry"]):
        raise Failed(NotSent.NOT_FHIR, status=status, final=True)
    answers = [_response(each) for each in entries]
    if not all(str(each.get("status", ""))[:1] == "2" for each in answers):
        raise Failed(NotSent.REFUSED, status=status, final=True)
    kinds = [each["resource"]["resourceType"] for each in sent["entry"]]
    by_kind = dict(zip(kinds, answers, strict=True))
    mine, patient = by_kind.get("Encounter", {}), by_kind.get("Patient", {})
    made = _PATIENT.search(str(patient.get("location", "")))
    return Taken(
        status=status,
        location=clean(str(mine.get("location", "")), _TOLD),
        etag=clean(str(mine.get("etag", "")), _TOLD),
        digest=hashlib.sha256(body).hexdigest(),
        patient=made.group(1) if made else "",
    )


def _response(entry: object) -> dict[str, Any]:
    found = entry.get("response") if isinstance(entry, dict) else None
    return found if isinstance(found, dict) else {}


def _object(text: bytes) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Failed(NotSent.NOT_FHIR, final=True) from error
    if not isinstance(value, dict):
        raise Failed(NotSent.NOT_FHIR, final=True)
    return value


def _outcome(text: bytes) -> str:
    try:
        return outcome(_object(text))
    except Failed:
        return ""


def _wish(headers: httpx.Headers, now: Callable[[], float] = time.time) -> float | None:
    """Return for how many seconds the server asks to be left alone (RFC 9110, 10.2.3)."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), _LONGEST_WISH_S)
    try:
        wanted = parsedate_to_datetime(text).timestamp() - now()
    except (TypeError, ValueError, OverflowError):
        return None
    return max(0.0, min(wanted, _LONGEST_WISH_S))
