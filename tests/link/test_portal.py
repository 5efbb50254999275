"""A network that answers in the server's place, as a hotel's does before somebody signed in."""

from __future__ import annotations

import queue
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from kapmonitor.link.broker import Broker, broker_at
from kapmonitor.link.cable import Attachment, Down, Happening, Trouble
from kapmonitor.link.mqtt import MqttCable
from kapmonitor.link.portal import asks_to_sign_in, leads_elsewhere
from kapmonitor.link_admin.check import Subject, check
from tests.support.certificates import Authority, Identity

SIGN_IN = b"HTTP/1.1 302 Found\r\nLocation: http://login.hotel.example/?to=x\r\n\r\n"
WITHIN_S = 60.0


@contextmanager
def _page(answer: bytes, identity: Identity | None = None) -> Iterator[int]:
    """Answer everybody with a page, in the clear or under a certificate; lend the port."""
    over = threading.Event()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if identity is not None:
        context.load_cert_chain(identity.certificate, identity.key)

    def serve(door: socket.socket) -> None:
        while not over.is_set():
            with suppress(OSError), door.accept()[0] as line:
                line.settimeout(1)
                if identity is None:
                    _answer(line, answer)
                else:
                    with context.wrap_socket(line, server_side=True) as secured:
                        _answer(secured, answer)

    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0.1)
        thread = threading.Thread(target=serve, args=(door,))
        thread.start()
        try:
            yield door.getsockname()[1]
        finally:
            over.set()
            thread.join()


def _answer(line: socket.socket, answer: bytes) -> None:
    line.recv(4_096)
    line.sendall(answer)


def _first_word(broker: Broker) -> Happening:
    told: queue.Queue[Happening] = queue.Queue()
    cable = MqttCable(broker, Attachment(client="c", hears=("t",)), told.put)
    cable.open()
    try:
        return told.get(timeout=WITHIN_S)
    finally:
        cable.close()


def test_a_page_in_the_clear_is_a_sign_in_page() -> None:
    with _page(SIGN_IN) as port:
        found = _first_word(broker_at(f"mqtts://localhost:{port}"))
    assert isinstance(found, Down)
    assert found.why is Trouble.PORTAL


def test_a_server_that_goes_in_the_handshake_is_away_and_no_stranger() -> None:
    with _page(b"") as port:
        found = _first_word(broker_at(f"mqtts://localhost:{port}"))
    assert isinstance(found, Down)
    assert found.why is Trouble.UNREACHABLE  # cut off or closed: which of them is a matter of time


@pytest.mark.parametrize(
    "answer",
    [
        SIGN_IN,
        b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<html>",
        b"HTTP/1.1 101 OK\r\nSec-WebSocket-Accept\r\n",
        b"Sec-WebSocket-Accept: \xff\r\n",
    ],
)
def test_a_page_in_place_of_a_web_socket_is_a_sign_in_page(
    authority: Authority, answer: bytes
) -> None:
    with _page(answer, authority.server()) as port:
        url = f"wss://localhost:{port}/mqtt"
        found = _first_word(broker_at(url, authorities=authority.certificate))
    assert isinstance(found, Down)
    assert found.why is Trouble.PORTAL


def test_a_foreign_certificate_is_a_sign_in_pages_if_the_web_port_leads_away() -> None:
    fault = ssl.SSLCertVerificationError("self-signed certificate")
    fault.verify_code = 18
    with _page(SIGN_IN) as port:
        assert asks_to_sign_in("localhost", fault, port)
    with _page(b"HTTP/1.1 301 Moved\r\nLocation: https://localhost/\r\n\r\n") as port:
        assert not asks_to_sign_in("localhost", fault, port)
    assert not asks_to_sign_in("localhost", fault, port)  # nobody is there
    fault.verify_code = 10  # expired: it is the server's own
    with _page(SIGN_IN) as port:
        assert not asks_to_sign_in("localhost", fault, port)


@pytest.mark.parametrize(
    ("answer", "away"),
    [
        (SIGN_IN, True),
        (b"HTTP/1.1 511 Network Authentication Required\r\n\r\n", True),
        (b"HTTP/1.1 200 OK\r\n\r\n<html>", False),
        (b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\n\r\n", False),
        (b"HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n", False),
        (b"HTTP/1.1 ", False),
        (b"SSH-2.0-x\r\n", False),
        (b"\x00\xff" * 2_048, False),
        (b"", False),
    ],
)
def test_only_an_answer_that_leads_away_asks_to_sign_in(answer: bytes, away: bool) -> None:
    assert leads_elsewhere(answer, "broker.clinic.example") is away


def test_the_check_says_that_a_page_answers() -> None:
    with _page(SIGN_IN) as port:
        found = next(check(Subject(patients=broker_at(f"mqtts://localhost:{port}"))))
    assert "sign-in page" in found.fix
