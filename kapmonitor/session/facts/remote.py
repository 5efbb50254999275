"""What came over the link from the patient's side, and what became of the link itself.

A `link` is a session of the link in lower-case hex: its `sid`, kept through renewed pairings of one
session. Words that the patient wrote, and octets that may hold such words, are `PersonalText`.
Who asks for what is in the entry's origin; what comes from the patient's side has none.
"""

from __future__ import annotations

from datetime import datetime

from kapmonitor.session.fact import fact
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.vocabulary import LinkSide, LinkStanding, Numbering, RequestStage


@fact
class RemotePaired:
    """The patient's side was paired, or paired anew under the next key."""

    link: str
    key_id: int
    resume_of: str | None = None
    """The link that this one goes on from, after the therapist's machine was lost."""


@fact
class CheckWordsCompared:
    """A person asked the patient for the two words: they are the same here and there, or not."""

    link: str
    same: bool


@fact
class RemoteStartAllowed:
    """The patient lets the therapist start the cuff from afar, or does not; said before a dose."""

    allowed: bool


@fact
class CompanionStated:
    """A person said whether the patient's side is used; if not, readings are typed."""

    used: bool


@fact
class RemoteNumbersReserved:
    """Numbers up to this one may be given to our own messages, and none of them ever again."""

    link: str
    of: Numbering
    upto: int


@fact
class RemoteMessageReceived:
    """A numbered message of the patient's side is in the record; what it caused follows it.

    The same number with the same digest is recorded once, whatever comes again.
    """

    link: str
    number: int
    digest: bytes
    """SHA-256 of the message as it was written."""
    kind: str
    """The message's own name: hello, reading, hr, state, reply, sym, help, bye, or unknown."""
    reading: str | None = None
    """The reading's id, unique on the patient's side for good."""
    wall_ms: int | None = None
    """By the patient's wall clock, in ms since 1970."""
    up_ms: int | None = None
    """By the same machine's monotonic clock, in ms."""
    epoch: int | None = None
    """Both clocks hold together within one epoch; sleep and a set clock begin the next."""
    placed_utc: datetime | None = None
    """The same instant in our time; None: nothing is known of their clock."""
    ahead_s: float | None = None
    """How far the patient's clock was found ahead of ours."""
    bound_s: float | None = None
    """How wrong that may be at most; None: nothing bounds it."""


@fact
class RemoteEntryKept:
    """An entry of a newer or a faulty program, kept as it came: nothing is read from it."""

    link: str
    number: int
    kind: str
    body: PersonalText | None


@fact
class RemoteConflictFound:
    """A number, or a reading's id, came again with other content: one of the two is not what was
    measured.
    """

    link: str
    number: int
    digest: bytes
    """Of the one that came second; the first is at `RemoteMessageReceived`."""
    kind: str
    body: PersonalText | None
    """The second as it came; what the first said is in the record already."""
    reading: str | None = None
    """The reading's id, where that came again under a number of its own; None: the number did."""


@fact
class RemoteTamperingSuspected:
    """So many envelopes were refused: somebody between the two sides alters or invents them."""

    link: str
    refusals: int
    why: str
    """Why the last one was refused, in the link's own word."""


@fact
class RemoteVersionDiffered:
    """Envelopes of another version of the link came: nothing in them can be read here."""

    link: str
    version: int


@fact
class RemoteNumbersLost:
    """Messages with these numbers never came, and the patient's side keeps none that waits: they
    were lost with a computer. Nobody knows what they said; one that comes after all is recorded.
    """

    link: str
    numbers: tuple[int, ...]


@fact
class RemotePersonDenied:
    """Whoever typed the code said that the names are not theirs: their program goes away."""

    link: str


@fact
class RemoteLinkChanged:
    """How alive the patient's side is, where that changes what is shown or held."""

    link: str
    standing: LinkStanding
    side: LinkSide | None = None
    """On whose side the silence is, as far as that is known; None while all is well."""
    told_lost: bool = False
    """Whether the server said that the patient's connection died."""
    bound_s: float | None = None
    """How well the patient's clock is known; None: not."""


@fact
class PatientProgramStarted:
    """The patient's program started, with what it is and what it can."""

    link: str
    instance: str
    app: str
    system: str
    can: tuple[str, ...] = ()
    """start, cancel, live_pressure, hr."""
    cuff_id: str | None = None
    cuff_model: str | None = None
    cuff_slot: int | None = None
    cuff_battery_percent: float | None = None
    cuff_driver: str | None = None
    resume_of: str | None = None


@fact
class PatientSideChanged:
    """Something about the patient's side changed; what is None did not."""

    link: str
    cuff: str | None = None
    """ready, busy, gone, lowbat."""
    power: str | None = None
    """ac, bat."""
    battery_percent: float | None = None
    """Of the patient's computer."""
    sight: str | None = None
    """visible, hidden."""
    slept_s: float | None = None
    error: str | None = None
    """cannot_record; empty: it can again."""


@fact
class PatientProgramEnded:
    """The patient's program ended as planned."""

    link: str


@fact
class RequestStaged:
    """How far a request for a reading has come, at our side or the patient's."""

    request: str
    stage: RequestStage
    why: PersonalText | None = None


@fact
class PatientCalled:
    """The patient pressed *I need help*, or told a symptom."""

    link: str
    code: str
    text: PersonalText | None = None
    help: bool = False


@fact
class HelpAnswered:
    """A person answered a call for help: they are with the patient, in voice or in person."""

    call: int
    """The entry of the call."""


@fact
class TrialReadingAccepted:
    """A person looked at the test reading and takes it as proof that the cuff is heard here."""

    seq: int
    """The entry of the reading."""
    into_baseline: bool = False
    """Whether it counts towards the baseline as well."""
