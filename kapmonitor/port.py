"""What the window may ask of the engine, and what it is told: the one seam between the threads.

Everything is called on the window's thread and answered on the engine's; the window's bridge
carries answers back to its own thread. Nothing here waits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from kapmonitor.telehealth.view import LinkView

if TYPE_CHECKING:  # the window is painted before the core is loaded
    from kapmonitor.pairing.bench import Bench, BenchView
    from kapmonitor.practice import Practice
    from kapmonitor.session.instant import Instant
    from kapmonitor.session.intent import Intent
    from kapmonitor.session.state import Session
    from kapmonitor.session.vocabulary import Origin, Role
    from kapmonitor.strongbox import Strongbox
    from kapmonitor.telehealth.view import TelehealthDesk

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundState:
    """Alarm sound as it stands: light only while no output is chosen, or the chosen one is gone."""

    outputs: tuple[str, ...] = ()
    """What this computer had when it was last looked."""
    chosen: str = ""
    ready: bool = False
    """Whether the chosen output plays."""
    fault: str = ""
    """Why it does not, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The session at one moment, immutable; the newest one is all the window needs."""

    session: Session | None = None
    at: Instant | None = None
    """Now, in session time; None while no session is open."""
    utc: datetime | None = None
    """The time of day as the engine's clock shows it, session or none."""
    saved_utc: datetime | None = None
    """When the last entry became durable."""
    record_fault: str | None = None
    """Why the record cannot be written just now, in a sentence; None: it can."""
    unsaved_from: int | None = None
    """Entries from this sequence number on are not durable yet: shown, marked "not saved"."""
    boards: str = ""
    """What keeps supervising screens from seeing this room, in a few words; empty: nothing."""
    head: str = ""
    """The digest of the last entry."""
    read_only: bool = False
    """Whether this shows a finished session from the history."""
    sound: SoundState = SoundState()
    link: LinkView = LinkView()
    locked: bool = False
    """Whether the record waits for a secret to be opened with."""


@dataclass(frozen=True, slots=True)
class CuffPressureNow:
    """The live pressure in a cuff, in mmHg; None when it no longer measures."""

    role: Role
    pressure: float | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The engine's answer to an intent: every reason against it; none when it was done."""

    refusals: tuple[str, ...] = ()
    saved: bool = True
    """False: done and kept, but the record cannot be written just now."""


class SoundDesk(Protocol):
    """What a person may ask of alarm sound; what came of it is in the next snapshot."""

    def look(self) -> None:
        """Find the outputs of this computer."""

    def choose(self, output: str) -> None:
        """Sound on this output; empty: by light only."""

    def test(self) -> None:
        """Sound once on the chosen output."""


class EnginePort(Protocol):
    """The engine as the window sees it."""

    def submit(self, intent: Intent, origin: Origin, done: Callable[[Answer], None]) -> None:
        """Ask or report something about the open session."""

    def resume(self, session: str, origin: Origin, done: Callable[[Answer], None]) -> None:
        """Go on with a session that was left unfinished, or open a signed one to amend it."""

    def leave(self, done: Callable[[Answer], None]) -> None:
        """Put a finished session away, so that another can be opened."""

    def subscribe(
        self,
        snapshot: Callable[[Snapshot], None],
        pressure: Callable[[CuffPressureNow], None],
    ) -> None:
        """Tell where snapshots and live pressures go; called on the engine's thread."""

    def practice(self, ask: Callable[[Practice], T], done: Callable[[T | Exception], None]) -> None:
        """Run `ask` beside the record (patients, operators, presets, history, exports)."""

    def strongbox(
        self, ask: Callable[[Strongbox], T], done: Callable[[T | Exception], None]
    ) -> None:
        """Run `ask` on what keeps the record's key, also while the record waits for it."""

    def sound(self, ask: Callable[[SoundDesk], None]) -> None:
        """Ask something of alarm sound."""

    def telehealth(self, ask: Callable[[TelehealthDesk], None], origin: Origin) -> None:
        """Ask something of the telehealth link of the open session, in a person's name."""

    def bench(self, ask: Callable[[Bench], None]) -> None:
        """Ask something of the bench where devices are found and paired."""

    def watch_bench(self, show: Callable[[BenchView], None]) -> None:
        """Tell where pictures of the bench go; called on the engine's thread."""

    def window_alive(self) -> None:
        """Say that the window still answers; silence becomes a technical alarm."""
