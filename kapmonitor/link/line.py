"""An end on a cable: what comes is taken in order, what the end asks is done.

One coroutine of the owner's loop does everything; the cable's thread only hands over. The
station's owner commits what arrived before the patient's side is told that it may let it go.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from typing import TypeAlias

from kapmonitor.link.broker import Topics
from kapmonitor.link.cable import (
    Attachment,
    Cable,
    Cables,
    Came,
    Down,
    Happening,
    Trouble,
    Up,
)
from kapmonitor.link.mail import Mail
from kapmonitor.link.patient import Now, PatientEnd
from kapmonitor.link.peer import Action, Arrived, Publish, Reconnect
from kapmonitor.link.station import StationEnd

Commit: TypeAlias = Callable[[Sequence[Arrived]], Collection[int]]
"""Puts what arrived into the record and returns the numbers that are in it now; the others are
offered again a second later."""
OFFERED_AGAIN_MS = 1_000
"""The patient's side would send it again too, but within half a minute only."""
HELD_AT_MOST = 256
"""Four times what the patient's side has under way; beyond that it is to send it again."""


class PatientLine:
    """The patient's end on its cable."""

    def __init__(
        self,
        end: PatientEnd,
        cables: Cables,
        now: Callable[[], Now],
        tell: Callable[[Action | Trouble], None],
    ) -> None:
        self._end, self._now, self._tell = end, now, tell
        self._topics = Topics(end.session)
        self._mail = Mail(asyncio.get_running_loop())
        attachment = Attachment(
            client=self._topics.client,
            hears=(self._topics.down,),
            will=(self._topics.will, end.will()),
        )
        self._cable = cables(attachment, self._mail.put)

    async def run(self) -> None:
        """Hold the line until cancelled."""
        self._cable.open()
        try:
            while True:
                for each in await self._mail.some():
                    self._take(each)
                self._cable.look_after()
                self.do(self._end.tick(self._now()))
        finally:
            self._cable.close()

    def do(self, actions: Sequence[Action]) -> None:
        """Do what the end asks."""
        _carry_out(actions, self._cable, self._topics.up, self._tell)

    def _take(self, happening: Happening) -> None:
        match happening:
            case Up():
                self.do(self._end.connected(self._now()))
            case Down(why=why):
                self._end.disconnected()
                self._tell(why)
            case Came(octets=octets):
                self.do(self._end.receive(octets, self._now()))
                self._cable.took(happening)


class StationLine:
    """The therapist's end on its cable.

    Acknowledged to the patient's side is what `commit` says it kept, number by number, so that a
    call for help does not wait for a reading that may not be taken yet. The broker is told of
    all that was looked at: it lends but a few places (20 with Mosquitto) to what a client has
    not answered, and when these are full it delivers nothing more.
    """

    def __init__(
        self,
        end: StationEnd,
        cables: Cables,
        now_ms: Callable[[], int],
        commit: Commit,
        tell: Callable[[Action | Trouble], None],
    ) -> None:
        self._end, self._now_ms, self._commit, self._tell = end, now_ms, commit, tell
        self._topics = Topics(end.session)
        self._mail = Mail(asyncio.get_running_loop())
        hears = (self._topics.up, self._topics.will)
        # One client for each session, so that sessions share no queue and no fate.
        attachment = Attachment(client=f"s{self._topics.client}", hears=hears)
        self._cable = cables(attachment, self._mail.put)
        self._held: list[Arrived] = []
        """Offered, and not kept yet."""
        self._again_ms = 0

    async def run(self) -> None:
        """Hold the line until cancelled."""
        self._cable.open()
        try:
            while True:
                self._take(await self._mail.some())
                self._offer_again()
                self._cable.look_after()
                self.do(self._end.tick(self._now_ms()))
        finally:
            self._let_go()
            self._cable.close()

    def do(self, actions: Sequence[Action]) -> None:
        """Do what the end asks; what arrived is for `_take` to commit."""
        _carry_out(actions, self._cable, self._topics.down, self._tell)

    def _take(self, happenings: list[Happening]) -> None:
        arrived: list[Arrived] = []
        came: list[Came] = []
        for each in happenings:
            match each:
                case Up():
                    self.do(self._end.connected(self._now_ms()))
                case Down(why=why):
                    self._end.disconnected()
                    self._tell(why)
                case Came(octets=octets):
                    came.append(each)
                    arrived += self._received(octets)
        if arrived:
            self._offer(arrived)
        for each in came:
            self._cable.took(each)

    def _received(self, octets: bytes) -> list[Arrived]:
        actions = self._end.receive(octets, self._now_ms())
        self.do([each for each in actions if not isinstance(each, Arrived)])
        return [each for each in actions if isinstance(each, Arrived)]

    def _offer(self, arrived: list[Arrived]) -> None:
        """Offer what arrived behind what was held before it, so that nothing is overtaken."""
        now_ms = self._now_ms()
        offered = sorted([*self._held, *arrived], key=lambda each: each.number)
        kept = frozenset(self._commit(offered))
        self._end.committed(kept, now_ms)
        self._held = [each for each in offered if each.number not in kept]
        self._again_ms = now_ms + OFFERED_AGAIN_MS
        for each in offered:
            if each.number in kept:
                self._tell(each)

    def _offer_again(self) -> None:
        if len(self._held) > HELD_AT_MOST:
            self._let_go()
        elif self._held and self._now_ms() >= self._again_ms:
            self._offer([])

    def _let_go(self) -> None:
        """Forget what was not kept: the patient's side has it, and sends it again."""
        self._held.clear()
        self._end.abandoned()


def _carry_out(
    actions: Sequence[Action], cable: Cable, topic: str, tell: Callable[[Action], None]
) -> None:
    for each in actions:
        match each:
            case Publish(octets=octets, quality=quality, expiry_s=expiry_s):
                cable.publish(topic, octets, quality, expiry_s)
            case Reconnect():
                cable.drop()
            case _:
                tell(each)
