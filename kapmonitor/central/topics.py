"""The topics of a room. A name on the roster is the room's user at the broker."""

from __future__ import annotations

from dataclasses import dataclass

from kapmonitor.link.broker import ROOT

ONLINE, OFFLINE = b"online", b"offline"
KEPT_S = 86_400
"""How long the broker holds what a board that comes late is to find."""
COMMAND_S = 60
"""How long what a board asks is worth anything."""
EVERY_ROOM = tuple(f"{ROOT}/st/+/{what}" for what in ("presence", "keys", "board", "evt"))
_PARTS = 4


@dataclass(frozen=True, slots=True)
class RoomTopics:
    """The topics of one room."""

    station: str

    @property
    def presence(self) -> str:
        """Whether its program is there: kept, and said by the broker when it vanishes."""
        return self._at("presence")

    @property
    def keys(self) -> str:
        """The present key, sealed to each board: kept."""
        return self._at("keys")

    @property
    def board(self) -> str:
        """The whole of what it shows: kept."""
        return self._at("board")

    @property
    def events(self) -> str:
        """What happened, one by one."""
        return self._at("evt")

    @property
    def commands(self) -> str:
        """What a board asks of it."""
        return self._at("cmd")

    def _at(self, what: str) -> str:
        return f"{ROOT}/st/{self.station}/{what}"


def echo_of(board: str) -> str:
    """Return where a board writes to hear itself: no room can have a name of this shape.

    A broker that lets nobody hear the rooms may say that it does and then be silent; what a board
    hears of itself comes by the same right.
    """
    return RoomTopics(f"_{board}").commands


def parted(topic: str) -> tuple[str, str] | None:
    """Return the room and what a topic is about; None for any other topic."""
    parts = topic.split("/")
    if len(parts) != _PARTS or parts[:2] != [ROOT, "st"]:
        return None
    return parts[2], parts[3]
