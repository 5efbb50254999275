"""One consumer of all inputs: decide, append, apply, publish.

Every input, whether a device's event, a person's intent, the computer's report or a second that
passed, goes through one queue in one order. A step is synchronous: the core decides, the record
makes it durable, and only then the session advances and is shown. Nothing is shown before it is
durable, except inputs that could not be saved, and those are marked so.

When the record cannot be written the durable session does not advance. Inputs wait, with the
instant at which they came; a provisional session goes on from them, so that a dangerous value is
still seen and alarmed, marked "not saved". What it asks of a device is handed on as not saved, so
that a cuff may be stopped but is never started without a durable entry. Once the record works
again the inputs are decided anew, in order, from the durable session; what they ask of a device
is not handed on again: no cuff inflates late. At the bound the engine
says that it accepts no more. A fault of ours in one input leaves the session untouched and is
reported.
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
from kapmonitor.language import mark, say
from kapmonitor.port import Answer, Snapshot
from kapmonitor.record.fault import RecordFault
from kapmonitor.session.decide import Decision, Refused, decision
from kapmonitor.session.event import Entry
from kapmonitor.session.instant import Instant
from kapmonitor.session.intent import Asked, Given, HostReport, Tick
from kapmonitor.session.intents.remote import RemoteArrived, RemotePassingState
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import HostCondition

WAITING_BOUND = 20_000
"""Inputs that may wait for a failing record: hours of a strap at one a second."""
RETRY_S = (1.0, 2.0, 5.0, 10.0)
NO_MORE_KEPT = mark("The record cannot be written and no more can be kept. Write it on paper.")
FAILED_AT_THIS = mark("The program failed at this. Nothing was changed.")

_COMES_AGAIN = Tick | RemoteArrived | RemotePassingState
"""What is given again by itself: where it causes nothing, it does not wait for the record."""

_log = logging.getLogger(__name__)

Done = Callable[[Answer], None]
CarryOut = Callable[[Session, tuple[Entry, ...], bool], None]
"""Hears of entries, and whether they are durable."""


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
    """Owns the truth about one session. Use from its own loop only.

    `on_entries` hears of new entries once, and whether they are durable, to carry out what they ask
    of the devices.
    """

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        publish: Callable[[Snapshot], None],
        *,
        on_entries: CarryOut = lambda _session, _entries, _saved: None,
    ) -> None:
        self._journal = journal
        self._clock = clock
        self._publish = publish
        self._on_entries = on_entries
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[_Waiting] = deque()
        self._draining = False
        self._retries = 0
        self._retry_at: float | None = None
        self._fault: str | None = None
        self._anchor_s: float | None = None
        self._saved: datetime | None = None
        self._provisional: Session | None = None
        self.waiting_bound = WAITING_BOUND
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

    def last_try(self) -> None:
        """Try once more to save what waits, before the record is closed."""
        if self._fault is not None:
            self._drain()
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
        snapshot = Snapshot(
            session=shown,
            at=self.now() if shown is not None else None,
            utc=self._clock.read().utc,
            saved_utc=self._saved,
            record_fault=say(NO_MORE_KEPT) if self._is_full() else self._fault,
            unsaved_from=self._first_unsaved(),
            head=self.head,
        )
        try:
            self._publish(snapshot)
        except Exception:  # noqa: BLE001  a fault in showing must not stop the session
            _log.exception("showing failed")

    def _first_unsaved(self) -> int | None:
        if self._fault is None:
            return None
        return self.session.next_seq if self.session is not None else 1

    def _is_full(self) -> bool:
        return self._fault is not None and len(self._waiting) >= self.waiting_bound

    def _drain(self) -> None:
        """Take the inputs in turn; one that a turn itself gives rise to waits for its end."""
        if self._draining:
            return
        self._draining = True
        try:
            while self._waiting:
                self._step(self._waiting[0])
        except RecordFault as fault:
            self._hold(fault)
            return
        finally:
            self._draining = False
        self._recovered()

    def _step(self, waiting: _Waiting) -> None:
        """Take one input to its end. Raises RecordFault; then it still waits, undone."""
        decided = self._decided(self.session, waiting)
        if decided is not None and decided.entries:
            decided = self._made_durable(decided, waiting)
        self._waiting.popleft()
        if decided is None:
            return
        if self._fault is None:  # else it was handed on when it came, as not saved
            self._carry_out(decided, saved=True)
        self._answer(waiting.done, Answer())

    def _keep(self, waiting: _Waiting) -> None:
        """Take an input while the record is failing: provisional, and waiting to be saved."""
        if self._is_full():
            self._answer(waiting.done, Answer((say(NO_MORE_KEPT),)))
            return
        decided = self._decided(self._provisional, waiting)
        if decided is None:
            return
        self._provisional = decided.session
        if decided.entries or not isinstance(waiting.given, _COMES_AGAIN):
            self._waiting.append(replace(waiting, done=None))
        self._carry_out(decided, saved=False)
        self._answer(waiting.done, Answer(saved=False))

    def _decided(self, session: Session | None, waiting: _Waiting) -> Decision | None:
        """Ask the core; answer a refusal, report a fault of ours, and return None for both."""
        try:
            return decision(session, waiting.given, waiting.at)
        except Refused as refused:
            self._answer(waiting.done, Answer(refused.reasons))
        except Exception:  # noqa: BLE001  our own bug must not stop the session
            self._failed_at(waiting)
        return None

    def _made_durable(self, decided: Decision, waiting: _Waiting) -> Decision | None:
        """Append and advance. Raises RecordFault; a bug of ours is reported, and None returned."""
        try:
            self.head = self._journal.append(decided.entries)
        except RecordFault:
            raise
        except Exception:  # noqa: BLE001  one entry that cannot be written must not stop the rest
            self._failed_at(waiting)
            return None
        self.session = decided.session
        self._saved = decided.entries[-1].at.utc
        return decided

    def _carry_out(self, decided: Decision, *, saved: bool) -> None:
        if decided.session is None or not decided.entries:
            return
        try:
            self._on_entries(decided.session, decided.entries, saved)
        except Exception:  # noqa: BLE001  what is recorded stays recorded
            _log.exception("carrying out failed")
            self._report_fault(type(decided.entries[0].event).__name__)

    def _failed_at(self, waiting: _Waiting) -> None:
        given = waiting.given
        name = type(given.intent if isinstance(given, Asked) else given).__name__
        _log.exception("the engine failed at %s", name)
        self._answer(waiting.done, Answer((say(FAILED_AT_THIS),)))
        if not isinstance(given, HostReport):
            self._report_fault(name)

    def _report_fault(self, name: str) -> None:
        if self.session is None:
            return
        detail = say("The program failed at {name}. Nothing else was lost.").format(name=name)
        report = HostReport(condition=HostCondition.INTERNAL_FAULT, active=True, detail=detail)
        self._loop.call_soon(self.post, report)

    def _hold(self, fault: RecordFault) -> None:
        """Go on provisionally; the failing itself is the next input, with its alarm."""
        if self._fault is None:
            _log.error("the record cannot be written: %s", fault)
            self._provisional = self.session
            held, self._waiting = self._waiting, deque()
            self._fault = str(fault)
            for waiting in (*held, _Waiting(_failing(self._fault), self.now(), None)):
                self._keep(waiting)
        self._fault = str(fault)
        wait = RETRY_S[min(self._retries, len(RETRY_S) - 1)]
        self._retries += 1
        self._retry_at = self._loop.time() + wait

    def _recovered(self) -> None:
        if self._fault is None:
            return
        self._fault, self._provisional = None, None
        self._retry_at, self._retries = None, 0
        self.post(_failing(say("Writing again."), active=False))

    @staticmethod
    def _answer(done: Done | None, answer: Answer) -> None:
        if done is None:
            return
        try:
            done(answer)
        except Exception:  # noqa: BLE001  who asked may be gone
            _log.exception("answering failed")


def _failing(detail: str, *, active: bool = True) -> HostReport:
    return HostReport(condition=HostCondition.RECORD_FAILING, active=active, detail=detail)
