"""One question at a time to a device that answers: spacing, patience, nothing else.

Many serial devices lose a command that comes too soon after another, and some replies do not
say what they answer; so a second question waits for the first one's answer or its time limit.
"""

from __future__ import annotations


class Exchange:
    """Holds at most one question, asked or about to be asked. Times are monotonic seconds."""

    def __init__(self, spacing_s: float) -> None:
        """Leave at least `spacing_s` between two writes."""
        self._spacing_s = spacing_s
        self._last_write = float("-inf")
        self._waiting: tuple[float, bytes, float] | None = None
        self._asked_until: float | None = None

    @property
    def deadline(self) -> float | None:
        """Return when `due` or `overdue` will have something, or None."""
        return self._waiting[0] if self._waiting else self._asked_until

    @property
    def outstanding(self) -> bool:
        """Tell whether an answer is awaited."""
        return self._asked_until is not None

    def ask(self, octets: bytes, at: float, patience_s: float) -> None:
        """Plan a question for `at`; it replaces whatever was planned or outstanding."""
        self._asked_until = None
        self._waiting = (max(at, self._last_write + self._spacing_s), octets, patience_s)

    def due(self, now: float) -> bytes | None:
        """Return the octets to write now, or None."""
        if self._waiting is None or now < self._waiting[0]:
            return None
        _, octets, patience_s = self._waiting
        self._waiting, self._last_write, self._asked_until = None, now, now + patience_s
        return octets

    def answered(self) -> None:
        """Note that the answer came."""
        self._asked_until = None

    def forget(self) -> None:
        """Drop every question, planned or asked: none of them matters any more."""
        self._waiting = self._asked_until = None

    def overdue(self, now: float) -> bool:
        """Tell, once, that the answer did not come in time."""
        if self._asked_until is None or now < self._asked_until:
            return False
        self._asked_until = None
        return True

    def clear(self, now: float) -> None:
        """Forget every question; something was written outside of this."""
        self.forget()
        self._last_write = now
