"""A session's course on the patient's side: who is let in, what is said, what is shown."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from devices.conversation import CannotStart
from kapmonitor.clock import Clock
from kapmonitor.companion import words
from kapmonitor.companion.calls import Calls
from kapmonitor.companion.checks import checks
from kapmonitor.companion.cuff import CuffSide
from kapmonitor.companion.entrance import BadAddress, Entrance
from kapmonitor.companion.folder import Folder, OpenElsewhere
from kapmonitor.companion.greeting import cuff_of, greeting
from kapmonitor.companion.leaving import Leaving
from kapmonitor.companion.measuring import Measuring
from kapmonitor.companion.pictures import person_of, screen_of
from kapmonitor.companion.power import Power
from kapmonitor.companion.session import OpenSession
from kapmonitor.companion.sessions import Sessions
from kapmonitor.companion.shelf import FolderFault, KeyLocked, Notes
from kapmonitor.companion.view import LINKED, CompanionView, CuffStage, CuffView, Screen
from kapmonitor.host_watch import Host
from kapmonitor.language import say
from kapmonitor.link.cable import Cables, Trouble
from kapmonitor.link.code import Code
from kapmonitor.link.envelope import Entropy
from kapmonitor.link.meeting import Paired
from kapmonitor.link.message import Bye, Command, Cuff, End, Hello, Message, Who
from kapmonitor.link.outbox import OutboxFault
from kapmonitor.link.peer import Action, Asked, Delivered, UpdateNeeded
from kapmonitor.pairing.reach import Reach

BEAT_S = 0.25
_THERE = (CuffStage.READY, CuffStage.MEASURING, CuffStage.WAITING)
_ASKS = (CuffStage.ASKS_PIN, CuffStage.COMPARES)
AGAIN_S = 2.0
"""How soon a disk or a keychain that gives nothing is asked again."""

_log = logging.getLogger(__name__)


class Course:
    """What happens behind the patient's acts. Use from the program's loop only."""

    def __init__(  # noqa: PLR0913  what its parts need
        self,
        data: Path,
        reach: Reach,
        outlet: Callable[[CompanionView], None],
        entrance: Entrance,
        clock: Clock,
        entropy: Entropy,
        host: Host,
    ) -> None:
        self._power = Power(host)
        self._data, self._outlet, self.entrance = data, outlet, entrance
        self._clock, self._entropy = clock, entropy
        self._folder: Folder | None = None
        self.sessions: Sessions | None = None
        self.measuring: Measuring | None = None
        self.calls = Calls()
        self.leaving = Leaving()
        """The names were not the patient's: nothing stays, as soon as that is told."""
        self._is_over, self._trouble = False, ("", 0)
        """What is wrong with the link, and since when (`up_ms`)."""
        self._greeted: Cuff | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.view = CompanionView(simulated=reach.simulated)
        self.cuff = CuffSide(reach, clock, self._cuff_changed, self._cuff_told)

    async def run(self) -> None:
        """Run until cancelled; what is not delivered stays on the disk."""
        self.show()
        try:
            await self._take_folder()
            while True:
                await asyncio.sleep(BEAT_S)
                self._beat()
        finally:
            await self._end()

    @property
    def session(self) -> OpenSession | None:
        """The session that counts."""
        return None if self.sessions is None else self.sessions.current

    @property
    def notes(self) -> Notes:
        """What is known of it."""
        return Notes() if self.sessions is None else self.sessions.notes

    async def _take_folder(self) -> None:
        """Take the folder and what was left open in it, as soon as it is given."""
        while True:
            try:
                self._folder = Folder(self._data, simulated=self.view.simulated)
                break
            except OpenElsewhere:
                self.show(screen=Screen.OPEN_ELSEWHERE)
                await asyncio.Event().wait()
            except FolderFault:
                self.show(trouble=say(words.CANNOT_SAVE))
                await asyncio.sleep(AGAIN_S)
        self.entrance.recall(self._folder.path)
        server = self.entrance.server
        self.show(server=server, asks_server=not server)
        await self._go_on_with(self._folder)
        self.show(checks=checks(self._data))  # a session that goes on is not asked for them

    async def _go_on_with(self, folder: Folder) -> None:
        sessions = Sessions(folder, self._clock, self._entropy, self._told, self._greeting)
        while True:
            try:
                sessions.go_on(self.calls)
                break
            except KeyLocked:
                self.show(trouble=say(words.LOCKED))
            except (FolderFault, OutboxFault):
                self.show(trouble=say(words.CANNOT_SAVE))
            await asyncio.sleep(AGAIN_S)
        self.sessions = sessions
        if sessions.current is not None:
            self.calls.recall(sessions.current)
        self.show(trouble="")
        self._begin()

    async def pair(self, code: Code, cables: Cables, server_before: str) -> None:
        """Try a code; whoever is met waits for the patient's word. A fault of ours is told."""
        try:
            await self._meet(code, cables, server_before)
        except Exception as fault:  # noqa: BLE001  else it would say "connecting" for ever
            _log.error("the pairing failed: %s", type(fault).__name__)
            self.entrance.server = server_before or self.entrance.server
            if self.view.screen is Screen.CONNECTING:
                self.show(screen=Screen.CODE, error=say(words.SHAKEN))

    async def _meet(self, code: Code, cables: Cables, server_before: str) -> None:
        found = await self.entrance.meet(code, cables)
        if self.sessions is None or self._folder is None or self.notes.ended:
            return
        if not isinstance(found, Paired):
            self.entrance.server = server_before or self.entrance.server
            self.show(screen=Screen.CODE, error=words.why_not_paired(found.why, self.entrance.page))
            return
        before = self.session
        try:
            self.sessions.welcome(found, self.calls)
        except (FolderFault, OutboxFault):
            self.show(screen=Screen.CODE, error=say(words.CANNOT_SAVE))
            return
        self.entrance.keep(self._folder.path)
        if self.session is not before:
            self._begin()
            return
        newcomer = self.sessions.newcomer
        if newcomer is not None:
            newcomer.say(self._greeting(newcomer))
            self.hold(newcomer)
        self.show(screen=Screen.PERSON, error="")

    def let_in(self, sessions: Sessions) -> None:
        """The patient said yes: to the first session, to another key, or to another session."""
        again, measuring = sessions.is_asked, self.measuring
        if again and measuring is not None:
            measuring.flush()
        try:
            old = sessions.accept(self.calls)
        except (FolderFault, OutboxFault):
            self.show(error=say(words.CANNOT_SAVE))
            return
        if not again:
            self.show(screen=Screen.CUFF)
            self.cuff.search()
            return
        new = sessions.current
        if new is None or measuring is None:
            return
        if old is not None:
            measuring.go_over_to(new)
            self._power.tell_again()
        measuring.values_shown = new.notes.values_shown
        self.hold(new)
        if not new.notes.driver:
            self.cuff.search()
        self._hello()
        self._show_session(new.notes)

    def _begin(self) -> None:
        """Go on with the session that is open, or wait for a code."""
        session = self.session
        if session is None:
            return
        if session.end.is_ended:
            self.note(ended=True)
        notes = session.notes
        self._is_over = False
        self.measuring = Measuring(session, self.cuff, self._clock, self._entropy)
        self.measuring.values_shown = notes.values_shown
        self.measuring.may_start = lambda: self.notes.may_start is True
        self._show_session(notes)
        # After the end only what waits is delivered, perhaps to nobody who would hear more.
        if notes.driver and not notes.ended:
            self.choose()
        elif not notes.ended:
            self._hello()
            if notes.confirmed:
                self.cuff.search()
        self.measuring.give_up(notes.request)
        self.hold(session)

    def _show_session(self, notes: Notes) -> None:
        self.show(
            screen=screen_of(notes),
            error="",
            again=False,
            values_shown=notes.values_shown,
            may_start=notes.may_start,
        )

    def hold(self, session: OpenSession | None) -> None:
        """Hold a session's line; without an address it is asked for, and readings are kept."""
        if session is None:
            return
        try:
            session.hold(self.entrance.cables())
        except BadAddress:
            self.show(screen=Screen.CODE, again=True, asks_server=True, error=say(words.NO_SERVER))

    def choose(self) -> None:
        """Connect to the cuff that was chosen."""
        notes = self.notes
        self.cuff.choose(notes.address, notes.title, notes.driver)
        self._hello()

    def note(self, **changes: object) -> None:
        """Note something of the session that counts."""
        if self.session is not None:
            with suppress(FolderFault):  # it is tried again with the next beat, and shown
                self.session.note(**changes)

    def show(self, **changes: object) -> None:
        """Show what has changed."""
        view = replace(self.view, **changes, help=self.calls.stage)  # type: ignore[arg-type]  # each caller names its own
        if self.measuring is not None:
            view = self.measuring.shown(view)
        asked, renewed = Notes(), False
        if self.sessions is not None:
            asked, renewed = self.sessions.asked, self.sessions.is_renewal
        self.view = replace(view, person=person_of(asked, view.screen, renewed=renewed))
        self._outlet(self.view)

    def run_soon(self, work: object) -> None:
        """Let something happen beside."""
        task: asyncio.Task[None] = asyncio.ensure_future(work)  # type: ignore[call-overload]  # any coroutine
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _greeting(self, session: OpenSession) -> Hello:
        return greeting(session, self.cuff, self._clock)

    def _hello(self) -> None:
        if self.session is not None:
            self._greeted = cuff_of(self.cuff)
            self.session.say(self._greeting(self.session))

    def _told(self, session: OpenSession, what: Action | Trouble) -> None:
        if session is not self.session:
            self._told_by_newcomer(session, what)
            return
        match what:
            case Asked(message=message):
                self._asked(message)
            case Delivered():
                self._is_over = True
            case Trouble.TAKEN_OVER:
                self.show(screen=Screen.OPEN_ELSEWHERE, error="", may_use_here=True)
            case Trouble() | UpdateNeeded():
                told = words.of_the_link(what, self.entrance.page)
                if told or self._trouble[0] not in words.updates(self.entrance.page):
                    self._trouble = told, session.now().up_ms
            case _:
                pass

    def _told_by_newcomer(self, session: OpenSession, what: Action | Trouble) -> None:
        """Before the patient's yes another session may tell its names, and nothing else."""
        match what:
            case Asked(message=Who(therapist=therapist, patient=patient)):
                with suppress(FolderFault):
                    session.note(therapist=therapist, patient=patient)
                self.show()
            case _:
                pass

    def _asked(self, message: Message) -> None:
        match message:
            case Who(therapist=therapist, patient=patient):
                self.note(therapist=therapist, patient=patient)
            case End():
                self.note(ended=True)
                self.show(screen=Screen.ENDING, again=False)
            case Command() if self.measuring is not None:
                self._commanded(message, self.measuring)
            case _:
                pass
        self.show()

    def _commanded(self, command: Command, measuring: Measuring) -> None:
        match command.do:
            case "show":
                self.show(message=command.text)
            case "cancel":
                if measuring.cancel(command.id):
                    self.run_soon(self.cuff.stop())
            case "measure":
                if measuring.asked(command):
                    self.run_soon(self._start(command.id))
                if self.view.again and self.view.screen is Screen.CODE:
                    self._show_session(self.notes)  # there the request can be seen and answered
            case _:
                pass

    async def _start(self, request: str) -> None:
        if self.measuring is None or not self.measuring.may_inflate(request):
            return
        try:
            await self.cuff.start()
        except CannotStart as refusal:
            self.measuring.reply(self.measuring.requests.failed(request, refusal.text))

    def _cuff_changed(self, view: CuffView) -> None:
        """Go on to the test when the cuff is there; back where it asks something of a person."""
        screen = self.view.screen
        if screen is Screen.CUFF and view.stage in _THERE:
            screen = Screen.TEST
        elif screen is Screen.TEST and view.stage in _ASKS:
            screen = Screen.CUFF
        self.show(cuff=view, screen=screen)

    def _cuff_told(self, event: object) -> None:
        if self.measuring is not None:
            self.measuring.take(event)
            if cuff_of(self.cuff) != self._greeted:
                self._hello()
            self.show()

    def _beat(self) -> None:
        session, measuring = self.session, self.measuring
        if self.sessions is None or session is None or measuring is None:
            return
        self.sessions.beat()
        measuring.beat()
        self.calls.beat(session)
        if (told := self._power.look(session.now().up_ms)) is not None:
            session.say(told)
        if (measuring.requests.current or "") != self.notes.request:
            self.note(request=measuring.requests.current or "")
        if self._is_over or self.leaving.is_over(session, self.calls):
            self._forget(self.sessions)
            return
        dot = session.dot()
        if dot in LINKED and session.is_heard_since(self._trouble[1]):
            self._trouble = "", 0
        trouble = say(words.CANNOT_SAVE) if session.cannot_save else self._trouble[0]
        waiting, power = session.waiting(), self._power.warning
        self.show(dot=dot, waiting=waiting, trouble=trouble, power=power)

    def _forget(self, sessions: Sessions) -> None:
        """Everything is delivered: nothing of the session stays here."""
        for task in self._tasks:
            task.cancel()
        sessions.forget()
        wrong_person = self.leaving.is_begun
        self.measuring, self.calls, self._trouble = None, Calls(), ("", 0)
        self._power.tell_again()
        self.leaving, self._is_over = Leaving(), False
        self.run_soon(self.cuff.close())
        fresh = CompanionView(simulated=self.view.simulated, server=self.entrance.server)
        self.view = replace(fresh, screen=Screen.CODE if wrong_person else Screen.ENDED)
        self.show(error=say(words.NOT_ME) if wrong_person else "")

    async def _end(self) -> None:
        await self.cuff.close()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self.session is not None:
            if self.measuring is not None:
                self.measuring.flush()
            self.session.say(Bye())
        if self.sessions is not None:
            self.sessions.close()
        if self._folder is not None:
            self._folder.close()
