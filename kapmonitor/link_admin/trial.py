"""A Mosquitto on this machine with the right settings: what a practice tries telehealth with.

The settings are those that a clinic's own broker needs: stations prove themselves by a
certificate, patients' sides come without one and reach nothing but their own topics, nothing is
spoken in clear, and no content is logged.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kapmonitor.link_admin.authority import Authority, Identity
from kapmonitor.link_admin.rules import BOARD, PATIENTS
from kapmonitor.link_admin.rules import stations as stations_rules

STATION_PORT, PATIENT_PORT, WEB_PORT = 8883, 8884, 8443
LOCAL = "127.0.0.1"
ROOM = "room-1"
_SEARCHED = ("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin", r"C:\Program Files\mosquitto")
_STARTS_WITHIN_S = 10.0
_LOOK_EVERY_S = 0.05

_SETTINGS = """\
# Made by `kapmonitor link trial-broker`; docs/telehealth.md tells what each line is for.
per_listener_settings true
persistence true
persistence_location {folder}{separator}
autosave_interval 5
persistent_client_expiration 2d
set_tcp_nodelay true
log_dest stderr
log_type error
log_type notice
connection_messages true
{user}
"""
_LISTENER = """
# {what}
listener {port} {address}
socket_domain {domain}
{protocol}certfile {certificate}
keyfile {key}
tls_version tlsv1.2
acl_file {rules}
max_inflight_messages 100
max_queued_messages 10000
{proof}
"""
_BY_CERTIFICATE = """\
cafile {authority}
require_certificate true
use_identity_as_username true"""
_WITHOUT = "allow_anonymous true"


class TrialFault(Exception):
    """The trial cannot begin; the text says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Where the broker listens."""

    stations: int = STATION_PORT
    patients: int = PATIENT_PORT
    web: int = WEB_PORT


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A broker that is set up in a folder and may be started."""

    folder: Path
    host: str
    """What the other machines call this one."""
    address: str
    """The address that it listens on."""
    ports: Ports
    authority: Path
    stations: dict[str, Identity]

    @property
    def settings(self) -> Path:
        """Mosquitto's settings file."""
        return self.folder / "mosquitto.conf"

    @property
    def for_stations(self) -> str:
        """The address for therapists' programs and supervising screens."""
        return f"mqtts://{self.host}:{self.ports.stations}"

    @property
    def for_patients(self) -> str:
        """The address for patients' programs."""
        return f"mqtts://{self.host}:{self.ports.patients}"

    @property
    def for_web(self) -> str:
        """The address for the patient page, and where only the web is let through."""
        return f"wss://{self.host}:{self.ports.web}/mqtt"


def program() -> str | None:
    """Return where Mosquitto is, if it is installed."""
    found = shutil.which("mosquitto")
    for folder in _SEARCHED:
        found = found or shutil.which("mosquitto", path=folder)
    return found


def set_up(
    folder: Path,
    *,
    host: str = "localhost",
    address: str = LOCAL,
    ports: Ports | None = None,
    stations: Sequence[str] = (ROOM, BOARD),
) -> Trial:
    """Write certificates, rules and settings into a folder. Raises TrialFault."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        authority = Authority.at(folder)
        hosts = dict.fromkeys((host, "localhost", LOCAL))
        server = authority.for_server(folder, tuple(hosts))
        rooms = folder / "stations"
        rooms.mkdir(exist_ok=True)
        trial = Trial(
            folder=folder,
            host=host,
            address=address,
            ports=ports or Ports(),
            authority=authority.certificate,
            stations={name: authority.for_station(rooms, name) for name in stations},
        )
        (folder / "patients.rules").write_text(PATIENTS, encoding="utf-8")
        (folder / "stations.rules").write_text(stations_rules(), encoding="utf-8")
        trial.settings.write_text(_settings_of(trial, server), encoding="utf-8")
    except (OSError, ValueError) as fault:
        raise TrialFault(
            f"{folder}: the trial's files cannot be written or read ({fault}). Choose another "
            "folder with --folder; nothing was started."
        ) from fault
    return trial


def name_boards(trial: Trial, boards: Sequence[str]) -> None:
    """Let these stations hear every room, and no other. Raises TrialFault."""
    path = trial.folder / "stations.rules"
    try:
        path.write_text(stations_rules(boards), encoding="utf-8")
    except OSError as fault:
        raise TrialFault(f"{path}: {fault.strerror}. Nothing was started.") from fault


def start(trial: Trial) -> subprocess.Popen[bytes]:
    """Start the broker and wait until it listens everywhere. Raises TrialFault."""
    ports = (trial.ports.stations, trial.ports.patients, trial.ports.web)
    return launch(trial.settings, trial.address, ports)


def launch(
    settings: Path, address: str, ports: Sequence[int], *, quiet: bool = False
) -> subprocess.Popen[bytes]:
    """Start Mosquitto under its settings and wait for these ports. Raises TrialFault.

    What it says goes where this program's own words go, or nowhere.
    """
    found = program()
    if found is None:
        raise TrialFault(
            "Mosquitto is not installed on this machine. On Debian or Ubuntu: "
            "sudo apt install mosquitto. On macOS: brew install mosquitto. "
            "On Windows: the installer from mosquitto.org."
        )
    for port in ports:
        if _answers(address, port):
            raise TrialFault(
                f"Something listens on port {port} already. End it, or choose other ports: "
                "--station-port, --patient-port, --web-port."
            )
    process = subprocess.Popen(  # noqa: S603 - found above
        [found, "-c", str(settings)], stderr=subprocess.DEVNULL if quiet else None
    )
    deadline = time.monotonic() + _STARTS_WITHIN_S
    while not all(_answers(address, port) for port in ports):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            process.wait()
            raise TrialFault("Mosquitto did not start; what it said stands above this line.")
        time.sleep(_LOOK_EVERY_S)
    return process


def _answers(address: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    where = {"0.0.0.0": LOCAL, "::": "::1"}.get(address, address)  # noqa: S104 - compared only
    with socket.socket(family) as probe:
        probe.settimeout(1.0)
        return probe.connect_ex((where, port)) == 0


def _settings_of(trial: Trial, server: Identity) -> str:
    proof = _BY_CERTIFICATE.format(authority=trial.authority)
    ports = trial.ports
    listeners = (
        ("therapists' programs and supervising screens", ports.stations, "stations", proof, ""),
        ("patients' programs", ports.patients, "patients", _WITHOUT, ""),
        ("patients' pages", ports.web, "patients", _WITHOUT, "protocol websockets\n"),
    )
    # Started by root, it would become another user, who may not read the keys.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    head = _SETTINGS.format(folder=trial.folder, separator=os.sep, user="user root" if root else "")
    return head + "".join(
        _LISTENER.format(
            what=what,
            port=port,
            address=trial.address,
            # Without it, a listener for the web takes every address, whatever it was given.
            domain="ipv6" if ":" in trial.address else "ipv4",
            protocol=protocol,
            certificate=server.certificate,
            key=server.key,
            rules=trial.folder / f"{rules}.rules",
            proof=proof,
        )
        for what, port, rules, proof, protocol in listeners
    )
