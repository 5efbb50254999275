"""A served page, a browser and a broker that both ends trust."""

from __future__ import annotations

import base64
import hashlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kapmonitor.commands.serve_page import served
from tests.support import chromium, mosquitto
from tests.support.certificates import Authority, Identity
from tests.support.chromium import Chromium
from tests.support.mosquitto import Mosquitto
from tests.support.page_station import PageStation


@pytest.fixture
def identity(tmp_path: Path) -> tuple[Authority, Identity]:
    authority = Authority(tmp_path)
    return authority, authority.server()


@pytest.fixture
def broker(tmp_path: Path, identity: tuple[Authority, Identity]) -> Iterator[Mosquitto]:
    if mosquitto.program() is None:
        pytest.skip("Mosquitto is not installed")
    running = Mosquitto(tmp_path, *identity)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def browser(tmp_path: Path, identity: tuple[Authority, Identity]) -> Iterator[Chromium]:
    if chromium.program() is None:
        pytest.skip("Chromium is not installed")
    key = x509.load_pem_x509_certificate(identity[1].certificate.read_bytes()).public_key()
    octets = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    pinned = base64.b64encode(hashlib.sha256(octets).digest()).decode()
    flag = f"--ignore-certificate-errors-spki-list={pinned}"
    with chromium.chromium(tmp_path, flag) as running:
        yield running


@pytest.fixture
def address(broker: Mosquitto) -> Iterator[str]:
    """Where the page is served, as `kapmonitor serve-page` serves it."""
    server = served(0, f"wss://localhost:{broker.web}/mqtt")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def stations(broker: Mosquitto) -> Iterator[Callable[[], PageStation]]:
    """What makes a therapist's machine."""
    running: list[PageStation] = []

    def another(**how: Any) -> PageStation:
        running.append(PageStation(broker, **how))
        return running[-1]

    yield another
    for each in running:
        each.stop()


@pytest.fixture
def station(stations: Callable[[], PageStation]) -> PageStation:
    return stations()
