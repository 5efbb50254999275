"""The patient's program: from the code to the last delivered reading, one screen at a time."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from kapmonitor.clock import Clock, SystemClock
from kapmonitor.companion import words
from kapmonitor.companion.address import cables_over
from kapmonitor.companion.checks import checks, this_computer
from kapmonitor.companion.course import Course
from kapmonitor.companion.entrance import BadAddress, Entrance
from kapmonitor.companion.pictures import screen_of
from kapmonitor.companion.power import NothingKnown
from kapmonitor.companion.sessions import NOT_ME, Sessions
from kapmonitor.companion.view import CompanionView, Screen
from kapmonitor.host_watch import Host
from kapmonitor.language import say
from kapmonitor.link.broker import Broker
from kapmonitor.link.cable import Cables
from kapmonitor.link.envelope import Entropy
from kapmonitor.link.message import Bye, State, Symptom
from kapmonitor.pairing.reach import Found, Reach

_BACK_FROM = (Screen.PERSON, Screen.CUFF, Screen.TEST, Screen.CONSENT, Screen.CALM)
"""The screens from which new digits can be typed."""


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
        host: Host | None = None,
    ) -> None:
        self._data = data
        self._entrance = Entrance(server, authorities, make_cables or cables_over, entropy)
        clock = clock or SystemClock()
        host = host or (NothingKnown() if reach.simulated else this_computer(data))
        self._it = Course(data, reach, show, self._entrance, clock, entropy, host)

    async def run(self) -> None:
        """Run until cancelled; what is not delivered stays on the disk."""
        await self._it.run()

    def go_on(self) -> None:
        """Continue to what comes next."""
        match self._it.view.screen:
            case Screen.CHECK if self._it.sessions is not None:
                self._it.show(screen=Screen.CODE, error="")
            case Screen.TEST:
                self._it.show(screen=Screen.CONSENT)
            case Screen.CONSENT if self._has_answered():
                self._it.note(calm=True)
                self._it.show(screen=Screen.CALM)
            case _:
                pass

    def check_again(self) -> None:
        """Look at this computer again."""
        self._it.show(checks=checks(self._data))

    def enter_server(self, text: str) -> None:
        """Take the clinic's address."""
        try:
            self._entrance.take_address(text)
        except BadAddress:
            self._it.show(error=say(words.NO_SERVER))
            return
        waited = self._it.view.asks_server and self._it.session is not None
        self._it.show(server=self._entrance.server, asks_server=False, error="")
        if waited:
            self._it.hold(self._it.session)
            self.back()

    def enter_code(self, text: str) -> None:
        """Take the digits or the link."""
        if self._it.view.screen is not Screen.CODE or self._it.sessions is None:
            return
        before = self._entrance.server
        code = self._entrance.code_in(text)
        if code is None:
            self._it.show(error=say(words.WRONG_DIGIT))
            return
        try:
            cables = self._entrance.cables()
        except BadAddress:
            self._it.show(error=say(words.NO_SERVER), asks_server=True)
            return
        self._it.show(screen=Screen.CONNECTING, error="", server=self._entrance.server)
        self._it.run_soon(self._it.pair(code, cables, before))

    def new_code(self) -> None:
        """Type other digits in a session that is open: what is kept stays kept."""
        if self._it.session is not None and self._it.view.screen in _BACK_FROM:
            self._it.show(screen=Screen.CODE, error="", again=True)

    def back(self) -> None:
        """Back from the digits to the session that is open."""
        sessions = self._it.sessions
        if sessions is not None and self._it.view.again and self._it.view.screen is Screen.CODE:
            self._show_open(sessions)

    def use_here(self) -> None:
        """Take the session back from another window, which then stands back in turn."""
        sessions = self._it.sessions
        view = self._it.view
        taken = view.may_use_here and view.screen is Screen.OPEN_ELSEWHERE
        if sessions is not None and taken:
            self._show_open(sessions)
            self._it.hold(sessions.current)

    def try_again(self) -> None:
        """Back to the code: no try is made without a person."""
        if self._it.sessions is not None and (self._it.session is None or self._it.view.again):
            self._it.show(screen=Screen.CODE, error="")

    def confirm_person(self, *, is_me: bool) -> None:
        """Take the patient's word on the names."""
        if self._it.view.screen is not Screen.PERSON or self._it.sessions is None:
            return
        if is_me:
            self._it.let_in(self._it.sessions)
        elif self._it.sessions.is_asked:
            self._it.sessions.refuse(self._it.calls)
            self._it.show(screen=screen_of(self._it.notes), again=False)
        elif self._it.session is not None:
            self._it.session.say(Symptom(code=NOT_ME))
            self._it.session.say(Bye())
            self._it.leaving.begin(self._it.session)
            self._it.show(screen=Screen.ENDING)

    def choose_cuff(self, found: Found, driver: str) -> None:
        """Connect to a cuff."""
        if self._it.session is None:
            return
        self._it.note(address=found.kept_as, driver=driver, title=found.title)
        self._it.choose()

    def another_cuff(self) -> None:
        """Look around again."""
        if self._it.session is not None:
            self._it.cuff.search()
            if not self._it.notes.calm:
                self._it.show(screen=Screen.CUFF)

    def answer_pin(self, digits: str | None) -> None:
        """Hand over what the cuff shows."""
        self._it.cuff.answer_pin(digits)

    def answer_comparison(self, number: str, *, same: bool) -> None:
        """Say whether the cuff shows this number."""
        self._it.cuff.answer_comparison(number, same=same)

    def allow_start(self, *, allowed: bool) -> None:
        """Take the patient's word; it is told to the therapist's side."""
        if self._it.session is None:
            return
        self._it.note(may_start=allowed)
        self._it.session.say(State(may_start=allowed))
        self._it.show(may_start=allowed)

    def hide_reading(self, *, hidden: bool) -> None:
        """Cover or uncover the last reading."""
        self._it.show(reading_hidden=hidden)

    def call_for_help(self) -> None:
        """I need help; here, whichever window has the session."""
        self.use_here()
        if self._it.sessions is not None:
            self._it.calls.call(self._it.sessions.current, self._it.sessions.newcomer)
            self._it.show()

    def window_seen(self, *, seen: bool) -> None:
        """The window came in sight, or went out of it: what is asked there is not seen then."""
        if self._it.session is not None:
            self._it.session.say(State(sight="visible" if seen else "hidden"))

    def request_shown(self, request: str) -> None:
        """It is on the screen."""
        if self._it.measuring is not None:
            self._it.measuring.reply(self._it.measuring.requests.shown(request))

    def accept_request(self, request: str) -> None:
        """The patient presses START."""
        if self._it.measuring is not None:
            self._it.measuring.accept(request)

    def decline_request(self, request: str) -> None:
        """The patient does not want to; a cuff that the program started is stopped."""
        if self._it.measuring is not None and self._it.measuring.requests.current == request:
            self._it.measuring.reply(self._it.measuring.requests.declined(request))
            self._it.run_soon(self._it.cuff.stop())

    def _show_open(self, sessions: Sessions) -> None:
        screen = Screen.PERSON if sessions.is_asked else screen_of(self._it.notes)
        self._it.show(screen=screen, error="", again=sessions.is_asked, may_use_here=False)

    def _has_answered(self) -> bool:
        return self._it.view.may_start is not None or not self._it.view.cuff.can_start
