"""What is on its way between the sides of a simulated session over a real server.

A server and its clients answer in the world's time, and on a busy computer late: at 60 times the
speed a trip of 50 ms would be a silence of three seconds. So while a message is on its way, or a
connection is being made, time passes as in the world, and at the play's speed otherwise.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Hashable
from contextlib import suppress

from devices.simulator.link_faults import Side
from kapmonitor.link.cable import Attachment, Cable, Cables, Came, Happening, Tell, Up
from kapmonitor.runtime import PacedLoop

AT_MOST_S = 1.0
"""What has not come by then is lost, and holds nothing up."""


class OnTheWay:
    """Holds the loop to the world's time while it is waited for something. Use from one loop."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self._loop, self._paced = loop, loop if isinstance(loop, PacedLoop) else None
        self._cables: list[_Watched] = []
        self._silences: Counter[Side] = Counter()
        self._awaited: dict[Hashable, asyncio.TimerHandle] = {}

    @property
    def waits(self) -> bool:
        """Whether anything is on its way."""
        return bool(self._awaited)

    def cables(self, side: Side, make: Cables) -> Cables:
        """Return what makes a side's cables, watched from then on."""

        def cable(attachment: Attachment, tell: Tell) -> Cable:
            self._cables = [each for each in self._cables if not each.is_closed]
            made = _Watched(self, side, make, attachment, tell)
            self._cables.append(made)
            return made

        return cable

    def silence(self, side: Side) -> None:
        """Wait for nothing to or from a side: its network is gone."""
        self._silences[side] += 1
        for each in list(self._awaited):
            self.came(each)

    def heal(self, side: Side) -> None:
        """Take one silence back."""
        self._silences[side] -= 1

    def said(self, by: _Watched, topic: str, octets: bytes) -> None:
        """A side has said something: wait for it where the other hears it."""
        heard = any(each.hears(topic) for each in self._cables if not self._silences[each.side])
        if heard and by.is_up and not self._silences[by.side]:
            self.wait_for(octets)

    def connects(self, side: Side) -> None:
        """A side is making a connection: wait until it stands, or fails."""
        self.wait_for(side)

    def wait_for(self, what: Hashable) -> None:
        """Let time pass as in the world until something has come."""
        if what in self._awaited:
            return
        self._awaited[what] = self._loop.call_later(AT_MOST_S, self.came, what)
        self._hold()

    def came(self, what: Hashable) -> None:
        """It has come, or nothing will."""
        awaited = self._awaited.pop(what, None)
        if awaited is not None:
            awaited.cancel()
            self._hold()

    def _hold(self) -> None:
        if self._paced is not None:
            self._paced.hold(worlds_time=self.waits)


class _Watched:
    """A `Cable` of one side, and whether it hears."""

    def __init__(
        self, way: OnTheWay, side: Side, make: Cables, attachment: Attachment, tell: Tell
    ) -> None:
        self.side, self._way, self._tell, self._attachment = side, way, tell, attachment
        self.is_up = self.is_closed = False
        self._loop = asyncio.get_running_loop()
        self._cable = make(attachment, self._told)

    def hears(self, topic: str) -> bool:
        """Return whether what is said on a topic comes here."""
        return self.is_up and topic in self._attachment.hears

    def _told(self, happening: Happening) -> None:
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._take, happening)

    def _take(self, happening: Happening) -> None:
        if isinstance(happening, Came):
            self._way.came(happening.octets)
        else:
            self.is_up = isinstance(happening, Up) and not self.is_closed
            self._way.came(self.side)
        self._tell(happening)

    def open(self) -> None:
        """Begin to connect."""
        self._cable.open()

    def look_after(self) -> None:
        """Mend what nobody else would notice."""
        self._cable.look_after()

    def publish(
        self, topic: str, octets: bytes, quality: int, expiry_s: int, *, retain: bool = False
    ) -> None:
        """Send, if there is a connection."""
        self._cable.publish(topic, octets, quality, expiry_s, retain=retain)
        self._way.said(self, topic, octets)

    def took(self, came: Came) -> None:
        """Tell the broker that a message is safe with us."""
        self._cable.took(came)

    def drop(self) -> None:
        """Break the connection off."""
        self.is_up = False
        self._cable.drop()

    def close(self) -> None:
        """Say goodbye and end."""
        self.is_up, self.is_closed = False, True
        self._cable.close()
