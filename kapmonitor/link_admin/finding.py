"""What a check found, one line each: fine, wrong with what to do, or not looked at and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How one line of a check came out."""

    FINE = "fine"
    WRONG = "wrong"
    SKIPPED = "skipped"
    """It was not looked at; `fix` says what it needs."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a check."""

    what: str
    verdict: Verdict
    fix: str = ""

    def __str__(self) -> str:
        said = f"{self.verdict.value.ljust(7)}  {self.what}"
        return f"{said}\n         {self.fix}" if self.fix else said


def fine(what: str) -> Finding:
    """Return a line that needs nothing."""
    return Finding(what, Verdict.FINE)


def wrong(what: str, fix: str) -> Finding:
    """Return a line that needs something done."""
    return Finding(what, Verdict.WRONG, fix)


def skipped(what: str, needs: str) -> Finding:
    """Return a line that was not looked at."""
    return Finding(what, Verdict.SKIPPED, needs)
