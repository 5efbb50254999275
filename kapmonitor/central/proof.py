"""Whether a broker lets a room or a board do its part, proved by doing it.

A machine says something to itself where it may speak, and hears it where it may listen: for a room
its own topics, for a board those of every room.
"""

from __future__ import annotations

import asyncio
import os

from kapmonitor.central.enrolment import Enrolment
from kapmonitor.central.roster import Role
from kapmonitor.central.topics import EVERY_ROOM, RoomTopics, echo_of
from kapmonitor.link.cable import Attachment, Cables, Came, Down, Trouble, Up
from kapmonitor.link.mail import Mail

ANSWERED_WITHIN_S = 5.0
_KEPT_S = 10


async def trouble_of(enrolment: Enrolment, cables: Cables) -> Trouble | None:
    """Return what keeps this machine from its part; None: nothing does."""
    own = enrolment.own
    room = own.role is Role.ROOM
    topic = RoomTopics(own.name).commands if room else echo_of(own.name)
    hears = (topic,) if room else (*EVERY_ROOM, topic)
    mail = Mail(asyncio.get_running_loop())
    attachment = Attachment(client=f"check-{own.name}", hears=hears, kept=False)
    cable = cables(attachment, mail.put)
    cable.open()
    word, connected = os.urandom(16), False
    try:
        async with asyncio.timeout(ANSWERED_WITHIN_S):
            while True:
                for each in await mail.some():
                    match each:
                        case Up():
                            connected = True
                            cable.publish(topic, word, 1, _KEPT_S)
                        case Down(why=why):
                            return why
                        case Came(octets=octets) if octets == word:
                            return None
    except TimeoutError:
        # A broker that forbids may say yes, and then let nothing be heard.
        return Trouble.NOT_ALLOWED if connected else Trouble.UNREACHABLE
    finally:
        cable.close()
