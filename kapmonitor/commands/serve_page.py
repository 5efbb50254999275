"""`kapmonitor serve-page`: the patient's web page, on this machine, for a trial.

A browser lets a page speak to a cuff over HTTPS only, or from this same machine. A clinic puts the
page on its own web server (docs/telehealth-page.md).
"""

from __future__ import annotations

import argparse
import json
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from kapmonitor.assets import resource
from kapmonitor.commands.terminal import DONE, CommandFault, show

_HERE = "127.0.0.1"
_PORT = 8470
_CONFIGURATION = "/config.json"
_POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self' blob:; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self' {broker}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types kapmonitor"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": (
        "bluetooth=(self), screen-wake-lock=(self), battery=(self), camera=(), microphone=(), "
        "geolocation=(), usb=(), serial=(), clipboard-read=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What a clinic's own server is to send with every file, too (docs/telehealth-page.md)."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--port", type=_port, default=_PORT, help=f"where to serve ({_PORT})")
    parser.add_argument(
        "--broker", type=_broker, metavar="URL", help="wss://HOST[:PORT]/mqtt (this server's own)"
    )


def run(options: argparse.Namespace) -> int:
    """Carry the command out: serve until Ctrl-C."""
    with served(options.port, options.broker) as server:
        show(f"The patient's page is at http://localhost:{server.server_port}/")
        show("It speaks to a cuff over HTTPS only, or on this machine as localhost.")
        if options.broker is None:
            show("No --broker was given: the page looks for one on this same address, at /mqtt.")
        else:
            where = f"https://{urlsplit(options.broker).netloc}/"
            show(
                "If the page says that the clinic's server does not answer, the browser may not "
                f"trust its certificate. Open {where} in it once, to see."
            )
        show("For a trial only. Stop with Ctrl-C.")
        server.serve_forever()
    return DONE


def served(port: int, broker: str | None) -> ThreadingHTTPServer:
    """Return a server of the page that listens. Raises CommandFault for a port that is taken."""
    folder = resource("page", "built")
    if not (folder / "index.html").is_file():
        raise CommandFault("The page is missing here. Build it: ./dev page")
    handler = partial(_Handler, directory=str(folder), broker=broker)
    try:
        return _Server((_HERE, port), handler)
    except OSError as error:
        raise CommandFault(
            f"Port {port} cannot be used ({error.strerror}). Try another: --port {port + 1}"
        ) from error


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = False


class _Handler(SimpleHTTPRequestHandler):
    """Files of one folder and the broker's address; nothing else, and no list of files."""

    def __init__(
        self, request: Any, client: Any, server: Any, *, directory: str, broker: str | None
    ) -> None:
        self._broker = broker
        super().__init__(request, client, server, directory=directory)

    def do_GET(self) -> None:
        """Answer with a file of the page, or with where the broker is."""
        path = urlsplit(self.path).path
        if path == _CONFIGURATION:
            self._configuration()
        elif path == "/p":  # what a link points at
            self.path = "/index.html"
            super().do_GET()
        else:
            super().do_GET()

    def list_directory(self, _path: object) -> None:
        """Show no list."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Add what keeps the page to itself and its broker."""
        self.send_header("Content-Security-Policy", _POLICY.format(broker=_origin(self._broker)))
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: who came when is nobody's concern in a trial."""

    def _configuration(self) -> None:
        if self._broker is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        octets = json.dumps({"broker": self._broker}).encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(octets)))
        self.end_headers()
        self.wfile.write(octets)


def _origin(broker: str | None) -> str:
    return "" if broker is None else f"wss://{urlsplit(broker).netloc}"


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)


def _broker(text: str) -> str:
    try:
        parts = urlsplit(text)
        fits = parts.scheme == "wss" and parts.hostname and parts.port != 0 and not parts.username
    except ValueError:
        fits = False
    if not fits or any(each in text for each in " ;,'\""):
        raise argparse.ArgumentTypeError("the broker's address is like wss://clinic.example/mqtt")
    return text
