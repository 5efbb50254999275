"""What the supervising screen shows of each room: immutable, and no word of it stored.

Moments are seconds of the board's own monotonic clock, so that an age goes on growing by itself
while a room is silent. What is not known is None.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kapmonitor.session.phase import Phase
from kapmonitor.session.schedule import DueState
from kapmonitor.session.vocabulary import AlarmKind, Priority, Setting

NO_NEWS_S = 30.0
"""A room that was silent so long, or whose newest word is so old, shows nothing as current."""
SKEW_S = 2.0
"""Clocks that differ by more are told."""


class LinkWord(StrEnum):
    """How a telehealth room stands to its patient's side."""

    PAIRING = "pairing"
    OK = "ok"
    LATE = "late"
    DOWN = "down"


class CuffWord(StrEnum):
    """How a room stands to its cuff."""

    NONE = "none"
    CONNECTING = "connecting"
    READY = "ready"
    MEASURING = "measuring"
    LOST = "lost"


class Presence(StrEnum):
    """What is known of a room's program."""

    ONLINE = "online"
    NO_NEWS = "no_news"
    """Silent, or its newest word is old: whatever it said is not current."""
    OFFLINE = "offline"
    """It went, or its connection broke."""
    NEVER = "never"
    """It is on the roster, and nothing was heard of it since this screen began."""
    LATE = "late"
    """It speaks, and its words are old when they come: clocks differ, or they are held back."""
    CUT_OFF = "cut_off"
    """This screen is not connected itself: nothing is known of any room."""
    SEALED = "sealed"
    """It speaks, and not to this board: what it says cannot be opened here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """One value or pair, as measured, with its unit and when it was taken."""

    values: tuple[float, ...]
    unit: str
    taken_s: float
    old_after_s: float
    """The room's preset shows it as old after so long."""

    def age_s(self, now_s: float) -> float:
        """Return how old it is."""
        return max(0.0, now_s - self.taken_s)

    def is_old(self, now_s: float) -> bool:
        """Return whether the room shows it as old."""
        return self.age_s(now_s) > self.old_after_s


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDue:
    """The reading that is next."""

    state: DueState
    target_s: float
    on_return: bool
    """It is taken when the patient is back, at `target_s` at the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmWord:
    """An alarm as the room tells it."""

    code: str
    raised: int
    """The entry that raised it: what is acknowledged is this alarm, and no later one."""
    kind: AlarmKind
    priority: Priority
    text: str
    action: str
    confirmed: bool
    active: bool
    acknowledged_by: str
    """Empty: nobody has."""
    acknowledged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageWord:
    """A message to the room, as the room's record has it."""

    entry: int
    written_s: float
    station: str
    by: str
    text: str
    """Empty: it was erased since."""
    read_s: float | None = None
    """None: nobody in the room has said that they read it."""
    read_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomTile:
    """One room at one moment."""

    station: str
    """The room's name on the roster: it names the tile for good."""
    room: str
    """What people call it."""
    presence: Presence
    heard_s: float | None
    """When its newest word was said, by this board's clock; None: nothing was heard yet."""
    opened: bool = False
    """Whether a session is open there."""
    session: str = ""
    """Sixteen octets in hex that name its present key; empty: none is known."""
    simulated: bool = False
    setting: Setting | None = None
    plan: str = ""
    """The preset's name."""
    phase: Phase | None = None
    dose_s: float | None = None
    blood_pressure: Numeral | None = None
    heart_rate: Numeral | None = None
    spo2: Numeral | None = None
    due: NextDue | None = None
    cuff: CuffWord = CuffWord.NONE
    link: LinkWord | None = None
    """None: an office session, or one without a patient's side."""
    link_side: str = ""
    """patient, ours or server, where a side is known to be at fault."""
    link_since_s: float | None = None
    alarms: tuple[AlarmWord, ...] = ()
    """The most urgent first."""
    not_saved: bool = False
    """The room's record cannot be written just now."""
    messages: tuple[MessageWord, ...] = ()
    """The newest ones, the oldest first."""
    skew_s: float | None = None
    """How far the room's clock is ahead of ours; None: not known yet."""
    missed: int = 0
    """Events of this room that never came."""

    @property
    def current(self) -> bool:
        """Return whether what is shown is what the room shows now."""
        return self.presence is Presence.ONLINE

    @property
    def alarm(self) -> AlarmWord | None:
        """Return the most urgent alarm."""
        return self.alarms[0] if self.alarms else None

    @property
    def unread(self) -> tuple[MessageWord, ...]:
        """Return the messages that nobody in the room has read."""
        return tuple(each for each in self.messages if each.read_s is None)

    @property
    def skewed(self) -> bool:
        """Return whether its clock and ours differ by more than is tolerated."""
        return self.skew_s is not None and abs(self.skew_s) > SKEW_S


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerWord:
    """How this board stands to the broker."""

    up: bool = False
    """It is connected, and hears what it may hear: it has heard itself."""
    trouble: str = ""
    """A word of `link.cable.Trouble`; empty: none, or not tried yet."""
    barred: str = ""
    """Why this machine is no board any more, and what to do; empty: it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """Everything on the supervising screen."""

    tiles: tuple[RoomTile, ...] = ()
    """Who needs somebody comes first."""
    broker: BrokerWord = BrokerWord()
    now_s: float = 0.0
    """The board's monotonic clock when this was true."""
    refused: int = 0
    """Envelopes that were none of a room on the roster, or altered, or old."""
    events: int = 0
    """Events of rooms that were taken, each once."""
    strangers: tuple[str, ...] = ()
    """Who speaks as a room and is on no roster that is known here."""
    skew_s: float | None = None
    """How far the rooms' clocks are ahead of ours, all alike; None: they are not."""
    answers: tuple[CommandAnswer, ...] = ()
    """What rooms answered to this board, the newest last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandAnswer:
    """What a room answered to something that was sent from here."""

    station: str
    command: str
    done: bool
    reasons: tuple[str, ...] = ()
    """Why not, in the room's words."""
