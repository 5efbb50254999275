"""What the link gives the session: messages, the state of the link, stages of a request.

Given by the therapist's side of the link, never by a person. None of it is refused: what is known
already causes nothing, and whoever gave it may acknowledge it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from devices.event import DeviceEvent
from kapmonitor.session.fact import fact
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.vocabulary import LinkSide, LinkStanding, Numbering, RequestStage, Role


@fact
class CuffSaid:
    """What a device at the patient's side said: a measurement, a failure, its battery, its link.

    `device` is the address under which it was assigned: `link://<link>` for the cuff. Anything else
    is set aside as not of this session.
    """

    event: DeviceEvent
    driver: str
    device: str
    role: Role = Role.CUFF
    request: str | None = None
    """The request of this session that it answers, as the patient's side says."""
    verified: bool | None = None
    """Whether its octets, read again here, say the same; False: they could not be."""


@fact
class HeartRatesSaid:
    """Heart rates of at most half a minute; the first at the message's own time."""

    values: tuple[float | None, ...]
    step_s: float
    driver: str
    device: str
    role: Role = Role.STRAP


@fact
class ProgramStarted:
    """The patient's program started."""

    instance: str
    app: str
    system: str
    can: tuple[str, ...] = ()
    cuff_id: str | None = None
    cuff_model: str | None = None
    cuff_slot: int | None = None
    cuff_battery_percent: float | None = None
    cuff_driver: str | None = None
    resume_of: str | None = None


@fact
class SideChanged:
    """Something about the patient's side changed; what is None did not."""

    cuff: str | None = None
    power: str | None = None
    battery_percent: float | None = None
    sight: str | None = None
    slept_s: float | None = None
    error: str | None = None
    start_allowed: bool | None = None
    """Whether the patient lets the cuff be started from afar; None: not said now."""


@fact
class RequestAnswered:
    """The patient's side tells how far a request has come. `request` is the session's own id."""

    request: str
    stage: RequestStage
    why: PersonalText | None = None


@fact
class PatientSaid:
    """A call for help, or a symptom."""

    code: str
    text: PersonalText | None = None
    help: bool = False


@fact
class EntryUnknown:
    """An entry that this program cannot read; the message's `body` is kept as it came."""


@fact
class ProgramEnded:
    """The patient's program ended as planned."""


RemoteContent: TypeAlias = (
    CuffSaid
    | HeartRatesSaid
    | ProgramStarted
    | SideChanged
    | RequestAnswered
    | PatientSaid
    | EntryUnknown
    | ProgramEnded
)


@fact
class RemoteMessage:
    """One numbered message, opened and read. The times are those of `RemoteMessageReceived`."""

    number: int
    digest: bytes
    kind: str
    content: RemoteContent
    reading: str | None = None
    wall_ms: int | None = None
    up_ms: int | None = None
    epoch: int | None = None
    placed_utc: datetime | None = None
    ahead_s: float | None = None
    bound_s: float | None = None
    doubts: tuple[str, ...] = ()
    """Why its octets, decoded here, do not say what its numbers say: it is set aside with these."""
    body: PersonalText | None = None
    """The message as it was written: kept where it cannot be read, or contradicts another."""


@fact
class RemoteArrived:
    """Messages in the order in which they are to be recorded; a batch of the link.

    Those that are in the record already cause nothing, however often they come. One whose number is
    there with another digest is recorded as a conflict. Once that is durable, the numbers of
    `session.remote.numbers(link)` are in the record, and only those may be acknowledged: a signed
    record takes nothing more.
    """

    link: str
    messages: tuple[RemoteMessage, ...]


@fact
class RemoteLinkReport:
    """How the link stands, as often as one likes: only what changes something is recorded."""

    link: str
    standing: LinkStanding
    side: LinkSide | None = None
    told_lost: bool = False
    bound_s: float | None = None
    """How well the patient's clock is known now; None: not."""


@fact
class RemotePassingState:
    """The patient's side tells, as often as it likes, what its disk does not take.

    Of an error only the first is recorded; that there is none any more comes as a message that is
    kept. A call for help is recorded where none is open.
    """

    link: str
    error: str | None = None
    help: bool = False


@fact
class RemotePairingDone:
    """A pairing has succeeded; recorded before its first message is taken."""

    link: str
    key_id: int


@fact
class RemoteNumbersWanted:
    """A block of numbers is wanted: after the decision, `session.remote.reserved` has its end."""

    link: str
    of: Numbering
    count: int


@fact
class RemoteRequestStaged:
    """Our own side tells how far a request has come: sent, or expired without being shown."""

    request: str
    stage: RequestStage


@fact
class RemoteUndelivered:
    """Numbers that never came, while the patient's side keeps nothing that waits."""

    link: str
    numbers: tuple[int, ...]


@fact
class RemoteSuspicion:
    """Envelopes were refused: altered, invented, or of a number that cannot be."""

    link: str
    refusals: int
    why: str


@fact
class RemoteVersionMet:
    """Envelopes of another version of the link came."""

    link: str
    version: int


RemoteGiven: TypeAlias = (
    RemoteArrived
    | RemoteLinkReport
    | RemotePassingState
    | RemotePairingDone
    | RemoteNumbersWanted
    | RemoteRequestStaged
    | RemoteUndelivered
    | RemoteSuspicion
    | RemoteVersionMet
)
