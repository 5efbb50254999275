"""The engine, as far as the therapist's side of the link asks it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kapmonitor.session.intent import Given
from kapmonitor.session.state import Session


class Answered(Protocol):
    """The engine's answer."""

    @property
    def refusals(self) -> tuple[str, ...]:
        """Every reason against what was given."""

    @property
    def saved(self) -> bool:
        """Whether it is durable."""


class Core(Protocol):
    """The engine."""

    @property
    def session(self) -> Session | None:
        """The session, durable entries only."""

    def post(self, given: Given, done: Callable[[Answered], None] | None = None) -> None:
        """Take one input."""
