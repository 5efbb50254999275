"""One consumer of all inputs: decide, append, apply, publish.

Every input, whether a device's event, a person's intent, the computer's report or a second that
passed, goes through one queue in one order. A step is synchronous: the core decides, the record
makes it durable, and only then the session advances and is shown. Nothing is shown before it is
durable, except inputs that could not be saved, and those are marked so.

When the record cannot be written the durable session does not advance. Inputs wait, with the
instant at which they came; a provisional session goes on from them, so that a dangerous value is
still seen and alarmed, marked "not saved". Once the record works again the inputs are decided
anew, in order, from the durable session. At the bound the engine says that it accepts no more.
A fault in deciding leaves the session untouched and is reported.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from kapmonitor.clock import Clock
from kapmonitor.port import Answer, Snapshot
from kapmonitor.record.fault import RecordFault
from kapmonitor.session.decide import Refused, decide
from kapmonitor.session.event import Entry
from kapmonitor.session.evolve import apply
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import Asked, Given, HostReport, Tick
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import HostCondition

WAITING_BOUND = 20_000
"""Inputs that may wait for a failing record: hours of a strap at one a second."""
RETRY_S = (1.0, 2.0, 5.0, 10.0)
NO_MORE_KEPT = "The record cannot be written and no more can be kept. Write it on paper."
FAILED_AT_THIS = "The program failed at this. Nothing was changed."

_log = logging.getLogger(__name__)

Done = Callable[[Answer], None]


class Journal(Protocol):
    """Where entries become durable."""

    def append(self, entries: tuple[Entry, ...]) -> str:
        """Make entries durable, all or none; return the head digest. Raises RecordFault."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    given: Given
    at: Instant
    done: Done | None


