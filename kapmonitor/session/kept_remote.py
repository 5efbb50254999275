"""What a session keeps of the link to the patient's side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from itertools import chain

from kapmonitor.session.fact import fact
from kapmonitor.session.facts.remote import PatientProgramStarted
from kapmonitor.session.instant import Instant
from kapmonitor.session.personal import PersonalText
from kapmonitor.session.vocabulary import LinkSide, LinkStanding, Numbering, RequestStage

DOWN_S = 10.0
"""Seconds without a sign of life after which a link is down, by its own protocol."""


@fact
class Stage:
    """One step of a request, and when it was told here."""

    at: Instant
    stage: RequestStage
    why: PersonalText | None = None


@fact
class Call:
    """A call for help of the patient's, or a symptom that they told."""

    seq: int
    at: Instant
    code: str
    text: PersonalText | None
    help: bool
    answered: Instant | None = None
    answered_by: str = ""


@fact
class Gap:
    """A span in which the patient's side was not heard; `end` None while it lasts."""

    start: Instant
    end: Instant | None
    side: LinkSide | None


@fact
class Loss:
    """Messages that were lost with a computer, and when that was certain."""

    at: Instant
    seq: int
    link: str
    numbers: tuple[int, ...]


@fact
class Trial:
    """The accepted test reading."""

    seq: int
    into_baseline: bool


@fact
class PatientSide:
    """What the patient's side last said of itself; None: nothing yet."""

    program: PatientProgramStarted | None = None
    started: Instant | None = None
    ended: Instant | None = None
    cuff: str | None = None
    cuff_since: Instant | None = None
    power: str | None = None
    battery_percent: float | None = None
    sight: str | None = None
    error: str | None = None
    error_seq: int | None = None
    slept: tuple[tuple[Instant, float], ...] = ()
    """When it woke, and how many seconds it had slept."""


@fact
class Remote:
    """The link as the record holds it, and everything that came over it."""

    link: str | None = None
    """The link in force; None: the patient's side was never paired."""
    key_id: int = 0
    paired: Instant | None = None
    """When it was paired last."""
    joined: Instant | None = None
    """When it was paired first: what a cuff measured there since then is this patient's."""
    resume_of: str | None = None
    """The link that this one goes on from: another machine's, which was lost."""
    words_same: bool | None = None
    """Whether a person compared the check words and found them the same; None: not asked."""
    denied_seq: int | None = None
    """The entry at which whoever was paired said that the names are not theirs; None: nobody."""
    start_allowed: bool | None = None
    used: bool | None = None
    """What a person said about using the patient's side at all; None: nothing."""
    trial: Trial | None = None

    kept: Mapping[str, Mapping[int, bytes]] = field(default_factory=dict)
    """By link: the digest of each number that is in the record."""
    contradicted: frozenset[tuple[str, int, bytes]] = frozenset()
    """The conflicts that are in the record: link, number and the digest that came second."""
    readings: Mapping[str, bytes] = field(default_factory=dict)
    """By id, the digest of each reading in the record that came over a link while it was in force.
    """
    reserved: Mapping[tuple[str, Numbering], int] = field(default_factory=dict)
    """By link and row: up to which number all may have been given."""

    standing: LinkStanding = LinkStanding.WAITING
    since: Instant | None = None
    side: LinkSide | None = None
    told_lost: bool = False
    bound_s: float | None = None
    """How well the patient's clock was last known; None: not."""
    ahead_s: float | None = None
    gaps: tuple[Gap, ...] = ()
    patient: PatientSide = PatientSide()

    stages: Mapping[str, tuple[Stage, ...]] = field(default_factory=dict)
    """By request: its steps in the order in which they were told."""
    calls: tuple[Call, ...] = ()
    conflicts: tuple[int, ...] = ()
    """The entries of conflicts."""
    losses: tuple[Loss, ...] = ()
    unread: tuple[int, ...] = ()
    """The entries that were kept as they came."""
    refusals: int = 0
    """How many envelopes had been refused when that was last recorded."""
    suspected_seq: int | None = None
    versions: Mapping[int, int] = field(default_factory=dict)
    """By another version of the link that was met, its entry."""

    @property
    def in_use(self) -> bool:
        """Return whether readings come from the patient's side: paired, and not said otherwise."""
        return self.link is not None and self.used is not False

    @property
    def open_calls(self) -> int:
        """Return how many calls for help nobody has answered by name."""
        return sum(each.help and each.answered is None for each in self.calls)

    def gaps_until(self, at: Instant) -> tuple[Gap, ...]:
        """Return the gaps up to a moment. A side that was not heard since it was paired, or since
        this program was started, is one gap from then on: nobody can tell it from one that is down.
        """
        if not self.in_use or self.standing is not LinkStanding.WAITING or self.since is None:
            return self.gaps
        lasting = bool(self.gaps) and self.gaps[-1].end is None
        if lasting or at.elapsed_s - self.since.elapsed_s < DOWN_S:
            return self.gaps
        return (*self.gaps, Gap(start=self.since, end=None, side=None))

    def stage_of(self, request: str) -> Stage | None:
        """Return how far a request has come; None: nothing was told."""
        told = self.stages.get(request)
        return told[-1] if told else None

    def lost_of(self, link: str) -> frozenset[int]:
        """Return the numbers of a link that never came, and that nobody keeps any longer."""
        told = (each.numbers for each in self.losses if each.link == link)
        return frozenset(chain.from_iterable(told)) - self.numbers(link).keys()

    @property
    def lost(self) -> int:
        """Return how many messages were lost with a computer, over all links of the session."""
        return sum(len(self.lost_of(link)) for link in {each.link for each in self.losses})

    def numbers(self, link: str) -> Mapping[int, bytes]:
        """Return the numbers of a link that are in the record, each with its digest."""
        return self.kept.get(link, {})
