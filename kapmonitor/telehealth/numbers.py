"""The numbers of one link in the record: theirs that came, and ours that are reserved."""

from __future__ import annotations

from kapmonitor.link.inbox import Inbox
from kapmonitor.link.peer import Counter
from kapmonitor.session.intents.remote import RemoteNumbersWanted
from kapmonitor.session.vocabulary import Numbering
from kapmonitor.telehealth.core import Answered, Core

AFRESH = 20
"""The first block of a process is so many times larger: numbers given while the record could not
be written are never given again."""


class Numbers:
    """Begins behind what the record holds. Use from the engine's loop only."""

    def __init__(self, core: Core, link: str) -> None:
        self._core, self._link = core, link
        self._upto: dict[Numbering, int] = {}

    def inbox(self) -> Inbox:
        """Return which numbers of the patient's side came, or were lost."""
        session = self._core.session
        if session is None:
            return Inbox()
        return Inbox(session.remote.numbers(self._link), session.remote.lost_of(self._link))

    def counter(self, of: Numbering) -> Counter:
        """Return what gives numbers of ours, each once for good."""
        return Counter(lambda size: self._reserve(of, size))

    def _reserve(self, of: Numbering, size: int) -> int:
        """Return the first of `size` numbers that the record says were never given before."""
        count = size if of in self._upto else size * AFRESH
        answers: list[Answered] = []
        wanted = RemoteNumbersWanted(link=self._link, of=of, count=count)
        self._core.post(wanted, answers.append)
        session = self._core.session
        durable = 0 if session is None else session.remote.reserved.get((self._link, of), 0)
        upto = max(durable, self._upto.get(of, 0) + size)
        self._upto[of] = upto
        return upto - size + 1
