"""The meeting under a code: what is offered to whoever types it, and what is shown of it."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass

from kapmonitor.link.cable import Cables
from kapmonitor.link.code import link_code, said_code
from kapmonitor.link.envelope import SESSION_SIZE, Entropy
from kapmonitor.link.meet import Told, host
from kapmonitor.link.meeting import Offer, Trying, Waiting
from kapmonitor.link.pairing import Failed, Failure
from kapmonitor.session.state import Session

SHOWS_VALUES = "values"
"""What an offer says where the preset lets the patient see what was measured."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How the broker is reached, and who we are to the patient."""

    cables: Cables
    page: str = ""
    """The patient's web page, for links."""
    patients: str = ""
    """The server's address as a patient types it, once; empty: not known here."""
    practice: str = ""
    entropy: Entropy = os.urandom


def offer_for(session: Session, entropy: Entropy, head: int = 0) -> Offer:
    """Return what a code of this session opens: its link anew, or the same under the next key.

    `head`: the highest number that the patient's side told of. A computer that takes the place of a
    lost one goes on behind it, so that what the lost one kept has its own numbers for good.
    """
    remote = session.remote
    can = (SHOWS_VALUES,) if session.preset.companion_shows_values else ()
    if remote.link is None or remote.words_same is False:
        return Offer(session=entropy(SESSION_SIZE), can=can)
    return Offer(
        session=bytes.fromhex(remote.link),
        key_id=remote.key_id + 1,
        after=max((head, *remote.numbers(remote.link))),
        can=can,
    )


class Hosting:
    """At most one meeting at a time. `told` hears everything that comes of it."""

    def __init__(self, reach: Reach, told: Callable[[Told], None]) -> None:
        self._reach, self._told = reach, told
        self.waiting: Waiting | None = None
        """The code that is shown; None: none is."""
        self.as_link = False
        self.tries = 0
        self._is_over = False
        self._task: asyncio.Task[None] | None = None

    @property
    def page(self) -> str:
        """The patient's web page."""
        return self._reach.page

    @property
    def patients(self) -> str:
        """The server's address as a patient types it."""
        return self._reach.patients

    def begin(self, offer: Callable[[], Offer], *, as_link: bool) -> asyncio.Task[None]:
        """Make a code, in place of the one before; the meeting's task is the caller's to await."""
        self.end()
        self.as_link = as_link and bool(self._reach.page)
        self.tries, self._is_over = 0, False
        make = link_code if self.as_link else said_code
        entropy = self._reach.entropy
        meeting = host(offer, self._reach.cables, lambda: make(entropy), entropy, self._heard)
        self._task = asyncio.create_task(meeting, name="telehealth meeting")
        self._task.add_done_callback(self._done)
        return self._task

    def end(self) -> None:
        """Throw the code away."""
        task, self._task = self._task, None
        self.waiting = None
        if task is not None:
            task.cancel()

    def over(self) -> None:
        """The code has done its work, or lapsed: it is shown no more."""
        self.waiting, self._is_over = None, True

    def _done(self, task: asyncio.Task[None]) -> None:
        """A fault of ours in the meeting is told, unless it has paired: nobody could come any
        more."""
        fault = None if task.cancelled() else task.exception()
        if fault is None or task is not self._task or self._is_over:
            return
        _log.error("the meeting failed", exc_info=fault)
        self._heard(Failed(why=Failure.OUT_OF_TURN))

    def _heard(self, told: Told) -> None:
        match told:
            case Waiting():
                self.waiting = told
            case Trying(number=number):
                self.tries = number
            case _:
                pass
        self._told(told)
