"""The engine, as far as the therapist's side of the link asks it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kapmonitor.session.intent import Given
from kapmonitor.session.intents.remote import RemoteLinkReport
from kapmonitor.session.state import Session
from kapmonitor.session.vocabulary import LinkSide, LinkStanding


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


def tell_silence(core: Core, link: str, standing: LinkStanding) -> None:
    """Tell the session that nothing is heard any more: nobody else would, and it would go on as if
    the patient's side were there."""
    if core.session is not None and core.session.ended is None:
        core.post(RemoteLinkReport(link=link, standing=standing, side=LinkSide.PATIENT))
