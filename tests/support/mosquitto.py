"""A real Mosquitto on this machine: started, frozen, killed and emptied at will."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from kapmonitor.link.broker import Broker, broker_at
from tests.support.certificates import Authority, Identity

RULES = """
pattern write kap1/p/%c/up
pattern write kap1/p/%c/will
pattern read  kap1/p/%c/down
pattern write kap1/n/%c/p
pattern read  kap1/n/%c/t
"""
STATION_RULES = """
topic read  kap1/p/+/up
topic read  kap1/p/+/will
topic write kap1/p/+/down
topic read  kap1/n/+/p
topic write kap1/n/+/t
topic readwrite kap1/n/+/claim
topic readwrite kap1/st/#
"""
_CONFIGURATION = """
per_listener_settings true
user root
log_dest file {folder}/broker.log
{persistence}
{listeners}
"""
_LISTENER = """
listener {port} 127.0.0.1
socket_domain ipv4
{protocol}
certfile {certificate}
keyfile {key}
allow_anonymous true
acl_file {rules}
max_inflight_messages 100
max_queued_messages 10000
"""
_STARTS_WITHIN_S = 60.0
PORTS = range(20_000, 32_000)


NAMED = "KAPMONITOR_TEST_MOSQUITTO"
"""An environment variable with the path of another Mosquitto than the installed one."""


def program() -> str | None:
    """Return where Mosquitto is: the one that is named, else the installed one, if there is."""
    if named := os.environ.get(NAMED):
        return named
    return shutil.which("mosquitto", path=None) or shutil.which("mosquitto", path="/usr/sbin")


def free_port() -> int:
    """Return a port that nobody listens on, from below those that systems give to callers.

    Where a broker was killed a client of the other tests could be given its port, or call itself.
    """
    while True:
        port = PORTS.start + secrets.randbelow(len(PORTS))  # not seeded: every worker's own
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@dataclass(slots=True)
class Mosquitto:
    """One broker with a listener for patients, one for stations, and one for web pages."""

    folder: Path
    authority: Authority
    identity: Identity
    persistence: str = "persistence false"
    patients: int = field(default_factory=free_port)
    stations: int = field(default_factory=free_port)
    web: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it listens."""
        configuration = self.folder / "mosquitto.conf"
        configuration.write_text(self._configuration(), encoding="utf-8")
        found = program()
        assert found is not None
        self._process = subprocess.Popen([found, "-c", str(configuration)])
        deadline = time.monotonic() + _STARTS_WITHIN_S
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.web)) == 0:
                    return
            assert self._process.poll() is None, self._said()
            time.sleep(0.02)
        raise AssertionError(self._said())

    @property
    def pid(self) -> int:
        """Its process, while it runs."""
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """End it in order: it writes down what it keeps."""
        assert self._process is not None
        self._process.terminate()
        self._process.wait()

    def freeze(self) -> None:
        """Let it answer nothing, with every connection open."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """End it for good."""
        if self._process is not None and self._process.poll() is None:
            self.kill()

    def for_patient(self) -> Broker:
        """Return how a patient reaches it."""
        return self._at(f"mqtts://localhost:{self.patients}")

    def for_station(self) -> Broker:
        """Return how a station reaches it."""
        return self._at(f"mqtts://localhost:{self.stations}")

    def for_web(self) -> Broker:
        """Return how a patient reaches it where only the web is open."""
        return self._at(f"wss://localhost:{self.web}/mqtt")

    def _at(self, url: str) -> Broker:
        return broker_at(url, authorities=self.authority.certificate)

    def _configuration(self) -> str:
        (self.folder / "rules").write_text(RULES, encoding="utf-8")
        (self.folder / "station-rules").write_text(STATION_RULES, encoding="utf-8")
        listeners = [
            self._listener(self.patients, "", "rules"),
            self._listener(self.stations, "", "station-rules"),
            self._listener(self.web, "protocol websockets", "rules"),
        ]
        return _CONFIGURATION.format(
            folder=self.folder, persistence=self.persistence, listeners="".join(listeners)
        )

    def _listener(self, port: int, protocol: str, rules: str) -> str:
        return _LISTENER.format(
            port=port,
            protocol=protocol,
            certificate=self.identity.certificate,
            key=self.identity.key,
            rules=self.folder / rules,
        )

    def _said(self) -> str:
        log = self.folder / "broker.log"
        return log.read_text(errors="replace") if log.exists() else "it said nothing"
