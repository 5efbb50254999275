"""A `Network` with a real server: a Mosquitto of this session's own, on this machine alone.

The clients are the ordinary ones, over TLS, and the rights those of a clinic's server. Only the
way of each side to it is ours, so that it can fail.
"""

from __future__ import annotations

import asyncio
from functools import partial

from devices.simulator.link_faults import Side
from kapmonitor.link.broker import broker_at
from kapmonitor.link.cable import Cables
from kapmonitor.link.mqtt import cables_to
from kapmonitor.link_admin.keeper import FORGET, START, STOP, KeptBroker
from kapmonitor.link_admin.trial import ROOM
from kapmonitor.rehearsal.on_the_way import OnTheWay
from kapmonitor.rehearsal.relay import LOCAL, Relay


class BrokerNetwork:
    """A server, and the way of each side to it. Use from the engine's loop only."""

    def __init__(self, broker: KeptBroker, pace: float) -> None:
        """`pace`: how many seconds pass for the session in one."""
        self._broker, self._pace = broker, pace
        self._on_the_way = OnTheWay()
        ports = broker.trial.ports
        at_the_server = {Side.PATIENT: ports.patients, Side.THERAPIST: ports.stations}
        self._ways = {
            side: Relay(port, partial(self._on_the_way.connects, side))
            for side, port in at_the_server.items()
        }
        self._ports: dict[Side, int] = {}

    async def open(self) -> None:
        """Let the ways be there."""
        self._ports = {side: await way.open() for side, way in self._ways.items()}

    def cables(self, side: Side) -> Cables:
        """Return what makes cables for a side."""
        trial = self._broker.trial
        own = trial.stations[ROOM] if side is Side.THERAPIST else None
        broker = broker_at(
            f"mqtts://{LOCAL}:{self._ports[side]}",
            authorities=trial.authority,
            certificate=None if own is None else own.certificate,
            key=None if own is None else own.key,
        )
        return self._on_the_way.cables(side, cables_to(broker, self._pace))

    def silence(self, side: Side) -> None:
        """Let nothing of a side through, and tell nobody."""
        self._ways[side].silence()
        self._on_the_way.silence(side)

    def heal(self, side: Side) -> None:
        """Take one silence back."""
        self._ways[side].heal()
        self._on_the_way.heal(side)

    def sever(self, side: Side) -> None:
        """End a side's connections as when its program dies: the server knows at once."""
        self._ways[side].sever()

    def roam(self, side: Side) -> None:
        """End a side's connections as another network does: the server is not told."""
        self._ways[side].roam()

    async def restart(self, gap_s: float) -> None:
        """Let the server end, and be back after a while with what it kept."""
        await self._ask(STOP)
        await asyncio.sleep(gap_s)
        await self._ask(START)

    async def forget(self) -> None:
        """Let the server lose all it holds."""
        for word in (STOP, FORGET, START):
            await self._ask(word)

    async def close(self) -> None:
        """End the server, and remove what it left."""
        try:
            for way in self._ways.values():
                await way.close()
        finally:
            await asyncio.to_thread(self._broker.close)

    async def _ask(self, word: str) -> None:
        await asyncio.to_thread(self._broker.ask, word)
