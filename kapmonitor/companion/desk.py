"""The window's end of the patient's program, which runs in a thread of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path

from kapmonitor.companion.program import Companion
from kapmonitor.companion.view import CompanionView
from kapmonitor.pairing.reach import Found, Reach, real_reach
from kapmonitor.runtime import EngineThread

Around = Callable[[], AbstractAsyncContextManager[Reach]]
"""What lies around this computer, while the program runs: real, or simulated."""
_log = logging.getLogger(__name__)


def real_surroundings() -> AbstractAsyncContextManager[Reach]:
    """Return the air and the ports of this computer."""
    return nullcontext(real_reach())


class ThreadedCompanion:
    """A `CompanionDesk`."""

    def __init__(
        self,
        data: Path,
        *,
        server: str = "",
        authorities: Path | None = None,
        around: Around = real_surroundings,
    ) -> None:
        self._data, self._server, self._authorities = data, server, authorities
        self._around = around
        self._companion: Companion | None = None
        self._last = CompanionView()
        self._outlet: Callable[[CompanionView], None] = _nobody
        self._failed: Callable[[BaseException], None] = _nobody
        self._thread = EngineThread(self._run, failed=self._broke)

    def subscribe(self, show: Callable[[CompanionView], None]) -> None:
        """Tell where pictures go; the newest comes at once."""
        self._outlet = show
        show(self._last)

    def start(self, failed: Callable[[BaseException], None]) -> None:
        """Start."""
        self._failed = failed
        self._thread.start()

    def stop(self) -> bool:
        """Stop in order."""
        return self._thread.stop()

    def go_on(self) -> None:
        """Continue."""
        self._ask(Companion.go_on)

    def check_again(self) -> None:
        """Look at this computer again."""
        self._ask(Companion.check_again)

    def enter_server(self, text: str) -> None:
        """Take the clinic's address."""
        self._ask(lambda it: it.enter_server(text))

    def enter_code(self, text: str) -> None:
        """Take the digits or the link."""
        self._ask(lambda it: it.enter_code(text))

    def new_code(self) -> None:
        """Type other digits in a session that is open."""
        self._ask(Companion.new_code)

    def back(self) -> None:
        """Back to the session that is open."""
        self._ask(Companion.back)

    def use_here(self) -> None:
        """Take the session back from another window."""
        self._ask(Companion.use_here)

    def try_again(self) -> None:
        """Once more."""
        self._ask(Companion.try_again)

    def confirm_person(self, *, is_me: bool) -> None:
        """Take the patient's word on the names."""
        self._ask(lambda it: it.confirm_person(is_me=is_me))

    def choose_cuff(self, found: Found, driver: str) -> None:
        """Connect to a cuff."""
        self._ask(lambda it: it.choose_cuff(found, driver))

    def another_cuff(self) -> None:
        """Look around again."""
        self._ask(Companion.another_cuff)

    def answer_pin(self, digits: str | None) -> None:
        """Hand over what the cuff shows."""
        self._ask(lambda it: it.answer_pin(digits))

    def answer_comparison(self, number: str, *, same: bool) -> None:
        """Say whether the cuff shows this number."""
        self._ask(lambda it: it.answer_comparison(number, same=same))

    def allow_start(self, *, allowed: bool) -> None:
        """Take the patient's word."""
        self._ask(lambda it: it.allow_start(allowed=allowed))

    def hide_reading(self, *, hidden: bool) -> None:
        """Cover or uncover the last reading."""
        self._ask(lambda it: it.hide_reading(hidden=hidden))

    def call_for_help(self) -> None:
        """I need help."""
        self._ask(Companion.call_for_help)

    def window_seen(self, *, seen: bool) -> None:
        """The window came in sight, or went out of it."""
        self._ask(lambda it: it.window_seen(seen=seen))

    def request_shown(self, request: str) -> None:
        """It is on the screen."""
        self._ask(lambda it: it.request_shown(request))

    def accept_request(self, request: str) -> None:
        """The patient presses START."""
        self._ask(lambda it: it.accept_request(request))

    def decline_request(self, request: str) -> None:
        """The patient does not want to."""
        self._ask(lambda it: it.decline_request(request))

    async def _run(self) -> None:
        async with self._around() as reach:
            companion = Companion(
                self._data,
                reach,
                self._show,
                server=self._server,
                authorities=self._authorities,
            )
            self._companion = companion
            await companion.run()

    def _ask(self, what: Callable[[Companion], None]) -> None:
        def ask() -> None:
            if self._companion is not None:
                what(self._companion)

        self._thread.call(ask)

    def _show(self, view: CompanionView) -> None:
        if view != self._last:
            self._last = view
            self._outlet(view)

    def _broke(self, fault: BaseException) -> None:
        _log.error("the patient's program stopped: %s", type(fault).__name__)
        self._failed(fault)


def _nobody(_what: object) -> None:
    """Nobody listens yet."""
