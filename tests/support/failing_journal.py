"""A journal that fails on demand, in front of the real record."""

from __future__ import annotations

import math

from kapmonitor.record.log import SessionLog
from kapmonitor.session.event import Entry


class FailingJournal:
    """One session's place in the record, which can refuse."""

    def __init__(self, log: SessionLog, session: str) -> None:
        self._log = log
        self._session = session
        self._fault: Exception | None = None
        self._first = 0
        self._left = 0.0

    def fail(self, fault: Exception, *, times: float = math.inf, after: int = 0) -> None:
        """Raise `fault` so many times, after so many appends that work."""
        self._fault, self._left, self._first = fault, times, after

    def work(self) -> None:
        """Work again."""
        self._left = 0

    def append(self, entries: tuple[Entry, ...]) -> str:
        """Append, or raise."""
        if self._first > 0:
            self._first -= 1
        elif self._fault is not None and self._left > 0:
            self._left -= 1
            raise self._fault
        return self._log.append(self._session, entries).digest
