"""The engine's end of the port, played by a session that tests drive by hand.

Intents go through the real core at once, as in the engine; nothing is written anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from kapmonitor.pairing.bench import Bench, BenchView
from kapmonitor.port import Answer, CuffPressureNow, Snapshot, SoundDesk, SoundState
from kapmonitor.practice import Practice
from kapmonitor.session.intent import Asked, Intent
from kapmonitor.session.refusal import Refused
from kapmonitor.session.vocabulary import Origin
from kapmonitor.strongbox import Strongbox
from kapmonitor.telehealth.view import LinkView, TelehealthDesk
from tests.support.builders import Course

T = TypeVar("T")


class FarSpeaker:
    """The sound outputs of a computer, silent; `tested` counts test tones."""

    def __init__(self) -> None:
        self.there: tuple[str, ...] = ()
        self.state = SoundState()
        self.tested = 0

    def look(self) -> None:
        self.state = replace(self.state, outputs=self.there)

    def choose(self, output: str) -> None:
        ready = output in self.there
        fault = "" if ready or not output else f'"{output}" is not there.'
        self.state = replace(self.state, chosen=output, ready=ready, fault=fault)

    def test(self) -> None:
        self.tested += 1


class FarPort:
    """An `EnginePort` over a `Course`; `asked` keeps every intent."""

    def __init__(self, course: Course | None = None) -> None:
        self.course = course
        self.asked: list[Intent] = []
        self.speaker = FarSpeaker()
        self.beside: Practice | None = None
        """What stands beside the session, on a real record, where a test has one."""
        self.link = LinkView()
        self.desk: TelehealthDesk | None = None
        self.only_keep = False
        """Keep what is asked and carry nothing out."""
        self._snapshot: Callable[[Snapshot], None] = lambda _snapshot: None

    def submit(self, intent: Intent, origin: Origin, done: Callable[[Answer], None]) -> None:
        self.asked.append(intent)
        if self.only_keep:
            return
        assert self.course is not None
        try:
            self.course.give(Asked(intent=intent, origin=origin))
        except Refused as refused:
            done(Answer(refused.reasons))
            return
        done(Answer())
        self.show()

    def resume(self, session: str, origin: Origin, done: Callable[[Answer], None]) -> None:
        done(Answer((f"no {session} for {origin.station}",)))

    def leave(self, done: Callable[[Answer], None]) -> None:
        done(Answer())

    def subscribe(
        self,
        snapshot: Callable[[Snapshot], None],
        pressure: Callable[[CuffPressureNow], None],
    ) -> None:
        self._snapshot = snapshot
        self.pressure = pressure
        self.show()

    def practice(self, ask: Callable[[Practice], T], done: Callable[[T | Exception], None]) -> None:
        if self.beside is None:
            done(RuntimeError("no practice here"))
            return
        try:
            found = ask(self.beside)
        except Exception as fault:  # noqa: BLE001  as on the engine's desk: told, not thrown
            done(fault)
        else:
            done(found)

    def strongbox(
        self, ask: Callable[[Strongbox], T], done: Callable[[T | Exception], None]
    ) -> None:
        done(RuntimeError("no strongbox here"))

    def sound(self, ask: Callable[[SoundDesk], None]) -> None:
        ask(self.speaker)
        self.show()

    def telehealth(self, ask: Callable[[TelehealthDesk], None], origin: Origin) -> None:
        """Ask the desk that a test has put here; else there is no link."""
        if self.desk is not None:
            ask(self.desk)

    def bench(self, ask: Callable[[Bench], None]) -> None:
        """No bench here."""

    def watch_bench(self, show: Callable[[BenchView], None]) -> None:
        """Nothing is ever shown."""

    def window_alive(self) -> None:
        """Nobody watches."""

    def show(self) -> None:
        """Publish the session as it stands."""
        self._snapshot(self.newest())

    def newest(self) -> Snapshot:
        """Return the session as it stands."""
        if self.course is None:
            return Snapshot()
        course = self.course
        return Snapshot(
            session=course.session,
            at=course.at,
            utc=course.at.utc,
            saved_utc=course.session.last.utc,
            sound=self.speaker.state,
            link=self.link,
        )
