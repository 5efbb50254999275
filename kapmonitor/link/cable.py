"""What a cable to a broker is, whichever broker it leads to: its face, and what it tells.

The ends, the meeting and the boards know this and no broker's library. `mqtt` makes cables to a
real broker, `memory` to one inside the program.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias


class Trouble(StrEnum):
    """Why there is no connection."""

    ENDED = "ended"
    """It was there and broke off."""
    NO_SUCH_HOST = "no_such_host"
    REFUSED = "refused"
    CERTIFICATE = "certificate"
    """The server cannot prove who it is; there is no way around it."""
    DATES = "dates"
    """By this computer's clock its certificate is good no longer, or not yet; no way around it."""
    PORTAL = "portal"
    """The network itself answers: it asks for a sign-in page first."""
    UNREACHABLE = "unreachable"
    NOT_ALLOWED = "not_allowed"
    """The broker does not let us do this."""
    TAKEN_OVER = "taken_over"
    """Another client has our name: two programs with one session."""
    STANDING_BACK = "standing_back"
    """It was cut off soon, again and again: perhaps another client has our name. It is tried again
    in a minute (`rival.AWAY_S`), for a broken network looks the same."""
    FILES = "files"
    """A certificate's file that we were given is gone or damaged; it is read again before long."""
    BROKEN = "broken"
    """Our own thread failed; it is started anew."""


@dataclass(frozen=True, slots=True)
class Up:
    """The connection stands and every subscription was answered."""


@dataclass(frozen=True, slots=True)
class Down:
    """There is no connection now."""

    why: Trouble
    detail: str = ""
    """The system's own words, in English, for a log: no address, no name."""


@dataclass(frozen=True, slots=True)
class Came:
    """Octets on a topic. `ticket` goes to `took`."""

    topic: str
    octets: bytes
    retained: bool
    ticket: tuple[int, int]


Happening: TypeAlias = Up | Down | Came


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """Under which name we connect, what we hear, and what is said if we vanish."""

    client: str
    hears: tuple[str, ...]
    will: tuple[str, bytes] | None = None
    will_retained: bool = False
    """Whether the broker holds the will for those who come later."""
    kept: bool = True
    """Whether the broker keeps our session, and quality 1 for it, while we are away."""


class Cable(Protocol):
    """One client of one broker. `open` once, `close` once; what is between heals itself."""

    def open(self) -> None:
        """Begin to connect; returns at once."""

    def look_after(self) -> None:
        """Mend what nobody else would notice; called several times a second."""

    def publish(
        self, topic: str, octets: bytes, quality: int, expiry_s: int, *, retain: bool = False
    ) -> None:
        """Send, if there is a connection. Without one nothing is kept here: the ends keep it."""

    def took(self, came: Came) -> None:
        """Tell the broker that a message of quality 1 is safe with us."""

    def drop(self) -> None:
        """Break the connection off; it is made anew at once. For a connection that is silent."""

    def close(self) -> None:
        """Say goodbye and end, also with a broker that answers nothing."""


Tell: TypeAlias = Callable[[Happening], None]
Cables: TypeAlias = Callable[[Attachment, Tell], Cable]
"""Makes a cable. `Tell` is called from any thread, and returns at once."""
