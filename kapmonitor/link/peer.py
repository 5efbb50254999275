"""What both ends share: their pace, what they ask of the connection, and how they judge silence.

An end is a state machine without input, output or clock: octets and instants go in, `Action`s
come out. Instants are milliseconds of the owner's clocks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from kapmonitor.link.envelope import Body, Refusal, Refused
from kapmonitor.link.message import Help, Message, State

PING_MS = 2_000
LATE_MS, FORCED_MS, DOWN_MS = 5_000, 8_000, 10_000
"""Silence after which a link is late, is connected anew by force, and is down."""
EPHEMERAL_S = 10
"""A sign of life is worth nothing later: the broker lets it lapse."""
KEPT_S = 172_800
"""How long the broker holds what an end that sleeps has not fetched."""
WINDOW = 64
"""Reliable messages under way at a time."""
RESENT_MS, RESENT_AT_MOST_MS = 3_000, 30_000
TOLERATED_REFUSALS = 3
COUNTERS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Publish:
    """Octets for the other end. Quality 1 is kept by the broker for `expiry_s`, 0 is not."""

    octets: bytes
    quality: int
    expiry_s: int


@dataclass(frozen=True, slots=True)
class Reconnect:
    """Drop the connection and make a new one: it is silent, and would notice much later."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A numbered message that is new. Once it is in the record, say so with `committed`."""

    number: int
    digest: bytes
    message: Message
    body: Body


@dataclass(frozen=True, slots=True)
class Passing:
    """What the patient's disk does not take, told without a number: that, or a call for help."""

    message: State | Help


@dataclass(frozen=True, slots=True)
class Conflict:
    """A number came again with other content: both are kept, the session is flagged."""

    number: int
    message: Message


@dataclass(frozen=True, slots=True)
class Suspicious:
    """So many envelopes were refused: somebody between the ends alters or invents them."""

    refusals: int
    last: Refusal


@dataclass(frozen=True, slots=True)
class UpdateNeeded:
    """The other end speaks another major version."""

    version: int


@dataclass(frozen=True, slots=True)
class Asked:
    """The therapist's side asks something, in time and for the first time."""

    message: Message


@dataclass(frozen=True, slots=True)
class Delivered:
    """Everything is in the therapist's record and the session is over: erase."""


Action: TypeAlias = (
    Publish
    | Reconnect
    | Arrived
    | Passing
    | Conflict
    | Suspicious
    | UpdateNeeded
    | Asked
    | Delivered
)


class LinkState(StrEnum):
    """How alive the other end is, by our own clock alone."""

    WAITING = "waiting"
    """It was never heard."""
    OK = "ok"
    LATE = "late"
    DOWN = "down"


@dataclass(slots=True)
class Silence:
    """How long the other end has been silent."""

    since_ms: int
    heard: bool = False
    told_lost: bool = False
    """The broker said that its connection died; only a new sign of life takes that back."""
    _forced: bool = False

    def sign(self, at_ms: int) -> None:
        """Note a proof of life at an instant."""
        self.since_ms = max(self.since_ms, at_ms) if self.heard else at_ms
        self.heard, self.told_lost, self._forced = True, False, False

    def state(self, now_ms: int) -> LinkState:
        """Return what the silence means now."""
        if not self.heard:
            return LinkState.WAITING
        silent_ms = now_ms - self.since_ms
        if self.told_lost or silent_ms >= DOWN_MS:
            return LinkState.DOWN
        return LinkState.LATE if silent_ms >= LATE_MS else LinkState.OK

    def must_force(self, now_ms: int) -> bool:
        """Return whether the connection is to be made anew; true once for each silence."""
        due = not self._forced and now_ms - self.since_ms >= FORCED_MS
        self._forced = self._forced or due
        return due


@dataclass(slots=True)
class Counter:
    """Numbers that only rise, also across restarts; `reserve` gives blocks never given before."""

    reserve: Callable[[int], int]
    size: int = COUNTERS_AT_ONCE
    _next: int = 0
    _left: int = 0

    def next(self) -> int:
        """Return the next number."""
        if self._left == 0:
            self._next, self._left = self.reserve(self.size), self.size
        number = self._next
        self._next += 1
        self._left -= 1
        return number


@dataclass(slots=True)
class Suspicion:
    """Counts what was refused; never answers it.

    Told is the third refusal, then twice as many each time: a flood of forgeries is to fill neither
    a record nor a screen.
    """

    refusals: int = 0
    _told_at: int = TOLERATED_REFUSALS
    _other_version: int | None = None
    """The protocol that the other side speaks, while it is not ours."""

    def understood(self) -> None:
        """Note that the other side speaks our protocol: it was updated, or we were misled."""
        self._other_version = None

    def note(self, refused: Refused) -> list[Action]:
        """Return what is to be shown of one more refusal."""
        if refused.version is not None:
            told, self._other_version = self._other_version, refused.version
            return [] if told == refused.version else [UpdateNeeded(refused.version)]
        if refused.is_of_another_pairing:
            return []  # on the way while the pairing was renewed; it proves nothing either way
        self.refusals += 1
        if self.refusals < self._told_at:
            return []
        self._told_at *= 2
        return [Suspicious(self.refusals, refused.why)]


@dataclass(slots=True)
class Repeat:
    """When a message that nobody acknowledged is sent again."""

    due_ms: int
    pause_ms: int = RESENT_MS

    def again(self, now_ms: int) -> None:
        """Note that it was sent, and wait twice as long."""
        self.due_ms = now_ms + self.pause_ms
        self.pause_ms = min(2 * self.pause_ms, RESENT_AT_MOST_MS)
