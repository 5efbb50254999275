"""The patient's calls for help: whether one is in the therapist's record, and who has seen it.

A call goes to the session that counts and to one that waits for the patient's word. Only what the
session that counts has received is shown as received: the other may be a stranger's. What a person
at the therapist's has not answered by name outlives this program, and calls through whatever
machine takes a lost one's place.
"""

from __future__ import annotations

from contextlib import suppress

from kapmonitor.companion.session import OpenSession, Said
from kapmonitor.companion.shelf import FolderFault
from kapmonitor.companion.view import HelpStage
from kapmonitor.link.message import Help

SEEN_FOR_MS = 180_000
"""How long it is told that a call was seen; afterwards that is nothing of now."""


class Calls:
    """What was called since the patient last pressed, and in whose record it is."""

    def __init__(self) -> None:
        self.stage = HelpStage.NONE
        self._open: list[tuple[OpenSession, Said]] = []
        """What is not in a record yet, as far as known."""
        self._have: dict[OpenSession, Said] = {}
        """The last call that is in the record of each."""
        self._seen_ms: int | None = None
        """When the session that counts said that a person had answered."""

    def recall(self, session: OpenSession) -> None:
        """Go on with what an earlier process called, if nobody has answered it."""
        said = session.called_before()
        known = session in self._have or any(each is session for each, _ in self._open)
        if said is not None and not known:
            self._open.append((session, said))
        self.beat(session)

    def call(self, current: OpenSession | None, newcomer: OpenSession | None) -> None:
        """Call whoever can be reached; twice is better than not at all."""
        self._have.clear()
        self._seen_ms = None
        for each in (current, newcomer):
            if each is not None:
                self._open.append((each, each.say(Help())))
        self.beat(current)

    def beat(self, current: OpenSession | None) -> None:
        """Look which have arrived, and what that says of the session that counts."""
        there = [each for each in self._open if each[0].is_delivered(each[1])]
        self._have |= dict(there)
        self._open = [each for each in self._open if each not in there]
        if current is not None:
            self._look_who_answered(current)
        self.stage = self._stage_of(current)

    def now_through(self, old: OpenSession, new: OpenSession) -> None:
        """What nobody has answered at an old session calls through a new one, once.

        Also what an earlier process of this program called, and what a machine that was lost had
        received: nobody there may have seen it. Raises OutboxFault; then this may be repeated.
        """
        self.beat(old)
        has = new in self._have or new.is_calling()
        if old.is_calling() and not has:
            self._open.append((new, new.say(Help())))
        self.forget(old)
        self.beat(new)

    def known_up_to(self, number: int, session: OpenSession) -> None:
        """A record goes on that knows the numbers up to this one: a call behind it is made again.

        It was restored from a copy that is older than the call.
        """
        said = session.called_before()
        if said is None or said.number is None or said.number <= number:
            return
        if session.is_delivered(said):
            self._have.pop(session, None)
            self._open.append((session, session.say(Help())))
        self.beat(session)

    def forget(self, session: OpenSession) -> None:
        """A session is gone, and with it what it had received."""
        self._open = [each for each in self._open if each[0] is not session]
        self._have.pop(session, None)

    def _look_who_answered(self, current: OpenSession) -> None:
        there, now_ms = self._have.get(current), current.now().up_ms
        waits = [said for session, said in self._open if session is current]
        calls = [*waits, *((there,) if there is not None else ())]
        if calls and all(current.is_answered(each) for each in calls):
            self.forget(current)
            current.end_calls()
            self._seen_ms = now_ms
            with suppress(FolderFault):  # it is tried again with the next beat
                current.note(called=0)
        if self._seen_ms is not None and now_ms - self._seen_ms >= SEEN_FOR_MS:
            self._seen_ms = None

    def _stage_of(self, current: OpenSession | None) -> HelpStage:
        if current in self._have:
            return HelpStage.RECEIVED
        mine = [said for session, said in self._open if session is current]
        if mine and all(said.number is None for said in mine):
            return HelpStage.UNSENT
        if mine:
            return HelpStage.SENT
        return HelpStage.NONE if self._seen_ms is None else HelpStage.SEEN
