"""`kapmonitor serve-page`: the page with what keeps it to itself; what fails, in plain words."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import build_opener

import pytest

from kapmonitor.cli import main
from kapmonitor.commands.serve_page import served
from kapmonitor.commands.terminal import UNUSABLE

OPENER = build_opener()


@pytest.fixture
def address() -> Iterator[str]:
    server = served(0, "wss://clinic.example:8443/mqtt")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_page_may_reach_its_own_broker_and_nothing_else(address: str) -> None:
    for path in ("/", "/p", "/worker.js"):
        with OPENER.open(address + path) as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert "connect-src 'self' wss://clinic.example:8443;" in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Cache-Control"] == "no-store"
    with OPENER.open(address + "/config.json") as answer:
        assert answer.read() == b'{"broker": "wss://clinic.example:8443/mqtt"}'


def test_a_clinic_is_told_to_send_what_we_send(address: str) -> None:
    """The headers in docs/telehealth-page.md are those of this server, for the same broker."""
    told = (Path(__file__).parents[2] / "docs" / "telehealth-page.md").read_text(encoding="utf-8")
    with OPENER.open(address) as answer:
        for name, value in answer.headers.items():
            if name not in {"Server", "Date", "Content-type", "Content-Length", "Last-Modified"}:
                line = f"{name}: {value}".replace("clinic.example:8443", "HOST")
                assert f"       {line}\n" in told, line


def test_nothing_beside_the_page_is_served(address: str) -> None:
    for path in ("/../src/page.ts", "/%2e%2e/package.json", "/nothing"):
        with pytest.raises(HTTPError, match="404"):
            OPENER.open(address + path)


def test_a_port_in_use_and_an_open_broker_are_told_in_a_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve-page", "--port", str(port)]) == UNUSABLE
    assert f"Port {port} cannot be used" in capsys.readouterr().err
    assert main(["serve-page", "--broker", "ws://clinic.example/mqtt"]) == UNUSABLE
    assert "wss://" in capsys.readouterr().err
