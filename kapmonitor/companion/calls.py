"""The patient's calls for help, and whether one of them is in the therapist's record.

A call goes to the session that counts and to one that waits for the patient's word. Only what the
session that counts has received is shown as received: the other may be a stranger's.
"""

from __future__ import annotations

from kapmonitor.companion.session import OpenSession, Said
from kapmonitor.companion.view import HelpStage
from kapmonitor.link.message import Help


class Calls:
    """What was called since the patient last pressed, and in whose record it is."""

    def __init__(self) -> None:
        self.stage = HelpStage.NONE
        self._open: list[tuple[OpenSession, Said]] = []
        self._have: list[OpenSession] = []

    def call(self, current: OpenSession | None, newcomer: OpenSession | None) -> None:
        """Call whoever can be reached; twice is better than not at all."""
        self._have.clear()
        for each in (current, newcomer):
            if each is not None:
                self._open.append((each, each.say(Help())))
        self.beat(current)

    def beat(self, current: OpenSession | None) -> None:
        """Look which have arrived, and what that says of the session that counts."""
        for session, said in self._open:
            if session not in self._have and session.is_delivered(said):
                self._have.append(session)
        self._open = [each for each in self._open if each[0] not in self._have]
        self.stage = self._stage_of(current)

    def now_through(self, old: OpenSession, new: OpenSession) -> None:
        """What an old session had not delivered goes out through a new one, once.

        Also what an earlier process of this program called. A session that nobody let in may be
        a stranger's: what that one has received is called again. Raises OutboxFault; then this
        may be repeated.
        """
        self.beat(old)
        waits = old.is_calling() or (old in self._have and not old.notes.confirmed)
        has = new in self._have or new.is_calling()
        if waits and not has:
            self._open.append((new, new.say(Help())))
        self.forget(old)
        self.beat(new)

    def forget(self, session: OpenSession) -> None:
        """A session is gone, and with it what it had received."""
        self._open = [each for each in self._open if each[0] is not session]
        self._have = [each for each in self._have if each is not session]

    def _stage_of(self, current: OpenSession | None) -> HelpStage:
        if current in self._have:
            return HelpStage.RECEIVED
        mine = [said for session, said in self._open if session is current]
        if mine and all(said.number is None for said in mine):
            return HelpStage.UNSENT
        return HelpStage.SENT if mine else HelpStage.NONE
