"""What the scripted therapist does for a link: invite, compare, test, and wait at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from kapmonitor.rehearsal.scene import Scene
from kapmonitor.telehealth.view import LinkView, Pairing, TelehealthDesk

if TYPE_CHECKING:
    from kapmonitor.rehearsal.home import Home
    from kapmonitor.rehearsal.troubles import Troubles

LABEL = "S. P."
WAITS_AT_THE_END_S = 900.0
"""After so long what is still on the way is no longer waited for."""

Ask: TypeAlias = Callable[[Callable[[TelehealthDesk], None]], None]


@dataclass(slots=True)
class Afar:
    """The therapist's hands on the telehealth panel, and the patient who hears the code."""

    home: Home
    troubles: Troubles
    view: Callable[[], LinkView]
    ask: Ask
    _done: set[str] = field(default_factory=set)
    _accepted: bool = False
    _ends_at: float | None = None

    @property
    def is_ready(self) -> bool:
        """Return whether a test reading has been accepted."""
        return self._accepted

    def is_over(self, scene: Scene) -> bool:
        """Return whether both sides have parted, or the therapist waits no longer."""
        now = scene.at.elapsed_s
        self._ends_at = now + WAITS_AT_THE_END_S if self._ends_at is None else self._ends_at
        if now >= self._ends_at and self._once("stop"):
            self.ask(lambda desk: desk.stop())
        parted = self.view().pairing is Pairing.ENDED and self.home.is_erased
        return parted or now >= self._ends_at

    async def close(self) -> None:
        """Let the patient's side go."""
        await self.troubles.close()
        await self.home.close()

    def look(self, scene: Scene) -> None:
        """Let happen what is due, and do the next thing that the panel asks for."""
        link = self.view()
        self.troubles.look(scene, linked=link.pairing is Pairing.CONNECTED)
        if self._once("invite"):
            self.ask(lambda desk: desk.invite(LABEL))
        elif link.pairing is Pairing.WAITING and link.code is not None:
            self.home.hear(link.code.spoken)
        elif link.pairing is Pairing.WORDS and link.words is not None and self._once("words"):
            self.ask(lambda desk: desk.words_match(match=True))
        elif not self._accepted and (link.test is not None or _can_be_started(link)):
            self._accepted = link.test is not None and link.test.accepted
            self._test(link)

    def _test(self, link: LinkView) -> None:
        """Have one reading taken on request, then accept the newest."""
        test = link.test
        if link.request is not None and link.request.is_open:
            return
        if self._once("test"):
            self.ask(lambda desk: desk.ask_test())
        elif test is not None and test.live and self._once(f"accept {test.seq}"):
            self.ask(lambda desk: desk.accept_test(test.seq))

    def _once(self, what: str) -> bool:
        new = what not in self._done
        self._done.add(what)
        return new


def _can_be_started(link: LinkView) -> bool:
    """Return whether the patient's cuff may be started from here, and is there."""
    ready = link.cuff is not None and link.cuff.state == "ready"
    return ready and link.can_start and link.may_start
