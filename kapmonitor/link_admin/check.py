"""Proves a live broker: reach, certificate, open doors, who may do what, and the round trip.

Each rule is tried by doing what it forbids. Every name on the broker is made up for the occasion
and nothing of a patient is sent. What needs a station's certificate is skipped without one, and
said so: a check that saw half is no proof of the whole.
"""

from __future__ import annotations

import datetime
import os
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from cryptography import x509
from cryptography.x509.oid import NameOID

from kapmonitor.link.broker import ROOT, Broker, Meeting, Topics
from kapmonitor.link.cable import Trouble
from kapmonitor.link.portal import asks_to_sign_in, is_no_tls, is_out_of_date
from kapmonitor.link.trust import reason_of, trusting
from kapmonitor.link_admin.finding import Finding, Verdict, fine, skipped, wrong
from kapmonitor.link_admin.probe import QUIET_S, NoAnswer, Probe, plugged

PLAIN_PORTS = (1883, 8080, 9001)
"""Where brokers listen without encryption when nobody forbids it."""
EXPIRES_SOON = datetime.timedelta(days=14)
ROUNDS = 20
_REACHED_WITHIN_S = 5.0
_NEEDS_STATION = "Give the rooms' address with a room's certificate and key to have this looked at."
_NEEDS_ANSWER = (
    "Nothing is proved of an address that was not reached: mend what is wrong above first."
)
_NEEDS_WAY = "Nothing is proved while nothing comes through: mend the way there and back first."

