"""Tells people apart by their secrets, and slows down whoever guesses.

A wrong secret costs a wait that grows with each one and never passes two minutes. Nobody is ever
shut out for good, a session that runs goes on whatever is typed here, and emergency access leads
to it without a secret. A try that comes too early is not looked at and not counted.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Protocol

from kapmonitor.clock import Clock
from kapmonitor.language import say

FREE_TRIES = 3
"""Typing slips that cost nothing."""
FIRST_WAIT_S = 2.0
LONGEST_WAIT_S = 120.0
SHORTEST_SECRET = 8
"""NIST SP 800-63B: eight characters at least, no rule about which; a blank counts."""
KEPT_COUNTS = frozenset({1, 3, 10, 30, 100, 300, 1000})
"""The wrong secrets in a row that become a fact; those between are in the next one's count."""


class NotProven(Exception):
    """A person was not told apart; the text says why and what to do.

    `count`: wrong secrets in a row, where this was one; None: it was not looked at.
    """

    def __init__(self, reason: str, count: int | None = None) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.count = count


class Secrets(Protocol):
    """Where secrets are kept so that they can be tried and never read."""

    def holders(self) -> frozenset[str]:
        """Return the ids of those who have a secret."""

    def opens(self, person: str, secret: str) -> bool:
        """Return whether this is the person's secret."""

    def recovers(self, words: str) -> bool:
        """Return whether this is the record's recovery key."""

    def keep(self, person: str, secret: str) -> None:
        """Give a person a secret, or another one."""

    def forget(self, person: str) -> None:
        """Take a person's secret away."""


class NoSecrets:
    """A place without secrets: anybody may be anybody, as the program says."""

    def holders(self) -> frozenset[str]:
        """Return nobody."""
        return frozenset()

    def opens(self, person: str, secret: str) -> bool:
        """Return that it is not."""
        return False

    def recovers(self, words: str) -> bool:
        """Return that it is not: there is none."""
        return False

    def keep(self, person: str, secret: str) -> None:
        """Refuse: a secret that is not kept must not seem to be."""
        raise NotProven(say("Secrets cannot be kept here: the key file is missing."))

    def forget(self, person: str) -> None:
        """Nothing is kept."""


@dataclass(slots=True)
class _Tries:
    """Wrong secrets of one person in a row, and when the last one came."""

    count: int = 0
    last_s: float = 0.0


class Doorkeeper:
    """Who proved who they are on this screen, and how long others have to wait."""

    def __init__(self, secrets: Secrets, clock: Clock) -> None:
        self._secrets = secrets
        self._clock = clock
        self._tries: dict[str, _Tries] = {}
        self.proven = ""
        """The id of the person whose secret was entered last; empty: nobody's."""

    def holders(self) -> frozenset[str]:
        """Return the ids of those who have a secret."""
        return self._secrets.holders()

    def knows(self, person: str) -> bool:
        """Return whether it is known how often a person's secret was wrong before a restart."""
        return person in self._tries

    def remember(self, person: str, count: int) -> None:
        """Take over how often a person's secret was wrong, from before a restart."""
        self._tries[person] = _Tries(count, self._clock.read().monotonic_s)

    def wait_s(self, person: str) -> float:
        """Return how long until a secret is looked at again, in seconds."""
        tries = self._tries.get(person)
        if tries is None:
            return 0.0
        passed = self._clock.read().monotonic_s - tries.last_s
        return max(0.0, wait_after(tries.count) - passed)

    def prove(self, person: str, secret: str) -> int:
        """Return how many wrong secrets came before this right one. Raises NotProven."""
        wait = self.wait_s(person)
        if wait > 0:
            raise NotProven(_too_early(wait))
        tries = self._tries.setdefault(person, _Tries())
        if not self._secrets.opens(person, secret):
            tries.count += 1
            tries.last_s = self._clock.read().monotonic_s
            raise NotProven(_wrong(wait_after(tries.count)), tries.count)
        before, tries.count = tries.count, 0
        return before

    def recovers(self, words: str) -> bool:
        """Return whether this is the record's recovery key: random, so nobody guesses it."""
        return self._secrets.recovers(words)

    def keep(self, person: str, secret: str) -> None:
        """Give a person a secret, or another one. Raises NotProven where none can be kept."""
        self._secrets.keep(person, secret)
        self._tries[person] = _Tries()

    def forget(self, person: str) -> None:
        """Take a person's secret away: they have gone."""
        self._secrets.forget(person)
        self._tries.pop(person, None)
        if self.proven == person:
            self.proven = ""


def wait_after(count: int) -> float:
    """Return the wait after so many wrong secrets in a row, in seconds."""
    beyond = count - FREE_TRIES
    if beyond < 0:
        return 0.0
    return min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(beyond, 16))


def against_secret(secret: str, name: str) -> tuple[str, ...]:
    """Return why a secret is too easy to guess; no rule asks for digits or signs."""
    reasons = []
    if len(unicodedata.normalize("NFKC", secret)) < SHORTEST_SECRET:
        reasons.append(
            say("A secret has at least {count} characters: a few words are easy to keep.").format(
                count=SHORTEST_SECRET
            )
        )
    bare = "".join(secret.split()).casefold()
    if bare in {"".join(name.split()).casefold(), "kapmonitor", "password"} or len(set(bare)) == 1:
        reasons.append(say("This is what others would try first. Take another one."))
    return tuple(reasons)


def _too_early(wait: float) -> str:
    return say("Wait {seconds} s, then try again. A running session goes on meanwhile.").format(
        seconds=int(wait) + 1
    )


def _wrong(wait: float) -> str:
    told = say("This is not the secret. Nothing was changed.")
    return f"{told} {_too_early(wait - 1)}" if wait else told
