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
FIRST_BY_ITSELF_S, ASKS_AGAIN_S = 60.0, 60.0
"""The patient's first reading comes unasked, or is asked for; one that fails is asked for anew."""

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
    _asked: bool = False
    _asks_at: float | None = None
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
        if link.pairing is Pairing.WAITING and link.code is not None:
            self._read_aloud(link.code.spoken, scene)
        elif not scene.by_hand:
            self._work(link, scene.at.elapsed_s)

    def _read_aloud(self, code: str, scene: Scene) -> None:
        """The patient types what is read to them; a code that led nowhere is made anew."""
        self.home.hear(code)
        if self.home.is_stuck and not scene.by_hand and self._once(f"after {code}"):
            self.ask(lambda desk: desk.new_code())

    def _work(self, link: LinkView, now_s: float) -> None:
        if self._once("invite"):
            self.ask(lambda desk: desk.invite(LABEL))
        elif link.pairing is Pairing.FAILED and self._once(f"after {link.why}"):
            self.ask(lambda desk: desk.new_code())
        elif link.pairing is Pairing.WORDS and link.words is not None and self._once("words"):
            self.ask(lambda desk: desk.words_match(match=True))
        elif not self._accepted:
            self._accepted = link.test is not None and link.test.accepted
            self._test(link, now_s)

    def _test(self, link: LinkView, now_s: float) -> None:
        """Have one reading taken on request, then accept the newest."""
        test = link.test
        if link.request is not None and link.request.is_open:
            return
        if test is not None and test.live and self._asked:
            if self._once(f"accept {test.seq}"):
                self.ask(lambda desk: desk.accept_test(test.seq))
        elif test is not None or _is_ready(link):
            self._ask_for_one(link, now_s)

    def _ask_for_one(self, link: LinkView, now_s: float) -> None:
        if self._asks_at is None:
            unasked = link.test is None and not (link.can_start and link.may_start)
            self._asks_at = now_s + (FIRST_BY_ITSELF_S if unasked else 0.0)
        if now_s >= self._asks_at or (link.test is not None and not self._asked):
            self._asked, self._asks_at = True, now_s + ASKS_AGAIN_S
            self.ask(lambda desk: desk.ask_test())

    def _once(self, what: str) -> bool:
        new = what not in self._done
        self._done.add(what)
        return new


def _is_ready(link: LinkView) -> bool:
    """Return whether the patient's cuff is there and could take a reading."""
    return link.cuff is not None and link.cuff.state == "ready"
