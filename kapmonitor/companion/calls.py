"""The patient's calls for help, and whether one of them is in the therapist's record."""

from __future__ import annotations

from kapmonitor.companion.session import OpenSession, Said
from kapmonitor.companion.view import HelpStage
from kapmonitor.link.message import Help


class Calls:
    """What was called and is not yet known to have arrived."""

    def __init__(self) -> None:
        self.stage = HelpStage.NONE
        self._open: list[tuple[OpenSession, Said]] = []

    def call(self, *reached: OpenSession | None) -> None:
        """Call whoever can be reached; twice is better than not at all."""
        for each in reached:
            if each is not None:
                self._open.append((each, each.say(Help())))
                self.stage = HelpStage.SENT

    def beat(self) -> None:
        """Look whether one has arrived."""
        if any(session.is_delivered(said) for session, said in self._open):
            self._open.clear()
            self.stage = HelpStage.RECEIVED

    def now_through(self, old: OpenSession, new: OpenSession) -> None:
        """What an old session had not delivered goes out through a new one."""
        waits = [each for each in self._open if each[0] is old]
        self._open = [each for each in self._open if each[0] is not old]
        if waits and not self._open:
            self.call(new)
