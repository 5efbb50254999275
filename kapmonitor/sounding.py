"""Alarm sound in a room: what the session asks for, on the output that a person chose.

Followed on the engine's loop, not the window's, so that a window that hangs neither silences an
alarm nor holds one up. Finding and opening outputs asks the system and may take its time: that
happens in a thread beside the loop, and what came of it is part of the state.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from typing import Protocol

from kapmonitor.language import say
from kapmonitor.port import Snapshot, SoundState
from kapmonitor.session.annunciation import annunciation
from kapmonitor.session.intent import HostReport
from kapmonitor.session.vocabulary import HostCondition, Priority
from kapmonitor.sound import NoOutput, Urgency, Voice

TRY_AGAIN_S = 5.0
"""How often an output that was lost is looked for."""

_URGENCIES = {
    Priority.HIGH: Urgency.HIGH,
    Priority.MEDIUM: Urgency.MEDIUM,
    Priority.LOW: Urgency.LOW,
}


class Output(Protocol):
    """An open sound output."""

    voice: Voice

    @property
    def alive(self) -> bool:
        """Return whether it plays."""

    def close(self) -> None:
        """Let it go."""


def open_speaker(name: str) -> Output:
    """Open an output of this computer. Slow: call it in a thread. Raises NoOutput."""
    from kapmonitor.sound.speaker import Speaker

    return Speaker(name)


def find_outputs() -> tuple[str, ...]:
    """Return the outputs of this computer. Slow: call it in a thread."""
    from kapmonitor.sound.speaker import outputs

    return outputs()


class Sounding:
    """Keeps the chosen output sounding what is due. Use from the engine's loop only."""

    def __init__(
        self,
        *,
        open_output: Callable[[str], Output] = open_speaker,
        find: Callable[[], tuple[str, ...]] = find_outputs,
    ) -> None:
        self.changed: Callable[[], None] = _nobody_hears
        """Called when `state` has become another one."""
        self._open_output = open_output
        self._find_names = find
        self._output: Output | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._given_up = asyncio.Event()
        self._lost_told = False
        self.state = SoundState()

    def look(self) -> None:
        """Find the outputs of this computer; the state tells them."""
        self._begin(self._find())

    def choose(self, output: str) -> None:
        """Sound on this output from now on; empty: by light only."""
        self._let_go()
        self._tell(SoundState(outputs=self.state.outputs, chosen=output))
        if output:
            self._begin(self._open(output, self._given_up))

    def test(self) -> None:
        """Sound once, for a person to hear where it comes from."""
        if self._output is not None:
            self._output.voice.test()

    def follow(self, snapshot: Snapshot, post: Callable[[HostReport], None]) -> None:
        """Sound what this moment asks for; report the loss of the output, and its return."""
        self._look_after()
        session, at = snapshot.session, snapshot.at
        if session is None or at is None or session.ended is not None:
            self._rest()
            return
        if self._output is not None:
            due = annunciation(session, at)
            urgent = due.sounding if due.audible else None
            self._output.voice.sound(None if urgent is None else _URGENCIES[urgent])
        opening = self._lost_told and not self.state.ready
        lost = bool(self.state.chosen) and (bool(self.state.fault) or opening)
        if lost is not self._lost_told:
            self._lost_told = lost
            post(_report(self.state, lost=lost))

    def call(self, priority: Priority | None) -> None:
        """Sound this, for a screen that has no session of its own; None: be silent, and ready."""
        self._look_after()
        if self._output is not None:
            self._output.voice.sound(None if priority is None else _URGENCIES[priority])

    async def close(self) -> None:
        """Be silent for good."""
        self._let_go()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _rest(self) -> None:
        self._lost_told = False
        if self._output is not None:
            self._output.voice.rest()

    def _look_after(self) -> None:
        """Notice that the output no longer plays, and begin to look for it."""
        output, state = self._output, self.state
        if output is None or output.alive:
            return
        self._let_go()
        gone = say('The sound output "{chosen}" is gone. Connect it, or choose another.').format(
            chosen=state.chosen
        )
        self._tell(replace(state, ready=False, fault=gone))
        self._begin(self._open(state.chosen, self._given_up))

    def _let_go(self) -> None:
        """Close the output, and give up whatever is being opened or looked for."""
        self._given_up.set()
        self._given_up = asyncio.Event()
        output, self._output = self._output, None
        if output is not None:
            output.close()

    async def _find(self) -> None:
        found = await asyncio.to_thread(self._find_names)
        self._tell(replace(self.state, outputs=found))

    async def _open(self, name: str, given_up: asyncio.Event) -> None:
        """Open an output; one that is not there is looked for until it comes."""
        while not given_up.is_set():
            try:
                output = await asyncio.to_thread(self._open_output, name)
            except NoOutput as fault:
                if not given_up.is_set():
                    self._tell(replace(self.state, ready=False, fault=str(fault)))
            else:
                self._adopt(output, given_up)
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(given_up.wait(), TRY_AGAIN_S)

    def _adopt(self, output: Output, given_up: asyncio.Event) -> None:
        """Take what was opened, unless a person chose otherwise meanwhile."""
        if given_up.is_set():
            output.close()
            return
        self._output = output
        self._tell(replace(self.state, ready=True, fault=""))

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work, name="sound")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _tell(self, state: SoundState) -> None:
        if state != self.state:
            self.state = state
            self.changed()


def _nobody_hears() -> None:
    """Nobody shows the state."""


def _report(state: SoundState, *, lost: bool) -> HostReport:
    again = (
        say('Sound comes from "{chosen}".').format(chosen=state.chosen)
        if state.chosen
        else say("By light only, as chosen.")
    )
    detail = (
        (state.fault or say('Looking for "{chosen}".').format(chosen=state.chosen))
        if lost
        else again
    )
    return HostReport(condition=HostCondition.SOUND_LOST, active=lost, detail=detail)
