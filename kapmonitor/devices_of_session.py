"""The devices in this room of a room's session: attached as the record says, memory and all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from devices.event import LinkChanged, LinkState
from kapmonitor.clock import Clock
from kapmonitor.device_memory import DeviceMemories
from kapmonitor.session.event import (
    DeviceAssigned,
    DeviceReleased,
    Entry,
    MeasurementRequested,
    SessionEnded,
    SessionResumed,
)
from kapmonitor.session.intent import DeviceReport
from kapmonitor.session.state import Session
from kapmonitor.supervisor import AT_THE_PATIENT, DeviceSource, Supervisor

if TYPE_CHECKING:
    from kapmonitor.engine import Engine
    from kapmonitor.surroundings import Outlets


class DevicesOfSession:
    """The devices of the session that is open, if one is. Use from the engine's loop only."""

    def __init__(
        self, clock: Clock, outlets: Outlets, resolve: Callable[[DeviceAssigned], DeviceSource]
    ) -> None:
        self._clock, self._outlets, self._resolve = clock, outlets, resolve
        self.memories = DeviceMemories(clock)
        self._engine: Engine | None = None
        self._supervisor: Supervisor | None = None

    def begin(self, engine: Engine) -> None:
        """Serve a session that begins, or goes on."""
        self._engine = engine
        self.memories.begin_session()
        self._supervisor = Supervisor(engine.post, self._outlets.pressure, self._clock)

    def attach_again(self, session: Session) -> None:
        """Connect the devices of a session that goes on."""
        if session.ended is None:
            for assigned in session.devices.values():
                self._attach(assigned)

    def follow(self, session: Session, entries: tuple[Entry, ...], *, saved: bool) -> None:
        """Carry out what new entries ask of the devices."""
        if self._supervisor is None:
            return
        self.memories.follow(entries)
        for entry in entries:
            match entry.event:
                case DeviceAssigned() as assigned:
                    self._attach(assigned)
                case DeviceReleased(role=role):
                    self._supervisor.detach(role)
                case SessionEnded():
                    for role in session.devices:
                        self._supervisor.detach(role)
                case SessionResumed():
                    self._supervisor.resumed(session)
                case _:
                    pass
        here = tuple(each for each in entries if not _is_for_patient(session, each))
        self._supervisor.react(here, saved=saved)

    async def close(self) -> None:
        """Let the devices go."""
        supervisor, self._supervisor, self._engine = self._supervisor, None, None
        if supervisor is not None:
            await supervisor.close()

    def _attach(self, assigned: DeviceAssigned) -> None:
        """Connect a device; one that its words do not lead to is told as lost."""
        if assigned.address.startswith(AT_THE_PATIENT):  # the link's, not the supervisor's
            return
        if self._supervisor is None or self._engine is None:
            return
        try:
            memory = self.memories.of(assigned.address)
            self._supervisor.attach(self._resolve(assigned), memory)
        except (ValueError, KeyError) as fault:
            told = LinkChanged(state=LinkState.LOST, text=str(fault.args[0]))
            report = DeviceReport(
                role=assigned.role, driver=assigned.driver, device=assigned.address, event=told
            )
            asyncio.get_running_loop().call_soon(self._engine.post, report)


def _is_for_patient(session: Session, entry: Entry) -> bool:
    """Return whether a reading is asked for that the link has to bring, not a cuff here."""
    wanted = entry.event
    if not isinstance(wanted, MeasurementRequested):
        return False
    cuff = session.devices.get(wanted.role)
    return cuff is not None and cuff.address.startswith(AT_THE_PATIENT)
