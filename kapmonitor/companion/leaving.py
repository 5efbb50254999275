"""Whoever said that the names are not theirs: told to the therapist's side, as far as it is there.

Nobody waits for a side that has hung up; but a call for help that was made here goes first.
"""

from __future__ import annotations

from dataclasses import dataclass

from kapmonitor.companion.calls import Calls
from kapmonitor.companion.session import OpenSession
from kapmonitor.companion.sessions import HEARD_OUT_MS
from kapmonitor.companion.view import HelpStage


@dataclass(slots=True)
class Leaving:
    """Whether somebody leaves, and since when."""

    until_ms: int | None = None

    @property
    def is_begun(self) -> bool:
        """Whether somebody has said so."""
        return self.until_ms is not None

    def begin(self, session: OpenSession) -> None:
        """Somebody has said so."""
        self.until_ms = session.passed_ms() + HEARD_OUT_MS

    def is_over(self, session: OpenSession, calls: Calls) -> bool:
        """Return whether nothing of it is to stay here any longer."""
        if self.until_ms is None:
            return False
        heard_out = session.passed_ms() >= self.until_ms
        return session.waiting() == 0 or (heard_out and calls.stage is HelpStage.NONE)
