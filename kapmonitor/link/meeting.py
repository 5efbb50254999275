"""Two ends meet under a code on the broker, and part with the key of a session.

Each side is a state machine without input, output or clock: the station's is here, the patient's
in `joining`; `host` and `join` (`meet`) put them on a cable. Instants are seconds of the owner's
clock. What a handshake is stands in `pairing`; here is who has a nameplate, what is answered to
whom, how long one waits, and the sealed welcome that names the session.

A side that cannot go on with a handshake says so in two octets, `D` and why. They are not sealed,
because there is no key; whoever forges them can keep the two apart, which a broker always can.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from kapmonitor.link.broker import Meeting
from kapmonitor.link.cable import Trouble
from kapmonitor.link.code import CODE_LIVES_S, Code
from kapmonitor.link.envelope import (
    NO_SESSION,
    SESSION_SIZE,
    Direction,
    Entropy,
    Header,
    Keys,
    Kind,
    seal,
)
from kapmonitor.link.message import Welcome, body_of
from kapmonitor.link.pairing import (
    Agreed,
    Failed,
    Failure,
    StationHandshake,
)

READ_BACK_S = 0.3
"""After this the broker has told us of anybody who claimed the same nameplate."""
REACHED_WITHIN_S = 8.0
"""How long a person waits for the other side before being told that it cannot be reached."""
ASKED_AGAIN_S = 2.0
LINGERS_S = 10.0
"""How long the station repeats a welcome that may not have come through."""
HANDSHAKE_LIVES_S = 120
TURNED_AWAY = b"D"
REASONS = {
    1: Failure.BURNT,
    2: Failure.EXPIRED,
    3: Failure.USED,
    4: Failure.WRONG_SECRET,
    5: Failure.OUT_OF_TURN,
}


@dataclass(frozen=True, slots=True)
class Send:
    """Octets for a topic, of quality 1."""

    topic: str
    octets: bytes
    expiry_s: int
    retain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The session that a station opens, or opens anew, for whoever pairs with it."""

    session: bytes
    key_id: int = 0
    """One more at each renewed pairing of the same session."""
    after: int = 0
    """The highest number of the patient's side that the record knows."""
    can: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """Both ends hold the same root. The people now compare the words."""

    root: bytes
    words: tuple[str, str]
    offer: Offer

    @property
    def keys(self) -> Keys:
        """The keys of the session."""
        return Keys.of(self.root, self.offer.session, self.offer.key_id)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The code is ours: it may be read aloud, until an instant."""

    code: Code
    until_s: float


@dataclass(frozen=True, slots=True)
class Trying:
    """Somebody is connecting."""

    number: int
    of: int


@dataclass(frozen=True, slots=True)
class Fruitless:
    """A try ended without proof of the code; so many are left."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class Taken:
    """Another station has this nameplate: another code is needed, and nothing was said yet."""


Step: TypeAlias = Send | Waiting | Trying | Fruitless | Taken | Paired | Failed


