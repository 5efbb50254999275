"""A small strict FHIR server: real sockets and TLS, transactions all or nothing, and bad moods.

Written down from the standard's page on transactions (R4, 3.1.0.11), apart from the program. It
takes only what the independent model of R4 takes, and creates nothing that is there already.
"""

from __future__ import annotations

import json
import re
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

from fhir.resources.R4B.bundle import Bundle

Json = dict[str, Any]
TOKEN = "letmein-123"
Mood = Callable[["_Handler"], bool]
"""What the server does instead of answering well, once; returns whether it is done with that."""


class NotTaken(Exception):
    """The whole transaction is refused: HTTP status and words."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


@dataclass
class Chart:
    """What the server holds, and how it will behave."""

    kept: list[Json] = field(default_factory=list)
    moods: list[Mood] = field(default_factory=list)
    after_commit: list[Mood] = field(default_factory=list)
    requests: int = 0
    checks: bool = True
    """Whether a reference must lead to something."""
    searches: bool = True
    """Whether it knows what it is asked to search by; else it answers with everybody."""

    def of(self, kind: str) -> list[Json]:
        return [each for each in self.kept if each["resourceType"] == kind]

    def take(self, bundle: Json) -> Json:
        """Carry a transaction out, all or nothing. Raises NotTaken."""
        try:
            Bundle.model_validate(bundle)
        except ValueError as error:
            raise NotTaken(422, f"not FHIR: {str(error)[:200]}") from error
        if bundle["type"] != "transaction":
            raise NotTaken(422, "no transaction")
        kept = [dict(each) for each in self.kept]
        places: dict[str, str] = {}
        answers = []
        for each in bundle["entry"]:
            found, made = _placed(each, kept)
            places[each["fullUrl"]] = f"{found['resourceType']}/{found['id']}"
            version = found["meta"]["versionId"]
            location = f"{places[each['fullUrl']]}/_history/{version}"
            status = "201 Created" if made else "200 OK"
            answers.append({"status": status, "location": location, "etag": f'W/"{version}"'})
        self.kept = [_resolved(each, places, kept if self.checks else None) for each in kept]
        return {
            "resourceType": "Bundle",
            "type": "transaction-response",
            "entry": [{"response": each} for each in answers],
        }

    def find(self, query: str) -> Json:
        """Return the Patients of a search, with a warning beside where it did not look."""
        found = _search("Patient", query, self.kept) if self.searches else self.of("Patient")
        entries = [{"resource": each, "search": {"mode": "match"}} for each in found]
        if not self.searches:
            issue = {"severity": "warning", "code": "not-supported", "diagnostics": "identifier?"}
            warning = {"resourceType": "OperationOutcome", "issue": [issue]}
            entries.insert(0, {"resource": warning, "search": {"mode": "outcome"}})
        told: Json = {"resourceType": "Bundle", "type": "searchset", "total": len(found)}
        return told | ({"entry": entries} if entries else {})


def _placed(entry: Json, kept: list[Json]) -> tuple[Json, bool]:
    """Return the resource that stands for an entry, and whether it is new."""
    request, resource = entry["request"], dict(entry["resource"])
    if "id" in resource:
        raise NotTaken(422, "an id of one's own")
    kind, _, query = request["url"].partition("?")
    if kind != resource["resourceType"]:
        raise NotTaken(422, f"{kind} is no {resource['resourceType']}")
    wanted = request.get("ifNoneExist") if request["method"] == "POST" else query
    if not wanted:
        raise NotTaken(422, "an unconditional write")
    found = _search(kind, wanted, kept)
    if len(found) > 1:
        raise NotTaken(412, f"{kind}?{wanted} is {len(found)} resources")
    if found and request["method"] == "POST":
        return found[0], False
    number = found[0]["id"] if found else f"{len(kept) + 1}"
    version = str(int(found[0]["meta"]["versionId"]) + 1) if found else "1"
    resource |= {"id": number, "meta": {**resource.get("meta", {}), "versionId": version}}
    if found:
        kept[kept.index(found[0])] = resource
    else:
        kept.append(resource)
    return resource, not found


def _search(kind: str, query: str, kept: list[Json]) -> list[Json]:
    ((name, (value,)),) = parse_qs(query).items()
    assert not re.search(r"(?<!\\)[,$]", value), "more than one value"
    system, wanted = (
        re.sub(r"\\(.)", r"\1", each) for each in re.split(r"(?<!\\)\|", value, maxsplit=1)
    )
    return [
        each
        for each in kept
        if each["resourceType"] == kind and (system, wanted) in _tokens(each, name)
    ]


def _tokens(resource: Json, name: str) -> set[tuple[str, str]]:
    if name == "_tag":
        return {(each["system"], each["code"]) for each in resource["meta"].get("tag", ())}
    assert name == "identifier", name
    found = resource.get("identifier", [])
    return {
        (each["system"], each["value"]) for each in (found if isinstance(found, list) else [found])
    }


def _resolved(part: Any, places: dict[str, str], kept: list[Json] | None) -> Any:
    """Return a resource with references to what is kept. Raises NotTaken for one to nothing.

    `kept` None: whether there is what a reference names is not looked at.
    """
    if isinstance(part, list):
        return [_resolved(each, places, kept) for each in part]
    if not isinstance(part, dict):
        return part
    whole = {name: _resolved(each, places, kept) for name, each in part.items()}
    if isinstance(part.get("reference"), str):
        whole["reference"] = _target(part["reference"], places, kept)
    return whole


def _target(wanted: str, places: dict[str, str], kept: list[Json] | None) -> str:
    if wanted.startswith("urn:"):
        if wanted not in places:
            raise NotTaken(422, f"{wanted} is in no entry")
        return places[wanted]
    if kept is None:
        return wanted
    kind, _, query = wanted.partition("?")
    if query:
        found = _search(kind, query, kept)
        if len(found) != 1:
            raise NotTaken(412, f"{unquote(wanted)} is {len(found)} resources")
        return f"{kind}/{found[0]['id']}"
    if wanted not in {f"{each['resourceType']}/{each['id']}" for each in kept}:
        raise NotTaken(422, f"{wanted} is not here")
    return wanted


class _Handler(BaseHTTPRequestHandler):
    chart: Chart
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self._mooded(self.chart.moods):
            return
        where, _, query = self.path.partition("?")
        if where.endswith("/metadata"):
            self.answer(
                200,
                {
                    "resourceType": "CapabilityStatement",
                    "fhirVersion": "4.0.1",
                    "software": {"name": "Strict"},
                },
            )
        elif not where.endswith("/Patient") or not query:
            self.outcome(404, "what?")
        elif self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self.outcome(401, "who are you?")
        else:
            self.answer(200, self.chart.find(query))

    def do_POST(self) -> None:
        self.chart.requests += 1
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self._mooded(self.chart.moods):
            return
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self.outcome(401, "who are you?")
            return
        try:
            told = self.chart.take(json.loads(body))
        except NotTaken as refusal:
            self.outcome(refusal.status, str(refusal))
            return
        if not self._mooded(self.chart.after_commit):
            self.answer(200, told)

    def outcome(self, status: int, words: str, **headers: str) -> None:
        issue = {"severity": "error", "code": "processing", "diagnostics": words}
        self.answer(status, {"resourceType": "OperationOutcome", "issue": [issue]}, **headers)

    def answer(self, status: int, told: Json, **headers: str) -> None:
        self.say(status, json.dumps(told).encode(), "application/fhir+json", **headers)

    def say(self, status: int, body: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _mooded(self, moods: list[Mood]) -> bool:
        return bool(moods) and moods.pop(0)(self)


def html(handler: _Handler) -> bool:
    handler.say(
        200, b"<html><body>Please sign in to the hotel's network</body></html>", "text/html"
    )
    return True


def refusing(status: int, words: str = "", **headers: str) -> Mood:
    def refuse(handler: _Handler) -> bool:
        handler.outcome(status, words, **headers)
        return True

    return refuse


def cut(handler: _Handler) -> bool:
    """Promise an answer and hang up in the middle of it."""
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"resourceType":')
    handler.close_connection = True
    return True


def silent(until: threading.Event) -> Mood:
    def wait(handler: _Handler) -> bool:
        until.wait(20)
        handler.close_connection = True
        return True

    return wait


def moved(to: str) -> Mood:
    def send_away(handler: _Handler) -> bool:
        handler.say(307, b"", "text/plain", Location=to)
        return True

    return send_away


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller who refuses the certificate, or is gone, is no fault of the server."""


@contextmanager
def serving(chart: Chart, certificate: Path | None = None) -> Iterator[str]:
    """Run a server on this machine, with TLS where there is a certificate; yield its address."""
    handler = type("Handler", (_Handler,), {"chart": chart})
    server = _Quiet(("127.0.0.1", 0), handler)
    if certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), name="fhir server")
    thread.start()
    scheme = "https" if certificate is not None else "http"
    try:
        yield f"{scheme}://localhost:{server.server_port}/fhir"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
