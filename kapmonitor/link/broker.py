"""Where a broker is, and the few names under which the ends of a session meet on it.

Only encrypted transports: `mqtts://host:8883`, or `wss://host/mqtt` where only the ordinary web
port is open. A topic holds no name, date or chart number: a session is 128 random bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_PORTS = {"mqtts": 8883, "wss": 443}
_PATH = "/mqtt"
ROOT = "kap1"


class BadAddress(ValueError):
    """A text is no address of a broker that may be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """A broker as one of the ends reaches it."""

    host: str
    port: int
    web_path: str | None = None
    """Where it is reached through a secure WebSocket; None: directly."""
    authorities: Path | None = None
    """Certificates of the authorities to trust, PEM; None: the system's."""
    certificate: Path | None = None
    key: Path | None = None
    """Who we are, for stations."""


def broker_at(
    url: str,
    *,
    authorities: Path | None = None,
    certificate: Path | None = None,
    key: Path | None = None,
) -> Broker:
    """Return the broker at an address. Raises BadAddress."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host.encode("idna")  # as it is looked up: labels that are empty or too long are none
    except ValueError as error:
        raise BadAddress(url) from error
    if parts.scheme not in _PORTS or not host or parts.username or parts.query:
        raise BadAddress(url)
    return Broker(
        host=host,
        port=port or _PORTS[parts.scheme],
        web_path=(parts.path or _PATH) if parts.scheme == "wss" else None,
        authorities=authorities,
        certificate=certificate,
        key=key,
    )


@dataclass(frozen=True, slots=True)
class Topics:
    """The three topics of a session."""

    session: bytes

    @property
    def client(self) -> str:
        """The patient's name at the broker, and all that the broker knows of the session."""
        return self.session.hex()

    @property
    def up(self) -> str:
        """What the patient writes."""
        return f"{ROOT}/p/{self.client}/up"

    @property
    def down(self) -> str:
        """What the station writes."""
        return f"{ROOT}/p/{self.client}/down"

    @property
    def will(self) -> str:
        """What the broker writes for a patient whose connection died."""
        return f"{ROOT}/p/{self.client}/will"


@dataclass(frozen=True, slots=True)
class Meeting:
    """The topics of a pairing."""

    client: str

    @property
    def patient(self) -> str:
        """What the patient writes."""
        return f"{ROOT}/n/{self.client}/p"

    @property
    def therapist(self) -> str:
        """What the station writes."""
        return f"{ROOT}/n/{self.client}/t"

    @property
    def claim(self) -> str:
        """Which station has the code."""
        return f"{ROOT}/n/{self.client}/claim"
