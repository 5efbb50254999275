"""Which numbered messages have come: new, known, or another under a known number.

The octets themselves are in the record, committed together with what they caused; this keeps the
numbers, so that nothing is recorded twice and the other side learns how far the record reaches.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from enum import Enum, auto

from kapmonitor.link.envelope import Body, text_of

Span = tuple[int, int]
"""From-to, both included."""

FURTHEST = 100_000
"""A number so far beyond the last without gaps is no message of ours."""
_SPANS_TOLD = 32


class Arrival(Enum):
    """What a numbered message is to us."""

    NEW = auto()
    KNOWN = auto()
    CONFLICT = auto()
    """The number is known with other content: one of the two is not what was measured."""
    ABSURD = auto()
    """No side that counts by one could have come to this number."""


def digest_of(body: Body) -> bytes:
    """Return what two messages under one number are compared by (SHA-256)."""
    return hashlib.sha256(text_of(body)).digest()


class Inbox:
    """The numbers of one direction of one session, as the record holds them."""

    def __init__(self, kept: Mapping[int, bytes] | None = None, lost: Iterable[int] = ()) -> None:
        self._kept = dict(kept or {})
        self._lost = set(lost)
        self.cumulative = 0
        """All numbers up to this one are in the record."""
        self._advance()

    def judge(self, number: int, digest: bytes) -> Arrival:
        """Return what a message is; it counts as kept only after `keep`."""
        if not 0 < number <= self.cumulative + FURTHEST:
            return Arrival.ABSURD
        known = self._kept.get(number)
        if known is None:
            return Arrival.NEW
        return Arrival.KNOWN if known == digest else Arrival.CONFLICT

    def keep(self, committed: Iterable[tuple[int, bytes]]) -> None:
        """Note what is in the record now."""
        for number, digest in committed:
            self._kept.setdefault(number, digest)
        self._advance()

    @property
    def highest(self) -> int:
        """The highest number that is in the record; 0: none."""
        return max(self._kept, default=0)

    def missing(self, head: int) -> int:
        """Return how many of the numbers up to `head` are not in the record, and may still come."""
        return head - sum(1 for number in self._kept.keys() | self._lost if number <= head)

    @property
    def lost(self) -> frozenset[int]:
        """The numbers that nobody keeps any longer, and that did not come after all."""
        return frozenset(self._lost - self._kept.keys())

    def give_up(self, head: int) -> None:
        """Note that nobody keeps any of the numbers up to `head` that are not in the record. They
        stay gaps, which nothing acknowledges: whoever has one after all may send it."""
        self._lost |= set(range(self.cumulative + 1, head + 1)) - self._kept.keys()

    def beyond(self) -> tuple[Span, ...]:
        """Return the first spans that are kept beyond the first gap."""
        spans: list[Span] = []
        for number in sorted(each for each in self._kept if each > self.cumulative):
            if spans and spans[-1][1] == number - 1:
                spans[-1] = (spans[-1][0], number)
            elif len(spans) == _SPANS_TOLD:
                break
            else:
                spans.append((number, number))
        return tuple(spans)

    def _advance(self) -> None:
        while self.cumulative + 1 in self._kept:
            self.cumulative += 1