@dataclass(slots=True)
class StationMeeting:
    """The station's side of one code."""

    code: Code
    offer: Callable[[], Offer]
    entropy: Entropy
    started_s: float
    is_over: bool = False
    """Nothing more will be said."""
    owner: bytes = field(init=False)
    """What we claim the nameplate with."""
    _failed: Failed | None = None
    _handshake: StationHandshake = field(init=False)
    _looked_s: float | None = None
    """Since when we look whose the nameplate is, or None: we have no connection to look with."""
    _claimed_s: float | None = None
    _claim_came_back: bool = False
    _has_nameplate: bool = False
    _trying_s: float | None = None
    _last_proof: bytes = b""
    _welcome: bytes = b""
    _paired_s: float | None = None

    def __post_init__(self) -> None:
        """Begin the code's life."""
        self._handshake = StationHandshake(self.code, self.started_s, self.entropy)
        # Not the station's name: two rooms of one station must not take each other for themselves.
        self.owner = self.entropy(SESSION_SIZE).hex().encode()

    @property
    def topics(self) -> Meeting:
        """Where it takes place."""
        return Meeting(self.code.client)

    @property
    def until_s(self) -> float:
        """When the code lapses."""
        return self.started_s + CODE_LIVES_S

    def connected(self, now_s: float) -> list[Step]:
        """The connection stands: look whose the nameplate is; the broker may have forgotten us."""
        if self._paired_s is None:
            self._looked_s, self._claimed_s, self._claim_came_back = now_s, None, False
        return []

    def claim_came(self, octets: bytes) -> list[Step]:
        """Take what stands on the nameplate; empty octets: nobody's claim."""
        if not octets or self._paired_s is not None:
            return []
        if octets == self.owner:
            self._claim_came_back = True
            return []
        self.is_over = True
        return [Taken()]

    def receive(self, octets: bytes, now_s: float) -> list[Step]:
        """Take what the patient's side says."""
        if self._paired_s is not None and octets == self._last_proof:
            return [self._said(self._welcome)]
        if self._failed is not None:
            return self._refused(Failure.BURNT)
        match self._handshake.take(octets, now_s):
            case bytes(answer):
                self._trying_s = now_s
                of = self.code.tries
                trying = Trying(of - self._handshake.tries_left, of)
                return [trying, self._said(answer)]
            case Agreed() as agreed:
                self._last_proof = octets
                return self._agreed(agreed, now_s)
            case Failed(why=why):
                return self._refused(why)

    def tick(self, now_s: float) -> list[Step]:
        """Let time pass, several times a second."""
        if self.is_over:
            return []
        if self._paired_s is not None:
            self.is_over = now_s - self._paired_s >= LINGERS_S
            return []
        if now_s >= self.until_s:
            self.is_over = True
            return self._failing(Failure.EXPIRED)
        return self._claiming(now_s) + self._overdue(now_s)

    def leave(self) -> list[Step]:
        """Let go of the nameplate."""
        if not self._has_nameplate:
            return []
        self._has_nameplate = False
        return [Send(self.topics.claim, b"", 1, retain=True)]

    def _claiming(self, now_s: float) -> list[Step]:
        """Look first, then claim, then look again: two may claim at the same time."""
        if self._looked_s is None or now_s - self._looked_s < READ_BACK_S:
            return []
        if self._claimed_s is None and not self._claim_came_back:
            self._claimed_s = now_s
            lives_s = max(1, round(self.until_s - now_s))
            return [Send(self.topics.claim, self.owner, lives_s, retain=True)]
        return self._reading_back(now_s - (self._claimed_s or self._looked_s))

    def _reading_back(self, waited_s: float) -> list[Step]:
        if not self._claim_came_back and waited_s >= REACHED_WITHIN_S:
            self.is_over = True  # a broker that forbids it may say yes and do nothing
            return self._failing(Trouble.NOT_ALLOWED)
        if self._has_nameplate or not self._claim_came_back or waited_s < READ_BACK_S:
            return []
        self._has_nameplate = True
        return [Waiting(self.code, self.until_s)]

    def _overdue(self, now_s: float) -> list[Step]:
        """A patient's side that finds the code wrong says nothing more: silence ends a try."""
        if self._trying_s is None or now_s - self._trying_s < REACHED_WITHIN_S:
            return []
        return self._fruitless()

    def _fruitless(self) -> list[Step]:
        self._trying_s = None
        left = self._handshake.tries_left
        return [Fruitless(left)] if left else self._failing(Failure.BURNT)

    def _failing(self, why: Failure | Trouble) -> list[Step]:
        if self._failed is not None:
            return []
        self._failed = Failed(why, self._handshake.tries_left)
        return [self._failed]

    def _agreed(self, agreed: Agreed, now_s: float) -> list[Step]:
        self._trying_s, self._paired_s = None, now_s
        offer = self.offer()
        self._welcome = self._sealed_welcome(agreed.root, offer)
        paired = Paired(root=agreed.root, words=agreed.words, offer=offer)
        return [self._said(self._welcome), paired, *self.leave()]

    def _refused(self, why: Failure | Trouble) -> list[Step]:
        ended = self._fruitless() if why is Failure.WRONG_SECRET else []
        number = next((number for number, each in REASONS.items() if each is why), None)
        if number is None:
            return ended  # what is no handshake gets no answer
        return [self._said(TURNED_AWAY + bytes([number])), *ended]

    def _sealed_welcome(self, root: bytes, offer: Offer) -> bytes:
        welcome = Welcome(
            session=offer.session.hex(), can=offer.can, key_id=offer.key_id, after=offer.after
        )
        header = Header(
            kind=Kind.RELIABLE,
            direction=Direction.FROM_STATION,
            session=NO_SESSION,
            sequence=0,
        )
        key = Keys.of(root, NO_SESSION).from_station
        return seal(header, body_of(welcome), key, self.entropy)

    def _said(self, octets: bytes) -> Send:
        return Send(self.topics.therapist, octets, HANDSHAKE_LIVES_S)