_TROUBLE = {
    Trouble.NO_SUCH_HOST: "There is no such host. Check the name, and the DNS of this network.",
    Trouble.REFUSED: "Nothing listens there. Start the broker, or open the port in the firewall.",
    Trouble.CERTIFICATE: "The server's identity was not accepted. Give the authority's file, "
    "or renew the certificate; there is no way around it.",
    Trouble.FILES: "A certificate's file is missing or damaged here, or its key does not fit it or "
    "asks for a password.",
    Trouble.DATES: "Renew the certificate; or set this computer's date, if that is what is wrong.",
    Trouble.PORTAL: "A page answers in the server's place: this network may ask for a sign-in page "
    "first. Open a web page and sign in, or check the address and the port.",
    Trouble.NOT_ALLOWED: "The broker refuses this client. Compare its rules with "
    "docs/telehealth.md.",
}
_RULES = "Compare the access rules with docs/telehealth.md."
_NO_ANSWER = "The broker did not answer. Look at its log, and at a proxy or firewall between."


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The broker that is checked, as its clients reach it."""

    patients: Broker
    stations: Broker | None = None
    """With the certificate and key of a room."""
    web: Broker | None = None
    station: str | None = None
    """The name in that certificate."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is found, in the order in which it is tried.

    Where nothing answers, nothing is refused either: what would look like a closed door is skipped.
    """
    reached = set[str]()
    for what, broker in _ways(subject):
        for each in _reach(what, broker):
            yield each
            (reached.add if each.verdict is Verdict.FINE else reached.discard)(what)
    yield from _plain_doors(subject.patients.host)
    if subject.stations is None:
        yield skipped("what rooms may and may not do", _NEEDS_STATION)
        yield skipped("the way there and back", _NEEDS_STATION)
    elif {"patients", "rooms"} <= reached:
        yield from _stations(subject, subject.stations)
    else:
        yield skipped("what rooms may and may not do", _NEEDS_ANSWER)
        yield skipped("the way there and back", _NEEDS_ANSWER)
    if "patients" in reached:
        yield from _guarded("patients' rules", lambda: _patient_alone(subject.patients))
    else:
        yield skipped("what patients may and may not do", _NEEDS_ANSWER)


def named(certificate: Path) -> str | None:
    """Return the name in a certificate: what the broker knows the room by.

    Raises OSError, ValueError.
    """
    read = x509.load_pem_x509_certificate(certificate.read_bytes())
    names = read.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else None


def _ways(subject: Subject) -> Iterator[tuple[str, Broker]]:
    yield "patients", subject.patients
    if subject.web is not None:
        yield "pages", subject.web
    if subject.stations is not None:
        yield "rooms", subject.stations


def _reach(what: str, broker: Broker) -> Iterator[Finding]:
    """Look at the address: name, port, certificate, and a client that gets in."""
    where = f"{what}: {broker.host} port {broker.port}"
    try:
        context = trusting(broker)
    except OSError as fault:
        yield wrong(f"{where}: {reason_of(fault)}", _TROUBLE[Trouble.FILES])
        return
    try:
        yield _certificate(where, broker, context)
    except ssl.SSLCertVerificationError as fault:
        why = Trouble.DATES if is_out_of_date(fault) else Trouble.CERTIFICATE
        why = Trouble.PORTAL if asks_to_sign_in(broker.host, fault) else why
        yield wrong(f"{where}: {fault.verify_message}", _TROUBLE[why])
        return
    except ssl.SSLError as fault:
        fix = _TROUBLE[Trouble.PORTAL] if is_no_tls(fault) else "Look at the listener's TLS."
        yield wrong(
            f"{where}: no TLS ({fault.reason})", f"{fix} Only encrypted listeners are used."
        )
        return
    except socket.gaierror:
        yield wrong(where, _TROUBLE[Trouble.NO_SUCH_HOST])
        return
    except OSError as fault:
        yield wrong(f"{where}: {fault.strerror or fault}", _TROUBLE[Trouble.REFUSED])
        return
    yield from _guarded(f"{where}: a client", lambda: _gets_in(where, broker))


def _certificate(where: str, broker: Broker, context: ssl.SSLContext) -> Finding:
    with (
        socket.create_connection((broker.host, broker.port), _REACHED_WITHIN_S) as line,
        context.wrap_socket(line, server_hostname=broker.host) as secured,
    ):
        octets, spoken = secured.getpeercert(binary_form=True), secured.version()
    ends = x509.load_der_x509_certificate(octets or b"").not_valid_after_utc
    said = f"{where}: {spoken}, certificate good until {ends:%Y-%m-%d}"
    if ends - datetime.datetime.now(datetime.UTC) < EXPIRES_SOON:
        return wrong(said, "Renew it now: after that day no session can connect.")
    return fine(said)


def _gets_in(where: str, broker: Broker) -> Iterator[Finding]:
    with plugged(broker, os.urandom(16).hex()):
        yield fine(f"{where}: a client connects")


def _plain_doors(host: str) -> Iterator[Finding]:
    """No port may be open where MQTT is spoken without encryption."""
    try:
        opened = [port for port in PLAIN_PORTS if _speaks_plainly(host, port)]
    except socket.gaierror:
        yield skipped(f"{host}: unencrypted MQTT", _TROUBLE[Trouble.NO_SUCH_HOST])
        return
    if opened:
        listed = ", ".join(map(str, opened))
        yield wrong(
            f"{host}: unencrypted MQTT on port {listed}",
            "Remove that listener, or bind it to 127.0.0.1 and look again from another machine.",
        )
    else:
        yield fine(f"{host}: no unencrypted MQTT on ports {', '.join(map(str, PLAIN_PORTS))}")


_HELLO = bytes.fromhex("101100044d51545405020005000004") + b"look"
"""MQTT 5 CONNECT, clean start, client id "look" (OASIS MQTT 5.0, 3.1)."""
_WELCOMED = 0x20


def _speaks_plainly(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), 1.0) as line:
            line.settimeout(1.0)
            line.sendall(_HELLO)
            return line.recv(1)[:1] == bytes([_WELCOMED])
    except socket.gaierror:
        raise
    except OSError:
        return False


def _stations(subject: Subject, stations: Broker) -> Iterator[Finding]:
    yield from _guarded("rooms without a certificate", lambda: _without_certificate(stations))
    yield from _guarded("between room and patient", lambda: _between(subject, stations))
    if subject.station is None:
        yield skipped("rooms' own topics", _NEEDS_STATION)
    else:
        name = subject.station
        yield from _guarded("rooms' own topics", lambda: _own_topics(stations, name))


def _without_certificate(stations: Broker) -> Iterator[Finding]:
    what = "rooms: nobody gets in without a certificate"
    try:
        with plugged(replace(stations, certificate=None, key=None), "nobody"):
            yield wrong(what, "Set require_certificate true for the rooms' listener.")
    except NoAnswer:
        yield fine(what)


def _between(subject: Subject, stations: Broker) -> Iterator[Finding]:
    """Both sides of a session that nobody else may enter."""
    session, other = Topics(os.urandom(16)), Topics(os.urandom(16))
    nosy = (session.down, other.down, other.up, "#", "+/#")
    hears = (session.up, session.will, other.up)
    with (
        plugged(stations, f"check-{session.client[:8]}", hears) as room,
        plugged(subject.patients, session.client, nosy) as patient,
    ):
        way = _round_trip(room, patient, session)
        yield way
        if way.verdict is not Verdict.FINE:
            yield skipped("what patients and rooms may do to others", _NEEDS_WAY)
            return
        yield _reaches_not(
            "patients: another session's topic cannot be written",
            lambda: patient.publish(other.up, b"forged"),
            lambda: room.hears(other.up, b"forged", QUIET_S),
        )
        yield _reaches_not(
            "patients: another session's topic cannot be read",
            lambda: room.publish(other.down, b"another's"),
            lambda: patient.hears(other.down, b"another's", QUIET_S),
        )
        yield _reaches_not(
            "rooms: a patient cannot be spoken for",
            lambda: room.publish(session.up, b"forged"),
            lambda: room.hears(session.up, b"forged", QUIET_S),
        )
    yield from _meeting(subject, stations)


def _round_trip(room: Probe, patient: Probe, session: Topics) -> Finding:
    trips = []
    for each in range(ROUNDS):
        octets = b"%d" % each
        room.publish(session.down, octets)
        there = patient.hears(session.down, octets)
        if there is None:
            return wrong("there and back: nothing came to the patient", _RULES)
        patient.publish(session.up, octets)
        back = room.hears(session.up, octets)
        if back is None:
            return wrong("there and back: nothing came to the room", _RULES)
        trips.append(there + back)
    middle, longest = median(trips) * 1000, max(trips) * 1000
    return fine(f"there and back {ROUNDS} times: {middle:.1f} ms, longest {longest:.1f} ms")


def _reaches_not(
    what: str, tempt: Callable[[], None], heard: Callable[[], float | None]
) -> Finding:
    tempt()
    if heard() is None:
        return fine(what)
    return wrong(what, f"It came through. {_RULES}")


def _meeting(subject: Subject, stations: Broker) -> Iterator[Finding]:
    """A pairing's topics: the claim is kept for who comes later, and only a room may make it."""
    at = Meeting(f"n{int.from_bytes(os.urandom(2)) % 10_000:04d}")
    name = f"check-{os.urandom(4).hex()}"
    with plugged(stations, name, (at.claim, at.patient)) as room:
        with plugged(subject.patients, at.client, (at.therapist,)) as patient:
            patient.publish(at.patient, b"m1")
            met = room.hears(at.patient, b"m1") is not None
            yield _reaches_not(
                "patients: a code cannot be claimed",
                lambda: patient.publish(at.claim, b"mine", retain=True),
                lambda: room.hears(at.claim, b"mine", QUIET_S),
            )
        room.publish(at.claim, name.encode(), retain=True)
        with plugged(stations, f"{name}-2", (at.claim,)) as later:
            kept = later.hears(at.claim, name.encode()) is not None
        room.publish(at.claim, b"", retain=True)
    what = "pairing: a code meets, and its claim is kept"
    yield fine(what) if met and kept else wrong(what, "Retained messages must be allowed.")


