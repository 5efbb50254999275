"""A request for a reading on the patient's side: in time or not at all, and once.

A request that was taken back stays so, also where the word that takes it back overtook it. One
that is over never begins anew, whatever comes again.

Instants are milliseconds that only rise, and count a sleep of this computer. What is returned are
the replies to be said, in order.
"""

from __future__ import annotations

from dataclasses import dataclass

from kapmonitor.companion.view import RequestStage, RequestView
from kapmonitor.link.message import Command, Reply

MEASURES_WITHIN_MS = 200_000
"""An accepted request waits no longer for its reading: no cuff measures longer."""
BUSY = "another request is open"
MEASURES = "the cuff measures already"
NO_READING = "no reading came"
CANCELLED = "cancelled by the therapist"
RESTARTED = "the patient's program was started again"


@dataclass(slots=True)
class _Open:
    command: Command
    asked_ms: int
    ends_ms: int
    by_program: bool
    stage: RequestStage = RequestStage.WAITING
    shown: bool = False


class Requests:
    """The one request that stands, if any."""

    def __init__(self) -> None:
        self._open: _Open | None = None
        self._over_with: set[str] = set()

    @property
    def current(self) -> str | None:
        """The id of the request that stands."""
        return None if self._open is None else self._open.command.id

    def answered_by(self, latest_ms: int) -> str | None:
        """Return the id of the request that a reading answers which was taken then at the latest;
        one that waited in the cuff was taken before anybody asked."""
        it = self._open
        return None if it is None or latest_ms < it.asked_ms else it.command.id

    def view(self, passed_ms: int) -> RequestView | None:
        """Return what is to be shown of it."""
        it = self._open
        if it is None:
            return None
        left_s = max(0, -(-(it.ends_ms - passed_ms) // 1000))
        return RequestView(
            id=it.command.id,
            text=it.command.text,
            by_program=it.by_program,
            stage=it.stage,
            left_s=left_s,
        )

    def ask(
        self,
        command: Command,
        left_ms: int,
        passed_ms: int,
        *,
        by_program: bool,
        measures: bool = False,
    ) -> list[Reply]:
        """Take a request that still stands for `left_ms`; `measures`: the cuff is at it already.

        A reading that began before it was asked for answers no request.
        """
        name = command.id
        if name in self._over_with or name == self.current:
            return []
        if left_ms <= 0:
            return self._refused(name, "expired")
        if self._open is not None or measures:
            return self._refused(name, "failed", BUSY if self._open is not None else MEASURES)
        self._open = _Open(command, passed_ms, passed_ms + left_ms, by_program)
        return []

    def shown(self, name: str) -> list[Reply]:
        """It is on the screen."""
        it = self._named(name)
        if it is None or it.shown:
            return []
        it.shown = True
        return [Reply(request=name, stage="shown")]

    def may_start(self, name: str, passed_ms: int) -> bool:
        """Return whether the cuff may be started for it now; true once at most."""
        it = self._named(name)
        if it is None or not it.by_program or passed_ms >= it.ends_ms:
            return False
        return it.stage is RequestStage.WAITING

    def accepted(self, name: str, passed_ms: int) -> list[Reply]:
        """The patient will press START, or the program is about to start the cuff."""
        it = self._named(name)
        if it is None or it.stage is not RequestStage.WAITING or passed_ms >= it.ends_ms:
            return []
        it.stage, it.ends_ms = RequestStage.ACCEPTED, passed_ms + MEASURES_WITHIN_MS
        return [Reply(request=name, stage="accepted")]

    def declined(self, name: str) -> list[Reply]:
        """The patient does not want to."""
        return [] if self._named(name) is None else self._over("declined")

    def measuring(self, passed_ms: int) -> list[Reply]:
        """The cuff says that it measures."""
        it = self._open
        if it is None or it.stage is RequestStage.STARTED:
            return []
        it.stage, it.ends_ms = RequestStage.STARTED, passed_ms + MEASURES_WITHIN_MS
        return [Reply(request=it.command.id, stage="started")]

    def measured(self) -> list[Reply]:
        """A reading came that answers it."""
        return self._over("done")

    def no_value(self, why: str) -> list[Reply]:
        """The cuff brought nothing."""
        return self._over("failed", why)

    def failed(self, name: str, why: str) -> list[Reply]:
        """The cuff could not be started for it."""
        return [] if self._named(name) is None else self._over("failed", why)

    def cancel(self, name: str) -> list[Reply]:
        """The therapist takes it back, and no other; perhaps before it has come."""
        if self._named(name) is not None:
            return self._over("failed", CANCELLED)
        if name in self._over_with:
            return []
        return self._refused(name, "failed", CANCELLED)

    def give_up(self) -> None:
        """Whoever asked is not there any more: nothing is said to anybody."""
        self._over("failed")

    def tick(self, passed_ms: int) -> list[Reply]:
        """Let time pass."""
        it = self._open
        if it is None or passed_ms < it.ends_ms:
            return []
        if it.stage is RequestStage.WAITING:
            return self._over("expired")
        return self._over("failed", NO_READING)

    def _named(self, name: str) -> _Open | None:
        it = self._open
        return it if it is not None and it.command.id == name else None

    def _refused(self, name: str, stage: str, why: str | None = None) -> list[Reply]:
        self._over_with.add(name)
        return [Reply(request=name, stage=stage, why=why)]

    def _over(self, stage: str, why: str | None = None) -> list[Reply]:
        it, self._open = self._open, None
        if it is None:
            return []
        return self._refused(it.command.id, stage, None if why is None else why[:200])