class Engine:
    """Owns the truth about one session. Use from its own loop only."""

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        publish: Callable[[Snapshot], None],
        *,
        on_entries: Callable[[Session, tuple[Entry, ...]], None] = lambda _session, _entries: None,
    ) -> None:
        self._journal = journal
        self._clock = clock
        self._publish = publish
        self._on_entries = on_entries
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[_Waiting] = deque()
        self._retries = 0
        self._retry_at: float | None = None
        self._fault: str | None = None
        self._fault_since: Instant | None = None
        self._anchor_s: float | None = None
        self._saved: datetime | None = None
        self._provisional: Session | None = None
        self.session: Session | None = None
        self.head = ""

    def resume(self, session: Session, head: str) -> float:
        """Go on with a session read from the record; return the seconds nobody was watching."""
        reading = self._clock.read()
        gap = max(0.0, (reading.utc - session.last.utc).total_seconds())
        self._anchor_s = reading.monotonic_s - session.last.elapsed_s - gap
        self.session, self.head, self._saved = session, head, session.last.utc
        return gap

    def now(self) -> Instant:
        """Return the present instant in session time."""
        reading = self._clock.read()
        if self._anchor_s is None:
            return Instant(reading.utc, 0.0)
        return Instant(reading.utc, reading.monotonic_s - self._anchor_s)

    def post(self, given: Given, done: Done | None = None) -> None:
        """Take one input. Its turn comes at once unless the record is failing."""
        if asyncio.get_running_loop() is not self._loop:
            raise RuntimeError("The engine belongs to another thread.")
        if self._anchor_s is None:
            self._anchor_s = self._clock.read().monotonic_s
        waiting = _Waiting(given, self.now(), done)
        if self._fault is None:
            self._waiting.append(waiting)
            self._drain()
        else:
            self._keep(waiting)
        self.show()

    async def run(self, tick_s: float = 1.0) -> None:
        """Let time pass: a tick each second, and another try at a failing record."""
        while True:
            await asyncio.sleep(tick_s)
            if self._retry_at is not None and self._loop.time() >= self._retry_at:
                self._drain()
            self.post(Tick())

    def show(self) -> None:
        """Publish the present state."""
        shown = self._provisional if self._fault is not None else self.session
        self._publish(
            Snapshot(
                session=shown,
                at=self.now() if shown is not None else None,
                utc=self._clock.read().utc,
                saved_utc=self._saved,
                record_fault=self._fault,
                unsaved_from=self._first_unsaved(),
                head=self.head,
            )
        )

    def _first_unsaved(self) -> int | None:
        if self._fault is None:
            return None
        return self.session.next_seq if self.session is not None else 1

    def _drain(self) -> None:
        while self._waiting:
            try:
                self._step(self._waiting[0])
            except RecordFault as fault:
                self._hold(fault)
                return
            self._waiting.popleft()
        self._recovered()

    def _keep(self, waiting: _Waiting) -> None:
        """Take an input while the record is failing: provisional, and waiting to be saved."""
        if len(self._waiting) >= WAITING_BOUND:
            self._answer(waiting.done, Answer((NO_MORE_KEPT,)))
            return
        entries = self._decided(self._provisional, waiting)
        if entries is None:
            return
        for entry in entries:
            self._provisional = apply(entry, self._provisional)
        if not isinstance(waiting.given, Tick):
            self._waiting.append(replace(waiting, done=None))
            self._answer(waiting.done, Answer(saved=False))

    def _step(self, waiting: _Waiting) -> None:
        entries = self._decided(self.session, waiting)
        if entries is not None:
            self._advance(entries)
            self._answer(waiting.done, Answer())

    def _decided(self, session: Session | None, waiting: _Waiting) -> tuple[Entry, ...] | None:
        """Ask the core; answer a refusal, report a fault of ours, and return None for both."""
        try:
            return decide(session, waiting.given, waiting.at)
        except Refused as refused:
            self._answer(waiting.done, Answer(refused.reasons))
        except Exception:  # noqa: BLE001  our own bug must not stop the session
            _log.exception("deciding failed on %s", type(waiting.given).__name__)
            self._answer(waiting.done, Answer((FAILED_AT_THIS,)))
            self._report_fault(waiting.given)
        return None

    def _advance(self, entries: tuple[Entry, ...]) -> None:
        if not entries:
            return
        self.head = self._journal.append(entries)
        for entry in entries:
            self.session = apply(entry, self.session)
        self._saved = entries[-1].at.utc
        if self.session is not None:
            self._on_entries(self.session, entries)

    def _report_fault(self, given: Given) -> None:
        if isinstance(given, HostReport) or self.session is None:
            return
        what = given.intent if isinstance(given, Asked) else given
        report = HostReport(
            condition=HostCondition.INTERNAL_FAULT,
            active=True,
            detail=f"The program failed at {type(what).__name__}. Nothing else was lost.",
        )
        self._loop.call_soon(self.post, report)

    def _hold(self, fault: RecordFault) -> None:
        if self._fault is None:
            _log.error("the record cannot be written: %s", fault)
            self._fault_since = self._waiting[0].at
            self._provisional = self.session
            held, self._waiting = self._waiting, deque()
            self._fault = str(fault)
            for waiting in held:
                self._keep(waiting)
        self._fault = str(fault)
        wait = RETRY_S[min(self._retries, len(RETRY_S) - 1)]
        self._retries += 1
        self._retry_at = self._loop.time() + wait

    def _recovered(self) -> None:
        if self._fault is None:
            return
        told, since = self._fault, self._fault_since or self.now()
        self._fault, self._fault_since, self._retry_at, self._retries = None, None, None, 0
        for active in (True, False):
            detail = f"{told} From {since.utc:%H:%M:%S} UTC." if active else "Writing again."
            self.post(
                HostReport(condition=HostCondition.RECORD_FAILING, active=active, detail=detail)
            )

    @staticmethod
    def _answer(done: Done | None, answer: Answer) -> None:
        if done is not None:
            done(answer)
