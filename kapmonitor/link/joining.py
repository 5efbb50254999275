"""The patient's side of a meeting under a code: one try, which ends by itself within seconds."""

from __future__ import annotations

from dataclasses import dataclass, field

from kapmonitor.link.broker import Meeting
from kapmonitor.link.cable import Trouble
from kapmonitor.link.code import Code
from kapmonitor.link.envelope import (
    NO_SESSION,
    SESSION_SIZE,
    Direction,
    Entropy,
    Keys,
    Refused,
    open_sealed,
)
from kapmonitor.link.meeting import (
    ASKED_AGAIN_S,
    HANDSHAKE_LIVES_S,
    REACHED_WITHIN_S,
    REASONS,
    TURNED_AWAY,
    Offer,
    Paired,
    Send,
)
from kapmonitor.link.message import Welcome, message_of
from kapmonitor.link.pairing import Agreed, Failed, Failure, PatientHandshake

_HOPELESS = {
    Trouble.TAKEN_OVER,
    Trouble.CERTIFICATE,
    Trouble.DATES,
    Trouble.FILES,
    Trouble.PORTAL,
    Trouble.NOT_ALLOWED,
}
"""What does not pass while a person waits."""


@dataclass(slots=True)
class PatientMeeting:
    """The patient's side of one try. It never tries again by itself: each try costs one."""

    code: Code
    entropy: Entropy
    started_s: float
    outcome: Paired | Failed | None = None
    _handshake: PatientHandshake = field(init=False)
    _asked: bool = False
    _agreed: Agreed | None = None
    _since_s: float = field(init=False)
    _proved_s: float = 0.0
    _trouble: Trouble | None = None

    def __post_init__(self) -> None:
        """Begin to wait."""
        self._handshake = PatientHandshake(self.code, self.entropy)
        self._since_s = self.started_s

    @property
    def topics(self) -> Meeting:
        """Where it takes place."""
        return Meeting(self.code.client)

    def connected(self, now_s: float) -> list[Send]:
        """The connection stands."""
        self._trouble = None
        if self._agreed is not None:
            return self._prove(now_s)
        if self._asked:  # the answer went to a connection that is gone
            self.outcome = Failed(Trouble.ENDED)
            return []
        self._asked = True
        return [self._said(self._handshake.first())]

    def disconnected(self, why: Trouble) -> None:
        """The connection is gone, or did not come about."""
        self._trouble = why
        has_asked = self._asked and self._agreed is None
        if has_asked or why in _HOPELESS:
            self._end(Failed(why))

    def receive(self, octets: bytes, now_s: float) -> list[Send]:
        """Take what the station says."""
        if self.outcome is not None or not self._asked:
            return []
        if octets[:1] == TURNED_AWAY and len(octets) == 2:
            self._end(Failed(REASONS.get(octets[1], Failure.NOT_A_HANDSHAKE)))
            return []
        if self._agreed is not None:
            self._welcomed(self._agreed, octets)
            return []
        match self._handshake.answer(octets):
            case Agreed() as agreed:
                self._agreed, self._since_s = agreed, now_s
                return self._prove(now_s)
            case Failed() as failed:
                self._end(failed)
                return []

    def tick(self, now_s: float) -> list[Send]:
        """Let time pass, several times a second."""
        if self.outcome is not None:
            return []
        if now_s - self._since_s >= REACHED_WITHIN_S:
            self._end(Failed(self._trouble or self._unanswered()))
            return []
        due = self._agreed is not None and now_s - self._proved_s >= ASKED_AGAIN_S
        return self._prove(now_s) if due and self._trouble is None else []

    def _unanswered(self) -> Failure | Trouble:
        return Failure.NO_ANSWER if self._asked else Trouble.UNREACHABLE

    def _prove(self, now_s: float) -> list[Send]:
        self._proved_s = now_s
        return [] if self._agreed is None else [self._said(self._agreed.send)]

    def _welcomed(self, agreed: Agreed, octets: bytes) -> None:
        keys = {0: Keys.of(agreed.root, NO_SESSION)}
        found = open_sealed(octets, Direction.FROM_STATION, NO_SESSION, keys)
        if isinstance(found, Refused):
            if found.version is not None:
                self._end(Failed(Failure.UPDATE_NEEDED))
            return  # not sealed under our root: nobody's word
        offer = _offer_of(message_of(found.body))
        if offer is None:
            self._end(Failed(Failure.UPDATE_NEEDED))
        else:
            self._end(Paired(root=agreed.root, words=agreed.words, offer=offer))

    def _end(self, outcome: Paired | Failed) -> None:
        if self.outcome is None:
            self.outcome = outcome

    def _said(self, octets: bytes) -> Send:
        return Send(self.topics.patient, octets, HANDSHAKE_LIVES_S)


def _offer_of(welcome: object) -> Offer | None:
    """Return what a welcome offers; None for one that is not shaped as ours."""
    match welcome:
        case Welcome(session=session, can=can, key_id=key_id, after=after):
            is_ours = len(session) == 2 * SESSION_SIZE and 0 <= key_id <= 0xFFFF and after >= 0
            if not is_ours:
                return None
            return Offer(session=bytes.fromhex(session), key_id=key_id, after=after, can=can)
        case _:
            return None