def _own_topics(stations: Broker, name: str) -> Iterator[Finding]:
    own, others = f"{ROOT}/st/{name}/evt", f"{ROOT}/st/not-{name}/evt"
    with plugged(stations, f"check-{os.urandom(4).hex()}", (own, others)) as room:
        room.publish(own, b"own")
        what = f"rooms: {name} writes its own board"
        heard = room.hears(own, b"own") is not None
        yield fine(what) if heard else wrong(what, "Check use_identity_as_username and the rules.")
        yield _reaches_not(
            "rooms: another room's board cannot be written",
            lambda: room.publish(others, b"forged"),
            lambda: room.hears(others, b"forged", QUIET_S),
        )


def _patient_alone(patients: Broker) -> Iterator[Finding]:
    """What a curious client on the patients' side gets: nothing."""
    seen = Topics(os.urandom(16))
    for name in ("+", "#"):
        what = f'patients: a client named "{name}" reads nobody'
        try:
            with (
                plugged(patients, name, (Topics(b"").down, f"{ROOT}/p/+/down", "#")) as nosy,
                plugged(patients, seen.client) as writer,
            ):
                writer.publish(seen.up, b"seen")
                heard = nosy.hears(seen.up, b"seen", QUIET_S)
        except NoAnswer:
            heard = None  # it did not even get in
        yield fine(what) if heard is None else wrong(what, "Use patterns with %c, never wildcards.")


def _guarded(what: str, look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """Turn a broker that does not answer into a line."""
    try:
        yield from look()
    except NoAnswer as fault:
        down = fault.down
        fix = _TROUBLE.get(down.why, _NO_ANSWER) if down is not None else _NO_ANSWER
        detail = f" ({down.detail})" if down is not None and down.detail else ""
        yield wrong(f"{what}{detail}", fix)
