"""Without a window: what is wanted is told once, and new digits are typed into an open session."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kapmonitor.companion.kiosk import Given, Kiosk
from kapmonitor.companion.program import Companion
from kapmonitor.companion.typed import Typed
from kapmonitor.companion.view import Dot, HelpStage, Screen
from kapmonitor.link.message import End, Help, Message, Reading
from tests.devices.paced import play
from tests.support.at_home import AtHome, at_home, running
from tests.support.far_side import SAID

OTHER = bytes(range(16, 32))
LOOK_S = 0.1


@dataclass
class Bare:
    """A companion without a window, as the command plays it, and what it told."""

    kiosk: Kiosk
    typed: Typed
    told: list[dict[str, object]] = field(default_factory=list)

    async def run(self, it: Companion) -> None:
        """Play it to its end."""
        self.kiosk.companion = it
        async with running(it.run()):
            while self.kiosk.outcome is None:
                self.typed.act(it, self.kiosk.view, asyncio.get_running_loop().time())
                self.kiosk.listens = self.typed.listens
                self.kiosk.act()
                await asyncio.sleep(LOOK_S)

    async def asks(self, what: str) -> None:
        """Wait until something is wanted that was not told before."""
        async with asyncio.timeout(300):
            while {"event": "asks", "what": what} not in self.told:  # noqa: ASYNC110  a list
                await asyncio.sleep(LOOK_S)
        self.told.clear()

    def _is_calm(self, dot: Dot) -> bool:
        return self.kiosk.view.screen is Screen.CALM and self.kiosk.view.dot is dot

    async def until_calm(self, dot: Dot) -> None:
        """Wait for the session, linked or not."""
        async with asyncio.timeout(300):
            while not self._is_calm(dot):  # noqa: ASYNC110  any picture may be the one
                await asyncio.sleep(LOOK_S)

    async def ended(self) -> bool:
        """Wait for the end; return whether all was delivered."""
        async with asyncio.timeout(60):
            while self.kiosk.outcome is None:  # noqa: ASYNC110  a field
                await asyncio.sleep(LOOK_S)
        return self.kiosk.outcome


@asynccontextmanager
async def bare(home: AtHome, *, code: str | None = None, yes: bool = False) -> AsyncIterator[Bare]:
    """Run one beside."""
    given = Given(
        code=code,
        device=home.cuff,
        driver=home.cuff.driver or "",
        is_the_patient=yes,
        allow_start=False,
        accept=False,
    )
    told: list[dict[str, object]] = []

    def tell(what: object) -> None:
        told.append(dict(what))  # type: ignore[call-overload]  # each is a mapping

    def press() -> None:
        home.simulation.press_start()

    made = Bare(Kiosk(given, tell, press), Typed(tell), told)
    it = Companion(
        home.folder,
        home.reach,
        made.kiosk.take,
        server="clinic.example",
        make_cables=lambda _broker: home.cables,
        clock=home.clock,
        host=home.mains,
    )
    async with running(made.run(it)):
        yield made


def _names(messages: list[Message]) -> list[str]:
    return [each.id for each in messages if isinstance(each, Reading)]


def test_digits_and_the_word_on_the_names_are_asked_for_and_typed_also_in_an_open_session(
    tmp_path: Path,
) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home, bare(home) as it:
            lost, second = home.far(), home.far(session=OTHER)
            async with running(lost.meet()):
                await lost.waiting.wait()
                await it.asks("code")
                it.typed.hear("4123 6756 891")
                await it.asks("code")  # once more: one of them did not fit
                it.typed.hear(SAID)
                await it.asks("person")
                it.typed.hear("yes")
                await it.until_calm(Dot.OK)
            await it.asks("code")  # the therapist has been away for a while
            it.typed.hear("help")
            it.typed.hear(SAID)
            await it.asks("code")  # nobody answers under them; the session goes on
            assert it.kiosk.view.screen is Screen.CALM
            assert it.kiosk.view.help is HelpStage.SENT
            async with running(second.meet()):
                await second.waiting.wait()
                it.typed.hear(SAID)
                await it.asks("person")
                it.typed.hear("yes")
                await second.until("what was called", Help)
                await it.until_calm(Dot.OK)
                second.ask(End())
                assert await it.ended()
            assert len(_names(lost.of(Reading)) + _names(second.of(Reading))) == 1

    play(session())


def test_lines_that_are_there_from_the_beginning_each_count_where_they_are_wanted(
    tmp_path: Path,
) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home, running((far := home.far()).meet()):
            await far.waiting.wait()
            async with bare(home) as it:
                for line in (SAID, "yes", None):
                    it.typed.hear(line)
                await it.until_calm(Dot.OK)
                assert not [each for each in it.told if each["event"] == "asks"]

    play(session())


def test_nobody_is_asked_where_nobody_listens(tmp_path: Path) -> None:
    async def session() -> None:
        async with at_home(tmp_path) as home, bare(home) as it:
            it.typed.hear(None)
            assert not await it.ended()

    play(session())
