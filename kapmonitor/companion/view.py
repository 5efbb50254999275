"""What the patient sees, as immutable pictures, and what the patient may ask for.

One screen at a time, in the order in which they come. A picture holds no secret but the two check
words and no name but those that the therapist's side sent for this screen. Sentences in it are
already in the person's language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from kapmonitor.pairing.reach import Found
from kapmonitor.pairing.search import Findings


class Screen(StrEnum):
    """The screens, in order."""

    CHECK = "check"
    """Is this computer ready? `checks`."""
    CODE = "code"
    """Eleven digits or a link, and once the clinic's address: `asks_server`."""
    CONNECTING = "connecting"
    """After `CODE`: on the way to the therapist. `error` says what is wrong, if it takes long."""
    PERSON = "person"
    """Is this the right person? `person`, with the two words."""
    CUFF = "cuff"
    """Find and pair the cuff: `cuff`."""
    TEST = "test"
    """One test reading: `test`."""
    CONSENT = "consent"
    """May the therapist start the cuff (`cuff.can_start`)? And what to expect now."""
    CALM = "calm"
    """The session: nothing needs to be touched."""
    ENDING = "ending"
    """Over, and `waiting` readings are still on their way: leave it open."""
    ENDED = "ended"
    """Everything is delivered and erased here: it can be closed."""
    OPEN_ELSEWHERE = "open_elsewhere"
    """This session is already open in another window of this computer."""


class CheckState(StrEnum):
    """What is known of one point of the check."""

    OK = "ok"
    ATTENTION = "attention"
    """Something to do first; one may go on all the same."""
    ASKED = "asked"
    """The program cannot know; the sentence asks the person."""


@dataclass(frozen=True, slots=True)
class Check:
    """One point of the check of this computer."""

    name: str
    """bluetooth, power, storage, other_app."""
    state: CheckState
    text: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """Whom the patient is connected to, as whom, and the two words to be read aloud."""

    therapist: str
    """As the therapist's side wrote it, perhaps with the practice; empty until it came."""
    patient: str
    words: tuple[str, str]
    renewed: bool = False
    """The session is known, and goes on under another key: the names were right before."""


class CuffStage(StrEnum):
    """Where the cuff stands."""

    NONE = "none"
    """None chosen: `findings` lists what is in reach."""
    CONNECTING = "connecting"
    PAIRING = "pairing"
    ASKS_PIN = "asks_pin"
    """The cuff shows six digits: type them."""
    COMPARES = "compares"
    """The cuff shows six digits: are they `number`?"""
    READY = "ready"
    MEASURING = "measuring"
    WAITING = "waiting"
    """It hung up in good order and comes back with a reading, as many do."""
    GONE = "gone"
    """Not found, or lost; `text` says what helps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CuffView:
    """The cuff, and while none is chosen what is in reach."""

    stage: CuffStage = CuffStage.NONE
    title: str = ""
    text: str = ""
    """What happens or what helps, in a sentence."""
    findings: Findings = Findings()
    number: str | None = None
    battery_percent: int | None = None
    can_start: bool = False
    """Whether software can start it."""
    wired: bool = False
    """Whether it is on a cable."""
    pressure: float | None = None
    """mmHg in the cuff while it measures, where it tells; never a reading."""
    gone_since: datetime | None = None


class TestStage(StrEnum):
    """How far the test reading has come."""

    __test__ = False

    WANTED = "wanted"
    MEASURING = "measuring"
    SENT = "sent"
    """Measured here, on its way."""
    RECEIVED = "received"
    """It is in the therapist's record."""
    FAILED = "failed"
    """The cuff brought no value: once more. `test_text` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """A reading of the cuff, as it gave it: mmHg and 1/min; None where it gave nothing."""

    systolic: float | None
    diastolic: float | None
    pulse_rate: float | None
    at: datetime
    """When it was measured, by this computer's clock, in its zone."""


class Dot(StrEnum):
    """How the connection stands. Only `OK` is good; `LATE` is no reason to do anything."""

    WAITING = "waiting"
    """Never connected yet."""
    OK = "ok"
    LATE = "late"
    """Connected, and the therapist's side answers slowly."""
    RECONNECTING = "reconnecting"
    """This side or the server is cut off. Readings are kept."""
    NO_THERAPIST = "no_therapist"
    """The server answers, the therapist's side does not. Readings are kept."""


LINKED = (Dot.OK, Dot.LATE)
"""The therapist's side is heard."""
AWAY_S = 20
"""Seconds without the therapist after which new digits are offered: most gaps are shorter."""


