"""What the practice's stream keeps of sessions that are sent to a chart system.

Never whom a session was with, never the token, nor anything that the server said in its own words:
an answer may repeat a name.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from kapmonitor.record.kind import Kind, kind
from kapmonitor.record.shapes import MOMENT, TEXT, WHOLE, choice, maybe
from kapmonitor.session.fact import fact


class NotSent(StrEnum):
    """Why a session did not arrive, as far as this program can tell."""

    OFFLINE = "offline"
    SLOW = "slow"
    CUT_OFF = "cut_off"
    BUSY = "busy"
    SERVER_FAILED = "server_failed"
    CERTIFICATE = "certificate"
    TOKEN = "token"  # noqa: S105  a word, no secret
    NOT_FHIR = "not_fhir"
    MOVED = "moved"
    NO_SERVER = "no_server"
    NO_PATIENT = "no_patient"
    SEVERAL_PATIENTS = "several_patients"
    UNPROVEN_PATIENT = "unproven_patient"
    OTHER_PATIENT = "other_patient"
    REFUSED = "refused"
    TOO_LARGE = "too_large"
    SETTINGS = "settings"


@fact
class PushQueued:
    """A person asked for a session to be sent; the origin tells who."""

    session: str
    server: str
    """The base address, without any secret."""


@fact
class PushDelivered:
    """A server took the whole session, all or nothing."""

    session: str
    server: str
    head: str
    """The digest of the session's last entry as it was sent."""
    digest: str
    """SHA-256 of what was sent."""
    status: int
    """HTTP."""
    location: str
    """Where the server says that the encounter is."""
    etag: str
    patient: str | None = None
    """A digest by which a later sending knows the same patient of the chart again; None: not told.
    It holds the session and the server as well, so that it ties no two sessions together."""


@fact
class PushFailed:
    """An attempt to send a session brought no delivery."""

    session: str
    server: str
    reason: NotSent
    status: int | None = None
    """HTTP, where there was an answer."""
    again_at: datetime | None = None
    """When it is tried again; None: a person has to do something first."""


PushFact = PushQueued | PushDelivered | PushFailed

PUSH_KINDS: tuple[Kind[PushFact], ...] = (
    kind(PushQueued, "push_queued", session=TEXT, server=TEXT),
    kind(
        PushDelivered,
        "push_delivered",
        session=TEXT,
        server=TEXT,
        head=TEXT,
        digest=TEXT,
        status=WHOLE,
        location=TEXT,
        etag=TEXT,
        patient=maybe(TEXT),
    ),
    kind(
        PushFailed,
        "push_failed",
        session=TEXT,
        server=TEXT,
        reason=choice(NotSent),
        status=maybe(WHOLE),
        again_at=maybe(MOMENT),
    ),
)
