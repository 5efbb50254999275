"""What the window shows of the telehealth link, and what a person may ask of it.

Immutable pictures, part of each snapshot. Seconds are those of this computer's own clock; what is
not known is None. Sentences are written for a person and already in their language.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Pairing(StrEnum):
    """How far two sides have come in meeting."""

    OFF = "off"
    """Nobody was invited."""
    CLAIMING = "claiming"
    """The server is asked for a code that nobody else uses."""
    WAITING = "waiting"
    """The code is shown and nobody has come."""
    SOMEONE = "someone"
    """Somebody is typing the code, or has typed it."""
    WORDS = "words"
    """Two words are to be compared by voice; nothing goes on before a person says so."""
    CONNECTED = "connected"
    FAILED = "failed"
    """`why` says what happened; a new code may be made."""
    ENDING = "ending"
    """The end is told, and something may still be on the way."""
    ENDED = "ended"
    """Everything is delivered and the key is erased."""


class Badge(StrEnum):
    """How alive the patient's side is."""

    NONE = "none"
    """There is no link."""
    WAITING = "waiting"
    """It was never heard since this program began."""
    OK = "ok"
    LATE = "late"
    DOWN = "down"


class Side(StrEnum):
    """Where the silence is, as far as this side can tell."""

    UNKNOWN = ""
    PATIENT = "patient"
    OURS = "ours"
    SERVER = "server"


class Stage(StrEnum):
    """How far a request has come."""

    SENT = "sent"
    SHOWN = "shown"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    STARTED = "started"
    DONE = "done"
    FAILED = "failed"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeShown:
    """A code to be read aloud, or a link to be sent."""

    spoken: str = ""
    """`4123 6756 890`; empty for a link."""
    link: str = ""
    """Carries its own secret: to be sent to the patient alone; empty for a spoken code."""
    seconds_left: int = 0
    tries: int = 0
    """Tries that were made."""
    tries_allowed: int = 0
    address: str = ""
    """The server's address, which the patient's program asks for once; empty: not known here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteCuff:
    """The cuff at the patient's side, as that side tells of it."""

    model: str
    slot: int | None = None
    """Its memory for one user, where it has several."""
    battery_percent: int | None = None
    state: str = ""
    """ready, busy, gone or lowbat."""
    gone_s: float | None = None
    """How long it has been out of reach; None: it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientSide:
    """The patient's computer and program; None: not told."""

    app: str = ""
    system: str = ""
    power: str | None = None
    """ac or bat."""
    battery_percent: int | None = None
    sight: str | None = None
    """visible or hidden."""
    slept_s: float | None = None
    """How long it last slept."""
    records: bool = True
    """Whether its disk takes what it measures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestShown:
    """The reading that is asked for, or was asked for last."""

    request: str
    stage: Stage
    age_s: float
    """Since it was asked."""
    ttl_s: float
    """After so long it is void."""
    test: bool = False
    starts: bool = False
    """Whether the cuff is started from here, as was consented to."""
    why: str = ""

    @property
    def is_open(self) -> bool:
        """Return whether an answer may still come."""
        return self.stage in {Stage.SENT, Stage.SHOWN, Stage.ACCEPTED, Stage.STARTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class TestReading:
    """The test reading that came last, before the dose."""

    __test__ = False

    seq: int
    """Its entry in the record."""
    systolic: float | None
    diastolic: float | None
    pulse_rate: float | None
    live: bool
    """Whether it was measured just now, and not remembered by the cuff."""
    asks: bool = False
    """Nothing proves either: a person is asked."""
    delay_s: float | None
    """From the measurement until it was in this record."""
    accepted: bool = False
    verified: bool | None = None
    """False: its octets could not be read again here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """The telehealth link at one moment."""

    unavailable: str = ""
    """Why no link can be made here, in a sentence: what to install or to set; empty: it can."""
    pairing: Pairing = Pairing.OFF
    code: CodeShown | None = None
    can_send: bool = False
    """Whether there is a page that a link could lead to."""
    words: tuple[str, str] | None = None
    """The two words to compare, while they are to be compared; never translated."""
    said: bool | None = None
    """What a person said of them that the record cannot hold yet: it is kept, and then counts."""
    why: str = ""
    """What failed, in a sentence."""
    badge: Badge = Badge.NONE
    silent_s: float = 0.0
    side: Side = Side.UNKNOWN
    told_lost: bool = False
    """Whether the server said that the patient's program vanished."""
    on_the_way: int = 0
    """Messages that the patient's side has written and the record does not hold."""
    cuff: RemoteCuff | None = None
    patient: PatientSide = PatientSide()
    ahead_s: float | None = None
    """How far the patient's clock is ahead of ours."""
    bound_s: float | None = None
    """How wrong that may be."""
    can_start: bool = False
    """Whether the patient's side could start the cuff."""
    may_start: bool = False
    """Whether that was consented to, in the record."""
    request: RequestShown | None = None
    test: TestReading | None = None
    notes: tuple[str, ...] = ()
    """What else a person should know, newest last."""

    @property
    def is_linked(self) -> bool:
        """Return whether two sides have met and not parted."""
        return self.pairing in {Pairing.CONNECTED, Pairing.ENDING}


class TelehealthDesk(Protocol):
    """What a person may ask of the link; what came of it is in the next snapshots."""

    def invite(self, label: str) -> None:
        """Make a code for the open session. `label` is how the patient is called on their own
        screen: initials, as the practice prefers."""

    def new_code(self) -> None:
        """Throw the code away and make another."""

    def send_link(self) -> None:
        """Make a link to be sent in place of the spoken code."""

    def words_match(self, *, match: bool) -> None:
        """Say whether both people see the same two words; if not, everything of it is erased."""

    def stop(self) -> None:
        """Stop inviting; what was paired stays paired."""

    def cancel(self) -> None:
        """Take back what is asked for."""

    def ask_test(self) -> None:
        """Ask for a test reading before the dose."""

    def accept_test(self, seq: int) -> None:
        """Accept the test reading that was in sight: the entry `seq`."""

    def show_message(self, text: str) -> None:
        """Show a few words on the patient's screen, for a minute."""

    def finish(self) -> None:
        """Tell the patient's side that the session is over; it delivers what is left."""

    def take_over(self, label: str) -> None:
        """Meet the patient of the open session anew, on a machine without its key."""