class RequestStage(StrEnum):
    """What became of a request for a reading so far; it leaves the screen when it is over."""

    WAITING = "waiting"
    """The patient is asked to press START."""
    ACCEPTED = "accepted"
    STARTED = "started"
    """The cuff measures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """The therapist asks for a reading."""

    id: str
    text: str
    """What the therapist wrote with it, perhaps nothing."""
    by_program: bool
    """The cuff is started from here, as was allowed: nothing is to be pressed."""
    stage: RequestStage
    left_s: int
    """How long it still stands."""


class HelpStage(StrEnum):
    """What became of *I need help*."""

    NONE = "none"
    UNSENT = "unsent"
    """The disk does not take it: it is not on its way."""
    SENT = "sent"
    """Kept here and on its way."""
    RECEIVED = "received"
    """It is in the therapist's record."""
    SEEN = "seen"
    """A person has answered it there, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanionView:
    """Everything that the patient's window shows."""

    screen: Screen = Screen.CHECK
    checks: tuple[Check, ...] = ()
    server: str = ""
    """The clinic's address in use, as a person may read it; empty: none known."""
    asks_server: bool = False
    """No address is known: the code screen asks for one, once."""
    again: bool = False
    """A session is open, and other digits are asked for: `back` leads to it again."""
    may_use_here: bool = False
    """Another window has taken the session over: `use_here` takes it back."""
    error: str = ""
    """What is wrong on this screen, and what to do: a wrong digit, a burnt code, no internet."""
    person: PersonView | None = None
    cuff: CuffView = CuffView()
    test: TestStage = TestStage.WANTED
    test_text: str = ""
    values_shown: bool = False
    """Whether the therapist's side lets values be shown here; `reading` is None otherwise."""
    reading: ReadingView | None = None
    sent_at: datetime | None = None
    """When the last reading was taken here, also where its values are not shown; None: none yet."""
    sent_arrived: bool = False
    """It is in the therapist's record."""
    reading_hidden: bool = False
    """The patient does not want to see it; `reading` stays, the window covers it."""
    may_start: bool | None = None
    """The patient's word on whether the therapist may start the cuff; None: not given."""
    dot: Dot = Dot.WAITING
    waiting: int = 0
    """How many messages the therapist's record does not have yet."""
    message: str = ""
    """What the therapist wrote to the patient, to be shown calmly."""
    request: RequestView | None = None
    help: HelpStage = HelpStage.NONE
    trouble: str = ""
    """`Cannot save. Tell your therapist.` and the like: stands on any screen until it is over."""
    power: str = ""
    """What to do about the computer's battery, in a sentence; empty: nothing."""
    simulated: bool = False
    """The cuff is simulated: said everywhere."""


class CompanionDesk(Protocol):
    """What a window may ask of the patient's side. Every call returns at once."""

    def subscribe(self, show: Callable[[CompanionView], None]) -> None:
        """Tell where pictures go, from the program's thread; the newest comes at once."""

    def start(self, failed: Callable[[BaseException], None]) -> None:
        """Start; `failed` hears, on the program's thread, why it stopped by itself."""

    def stop(self) -> bool:
        """Stop in order; what is not delivered stays on the disk. Return whether it ended."""

    def go_on(self) -> None:
        """Continue from `CHECK`, `TEST` or `CONSENT` to what comes next."""

    def check_again(self) -> None:
        """Look at this computer again."""

    def enter_server(self, text: str) -> None:
        """Take the clinic's address, as a person types it."""

    def enter_code(self, text: str) -> None:
        """Take the digits or the link; sends nothing if a digit does not fit."""

    def new_code(self) -> None:
        """Type other digits in a session that is open."""

    def back(self) -> None:
        """Back from the digits to the session that is open."""

    def use_here(self) -> None:
        """Take the session back from another window."""

    def try_again(self) -> None:
        """Connect again, or back to the code if that one is used up."""

    def confirm_person(self, *, is_me: bool) -> None:
        """Take the patient's word on whether the names are right."""

    def choose_cuff(self, found: Found, driver: str) -> None:
        """Connect to a cuff that was found, with the driver of that slug."""

    def another_cuff(self) -> None:
        """Let the cuff go and look around again."""

    def answer_pin(self, digits: str | None) -> None:
        """Hand over the six digits that the cuff shows; None: it shows none."""

    def answer_comparison(self, number: str, *, same: bool) -> None:
        """Say whether the cuff shows this number."""

    def allow_start(self, *, allowed: bool) -> None:
        """Take the patient's word on whether the therapist may start the cuff."""

    def hide_reading(self, *, hidden: bool) -> None:
        """Cover or uncover the last reading."""

    def call_for_help(self) -> None:
        """I need help."""

    def window_seen(self, *, seen: bool) -> None:
        """Say that the window came in sight, or went out of it."""

    def request_shown(self, request: str) -> None:
        """Say that a request is on the screen now: the therapist learns it from this alone."""

    def accept_request(self, request: str) -> None:
        """The patient presses START on the cuff."""

    def decline_request(self, request: str) -> None:
        """The patient does not want to measure now."""
