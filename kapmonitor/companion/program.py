"""The patient's program: from the code to the last delivered reading, one screen at a time."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from devices.conversation import CannotStart
from kapmonitor.clock import Clock, SystemClock
from kapmonitor.companion import words
from kapmonitor.companion.address import broker_of, cables_over, in_link, remember, remembered
from kapmonitor.companion.checks import checks
from kapmonitor.companion.cuff import CuffSide
from kapmonitor.companion.folder import Folder, FolderFault, Kept, Notes, OpenElsewhere
from kapmonitor.companion.greeting import greeting
from kapmonitor.companion.measuring import Measuring
from kapmonitor.companion.pictures import person_of, screen_of
from kapmonitor.companion.session import OpenSession
from kapmonitor.companion.view import CompanionView, CuffView, HelpStage, Screen
from kapmonitor.language import say
from kapmonitor.link import code as codes
from kapmonitor.link.broker import BadAddress, Broker
from kapmonitor.link.cable import Cables, Trouble
from kapmonitor.link.envelope import Entropy
from kapmonitor.link.meet import join
from kapmonitor.link.meeting import Paired
from kapmonitor.link.message import Bye, Command, End, Help, Message, State, Symptom, Who
from kapmonitor.link.outbox import OutboxFault
from kapmonitor.link.peer import Action, Asked, Delivered, UpdateNeeded
from kapmonitor.pairing.reach import Found, Reach

BEAT_S = 0.25
NOT_ME = "not_me"
"""What the therapist's side is told when the names are not the patient's."""


class Companion:
    """The whole of it. Every method but `run` returns at once; use from its loop only."""

    def __init__(  # noqa: PLR0913  what a caller may choose, each with its ordinary default
        self,
        data: Path,
        reach: Reach,
        show: Callable[[CompanionView], None],
        *,
        server: str = "",
        authorities: Path | None = None,
        make_cables: Callable[[Broker], Cables] | None = None,
        clock: Clock | None = None,
        entropy: Entropy = os.urandom,
    ) -> None:
        self._data, self._outlet = data, show
        self._server, self._authorities = server, authorities
        self._make_cables = make_cables or cables_over
        self._clock, self._entropy = clock or SystemClock(), entropy
        self._folder: Folder | None = None
        self._kept: Kept | None = None
        self._session: OpenSession | None = None
        self._measuring: Measuring | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._help: int | None = None
        self._leaving = self._is_over = False
        self._view = CompanionView(simulated=reach.simulated)
        self._cuff = CuffSide(reach, self._clock, self._cuff_changed, self._cuff_told)

    async def run(self) -> None:
        """Run until cancelled; what is not delivered stays on the disk."""
        self._show()
        if not self._take_folder():
            await asyncio.Event().wait()
        try:
            while True:
                await asyncio.sleep(BEAT_S)
                self._beat()
        finally:
            await self._end()

    def go_on(self) -> None:
        """Continue to what comes next."""
        match self._view.screen:
            case Screen.CHECK:
                self._show(screen=Screen.CODE, error="")
            case Screen.TEST:
                self._show(screen=Screen.CONSENT)
            case Screen.CONSENT if self._has_answered():
                self._note(calm=True)
                self._show(screen=Screen.CALM)
            case _:
                pass

    def _has_answered(self) -> bool:
        return self._view.may_start is not None or not self._view.cuff.can_start

    def check_again(self) -> None:
        """Look at this computer again."""
        self._show(checks=checks(self._data))

    def enter_server(self, text: str) -> None:
        """Take the clinic's address."""
        try:
            broker_of(text, self._authorities)
        except BadAddress:
            self._show(error=say(words.NO_SERVER))
            return
        self._server = text.strip()
        self._show(server=self._server, asks_server=False, error="")

    def enter_code(self, text: str) -> None:
        """Take the digits or the link."""
        if self._view.screen is not Screen.CODE:
            return
        code = codes.in_link(text) or codes.heard(text)
        if code is None:
            self._show(error=say(words.WRONG_DIGIT))
            return
        self._server = in_link(text) or self._server
        try:
            broker = broker_of(self._server, self._authorities)
        except BadAddress:
            self._show(error=say(words.NO_SERVER), asks_server=True)
            return
        self._show(screen=Screen.CONNECTING, error="", server=self._server)
        self._run(self._pair(code, self._make_cables(broker)))

    def try_again(self) -> None:
        """Back to the code: no try is made without a person."""
        if self._session is None and self._folder is not None:
            self._show(screen=Screen.CODE, error="")

    def confirm_person(self, *, is_me: bool) -> None:
        """Take the patient's word on the names."""
        if self._view.screen is not Screen.PERSON or self._session is None:
            return
        if is_me:
            self._note(confirmed=True)
            self._show(screen=Screen.CUFF)
            self._cuff.search()
            return
        self._session.say(Symptom(code=NOT_ME))
        self._session.say(Bye())
        self._leaving = True
        self._show(screen=Screen.ENDING, person=None)

    def choose_cuff(self, found: Found, driver: str) -> None:
        """Connect to a cuff."""
        if self._session is None:
            return
        self._note(address=found.kept_as, driver=driver, title=found.title)
        self._choose()
        if self._view.screen is Screen.CUFF:
            self._show(screen=Screen.TEST)

    def another_cuff(self) -> None:
        """Look around again."""
        if self._session is not None:
            self._cuff.search()
            if not self._notes.calm:
                self._show(screen=Screen.CUFF)

    def answer_pin(self, digits: str | None) -> None:
        """Hand over what the cuff shows."""
        self._cuff.answer_pin(digits)

    def answer_comparison(self, number: str, *, same: bool) -> None:
        """Say whether the cuff shows this number."""
        self._cuff.answer_comparison(number, same=same)

    def allow_start(self, *, allowed: bool) -> None:
        """Take the patient's word; it is told to the therapist's side."""
        if self._session is None:
            return
        self._note(may_start=allowed)
        self._session.say(State(may_start=allowed))
        self._show(may_start=allowed)

    def hide_reading(self, *, hidden: bool) -> None:
        """Cover or uncover the last reading."""
        self._show(reading_hidden=hidden)

    def call_for_help(self) -> None:
        """I need help."""
        if self._session is not None:
            self._help = self._session.say(Help())
            self._show(help=HelpStage.SENT)

    def request_shown(self, request: str) -> None:
        """It is on the screen."""
        if self._measuring is not None:
            self._measuring.reply(self._measuring.requests.shown(request))

    def accept_request(self, request: str) -> None:
        """The patient presses START."""
        if self._measuring is not None:
            self._measuring.accept(request)

    def decline_request(self, request: str) -> None:
        """The patient does not want to; a cuff that the program started is stopped."""
        if self._measuring is not None and self._measuring.requests.current == request:
            self._measuring.reply(self._measuring.requests.declined(request))
            self._run(self._cuff.stop())

    @property
    def _notes(self) -> Notes:
        return self._kept.notes if self._kept is not None else Notes()

    def _take_folder(self) -> bool:
        try:
            self._folder = Folder(self._data, simulated=self._view.simulated)
            self._kept = self._folder.kept()
        except OpenElsewhere:
            self._show(screen=Screen.OPEN_ELSEWHERE, error=say(words.ELSEWHERE))
            return False
        except FolderFault:
            self._show(trouble=say(words.CANNOT_SAVE))
            return False
        self._server = self._server or remembered(self._folder.path)
        asks = not self._server
        self._show(server=self._server, asks_server=asks, checks=checks(self._data))
        if self._kept is not None:
            self._open(self._kept)
        return True

    async def _pair(self, code: codes.Code, cables: Cables) -> None:
        found = await join(code, cables, self._entropy)
        if self._folder is None:
            return
        if not isinstance(found, Paired):
            self._show(screen=Screen.CODE, error=words.why_not_paired(found.why))
            return
        notes = Notes(words=found.words, values_shown="values" in found.offer.can)
        kept = Kept(
            session=found.offer.session, root=found.root, key_id=found.offer.key_id, notes=notes
        )
        try:
            self._folder.open(kept)
        except FolderFault:
            self._folder.erase()
            self._show(screen=Screen.CODE, error=say(words.CANNOT_SAVE))
            return
        remember(self._folder.path, self._server)
        self._open(kept, found.offer.after)

    def _open(self, kept: Kept, after: int = 0) -> None:
        if self._folder is None:
            return
        self._kept, self._is_over = kept, False
        try:
            broker = broker_of(self._server, self._authorities)
            told = self._told
            session = OpenSession(kept, self._folder, self._clock, self._entropy, told)
            session.store.begin_after(after)
        except (OutboxFault, BadAddress) as fault:
            is_disk = isinstance(fault, OutboxFault)
            self._show(trouble=say(words.CANNOT_SAVE) if is_disk else say(words.NO_SERVER))
            return
        self._session = session
        self._measuring = Measuring(session, self._cuff, self._clock, self._entropy)
        self._measuring.values_shown = kept.notes.values_shown
        self._measuring.may_start = lambda: self._notes.may_start is True
        self._show(
            screen=screen_of(kept.notes),
            values_shown=kept.notes.values_shown,
            may_start=kept.notes.may_start,
        )
        if kept.notes.driver:
            self._choose()
        elif kept.notes.confirmed:
            self._cuff.search()
        self._hello()
        self._run(session.hold(self._make_cables(broker)))

    def _choose(self) -> None:
        notes = self._notes
        self._cuff.choose(notes.address, notes.title, notes.driver)
        self._hello()

    def _hello(self) -> None:
        if self._session is not None:
            self._session.say(greeting(self._session, self._cuff, self._clock))

    def _told(self, what: Action | Trouble) -> None:
        match what:
            case Asked(message=message):
                self._asked(message)
            case Delivered():
                self._is_over = True
            case Trouble.TAKEN_OVER:
                self._show(screen=Screen.OPEN_ELSEWHERE, error=say(words.ELSEWHERE))
            case Trouble.CERTIFICATE | Trouble.NOT_ALLOWED:
                self._show(trouble=words.why_not_paired(what))
            case UpdateNeeded():
                self._show(trouble=say(words.UPDATE))
            case _:
                pass

    def _asked(self, message: Message) -> None:
        match message:
            case Who(therapist=therapist, patient=patient):
                self._note(therapist=therapist, patient=patient)
            case End():
                self._note(ended=True)
                self._show(screen=Screen.ENDING)
            case Command(do="show", text=text):
                self._show(message=text)
            case Command(do="cancel") if self._measuring is not None:
                self._measuring.cancel()
                self._run(self._cuff.stop())
            case Command() if self._measuring is not None and self._measuring.asked(message):
                self._run(self._start(message.id))
            case _:
                pass
        self._show()

    async def _start(self, request: str) -> None:
        if self._measuring is None or not self._measuring.may_inflate(request):
            return
        try:
            await self._cuff.start()
        except CannotStart as refusal:
            self._measuring.reply(self._measuring.requests.failed(refusal.text))

    def _cuff_changed(self, view: CuffView) -> None:
        self._show(cuff=view)

    def _cuff_told(self, event: object) -> None:
        if self._measuring is not None:
            self._measuring.take(event)
            self._show()

    def _beat(self) -> None:
        if self._session is None or self._measuring is None:
            return
        self._session.beat()
        self._measuring.beat()
        if self._is_over or (self._leaving and self._session.waiting() == 0):
            self._forget()
            return
        if self._help is not None and self._session.is_delivered(self._help):
            self._help = None
            self._show(help=HelpStage.RECEIVED)
        cannot = say(words.CANNOT_SAVE) if self._session.cannot_save else ""
        self._show(dot=self._session.dot(), waiting=self._session.waiting(), trouble=cannot)

    def _forget(self) -> None:
        """Everything is delivered: nothing of the session stays here."""
        if self._folder is None or self._session is None:
            return
        self._session.close()
        for task in self._tasks:
            task.cancel()
        self._folder.erase()
        wrong_person = self._leaving
        self._session = self._measuring = self._kept = self._help = None
        self._leaving = self._is_over = False
        self._run(self._cuff.close())
        fresh = CompanionView(simulated=self._view.simulated, server=self._server)
        self._view = replace(fresh, screen=Screen.CODE if wrong_person else Screen.ENDED)
        self._show(error=say(words.NOT_ME) if wrong_person else "")

    def _note(self, **changes: object) -> None:
        if self._kept is None or self._folder is None:
            return
        self._kept = replace(self._kept, notes=replace(self._kept.notes, **changes))  # type: ignore[arg-type]  # each caller names its own
        try:
            self._folder.note(self._kept)
        except FolderFault:
            self._show(trouble=say(words.CANNOT_SAVE))

    def _show(self, **changes: object) -> None:
        view = replace(self._view, **changes)  # type: ignore[arg-type]  # each caller names its own
        if self._measuring is not None:
            view = self._measuring.shown(view)
        view = replace(view, person=person_of(self._notes, view.screen))
        self._view = view
        self._outlet(view)

    def _run(self, work: object) -> None:
        task: asyncio.Task[None] = asyncio.ensure_future(work)  # type: ignore[call-overload]  # any coroutine
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _end(self) -> None:
        await self._cuff.close()
        if self._session is not None:
            if self._measuring is not None:
                self._measuring.flush()
            self._session.say(Bye())
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            self._session.close()
        if self._folder is not None:
            self._folder.close()
