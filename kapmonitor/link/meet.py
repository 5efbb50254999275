"""Both sides of a meeting on their cables: `host` for the station, `join` for the patient."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeAlias

from kapmonitor.link.cable import Attachment, Cable, Cables, Came, Down, Happening, Trouble, Up
from kapmonitor.link.code import Code
from kapmonitor.link.envelope import Entropy
from kapmonitor.link.joining import PatientMeeting
from kapmonitor.link.mail import Mail
from kapmonitor.link.meeting import (
    Fruitless,
    Offer,
    Paired,
    Send,
    StationMeeting,
    Step,
    Taken,
    Trying,
    Waiting,
)
from kapmonitor.link.pairing import Failed

TICK_S = 0.1

Told: TypeAlias = Waiting | Trying | Fruitless | Paired | Failed | Trouble


async def host(
    offer: Callable[[], Offer],
    cables: Cables,
    make_code: Callable[[], Code],
    entropy: Entropy,
    tell: Callable[[Told], None],
) -> None:
    """Wait for a patient's side and pair with it; what happens is told as it happens.

    `offer` is asked at the moment of pairing: what the record knows then is what counts.
    `Waiting` brings the code to be read aloud; it comes anew with another code if another station
    claims the nameplate. `Paired` and `Failed` come once; then repeats are answered for a while.
    `Trouble` tells that our own connection is gone; it heals itself. Returns when nothing more can
    come. Cancel it for a new code, or to stop.
    """
    while True:
        meeting = StationMeeting(make_code(), offer, entropy, asyncio.get_running_loop().time())
        if not await _Host(meeting, cables, tell).run():
            return


async def join(code: Code, cables: Cables, entropy: Entropy) -> Paired | Failed:
    """Try a code once. Returns within some seconds; the patient's cable is closed by then."""
    loop = asyncio.get_running_loop()
    meeting = PatientMeeting(code, entropy, loop.time())
    mail = Mail(loop)
    topics = meeting.topics
    # Nothing is kept for this name: what is left of another meeting must not answer this one.
    attachment = Attachment(client=topics.client, hears=(topics.therapist,), kept=False)
    cable = cables(attachment, mail.put)
    cable.open()
    try:
        while meeting.outcome is None:
            for each in await mail.some(TICK_S):
                if isinstance(each, Came):
                    cable.took(each)
                _send(_joined(meeting, each, loop.time()), cable)
            cable.look_after()
            _send(meeting.tick(loop.time()), cable)
    finally:
        cable.close()
    return meeting.outcome


def _joined(meeting: PatientMeeting, happening: Happening, now_s: float) -> list[Send]:
    match happening:
        case Up():
            return meeting.connected(now_s)
        case Down(why=why):
            meeting.disconnected(why)
            return []
        case Came(octets=octets, retained=retained):
            # Nobody retains a handshake but somebody who replays one.
            return [] if retained else meeting.receive(octets, now_s)


class _Host:
    """One code's cable."""

    def __init__(
        self, meeting: StationMeeting, cables: Cables, tell: Callable[[Told], None]
    ) -> None:
        self._meeting, self._tell = meeting, tell
        self._loop = asyncio.get_running_loop()
        self._mail = Mail(self._loop)
        self._is_taken = False
        topics = meeting.topics
        attachment = Attachment(
            client=f"s{topics.client}-{meeting.owner[:8].decode()}",
            hears=(topics.claim, topics.patient),
            kept=False,
        )
        self._cable = cables(attachment, self._mail.put)

    async def run(self) -> bool:
        """Return whether another code is needed."""
        self._cable.open()
        try:
            while not self._meeting.is_over:
                for each in await self._mail.some(TICK_S):
                    self._take(each)
                self._cable.look_after()
                self._do(self._meeting.tick(self._loop.time()))
        finally:
            self._do(self._meeting.leave())
            self._cable.close()
        return self._is_taken

    def _take(self, happening: Happening) -> None:
        match happening:
            case Up():
                self._do(self._meeting.connected(self._loop.time()))
            case Down(why=why):
                self._tell(why)
            case Came(topic=topic, octets=octets, retained=retained):
                self._cable.took(happening)
                if topic == self._meeting.topics.claim:
                    self._do(self._meeting.claim_came(octets))
                elif not retained:
                    self._do(self._meeting.receive(octets, self._loop.time()))

    def _do(self, steps: Sequence[Step]) -> None:
        for each in steps:
            match each:
                case Send():
                    _send([each], self._cable)
                case Taken():
                    self._is_taken = True
                case _:
                    self._tell(each)


def _send(all_of: Sequence[Send], cable: Cable) -> None:
    for each in all_of:
        cable.publish(each.topic, each.octets, 1, each.expiry_s, retain=each.retain)
