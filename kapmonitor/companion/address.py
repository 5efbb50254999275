"""The clinic's address as a patient types it, and as a link carries it.

`kap.clinic.example` is reached through a secure WebSocket on the ordinary web port: it works in
every network that shows web pages. Whoever sets up a kiosk may write `mqtts://HOST:8883`.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from kapmonitor.link.broker import BadAddress, Broker, broker_at
from kapmonitor.link.cable import Cables
from kapmonitor.whole_file import write_whole

_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*(:\d{1,5})?")
_FILE = "settings.json"


def broker_of(text: str, authorities: Path | None = None) -> Broker:
    """Return the broker that a text means. Raises BadAddress."""
    said = text.strip().rstrip("/")
    if "://" not in said:
        if not _HOST.fullmatch(said):
            raise BadAddress(text)
        said = f"wss://{said}"
    return broker_at(said, authorities=authorities)


def in_link(text: str) -> str | None:
    """Return the address in a link to the clinic's page; None for what is no such link."""
    with suppress(ValueError):
        parts = urlsplit(text.strip())
        if parts.scheme == "https" and parts.hostname:
            return f"wss://{parts.netloc}"
    return None


def page_in(link: str) -> str:
    """Return the address of the clinic's page in a link, without the secret that it carries."""
    return urldefrag(link.strip()).url


def is_page_of(page: str, server: str) -> bool:
    """Return whether a page is of the clinic that is reached under an address."""
    with suppress(BadAddress):
        return broker_of(in_link(page) or "").host == broker_of(server).host
    return False


def remembered(folder: Path) -> tuple[str, str]:
    """Return the address that was used last, and the clinic's page; empty: none."""
    with suppress(OSError, ValueError, AttributeError):
        kept = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return str(kept.get("server", "")), str(kept.get("page", ""))
    return "", ""


def remember(folder: Path, server: str, page: str) -> None:
    """Keep an address that led to a therapist, and the clinic's page."""
    with suppress(OSError):  # it is asked for again
        write_whole(folder / _FILE, json.dumps({"server": server, "page": page}))


def cables_over(broker: Broker) -> Cables:
    """Return how cables to a real broker are made; its library is loaded only now."""
    from kapmonitor.link.mqtt import cables_to

    return cables_to(broker)
